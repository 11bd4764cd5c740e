//! The rate goes from one part of itself to another in a straight line.

use super::anneal::{linear, share};
use super::{Schedule, Spec, count};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Linear {
    start_factor: f64,
    end_factor: f64,
    total_iters: f64,
}

impl Schedule for Linear {
    const SPEC: Spec = Spec {
        id: "linear",
        name: "Linear warm-up",
        sentence: "Raises the rate in a straight line to all of it, or lowers it.",
        formula: &["lr · (start_factor + (end_factor − start_factor) · min(k, total_iters) / total_iters)"],
        source: Source {
            cite: "torch.optim.lr_scheduler.LinearLR",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html",
        },
        params: &[
            Param::number("start_factor", "The part of the rate at the first step.", Range::new(0.0, 1.0), 1.0 / 3.0),
            Param::number("end_factor", "The part of the rate at the end.", Range::new(0.0, 1.0), 1.0),
            count("total_iters", "Steps until the end.", 5.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.LinearLR",
            arguments: "start_factor end_factor total_iters",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            start_factor: settings.number("start_factor"),
            end_factor: settings.number("end_factor"),
            total_iters: settings.number("total_iters"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        lr * linear(self.start_factor, self.end_factor, share(f64::from(k), 0.0, self.total_iters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_in_a_straight_line() {
        let plan = Linear { start_factor: 0.25, end_factor: 1.0, total_iters: 3.0 };
        assert_eq!([0, 1, 2, 3, 9].map(|k| plan.rate(k, 8.0)), [2.0, 4.0, 6.0, 8.0, 8.0]);
    }
}
