//! AdaGrad.

use super::decay::Decay;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Slot, Source};

pub(super) struct Adagrad {
    lr_decay: f64,
    initial: f64,
    eps: f64,
    eps_in_sqrt: bool,
    decay: Decay,
}

impl Rule for Adagrad {
    const SPEC: Spec = Spec {
        id: "adagrad",
        name: "AdaGrad",
        family: Family::Adaptive,
        sentence: "Shortens its stride in every direction where it has met steep ground, for good.",
        formula: &["s ← s + g²", "x ← x − lr / (1 + (t − 1) lr_decay) · g / (√s + eps)"],
        variant: "As torch.optim.Adagrad: the diagonal form, eps outside the root; weight decay is coupled. Keras and \
                  Optax start s from 0.1 and add eps inside the root; Keras decouples the decay.",
        source: Source { cite: "Duchi, Hazan & Singer 2011", url: "https://jmlr.org/papers/v12/duchi11a.html" },
        slot: Some(Slot::Violet),
        params: &[
            Param::lr(1e-2),
            Param::number("lr_decay", "How fast the rate falls.", Range::new(0.0, 1e3).slider(0.0, 1.0), 0.0),
            Param::number(
                "initial_accumulator_value",
                "What the sum of squared gradients starts from.",
                Range::new(0.0, 1e6).slider(0.0, 10.0),
                0.0,
            ),
            Param::eps(1e-10),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch adds eps after the root."),
                Alternative::with(
                    "keras",
                    "Keras adds eps before the root and starts from a small sum.",
                    &[("lr", 1e-3), ("initial_accumulator_value", 0.1), ("eps", 1e-7)],
                ),
                Alternative::with(
                    "optax",
                    "Optax does as Keras, with other defaults.",
                    &[("initial_accumulator_value", 0.1), ("eps", 1e-7)],
                ),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.Adagrad",
                arguments: "lr lr_decay weight_decay initial_accumulator_value eps",
                fixed: "",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Adagrad",
                arguments: "learning_rate=lr initial_accumulator_value epsilon=eps weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.adagrad",
                arguments: "learning_rate=lr initial_accumulator_value eps",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            lr_decay: settings.number("lr_decay"),
            initial: settings.number("initial_accumulator_value"),
            eps: settings.number("eps"),
            eps_in_sqrt: settings.choice("dialect") != "torch",
            decay: Decay::of_dialect(settings),
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::splat(self.initial)
    }

    fn step(&self, at: Tick, x: V2, g: V2, s: &mut V2) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        *s += g.sq();
        let lr = at.lr / (1.0 + f64::from(at.t - 1) * self.lr_decay);
        x - lr * (g / if self.eps_in_sqrt { (*s + self.eps).sqrt() } else { s.sqrt() + self.eps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_stride_is_divided_by_the_root_of_all_squares_so_far() {
        let rule = rule::<Adagrad>("lr_decay=0.5,eps=0");
        let mut s = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(3.0, -12.0), &mut s);
        assert_eq!((first, s), (v2(-0.5, 0.5), v2(9.0, 144.0)));
        let second = rule.step(Tick::at(2, 7.5), V2::ZERO, v2(4.0, -5.0), &mut s);
        assert_eq!((second, s), (v2(-4.0, 5.0 * (5.0 / 13.0)), v2(25.0, 169.0)));
    }

    #[test]
    fn keras_adds_eps_before_the_root() {
        let rule = rule::<Adagrad>("initial_accumulator_value=4,eps=3,dialect=keras");
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(3.0, -3.0), &mut rule.start(V2::ZERO));
        assert_eq!(next, v2(-0.375, 0.375));
    }
}
