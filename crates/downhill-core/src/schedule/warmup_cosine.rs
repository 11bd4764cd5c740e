//! The rate rises in a straight line and falls along a cosine.

use super::anneal::{half_wave, linear, share};
use super::{Schedule, Spec, count, exponent, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct WarmupCosine {
    init_value: f64,
    warmup_steps: f64,
    decay_steps: f64,
    end_value: f64,
    exponent: f64,
}

impl Schedule for WarmupCosine {
    const SPEC: Spec = Spec {
        id: "warmup_cosine",
        name: "Warm-up and cosine",
        sentence: "Raises the rate in a straight line, then lets it fall along half a wave.",
        formula: &[
            "init_value + (lr − init_value) · k / warmup_steps",
            "end_value + (lr − end_value) · ((1 + cos(π s)) / 2)^exponent, s = (k − warmup_steps) / (decay_steps − warmup_steps)",
        ],
        source: Source {
            cite: "optax.warmup_cosine_decay_schedule",
            url: "https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.warmup_cosine_decay_schedule",
        },
        params: &[
            count("warmup_steps", "Steps of the rise.", 10.0),
            steps("decay_steps", "Steps of the rise and the fall together.", 100.0),
            rate("init_value", "The rate at the first step.", 0.0),
            rate("end_value", "The rate at the end.", 0.0),
            exponent(),
        ],
        libraries: &[Library {
            dialect: "",
            name: "optax.warmup_cosine_decay_schedule",
            arguments: "init_value peak_value=lr warmup_steps decay_steps end_value exponent",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            init_value: settings.number("init_value"),
            warmup_steps: settings.number("warmup_steps"),
            decay_steps: settings.number("decay_steps"),
            end_value: settings.number("end_value"),
            exponent: settings.number("exponent"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let k = f64::from(k);
        if k < self.warmup_steps {
            return linear(self.init_value, lr, k / self.warmup_steps);
        }
        let wave = libm::pow(half_wave(share(k, self.warmup_steps, self.decay_steps)), self.exponent);
        linear(self.end_value, lr, wave)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_then_falls() {
        let plan = WarmupCosine { init_value: 4.0, warmup_steps: 4.0, decay_steps: 6.0, end_value: 2.0, exponent: 1.0 };
        let rates = [0, 1, 4, 5, 6, 9].map(|k| plan.rate(k, 8.0));
        for (rate, expected) in rates.into_iter().zip([4.0, 5.0, 8.0, 5.0, 2.0, 2.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }
}
