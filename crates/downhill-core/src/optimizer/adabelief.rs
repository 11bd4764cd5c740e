//! AdaBelief: Adam that divides by how wrong its mean was.

use super::decay::Decay;
use super::moments::{Divisor, Moments, NESTEROV, betas, eps_root};
use super::radam::Rectifier;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct AdaBelief {
    betas: [f64; 2],
    divisor: Divisor,
    /// What is added to the second moment in each step.
    added: f64,
    rectifier: Option<Rectifier>,
    nesterov: bool,
    decay: Decay,
}

impl Rule for AdaBelief {
    const SPEC: Spec = Spec {
        id: "adabelief",
        name: "AdaBelief",
        family: Family::Adaptive,
        sentence: "Adam that steps boldly where the slope is as it expected, and carefully where it is not.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "s ← β₂ s + (1 − β₂) (g − m)² + eps",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(s / (1 − β₂ᵗ)) + eps)",
            "rectify: RAdam's factor and condition, with s for v",
        ],
        variant: "As pytorch_optimizer.AdaBelief: m is the new mean, eps is added to s in each step and again after \
                  the root; weight decay is decoupled; rectify goes by ρ ≥ 5 and adds eps before the bias is corrected. \
                  Optax adds eps_root to s instead of eps.",
        source: Source { cite: "Zhuang et al. 2020", url: "https://arxiv.org/abs/2010.07468" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-16),
            Param::weight_decay(0.0),
            Param::flag("rectify", "Wait until the divisor can be trusted, as RAdam does.", false),
            eps_root(1e-16),
            NESTEROV,
            Param::dialect(&[
                Alternative::new("torch", "The authors add eps to the second moment, and after its root."),
                Alternative::new("optax", "Optax adds eps_root to the second moment, and eps after its root."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "pytorch_optimizer.AdaBelief",
                arguments: "lr betas eps weight_decay rectify",
                fixed: "weight_decouple=True fixed_decay=False n_sma_threshold=5 degenerated_to_sgd=True ams_bound=False",
            },
            Library {
                dialect: "optax",
                name: "optax.adabelief",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root nesterov",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        let betas: [f64; 2] = settings.tuple("betas");
        let rectify = settings.flag("rectify");
        Self {
            betas,
            divisor: Divisor { hat: rectify, ..Divisor::new(settings) },
            added: settings.number(if settings.choice("dialect") == "optax" { "eps_root" } else { "eps" }),
            rectifier: rectify.then(|| Rectifier::new(betas[1], 5.0, true)),
            nesterov: settings.flag("nesterov"),
            decay: Decay::new(settings, true),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.update_mean(at, g, self.betas);
        let b2 = self.betas[1];
        state.v = b2 * state.v + (1.0 - b2) * (g - state.m).sq() + self.added;
        let (rate, mean) = state.mean(self.nesterov, at, g, self.betas[0], c1);
        let factor = self.rectifier.as_ref().map_or(Some(1.0), |rectifier| rectifier.factor(at.t, c2));
        x - match factor {
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
    fn a_slope_as_expected_makes_the_stride_longer() {
        let rule = rule::<AdaBelief>("betas=(0.5,0.75),eps=0");
        let mut state = Moments::new();
        // m is 2 after the first 4, off by 2 where Adam's v knows of 4: the stride is twice Adam's.
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -4.0), &mut state);
        assert_eq!((first, state.v), (v2(-1.0, 1.0), V2::splat(1.0)));
        rule.step(Tick::at(2, 0.5), V2::ZERO, v2(2.0, 2.0), &mut state);
        // The second slope is the mean itself in x, and off by 2 in y.
        assert_eq!((state.m, state.v), (v2(2.0, 0.0), v2(0.75, 1.75)));
    }

    #[test]
    fn eps_is_added_up_and_optax_adds_its_own() {
        let second_moment = |settings| {
            let rule = rule::<AdaBelief>(settings);
            let mut state = Moments::new();
            for t in 1..=2 {
                rule.step(Tick::at(t, 0.5), V2::ZERO, V2::ZERO, &mut state);
            }
            state.v
        };
        assert_eq!(second_moment("betas=(0.5,0.5),eps=2,eps_root=8"), V2::splat(3.0));
        assert_eq!(second_moment("betas=(0.5,0.5),eps=2,eps_root=8,dialect=optax"), V2::splat(12.0));
    }
}
