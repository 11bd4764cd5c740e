//! Where gradients vanish or explode, in words.

use super::{outcome, run_names};
use downhill_core::{Experiment, Trajectory};

/// The judgement on a run: its outcome as a sentence without a full stop, and where its gradient explodes or vanishes.
pub fn verdict(run: &Trajectory) -> String {
    let words = outcome(run.outcome, None);
    alarms_of(run).map_or(words.clone(), |alarms| format!("{words}; {alarms}"))
}

/// Where gradients explode or vanish, as sentences behind those of what happened; empty where they do not: ` Adam:
/// gradient exploding at step 3.`
pub fn alarms(experiment: &Experiment, trajectories: &[Trajectory]) -> String {
    let say = |(name, run): (&String, &Trajectory)| Some(format!(" {name}: {}.", alarms_of(run)?));
    run_names(experiment).iter().zip(trajectories).filter_map(say).collect()
}

/// Where the gradient of a run that learns from data explodes or vanishes: `gradient exploding at step 3`.
pub fn alarms_of(run: &Trajectory) -> Option<String> {
    let mut words = String::new();
    for (step, alarm) in run.alarms() {
        let before = if words.is_empty() { "gradient" } else { "," };
        words += &format!("{before} {} at step {step}", alarm.word());
    }
    Some(words).filter(|words| !words.is_empty())
}
