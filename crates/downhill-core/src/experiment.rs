//! What the user chose: everything that changes the numbers, as plain data.

use crate::clip::Clip;
use crate::data::{Part, Points, Split};
use crate::num::V2;
use crate::optimizer::Cost;
use crate::settings::{FieldError, Setting, Settings};
use crate::spec::{Kind, Param};
use crate::surface::{Example, Surface};
use crate::{optimizer, surface};
use core::fmt;

/// A comparison of optimizers: same surface, same start, same budget for all.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// The surface and its parameters.
    pub surface: SurfaceChoice,
    /// Where every run starts.
    pub start: V2,
    /// The optimizers, in order; the same one may appear twice.
    pub runs: Vec<Run>,
    /// How much each run may spend.
    pub budget: Budget,
    /// Seed of the gradient noise.
    pub seed: u64,
    /// Standard deviation of the Gaussian noise added to each component of every gradient that an optimizer asks for.
    pub noise: f64,
    /// When to stop before the budget is spent.
    pub stop: Stop,
    /// How it is learnt from data; a surface that is a formula has none.
    pub learning: Learning,
}

/// A surface of the registry with its parameters.
#[derive(Clone)]
pub struct SurfaceChoice {
    /// The registry's line.
    pub entry: &'static surface::Entry,
    /// Its parameters, and those of its transformation.
    pub settings: Settings,
}

/// An optimizer of the registry with its hyperparameters.
#[derive(Clone)]
pub struct Run {
    /// The registry's line.
    pub entry: &'static optimizer::Entry,
    /// Its hyperparameters, and what every run has: [`RUN_PARAMS`].
    pub settings: Settings,
}

/// What every run can be given besides the optimizer's own hyperparameters. An optimizer inside another one has all but
/// the last: a step has one batch, whoever asks.
pub static RUN_PARAMS: &[Param] = &[
    Param { name: "schedule", about: "How the learning rate changes from step to step.", kind: Kind::Schedule },
    Param { name: "clip", about: "What is done to a gradient that is too long.", kind: Kind::Clip },
    Param {
        name: "batch",
        about: "How many examples each step looks at, if not as many as in all runs.",
        kind: Kind::Batch,
    },
];

/// How many examples a step of one run looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// All of them.
    All,
    /// So many.
    Of(u32),
}

/// How it is learnt from data: which examples a step looks at, and which are held out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Learning {
    /// How many examples a step looks at, unless its run says so; none is all of them.
    pub batch: Option<u32>,
    /// Whether each example of a batch is drawn from all, so that it may come again; else each comes once an epoch.
    pub replace: bool,
    /// Which examples are held out to see whether what was learnt holds.
    pub split: Option<Split>,
    /// The learning would be stopped once the validation loss has not improved for so many looks at it.
    pub patience: Option<u32>,
}

/// How much a run may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// So many evaluations of value or gradient: the fair budget, since a step may need several.
    Evals(u32),
    /// So many steps.
    Steps(u32),
    /// As many evaluations as look at so many times all examples, whatever the batches: the budget that is fair between
    /// batches of several sizes. On a formula each evaluation is an epoch.
    Epochs(u32),
}

/// Early stops; none unless asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stop {
    /// Stop when the gradient's norm falls below this.
    pub gradient: Option<f64>,
    /// Stop when the loss changes by less than this in one step.
    pub loss_change: Option<f64>,
}

impl Experiment {
    /// Largest budget that is accepted.
    pub const MAX_BUDGET: u32 = 100_000;
    /// Largest number of runs that is accepted.
    pub const MAX_RUNS: usize = 32;
    /// The budget where none is given.
    pub const DEFAULT_BUDGET: Budget = Budget::Evals(500);

    /// An experiment without runs on a surface with default parameters, from its usual start.
    pub fn on(entry: &'static surface::Entry) -> Self {
        Self {
            surface: SurfaceChoice::of(entry),
            start: entry.spec.start.into(),
            runs: Vec::new(),
            budget: Self::DEFAULT_BUDGET,
            seed: 0,
            noise: 0.0,
            stop: Stop::default(),
            learning: Learning::default(),
        }
    }

    /// The surface, ready to be evaluated: of the examples that are learnt from, where a share is held out. With folds it
    /// is of all examples.
    pub fn build_surface(&self) -> Box<dyn Surface> {
        self.build_part(self.share().as_ref())
    }

    /// The surface of the examples that are held out; none unless a share of them is.
    pub fn build_held_out(&self) -> Option<Box<dyn Surface>> {
        self.share().map(|share| self.build_part(Some(&share.other())))
    }

    /// The side of the split that is learnt from, where a share is held out.
    pub fn share(&self) -> Option<Part> {
        let split = self.learning.split.filter(|split| matches!(split, Split::Share(_)))?;
        Some(Part { split, seed: self.seed, fold: 0, held_out: false })
    }

    /// The surface of one side of a split.
    pub(crate) fn build_part(&self, part: Option<&Part>) -> Box<dyn Surface> {
        self.surface.entry.build_part(&self.surface.settings, part)
    }

    /// How many examples a step of a run looks at; none is all of them.
    pub fn batch(&self, run: &Run) -> Option<u32> {
        match run.settings.get("batch") {
            Some(Setting::Batch(Some(Batch::All))) => None,
            Some(Setting::Batch(Some(Batch::Of(count)))) => Some(*count),
            _ => self.learning.batch,
        }
    }

    /// Whether any step looks at some examples only.
    pub fn has_batches(&self) -> bool {
        self.runs.iter().any(|run| self.batch(run).is_some())
    }

    /// Whether it takes no more than what the lessons show: no other surface or optimizer, no schedule and no
    /// noise.
    pub fn is_common(&self) -> bool {
        self.noise == 0.0 && self.surface.entry.is_common && self.runs.iter().all(Run::is_common)
    }

    /// How a run is called among the others: the optimizer's name and which of its kind it is, from 1.
    pub fn label(&self, run: usize) -> (&'static str, usize) {
        let name = self.runs[run].entry.spec.name;
        let nth = self.runs[..=run].iter().filter(|r| r.entry.spec.name == name).count();
        (name, nth)
    }
}

impl SurfaceChoice {
    /// A surface with default parameters, not transformed.
    pub fn of(entry: &'static surface::Entry) -> Self {
        Self { entry, settings: Settings::with_common(entry.spec.params, surface::TRANSFORM) }
    }

    /// The surface, ready to be evaluated.
    pub fn build(&self) -> Box<dyn Surface> {
        self.entry.build(&self.settings)
    }

    /// The points of one's own that it is learnt from.
    pub fn own_points(&self) -> Option<&Points> {
        self.settings.data("data")?.settings.points("points")
    }

    /// What it is learnt from as points of one's own: the features that the model looks at, as they are, and the target.
    /// None for a formula.
    pub fn points(&self) -> Option<Points> {
        if let Some(points) = self.own_points() {
            return Some(points.clone());
        }
        let mut plain = self.clone();
        plain.settings.set("standardize", Setting::Flag(false)).ok()?;
        let surface = plain.build();
        let data = surface.data()?;
        let (all, is_wide) = (data.examples(), data.sort().is_wide);
        let row = |place: usize| {
            let Example { features: [u, w], target } = all.at(place);
            if is_wide { vec![u, w, target] } else { vec![u, target] }
        };
        Points::new(&(0..all.count()).map(row).collect::<Vec<_>>()).ok()
    }

    /// The part of the plane that it is usually looked at.
    pub fn domain(&self) -> [[f64; 2]; 2] {
        self.build().domain()
    }
}

impl Run {
    /// An optimizer with its default hyperparameters.
    pub fn of(entry: &'static optimizer::Entry) -> Self {
        Self { entry, settings: Settings::with_common(entry.spec.params, RUN_PARAMS) }
    }

    /// An optimizer with its default hyperparameters, to stand inside another one.
    pub fn inner(entry: &'static optimizer::Entry) -> Self {
        Self { entry, settings: Settings::with_common(entry.spec.params, &RUN_PARAMS[..RUN_PARAMS.len() - 1]) }
    }

    /// The optimizer of this id with its default hyperparameters, to stand inside another one; the registry's first where
    /// there is none of this id.
    pub fn named(id: &str) -> Self {
        Self::inner(optimizer::find(id).unwrap_or(&optimizer::OPTIMIZERS[0]))
    }

    /// Whether the optimizer is a common one without a schedule, and so are those inside it.
    pub fn is_common(&self) -> bool {
        let is_common = |setting: &Setting| match setting {
            Setting::Run(run) => run.is_common(),
            Setting::Schedules(schedules) => schedules.is_empty(),
            _ => true,
        };
        self.entry.is_common && self.settings.iter().all(|(_, setting)| is_common(setting))
    }

    /// Its learning rate, or that of the optimizer inside it; none for methods without one.
    pub fn lr(&self) -> Option<f64> {
        let inside =
            || self.settings.iter().find_map(|(_, value)| if let Setting::Run(run) = value { run.lr() } else { None });
        self.settings.get("lr").map_or_else(inside, |_| Some(self.settings.number("lr")))
    }

    /// Sets its learning rate; those of the optimizers inside it change in the same ratio. Methods without a rate stay
    /// as they are.
    ///
    /// # Errors
    /// When the rate is out of range.
    pub fn set_lr(&mut self, lr: f64) -> Result<(), FieldError> {
        if self.settings.get("lr").is_some() {
            return self.settings.set("lr", Setting::Number(lr));
        }
        let first = self.lr();
        for run in self.settings.runs_mut() {
            // A ratio of equal rates must not round.
            let ratio = |old: f64| if Some(old) == first { lr } else { old * (lr / first.unwrap_or(lr)) };
            if let Some(old) = run.lr() {
                run.set_lr(ratio(old))?;
            }
        }
        Ok(())
    }

    /// What one of its steps costs, with that of the optimizer inside it; of several the first, which begins.
    pub fn cost(&self) -> Cost {
        let own = self.entry.spec.cost;
        self.inside().map(Self::cost).map_or(own, |inside| Cost {
            gradients: own.gradients + inside.gradients,
            hessians: own.hessians + inside.hessians,
            memory: own.memory + inside.memory,
        })
    }

    /// Whether its steps, or those of the optimizer inside it, cost more or less than [`cost`](Self::cost).
    pub fn varies(&self) -> bool {
        self.entry.varies || self.inside().is_some_and(Self::varies)
    }

    /// The optimizer inside this one; of several the first.
    fn inside(&self) -> Option<&Self> {
        self.settings.iter().find_map(|(_, value)| if let Setting::Run(run) = value { Some(&**run) } else { None })
    }

    /// What is done to its gradients; none by default.
    pub fn clip(&self) -> Option<Clip> {
        match self.settings.get("clip") {
            Some(Setting::Clip(Some(clip))) => Some(clip.build()),
            _ => None,
        }
    }
}

impl Budget {
    /// The number, whatever it counts.
    pub const fn count(self) -> u32 {
        match self {
            Self::Evals(n) | Self::Steps(n) | Self::Epochs(n) => n,
        }
    }
}

// Entries are lines of a registry: the same id is the same line.
impl PartialEq for SurfaceChoice {
    fn eq(&self, other: &Self) -> bool {
        self.entry.spec.id == other.entry.spec.id && self.settings == other.settings
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.entry.spec.id == other.entry.spec.id && self.settings == other.settings
    }
}

impl fmt::Debug for SurfaceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.entry.spec.id, self.settings)
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.entry.spec.id, self.settings)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::parse;

    #[test]
    fn an_experiment_is_common_if_all_that_is_in_it_is() {
        let is_common = |text| parse(text).experiment.is_common();
        assert!(is_common("surface=rosenbrock&run=adam&run=sgd"));
        assert!(!is_common("surface=keane&run=adam"));
        assert!(!is_common("surface=rosenbrock&run=adam&run=lars"));
        assert!(!is_common("surface=rosenbrock&run=lookahead(optimizer=adam)"));
        assert!(!is_common("surface=rosenbrock&run=adam(schedule=exponential)"));
        assert!(!is_common("surface=rosenbrock&run=adam&noise=0.1"));
    }

    #[test]
    fn what_is_around_a_varying_method_varies() {
        let run = |text: &str| crate::text::parse_run(text).unwrap();
        assert!(run("bfgs").varies() && run("lookahead(bfgs)").varies());
        assert!(!run("adam").varies() && !run("lookahead(adam)").varies());
    }
}
