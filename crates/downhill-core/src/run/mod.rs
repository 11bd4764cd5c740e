//! Running an experiment: stepping, counting, recording, judging.

mod batches;
mod cloud;
mod learned;
mod monitor;
mod noise;
mod oracle;
mod outcome;
mod pace;
mod recorder;
mod suggest;

use batches::Batches;
pub use cloud::{Cloud, MOST_IN_CLOUD};
pub use learned::{Kept, Learned, Look};
pub use monitor::{Alarm, EXPLODING, VANISHING};
pub use oracle::Oracle;
pub use outcome::{Ground, Outcome};
pub use pace::Pace;
pub use recorder::Recorder;
pub use suggest::suggest_rate;

use crate::data::Part;
use crate::experiment::{Budget, Experiment, Run};
use crate::num::V2;
use crate::optimizer::Method;
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
    let legs = Leg::all(experiment, surface);
    let mut done = Vec::new();
    for leg in &legs {
        let (mut recorder, mut method) = leg.begin(experiment, surface, run, done.first());
        method.run(&mut recorder);
        leg.end(experiment, recorder.finish(), &mut done);
    }
    join(experiment, done)
}

/// The same bit by bit, for whoever has other things to do in between. After the first step by which the work since the
/// last rest is that of so many examples, `pause` is told how much of the run is done, between 0 and 1, and awaited. Where
/// it says no, the run ends there.
pub async fn run_in_bits<P: Future<Output = bool>>(
    experiment: &Experiment,
    surface: &dyn Surface,
    run: &Run,
    bit: u64,
    pause: impl Fn(f64) -> P,
) -> Trajectory {
    let legs = Leg::all(experiment, surface);
    let share = 1.0 / legs.len() as f64;
    let mut goes_on = true;
    let mut done = Vec::new();
    for (place, leg) in legs.iter().enumerate() {
        let (mut recorder, mut method) = leg.begin(experiment, surface, run, done.first());
        while goes_on && !recorder.is_over(method.is_done()) {
            recorder.rest_after(bit);
            method.run(&mut recorder);
            goes_on = pause(share * (place as f64 + recorder.done())).await;
        }
        leg.end(experiment, recorder.finish(), &mut done);
    }
    join(experiment, done)
}

/// About how much work an experiment is, in examples of a simple model; 1 for a step on a formula.
pub fn work(experiment: &Experiment, surface: &dyn Surface) -> usize {
    let legs = 1 + learned::folds(experiment).len();
    let of_run = |run: &Run| steps(experiment, surface, run).saturating_mul(work_of_step(experiment, surface, run));
    let all = experiment.runs.iter().map(of_run).fold(0, usize::saturating_add);
    all.saturating_mul(legs)
}

/// How many steps the budget of a run is, if a step takes one evaluation.
fn steps(experiment: &Experiment, surface: &dyn Surface, run: &Run) -> usize {
    let count = experiment.budget.count() as usize;
    match (experiment.budget, surface.data()) {
        (Budget::Epochs(_), Some(data)) => {
            let examples = data.examples().count();
            (count * learned::epoch(experiment, run, examples)).min(Experiment::MAX_BUDGET as usize)
        }
        _ => count,
    }
}

/// How much work the gradient of all that a step looks at is.
fn work_of_step(experiment: &Experiment, surface: &dyn Surface, run: &Run) -> usize {
    surface.data().map_or(1, |data| {
        let count = data.examples().count();
        // A batch is looked at one by one, even where the whole is known without.
        let batch = Batches::size_of(experiment, run, count);
        batch.map_or(data.work(), |batch| batch * (data.work() / count).max(1))
    })
}

/// One run of an optimizer: on all that is learnt from, or without one fold.
struct Leg {
    /// What is learnt from, where it is not the experiment's.
    surface: Option<Box<dyn Surface>>,
    held_out: Option<Part>,
}

impl Leg {
    /// The run itself first, then one for each fold.
    fn all(experiment: &Experiment, surface: &dyn Surface) -> Vec<Self> {
        if surface.data().is_none() {
            return vec![Self { surface: None, held_out: None }];
        }
        let whole = Self { surface: None, held_out: experiment.share().map(|share| share.other()) };
        let fold = |part: Part| {
            let surface = Some(experiment.build_part(Some(&part)));
            Self { surface, held_out: Some(part.other()) }
        };
        core::iter::once(whole).chain(learned::folds(experiment).into_iter().map(fold)).collect()
    }

    /// A fold follows the run that holds out nothing, since its steps may take other evaluations and other epochs.
    fn begin<'a>(
        &'a self,
        experiment: &Experiment,
        surface: &'a dyn Surface,
        run: &Run,
        whole: Option<&Trajectory>,
    ) -> (Recorder<'a>, Box<dyn Method>) {
        let surface = self.surface.as_deref().unwrap_or(surface);
        let held_out = self.held_out.filter(|_| whole.is_none()).map(|part| experiment.build_part(Some(&part)));
        let mut recorder = Recorder::new(experiment, surface, run, held_out);
        if let Some(whole) = whole {
            recorder.take(whole.last());
        }
        (recorder, run.entry.build(&run.settings, experiment.start))
    }

    /// Keeps the first run, and adds to it what each fold says of validation.
    fn end(&self, experiment: &Experiment, run: Trajectory, done: &mut Vec<Trajectory>) {
        let Some(whole) = done.first_mut() else { return done.push(run) };
        if let Some(learned) = &mut whole.learned {
            let held_out = experiment.build_part(self.held_out.as_ref());
            let share = 1.0 / learned::folds(experiment).len() as f64;
            learned::add_fold(&mut learned.looks, &run, held_out.as_ref(), share);
        }
    }
}

/// The run with what early stopping would keep.
fn join(experiment: &Experiment, mut done: Vec<Trajectory>) -> Trajectory {
    let mut trajectory = done.swap_remove(0);
    if let Some(learned) = &mut trajectory.learned {
        learned.kept = experiment.learning.patience.and_then(|patience| learned::kept(&learned.looks, patience));
    }
    trajectory
}
