//! Nesterov's accelerated gradient.

use super::decay::Decay;
use super::momentum::{DIALECT, momentum, rates};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Slot, Source};

pub(super) struct Nesterov {
    momentum: f64,
    decay: Decay,
    inside: bool,
}

impl Rule for Nesterov {
    const SPEC: Spec = Spec {
        id: "nesterov",
        name: "Nesterov",
        family: Family::Descent,
        sentence: "Momentum that looks where it is about to be.",
        formula: &["b ← momentum · b + g", "x ← x − lr · (g + momentum · b)"],
        variant: "As torch.optim.SGD with nesterov: x is the point looked ahead to, where the gradient is taken; \
                  weight decay is coupled. Keras has lr inside the buffer and decouples the decay.",
        source: Source {
            cite: "Nesterov 1983, in the form of Sutskever et al. 2013",
            url: "https://proceedings.mlr.press/v28/sutskever13.html",
        },
        slot: Some(Slot::Green),
        params: &[Param::lr(1e-3), momentum(0.9), Param::weight_decay(0.0), DIALECT],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.SGD",
                arguments: "lr momentum weight_decay",
                fixed: "dampening=0 nesterov=True",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.SGD",
                arguments: "learning_rate=lr momentum weight_decay",
                fixed: "nesterov=True",
            },
            Library {
                dialect: "torch",
                name: "optax.sgd",
                arguments: "learning_rate=lr momentum",
                fixed: "nesterov=True",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            decay: Decay::of_dialect(settings),
            inside: settings.choice("dialect") == "keras",
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, b: &mut V2) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [inside, outside] = rates(at.lr, self.inside);
        let (momentum, g) = (at.momentum_or(self.momentum), inside * g);
        *b = momentum * *b + g;
        x - outside * (g + momentum * *b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn each_step_goes_on_by_part_of_the_new_buffer() {
        let rule = rule::<Nesterov>("momentum=0.5");
        let mut b = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -8.0), &mut b);
        assert_eq!((first, b), (v2(-3.0, 6.0), v2(4.0, -8.0)));
        let second = rule.step(Tick::at(2, 0.5), first, v2(2.0, 0.0), &mut b);
        assert_eq!((second, b), (v2(-5.0, 7.0), v2(4.0, -4.0)));
    }
}
