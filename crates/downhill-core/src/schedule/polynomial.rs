//! The rate falls to zero as a power of what is left.

use super::anneal::share;
use super::{Schedule, Spec, power, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Polynomial {
    total_iters: f64,
    power: f64,
}

impl Schedule for Polynomial {
    const SPEC: Spec = Spec {
        id: "polynomial",
        name: "Polynomial",
        sentence: "Lets the rate fall to zero in so many steps: with power 1 in a straight line.",
        formula: &["lr · (1 − min(k, total_iters) / total_iters)^power"],
        source: Source {
            cite: "torch.optim.lr_scheduler.PolynomialLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html",
        },
        params: &[
            steps("total_iters", "Steps until the rate is zero.", 5.0),
            power("How the fall is bent: 1 is straight, more is steep at first."),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.PolynomialLR",
            arguments: "total_iters power",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { total_iters: settings.number("total_iters"), power: settings.number("power") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        lr * libm::pow(1.0 - share(f64::from(k), 0.0, self.total_iters), self.power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_zero_at_the_end_and_after_it() {
        let plan = Polynomial { total_iters: 4.0, power: 2.0 };
        assert_eq!([0, 2, 4, 9].map(|k| plan.rate(k, 8.0)), [8.0, 2.0, 0.0, 0.0]);
    }
}
