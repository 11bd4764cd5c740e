//! The rate is scaled for the first steps.

use super::{Schedule, Spec, count};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Constant {
    factor: f64,
    total_iters: u32,
}

impl Schedule for Constant {
    const SPEC: Spec = Spec {
        id: "constant",
        name: "Constant, then full",
        sentence: "Scales the rate for the first steps, then gives all of it.",
        formula: &["lr · factor while k < total_iters, then lr"],
        source: Source {
            cite: "torch.optim.lr_scheduler.ConstantLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html",
        },
        params: &[
            Param::number("factor", "The part of the rate that the first steps get.", Range::new(0.0, 1.0), 1.0 / 3.0),
            count("total_iters", "Steps until the full rate.", 5.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.ConstantLR",
            arguments: "factor total_iters",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { factor: settings.number("factor"), total_iters: settings.number("total_iters") as u32 }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        if k < self.total_iters { lr * self.factor } else { lr }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_rate_comes_after_the_first_steps() {
        let plan = Constant { factor: 0.5, total_iters: 2 };
        assert_eq!([0, 1, 2, 9].map(|k| plan.rate(k, 8.0)), [4.0, 4.0, 8.0, 8.0]);
    }
}
