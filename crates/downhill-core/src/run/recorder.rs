//! Owns the budget, the stops and the record of a run.

use super::learned::{Learning, Spent};
use super::{Oracle, Pace, Path, Trajectory, outcome};
use crate::experiment::{Budget, Experiment, Run, Stop};
use crate::num::V2;
use crate::optimizer::Tick;
use crate::surface::Surface;

/// The record of a run in progress.
pub struct Recorder<'a> {
    surface: &'a dyn Surface,
    oracle: Oracle<'a>,
    budget: Budget,
    stop: Stop,
    pace: Pace,
    path: Path,
    averaged: Option<Path>,
    evaluations: Vec<u32>,
    learning: Option<Learning>,
    /// The work at which a rest is due.
    rest_at: u64,
}

impl<'a> Recorder<'a> {
    /// The record of a run that also looks at what is held out.
    pub(super) fn new(
        experiment: &Experiment,
        surface: &'a dyn Surface,
        run: &Run,
        held_out: Option<Box<dyn Surface>>,
    ) -> Self {
        let capacity = experiment.budget.count() as usize + 1;
        let oracle = Oracle::new(surface, experiment, run);
        let mut recorder = Self {
            surface,
            learning: Learning::of(surface, oracle.batches(), held_out),
            oracle,
            budget: experiment.budget,
            stop: experiment.stop,
            pace: Pace::of(run),
            path: Path::with_capacity(capacity),
            averaged: None,
            evaluations: Vec::with_capacity(capacity),
            rest_at: u64::MAX,
        };
        recorder.record(experiment.start, None);
        recorder
    }

    /// Takes so many steps, whatever they cost.
    pub(super) fn take(&mut self, steps: usize) {
        self.budget = Budget::Steps(steps as u32);
        self.stop = Stop::default();
    }

    /// The next step's number and rate and the point to step from; none when the run is over or it is time for a rest.
    pub fn next_step(&self, is_done: bool) -> Option<(Tick, V2)> {
        let k = self.path.last();
        let rests = self.is_over(is_done) || self.oracle.work() >= self.rest_at;
        (!rests).then(|| (self.pace.tick(k as u32 + 1), self.path.positions[k]))
    }

    /// Whether nothing is left to do. A method that is done stays where it is for as many steps as were asked for, but asks
    /// for no more evaluations.
    pub(super) fn is_over(&self, is_done: bool) -> bool {
        let k = self.path.last();
        let spent = match self.budget {
            // A method that asks for nothing would never spend its evaluations: steps are bounded too.
            Budget::Evals(n) => is_done || self.oracle.evaluations() >= n || k >= Experiment::MAX_BUDGET as usize,
            Budget::Steps(n) => k >= n as usize,
            Budget::Epochs(n) => is_done || self.oracle.epochs() >= n || k >= Experiment::MAX_BUDGET as usize,
        };
        spent || !self.is_finite(k) || self.has_stopped(k)
    }

    /// Lets the run rest after the step by which so much more work is done, in examples of a simple model; on a formula a
    /// gradient is 1.
    pub(super) fn rest_after(&mut self, work: u64) {
        self.rest_at = self.oracle.work() + work.max(1);
    }

    /// How much of the budget is spent, between 0 and 1.
    pub(super) fn done(&self) -> f64 {
        let Spent { now, all } = self.spent();
        (f64::from(now) / f64::from(all.max(1))).min(1.0)
    }

    fn spent(&self) -> Spent {
        let (now, all) = match self.budget {
            Budget::Evals(n) => (self.oracle.evaluations(), n),
            Budget::Steps(n) => (self.path.last() as u32, n),
            Budget::Epochs(n) => (self.oracle.epochs(), n),
        };
        Spent { now, all }
    }

    /// What the optimizer may ask.
    pub fn oracle(&mut self) -> &mut Oracle<'a> {
        &mut self.oracle
    }

    /// Notes where the step led, and the averaged point for methods that have one.
    pub fn record(&mut self, x: V2, average: Option<V2>) {
        let (evaluations, seen) = (self.oracle.evaluations(), self.oracle.seen());
        self.oracle.turn();
        if let Some(average) = average {
            self.record_average(average);
        }
        if self.path.positions.last() == Some(&x) {
            self.oracle.forget();
        }
        let found = self.oracle.look(x);
        self.path.push(x, found);
        self.evaluations.push(evaluations);
        let spent = self.spent();
        if let Some(learning) = &mut self.learning {
            let (answer, loss) = answer(&self.path, self.averaged.as_ref());
            let (surface, has_batches) = (self.surface, learning.learned.has_batches);
            learning
                .note(self.path.last(), seen, spent, answer, || if has_batches { surface.value(answer) } else { loss });
        }
    }

    /// The averaged path starts where the run does. It is only looked at, by its own way: what the oracle knows of the
    /// training point stays.
    fn record_average(&mut self, x: V2) {
        let path = &self.path;
        let averaged = self.averaged.get_or_insert_with(|| path.clone());
        averaged.push(x, self.oracle.peek(x));
    }

    pub(super) fn finish(mut self) -> Trajectory {
        let hessians = self.oracle.hessians();
        let judged = self.averaged.as_ref().unwrap_or(&self.path);
        let outcome = match &mut self.learning {
            Some(learning) if learning.learned.has_batches => {
                let whole = with_whole_ends(self.surface, judged);
                learning.look(whole.last(), whole.positions[whole.last()], whole.losses[whole.last()]);
                outcome::judge(self.surface, &whole)
            }
            learning => {
                if let Some(learning) = learning {
                    learning.look(judged.last(), judged.positions[judged.last()], judged.losses[judged.last()]);
                }
                outcome::judge(self.surface, judged)
            }
        };
        Trajectory {
            path: self.path,
            averaged: self.averaged,
            evaluations: self.evaluations,
            hessians,
            outcome,
            learned: self.learning.map(|learning| learning.learned),
        }
    }

    fn is_finite(&self, k: usize) -> bool {
        self.path.positions[k].is_finite() && self.path.losses[k].is_finite()
    }

    fn has_stopped(&self, k: usize) -> bool {
        let small_gradient = self.stop.gradient.is_some_and(|tolerance| self.path.gradients[k].norm() < tolerance);
        let small_change = k > 0
            && self
                .stop
                .loss_change
                .is_some_and(|tolerance| (self.path.losses[k] - self.path.losses[k - 1]).abs() < tolerance);
        small_gradient || small_change
    }
}

/// The point that the run answers with after its last step, and the loss there as far as the step knows.
fn answer(path: &Path, averaged: Option<&Path>) -> (V2, f64) {
    let path = averaged.unwrap_or(path);
    (path.positions[path.last()], path.losses[path.last()])
}

/// A path of batches with the whole surface's loss and gradient at its two ends, by which it is judged.
fn with_whole_ends(surface: &dyn Surface, path: &Path) -> Path {
    let mut whole = path.clone();
    for end in [0, path.last()] {
        (whole.losses[end], whole.gradients[end]) = surface.gradient(path.positions[end]);
    }
    whole
}
