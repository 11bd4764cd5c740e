//! The rate falls along a cosine, and rises again after it.

use super::anneal::cosine;
use super::{Schedule, Spec, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Cosine {
    period: f64,
    eta_min: f64,
}

impl Schedule for Cosine {
    const SPEC: Spec = Spec {
        id: "cosine",
        name: "Cosine",
        sentence: "Lets the rate fall along half a wave; whoever goes on sees it rise again.",
        formula: &["eta_min + (lr − eta_min) · (1 + cos(π k / T_max)) / 2"],
        source: Source {
            cite: "Loshchilov & Hutter 2016, without restarts, as torch CosineAnnealingLR",
            url: "https://arxiv.org/abs/1608.03983",
        },
        params: &[
            steps("T_max", "Steps from the highest rate to the lowest.", 100.0),
            rate("eta_min", "The lowest rate.", 0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.CosineAnnealingLR",
            arguments: "T_max eta_min",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { period: settings.number("T_max"), eta_min: settings.number("eta_min") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        // A whole wave is cut off first: the cosine of a large angle is not exact.
        let share = f64::from(k) % (2.0 * self.period) / self.period;
        cosine(lr, self.eta_min, share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_falls_and_rises_again() {
        let plan = Cosine { period: 2.0, eta_min: 1.0 };
        let rates = [0, 1, 2, 3, 4].map(|k| plan.rate(k, 9.0));
        for (rate, expected) in rates.into_iter().zip([9.0, 5.0, 1.0, 5.0, 9.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }
}
