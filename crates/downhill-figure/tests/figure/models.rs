//! The picture of a model, and what charts show of learning from data.

use crate::support::{Case, Seen};
use downhill_core::run::Kept;
use downhill_core::surface::FromData;
use downhill_core::view::Theme;
use downhill_core::{Surface, v2};
use downhill_figure::chart::{LinesPainter, Scale};
use downhill_figure::model::{Answers, Scatter, paint_answers, paint_dots};
use downhill_figure::{Along, Chart, Frame, Measure, Palette, Plot, PlottersPaint, Rect, words};
use plotters::backend::{DrawingBackend, SVGBackend};

const LINE: &str = "surface=linear(data=points(\"0,1;1,3;2,5\"))&start=0,0&run=sgd(lr=0.1)&run=adam(lr=0.1)&steps=200";
const BATCHES: &str =
    "surface=linear(data=line(noise=0.45,count=64))&start=-0.2,-0.6&run=sgd(lr=0.05)&steps=160&batch=8";
const EARLY: &str = "surface=logistic(data=classes(overlap=1.2,count=16,seed=30))&start=0,0&run=sgd(lr=1)&steps=300\
                     &split=0.5&patience=10";

fn scatter(case: &Case) -> Scatter {
    let held = case.experiment.build_held_out();
    let held = held.as_deref().and_then(Surface::data);
    let model = case.surface.data().unwrap();
    Scatter::of(model.as_ref(), held.as_deref().map(FromData::examples))
}

fn frame(scatter: &Scatter) -> Frame {
    scatter.frame(Rect::new(0.0, 0.0, 300.0, 236.0), 1.0)
}

fn answers(case: &Case, playhead: f64) -> Seen {
    let mut seen = Seen::default();
    let model = case.surface.data().unwrap();
    let frame = frame(&scatter(case));
    let palette = Palette::of(Theme::Light);
    let all = Answers { model: model.as_ref(), frame, palette, playhead, dashed: false, scale: 1.0 };
    paint_answers(&mut seen, &all, &case.marks());
    seen
}

#[test]
fn the_line_of_a_run_is_what_its_weights_say_at_the_playhead() {
    let case = Case::of(LINE);
    let frame = frame(&scatter(&case));
    for step in [0, 7, 200] {
        let seen = answers(&case, f64::from(step));
        // Halos first, then the lines.
        let (line, _) = &seen.lines[2];
        let at = case.trajectories[0].path.positions[step as usize];
        for point in line {
            let on = frame.to_model(*point);
            assert!((on.y - (at.x * on.x + at.y)).abs() < 1e-9, "{on:?} {at:?}");
        }
    }
}

#[test]
fn a_boundary_runs_through_the_origin_and_shows_the_second_class_side() {
    let case = Case::of("surface=classifier(data=iris,features=petal)&start=1,-2&run=sgd(lr=0.1)&steps=3");
    let frame = frame(&scatter(&case));
    let seen = answers(&case, 0.0);
    let [line, side] = [&seen.lines[2].0, &seen.lines[3].0];
    for end in line {
        let on = frame.to_model(*end);
        assert!((1.0 * on.x - 2.0 * on.y).abs() < 1e-9, "{on:?}");
    }
    let tip = frame.to_model(side[1]);
    assert!(tip.x - 2.0 * tip.y > 0.0, "{tip:?}");
}

#[test]
fn a_likelihood_is_marked_where_it_is_a_half() {
    let case = Case::of("surface=logistic(data=iris,features=petal_length)&start=2,-9&run=sgd(lr=0.1)&steps=3");
    let frame = frame(&scatter(&case));
    let seen = answers(&case, 0.0);
    let turn = frame.to_model(seen.discs.last().unwrap().0);
    assert!((turn.x - 4.5).abs() < 1e-3 && (turn.y - 0.5).abs() < 1e-9, "{turn:?}");
}

#[test]
fn what_is_held_out_is_hollow_and_the_second_class_has_corners() {
    let case = Case::of("surface=logistic(data=iris)&run=sgd(lr=0.1)&steps=3&split=0.7");
    let scatter = scatter(&case);
    let mut seen = Seen::default();
    paint_dots(&mut seen, &scatter, &frame(&scatter), Palette::of(Theme::Light), 1.0);
    assert_eq!(scatter.counts, [70, 30]);
    assert_eq!(seen.discs.len() + seen.polygons.len(), 70);
    assert_eq!(seen.rings.len() + seen.lines.len(), 30);
    assert_eq!(seen.discs.len() + seen.rings.len(), 50);
}

#[test]
fn of_many_examples_a_thousand_at_most_are_drawn() {
    let case = Case::of("surface=linear(data=line(count=10000))&run=sgd(lr=0.1)&steps=1");
    let scatter = scatter(&case);
    assert_eq!((scatter.dots.len(), scatter.count()), (910, 10_000));
    assert_eq!(words::examples(&scatter), "10000 examples; 910 of them drawn");
}

#[test]
fn the_picture_is_said_in_words() {
    let case = Case::of(LINE);
    let said = words::model(case.surface.data().unwrap().as_ref(), &scatter(&case), &case.marks()[..1], 0.0);
    assert_eq!(said, "3 examples. SGD: y = 0 x + 0.");
    let case = Case::of("surface=classifier(data=iris)&start=1,-2&run=sgd(lr=0.1)&steps=3&split=0.7");
    let said = words::model(case.surface.data().unwrap().as_ref(), &scatter(&case), &case.marks(), 0.0);
    assert_eq!(said, "70 examples, 30 more held out. SGD: virginica where 1 petal length − 2 petal width > 0.");
    assert_eq!(words::examples(&scatter(&case)), "100 examples: ● versicolor, ▲ virginica; hollow: 30 held out");
}

#[test]
fn numbers_that_are_learnt_as_classes_are_named_by_where_they_are_parted() {
    let case = Case::of("surface=logistic(data=faithful)&start=1,-2&run=sgd(lr=0.1)&steps=3");
    let scatter = scatter(&case);
    assert_eq!(scatter.axes[1], "waiting: 0 up to 70.9, 1 above 70.9");
    assert_eq!(words::examples(&scatter), "272 examples: ● up to 70.9, ▲ above 70.9");
    let said = words::answer(case.surface.data().unwrap().as_ref(), v2(1.0, -2.0));
    assert_eq!(said, "above 70.9 where 1 eruptions − 2 > 0");
}

#[test]
fn what_is_as_good_as_nothing_is_nothing_beside_other_numbers() {
    let case = Case::of("surface=deep_chain&run=sgd(lr=0.1)&steps=1");
    let said = words::answer(case.surface.data().unwrap().as_ref(), v2(0.978, -1e-14));
    assert_eq!(said, "each layer of 0.978 h + 0");
    let case = Case::of("surface=linear(data=points(\"1,2\"))&run=sgd(lr=0.1)&steps=1");
    assert_eq!(words::examples(&self::scatter(&case)), "1 example");
}

#[test]
fn a_picture_of_a_model() {
    let case = Case::of(
        "surface=logistic(data=points(\"0,0;1,0;1.5,1;2,0;3,1;4,1\"))&start=1,-1&run=adam(lr=0.1)&steps=9&split=0.7",
    );
    let (scatter, palette) = (scatter(&case), Palette::of(Theme::Light));
    let mut svg = String::new();
    let mut backend = SVGBackend::with_string(&mut svg, (300, 236));
    let mut paint = PlottersPaint::new(&mut backend, 1.0);
    let frame = frame(&scatter);
    scatter.paint_axes(&mut paint, &frame, palette, 1.0);
    paint_dots(&mut paint, &scatter, &frame, palette, 1.0);
    let model = case.surface.data().unwrap();
    let all = Answers { model: model.as_ref(), frame, palette, playhead: 9.0, dashed: true, scale: 1.0 };
    paint_answers(&mut paint, &all, &case.marks());
    assert!(backend.present().is_ok());
    drop(backend);
    insta::assert_snapshot!(svg);
}

fn plot(case: &Case, measure: Measure, along: Along) -> Plot {
    let chart = Chart::of(case.surface.as_ref(), &case.marks(), measure, along);
    Plot::within(chart, Rect::new(0.0, 0.0, 320.0, 236.0), 1.0)
}

fn lines(case: &Case, plot: &Plot) -> [Seen; 2] {
    let [mut usual, mut learned] = [Seen::default(), Seen::default()];
    let palette = Palette::of(Theme::Light);
    let mut painter = LinesPainter::new();
    painter.paint(&mut usual, plot, palette, &case.marks(), 1.0);
    painter.paint_learned(&mut learned, plot, palette, &case.marks(), 1.0);
    [usual, learned]
}

#[test]
fn the_loss_of_all_is_a_line_by_epochs_and_that_of_batches_is_faint() {
    let case = Case::of(BATCHES);
    let plot = plot(&case, Measure::Loss, Along::Steps);
    assert_eq!((plot.chart.title(), plot.chart.floor), ("Loss", 0.0));
    let [seen, _] = lines(&case, &plot);
    let [(batches, faint), (all, line)] = &seen.lines[..2] else { panic!("{} lines", seen.lines.len()) };
    assert!(faint.color.a < line.color.a && faint.width < line.width);
    assert_eq!((batches.len(), all.len()), (161, 21));
    // The playhead's dot stands on the line of all, between two looks as well.
    let mark = &case.marks()[0];
    let [a, b, between] = [8.0, 16.0, 12.0].map(|step| plot.at(mark, step));
    assert_eq!(between, [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]);
}

#[test]
fn runs_with_batches_of_their_own_share_the_chart_by_examples() {
    let case = Case::of(
        "surface=linear(data=line(count=64))&run=sgd(batch=all)&run=sgd(batch=8)&run=sgd(batch=1)&epochs=4&batch=32",
    );
    let plot = plot(&case, Measure::Loss, Along::Examples);
    let marks = case.marks();
    assert!(plot.chart.is_learned && plot.chart.end == 256.0, "{:?}", plot.chart);
    for (mark, steps) in marks.iter().zip([4, 32, 256]) {
        assert_eq!(mark.trajectory.last(), steps);
        // Every line ends at the right edge and rests on losses of the whole.
        let [x, _] = plot.at(mark, steps as f64);
        assert!((x - plot.rect.right()).abs() < 1e-9, "{x}");
        let whole = case.surface.value(mark.trajectory.path.positions[steps]);
        assert!((mark.trajectory.loss(steps) - whole).abs() < 1e-12 * (1.0 + whole));
    }
}

#[test]
fn along_epochs_and_examples_a_batch_is_shorter_than_a_whole_step() {
    let case = Case::of(BATCHES);
    assert_eq!(plot(&case, Measure::Loss, Along::Epochs).chart.end, 20.0);
    assert_eq!(plot(&case, Measure::Loss, Along::Examples).chart.end, 1280.0);
    let other = Case::of("surface=sphere&run=sgd(lr=0.1)&steps=7");
    assert_eq!(plot(&other, Measure::Loss, Along::Epochs).chart.end, 7.0);
}

#[test]
fn early_stopping_marks_the_step_that_is_kept() {
    let case = Case::of(EARLY);
    let Kept { step, validation, .. } = case.trajectories[0].learned.as_ref().unwrap().kept.unwrap();
    let plot = plot(&case, Measure::Loss, Along::Steps);
    let [_, seen] = lines(&case, &plot);
    assert!(seen.has_words(&format!("keep step {step}")));
    let (ring, _) = seen.rings.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    assert_eq!(ring[0], plot.rect.x + step as f64 / 300.0 * plot.rect.w);
    let Scale::Linear { low, high } = plot.chart.scale else { panic!("{:?}", plot.chart.scale) };
    assert!((ring[1] - (plot.rect.foot() - (validation - low) / (high - low) * plot.rect.h)).abs() < 1e-9);
}

#[test]
fn thresholds_stand_where_gradients_reach_them() {
    let exploding = Case::of(
        "surface=deep_chain(data=points(\"-1,-0.8;1,0.8\"),depth=10,activation=linear)&start=2,0.3\
                              &run=sgd(lr=0.01,clip=norm(max_norm=1))&steps=50",
    );
    let [_, seen] = lines(&exploding, &plot(&exploding, Measure::Gradient, Along::Steps));
    assert!(seen.has_words("exploding") && !seen.has_words("vanishing"));
    // Where all gradients are below the threshold too.
    let deep = downhill_core::lesson::find("too-deep-to-feel").unwrap();
    let vanishing = Case::of(deep.experiment);
    let [_, seen] = lines(&vanishing, &plot(&vanishing, Measure::Gradient, Along::Steps));
    assert!(seen.has_words("vanishing") && !seen.has_words("exploding"));
    let [_, seen] = lines(&exploding, &plot(&exploding, Measure::Update, Along::Steps));
    assert!(seen.words.is_empty());
}

#[test]
fn words_on_what_is_kept_cover_no_name_and_no_other_words() {
    for lesson in downhill_core::lesson::LEARNING {
        let case = Case::of(lesson.experiment);
        for size in [[300.0, 236.0], [328.0, 236.0], [420.0, 236.0]] {
            let chart = Chart::of(case.surface.as_ref(), &case.marks(), Measure::Loss, Along::Steps);
            let plot = Plot::within(chart, Rect::new(0.0, 0.0, size[0], size[1]), 1.0);
            let words: Vec<_> = lines(&case, &plot).into_iter().flat_map(|seen| seen.words).collect();
            for (i, (name, area, _)) in words.iter().enumerate() {
                let over = words[..i].iter().find(|(_, other, _)| other.overlaps(area));
                assert!(over.is_none(), "{}: {name} over {:?}", lesson.title, over.map(|(words, ..)| words));
            }
        }
    }
}

#[test]
fn of_many_examples_both_classes_are_drawn() {
    let case = Case::of("surface=logistic(data=classes(count=10000))&start=0,0&run=sgd(lr=0.1)&steps=1");
    let ones = scatter(&case).dots.iter().filter(|dot| dot.is_second).count();
    assert!((300..600).contains(&ones), "{ones}");
}
