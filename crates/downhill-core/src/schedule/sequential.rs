//! Schedules one after the other.

use super::{COUNT, Plan, Schedule, Spec};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Kind, Param, Source};

pub(super) struct Sequential {
    plans: Vec<Box<dyn Plan>>,
    milestones: Vec<u32>,
}

impl Sequential {
    /// The plan that holds at step k, and the step at which it began.
    fn at(&self, k: u32) -> Option<(&dyn Plan, u32)> {
        let passed = self.milestones.iter().filter(|m| **m <= k).count().min(self.plans.len().saturating_sub(1));
        let began = if passed == 0 { 0 } else { self.milestones[passed - 1] };
        self.plans.get(passed).map(|plan| (plan.as_ref(), began))
    }
}

impl Schedule for Sequential {
    const SPEC: Spec = Spec {
        id: "sequential",
        name: "One after the other",
        sentence: "Follows one schedule, then the next; each counts its steps from its own beginning.",
        formula: &["scheduleᵢ(k − milestoneᵢ)"],
        source: Source {
            cite: "torch.optim.lr_scheduler.SequentialLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html",
        },
        params: &[
            Param { name: "schedules", about: "The schedules, in order.", kind: Kind::Schedules },
            Param::list("milestones", "Steps at which the next schedule begins.", COUNT, &[]),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.lr_scheduler.SequentialLR",
            arguments: "schedulers=schedules milestones",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        let mut milestones: Vec<_> = settings.numbers("milestones").iter().map(|m| *m as u32).collect();
        milestones.sort_unstable();
        Self { plans: settings.schedules("schedules").iter().map(super::ScheduleChoice::build).collect(), milestones }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        self.at(k).map_or(lr, |(plan, began)| plan.rate(k - began, lr))
    }

    fn momentum(&self, k: u32) -> Option<f64> {
        self.at(k).and_then(|(plan, began)| plan.momentum(k - began))
    }
}

#[cfg(test)]
mod tests {
    use crate::text;

    #[test]
    fn each_schedule_counts_from_its_milestone() {
        let text = "sgd(lr=1,schedule=sequential((exponential(0.5),step(1,0.1)),milestones=(2)))";
        let run = text::parse_run(text).unwrap();
        let plan = run.settings.schedules("schedule")[0].build();
        assert_eq!([0, 1, 2].map(|k| plan.rate(k, 1.0)), [1.0, 0.5, 1.0]);
        assert!((plan.rate(4, 1.0) - 0.01).abs() < 1e-17);
    }

    #[test]
    fn no_schedules_leave_the_rate_alone() {
        let run = text::parse_run("sgd(schedule=sequential)").unwrap();
        assert_eq!(run.settings.schedules("schedule")[0].build().rate(7, 0.3), 0.3);
    }
}
