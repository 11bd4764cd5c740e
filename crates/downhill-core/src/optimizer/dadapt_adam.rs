//! D-Adaptation of Adam.

use super::distance::{d0, grown, growth_rate, lr};
use super::moments::betas;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::{V2, power};
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct DAdaptAdam {
    betas: [f64; 2],
    eps: f64,
    d0: f64,
    growth: f64,
    decouple: bool,
    correct: bool,
    weight_decay: f64,
}

pub(super) struct State {
    m: V2,
    v: V2,
    /// The average of the gradients, each with its rate, and of their products with what was before.
    sum: V2,
    products: f64,
    d: f64,
}

impl Rule for DAdaptAdam {
    const SPEC: Spec = Spec {
        id: "dadapt_adam",
        name: "D-Adapt Adam",
        family: Family::Automatic,
        sentence: "Adam that finds its own rate from a growing estimate of the way to the lowest point.",
        formula: &[
            "λ = d · lr,  ρ = √β₂",
            "r ← ρ r + (1 − ρ) λ ⟨g, s / (√v + eps)⟩,  s ← ρ s + (1 − ρ) λ g",
            "m ← β₁ m + λ (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²",
            "d ← max(d, r / ((1 − ρ) ‖s‖₁))",
            "x ← x − m / (√v + eps)",
        ],
        variant: "As dadaptation.DAdaptAdam: r has the s and v before; no correction of the averages' start unless \
                  use_bias_correction; weight decay is coupled unless decouple.",
        source: Source { cite: "Defazio & Mishchenko 2023", url: "https://arxiv.org/abs/2301.07733" },
        slot: None,
        params: &[
            lr(),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            d0(),
            growth_rate(),
            Param::flag("use_bias_correction", "Correct the averages for their start, as Adam does.", false),
            Param::flag("decouple", "Pull towards zero apart from the gradient, as AdamW does.", false),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "dadaptation.DAdaptAdam",
            arguments: "lr betas eps weight_decay decouple use_bias_correction d0 growth_rate",
            fixed: "log_every=0",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 3 },
    };
    type State = State;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            d0: settings.number("d0"),
            growth: settings.number("growth_rate"),
            decouple: settings.flag("decouple"),
            correct: settings.flag("use_bias_correction"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> State {
        State { m: V2::ZERO, v: V2::ZERO, sum: V2::ZERO, products: 0.0, d: self.d0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, s: &mut State) -> V2 {
        let [b1, b2] = [at.momentum_or(self.betas[0]), self.betas[1]];
        let keep = b2.sqrt();
        let correction = if self.correct { (1.0 - power(b2, at.t)).sqrt() / (1.0 - power(b1, at.t)) } else { 1.0 };
        let lambda = s.d * at.lr * correction;
        let g = if self.decouple { g } else { g + self.weight_decay * x };
        let product = lambda * g.dot(s.sum / (s.v.sqrt() + self.eps));
        s.m = b1 * s.m + (lambda * (1.0 - b1)) * g;
        s.v = b2 * s.v + (1.0 - b2) * g.sq();
        s.sum = keep * s.sum + (lambda * (1.0 - keep)) * g;
        s.products = keep * s.products + (1.0 - keep) * product;
        if s.sum == V2::ZERO {
            return x;
        }
        if at.lr > 0.0 {
            s.d = grown(s.d, s.products / ((1.0 - keep) * s.sum.norm_of(1.0)), self.growth);
        }
        let x = if self.decouple { x - (self.weight_decay * lambda) * x } else { x };
        x - s.m / (s.v.sqrt() + self.eps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_estimate_grows_while_gradients_agree() {
        // ρ = 15/16.
        let rule = DAdaptAdam {
            betas: [0.5, 225.0 / 256.0],
            eps: 1e-30,
            d0: 1.0,
            growth: f64::INFINITY,
            decouple: false,
            correct: false,
            weight_decay: 0.0,
        };
        let mut state = rule.start(V2::ZERO);
        let root = 31.0_f64.sqrt();
        // m = g/2 and √v = √31/16 · g.
        let first = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(4.0, -4.0), &mut state);
        assert!((first - 8.0 / root * v2(-1.0, 1.0)).norm() < 1e-15, "{first:?}");
        assert_eq!((state.sum, state.d), (v2(0.25, -0.25), 1.0));
        // r = 1/16 · (1 + 1) · 4 · 1/4 · 16 / (4 √31), and s = (31/16) · (1/4, -1/4).
        rule.step(Tick::at(2, 1.0), first, v2(4.0, -4.0), &mut state);
        assert!((state.d - 256.0 / (31.0 * root)).abs() < 1e-14, "{}", state.d);
    }

    #[test]
    fn where_it_is_level_from_the_start_it_stays() {
        let settings = Settings::defaults(DAdaptAdam::SPEC.params);
        let rule = DAdaptAdam::new(&settings);
        let mut state = rule.start(V2::ZERO);
        assert_eq!(rule.step(Tick::at(1, 1.0), v2(1.0, 2.0), V2::ZERO, &mut state), v2(1.0, 2.0));
    }
}
