//! Adamax: Adam with the largest gradient in the place of the average square.

use super::decay::Decay;
use super::moments::{Moments, betas};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct Adamax {
    betas: [f64; 2],
    /// What is added to the gradient's size, and to the largest one.
    eps: [f64; 2],
    decay: Decay,
}

impl Rule for Adamax {
    const SPEC: Spec = Spec {
        id: "adamax",
        name: "Adamax",
        family: Family::Adaptive,
        sentence: "Adam that divides by the steepest slope it remembers, not by the average one.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "u ← max(β₂ u, |g| + eps)",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / u",
            "Keras: u ← max(β₂ u, |g|),  x ← x − lr · (m / (1 − β₁ᵗ)) / (u + eps)",
        ],
        variant: "As torch.optim.Adamax: eps is inside the maximum; weight decay is coupled. Keras has eps outside \
                  and decouples the decay.",
        source: Source { cite: "Kingma & Ba 2014, section 7.1", url: "https://arxiv.org/abs/1412.6980" },
        slot: None,
        params: &[
            Param::lr(2e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch adds eps to the gradient's size."),
                Alternative::with("keras", "Keras adds eps to the largest size.", &[("lr", 1e-3), ("eps", 1e-7)]),
            ]),
        ],
        libraries: &[
            Library { dialect: "torch", name: "torch.optim.Adamax", arguments: "lr betas eps weight_decay", fixed: "" },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Adamax",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 epsilon=eps weight_decay",
                fixed: "",
            },
            Library {
                dialect: "torch",
                name: "optax.adamax",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        let eps = settings.number("eps");
        Self {
            betas: settings.tuple("betas"),
            eps: if settings.choice("dialect") == "keras" { [0.0, eps] } else { [eps, 0.0] },
            decay: Decay::of_dialect(settings),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, _] = state.update_mean(at, g, self.betas);
        state.v = (self.betas[1] * state.v).max(g.map(f64::abs) + self.eps[0]);
        x - (at.lr / c1) * (state.m / (state.v + self.eps[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_steepest_slope_is_forgotten_by_and_by() {
        let rule = rule::<Adamax>("betas=(0,0.5),eps=0");
        let mut state = Moments::new();
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(8.0, -0.25), &mut state);
        assert_eq!((first, state.v), (v2(-0.5, 0.5), v2(8.0, 0.25)));
        let second = rule.step(Tick::at(2, 0.5), V2::ZERO, v2(1.0, -2.0), &mut state);
        assert_eq!((second, state.v), (v2(-0.125, 0.5), v2(4.0, 2.0)));
    }

    #[test]
    fn eps_is_inside_the_maximum_or_outside() {
        let flat = |settings| {
            let mut state = Moments::new();
            (state.m, state.v) = (V2::splat(8.0), V2::splat(4.0));
            rule::<Adamax>(settings).step(Tick::at(1, 1.0), V2::ZERO, V2::ZERO, &mut state)
        };
        // u is 2 with β₂, and m is 4 with its correction of 1/2.
        assert_eq!(flat("betas=(0.5,0.5),eps=1"), V2::splat(-4.0));
        assert_eq!(flat("betas=(0.5,0.5),eps=2,dialect=keras"), V2::splat(-2.0));
    }
}
