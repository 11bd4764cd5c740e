//! Optimizers: one file each, listed in [`OPTIMIZERS`].

mod adabelief;
mod adadelta;
mod adafactor;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod adan;
mod amsgrad;
mod asgd;
mod average;
mod bfgs;
mod dadapt_adam;
mod dadapt_sgd;
mod decay;
mod distance;
mod inner;
mod lamb;
mod lars;
mod lbfgs;
mod linesearch;
mod lion;
mod lookahead;
mod matrix;
mod moments;
mod momentum;
mod more_sorensen;
mod muon;
mod nadam;
mod nelder_mead;
mod nesterov;
mod newton;
mod nonlinear_cg;
mod polyak;
mod prodigy;
mod radam;
mod rmsprop;
mod rprop;
mod sam;
mod schedulefree;
mod schedulefree_adamw;
mod schedulefree_sgd;
mod sgd;
mod sgld;
mod shampoo;
mod signsgd;
mod switch;
mod trust_exact;
mod yogi;

use crate::library::Library;
use crate::num::V2;
use crate::run::{Oracle, Recorder};
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};

/// How many of [`OPTIMIZERS`], from the first on, are the basics that a picker offers before all others.
pub const BASICS: usize = 8;

/// Every optimizer, the basics first. The next one needs its file and its line here; the page has
/// all but the common ones come later.
pub static OPTIMIZERS: &[Entry] = &[
    Entry::rule::<sgd::Sgd>().common(),
    Entry::rule::<momentum::Momentum>().common(),
    Entry::rule::<nesterov::Nesterov>().common(),
    Entry::rule::<adagrad::Adagrad>().common(),
    Entry::rule::<rmsprop::RmsProp>().common(),
    Entry::rule::<adadelta::Adadelta>().common(),
    Entry::rule::<adam::Adam>().common(),
    Entry::rule::<adamw::AdamW>(),
    Entry::rule::<nadam::Nadam>(),
    Entry::rule::<amsgrad::AmsGrad>(),
    Entry::rule::<adamax::Adamax>(),
    Entry::rule::<radam::RAdam>(),
    Entry::rule::<adabelief::AdaBelief>(),
    Entry::rule::<yogi::Yogi>(),
    Entry::rule::<adan::Adan>(),
    Entry::rule::<lion::Lion>().common(),
    Entry::method::<newton::Newton>().common(),
    Entry::rule::<signsgd::SignSgd>(),
    Entry::rule::<rprop::Rprop>(),
    Entry::rule::<adafactor::Adafactor>(),
    Entry::rule::<lars::Lars>(),
    Entry::rule::<lamb::Lamb>(),
    Entry::rule::<shampoo::Shampoo>(),
    Entry::rule::<muon::Muon>(),
    Entry::rule::<prodigy::Prodigy>(),
    Entry::rule::<dadapt_adam::DAdaptAdam>(),
    Entry::rule::<dadapt_sgd::DAdaptSgd>(),
    Entry::rule::<asgd::Asgd>(),
    Entry::rule::<schedulefree_adamw::ScheduleFreeAdamW>(),
    Entry::rule::<schedulefree_sgd::ScheduleFreeSgd>(),
    Entry::method::<polyak::Polyak>(),
    Entry::method::<sgld::Sgld>(),
    Entry::search::<bfgs::Bfgs>(),
    Entry::search::<lbfgs::Lbfgs>(),
    Entry::search::<nonlinear_cg::NonlinearCg>(),
    Entry::search::<trust_exact::TrustExact>(),
    Entry::search::<nelder_mead::NelderMead>(),
    Entry::method::<lookahead::Lookahead>(),
    Entry::method::<sam::Sam>(),
    Entry::method::<average::Average>(),
    Entry::method::<switch::Switch>(),
];

/// What an optimizer says about itself.
#[derive(Debug)]
pub struct Spec {
    /// The name in the text form.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// The group it is listed under.
    pub family: Family,
    /// One plain sentence that says what it does.
    pub sentence: &'static str,
    /// The update rule, one line of mathematics after the other.
    pub formula: &'static [&'static str],
    /// Which variant of the paper it is, where that matters.
    pub variant: &'static str,
    /// The paper.
    pub source: Source,
    /// The line colour it always has; none takes the next free one.
    pub slot: Option<Slot>,
    /// Its hyperparameters.
    pub params: &'static [Param],
    /// What libraries call it.
    pub libraries: &'static [Library],
    /// What one step costs.
    pub cost: Cost,
}

/// What one step costs: usually, where [`Entry::varies`]; on top of the inside one, of an optimizer around another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Gradients per step.
    pub gradients: u32,
    /// Hessians per step.
    pub hessians: u32,
    /// Numbers remembered per trained parameter between steps.
    pub memory: u32,
}

/// Families of optimizers, in the order of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Plain descent and momentum.
    Descent,
    /// Each direction has its own stride.
    Adaptive,
    /// Only the direction counts.
    Sign,
    /// Learns slanted directions too.
    Matrix,
    /// Finds its own rate.
    Automatic,
    /// Answers with an average of its points.
    Averaging,
    /// Uses curvature.
    SecondOrder,
    /// Asks for losses alone.
    GradientFree,
    /// Has another optimizer inside.
    Wrappers,
}

impl Family {
    /// All families, in the order of the picker.
    pub const ALL: [Self; 9] = [
        Self::Descent,
        Self::Adaptive,
        Self::Sign,
        Self::Matrix,
        Self::Automatic,
        Self::Averaging,
        Self::SecondOrder,
        Self::GradientFree,
        Self::Wrappers,
    ];

    /// The family's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Descent => "Descent and momentum",
            Self::Adaptive => "Adaptive strides",
            Self::Sign => "Sign methods",
            Self::Matrix => "Whole matrices",
            Self::Automatic => "Rates found by themselves",
            Self::Averaging => "Averaged answers",
            Self::SecondOrder => "Second order",
            Self::GradientFree => "Without gradients",
            Self::Wrappers => "Wrappers: any optimizer inside",
        }
    }
}

/// What a schedule hands to step t: everything in a rule that may change from step to step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Number of the step, from 1.
    pub t: u32,
    /// The learning rate of this step; zero for methods without one.
    pub lr: f64,
    /// The momentum of this step where a schedule moves it: it stands for `momentum`, or for the first of `betas`.
    pub momentum: Option<f64>,
}

impl Tick {
    /// Step t, from 1, at this rate; the momentum is the rule's own.
    pub const fn at(t: u32, lr: f64) -> Self {
        Self { t, lr, momentum: None }
    }

    /// The momentum of this step: the schedule's, or else the rule's own.
    pub fn momentum_or(&self, own: f64) -> f64 {
        self.momentum.unwrap_or(own)
    }
}

/// A first-order update: the next point from the point, its gradient and what is remembered.
pub trait Rule: Sized + 'static {
    /// What it says about itself.
    const SPEC: Spec;
    /// What it remembers between steps.
    type State: 'static;
    /// The rule with these hyperparameters.
    fn new(settings: &Settings) -> Self;
    /// What it remembers before the first step, which starts from `x`.
    fn start(&self, x: V2) -> Self::State;
    /// One update: the next point.
    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Self::State) -> V2;
    /// The averaged point after a step that led to `x`, for rules that mean it as their answer.
    fn average(&self, _x: V2, _state: &Self::State) -> Option<V2> {
        None
    }
}

/// Any optimizer in the middle of a run. It asks the oracle for what it needs, and the oracle counts.
pub trait Method {
    /// One step from `x`: the next point.
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2;

    /// The averaged point after a step that led to `x`, for methods that mean it as their answer.
    fn average(&self, _x: V2) -> Option<V2> {
        None
    }

    /// Whether it has come to its own end and would stay where it is.
    fn is_done(&self) -> bool {
        false
    }

    /// Steps until the recorder has enough, for now or for good. A provided method, so that the whole loop is compiled once
    /// for each optimizer and hardly a call in a run is virtual.
    fn run(&mut self, recorder: &mut Recorder<'_>) {
        while let Some((at, x)) = recorder.next_step(self.is_done()) {
            let next = self.step(at, x, recorder.oracle());
            recorder.record(next, self.average(next));
        }
    }
}

/// A method that is not a plain rule: it may ask for several gradients or for Hessians in a step.
pub trait Construct: Method + Sized + 'static {
    /// What it says about itself.
    const SPEC: Spec;
    /// The method with these hyperparameters, about to start from `x`.
    fn new(settings: &Settings, x: V2) -> Self;
}

struct FirstOrder<R: Rule> {
    rule: R,
    state: R::State,
}

impl<R: Rule> Method for FirstOrder<R> {
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let (_, g) = oracle.gradient(x);
        self.rule.step(at, x, g, &mut self.state)
    }

    fn average(&self, x: V2) -> Option<V2> {
        self.rule.average(x, &self.state)
    }
}

/// A line of the registry.
pub struct Entry {
    /// What the optimizer says about itself.
    pub spec: &'static Spec,
    /// Whether a step costs what it turns out to need, as a line search does, and the method comes to its own end.
    pub varies: bool,
    /// Whether a lesson shows it, so that every visitor needs it; its module's name is its id then.
    pub is_common: bool,
    build: fn(&Settings, V2) -> Box<dyn Method>,
}

impl Entry {
    const fn rule<R: Rule>() -> Self {
        Self {
            spec: &R::SPEC,
            varies: false,
            is_common: false,
            build: |settings, x| {
                let rule = R::new(settings);
                let state = rule.start(x);
                Box::new(FirstOrder { rule, state })
            },
        }
    }

    const fn method<M: Construct>() -> Self {
        Self { spec: &M::SPEC, varies: false, is_common: false, build: |settings, x| Box::new(M::new(settings, x)) }
    }

    const fn search<M: Construct>() -> Self {
        Self { varies: true, ..Self::method::<M>() }
    }

    const fn common(self) -> Self {
        Self { is_common: true, ..self }
    }

    /// The optimizer with these hyperparameters, about to start from `x`.
    pub fn build(&self, settings: &Settings, x: V2) -> Box<dyn Method> {
        (self.build)(settings, x)
    }
}

/// SciPy's bound on the iterations, at its default for two dimensions.
const fn maxiter(about: &'static str) -> Param {
    Param::number("maxiter", about, Range::whole(1.0, f64::INFINITY).slider(1.0, 1000.0), 400.0)
}

/// The registry's line of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    OPTIMIZERS.iter().find(|e| e.spec.id == id)
}

/// The rule with these settings, in the text form.
#[cfg(test)]
fn rule<R: Rule>(settings: &str) -> R {
    let parsed = crate::text::parse(&format!("run={}({settings})", R::SPEC.id));
    assert_eq!(parsed.problems, [], "{settings}");
    R::new(&parsed.experiment.runs[0].settings)
}
