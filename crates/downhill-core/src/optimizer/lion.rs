//! Lion.

use super::moments::betas;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Slot, Source};

pub(super) struct Lion {
    betas: [f64; 2],
    weight_decay: f64,
}

impl Rule for Lion {
    const SPEC: Spec = Spec {
        id: "lion",
        name: "Lion",
        family: Family::Sign,
        sentence: "Always steps the same length, only the direction counts.",
        formula: &["x ← x (1 − lr · weight_decay)", "x ← x − lr · sign(β₁ m + (1 − β₁) g)", "m ← β₂ m + (1 − β₂) g"],
        variant: "As the paper's: sign(0) is 0, weight decay is decoupled and multiplied by lr.",
        source: Source { cite: "Chen et al. 2023", url: "https://arxiv.org/abs/2302.06675" },
        slot: Some(Slot::Ink),
        params: &[
            Param::lr(1e-4),
            betas(&[0.9, 0.99]),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("torch", "The authors' defaults."),
                Alternative::with("keras", "Keras' default rate; the rule is the same.", &[("lr", 1e-3)]),
                Alternative::with("optax", "Optax' default decay; the rule is the same.", &[("weight_decay", 1e-3)]),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "lion_pytorch.Lion",
                arguments: "lr betas weight_decay",
                fixed: "decoupled_weight_decay=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Lion",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.lion",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 weight_decay",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self { betas: settings.tuple("betas"), weight_decay: settings.number("weight_decay") }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, m: &mut V2) -> V2 {
        let (b1, b2) = (at.momentum_or(self.betas[0]), self.betas[1]);
        let direction = (b1 * *m + (1.0 - b1) * g).sign();
        *m = b2 * *m + (1.0 - b2) * g;
        x * (1.0 - at.lr * self.weight_decay) - at.lr * direction
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn a_step_is_as_long_as_the_rate_or_nothing() {
        let rule = Lion { betas: [0.5, 0.75], weight_decay: 0.0 };
        let mut m = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(1000.0, 0.0), &mut m);
        assert_eq!((first, m), (v2(-0.5, 0.0), v2(250.0, 0.0)));
        // The mean outweighs a smaller gradient of the other sign.
        let second = rule.step(Tick::at(2, 0.5), first, v2(-100.0, 1e-9), &mut m);
        assert_eq!(second, v2(-1.0, -0.5));
    }

    #[test]
    fn the_decay_is_multiplied_by_the_rate() {
        let rule = Lion { betas: [0.9, 0.99], weight_decay: 0.5 };
        assert_eq!(rule.step(Tick::at(1, 0.5), v2(4.0, -8.0), V2::ZERO, &mut V2::ZERO.clone()), v2(3.0, -6.0));
    }
}
