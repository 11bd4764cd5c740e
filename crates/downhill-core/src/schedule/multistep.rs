//! The rate falls by a factor at chosen steps.

use super::anneal::growth;
use super::{COUNT, Schedule, Spec};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct MultiStep {
    milestones: Vec<f64>,
    gamma: f64,
}

impl Schedule for MultiStep {
    const SPEC: Spec = Spec {
        id: "multistep",
        name: "Steps at milestones",
        sentence: "Cuts the rate by the same factor at each milestone.",
        formula: &["lr · γ^(number of milestones ≤ k)"],
        source: Source {
            cite: "torch.optim.lr_scheduler.MultiStepLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html",
        },
        params: &[
            Param::list(
                "milestones",
                "Steps at which the rate is cut; one given twice cuts twice.",
                COUNT,
                &[30.0, 60.0, 90.0],
            ),
            Param::number("gamma", "What a cut leaves of the rate.", Range::new(0.0, 10.0).slider(0.0, 1.0), 0.1),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.MultiStepLR",
            arguments: "milestones gamma",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { milestones: settings.numbers("milestones").to_vec(), gamma: settings.number("gamma") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let passed = self.milestones.iter().filter(|m| **m <= f64::from(k)).count();
        lr * growth(self.gamma, passed as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_milestone_cuts_even_where_two_are_equal() {
        let plan = MultiStep { milestones: vec![3.0, 3.0, 5.0], gamma: 0.5 };
        assert_eq!([0, 2, 3, 4, 5].map(|k| plan.rate(k, 8.0)), [8.0, 8.0, 2.0, 2.0, 1.0]);
    }
}
