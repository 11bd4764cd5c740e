//! AdaGrad.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};

pub(super) struct Adagrad {
    lr_decay: f64,
    initial: f64,
    eps: f64,
    weight_decay: f64,
}

impl Rule for Adagrad {
    const SPEC: Spec = Spec {
        id: "adagrad",
        name: "AdaGrad",
        family: Family::Adaptive,
        sentence: "Shortens its stride in every direction where it has met steep ground, for good.",
        formula: &["s ← s + g²", "x ← x − lr / (1 + (t − 1) lr_decay) · g / (√s + eps)"],
        variant: "As torch.optim.Adagrad: the diagonal form, eps outside the root; weight decay is coupled.",
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
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.Adagrad",
            arguments: "lr lr_decay weight_decay initial_accumulator_value eps",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            lr_decay: settings.number("lr_decay"),
            initial: settings.number("initial_accumulator_value"),
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::splat(self.initial)
    }

    fn step(&self, at: Tick, x: V2, g: V2, s: &mut V2) -> V2 {
        let g = g + self.weight_decay * x;
        *s += g.sq();
        let lr = at.lr / (1.0 + f64::from(at.t - 1) * self.lr_decay);
        x - lr * (g / (s.sqrt() + self.eps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_stride_is_divided_by_the_root_of_all_squares_so_far() {
        let rule = Adagrad { lr_decay: 0.5, initial: 0.0, eps: 0.0, weight_decay: 0.0 };
        let mut s = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(3.0, -12.0), &mut s);
        assert_eq!((first, s), (v2(-0.5, 0.5), v2(9.0, 144.0)));
        let second = rule.step(Tick::at(2, 7.5), V2::ZERO, v2(4.0, -5.0), &mut s);
        assert_eq!((second, s), (v2(-4.0, 5.0 * (5.0 / 13.0)), v2(25.0, 169.0)));
    }
}
