//! RAdam: Adam that waits until its divisor can be trusted.

use super::decay::{DECOUPLED, Decay};
use super::moments::{Divisor, Moments, NESTEROV, betas, eps_root};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::{V2, power};
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct RAdam {
    betas: [f64; 2],
    divisor: Divisor,
    rectifier: Rectifier,
    nesterov: bool,
    decay: Decay,
}

/// How far the second moment can be trusted.
pub(super) struct Rectifier {
    b2: f64,
    /// The length n (the paper's ρ∞) that the average's memory comes to in the long run.
    longest: f64,
    /// (n − 4) (n − 2) / n.
    most: f64,
    threshold: f64,
    /// Whether the threshold itself is enough.
    inclusive: bool,
}

fn trust(length: f64) -> f64 {
    (length - 4.0) * (length - 2.0) / length
}

impl Rectifier {
    pub(super) fn new(b2: f64, threshold: f64, inclusive: bool) -> Self {
        let longest = 2.0 / (1.0 - b2) - 1.0;
        Self { b2, longest, most: trust(longest), threshold, inclusive }
    }

    /// The factor r of the stride of step t, where c₂ = 1 − β₂ᵗ; none as long as the memory is shorter than the
    /// threshold.
    pub(super) fn factor(&self, t: u32, c2: f64) -> Option<f64> {
        // Nearly all of the difference cancels at first, where the rounding of a running product would show.
        let left = if c2 < 0.5 { power(self.b2, t) } else { 1.0 - c2 };
        let length = self.longest - 2.0 * f64::from(t) * left / (1.0 - left);
        let enough = if self.inclusive { length >= self.threshold } else { length > self.threshold };
        enough.then(|| (trust(length) / self.most).sqrt())
    }
}

impl Rule for RAdam {
    const SPEC: Spec = Spec {
        id: "radam",
        name: "RAdam",
        family: Family::Adaptive,
        sentence: "Adam that goes by momentum alone until it has seen enough slopes to scale its stride.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²",
            "n = 2 / (1 − β₂) − 1,  ρ = n − 2 t · β₂ᵗ / (1 − β₂ᵗ)",
            "r = √((ρ − 4) / (n − 4) · (ρ − 2) / (n − 2) · n / ρ)",
            "ρ > threshold: x ← x − lr · r · (m / (1 − β₁ᵗ)) · √(1 − β₂ᵗ) / (√v + eps)",
            "else: x ← x − lr · m / (1 − β₁ᵗ)",
        ],
        variant: "As torch.optim.RAdam: eps is added before the bias of √v is corrected, ρ must be above 5; weight \
                  decay is coupled unless decoupled_weight_decay. Optax adds eps after, and ρ = threshold is enough; \
                  eps_root and nesterov are Optax'.",
        source: Source { cite: "Liu et al. 2019, algorithm 2", url: "https://arxiv.org/abs/1908.03265" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
            DECOUPLED,
            Param::number(
                "threshold",
                "How long the memory must be before the stride is scaled.",
                Range::new(4.0, 1e6).slider(4.0, 20.0),
                5.0,
            ),
            eps_root(0.0),
            NESTEROV,
            Param::dialect(&[
                Alternative::new("torch", "PyTorch adds eps before the bias is corrected."),
                Alternative::new("optax", "Optax adds eps after the bias is corrected."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.RAdam",
                arguments: "lr betas eps weight_decay decoupled_weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.radam",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root threshold nesterov",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        let betas: [f64; 2] = settings.tuple("betas");
        let is_optax = settings.choice("dialect") == "optax";
        Self {
            betas,
            divisor: Divisor { eps_root: settings.number("eps_root"), hat: !is_optax, ..Divisor::new(settings) },
            rectifier: Rectifier::new(betas[1], settings.number("threshold"), is_optax),
            nesterov: settings.flag("nesterov"),
            decay: Decay::new(settings, settings.flag("decoupled_weight_decay")),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.update(at, g, self.betas);
        let (rate, mean) = state.mean(self.nesterov, at, g, self.betas[0], c1);
        x - match self.rectifier.factor(at.t, c2) {
            Some(r) => rate * r * (mean / self.divisor.of(state.v, c2)),
            None => rate * mean,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_first_steps_go_by_momentum_alone() {
        let rule = rule::<RAdam>("betas=(0.5,0.999)");
        let mut state = Moments::new();
        assert_eq!(rule.step(Tick::at(1, 0.5), V2::ZERO, v2(8.0, -2.0), &mut state), v2(-4.0, 1.0));
        // m is 2 + 4 = 6 of 3/4, and -0.5 + 0 of 3/4.
        let second = rule.step(Tick::at(2, 0.5), V2::ZERO, v2(8.0, 0.0), &mut state);
        assert!((second - v2(-4.0, 1.0 / 3.0)).norm() < 1e-15, "{second:?}");
    }

    #[test]
    fn the_factor_grows_to_one() {
        // β₂ = 0.9 has n = 19; in step 8 ρ = 19 - 16 · 0.9⁸ / (1 - 0.9⁸).
        let rectifier = Rectifier::new(0.9, 5.0, false);
        let factor = |t| rectifier.factor(t, 1.0 - power(0.9, t));
        let length: f64 = 19.0 - 16.0 * 0.43046721 / 0.56953279;
        let expected = ((length - 4.0) * (length - 2.0) * 19.0 / (15.0 * 17.0 * length)).sqrt();
        assert!((factor(8).unwrap() - expected).abs() < 1e-12, "{expected}");
        assert_eq!(factor(4), None);
        assert!((factor(1000).unwrap() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_short_memory_is_never_trusted() {
        // n is 5 for β₂ = 2/3 and 3 for β₂ = 1/2.
        for b2 in [0.5, 0.66] {
            let rectifier = Rectifier::new(b2, 5.0, true);
            assert!((1..200).all(|t| rectifier.factor(t, 1.0 - power(b2, t)).is_none()), "{b2}");
        }
    }
}
