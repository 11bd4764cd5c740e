//! One sentence for those who do not see the picture.

use super::outcome::place;
use super::{line_name, plain, run_names};
use downhill_core::{Experiment, Outcome, Trajectory};

/// What happened, as one sentence: `Adam reaches a minimum at step 40, loss 1.2e-9 after 231 steps; SGD
/// diverged at step 14.`
pub fn describe(experiment: &Experiment, trajectories: &[Trajectory]) -> String {
    if trajectories.is_empty() {
        return "No optimizer is chosen.".into();
    }
    let names = run_names(experiment);
    let parts: Vec<String> =
        names.iter().zip(trajectories).map(|(name, run)| part(&line_name(name, run), run)).collect();
    format!("{}.", parts.join("; "))
}

fn part(name: &str, run: &Trajectory) -> String {
    let (last, loss) = (run.last(), plain(run.loss(run.last())));
    match run.outcome {
        Outcome::Minimum { step } => format!("{name} reaches a minimum at step {step}, loss {loss} after {last} steps"),
        Outcome::Flat { ground } => format!("{name} stops at {}, loss {loss}, after {last} steps", place(ground)),
        Outcome::Moving => format!("{name} is still moving, loss {loss} after {last} steps"),
        Outcome::Diverged { step } => format!("{name} diverged at step {step}"),
        Outcome::Unbounded { step } => format!("{name} fell off the edge of the world at step {step}"),
    }
}
