//! AdaDelta.

use super::decay::Decay;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Slot, Source};

pub(super) struct Adadelta {
    rho: f64,
    eps: f64,
    decay: Decay,
}

/// Running averages of the squares of gradients and of strides.
#[derive(Default)]
pub(super) struct Squares {
    gradient: V2,
    stride: V2,
}

impl Rule for Adadelta {
    const SPEC: Spec = Spec {
        id: "adadelta",
        name: "AdaDelta",
        family: Family::Adaptive,
        sentence: "RMSProp that sets its own stride.",
        formula: &[
            "v ← rho · v + (1 − rho) g²",
            "d = √(u + eps) / √(v + eps) · g",
            "u ← rho · u + (1 − rho) d²",
            "x ← x − lr · d",
        ],
        variant: "As torch.optim.Adadelta: eps inside both roots, lr (not in the paper, where it is 1) does not \
                  enter u; weight decay is coupled. Keras decouples it, and its default lr is 0.001.",
        source: Source { cite: "Zeiler 2012", url: "https://arxiv.org/abs/1212.5701" },
        slot: Some(Slot::Cyan),
        params: &[
            Param::lr(1.0),
            Param::number("rho", "How much of the squares' averages is kept.", Range::decay(), 0.9),
            Param::eps(1e-6),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch's defaults and its coupled decay."),
                Alternative::with(
                    "keras",
                    "Keras' defaults and its decoupled decay; the rule is the same.",
                    &[("lr", 1e-3), ("rho", 0.95), ("eps", 1e-7)],
                ),
            ]),
        ],
        libraries: &[
            Library { dialect: "torch", name: "torch.optim.Adadelta", arguments: "lr rho eps weight_decay", fixed: "" },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Adadelta",
                arguments: "learning_rate=lr rho epsilon=eps weight_decay",
                fixed: "",
            },
            Library {
                dialect: "torch",
                name: "optax.adadelta",
                arguments: "learning_rate=lr rho eps weight_decay",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Squares;

    fn new(settings: &Settings) -> Self {
        Self { rho: settings.number("rho"), eps: settings.number("eps"), decay: Decay::of_dialect(settings) }
    }

    fn start(&self, _: V2) -> Squares {
        Squares::default()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Squares) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        state.gradient = self.rho * state.gradient + (1.0 - self.rho) * g.sq();
        let stride = (state.stride + self.eps).sqrt() / (state.gradient + self.eps).sqrt() * g;
        state.stride = self.rho * state.stride + (1.0 - self.rho) * stride.sq();
        x - at.lr * stride
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_first_stride_is_made_of_eps_alone() {
        let rule = rule::<Adadelta>("rho=0.75,eps=0.25");
        let mut state = rule.start(V2::ZERO);
        // v = g² / 4 = 0.75 gives a divisor of 1; u = 0 gives a numerator of 0.5.
        let g = v2(3.0_f64.sqrt(), 0.0);
        let next = rule.step(Tick::at(1, 2.0), V2::ZERO, g, &mut state);
        assert!((next.x + 3.0_f64.sqrt()).abs() < 1e-15 && next.y == 0.0, "{next:?}");
        assert!((state.stride.x - 0.1875).abs() < 1e-15, "{:?}", state.stride);
    }
}
