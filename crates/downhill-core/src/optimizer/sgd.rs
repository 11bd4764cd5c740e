//! Gradient descent.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Slot, Source};

pub(super) struct Sgd {
    weight_decay: f64,
}

impl Rule for Sgd {
    const SPEC: Spec = Spec {
        id: "sgd",
        name: "SGD",
        family: Family::Descent,
        sentence: "Steps straight down the slope, longer where it is steeper.",
        formula: &["x ← x − lr · g"],
        variant: "As torch.optim.SGD; weight decay is coupled: g ← g + weight_decay · x comes first. Keras' decoupled \
                  decay is the same here.",
        source: Source { cite: "Robbins & Monro 1951", url: "https://doi.org/10.1214/aoms/1177729586" },
        slot: Some(Slot::Orange),
        params: &[
            Param::lr(1e-3),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch's default rate."),
                Alternative::with("keras", "Keras' default rate; the rule is the same.", &[("lr", 0.01)]),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.SGD",
                arguments: "lr weight_decay",
                fixed: "momentum=0 dampening=0 nesterov=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.SGD",
                arguments: "learning_rate=lr weight_decay",
                fixed: "momentum=0 nesterov=False",
            },
            Library {
                dialect: "torch",
                name: "optax.sgd",
                arguments: "learning_rate=lr",
                fixed: "momentum=0 nesterov=False",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 0 },
    };
    type State = ();

    fn new(settings: &Settings) -> Self {
        Self { weight_decay: settings.number("weight_decay") }
    }

    fn start(&self, _: V2) {}

    fn step(&self, at: Tick, x: V2, g: V2, (): &mut ()) -> V2 {
        x - at.lr * (g + self.weight_decay * x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn one_step_goes_down_the_gradient() {
        let rule = Sgd { weight_decay: 0.0 };
        let next = rule.step(Tick::at(1, 0.5), v2(1.0, 2.0), v2(2.0, -4.0), &mut ());
        assert_eq!(next, v2(0.0, 4.0));
    }

    #[test]
    fn weight_decay_pulls_towards_zero() {
        let rule = Sgd { weight_decay: 0.5 };
        let next = rule.step(Tick::at(1, 0.5), v2(4.0, -8.0), V2::ZERO, &mut ());
        assert_eq!(next, v2(3.0, -6.0));
    }
}
