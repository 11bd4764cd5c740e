//! Running an experiment: stepping, counting, recording, judging.

mod oracle;
mod outcome;
mod pace;
mod recorder;
mod suggest;

pub use oracle::Oracle;
pub use outcome::{Ground, Outcome};
pub use pace::Pace;
pub use recorder::Recorder;
pub use suggest::suggest_rate;

use crate::experiment::{Experiment, Run};
use crate::num::V2;
use crate::surface::Surface;

/// What one optimizer did: entry k of every list belongs to the point after k steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Where it stood: the training point, where gradients are taken.
    pub path: Path,
    /// The averaged point, for methods that mean it as their answer.
    pub averaged: Option<Path>,
    /// Evaluations of value or gradient it had asked for by then.
    pub evaluations: Vec<u32>,
    /// Hessians it asked for in all.
    pub hessians: u32,
    /// How the whole run is judged, by the averaged point where there is one.
    pub outcome: Outcome,
}

/// Points with what the surface is like there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The points.
    pub positions: Vec<V2>,
    /// The loss there.
    pub losses: Vec<f64>,
    /// The true gradient there, without noise or clipping.
    pub gradients: Vec<V2>,
}

impl Path {
    fn with_capacity(capacity: usize) -> Self {
        let positions = Vec::with_capacity(capacity);
        Self { positions, losses: Vec::with_capacity(capacity), gradients: Vec::with_capacity(capacity) }
    }

    fn push(&mut self, x: V2, (loss, gradient): (f64, V2)) {
        self.positions.push(x);
        self.losses.push(loss);
        self.gradients.push(gradient);
    }

    /// Number of the last step.
    pub fn last(&self) -> usize {
        self.positions.len() - 1
    }
}

impl Trajectory {
    /// Number of the last step.
    pub fn last(&self) -> usize {
        self.path.last()
    }

    /// The path that the run is judged by: the averaged one where there is one.
    pub fn judged(&self) -> &Path {
        self.averaged.as_ref().unwrap_or(&self.path)
    }

    /// The path of training, where it is not the one that the run is judged by.
    pub fn training(&self) -> Option<&Path> {
        self.averaged.as_ref().map(|_| &self.path)
    }
}

/// Steps every optimizer of the experiment to the end of its budget.
pub fn run(experiment: &Experiment) -> Vec<Trajectory> {
    let surface = experiment.build_surface();
    experiment.runs.iter().map(|run| run_one(experiment, surface.as_ref(), run)).collect()
}

/// Steps one optimizer to the end of the experiment's budget.
pub fn run_one(experiment: &Experiment, surface: &dyn Surface, run: &Run) -> Trajectory {
    let mut recorder = Recorder::new(experiment, surface, run);
    run.entry.build(&run.settings, experiment.start).run(&mut recorder);
    recorder.finish()
}
