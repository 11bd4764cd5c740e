//! Evaluations are counted as they are asked for, and the budget ends the run.

use crate::draw::{Reach, cases, place, run};
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::run::run_one;
use downhill_core::settings::Setting;
use downhill_core::{Budget, Experiment, Run};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn each_step_costs_what_the_spec_says(
        (choice, start) in place(Reach::Slider),
        run in run(Reach::Slider),
        n in 1_u32..60,
        count_steps in any::<bool>(),
    ) {
        let budget = if count_steps { Budget::Steps(n) } else { Budget::Evals(n) };
        let experiment = Experiment { start, budget, ..Experiment::on(choice.entry) };
        let cost = run.cost();
        let done = run_one(&experiment, choice.entry.build(&choice.settings).as_ref(), &run);
        prop_assert_eq!(done.path.losses.len(), done.path.positions.len());
        prop_assert_eq!(done.path.gradients.len(), done.path.positions.len());
        if run.entry.varies {
            prop_assert!(done.evaluations.is_sorted());
            prop_assert!(done.last() <= n as usize || !count_steps);
            prop_assert!(count_steps || done.evaluations[done.last() - 1] < n);
            return Ok(());
        }
        for (k, evaluations) in done.evaluations.iter().enumerate() {
            prop_assert_eq!(*evaluations, k as u32 * cost.gradients);
        }
        prop_assert_eq!(done.hessians, done.last() as u32 * cost.hessians);
        let full = n.div_ceil(if count_steps { 1 } else { cost.gradients }) as usize;
        let end = done.path.positions[done.last()];
        prop_assert!(done.last() == full || !(end.is_finite() && done.path.losses[done.last()].is_finite()));
    }
}

#[test]
fn a_step_that_leads_nowhere_is_paid_for() {
    for entry in OPTIMIZERS.iter().filter(|entry| !entry.varies) {
        let mut run = Run::of(entry);
        for param in entry.spec.params.iter().filter(|p| ["lr", "damping"].contains(&p.name)) {
            run.settings.set(param.name, Setting::Number(0.0)).unwrap();
        }
        let experiment = Experiment::on(&downhill_core::surface::SURFACES[0]);
        let done = run_one(&experiment, experiment.build_surface().as_ref(), &run);
        let paid = experiment.budget.count().div_ceil(run.cost().gradients);
        assert_eq!(done.last(), paid as usize, "{}", entry.spec.id);
    }
}
