//! What holds for any text that someone may give as an experiment.

use downhill_core::{Budget, Run, V2, run, text};

/// Longest that a run is made here: whether it hangs shows in its first steps.
const STEPS: u32 = 20;

/// Reads a text; what is understood of it prints as a text that reads back the same, and runs.
pub(crate) fn check(given: &str) -> Result<(), String> {
    let first = text::parse(given);
    let printed = text::print(&first.experiment, &first.view);
    let second = text::parse(&printed);
    if !second.problems.is_empty() || (&second.experiment, &second.view) != (&first.experiment, &first.view) {
        return Err(format!("{printed:?}, printed, reads as {second:?}"));
    }
    let mut experiment = first.experiment;
    experiment.budget = Budget::Steps(experiment.budget.count().min(STEPS));
    experiment.runs.truncate(4);
    for (chosen, path) in experiment.runs.iter().zip(run(&experiment)) {
        check_path(chosen, experiment.start, &path.path.positions)?;
    }
    Ok(())
}

fn check_path(chosen: &Run, start: V2, positions: &[V2]) -> Result<(), String> {
    let all_but_last = &positions[..positions.len() - 1];
    let begins = positions.first() == Some(&start);
    if begins && all_but_last.iter().all(|x| x.is_finite()) {
        return Ok(());
    }
    Err(format!("{} goes on from what is no point: {positions:?}", text::print_run(chosen)))
}
