//! The rate falls along a cosine and stays there, after a warm-up if wanted.

use super::anneal::{half_wave, linear, share};
use super::{Schedule, Spec, alpha, count, exponent, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct CosineDecay {
    decay_steps: f64,
    alpha: f64,
    exponent: f64,
    warmup_steps: f64,
    init_value: f64,
}

impl Schedule for CosineDecay {
    const SPEC: Spec = Spec {
        id: "cosine_decay",
        name: "Cosine decay",
        sentence: "Lets the rate fall along half a wave and stay at its foot, after a warm-up if one is wanted.",
        formula: &["lr · ((1 − alpha) · ((1 + cos(π k / decay_steps)) / 2)^exponent + alpha)"],
        source: Source {
            cite: "Loshchilov & Hutter 2016, without restarts; optax.cosine_decay_schedule, keras CosineDecay",
            url: "https://arxiv.org/abs/1608.03983",
        },
        params: &[
            steps("decay_steps", "Steps of the fall, the warm-up not counted.", 100.0),
            alpha(),
            exponent(),
            count("warmup_steps", "Steps of a linear warm-up before the fall.", 0.0),
            rate("init_value", "The rate at the first step of the warm-up.", 0.0),
        ],
        libraries: &[
            Library {
                dialect: "",
                name: "optax.cosine_decay_schedule",
                arguments: "init_value=lr decay_steps alpha exponent",
                fixed: "",
            },
            Library {
                dialect: "",
                name: "keras.optimizers.schedules.CosineDecay",
                arguments: "initial_learning_rate=lr decay_steps alpha warmup_steps",
                fixed: "warmup_target=None",
            },
            Library {
                dialect: "",
                name: "keras.optimizers.schedules.CosineDecay",
                arguments: "initial_learning_rate=init_value warmup_target=lr warmup_steps decay_steps alpha",
                fixed: "",
            },
        ],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            decay_steps: settings.number("decay_steps"),
            alpha: settings.number("alpha"),
            exponent: settings.number("exponent"),
            warmup_steps: settings.number("warmup_steps"),
            init_value: settings.number("init_value"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let k = f64::from(k);
        if k < self.warmup_steps {
            return linear(self.init_value, lr, k / self.warmup_steps);
        }
        let wave = half_wave(share(k, self.warmup_steps, self.warmup_steps + self.decay_steps));
        lr * ((1.0 - self.alpha) * libm::pow(wave, self.exponent) + self.alpha)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_falls_and_stays_at_the_foot() {
        let plan = plan();
        let rates = [0, 1, 2, 9].map(|k| plan.rate(k, 8.0));
        for (rate, expected) in rates.into_iter().zip([8.0, 3.5, 2.0, 2.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }

    #[test]
    fn the_warm_up_comes_before_the_fall() {
        let plan = CosineDecay { warmup_steps: 4.0, init_value: 4.0, ..plan() };
        assert_eq!([0, 1, 4, 6, 9].map(|k| plan.rate(k, 8.0)), [4.0, 5.0, 8.0, 2.0, 2.0]);
    }

    fn plan() -> CosineDecay {
        CosineDecay { decay_steps: 2.0, alpha: 0.25, exponent: 2.0, warmup_steps: 0.0, init_value: 0.0 }
    }
}
