//! AdamW: Adam with decoupled weight decay.

use super::adam::TORCH;
use super::amsgrad::Capped;
use super::decay::Decay;
use super::moments::{Divisor, NESTEROV, betas, eps_root};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct AdamW {
    betas: [f64; 2],
    divisor: Divisor,
    decay: Decay,
    amsgrad: bool,
    nesterov: bool,
}

impl Rule for AdamW {
    const SPEC: Spec = Spec {
        id: "adamw",
        name: "AdamW",
        family: Family::Adaptive,
        sentence: "Adam that also pulls the weights towards zero.",
        formula: &["x ← x (1 − lr · weight_decay)", "then Adam's step, with the gradient of the x before"],
        variant: "As torch.optim.AdamW: the decay is decoupled from the gradient and multiplied by lr. Keras and Optax \
                  decay less by default; Keras adds eps before the bias is corrected; eps_root and nesterov are Optax'.",
        source: Source { cite: "Loshchilov & Hutter 2017", url: "https://arxiv.org/abs/1711.05101" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.01),
            Param::flag("amsgrad", "Divide by the largest average so far, as AMSGrad does.", false),
            eps_root(0.0),
            NESTEROV,
            Param::dialect(&[
                TORCH,
                Alternative::with(
                    "keras",
                    "Keras adds eps before the bias is corrected.",
                    &[("eps", 1e-7), ("weight_decay", 4e-3)],
                ),
                Alternative::with("optax", "Optax' default decay; the rule is PyTorch's.", &[("weight_decay", 1e-4)]),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.AdamW",
                arguments: "lr betas eps weight_decay amsgrad",
                fixed: "",
            },
            Library {
                dialect: "torch",
                name: "torch.optim.Adam",
                arguments: "lr betas eps weight_decay amsgrad",
                fixed: "decoupled_weight_decay=True",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.AdamW",
                arguments: "learning_rate=lr weight_decay beta_1=betas.0 beta_2=betas.1 epsilon=eps amsgrad",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.adamw",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root weight_decay nesterov",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Capped;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor::of_dialect(settings),
            decay: Decay::new(settings, true),
            amsgrad: settings.flag("amsgrad"),
            nesterov: settings.flag("nesterov"),
        }
    }

    fn start(&self, _: V2) -> Capped {
        Capped::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Capped) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.moments.update(at, g, self.betas);
        let v = if self.amsgrad { state.cap(state.moments.v) } else { state.moments.v };
        let (rate, mean) = state.moments.mean(self.nesterov, at, g, self.betas[0], c1);
        x - rate * (mean / self.divisor.of(v, c2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_decay_does_not_enter_the_moments() {
        let rule = rule::<AdamW>("weight_decay=0.5");
        let mut state = Capped::new();
        let next = rule.step(Tick::at(1, 0.5), v2(4.0, -8.0), V2::ZERO, &mut state);
        assert_eq!((next, state.moments.m, state.moments.v), (v2(3.0, -6.0), V2::ZERO, V2::ZERO));
    }
}
