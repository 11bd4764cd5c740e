//! The rate falls as one over the time.

use super::{Schedule, Spec, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct InverseTime {
    decay_steps: f64,
    decay_rate: f64,
    staircase: bool,
}

impl Schedule for InverseTime {
    const SPEC: Spec = Spec {
        id: "inverse_time",
        name: "Inverse time",
        sentence: "Divides the rate by the time that has passed, quickly at first and ever more slowly.",
        formula: &["lr / (1 + decay_rate · k / decay_steps)"],
        source: Source {
            cite: "keras InverseTimeDecay",
            url: "https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/",
        },
        params: &[
            steps("decay_steps", "The unit of time, in steps.", 100.0),
            Param::number(
                "decay_rate",
                "How much one unit of time adds to the divisor.",
                Range::new(0.0, 1e6).slider(0.0, 10.0),
                0.5,
            ),
            Param::flag("staircase", "Whether only whole units of time count.", false),
        ],
        libraries: &[Library {
            dialect: "",
            name: "keras.optimizers.schedules.InverseTimeDecay",
            arguments: "initial_learning_rate=lr decay_steps decay_rate staircase",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            decay_steps: settings.number("decay_steps"),
            decay_rate: settings.number("decay_rate"),
            staircase: settings.flag("staircase"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let time = f64::from(k) / self.decay_steps;
        lr / (1.0 + self.decay_rate * if self.staircase { time.floor() } else { time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_divisor_grows_with_the_time() {
        let plan = InverseTime { decay_steps: 2.0, decay_rate: 1.0, staircase: false };
        assert_eq!([0, 2, 6].map(|k| plan.rate(k, 8.0)), [8.0, 4.0, 2.0]);
        let plan = InverseTime { staircase: true, ..plan };
        assert_eq!([1, 2, 3].map(|k| plan.rate(k, 8.0)), [8.0, 4.0, 4.0]);
    }
}
