//! The rate takes one value after the other.

use super::{COUNT, RATE, Schedule, Spec};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct PiecewiseConstant {
    boundaries: Vec<f64>,
    values: Vec<f64>,
}

impl Schedule for PiecewiseConstant {
    const SPEC: Spec = Spec {
        id: "piecewise_constant",
        name: "Piecewise constant",
        sentence: "Gives the rate a new value after each boundary.",
        formula: &["lr while k ≤ boundary₁, then value₁ while k ≤ boundary₂, …"],
        source: Source {
            cite: "keras PiecewiseConstantDecay",
            url: "https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/",
        },
        params: &[
            Param::list("boundaries", "The last step of each value, in rising order.", COUNT, &[30.0, 60.0]),
            Param::list("values", "The rate after each boundary.", RATE, &[0.01, 0.001]),
        ],
        libraries: &[Library {
            dialect: "",
            name: "keras.optimizers.schedules.PiecewiseConstantDecay",
            arguments: "boundaries values=lr,values",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self { boundaries: settings.numbers("boundaries").to_vec(), values: settings.numbers("values").to_vec() }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let passed = self.boundaries.iter().filter(|b| f64::from(k) > **b).count();
        // A boundary without a value changes nothing.
        passed.min(self.values.len()).checked_sub(1).map_or(lr, |last| self.values[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_on_a_boundary_has_the_value_before_it() {
        let plan = PiecewiseConstant { boundaries: vec![1.0, 3.0, 5.0], values: vec![4.0, 2.0] };
        assert_eq!([0, 1, 2, 3, 4, 9].map(|k| plan.rate(k, 8.0)), [8.0, 8.0, 4.0, 4.0, 2.0, 2.0]);
    }
}
