//! The rate falls along a cosine and starts again, each time from less high.

use super::anneal::{Cycle, half_wave};
use super::{Schedule, Spec, alpha, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct CosineRestarts {
    first: f64,
    stretch: f64,
    shrink: f64,
    alpha: f64,
}

impl Schedule for CosineRestarts {
    const SPEC: Spec = Spec {
        id: "cosine_restarts",
        name: "Cosine restarts, falling",
        sentence: "Lets the rate fall along half a wave again and again, each time from a part of the height before.",
        formula: &["lr · ((1 − alpha) · m_mulⁱ · (1 + cos(π T_cur / Tᵢ)) / 2 + alpha)"],
        source: Source {
            cite: "Loshchilov & Hutter 2016; keras CosineDecayRestarts",
            url: "https://arxiv.org/abs/1608.03983",
        },
        params: &[
            steps("first_decay_steps", "Steps of the first fall.", 50.0),
            Param::number(
                "t_mul",
                "How many times as long each fall is as the one before it.",
                Range::new(1.0, 100.0).slider(1.0, 4.0),
                2.0,
            ),
            Param::number("m_mul", "What each restart leaves of the height.", Range::new(0.0, 1.0), 1.0),
            alpha(),
        ],
        libraries: &[Library {
            dialect: "",
            name: "keras.optimizers.schedules.CosineDecayRestarts",
            arguments: "initial_learning_rate=lr first_decay_steps t_mul m_mul alpha",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            first: settings.number("first_decay_steps"),
            stretch: settings.number("t_mul"),
            shrink: settings.number("m_mul"),
            alpha: settings.number("alpha"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let cycle = Cycle::at(k, self.first, self.stretch);
        let height = libm::pow(self.shrink, cycle.number);
        lr * ((1.0 - self.alpha) * height * half_wave(cycle.share) + self.alpha)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_restart_is_lower() {
        let plan = CosineRestarts { first: 2.0, stretch: 1.0, shrink: 0.5, alpha: 0.0 };
        let rates = [0, 1, 2, 3, 4].map(|k| plan.rate(k, 8.0));
        for (rate, expected) in rates.into_iter().zip([8.0, 4.0, 4.0, 2.0, 2.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }
}
