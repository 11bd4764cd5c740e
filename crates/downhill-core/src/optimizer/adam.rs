//! Adam.

use super::decay::Decay;
use super::moments::{Divisor, Moments, betas, eps_root};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Slot, Source};

pub(super) struct Adam {
    betas: [f64; 2],
    divisor: Divisor,
    decay: Decay,
}

/// Whose Adam, AMSGrad or AdamW it is, with Keras' defaults.
pub(super) const TORCH: Alternative = Alternative::new("torch", "PyTorch adds eps after the bias is corrected.");
pub(super) const KERAS: Alternative =
    Alternative::with("keras", "Keras adds eps before the bias is corrected.", &[("eps", 1e-7)]);

impl Rule for Adam {
    const SPEC: Spec = Spec {
        id: "adam",
        name: "Adam",
        family: Family::Adaptive,
        sentence: "Momentum, with the stride of each direction scaled by how steep it usually is.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ) + eps_root) + eps)",
        ],
        variant: "As torch.optim.Adam: eps is added after the bias correction of √v; weight decay is coupled. Keras \
                  adds it before, the epsilon hat of the paper's second form, and decouples the decay. eps_root is \
                  Optax'.",
        source: Source { cite: "Kingma & Ba 2014", url: "https://arxiv.org/abs/1412.6980" },
        slot: Some(Slot::Magenta),
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
            eps_root(0.0),
            Param::dialect(&[TORCH, KERAS]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.Adam",
                arguments: "lr betas eps weight_decay",
                fixed: "amsgrad=False decoupled_weight_decay=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Adam",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 epsilon=eps weight_decay",
                fixed: "amsgrad=False",
            },
            Library {
                dialect: "torch",
                name: "optax.adam",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root",
                fixed: "nesterov=False",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor::of_dialect(settings),
            decay: Decay::of_dialect(settings),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.update(at, g, self.betas);
        x - (at.lr / c1) * (state.m / self.divisor.of(state.v, c2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_first_step_has_the_length_of_the_rate_in_each_direction() {
        let next = rule::<Adam>("eps=0").step(Tick::at(1, 0.1), V2::ZERO, v2(5.0, -0.01), &mut Moments::new());
        assert!((next.x + 0.1).abs() < 1e-15 && (next.y - 0.1).abs() < 1e-15, "{next:?}");
    }

    #[test]
    fn keras_corrects_eps_as_if_it_were_part_of_the_average() {
        // √v is half the gradient and its correction 1/2: (2 / (1 + 1) · ½) of the rate.
        let rule = rule::<Adam>("betas=(0.5,0.75),eps=1,dialect=keras");
        let next = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(2.0, -2.0), &mut Moments::new());
        assert_eq!(next, v2(-0.5, 0.5));
    }
}
