//! Laws of whole paths.

use crate::draw::{Reach, cases, place, run, run_of};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::run::run_one;
use downhill_core::settings::Setting;
use downhill_core::surface::{Hessian, Landmark, SURFACES, Spec};
use downhill_core::{Budget, Experiment, Run, Surface, Trajectory, V2, v2};
use proptest::prelude::*;

fn follow(choice: &SurfaceChoice, start: V2, run: &Run, steps: u32) -> Trajectory {
    let experiment = Experiment { start, budget: Budget::Steps(steps), ..Experiment::on(choice.entry) };
    run_one(&experiment, choice.entry.build(&choice.settings).as_ref(), run)
}

fn with(mut run: Run, values: &[(&str, Setting)]) -> Run {
    for (name, value) in values {
        run.settings.set(name, value.clone()).unwrap();
    }
    run
}

/// Every number of a path as bits: two paths are the same only if these are.
fn bits(path: &Trajectory) -> Vec<u64> {
    let points = path.path.positions.iter().flat_map(|p| [p.x, p.y]);
    points.chain(path.path.losses.iter().copied()).map(f64::to_bits).collect()
}

/// Rules whose rate is only the first of their step sizes, which have a smallest one.
const BOUNDED_BELOW: &[&str] = &["rprop"];

/// Rules whose stride is in proportion to the distance from the origin, which does not move with a surface.
const TIED_TO_THE_ORIGIN: &[&str] = &["adafactor", "lars", "lamb"];

/// Rules that blow up the last bits: Shampoo inverts the matrix of a single gradient, which is almost singular; the other
/// divides by the first gradient, however small that is.
const BLOWING_UP: &[&str] = &["shampoo", "dadapt_sgd"];

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_rate_of_zero_never_moves((choice, start) in place(Reach::Slider), run in run(Reach::Slider)) {
        prop_assume!(run.lr().is_some() && !BOUNDED_BELOW.contains(&run.entry.spec.id));
        let mut still = run;
        still.set_lr(0.0).unwrap();
        let path = follow(&choice, start, &still, 30);
        // A centered RMSProp may lose its variance to rounding; zero times what is not a number is not zero.
        prop_assert!(path.path.positions.iter().all(|p| *p == start || !p.is_finite()), "{:?}: {:?}", still, path.path.positions);
    }

    #[test]
    fn no_setting_in_its_range_panics((choice, start) in place(Reach::Range), run in run(Reach::Range)) {
        follow(&choice, start, &run, 60);
    }

    #[test]
    fn the_same_seed_gives_the_same_path_and_another_seed_another(
        (choice, start) in place(Reach::Slider),
        run in run(Reach::Slider),
        seed in any::<u64>(),
    ) {
        let noisy = |seed| {
            let mut experiment = Experiment { start, seed, noise: 0.5, ..Experiment::on(choice.entry) };
            experiment.budget = Budget::Steps(30);
            experiment.runs = vec![run.clone(), run.clone()];
            let mut paths = downhill_core::run(&experiment);
            (paths.remove(0), paths.remove(0))
        };
        let (first, twin) = noisy(seed);
        prop_assert_eq!(bits(&first), bits(&twin));
        prop_assert_eq!(bits(&first), bits(&noisy(seed).0));
    }
}

#[test]
fn another_seed_gives_another_path() {
    // The noise is in gradients.
    for entry in OPTIMIZERS.iter().filter(|entry| entry.spec.family != Family::GradientFree) {
        let path = |seed| {
            let mut experiment = Experiment { seed, noise: 5.0, ..Experiment::on(&SURFACES[0]) };
            experiment.runs = vec![Run::of(entry)];
            // The noise outweighs the slope here, so that a method that looks at signs only notices it too.
            experiment.start = v2(0.5, -0.5);
            bits(&downhill_core::run(&experiment)[0])
        };
        assert_ne!(path(1), path(2), "{}", entry.spec.id);
    }
}

/// Pairs of runs that are the same one, whatever their common rate.
const IDENTITIES: &[[&str; 2]] = &[
    ["momentum(momentum=0)", "sgd"],
    ["momentum(momentum=0,dialect=keras)", "sgd(dialect=keras)"],
    ["nesterov(momentum=0)", "sgd"],
    ["nesterov(momentum=0,dialect=keras)", "sgd"],
    ["rmsprop(dialect=keras,alpha=0.8,eps=1e-8,eps_in_sqrt=false)", "rmsprop(alpha=0.8)"],
    ["rmsprop(dialect=keras,momentum=0.9,eps=1e-3)", "rmsprop(dialect=optax,momentum=0.9,eps=1e-3)"],
    ["rmsprop(momentum=0,nesterov=true)", "rmsprop(momentum=0)"],
    ["adagrad(dialect=keras)", "adagrad(dialect=optax)"],
    ["adadelta(dialect=keras,rho=0.9,eps=1e-6)", "adadelta"],
    ["lion(dialect=keras)", "lion"],
    ["lion(dialect=optax,weight_decay=0)", "lion"],
    ["adam(dialect=keras,eps=0)", "adam(eps=0)"],
    ["adamw(weight_decay=0)", "adam"],
    ["adamw(weight_decay=0,dialect=keras)", "adam(dialect=keras)"],
    ["adamw(weight_decay=0.1,dialect=optax)", "adamw(weight_decay=0.1)"],
    ["adamw(weight_decay=0,amsgrad=true)", "amsgrad"],
    ["adamw(weight_decay=0,nesterov=true,eps_root=1e-3)", "nadam(dialect=optax,eps_root=1e-3)"],
    ["adamw(betas=(0,0.99),weight_decay=0,nesterov=true)", "nadam(betas=(0,0.99))"],
    ["amsgrad(betas=(0.9,0))", "amsgrad(betas=(0.9,0),dialect=optax)"],
    ["nadam(decoupled_weight_decay=true)", "nadam"],
    ["nadam(dialect=keras,momentum_decay=0.004,eps=1e-8)", "nadam"],
    ["adamax(dialect=keras,eps=0)", "adamax(eps=0)"],
    // A memory that is too short never scales the stride, whatever it is divided by.
    ["radam(betas=(0.9,0.5))", "radam(betas=(0.9,0.5),eps=1,dialect=optax)"],
    ["adabelief(betas=(0.9,0.5),rectify=true)", "radam(betas=(0.9,0.5))"],
    ["adabelief(eps=1e-8)", "adabelief(eps=1e-8,eps_root=1e-8,dialect=optax)"],
    ["adan(weight_decay=0,weight_decouple=true)", "adan"],
];

/// Pairs that are the same but for the order in which they compute.
const KINSHIPS: &[[&str; 2]] = &[
    ["momentum(dialect=keras)", "momentum"],
    ["nesterov(dialect=keras)", "nesterov"],
    ["rmsprop(dialect=keras,momentum=0.9,alpha=0.99,eps=1e-8,eps_in_sqrt=false)", "rmsprop(momentum=0.9)"],
    ["rmsprop(alpha=0.99,bias_correction=true)", "adam(betas=(0,0.99))"],
    ["adagrad(dialect=optax,eps=0)", "adagrad(initial_accumulator_value=0.1,eps=0)"],
    ["radam(betas=(0,0.5))", "sgd"],
    ["adan(betas=(0.9,0,0.999))", "adam"],
];

fn run_at(text: &str, lr: f64) -> Run {
    let parsed = downhill_core::text::parse(&format!("run={text}"));
    assert_eq!(parsed.problems, [], "{text}");
    with(parsed.experiment.runs[0].clone(), &[("lr", Setting::Number(lr))])
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn relatives_are_the_same_where_what_parts_them_is_off((choice, start) in place(Reach::Slider), lr in 1e-4..0.1_f64) {
        for pair in IDENTITIES {
            let [left, right] = pair.map(|text| bits(&follow(&choice, start, &run_at(text, lr), 50)));
            prop_assert!(left == right, "{:?} on {:?}", pair, choice);
        }
    }

    #[test]
    fn relatives_differ_in_rounding_only((choice, start) in place(Reach::Slider), lr in 1e-5..1e-4_f64) {
        for pair in KINSHIPS {
            let [left, right] = pair.map(|text| follow(&choice, start, &run_at(text, lr), 4).path.positions);
            for (a, b) in left.iter().zip(&right) {
                let off = (*a - *b).norm();
                prop_assert!(!a.is_finite() || off <= 1e-9 * (1.0 + a.norm()), "{:?} on {:?}: {:?}, {:?}", pair, choice, a, b);
            }
        }
    }
}

#[test]
fn on_a_bowl_newton_arrives_in_one_step() {
    let choice = Experiment::on(downhill_core::surface::find("booth").unwrap()).surface;
    let path = follow(&choice, v2(-7.0, 2.0), &Run::of(optimizer::find("newton").unwrap()), 1);
    assert!((path.path.positions[1] - v2(1.0, 3.0)).norm() < 1e-14, "{:?}", path.path.positions);
}

/// A surface moved by a vector.
struct Moved<'a> {
    surface: &'a dyn Surface,
    by: V2,
}

impl Surface for Moved<'_> {
    fn spec(&self) -> &'static Spec {
        self.surface.spec()
    }
    fn domain(&self) -> [[f64; 2]; 2] {
        self.surface.domain()
    }
    fn value(&self, at: V2) -> f64 {
        self.surface.value(at - self.by)
    }
    fn gradient(&self, at: V2) -> (f64, V2) {
        self.surface.gradient(at - self.by)
    }
    fn hessian(&self, at: V2) -> Hessian {
        self.surface.hessian(at - self.by)
    }
    fn landmarks(&self) -> Vec<Landmark> {
        let moved = |landmark: Landmark| Landmark { at: landmark.at + self.by, ..landmark };
        self.surface.landmarks().into_iter().map(moved).collect()
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_moved_surface_moves_the_path(
        (choice, start) in place(Reach::Slider),
        by in (-8.0..8.0, -8.0..8.0),
        // Searches choose by comparing losses, and rounding may choose: `searching` has a law of theirs.
        runs in OPTIMIZERS
            .iter()
            .filter(|entry| !entry.varies && ![TIED_TO_THE_ORIGIN, BLOWING_UP].concat().contains(&entry.spec.id))
            .map(|entry| run_of(entry, Reach::Slider))
            .collect::<Vec<_>>(),
    ) {
        let surface = choice.entry.build(&choice.settings);
        let by = v2(by.0, by.1);
        for mut run in runs {
            // A bold rate, or another polynomial than Muon's own, would make the path chaotic in its last bits; decay
            // pulls towards the origin, which stays.
            for param in run.entry.spec.params {
                match param.name {
                    "lr" | "ns_coeffs" => run = with(run, &[(param.name, param.kind.default())]),
                    // ASGD's lambd is a decay too.
                    "weight_decay" | "lambd" => run = with(run, &[(param.name, Setting::Number(0.0))]),
                    // What a centered RMSProp forgets at once leaves a variance of nothing but rounding.
                    "alpha" if run.settings.flag("centered") => run = with(run, &[(param.name, param.kind.default())]),
                    _ => {}
                }
            }
            let at = |start| Experiment { start, budget: Budget::Steps(4), ..Experiment::on(choice.entry) };
            let here = run_one(&at(start), surface.as_ref(), &run);
            let there = run_one(&at(start + by), &Moved { surface: surface.as_ref(), by }, &run);
            for (a, b) in here.path.positions.iter().zip(&there.path.positions) {
                let off = (*b - by - *a).norm();
                prop_assert!(!a.is_finite() || off <= 1e-6 * (1.0 + a.norm()), "{:?} on {:?}: {:?}, {:?}", run, choice, a, b);
            }
        }
    }
}
