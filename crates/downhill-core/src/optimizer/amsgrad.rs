//! AMSGrad, and the capped moments that AdamW's flag shares.

use super::adam::{KERAS, TORCH};
use super::decay::Decay;
use super::moments::{Divisor, Moments, betas, eps_root};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct AmsGrad {
    betas: [f64; 2],
    divisor: Divisor,
    decay: Decay,
    corrected: bool,
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

    /// The largest v so far, this one included.
    pub(super) fn cap(&mut self, v: V2) -> V2 {
        self.peak = self.peak.max(v);
        self.peak
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
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v̄ / (1 − β₂ᵗ) + eps_root) + eps)",
        ],
        variant: "As torch.optim.Adam with amsgrad: the maximum is of v before its bias correction, which the paper \
                  has not; weight decay is coupled. Keras adds eps before the correction and decouples the decay; \
                  Optax takes the maximum of the corrected v.",
        source: Source { cite: "Reddi, Kale & Kumar 2018", url: "https://arxiv.org/abs/1904.09237" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
            eps_root(0.0),
            Param::dialect(&[
                TORCH,
                KERAS,
                Alternative::new("optax", "Optax corrects the bias before it takes the maximum."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.Adam",
                arguments: "lr betas eps weight_decay",
                fixed: "amsgrad=True decoupled_weight_decay=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Adam",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 epsilon=eps weight_decay",
                fixed: "amsgrad=True",
            },
            Library {
                dialect: "optax",
                name: "optax.amsgrad",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root",
                fixed: "bias_correction_mu=True bias_correction_nu=True",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 3 },
    };
    type State = Capped;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor::of_dialect(settings),
            decay: Decay::of_dialect(settings),
            corrected: settings.choice("dialect") == "optax",
        }
    }

    fn start(&self, _: V2) -> Capped {
        Capped::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Capped) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.moments.update(at, g, self.betas);
        let v = state.moments.v;
        let size =
            if self.corrected { self.divisor.of(state.cap(v / c2), 1.0) } else { self.divisor.of(state.cap(v), c2) };
        x - (at.lr / c1) * (state.moments.m / size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    /// The second move after a steep first step, and the cap then.
    fn second(rule: &AmsGrad) -> (V2, V2) {
        let mut state = Capped::new();
        assert_eq!(rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, 1.0), &mut state), v2(-0.5, -0.5));
        (rule.step(Tick::at(2, 0.5), V2::ZERO, v2(1.0, 0.0), &mut state), state.peak)
    }

    #[test]
    fn a_steep_first_step_keeps_the_second_one_short() {
        // v falls from 8 to 4.5 in x and the peak stays 8; with 1 - β₂² = 3/4 the divisor is √(8 / (3/4)).
        let (next, peak) = second(&rule("betas=(0,0.5),eps=0"));
        assert_eq!(peak.x, 8.0);
        assert!((next.x + 0.5 / (32.0_f64 / 3.0).sqrt()).abs() < 1e-15, "{next:?}");
    }

    #[test]
    fn optax_caps_what_is_corrected() {
        // The corrected v falls from 8 / ½ to 4.5 / ¾.
        assert_eq!(second(&rule("betas=(0,0.5),eps=0,dialect=optax")), (v2(-0.125, 0.0), v2(16.0, 1.0)));
    }
}
