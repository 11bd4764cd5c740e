//! Owns the budget, the stops and the record of a run.

use super::{Oracle, Trajectory, outcome};
use crate::experiment::{Budget, Experiment, Stop};
use crate::num::V2;
use crate::optimizer::Tick;
use crate::surface::Surface;

/// The record of a run in progress.
pub struct Recorder<'a> {
    surface: &'a dyn Surface,
    oracle: Oracle<'a>,
    budget: Budget,
    stop: Stop,
    lr: f64,
    positions: Vec<V2>,
    losses: Vec<f64>,
    gradients: Vec<V2>,
    evaluations: Vec<u32>,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(experiment: &Experiment, surface: &'a dyn Surface, lr: f64) -> Self {
        let capacity = experiment.budget.count() as usize + 1;
        let mut recorder = Self {
            surface,
            oracle: Oracle::new(surface, experiment.start, experiment.seed, experiment.noise),
            budget: experiment.budget,
            stop: experiment.stop,
            lr,
            positions: Vec::with_capacity(capacity),
            losses: Vec::with_capacity(capacity),
            gradients: Vec::with_capacity(capacity),
            evaluations: Vec::with_capacity(capacity),
        };
        recorder.record(experiment.start);
        recorder
    }

    /// The next step's number and rate and the point to step from; none when the run is over.
    pub fn next_step(&self) -> Option<(Tick, V2)> {
        let k = self.positions.len() - 1;
        let x = self.positions[k];
        let spent = match self.budget {
            Budget::Evals(n) => self.oracle.evaluations() >= n,
            Budget::Steps(n) => k >= n as usize,
        };
        // A method that asks for nothing would never spend its evaluations: steps are bounded too.
        let over = spent || k >= Experiment::MAX_BUDGET as usize || !self.is_finite(k) || self.has_stopped(k);
        (!over).then_some((Tick { t: k as u32 + 1, lr: self.lr }, x))
    }

    /// What the optimizer may ask.
    pub fn oracle(&mut self) -> &mut Oracle<'a> {
        &mut self.oracle
    }

    /// Notes where the step led.
    pub fn record(&mut self, x: V2) {
        let evaluations = self.oracle.evaluations();
        if self.positions.last() == Some(&x) {
            self.oracle.forget();
        }
        let (loss, gradient) = self.oracle.look(x);
        self.positions.push(x);
        self.losses.push(loss);
        self.gradients.push(gradient);
        self.evaluations.push(evaluations);
    }

    pub(super) fn finish(self) -> Trajectory {
        let hessians = self.oracle.hessians();
        let mut trajectory = Trajectory {
            positions: self.positions,
            losses: self.losses,
            gradients: self.gradients,
            evaluations: self.evaluations,
            hessians,
            outcome: outcome::Outcome::Moving,
        };
        trajectory.outcome = outcome::judge(self.surface, &trajectory);
        trajectory
    }

    fn is_finite(&self, k: usize) -> bool {
        self.positions[k].is_finite() && self.losses[k].is_finite()
    }

    fn has_stopped(&self, k: usize) -> bool {
        let small_gradient = self.stop.gradient.is_some_and(|tolerance| self.gradients[k].norm() < tolerance);
        let small_change = k > 0
            && self.stop.loss_change.is_some_and(|tolerance| (self.losses[k] - self.losses[k - 1]).abs() < tolerance);
        small_gradient || small_change
    }
}
