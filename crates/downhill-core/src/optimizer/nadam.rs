//! Nadam: Adam with Nesterov's look ahead.

use super::decay::{DECOUPLED, Decay};
use super::moments::{Divisor, Moments, betas, eps_root, fade};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct Nadam {
    betas: [f64; 2],
    divisor: Divisor,
    /// 0.96^momentum_decay, by whose powers the momentum warms up.
    warming: f64,
    warms_up: bool,
    decay: Decay,
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
    /// PyTorch's mean: the gradient and the average, each with the correction of a momentum that warms up.
    fn warming_mean(&self, at: Tick, g: V2, state: &mut Ahead) -> V2 {
        let mu = |warmth: f64| at.momentum_or(self.betas[0]) * (1.0 - 0.5 * warmth);
        let now = mu(state.warmth);
        state.warmth *= self.warming;
        let next = mu(state.warmth);
        state.product = fade(state.product, now);
        (1.0 - now) / (1.0 - state.product) * g + next / (1.0 - state.product * next) * state.moments.m
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
            "d = √(v / (1 − β₂ᵗ) + eps_root) + eps",
            "x ← x − lr · ((1 − μₜ) / (1 − Π) · g + μₜ₊₁ / (1 − Π · μₜ₊₁) · m) / d",
            "Optax: x ← x − lr · ((1 − β₁) / (1 − β₁ᵗ) · g + β₁ / (1 − β₁ᵗ⁺¹) · m) / d",
        ],
        variant: "As torch.optim.NAdam: the momentum warms up with momentum_decay per step, a constant that Keras \
                  has as 1 and Optax not at all; weight decay is coupled unless decoupled_weight_decay, or Keras'.",
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
            DECOUPLED,
            Param::weight_decay(0.0),
            eps_root(0.0),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch warms the momentum up slowly."),
                Alternative::with(
                    "keras",
                    "Keras warms the momentum up within some fifty steps.",
                    &[("lr", 1e-3), ("eps", 1e-7), ("momentum_decay", 1.0), ("decoupled_weight_decay", 1.0)],
                ),
                Alternative::new("optax", "Optax does not warm the momentum up."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.NAdam",
                arguments: "lr betas eps weight_decay momentum_decay decoupled_weight_decay",
                fixed: "",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Nadam",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 epsilon=eps weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.nadam",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root",
                fixed: "nesterov=True",
            },
            Library {
                dialect: "optax",
                name: "optax.adam",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root",
                fixed: "nesterov=True",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Ahead;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor { eps_root: settings.number("eps_root"), ..Divisor::new(settings) },
            warming: libm::pow(0.96, settings.number("momentum_decay")),
            warms_up: settings.choice("dialect") != "optax",
            decay: Decay::new(settings, settings.flag("decoupled_weight_decay")),
        }
    }

    fn start(&self, _: V2) -> Ahead {
        Ahead { moments: Moments::new(), warmth: self.warming, product: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Ahead) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.moments.update(at, g, self.betas);
        let ahead = if self.warms_up {
            self.warming_mean(at, g, state)
        } else {
            state.moments.mean(true, at, g, self.betas[0], c1).1
        };
        x - at.lr * (ahead / self.divisor.of(state.moments.v, c2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_first_step_adds_the_gradient_and_the_corrected_mean() {
        // Without warming every μ is β₁ / 2 = 1/4, so that the step is g / d + (1/4) / (1 - 1/16) · m / d.
        let rule = rule::<Nadam>("betas=(0.5,0.75),eps=0,momentum_decay=0");
        let mut state = rule.start(V2::ZERO);
        let next = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(4.0, -0.5), &mut state);
        let expected = 1.0 + 4.0 / 15.0 * 0.5;
        assert!((next.x + expected).abs() < 1e-15 && (next.y - expected).abs() < 1e-15, "{next:?}");
    }
}
