//! signSGD and, with momentum, Signum.

use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct SignSgd {
    momentum: f64,
    weight_decay: f64,
}

impl Rule for SignSgd {
    const SPEC: Spec = Spec {
        id: "signsgd",
        name: "signSGD",
        family: Family::Sign,
        sentence: "Steps the same length in each direction: of the slope, only its sign counts.",
        formula: &["x ← x (1 − lr · weight_decay)", "b ← momentum · b + (1 − momentum) g", "x ← x − lr · sign(b)"],
        variant: "With momentum it is the paper's Signum, without it signSGD. sign(0) is 0; weight decay is decoupled \
                  and multiplied by lr.",
        source: Source { cite: "Bernstein et al. 2018", url: "https://arxiv.org/abs/1802.04434" },
        slot: None,
        params: &[Param::lr(1e-3), momentum(0.9), Param::weight_decay(0.0)],
        libraries: &[Library {
            dialect: "",
            name: "pytorch_optimizer.SignSGD",
            arguments: "lr momentum weight_decay",
            fixed: "weight_decouple=True",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self { momentum: settings.number("momentum"), weight_decay: settings.number("weight_decay") }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, b: &mut V2) -> V2 {
        let momentum = at.momentum_or(self.momentum);
        *b = momentum * *b + (1.0 - momentum) * g;
        x * (1.0 - at.lr * self.weight_decay) - at.lr * b.sign()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_sign_of_the_average_counts() {
        let rule = SignSgd { momentum: 0.5, weight_decay: 0.0 };
        let mut b = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.25), V2::ZERO, v2(8.0, 0.0), &mut b);
        assert_eq!((first, b), (v2(-0.25, 0.0), v2(4.0, 0.0)));
        // A smaller gradient of the other sign does not turn it.
        let second = rule.step(Tick::at(2, 0.25), first, v2(-2.0, 1.0), &mut b);
        assert_eq!((second, b), (v2(-0.5, -0.25), v2(1.0, 0.5)));
    }

    #[test]
    fn the_decay_is_multiplied_by_the_rate() {
        let rule = SignSgd { momentum: 0.0, weight_decay: 0.5 };
        assert_eq!(rule.step(Tick::at(1, 0.5), v2(4.0, -8.0), V2::ZERO, &mut V2::ZERO.clone()), v2(3.0, -6.0));
    }
}
