//! Laws of the methods that ask as often as they need.

use crate::draw::{Reach, cases, place};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::run::run_one;
use downhill_core::{Budget, Experiment, Outcome, Run, Trajectory, V2, run, text, v2};
use proptest::prelude::*;

fn follow(choice: &SurfaceChoice, start: V2, run: &str, steps: u32) -> Trajectory {
    let run = text::parse_run(run).unwrap();
    let experiment = Experiment { start, budget: Budget::Steps(steps), ..Experiment::on(choice.entry) };
    run_one(&experiment, choice.entry.build(&choice.settings).as_ref(), &run)
}

/// Surfaces that are smooth and have a lowest point, so that every line downhill rises again.
const VALLEYS: [&str; 6] = ["sphere", "booth", "rosenbrock", "himmelblau", "three_hump_camel", "six_hump_camel"];

fn valley() -> impl Strategy<Value = (SurfaceChoice, V2)> {
    let surface = (0..VALLEYS.len()).prop_map(|i| text::parse_surface(VALLEYS[i]).unwrap());
    (surface, (-2.0..2.0, -2.0..2.0).prop_map(|(x, y)| v2(x, y)))
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_triangle_and_a_trusted_circle_never_go_up((choice, start) in place(Reach::Slider)) {
        for id in ["nelder_mead", "trust_exact"] {
            let path = follow(&choice, start, id, 60).path;
            prop_assert!(path.losses.windows(2).all(|pair| pair[1] <= pair[0]), "{}: {:?}", id, path.losses);
        }
    }

    #[test]
    fn each_move_fulfils_the_wolfe_conditions((choice, start) in valley()) {
        let searches = [
            ("bfgs(gtol=0.01)", 0.9),
            ("bfgs(gtol=0.01,c2=0.3)", 0.3),
            ("nonlinear_cg(gtol=0.01)", 0.4),
            ("lbfgs(max_iter=1,max_eval=26,tolerance_grad=0.01,line_search_fn=strong_wolfe)", 0.9),
        ];
        for (run, c2) in searches {
            let path = follow(&choice, start, run, 30).path;
            for k in 0..path.last() {
                let step = path.positions[k + 1] - path.positions[k];
                let (before, after) = (path.gradients[k].dot(step), path.gradients[k + 1].dot(step));
                let slack = 1e-12 * (1.0 + path.losses[k].abs());
                prop_assert!(path.losses[k + 1] <= path.losses[k] + 1e-4 * before + slack, "{} step {}", run, k + 1);
                prop_assert!(after.abs() <= -c2 * before * (1.0 + 1e-9) + slack, "{} step {}", run, k + 1);
            }
        }
    }

    #[test]
    fn bfgs_and_conjugate_gradients_find_the_bottom_of_any_bowl(
        kappa in 1.0..100.0,
        start in (-3.0..3.0, -3.0..3.0),
        degrees in 0.0..90.0,
    ) {
        let choice = text::parse_surface(&format!("quadratic(kappa={kappa},rotate={degrees})")).unwrap();
        for id in ["bfgs(c2=0.1)", "nonlinear_cg(c2=0.01)"] {
            let path = follow(&choice, v2(start.0, start.1), id, 25).path;
            prop_assert!(path.gradients[path.last()].norm() <= 2e-5, "{}: {:?}", id, path.gradients);
        }
    }

    #[test]
    fn a_moved_valley_moves_the_search((choice, start) in valley(), by in (-5.0..5.0, -5.0..5.0)) {
        let moved = text::parse_surface(&format!("{}(shift=({},{}))", choice.entry.spec.id, by.0, by.1)).unwrap();
        for run in ["bfgs", "nonlinear_cg", "trust_exact", "lbfgs(max_iter=2,line_search_fn=strong_wolfe)"] {
            let path = |choice, start| follow(choice, start, run, 3).path.positions;
            let (here, there) = (path(&choice, start), path(&moved, start + v2(by.0, by.1)));
            for (a, b) in here.iter().zip(&there) {
                let off = (*b - v2(by.0, by.1) - *a).norm();
                prop_assert!(off <= 1e-6 * (1.0 + a.norm()), "{}: {:?}, {:?}", run, here, there);
            }
        }
    }

    #[test]
    fn where_a_bowl_is_trusted_far_enough_the_first_step_is_newtons(start in (-10.0..10.0, -10.0..10.0)) {
        let choice = text::parse_surface("booth").unwrap();
        let end = |run| follow(&choice, v2(start.0, start.1), run, 1).path.positions[1];
        let off = (end("trust_exact(initial_trust_radius=100)") - end("newton")).norm();
        prop_assert!(off < 1e-12, "{}", off);
    }

    #[test]
    fn a_step_is_never_longer_than_the_circle_of_trust((choice, start) in place(Reach::Slider)) {
        let path = follow(&choice, start, "trust_exact(initial_trust_radius=0.1,max_trust_radius=0.1)", 20).path;
        for pair in path.positions.windows(2) {
            // A point outside is near enough within a tenth.
            prop_assert!((pair[1] - pair[0]).norm() <= 0.11 + 1e-12 * pair[0].norm(), "{:?}", path.positions);
        }
    }
}

#[test]
fn who_is_done_stays_and_asks_for_nothing() {
    let experiment = |budget| text::parse(&format!("surface=booth&start=-5,5&run=bfgs&{budget}")).experiment;
    let (steps, evaluations) = (run(&experiment("steps=50")).remove(0), run(&experiment("evals=500")).remove(0));
    assert_eq!(steps.last(), 50);
    let end = evaluations.last();
    assert!(end < 20 && matches!(evaluations.outcome, Outcome::Minimum { .. }), "{end}");
    assert!(steps.path.positions[end..].iter().all(|p| *p == steps.path.positions[end]));
    assert!(steps.evaluations[end..].iter().all(|n| *n == steps.evaluations[end]));
}

#[test]
fn every_search_finds_the_end_of_the_banana() {
    for entry in OPTIMIZERS.iter().filter(|entry| entry.varies) {
        let mut experiment = text::parse("surface=rosenbrock&start=-1.2,1&evals=500").experiment;
        experiment.runs = vec![Run::of(entry)];
        let path = run(&experiment).remove(0);
        assert!((path.path.positions[path.last()] - v2(1.0, 1.0)).norm() < 1e-3, "{}", entry.spec.id);
    }
}
