//! Whether an optimizer notices that the axes are turned.

use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::spec::Kind;
use downhill_core::{Budget, Experiment, Run, Setting, V2, run, text, v2};

/// Whose path turns with the surface: nothing in their rules tells one axis from the other. Of all others the test wants
/// the opposite. Those that are random are among the others, since their dice are not turned.
const TURNING: &[&str] = &[
    "sgd",
    "momentum",
    "nesterov",
    "newton",
    "bfgs",
    "nonlinear_cg",
    "lars",
    "shampoo",
    "muon",
    "dadapt_sgd",
    "asgd",
    "schedulefree_sgd",
    "polyak",
];

const DEGREES: f64 = 30.0;

fn turned(p: V2) -> V2 {
    let (sin, cos) = DEGREES.to_radians().sin_cos();
    v2(cos * p.x - sin * p.y, sin * p.x + cos * p.y)
}

/// The path on a narrow bowl that is turned by this angle, from a start that is turned with it.
fn path(chosen: &Run, degrees: f64, start: V2) -> Vec<V2> {
    let surface = text::parse_surface(&format!("quadratic(kappa=10,rotate={degrees})")).unwrap();
    let base = Experiment::on(surface.entry);
    let experiment = Experiment { surface, start, runs: vec![chosen.clone()], budget: Budget::Steps(15), ..base };
    run(&experiment).remove(0).path.positions
}

/// How far apart the turned path and the path on the turned bowl come.
fn difference(chosen: &Run) -> f64 {
    let start = v2(1.5, 1.0);
    let (straight, there) = (path(chosen, 0.0, start), path(chosen, DEGREES, turned(start)));
    straight.iter().zip(&there).map(|(a, b)| (turned(*a) - *b).norm()).fold(0.0, f64::max)
}

#[test]
fn a_turned_bowl_turns_the_path_of_those_who_know_no_axes_and_of_no_others() {
    for entry in OPTIMIZERS {
        let mut chosen = Run::of(entry);
        let is_wrapper = entry.spec.params.iter().any(|p| matches!(p.kind, Kind::Optimizer(_)));
        if is_wrapper {
            continue;
        }
        if chosen.settings.get("d0").is_some() {
            // Who finds the rate itself would hardly leave the start in these few steps.
            chosen.settings.set("d0", Setting::Number(0.05)).unwrap();
        } else if chosen.lr().is_some() {
            chosen.set_lr(0.05).unwrap();
        }
        let (id, off) = (entry.spec.id, difference(&chosen));
        if TURNING.contains(&id) {
            assert!(off < 1e-9, "{id} turns with the axes only to {off:e}");
        } else {
            assert!(off > 1e-3, "{id} was to notice the turn, and its paths differ by {off:e}");
        }
    }
}
