//! The rate goes to an end value as a power of what is left.

use super::anneal::share;
use super::{Schedule, Spec, count, power, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct PolynomialDecay {
    decay_steps: f64,
    end_value: f64,
    power: f64,
    cycle: bool,
    transition_begin: u32,
}

impl Schedule for PolynomialDecay {
    const SPEC: Spec = Spec {
        id: "polynomial_decay",
        name: "Polynomial decay",
        sentence: "Lets the rate go to an end value in so many steps; with cycles it is raised again after them.",
        formula: &["(lr − end_value) · (1 − min(k, decay_steps) / decay_steps)^power + end_value"],
        source: Source {
            cite: "optax.polynomial_schedule; keras PolynomialDecay",
            url: "https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.polynomial_schedule",
        },
        params: &[
            steps("decay_steps", "Steps until the end value.", 100.0),
            rate("end_value", "The rate at the end.", 1e-4),
            power("How the fall is bent: 1 is straight, more is steep at first."),
            Param::flag(
                "cycle",
                "Whether the end moves on to the next multiple of the steps, which raises the rate again.",
                false,
            ),
            count("transition_begin", "Steps before the rate begins to change.", 0.0),
        ],
        libraries: &[
            Library {
                dialect: "",
                name: "optax.polynomial_schedule",
                arguments: "init_value=lr end_value power transition_steps=decay_steps transition_begin",
                fixed: "",
            },
            Library {
                dialect: "",
                name: "keras.optimizers.schedules.PolynomialDecay",
                arguments: "initial_learning_rate=lr decay_steps end_learning_rate=end_value power cycle",
                fixed: "",
            },
        ],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            decay_steps: settings.number("decay_steps"),
            end_value: settings.number("end_value"),
            power: settings.number("power"),
            cycle: settings.flag("cycle"),
            transition_begin: settings.number("transition_begin") as u32,
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let k = f64::from(k.saturating_sub(self.transition_begin));
        let cycles = if self.cycle { (k / self.decay_steps).ceil().max(1.0) } else { 1.0 };
        let left = 1.0 - share(k, 0.0, self.decay_steps * cycles);
        (lr - self.end_value) * libm::pow(left, self.power) + self.end_value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_ends_at_the_end_value() {
        let plan = plan();
        assert_eq!([0, 1, 3, 5, 99].map(|k| plan.rate(k, 9.0)), [9.0, 9.0, 3.0, 1.0, 1.0]);
    }

    #[test]
    fn cycles_raise_the_rate_again() {
        let plan = PolynomialDecay { cycle: true, power: 1.0, transition_begin: 0, ..plan() };
        assert_eq!([0, 4, 6, 8].map(|k| plan.rate(k, 9.0)), [9.0, 1.0, 3.0, 1.0]);
    }

    fn plan() -> PolynomialDecay {
        PolynomialDecay { decay_steps: 4.0, end_value: 1.0, power: 2.0, cycle: false, transition_begin: 1 }
    }
}
