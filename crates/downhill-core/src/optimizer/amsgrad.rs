//! AMSGrad, and the capped moments that AdamW's flag shares.

use super::adam::{Moments, betas, ratio};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct AmsGrad {
    betas: [f64; 2],
    eps: f64,
    weight_decay: f64,
}

/// Adam's moments and the largest v so far.
pub(super) struct Capped {
    pub(super) moments: Moments,
    peak: V2,
}

impl Capped {
    pub(super) const fn new() -> Self {
        Self { moments: Moments::new(), peak: V2::ZERO }
    }

    /// Takes in one gradient and returns Adam's move, with the largest v so far in the place of v.
    pub(super) fn stride(&mut self, lr: f64, g: V2, betas: [f64; 2], eps: f64) -> V2 {
        let corrections = self.moments.update(g, betas);
        self.peak = self.peak.max(self.moments.v);
        ratio(lr, self.moments.m, self.peak, corrections, eps)
    }
}

impl Rule for AmsGrad {
    const SPEC: Spec = Spec {
        id: "amsgrad",
        name: "AMSGrad",
        family: Family::Adaptive,
        sentence: "Adam whose caution never shrinks.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²,  v̄ ← max(v̄, v)",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v̄ / (1 − β₂ᵗ)) + eps)",
        ],
        variant: "As torch.optim.Adam with amsgrad: the maximum is of v before its bias correction, which the paper \
                  has not; weight decay is coupled.",
        source: Source { cite: "Reddi, Kale & Kumar 2018", url: "https://arxiv.org/abs/1904.09237" },
        slot: None,
        params: &[Param::lr(1e-3), betas(&[0.9, 0.999]), Param::eps(1e-8), Param::weight_decay(0.0)],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.Adam",
            arguments: "lr betas eps weight_decay",
            fixed: "amsgrad=True decoupled_weight_decay=False",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 3 },
    };
    type State = Capped;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> Capped {
        Capped::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Capped) -> V2 {
        x - state.stride(at.lr, g + self.weight_decay * x, self.betas, self.eps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn a_steep_first_step_keeps_the_second_one_short() {
        let rule = AmsGrad { betas: [0.0, 0.5], eps: 0.0, weight_decay: 0.0 };
        let mut state = Capped::new();
        let tick = |t| Tick::at(t, 0.5);
        assert_eq!(rule.step(tick(1), V2::ZERO, v2(4.0, 1.0), &mut state), v2(-0.5, -0.5));
        // v falls from 8 to 4 in x and the peak stays 8; with 1 - β₂² = 3/4 the divisor is √(8 / (3/4)).
        let second = rule.step(tick(2), V2::ZERO, v2(1.0, 0.0), &mut state);
        assert_eq!(state.peak.x, 8.0);
        assert!((second.x + 0.5 / (32.0_f64 / 3.0).sqrt()).abs() < 1e-15, "{second:?}");
    }
}
