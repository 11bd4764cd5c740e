//! Heavy-ball momentum, and the buffer that Nesterov's method shares.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};

pub(super) struct Momentum {
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
}

/// How much of the last move is kept.
pub(super) const fn momentum(default: f64) -> Param {
    Param::number("momentum", "How much of the last move is kept.", Range::decay(), default)
}

impl Rule for Momentum {
    const SPEC: Spec = Spec {
        id: "momentum",
        name: "Momentum",
        family: Family::Descent,
        sentence: "Keeps part of its last move, like a ball with weight.",
        formula: &["b ← momentum · b + (1 − dampening) g", "x ← x − lr · b"],
        variant: "As torch.optim.SGD: lr is outside the buffer b, which starts as the first gradient, undampened; \
                  weight decay is coupled.",
        source: Source {
            cite: "Polyak 1964, in the form of Sutskever et al. 2013",
            url: "https://doi.org/10.1016/0041-5553(64)90137-5",
        },
        slot: Some(Slot::Blue),
        params: &[
            Param::lr(1e-3),
            momentum(0.9),
            Param::number("dampening", "How much of each new gradient is left out.", Range::new(0.0, 1.0), 0.0),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.SGD",
            arguments: "lr momentum dampening weight_decay",
            fixed: "nesterov=False",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            dampening: settings.number("dampening"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, b: &mut V2) -> V2 {
        let dampening = if at.t == 1 { 0.0 } else { self.dampening };
        *b = self.momentum * *b + (1.0 - dampening) * (g + self.weight_decay * x);
        x - at.lr * *b
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_second_step_keeps_part_of_the_first_and_is_dampened() {
        let rule = Momentum { momentum: 0.5, dampening: 0.25, weight_decay: 0.0 };
        let mut b = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -8.0), &mut b);
        assert_eq!((first, b), (v2(-2.0, 4.0), v2(4.0, -8.0)));
        let second = rule.step(Tick::at(2, 0.5), first, v2(8.0, 0.0), &mut b);
        assert_eq!((second, b), (v2(-6.0, 6.0), v2(8.0, -4.0)));
    }
}
