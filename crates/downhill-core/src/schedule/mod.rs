//! Schedules of the learning rate: one file each, listed in [`SCHEDULES`].
//!
//! Every schedule starts from the run's own learning rate, `lr`: it is the rate that falls, or the peak that is risen to.
//! k counts the steps from 0, so that the first step takes the rate at k = 0.

mod exponential;
mod sequential;
mod step;

use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Source};

/// Every schedule. The next one needs its file and its line here.
pub static SCHEDULES: &[Entry] =
    &[Entry::of::<step::Step>(), Entry::of::<exponential::Exponential>(), Entry::of::<sequential::Sequential>()];

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
    fn rate(&self, k: u32, lr: f64) -> f64 {
        Schedule::rate(self, k, lr)
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
