//! Heavy-ball momentum, and the buffer that Nesterov's method shares.

use super::decay::Decay;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Slot, Source};

pub(super) struct Momentum {
    momentum: f64,
    dampening: f64,
    decay: Decay,
    inside: bool,
}

/// How much of the last move is kept.
pub(super) const fn momentum(default: f64) -> Param {
    Param::number("momentum", "How much of the last move is kept.", Range::decay(), default)
}

/// PyTorch's and Keras' ways of momentum, the same path as long as the rate stays.
pub(super) const DIALECT: Param = Param::dialect(&[
    Alternative::new("torch", "PyTorch multiplies the buffer by the rate as it is now."),
    Alternative::with("keras", "Keras adds each move to the buffer with the rate it had then.", &[("lr", 0.01)]),
]);

/// The factor of the gradient on its way into the buffer, and of the buffer on its way to the point.
pub(super) fn rates(lr: f64, inside: bool) -> [f64; 2] {
    if inside { [lr, 1.0] } else { [1.0, lr] }
}

impl Rule for Momentum {
    const SPEC: Spec = Spec {
        id: "momentum",
        name: "Momentum",
        family: Family::Descent,
        sentence: "Keeps part of its last move, like a ball with weight.",
        formula: &["b ← momentum · b + (1 − dampening) g", "x ← x − lr · b"],
        variant: "As torch.optim.SGD: lr is outside the buffer b, which starts as the first gradient, undampened; \
                  weight decay is coupled. Keras has lr inside the buffer and decouples the decay.",
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
            DIALECT,
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.SGD",
                arguments: "lr momentum dampening weight_decay",
                fixed: "nesterov=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.SGD",
                arguments: "learning_rate=lr momentum weight_decay",
                fixed: "nesterov=False",
            },
            Library {
                dialect: "torch",
                name: "optax.sgd",
                arguments: "learning_rate=lr momentum",
                fixed: "nesterov=False",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            dampening: settings.number("dampening"),
            decay: Decay::of_dialect(settings),
            inside: settings.choice("dialect") == "keras",
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, b: &mut V2) -> V2 {
        let momentum = at.momentum_or(self.momentum);
        // Where nothing is kept there is nothing to dampen: PyTorch steps by the gradient then.
        let dampening = if at.t == 1 || momentum == 0.0 { 0.0 } else { self.dampening };
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [inside, outside] = rates(at.lr, self.inside);
        *b = momentum * *b + (1.0 - dampening) * inside * g;
        x - outside * *b
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_second_step_keeps_part_of_the_first_and_is_dampened() {
        let rule = rule::<Momentum>("momentum=0.5,dampening=0.25");
        let mut b = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -8.0), &mut b);
        assert_eq!((first, b), (v2(-2.0, 4.0), v2(4.0, -8.0)));
        let second = rule.step(Tick::at(2, 0.5), first, v2(8.0, 0.0), &mut b);
        assert_eq!((second, b), (v2(-6.0, 6.0), v2(8.0, -4.0)));
    }

    #[test]
    fn without_momentum_nothing_is_dampened() {
        let rule = rule::<Momentum>("momentum=0,dampening=0.25");
        let second = rule.step(Tick::at(2, 0.5), V2::ZERO, v2(8.0, -4.0), &mut v2(4.0, 4.0));
        assert_eq!(second, v2(-4.0, 2.0));
    }

    #[test]
    fn a_keras_move_keeps_the_rate_it_was_made_with() {
        let (torch, keras) = (rule::<Momentum>("momentum=0.5"), rule::<Momentum>("momentum=0.5,dialect=keras"));
        let second = |rule: Momentum| {
            let mut b = rule.start(V2::ZERO);
            let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -8.0), &mut b);
            rule.step(Tick::at(2, 0.25), first, v2(8.0, 0.0), &mut b)
        };
        assert_eq!((second(torch), second(keras)), (v2(-4.5, 5.0), v2(-5.0, 6.0)));
    }

    #[test]
    fn a_schedule_may_move_the_momentum() {
        let rule = rule::<Momentum>("momentum=0.5");
        let next = rule.step(Tick { momentum: Some(0.75), ..Tick::at(2, 1.0) }, V2::ZERO, V2::ZERO, &mut v2(4.0, -8.0));
        assert_eq!(next, v2(-3.0, 6.0));
    }
}
