//! Running an experiment: stepping, counting, recording, judging.

mod oracle;
mod outcome;
mod recorder;
mod suggest;

pub use oracle::Oracle;
pub use outcome::{Ground, Outcome};
pub use recorder::Recorder;
pub use suggest::suggest_rate;

use crate::experiment::{Experiment, Run};
use crate::num::V2;
use crate::surface::Surface;

/// What one optimizer did: entry k of every list belongs to the point after k steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// Where it stood.
    pub positions: Vec<V2>,
    /// The loss there.
    pub losses: Vec<f64>,
    /// The true gradient there, without noise.
    pub gradients: Vec<V2>,
    /// Evaluations of value or gradient it had asked for by then.
    pub evaluations: Vec<u32>,
    /// Hessians it asked for in all.
    pub hessians: u32,
    /// How the whole run is judged.
    pub outcome: Outcome,
}

impl Trajectory {
    /// Number of the last step.
    pub fn last(&self) -> usize {
        self.positions.len() - 1
    }
}

/// Steps every optimizer of the experiment to the end of its budget.
pub fn run(experiment: &Experiment) -> Vec<Trajectory> {
    let surface = experiment.build_surface();
    experiment.runs.iter().map(|run| run_one(experiment, surface.as_ref(), run)).collect()
}

/// Steps one optimizer to the end of the experiment's budget.
pub fn run_one(experiment: &Experiment, surface: &dyn Surface, run: &Run) -> Trajectory {
    let mut recorder = Recorder::new(experiment, surface, run.lr().unwrap_or(0.0));
    run.entry.build(&run.settings, experiment.start).run(&mut recorder);
    recorder.finish()
}
