//! Laws of whole paths.

use crate::draw::{Reach, cases, place, run, run_of};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::optimizer::{self, OPTIMIZERS};
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
    for entry in OPTIMIZERS {
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

/// Two optimizers that are the same one where these settings of theirs have these values.
type Identity<'a> = (&'a str, &'a [(&'a str, Setting)], &'a str, &'a [(&'a str, Setting)]);

const IDENTITIES: &[Identity<'_>] = {
    const ZERO: Setting = Setting::Number(0.0);
    const ON: Setting = Setting::Flag(true);
    const OFF: Setting = Setting::Flag(false);
    &[
        ("momentum", &[("momentum", ZERO), ("dampening", ZERO)], "sgd", &[]),
        ("nesterov", &[("momentum", ZERO)], "sgd", &[]),
        ("adamw", &[("weight_decay", ZERO), ("amsgrad", OFF)], "adam", &[("weight_decay", ZERO)]),
        ("adamw", &[("weight_decay", ZERO), ("amsgrad", ON)], "amsgrad", &[("weight_decay", ZERO)]),
        (
            "nadam",
            &[("weight_decay", ZERO), ("decoupled_weight_decay", ON)],
            "nadam",
            &[("weight_decay", ZERO), ("decoupled_weight_decay", OFF)],
        ),
    ]
};

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn relatives_are_the_same_where_what_parts_them_is_off((choice, start) in place(Reach::Slider), lr in 1e-4..0.1_f64) {
        for (left, left_values, right, right_values) in IDENTITIES {
            let path = |id: &str, values: &[(&str, Setting)]| {
                let run = with(Run::of(optimizer::find(id).unwrap()), &[("lr", Setting::Number(lr))]);
                bits(&follow(&choice, start, &with(run, values), 50))
            };
            prop_assert!(path(left, left_values) == path(right, right_values), "{} and {}", left, right);
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
        runs in OPTIMIZERS
            .iter()
            .filter(|entry| ![TIED_TO_THE_ORIGIN, BLOWING_UP].concat().contains(&entry.spec.id))
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
