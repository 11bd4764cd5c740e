//! Schedules of the learning rate: one file each, listed in [`SCHEDULES`].
//!
//! Every schedule starts from the run's own learning rate, `lr`: it is the rate that falls, or the peak that is risen to.
//! k counts the steps from 0, so that the first step takes the rate at k = 0.

mod anneal;
mod constant;
mod cosine;
mod cosine_decay;
mod cosine_onecycle;
mod cosine_restarts;
mod cyclic;
mod exponential;
mod exponential_decay;
mod inverse_time;
mod linear;
mod linear_onecycle;
mod multistep;
mod one_cycle;
mod piecewise_constant;
mod polynomial;
mod polynomial_decay;
mod sequential;
mod step;
mod warm_restarts;
mod warmup_cosine;

use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

/// Every schedule. The next one needs its file and its line here.
pub static SCHEDULES: &[Entry] = &[
    Entry::of::<step::Step>(),
    Entry::of::<multistep::MultiStep>(),
    Entry::of::<piecewise_constant::PiecewiseConstant>(),
    Entry::of::<exponential::Exponential>(),
    Entry::of::<exponential_decay::ExponentialDecay>(),
    Entry::of::<inverse_time::InverseTime>(),
    Entry::of::<polynomial::Polynomial>(),
    Entry::of::<polynomial_decay::PolynomialDecay>(),
    Entry::of::<cosine::Cosine>(),
    Entry::of::<cosine_decay::CosineDecay>(),
    Entry::of::<warm_restarts::WarmRestarts>(),
    Entry::of::<cosine_restarts::CosineRestarts>(),
    Entry::of::<constant::Constant>(),
    Entry::of::<linear::Linear>(),
    Entry::of::<warmup_cosine::WarmupCosine>(),
    Entry::of::<cyclic::Cyclic>(),
    Entry::of::<one_cycle::OneCycle>(),
    Entry::of::<linear_onecycle::LinearOneCycle>(),
    Entry::of::<cosine_onecycle::CosineOneCycle>(),
    Entry::of::<sequential::Sequential>(),
];

/// Numbers of steps, none among them.
const COUNT: Range = Range::whole(0.0, 1e6).slider(0.0, 1000.0);
/// Learning rates.
const RATE: Range = Range::new(0.0, 1e6).log_slider(1e-5, 10.0);

/// What a schedule says about itself.
#[derive(Debug)]
pub struct Spec {
    /// The name in the text form.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// One plain sentence that says what it does.
    pub sentence: &'static str,
    /// The rate at step k, one line of mathematics after the other.
    pub formula: &'static [&'static str],
    /// The paper, or the library that defines it.
    pub source: Source,
    /// Its parameters.
    pub params: &'static [Param],
    /// What libraries call it.
    pub libraries: &'static [Library],
}

/// All that a schedule's file must write.
pub trait Schedule: Sized + 'static {
    /// What it says about itself.
    const SPEC: Spec;
    /// The schedule with these parameters.
    fn new(settings: &Settings) -> Self;
    /// The learning rate of step k, from 0, of a run whose own rate is `lr`.
    fn rate(&self, k: u32, lr: f64) -> f64;
    /// The momentum (Adam's first beta) of step k, for schedules that move it too.
    fn momentum(&self, _k: u32) -> Option<f64> {
        None
    }
}

/// A schedule with its parameters, ready to be asked.
pub trait Plan {
    /// The learning rate of step k, from 0, of a run whose own rate is `lr`.
    fn rate(&self, k: u32, lr: f64) -> f64;
    /// The momentum of step k, where the schedule moves it too.
    fn momentum(&self, k: u32) -> Option<f64>;
}

impl<T: Schedule> Plan for T {
    /// Finite and not negative, whatever growth without end or rounding makes of it.
    fn rate(&self, k: u32, lr: f64) -> f64 {
        Schedule::rate(self, k, lr).clamp(0.0, f64::MAX)
    }
    fn momentum(&self, k: u32) -> Option<f64> {
        Schedule::momentum(self, k)
    }
}

/// A line of the registry.
pub struct Entry {
    /// What the schedule says about itself.
    pub spec: &'static Spec,
    build: fn(&Settings) -> Box<dyn Plan>,
}

impl Entry {
    const fn of<T: Schedule>() -> Self {
        Self { spec: &T::SPEC, build: |settings| Box::new(T::new(settings)) }
    }
}

/// A schedule of the registry with its parameters.
#[derive(Clone)]
pub struct ScheduleChoice {
    /// The registry's line.
    pub entry: &'static Entry,
    /// Its parameters.
    pub settings: Settings,
}

impl ScheduleChoice {
    /// A schedule with default parameters.
    pub fn of(entry: &'static Entry) -> Self {
        Self { entry, settings: Settings::defaults(entry.spec.params) }
    }

    /// The schedule, ready to be asked.
    pub fn build(&self) -> Box<dyn Plan> {
        (self.entry.build)(&self.settings)
    }
}

/// The registry's line of this id.
pub fn find(id: &str) -> Option<&'static Entry> {
    SCHEDULES.iter().find(|e| e.spec.id == id)
}

// Entries are lines of a registry: the same id is the same line.
impl PartialEq for ScheduleChoice {
    fn eq(&self, other: &Self) -> bool {
        self.entry.spec.id == other.entry.spec.id && self.settings == other.settings
    }
}

impl core::fmt::Debug for ScheduleChoice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {:?}", self.entry.spec.id, self.settings)
    }
}

/// A number of steps, none among them.
const fn count(name: &'static str, about: &'static str, default: f64) -> Param {
    Param::number(name, about, COUNT, default)
}

/// A number of steps, at least one.
const fn steps(name: &'static str, about: &'static str, default: f64) -> Param {
    Param::number(name, about, Range::whole(1.0, 1e6).log_slider(1.0, 1000.0), default)
}

/// A learning rate besides the run's own.
const fn rate(name: &'static str, about: &'static str, default: f64) -> Param {
    Param::number(name, about, RATE, default)
}

/// The lowest rate as a part of the run's own.
const fn alpha() -> Param {
    Param::number("alpha", "The lowest rate, as a part of the highest.", Range::new(0.0, 1.0), 0.0)
}

const fn power(about: &'static str) -> Param {
    Param::number("power", about, BEND, 1.0)
}

const fn exponent() -> Param {
    Param::number("exponent", "How the wave is bent: above 1 it falls sooner.", BEND, 1.0)
}

const BEND: Range = Range::new(0.0, 100.0).slider(0.0, 4.0);
