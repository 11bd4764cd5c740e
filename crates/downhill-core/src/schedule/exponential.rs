//! The rate falls by a factor at every step.

use super::anneal::growth;
use super::{Schedule, Spec};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Exponential {
    gamma: f64,
}

impl Schedule for Exponential {
    const SPEC: Spec = Spec {
        id: "exponential",
        name: "Exponential",
        sentence: "Shrinks the rate by the same factor at every step.",
        formula: &["lr · γᵏ"],
        source: Source {
            cite: "torch.optim.lr_scheduler.ExponentialLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html",
        },
        params: &[Param::number(
            "gamma",
            "What each step leaves of the rate.",
            Range::new(0.0, 10.0).slider(0.9, 1.0),
            0.99,
        )],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.lr_scheduler.ExponentialLR",
            arguments: "gamma",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { gamma: settings.number("gamma") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        lr * growth(self.gamma, f64::from(k))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_leaves_the_same_part() {
        let plan = Exponential { gamma: 0.5 };
        assert_eq!([0, 1, 2, 3].map(|k| plan.rate(k, 8.0)), [8.0, 4.0, 2.0, 1.0]);
    }
}
