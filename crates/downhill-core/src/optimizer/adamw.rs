//! AdamW: Adam with decoupled weight decay.

use super::adam::betas;
use super::amsgrad::Capped;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct AdamW {
    betas: [f64; 2],
    eps: f64,
    weight_decay: f64,
    amsgrad: bool,
}

impl Rule for AdamW {
    const SPEC: Spec = Spec {
        id: "adamw",
        name: "AdamW",
        family: Family::Adaptive,
        sentence: "Adam that also pulls the weights towards zero.",
        formula: &["x ← x (1 − lr · weight_decay)", "then Adam's step, with the gradient of the x before"],
        variant: "As torch.optim.AdamW: the decay is decoupled from the gradient and multiplied by lr.",
        source: Source { cite: "Loshchilov & Hutter 2017", url: "https://arxiv.org/abs/1711.05101" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.01),
            Param::flag("amsgrad", "Divide by the largest average so far, as AMSGrad does.", false),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.AdamW",
            arguments: "lr betas eps weight_decay amsgrad",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Capped;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
            amsgrad: settings.flag("amsgrad"),
        }
    }

    fn start(&self, _: V2) -> Capped {
        Capped::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Capped) -> V2 {
        let stride = if self.amsgrad {
            state.stride(at.lr, g, self.betas, self.eps)
        } else {
            state.moments.stride(at.lr, g, self.betas, self.eps)
        };
        x * (1.0 - at.lr * self.weight_decay) - stride
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_decay_does_not_enter_the_moments() {
        let rule = AdamW { betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.5, amsgrad: false };
        let mut state = Capped::new();
        let next = rule.step(Tick::at(1, 0.5), v2(4.0, -8.0), V2::ZERO, &mut state);
        assert_eq!((next, state.moments.m, state.moments.v), (v2(3.0, -6.0), V2::ZERO, V2::ZERO));
    }
}
