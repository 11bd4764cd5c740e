//! Outcomes in words a student can read.

use downhill_core::{Ground, Outcome};

/// Whether an outcome is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It reached a minimum.
    Good,
    /// Neither.
    Neutral,
    /// It diverged.
    Bad,
}

/// The outcome of a whole run as a sentence without a full stop; `left` is the step at which it left the map for good,
/// which is added unless the outcome says more.
pub fn outcome(outcome: Outcome, left: Option<usize>) -> String {
    let words = match outcome {
        Outcome::Minimum { step } => format!("Reached a minimum, step {step}"),
        Outcome::Flat { ground } => format!("Stopped where it is flat: {}", place(ground)),
        Outcome::Moving => "Still moving".into(),
        Outcome::Diverged { step } => format!("Diverged at step {step}"),
        Outcome::Unbounded { step } => {
            format!("Fell off the edge of the world at step {step}: there is no lowest point here")
        }
    };
    match left.filter(|_| !is_lost(outcome)) {
        Some(step) => format!("{words}; left the map at step {step}"),
        None => words,
    }
}

/// The outcome for narrow places, in lower case.
pub fn outcome_short(outcome: Outcome, left: Option<usize>) -> String {
    let words = match outcome {
        Outcome::Minimum { step } => format!("reached a minimum, step {step}"),
        Outcome::Flat { ground } => format!("flat: {}", place(ground)),
        Outcome::Moving => "still moving".into(),
        Outcome::Diverged { step } => format!("diverged, step {step}"),
        Outcome::Unbounded { step } => format!("fell off the edge, step {step}"),
    };
    match left.filter(|_| !is_lost(outcome)) {
        Some(step) => format!("{words}; left the map, step {step}"),
        None => words,
    }
}

/// Whether an outcome is good news.
pub const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Minimum { .. } => Tone::Good,
        Outcome::Diverged { .. } => Tone::Bad,
        Outcome::Flat { .. } | Outcome::Moving | Outcome::Unbounded { .. } => Tone::Neutral,
    }
}

/// These words say already that the map was left.
const fn is_lost(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Diverged { .. } | Outcome::Unbounded { .. })
}

pub(super) const fn place(ground: Ground) -> &'static str {
    match ground {
        Ground::Saddle => "a saddle",
        Ground::Hilltop => "a hilltop",
        Ground::Plain => "a plain",
    }
}
