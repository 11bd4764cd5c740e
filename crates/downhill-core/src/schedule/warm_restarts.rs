//! The rate falls along a cosine and starts again from the top.

use super::anneal::{Cycle, cosine};
use super::{Schedule, Spec, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct WarmRestarts {
    first: f64,
    stretch: f64,
    eta_min: f64,
}

impl Schedule for WarmRestarts {
    const SPEC: Spec = Spec {
        id: "warm_restarts",
        name: "Cosine, warm restarts",
        sentence: "Lets the rate fall along half a wave, again and again from the top.",
        formula: &["eta_min + (lr − eta_min) · (1 + cos(π T_cur / Tᵢ)) / 2"],
        source: Source { cite: "Loshchilov & Hutter 2016, equation 5", url: "https://arxiv.org/abs/1608.03983" },
        params: &[
            steps("T_0", "Steps of the first fall.", 50.0),
            Param::number(
                "T_mult",
                "How many times as long each fall is as the one before it.",
                Range::whole(1.0, 100.0).slider(1.0, 4.0),
                1.0,
            ),
            rate("eta_min", "The lowest rate.", 0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
            arguments: "T_0 T_mult eta_min",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { first: settings.number("T_0"), stretch: settings.number("T_mult"), eta_min: settings.number("eta_min") }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        cosine(lr, self.eta_min, Cycle::at(k, self.first, self.stretch).share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_restart_is_at_the_top_and_lasts_longer() {
        let plan = WarmRestarts { first: 2.0, stretch: 2.0, eta_min: 1.0 };
        let rates = [0, 1, 2, 4, 6, 10].map(|k| plan.rate(k, 9.0));
        for (rate, expected) in rates.into_iter().zip([9.0, 5.0, 9.0, 5.0, 9.0, 5.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }
}
