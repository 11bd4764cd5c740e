//! Surfaces that are learnt from data: their minima, their parts and their derivatives.

use crate::draw::cases;
use downhill_core::experiment::SurfaceChoice;
use downhill_core::run::run_in_bits;
use downhill_core::surface::{Group, SURFACES, Sample};
use downhill_core::{Surface, Trajectory, V2, text, v2};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::cell::RefCell;
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn surface(text: &str) -> Box<dyn Surface> {
    text::parse_surface(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).build()
}

/// Every model with every kind of data.
fn models() -> Vec<String> {
    let data = ["line", "classes", "wave", "sparse(share=0.3)", "faithful", "iris", "anscombe(set=3)"];
    let ids = SURFACES.iter().filter(|e| e.spec.group == Group::Data).map(|e| e.spec.id);
    ids.flat_map(|id| data.into_iter().map(move |data| format!("{id}(data={data},standardize=true,l1=0.1,l2=0.2)")))
        .collect()
}

/// The line of least squares, by the textbook.
fn least_squares(surface: &dyn Surface) -> V2 {
    let data = surface.data().unwrap();
    let (x, y) = (&data.examples().features[0], &data.examples().targets);
    let sum = |f: &dyn Fn(usize) -> f64| (0..x.len()).map(f).sum::<f64>();
    let (mx, my) = (sum(&|i| x[i]) / x.len() as f64, sum(&|i| y[i]) / x.len() as f64);
    let slope = sum(&|i| (x[i] - mx) * (y[i] - my)) / sum(&|i| (x[i] - mx) * (x[i] - mx));
    v2(slope, my - slope * mx)
}

#[test]
fn the_linear_minimum_is_the_line_of_least_squares() {
    for data in ["line(count=1000,noise=3,outliers=0.1)", "faithful", "anscombe(set=2)", "line(centre=100)"] {
        let surface = surface(&format!("linear(data={data})"));
        let (found, known) = (surface.minima()[0], least_squares(surface.as_ref()));
        assert!((found.at - known).norm() < 1e-10 * (1.0 + known.norm()), "{data}: {found:?}, {known:?}");
    }
}

/// R: `lm(waiting ~ eruptions, faithful)`.
#[test]
fn old_faithfuls_line_is_the_one_in_the_books() {
    let at = surface("linear(data=faithful)").minima()[0].at;
    assert!((at - v2(10.729641395133529, 33.474397022753344)).norm() < 1e-9, "{at:?}");
}

/// Newton's method on its own, one example after the other.
#[test]
fn the_logistic_minimum_is_newtons() {
    for data in ["classes(count=300)", "iris", "faithful"] {
        let surface = surface(&format!("logistic(data={data},standardize=true)"));
        let data = surface.data().unwrap();
        let (x, y) = (data.examples().features[0].clone(), data.examples().targets.clone());
        let mut w = V2::ZERO;
        for _ in 0..50 {
            let (mut g, mut h) = (V2::ZERO, [0.0; 3]);
            for (x, y) in x.iter().zip(&y) {
                let p = 1.0 / (1.0 + (-(w.x * x + w.y)).exp());
                g += v2((p - y) * x, p - y);
                let s = p * (1.0 - p);
                h = [h[0] + s * x * x, h[1] + s * x, h[2] + s];
            }
            let determinant = h[0] * h[2] - h[1] * h[1];
            w -= v2(h[2] * g.x - h[1] * g.y, h[0] * g.y - h[1] * g.x) / determinant;
        }
        let found = surface.minima()[0].at;
        assert!((found - w).norm() < 1e-10 * (1.0 + w.norm()), "{found:?}, {w:?}");
    }
}

#[test]
fn hubers_minimum_is_found_where_the_loss_is_straight_at_first() {
    let data = ["faithful", "anscombe(set=3)", "line(outliers=0.2)", "points(points=\"2,0;-2,0;1,6;-1,-6;0,9\")"];
    for (data, delta) in data.into_iter().flat_map(|data| [0.1, 1.0].map(|delta| (data, delta))) {
        let text = format!("linear(data={data},loss=huber,delta={delta})");
        let landmarks = surface(&text).landmarks();
        assert_eq!(landmarks.len(), 1, "{text}");
        assert_eq!(surface(&text).minima().len(), 1, "{text}");
        assert!(surface(&text).gradient(landmarks[0].at).1.norm() < 1e-9, "{text}");
    }
}

#[test]
fn classes_that_a_line_can_part_have_no_minimum() {
    assert!(surface("logistic(data=iris(classes=setosa_virginica))").minima().is_empty());
    assert_eq!(surface("logistic(data=iris(classes=setosa_virginica),l2=0.01)").minima().len(), 1);
}

#[test]
fn a_strong_l1_holds_the_slope_at_zero_and_leaves_the_mean() {
    let surface = surface("linear(data=line(noise=1),l1=100)");
    let mean = surface.data().unwrap().examples().targets.iter().sum::<f64>() / 64.0;
    let minima = surface.minima();
    assert_eq!(minima.len(), 1);
    assert!((minima[0].at - v2(0.0, mean)).norm() < 1e-12 && !minima[0].smooth, "{minima:?}");
}

#[test]
fn l1_and_l2_are_part_of_the_loss_of_what_they_say() {
    let at = v2(1.5, -2.0);
    for (model, l1, l2) in [("linear", 1.5, 1.125), ("classifier", 3.5, 3.125), ("deep_chain", 3.5, 3.125)] {
        let value = |settings: &str| surface(&format!("{model}{settings}")).value(at);
        assert!((value("(l1=2)") - value("") - 2.0 * l1).abs() < 1e-12, "{model}");
        assert!((value("(l2=2)") - value("") - 2.0 * l2).abs() < 1e-12, "{model}");
    }
}

#[test]
fn standardised_features_have_mean_zero_and_deviation_one() {
    let surface = surface("classifier(data=iris,standardize=true)");
    let data = surface.data().unwrap();
    for (values, scale) in data.examples().features.iter().zip(data.examples().scale) {
        let n = values.len() as f64;
        let (sum, squares) = (values.iter().sum::<f64>(), values.iter().map(|v| v * v).sum::<f64>());
        assert!((sum / n).abs() < 1e-12 && (squares / n - 1.0).abs() < 1e-12 && scale != 1.0);
    }
}

#[test]
fn features_are_chosen_by_name() {
    let names = |text| surface(text).data().unwrap().examples().names;
    assert_eq!(names("logistic(data=iris,features=sepal_width)")[0], "sepal_width");
    assert_eq!(names("classifier(data=iris,features=widths)"), ["sepal_width", "petal_width"]);
    assert_eq!(names("classifier(data=faithful)"), ["eruptions", "1"]);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_whole_is_the_mean_of_its_examples(text in select(models()), x in -2.0..2.0, y in -2.0..2.0) {
        let (surface, at) = (surface(&text), v2(x, y));
        let data = surface.data().unwrap();
        let count = data.examples().count() as u32;
        let (mut value, mut gradient) = (0.0, V2::ZERO);
        for i in 0..count {
            let (v, g) = data.gradient_of(at, Sample::Of(&[i]));
            (value, gradient) = (value + v, gradient + g);
        }
        let share = 1.0 / f64::from(count);
        let (whole, slope) = surface.gradient(at);
        prop_assert!((value * share - whole).abs() < 1e-11 * (1.0 + whole.abs()), "{}: {} {}", text, value * share, whole);
        prop_assert!((gradient * share - slope).norm() < 1e-11 * (1.0 + slope.norm() + whole.abs()), "{}", text);
    }

    #[test]
    fn a_batchs_derivatives_agree_with_central_differences(
        text in select(models()),
        places in vec(0_u32..11, 1..8),
        x in -2.0..2.0,
        y in -2.0..2.0,
    ) {
        const H: f64 = 1e-5;
        let (surface, at) = (surface(&text), v2(x, y));
        prop_assume!(x.abs() > 1e-3 && y.abs() > 1e-3);
        let data = surface.data().unwrap();
        let of = |at| data.gradient_of(at, Sample::Of(&places));
        let (_, g) = of(at);
        let h = data.hessian_of(at, Sample::Of(&places));
        for (axis, slope, row) in [(v2(H, 0.0), g.x, h[0]), (v2(0.0, H), g.y, h[1])] {
            let (above, below) = (of(at + axis), of(at - axis));
            let near = |exact: f64, difference: f64| (exact - difference / (2.0 * H)).abs() < 2e-4 * (1.0 + exact.abs() + above.0);
            prop_assert!(near(slope, above.0 - below.0), "{}", text);
            prop_assert!(near(row[0], above.1.x - below.1.x) && near(row[1], above.1.y - below.1.y), "{}", text);
        }
    }

    #[test]
    fn a_turned_model_is_the_model_at_the_turned_weights(x in -2.0..2.0, y in -2.0..2.0, place in 0_u32..50) {
        let (plain, turned) = (surface("logistic"), surface("logistic(rotate=90,scale=2)"));
        let (at, there) = (v2(x, y), v2(-y, x));
        let one = [place];
        let (value, g) = plain.data().unwrap().gradient_of(at, Sample::Of(&one));
        let (turned_value, turned_g) = turned.data().unwrap().gradient_of(there, Sample::Of(&one));
        prop_assert!((turned_value - 2.0 * value).abs() < 1e-12);
        prop_assert!((turned_g - 2.0 * v2(-g.y, g.x)).norm() < 1e-12);
    }
}

#[test]
fn every_choice_of_data_can_be_built_with_every_model() {
    for text in models() {
        let choice: SurfaceChoice = text::parse_surface(&text).unwrap();
        assert!(choice.build().value(v2(0.5, 0.5)).is_finite(), "{text}");
        assert_eq!(text::parse_surface(&text::print_surface(&choice)).unwrap(), choice);
    }
}

/// What a run bit by bit comes to, with as many rests as it takes; `goes_on` is asked at each.
fn in_bits(text: &str, bit: u64, goes_on: impl Fn(f64) -> bool) -> (Trajectory, Vec<f64>) {
    let experiment = text::parse(text).experiment;
    let surface = experiment.build_surface();
    let shares = RefCell::new(Vec::new());
    let pause = |share| {
        shares.borrow_mut().push(share);
        ready(goes_on(share))
    };
    let run = pin!(run_in_bits(&experiment, surface.as_ref(), &experiment.runs[0], bit, pause));
    match run.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(trajectory) => (trajectory, shares.take()),
        Poll::Pending => panic!("nothing is awaited that is not ready"),
    }
}

const LEARNT: [&str; 4] = [
    "surface=logistic&run=adam(lr=0.1)&steps=60",
    "surface=logistic&run=sgd(lr=0.5)&steps=60&batch=8&split=0.7&patience=3",
    "surface=linear&run=schedulefree_sgd(lr=0.05)&steps=40&folds=4",
    "surface=tanh_network&run=bfgs&evals=50",
];

proptest! {
    #[test]
    fn a_run_bit_by_bit_is_the_same_run(text in select(&LEARNT), bit in 1_u64..5000) {
        let (trajectory, shares) = in_bits(text, bit, |_| true);
        prop_assert_eq!(trajectory, downhill_core::run(&text::parse(text).experiment).remove(0));
        prop_assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}

#[test]
fn no_slice_is_longer_than_planned_but_for_its_last_step() {
    // How many gradients a step is at most, where a Hessian counts as two.
    let longest = |run: &Trajectory, hessians: u32| {
        let steps = run.evaluations.windows(2).map(|pair| pair[1] - pair[0]);
        steps.max().unwrap() + 2 * hessians
    };
    for (run, hessians) in
        [("bfgs", 0), ("nonlinear_cg", 0), ("nelder_mead", 0), ("sam(sgd(lr=0.1))", 0), ("newton", 1)]
    {
        let text = format!("surface=logistic(data=classes(count=100))&start=-3,3&run={run}&evals=60");
        let (run, mut shares) = in_bits(&text, 10 * 100, |_| true);
        shares.insert(0, 0.0);
        let planned = 10 + longest(&run, hessians);
        for pair in shares.windows(2) {
            let gradients = (60.0 * (pair[1] - pair[0])).round() as u32 * (1 + 2 * hessians);
            assert!(gradients <= planned, "{text}: {gradients} rather than {planned}");
        }
    }
}

#[test]
fn a_run_that_is_stopped_has_the_first_steps_of_the_whole_one() {
    for text in LEARNT {
        let (stopped, shares) = in_bits(text, 1, |share| share < 0.1);
        let whole = downhill_core::run(&text::parse(text).experiment).remove(0);
        let last = stopped.last();
        assert!(last > 0 && last < whole.last(), "{text}: {last}");
        assert_eq!(stopped.path.positions, whole.path.positions[..=last], "{text}");
        assert!(shares.last().is_some_and(|share| (0.1..0.3).contains(share)), "{text}: {shares:?}");
    }
}
