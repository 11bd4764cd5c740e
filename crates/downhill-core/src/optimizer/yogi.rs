//! Yogi: Adam whose second moment changes slowly.

use super::decay::Decay;
use super::moments::{Divisor, Moments, betas};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Yogi {
    betas: [f64; 2],
    divisor: Divisor,
    initial: f64,
    decay: Decay,
}

impl Rule for Yogi {
    const SPEC: Spec = Spec {
        id: "yogi",
        name: "Yogi",
        family: Family::Adaptive,
        sentence: "Adam that lengthens its stride only little by little when the ground gets flat.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← v − (1 − β₂) sign(v − g²) g²",
            "x ← x − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + eps)",
        ],
        variant: "As pytorch_optimizer.Yogi and Optax: both averages start from initial_accumulator, and their bias is \
                  corrected as if they started from 0; weight decay is decoupled.",
        source: Source {
            cite: "Zaheer et al. 2018, algorithm 2",
            url: "https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization",
        },
        slot: None,
        params: &[
            Param::lr(1e-2),
            betas(&[0.9, 0.999]),
            Param::eps(1e-3),
            Param::weight_decay(0.0),
            Param::number(
                "initial_accumulator",
                "What both averages start from.",
                Range::new(0.0, 1e6).log_slider(1e-8, 10.0),
                1e-6,
            ),
        ],
        libraries: &[
            Library {
                dialect: "",
                name: "pytorch_optimizer.Yogi",
                arguments: "lr betas eps weight_decay initial_accumulator",
                fixed: "weight_decouple=True fixed_decay=False",
            },
            Library {
                dialect: "",
                name: "optax.yogi",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor::new(settings),
            initial: settings.number("initial_accumulator"),
            decay: Decay::new(settings, true),
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::from(self.initial)
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        let [c1, c2] = state.update_mean(at, g, self.betas);
        state.v -= (1.0 - self.betas[1]) * ((state.v - g.sq()).sign() * g.sq());
        x - (at.lr / c1) * (state.m / self.divisor.of(state.v, c2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_second_moment_changes_by_the_same_share_up_and_down() {
        let rule = rule::<Yogi>("betas=(0.5,0.75),initial_accumulator=1");
        let mut state = rule.start(V2::ZERO);
        rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, 0.5), &mut state);
        // 1 + 16 / 4 on steep ground, 1 - 0.25 / 4 on flat ground, where Adam's average would fall by 3/16.
        assert_eq!(state.v, v2(5.0, 0.9375));
        assert_eq!(state.m, v2(2.5, 0.75));
    }

    #[test]
    fn from_zero_the_first_step_is_adams() {
        let rule = rule::<Yogi>("betas=(0.5,0.75),eps=0,initial_accumulator=0");
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -0.5), &mut rule.start(V2::ZERO));
        assert_eq!(next, v2(-0.5, 0.5));
    }
}
