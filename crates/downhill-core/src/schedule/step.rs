//! The rate falls by a factor in equal intervals.

use super::anneal::growth;
use super::{Schedule, Spec, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Step {
    step_size: u32,
    gamma: f64,
}

impl Schedule for Step {
    const SPEC: Spec = Spec {
        id: "step",
        name: "Steps",
        sentence: "Cuts the rate by the same factor after every so many steps.",
        formula: &["lr · γ^⌊k / step_size⌋"],
        source: Source {
            cite: "torch.optim.lr_scheduler.StepLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html",
        },
        params: &[
            steps("step_size", "Steps between two cuts.", 30.0),
            Param::number("gamma", "What a cut leaves of the rate.", Range::new(0.0, 10.0).slider(0.0, 1.0), 0.1),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.lr_scheduler.StepLR",
            arguments: "step_size gamma",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { step_size: settings.number("step_size") as u32, gamma: settings.number("gamma") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        lr * growth(self.gamma, f64::from(k / self.step_size.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_cut_at_each_interval() {
        let plan = Step { step_size: 30, gamma: 0.1 };
        let rates = [0, 29, 30, 59, 60].map(|k| plan.rate(k, 1.0));
        for (rate, expected) in rates.into_iter().zip([1.0, 1.0, 0.1, 0.1, 0.01]) {
            assert!((rate - expected).abs() < 1e-16, "{rates:?}");
        }
    }
}
