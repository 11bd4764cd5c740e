//! Running an experiment: stepping, counting, recording, judging.

mod batches;
mod learned;
mod monitor;
mod noise;
mod oracle;
mod outcome;
mod pace;
mod recorder;
mod suggest;

use batches::Batches;
pub use learned::{Kept, Learned, Look};
pub use monitor::{Alarm, EXPLODING, VANISHING};
pub use oracle::Oracle;
pub use outcome::{Ground, Outcome};
pub use pace::Pace;
pub use recorder::Recorder;
pub use suggest::suggest_rate;

use crate::data::Part;
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
    /// How learning from data went; none on a formula.
    pub learned: Option<Learned>,
}

/// Points with what the surface is like there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The points.
    pub positions: Vec<V2>,
    /// The loss there: of the next step's examples, where steps look at some of them only.
    pub losses: Vec<f64>,
    /// The gradient there, of the same examples, without noise or clipping.
    pub gradients: Vec<V2>,
}

impl Path {
    fn with_capacity(capacity: usize) -> Self {
        let positions = Vec::with_capacity(capacity);
        Self { positions, losses: Vec::with_capacity(capacity), gradients: Vec::with_capacity(capacity) }
    }

    #[inline(always)]
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

    /// The loss that a step stands for: where steps look at some examples only, that of all at the last look by then.
    pub fn loss(&self, step: usize) -> f64 {
        let look = self.learned.as_ref().filter(|learned| learned.has_batches).and_then(|learned| learned.look(step));
        look.map_or_else(|| self.judged().losses[step], |look| look.loss)
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
    let Some(examples) = surface.data().map(|data| data.examples().count()) else {
        return follow(experiment, surface, run, None, 1);
    };
    let spacing = learned::spacing(experiment, examples);
    let build = |part: Part| experiment.build_part(Some(&part));
    let mut trajectory = follow(experiment, surface, run, learned::held_out(experiment).map(build), spacing);
    let Some(learned) = &mut trajectory.learned else { return trajectory };
    let fold = |part: Part| {
        let done = follow(experiment, build(part).as_ref(), run, Some(build(part.other())), spacing);
        done.learned.map(|learned| learned.looks).unwrap_or_default()
    };
    let folds: Vec<_> = learned::folds(experiment).into_iter().map(fold).collect();
    if !folds.is_empty() {
        learned::average(&mut learned.looks, &folds);
    }
    learned.kept = experiment.learning.patience.and_then(|patience| learned::kept(&learned.looks, patience));
    trajectory
}

/// Steps one optimizer to the end, looking at the whole and at what is held out after every so many steps.
fn follow(
    experiment: &Experiment,
    surface: &dyn Surface,
    run: &Run,
    held_out: Option<Box<dyn Surface>>,
    spacing: usize,
) -> Trajectory {
    let mut recorder = Recorder::new(experiment, surface, run, held_out, spacing);
    run.entry.build(&run.settings, experiment.start).run(&mut recorder);
    recorder.finish()
}
