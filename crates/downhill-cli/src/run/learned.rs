//! What is printed of learning from data: epochs, losses of all examples and of those held out.

use downhill_core::Trajectory;
use downhill_core::run::Learned;
use downhill_figure::words;

/// What stands in a line for each run.
pub(super) const HEADER: [&str; 8] =
    ["Run", "Batch", "Epochs", "Examples", "Batch loss", "Whole loss", "Validation loss", "Kept step"];

/// One line for each run, in their order, as it stands at its end; none on a formula.
pub(super) fn table(trajectories: &[Trajectory]) -> Vec<Vec<String>> {
    let of = |(run, trajectory): (usize, &Trajectory)| Some(row(run, trajectory, trajectory.learned.as_ref()?));
    trajectories.iter().enumerate().filter_map(of).collect()
}

fn row(run: usize, trajectory: &Trajectory, learned: &Learned) -> Vec<String> {
    let last = trajectory.last();
    let look = learned.looks.last();
    vec![
        (run + 1).to_string(),
        format!("{} of {}", learned.batch, learned.examples),
        words::number(learned.epochs(last)),
        learned.seen[last].to_string(),
        words::number(trajectory.path.losses[last]),
        look.map_or_else(String::new, |look| words::number(look.loss)),
        look.and_then(|look| look.validation).map_or_else(String::new, words::number),
        learned.kept.map_or_else(String::new, |kept| kept.step.to_string()),
    ]
}
