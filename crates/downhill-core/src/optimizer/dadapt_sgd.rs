//! D-Adaptation of gradient descent.

use super::distance::{d0, grown, growth_rate, lr};
use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct DAdaptSgd {
    momentum: f64,
    d0: f64,
    growth: f64,
    weight_decay: f64,
}

pub(super) struct State {
    start: V2,
    /// Length of the first gradient that is not zero.
    first: f64,
    /// The sum of the gradients, each with its rate, and of their products with the sum before.
    sum: V2,
    products: f64,
    d: f64,
}

impl Rule for DAdaptSgd {
    const SPEC: Spec = Spec {
        id: "dadapt_sgd",
        name: "D-Adapt SGD",
        family: Family::Automatic,
        sentence: "Plain descent that finds its own rate from a growing estimate of the way to the lowest point.",
        formula: &[
            "λ = d · lr / ‖g₁‖",
            "r ← r + λ ⟨g, s⟩,  s ← s + λ g",
            "d ← max(d, 2 r / ‖s‖)",
            "x ← momentum · x + (1 − momentum) (x₀ − s)",
        ],
        variant: "As dadaptation.DAdaptSGD: ‖g₁‖ is the length of the first gradient, without decay; weight decay is \
                  coupled; momentum is an average of the points, as in the paper's appendix.",
        source: Source { cite: "Defazio & Mishchenko 2023", url: "https://arxiv.org/abs/2301.07733" },
        slot: None,
        params: &[lr(), momentum(0.0), d0(), growth_rate(), Param::weight_decay(0.0)],
        libraries: &[Library {
            dialect: "",
            name: "dadaptation.DAdaptSGD",
            arguments: "lr momentum weight_decay d0 growth_rate",
            fixed: "log_every=0",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = State;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            d0: settings.number("d0"),
            growth: settings.number("growth_rate"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, x: V2) -> State {
        State { start: x, first: 0.0, sum: V2::ZERO, products: 0.0, d: self.d0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, s: &mut State) -> V2 {
        if s.first == 0.0 {
            s.first = g.norm();
        }
        if s.first == 0.0 {
            return x;
        }
        let g = g + self.weight_decay * x;
        let lambda = s.d * at.lr / s.first;
        s.products += lambda * g.dot(s.sum);
        s.sum += lambda * g;
        if at.lr > 0.0 {
            s.d = grown(s.d, 2.0 * s.products / s.sum.norm(), self.growth);
        }
        let z = s.start - s.sum;
        x + (1.0 - at.momentum_or(self.momentum)) * (z - x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    const RULE: DAdaptSgd = DAdaptSgd { momentum: 0.0, d0: 1.0, growth: f64::INFINITY, weight_decay: 0.0 };

    #[test]
    fn the_estimate_grows_while_gradients_agree() {
        let mut state = RULE.start(v2(10.0, 0.0));
        let first = RULE.step(Tick::at(1, 1.0), v2(10.0, 0.0), v2(5.0, 0.0), &mut state);
        assert_eq!((first, state.d), (v2(9.0, 0.0), 1.0));
        // r = 2 · 1 and s = 1 + 2.
        let second = RULE.step(Tick::at(2, 1.0), first, v2(10.0, 0.0), &mut state);
        assert_eq!((second, state.d), (v2(7.0, 0.0), 4.0 / 3.0));
    }

    #[test]
    fn momentum_goes_a_part_of_the_way() {
        let rule = DAdaptSgd { momentum: 0.75, ..RULE };
        let mut state = rule.start(V2::ZERO);
        assert_eq!(rule.step(Tick::at(1, 1.0), V2::ZERO, v2(0.0, 2.0), &mut state), v2(0.0, -0.25));
    }

    #[test]
    fn where_it_is_level_it_stays() {
        let mut state = RULE.start(V2::ZERO);
        assert_eq!(RULE.step(Tick::at(1, 1.0), v2(1.0, 2.0), V2::ZERO, &mut state), v2(1.0, 2.0));
    }
}
