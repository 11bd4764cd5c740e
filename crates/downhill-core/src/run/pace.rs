//! What a run's schedule makes of its learning rate, step by step.

use crate::experiment::Run;
use crate::optimizer::Tick;
use crate::schedule::{Plan, ScheduleChoice};

/// The learning rate and the momentum of every step of a run.
pub struct Pace {
    lr: f64,
    plan: Option<Box<dyn Plan>>,
}

impl Pace {
    /// The pace of a run: its own rate, changed by its schedule.
    pub fn of(run: &Run) -> Self {
        let plan = run.settings.schedules("schedule").first().map(ScheduleChoice::build);
        Self { lr: run.lr().unwrap_or(0.0), plan }
    }

    /// What step t, from 1, is handed.
    #[inline(always)]
    pub fn tick(&self, t: u32) -> Tick {
        match &self.plan {
            None => Tick::at(t, self.lr),
            Some(plan) => Tick { t, lr: plan.rate(t - 1, self.lr), momentum: plan.momentum(t - 1) },
        }
    }
}
