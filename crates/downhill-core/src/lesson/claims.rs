//! What the lessons' tests share: running a lesson and measuring its paths.

use super::Lesson;
use crate::num::V2;
use crate::run::{self, Outcome, Trajectory};
use crate::settings::Setting;

/// The runs of a lesson.
pub(super) struct Race {
    pub(super) runs: Vec<Trajectory>,
}

impl Race {
    pub(super) fn of(lesson: &Lesson) -> Self {
        let (experiment, _) = lesson.parse();
        Self { runs: run::run(&experiment) }
    }

    /// From another start.
    pub(super) fn from(lesson: &Lesson, start: V2) -> Self {
        let (experiment, _) = lesson.parse();
        Self { runs: run::run(&crate::Experiment { start, ..experiment }) }
    }

    /// With every learning rate multiplied.
    pub(super) fn with_rates(lesson: &Lesson, factor: f64) -> Self {
        let (mut experiment, _) = lesson.parse();
        for run in &mut experiment.runs {
            let lr = run.settings.number("lr");
            run.settings.set("lr", Setting::Number(lr * factor)).unwrap();
        }
        Self { runs: run::run(&experiment) }
    }

    pub(super) fn ends(&self) -> Vec<V2> {
        self.runs.iter().map(|run| run.path.positions[run.last()]).collect()
    }

    /// The step at which a run reached a minimum.
    pub(super) fn arrival(&self, run: usize) -> Option<usize> {
        match self.runs[run].outcome {
            Outcome::Minimum { step } => Some(step),
            _ => None,
        }
    }

    /// The step at which a run diverged.
    pub(super) fn diverged(&self, run: usize) -> Option<usize> {
        match self.runs[run].outcome {
            Outcome::Diverged { step } => Some(step),
            _ => None,
        }
    }
}

/// The length of a path.
pub(super) fn path(run: &Trajectory) -> f64 {
    run.path.positions.windows(2).map(|pair| (pair[1] - pair[0]).norm()).sum()
}

/// Whether the move after step k turns back from the one before it by more than a right angle.
pub(super) fn turns_back(run: &Trajectory, k: usize) -> bool {
    let x = &run.path.positions;
    (x[k + 1] - x[k]).dot(x[k] - x[k - 1]) < 0.0
}

/// The first step with a loss below this.
pub(super) fn first_below(run: &Trajectory, loss: f64) -> Option<usize> {
    run.path.losses.iter().position(|l| *l < loss)
}

/// Asserts that a number, rounded to as many digits, reads as printed.
pub(super) fn reads(value: f64, printed: &str) {
    let (mantissa, exponent) = printed.split_once('e').unwrap_or((printed, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let last_digit = 10f64.powi(exponent.parse::<i32>().unwrap() - decimals);
    let difference = (value - printed.parse::<f64>().unwrap()).abs();
    assert!(difference <= 0.5 * last_digit, "{value} does not read {printed}");
}
