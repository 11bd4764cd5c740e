//! The rate falls by a factor over so many steps, smoothly or in a staircase.

use super::anneal::growth;
use super::{Schedule, Spec, count, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct ExponentialDecay {
    decay_rate: f64,
    decay_steps: f64,
    staircase: bool,
    transition_begin: u32,
    end_value: f64,
}

impl Schedule for ExponentialDecay {
    const SPEC: Spec = Spec {
        id: "exponential_decay",
        name: "Exponential decay",
        sentence: "Shrinks the rate by the same factor over every so many steps.",
        formula: &["lr · decay_rate^((k − transition_begin) / decay_steps)"],
        source: Source {
            cite: "optax.exponential_decay; keras ExponentialDecay",
            url: "https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.exponential_decay",
        },
        params: &[
            steps("decay_steps", "Steps in which the factor is reached.", 100.0),
            Param::number(
                "decay_rate",
                "What so many steps leave of the rate.",
                Range::new(0.0, 10.0).slider(0.0, 1.0),
                0.5,
            ),
            Param::flag("staircase", "Whether it is reached at once, after so many steps.", false),
            count("transition_begin", "Steps before the rate begins to change.", 0.0),
            rate("end_value", "Where the rate stays once it gets there; 0 for nowhere.", 0.0),
        ],
        libraries: &[
            Library {
                dialect: "",
                name: "optax.exponential_decay",
                arguments: "init_value=lr transition_steps=decay_steps decay_rate transition_begin staircase end_value",
                fixed: "",
            },
            Library {
                dialect: "",
                name: "keras.optimizers.schedules.ExponentialDecay",
                arguments: "initial_learning_rate=lr decay_steps decay_rate staircase",
                fixed: "",
            },
        ],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            decay_rate: settings.number("decay_rate"),
            decay_steps: settings.number("decay_steps"),
            staircase: settings.flag("staircase"),
            transition_begin: settings.number("transition_begin") as u32,
            end_value: settings.number("end_value"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let periods = f64::from(k.saturating_sub(self.transition_begin)) / self.decay_steps;
        let rate = lr * growth(self.decay_rate, if self.staircase { periods.floor() } else { periods });
        if self.end_value == 0.0 {
            rate
        } else if self.decay_rate < 1.0 {
            rate.max(self.end_value)
        } else {
            rate.min(self.end_value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_steps_leave_the_factor() {
        let plan = plan(0.25, 2.0);
        assert_eq!([0, 1, 2, 4].map(|k| plan.rate(k, 8.0)), [8.0, 4.0, 2.0, 0.5]);
    }

    #[test]
    fn a_staircase_waits_and_the_end_value_bounds() {
        let plan = ExponentialDecay { staircase: true, transition_begin: 1, end_value: 1.0, ..plan(0.25, 2.0) };
        assert_eq!([0, 2, 3, 4, 5, 99].map(|k| plan.rate(k, 8.0)), [8.0, 8.0, 2.0, 2.0, 1.0, 1.0]);
    }

    fn plan(decay_rate: f64, decay_steps: f64) -> ExponentialDecay {
        ExponentialDecay { decay_rate, decay_steps, staircase: false, transition_begin: 0, end_value: 0.0 }
    }
}
