//! Laws of optimizers that have another one inside, whichever that is.

use crate::draw::{Reach, cases, place, run};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::run::run_one;
use downhill_core::{Budget, Experiment, Run, Trajectory, V2, text};
use proptest::prelude::*;

const STEPS: u32 = 30;

fn follow(choice: &SurfaceChoice, start: V2, run: &Run) -> Trajectory {
    let experiment = Experiment { start, budget: Budget::Steps(STEPS), ..Experiment::on(choice.entry) };
    run_one(&experiment, choice.entry.build(&choice.settings).as_ref(), run)
}

/// A wrapper, as the text form has it, around an optimizer.
fn around(wrapper: &str, place: &str, inner: &Run) -> Run {
    let [open, last] = if wrapper.ends_with(')') { [wrapper.trim_end_matches(')'), ","] } else { [wrapper, "("] };
    text::parse_run(&format!("{open}{last}{place}={})", text::print_run(inner))).unwrap()
}

/// Points and losses as bits: two paths are the same only if these are. What is not finite is lost, in whatever way.
fn bits(path: &Trajectory) -> Vec<u64> {
    let points = path.path.positions.iter().flat_map(|p| [p.x, p.y]);
    points.chain(path.path.losses.iter().copied()).map(|v| if v.is_finite() { v.to_bits() } else { u64::MAX }).collect()
}

/// Wrappers that are what is inside them, with the name of its place.
const NOTHING_ADDED: &[(&str, &str)] = &[
    ("lookahead(k=1,alpha=1)", "optimizer"),
    ("lookahead(k=1000)", "optimizer"),
    ("sam(rho=0)", "optimizer"),
    ("average(kind=polyak)", "optimizer"),
    ("average(kind=ema)", "optimizer"),
    ("average(kind=swa)", "optimizer"),
    ("switch(step=1000)", "first"),
    ("switch(step=0)", "then"),
];

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_wrapper_that_adds_nothing_is_what_is_inside((choice, start) in place(Reach::Slider), inner in run(Reach::Slider)) {
        let alone = bits(&follow(&choice, start, &inner));
        for (wrapper, place) in NOTHING_ADDED {
            let wrapped = around(wrapper, place, &inner);
            prop_assert!(bits(&follow(&choice, start, &wrapped)) == alone, "{} around {:?}", wrapper, inner);
            let twice = around(wrapper, place, &wrapped);
            prop_assert!(bits(&follow(&choice, start, &twice)) == alone, "{} twice around {:?}", wrapper, inner);
        }
    }

    #[test]
    fn schedule_and_clip_mean_the_same_inside_and_outside((choice, start) in place(Reach::Slider), inner in run(Reach::Slider)) {
        let given = text::parse_run("sgd(schedule=step(step_size=3,gamma=0.5),clip=norm(0.5))").unwrap();
        let both = |mut run: Run| {
            for name in ["schedule", "clip"] {
                run.settings.set(name, given.settings.get(name).unwrap().clone()).unwrap();
            }
            run
        };
        let inside = around("lookahead", "optimizer", &both(inner.clone()));
        let outside = both(around("lookahead", "optimizer", &inner));
        prop_assert_eq!(bits(&follow(&choice, start, &inside)), bits(&follow(&choice, start, &outside)));
    }

    #[test]
    fn costs_add_up((choice, start) in place(Reach::Slider), inner in run(Reach::Slider)) {
        prop_assume!(!inner.varies());
        let cost = inner.cost();
        let done = follow(&choice, start, &around("sam(rho=0.1)", "optimizer", &around("lookahead", "optimizer", &inner)));
        for (k, evaluations) in done.evaluations.iter().enumerate() {
            prop_assert_eq!(*evaluations, k as u32 * (1 + cost.gradients));
        }
        prop_assert_eq!(done.hessians, done.last() as u32 * cost.hessians);
    }

    #[test]
    fn langevin_without_heat_is_descent((choice, start) in place(Reach::Slider), lr in 1e-4..0.1_f64) {
        let path = |run: &str| bits(&follow(&choice, start, &text::parse_run(run).unwrap()));
        prop_assert_eq!(path(&format!("sgld(lr={lr},temperature=0)")), path(&format!("sgd(lr={lr})")));
    }

    #[test]
    fn polyaks_average_of_descent_is_asgd((choice, start) in place(Reach::Slider), lr in 1e-4..0.1_f64, after in 1_u32..20) {
        let averaged = |run: String| {
            let averaged = follow(&choice, start, &text::parse_run(&run).unwrap()).averaged.unwrap();
            averaged.positions.iter().flat_map(|p| [p.x, p.y]).map(f64::to_bits).collect::<Vec<_>>()
        };
        let wrapped = averaged(format!("average(sgd(lr={lr}),polyak,start={after})"));
        prop_assert_eq!(wrapped, averaged(format!("asgd(lr={lr},lambd=0,t0={})", after - 1)));
    }
}
