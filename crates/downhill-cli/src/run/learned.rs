//! What is printed of learning from data: epochs, losses of all examples and of those held out.

use downhill_core::Trajectory;
use downhill_core::run::{Learned, Look};
use downhill_core::text::number;
use downhill_figure::words;
use serde::Serialize;

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

/// What stands in a step's line besides; the losses are empty between two looks.
pub(super) const COLUMNS: [&str; 4] = ["epochs", "examples", "whole_loss", "validation_loss"];

/// Epochs and examples by a step, and the losses where that step looked at the whole; nothing on a formula.
pub(super) fn at(trajectory: &Trajectory, step: usize) -> Vec<String> {
    let Some(learned) = &trajectory.learned else { return Vec::new() };
    let look = learned.look(step).filter(|look| look.step == step);
    let validation = look.and_then(|look| look.validation);
    vec![
        number(learned.epochs(step)),
        learned.seen[step].to_string(),
        look.map_or_else(String::new, |look| number(look.loss)),
        validation.map_or_else(String::new, number),
    ]
}

/// For programs: all looks, and what early stopping keeps.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    examples: usize,
    batch: usize,
    examples_seen: &'a [u64],
    epochs: f64,
    looks: Vec<Seen>,
    kept: Option<Kept>,
}

#[derive(Serialize)]
struct Seen {
    step: usize,
    epochs: f64,
    loss: f64,
    validation_loss: Option<f64>,
}

#[derive(Serialize)]
struct Kept {
    step: usize,
    validation_loss: f64,
    stopped: Option<usize>,
}

impl<'a> Report<'a> {
    pub(super) fn of(trajectory: &'a Trajectory) -> Option<Self> {
        let learned = trajectory.learned.as_ref()?;
        let seen = |look: &Look| Seen {
            step: look.step,
            epochs: learned.epochs(look.step),
            loss: look.loss,
            validation_loss: look.validation,
        };
        let kept = |kept: downhill_core::run::Kept| Kept {
            step: kept.step,
            validation_loss: kept.validation,
            stopped: kept.stopped,
        };
        Some(Self {
            examples: learned.examples,
            batch: learned.batch,
            examples_seen: &learned.seen,
            epochs: learned.epochs(trajectory.last()),
            looks: learned.looks.iter().map(seen).collect(),
            kept: learned.kept.map(kept),
        })
    }
}
