//! Adan: Adam with Nesterov's momentum by differences of gradients.

use super::moments::{Divisor, Moments, betas, eps_root, fade};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct Adan {
    betas: [f64; 3],
    divisor: Divisor,
    /// The weight of the difference, in the second moment and in the step.
    ahead: f64,
    /// The weight decay that acts before the step, and the one that acts after.
    decay: [f64; 2],
}

/// Adam's moments, the gradient before, and the running average of its changes.
pub(super) struct Changes {
    moments: Moments,
    previous: Option<V2>,
    change: V2,
    /// What corrects the bias of the average change: β₂ᵗ.
    power: f64,
}

impl Rule for Adan {
    const SPEC: Spec = Spec {
        id: "adan",
        name: "Adan",
        family: Family::Adaptive,
        sentence: "Adam that looks ahead by how much the slope has just changed.",
        formula: &[
            "δ = g − the gradient before (0 in the first step)",
            "m ← β₁ m + (1 − β₁) g,  d ← β₂ d + (1 − β₂) δ",
            "n ← β₃ n + (1 − β₃) (g + β₂ δ)²",
            "x ← x − lr · (m / (1 − β₁ᵗ) + β₂ d / (1 − β₂ᵗ)) / (√(n / (1 − β₃ᵗ) + eps_root) + eps)",
            "x ← x / (1 + lr · weight_decay)",
        ],
        variant: "As the authors' code and pytorch_optimizer.Adan: β is how much is kept, 1 − β in the paper; decay \
                  comes after the step, or before it as in AdamW where weight_decouple. Optax has 1 − β₂ in the places \
                  of β₂ beside δ and d, and an eps_root, and decays before.",
        source: Source { cite: "Xie et al. 2022, algorithm 1", url: "https://arxiv.org/abs/2208.06677" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.98, 0.92, 0.99]),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
            Param::flag("weight_decouple", "Pull towards zero before the step, as AdamW does.", false),
            eps_root(0.0),
            Param::dialect(&[
                Alternative::new("torch", "The authors look ahead by β₂ of the difference."),
                Alternative::with(
                    "optax",
                    "Optax looks ahead by 1 − β₂ of the difference.",
                    &[("eps_root", 1e-8), ("weight_decouple", 1.0)],
                ),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "pytorch_optimizer.Adan",
                arguments: "lr betas eps weight_decay weight_decouple",
                fixed: "max_grad_norm=0",
            },
            Library {
                dialect: "optax",
                name: "optax.adan",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 b3=betas.2 eps eps_root weight_decay",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 4 },
    };
    type State = Changes;

    fn new(settings: &Settings) -> Self {
        let betas: [f64; 3] = settings.tuple("betas");
        let decay = settings.number("weight_decay");
        Self {
            betas,
            divisor: Divisor { eps_root: settings.number("eps_root"), ..Divisor::new(settings) },
            ahead: if settings.choice("dialect") == "optax" { 1.0 - betas[1] } else { betas[1] },
            decay: if settings.flag("weight_decouple") { [decay, 0.0] } else { [0.0, decay] },
        }
    }

    fn start(&self, _: V2) -> Changes {
        Changes { moments: Moments::new(), previous: None, change: V2::ZERO, power: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Changes) -> V2 {
        let [b1, b2, b3] = self.betas;
        let change = g - state.previous.replace(g).unwrap_or(g);
        state.change += (1.0 - b2) * (change - state.change);
        state.power = fade(state.power, b2);
        let [c1, c3] = state.moments.update_mean(at, g, [b1, b3]);
        state.moments.v = b3 * state.moments.v + (1.0 - b3) * (g + self.ahead * change).sq();
        let stride = (1.0 / c1) * state.moments.m + (self.ahead / (1.0 - state.power)) * state.change;
        let [before, after] = self.decay;
        let next = x * (1.0 - at.lr * before) - at.lr * (stride / self.divisor.of(state.moments.v, c3));
        next * (1.0 / (1.0 + at.lr * after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_change_of_the_slope_adds_to_the_step() {
        let rule = rule::<Adan>("betas=(0,0.5,0),eps=0");
        let mut state = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(2.0, -2.0), &mut state);
        assert_eq!(first, v2(-0.5, 0.5));
        // The slope rose by 4 in x: the average change is 2 of 3/4, half of it counts, and half of 4 in the divisor.
        let second = rule.step(Tick::at(2, 0.5), V2::ZERO, v2(6.0, -2.0), &mut state);
        let expected = -0.5 * (6.0 + 0.5 * 2.0 / 0.75) / 8.0;
        assert!((second - v2(expected, 0.5)).norm() < 1e-15, "{second:?}");
    }

    #[test]
    fn the_decay_comes_after_the_step_or_before() {
        let next = |settings| {
            let rule = rule::<Adan>(settings);
            rule.step(Tick::at(1, 0.5), v2(3.0, 0.0), v2(2.0, 0.0), &mut rule.start(V2::ZERO)).x
        };
        assert_eq!(next("betas=(0,0.5,0),eps=0,weight_decay=0.5"), 2.5 / 1.25);
        assert_eq!(next("betas=(0,0.5,0),eps=0,weight_decay=0.5,weight_decouple=true"), 3.0 * 0.75 - 0.5);
    }
}
