//! Adam, and the moments that its relatives share.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};

pub(super) struct Adam {
    betas: [f64; 2],
    eps: f64,
    weight_decay: f64,
}

/// Running averages of the gradient and of its square, with the powers of the betas that correct their bias.
pub(super) struct Moments {
    pub(super) m: V2,
    pub(super) v: V2,
    powers: [f64; 2],
}

impl Moments {
    pub(super) const fn new() -> Self {
        Self { m: V2::ZERO, v: V2::ZERO, powers: [1.0; 2] }
    }

    /// Takes in one gradient and returns the bias corrections 1 - β₁ᵗ and 1 - β₂ᵗ.
    pub(super) fn update(&mut self, g: V2, [b1, b2]: [f64; 2]) -> [f64; 2] {
        self.m += (1.0 - b1) * (g - self.m);
        self.v = b2 * self.v + (1.0 - b2) * g.sq();
        self.powers = [self.powers[0] * b1, self.powers[1] * b2];
        [1.0 - self.powers[0], 1.0 - self.powers[1]]
    }

    /// Takes in one gradient and returns Adam's move.
    pub(super) fn stride(&mut self, lr: f64, g: V2, betas: [f64; 2], eps: f64) -> V2 {
        let corrections = self.update(g, betas);
        ratio(lr, self.m, self.v, corrections, eps)
    }
}

/// lr times the corrected mean over the corrected size.
pub(super) fn ratio(lr: f64, m: V2, v: V2, [c1, c2]: [f64; 2], eps: f64) -> V2 {
    (lr / c1) * (m / (v.sqrt() / c2.sqrt() + eps))
}

/// The betas of Adam and its relatives.
pub(super) const fn betas(default: &'static [f64]) -> Param {
    Param::tuple("betas", "How much of the gradient's and of its square's average is kept.", Range::decay(), default)
}

impl Rule for Adam {
    const SPEC: Spec = Spec {
        id: "adam",
        name: "Adam",
        family: Family::Adaptive,
        sentence: "Momentum, with the stride of each direction scaled by how steep it usually is.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + eps)",
        ],
        variant: "As torch.optim.Adam: eps is added after the bias correction of √v; weight decay is coupled.",
        source: Source { cite: "Kingma & Ba 2014", url: "https://arxiv.org/abs/1412.6980" },
        slot: Some(Slot::Magenta),
        params: &[Param::lr(1e-3), betas(&[0.9, 0.999]), Param::eps(1e-8), Param::weight_decay(0.0)],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.Adam",
            arguments: "lr betas eps weight_decay",
            fixed: "amsgrad=False decoupled_weight_decay=False",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        x - state.stride(at.lr, g + self.weight_decay * x, self.betas, self.eps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_first_step_has_the_length_of_the_rate_in_each_direction() {
        let rule = Adam { betas: [0.9, 0.999], eps: 0.0, weight_decay: 0.0 };
        let next = rule.step(Tick::at(1, 0.1), V2::ZERO, v2(5.0, -0.01), &mut Moments::new());
        assert!((next.x + 0.1).abs() < 1e-15 && (next.y - 0.1).abs() < 1e-15, "{next:?}");
    }
}
