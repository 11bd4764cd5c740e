//! Nadam: Adam with Nesterov's look ahead.

use super::adam::{Moments, betas};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Nadam {
    betas: [f64; 2],
    eps: f64,
    /// 0.96^momentum_decay, by whose powers the momentum warms up.
    warming: f64,
    decoupled: bool,
    weight_decay: f64,
}

/// Adam's moments, and where the momentum's schedule stands.
pub(super) struct Ahead {
    moments: Moments,
    /// 0.96^(t · momentum_decay) of the next step.
    warmth: f64,
    /// The product of all μ so far.
    product: f64,
}

impl Nadam {
    fn mu(&self, warmth: f64) -> f64 {
        self.betas[0] * (1.0 - 0.5 * warmth)
    }
}

impl Rule for Nadam {
    const SPEC: Spec = Spec {
        id: "nadam",
        name: "Nadam",
        family: Family::Adaptive,
        sentence: "Adam that looks ahead.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²",
            "μₜ = β₁ (1 − ½ · 0.96^(t · momentum_decay)),  Π ← Π · μₜ",
            "d = √(v / (1 − β₂ᵗ)) + eps",
            "x ← x − lr · ((1 − μₜ) / (1 − Π) · g + μₜ₊₁ / (1 − Π · μₜ₊₁) · m) / d",
        ],
        variant: "As torch.optim.NAdam: the momentum warms up with momentum_decay per step, a constant that Keras \
                  has as 1 and Optax not at all; weight decay is coupled unless decoupled_weight_decay.",
        source: Source { cite: "Dozat 2016", url: "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ" },
        slot: None,
        params: &[
            Param::lr(2e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::number(
                "momentum_decay",
                "How fast the momentum warms up.",
                Range::new(0.0, 1e3).slider(0.0, 0.1),
                4e-3,
            ),
            Param::flag("decoupled_weight_decay", "Pull towards zero apart from the gradient, as AdamW does.", false),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.NAdam",
            arguments: "lr betas eps weight_decay momentum_decay decoupled_weight_decay",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Ahead;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            warming: libm::pow(0.96, settings.number("momentum_decay")),
            decoupled: settings.flag("decoupled_weight_decay"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> Ahead {
        Ahead { moments: Moments::new(), warmth: self.warming, product: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Ahead) -> V2 {
        let decay = self.weight_decay;
        let (x, g) = if self.decoupled { (x * (1.0 - at.lr * decay), g) } else { (x, g + decay * x) };
        let [_, c2] = state.moments.update(g, self.betas);
        let now = self.mu(state.warmth);
        state.warmth *= self.warming;
        let next = self.mu(state.warmth);
        state.product *= now;
        let ahead = (1.0 - now) / (1.0 - state.product) * g + next / (1.0 - state.product * next) * state.moments.m;
        x - at.lr * (ahead / (state.moments.v.sqrt() / c2.sqrt() + self.eps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_first_step_adds_the_gradient_and_the_corrected_mean() {
        // Without warming every μ is β₁ / 2 = 1/4, so that the step is g / d + (1/4) / (1 - 1/16) · m / d.
        let rule = Nadam { betas: [0.5, 0.75], eps: 0.0, warming: 1.0, decoupled: false, weight_decay: 0.0 };
        let mut state = rule.start(V2::ZERO);
        let next = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(4.0, -0.5), &mut state);
        let expected = 1.0 + 4.0 / 15.0 * 0.5;
        assert!((next.x + expected).abs() < 1e-15 && (next.y - expected).abs() < 1e-15, "{next:?}");
    }
}
