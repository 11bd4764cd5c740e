//! Prodigy: Adam that estimates its own rate.

use super::distance::{d0, growth_rate, lr};
use super::moments::betas;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::{V2, power};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Prodigy {
    betas: [f64; 2],
    beta3: f64,
    eps: f64,
    d0: f64,
    d_coef: f64,
    growth: f64,
    correct: bool,
    safeguard: bool,
    weight_decay: f64,
}

pub(super) struct State {
    start: V2,
    m: V2,
    v: V2,
    /// The weighted sum of gradients, and of their products with the way so far.
    sum: V2,
    products: f64,
    /// The estimate, and the largest that was seen.
    d: f64,
    largest: f64,
}

impl Prodigy {
    fn estimate(&self, s: &mut State) {
        let new = self.d_coef * s.products / s.sum.norm_of(1.0);
        if s.d == self.d0 {
            s.d = s.d.max(new);
        }
        s.largest = s.largest.max(new);
        s.d = s.largest.min(s.d * self.growth);
    }
}

impl Rule for Prodigy {
    const SPEC: Spec = Spec {
        id: "prodigy",
        name: "Prodigy",
        family: Family::Automatic,
        sentence: "Adam that finds its own rate: it estimates how far away the lowest point is.",
        formula: &[
            "λ = d · lr",
            "r ← β₃ r + (d / d₀) λ ⟨g, x₀ − x⟩,  s ← β₃ s + (d / d₀) λ g",
            "m ← β₁ m + d (1 − β₁) g,  v ← β₂ v + d² (1 − β₂) g²",
            "d ← max(d, d_coef · r / ‖s‖₁)",
            "x ← x (1 − λ · weight_decay) − λ m / (√v + d · eps)",
        ],
        variant: "As prodigyopt: the last line has λ with the d before and eps with the new d; no correction of the \
                  averages' start unless use_bias_correction; weight decay is decoupled.",
        source: Source { cite: "Mishchenko & Defazio 2023", url: "https://arxiv.org/abs/2306.06101" },
        slot: None,
        params: &[
            lr(),
            betas(&[0.9, 0.999]),
            Param::number(
                "beta3",
                "How much of the estimate's sums is kept; 0 takes the root of the second beta.",
                Range::decay(),
                0.0,
            ),
            Param::eps(1e-8),
            d0(),
            Param::number("d_coef", "A factor on the estimate.", Range::new(0.0, 1e3).log_slider(0.1, 10.0), 1.0),
            growth_rate(),
            Param::flag("use_bias_correction", "Correct the averages for their start, as Adam does.", false),
            Param::flag("safeguard_warmup", "Leave lr out of the sum s, for a rate that warms up.", false),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "prodigyopt.Prodigy",
            arguments: "lr betas beta3 eps weight_decay use_bias_correction safeguard_warmup d0 d_coef growth_rate",
            fixed: "decouple=True slice_p=1",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 4 },
    };
    type State = State;

    fn new(settings: &Settings) -> Self {
        let betas: [f64; 2] = settings.tuple("betas");
        let beta3 = settings.number("beta3");
        Self {
            betas,
            beta3: if beta3 == 0.0 { betas[1].sqrt() } else { beta3 },
            eps: settings.number("eps"),
            d0: settings.number("d0"),
            d_coef: settings.number("d_coef"),
            growth: settings.number("growth_rate"),
            correct: settings.flag("use_bias_correction"),
            safeguard: settings.flag("safeguard_warmup"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, x: V2) -> State {
        State { start: x, m: V2::ZERO, v: V2::ZERO, sum: V2::ZERO, products: 0.0, d: self.d0, largest: self.d0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, s: &mut State) -> V2 {
        let [b1, b2] = [at.momentum_or(self.betas[0]), self.betas[1]];
        let correction = if self.correct { (1.0 - power(b2, at.t)).sqrt() / (1.0 - power(b1, at.t)) } else { 1.0 };
        let d = s.d;
        let lambda = d * at.lr * correction;
        let weight = d / self.d0;
        s.products = self.beta3 * s.products + weight * lambda * g.dot(s.start - x);
        s.m = b1 * s.m + (d * (1.0 - b1)) * g;
        s.v = b2 * s.v + (d * d * (1.0 - b2)) * g.sq();
        s.sum = self.beta3 * s.sum + (weight * (if self.safeguard { d } else { lambda })) * g;
        if s.sum == V2::ZERO {
            return x;
        }
        if at.lr > 0.0 {
            self.estimate(s);
        }
        let x = x - (self.weight_decay * lambda) * x;
        x - lambda * (s.m / (s.v.sqrt() + s.d * self.eps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    const RULE: Prodigy = Prodigy {
        betas: [0.5, 0.75],
        beta3: 1.0,
        eps: 0.0,
        d0: 1.0,
        d_coef: 1.0,
        growth: f64::INFINITY,
        correct: false,
        safeguard: false,
        weight_decay: 0.0,
    };

    #[test]
    fn the_estimate_is_the_way_along_the_gradients_over_their_sum() {
        let mut state = RULE.start(V2::ZERO);
        // m = g/2 and √v = |g|/2: a step of the length d in each direction.
        let first = RULE.step(Tick::at(1, 1.0), V2::ZERO, v2(4.0, -4.0), &mut state);
        assert_eq!((first, state.d), (v2(-1.0, 1.0), 1.0));
        // Seen from (-3, 3): products 24, sum (8, -8).
        RULE.step(Tick::at(2, 1.0), v2(-3.0, 3.0), v2(4.0, -4.0), &mut state);
        assert_eq!((state.products, state.sum, state.d), (24.0, v2(8.0, -8.0), 1.5));
    }

    #[test]
    fn it_grows_no_faster_than_it_may() {
        let rule = Prodigy { growth: 1.25, d_coef: 4.0, ..RULE };
        let mut state = rule.start(v2(3.0, 3.0));
        rule.step(Tick::at(1, 1.0), V2::ZERO, v2(1.0, 1.0), &mut state);
        assert_eq!((state.largest, state.d), (12.0, 12.0), "the first estimate stands for d0");
        rule.step(Tick::at(2, 1.0), v2(-97.0, -97.0), v2(1.0, 1.0), &mut state);
        assert_eq!(state.d, 15.0);
    }

    #[test]
    fn where_it_is_level_from_the_start_it_stays() {
        let mut state = RULE.start(V2::ZERO);
        assert_eq!(RULE.step(Tick::at(1, 1.0), v2(1.0, 2.0), V2::ZERO, &mut state), v2(1.0, 2.0));
    }
}
