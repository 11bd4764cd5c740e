//! LARS: layer-wise adaptive rate scaling, with the point as the one layer.

use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct Lars {
    momentum: f64,
    dampening: f64,
    weight_decay: f64,
    trust: f64,
    nesterov: bool,
    is_optax: bool,
}

impl Rule for Lars {
    const SPEC: Spec = Spec {
        id: "lars",
        name: "LARS",
        family: Family::Descent,
        sentence: "Momentum whose stride is in proportion to the weights, however steep it is.",
        formula: &[
            "τ = trust_coefficient · ‖x‖ / (‖g‖ + weight_decay · ‖x‖), or 1 where a norm is 0",
            "b ← momentum · b + (1 − dampening) τ (g + weight_decay · x)",
            "x ← x − lr · b",
            "nesterov: momentum · b + τ (g + weight_decay · x) for b",
        ],
        variant: "The point is one layer of two weights. As pytorch_optimizer.LARS on a matrix; the optax dialect has \
                  ‖g + weight_decay · x‖ below the fraction, and lr inside b.",
        source: Source { cite: "You, Gitman & Ginsburg 2017", url: "https://arxiv.org/abs/1708.03888" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            momentum(0.9),
            Param::number(
                "trust_coefficient",
                "The length of a step as a part of the weights' length, before lr.",
                Range::new(0.0, 1e3).log_slider(1e-4, 1.0),
                1e-3,
            ),
            Param::number("dampening", "How much of each new gradient is left out.", Range::new(0.0, 1.0), 0.0),
            Param::flag("nesterov", "Look where the momentum is about to lead.", false),
            Param::weight_decay(0.0),
            Param::dialect(&[
                Alternative::new("pytorch_optimizer", "The norms of gradient and decay are added."),
                Alternative::new("optax", "Optax takes the norm of their sum, and the rate into the momentum."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "pytorch_optimizer",
                name: "pytorch_optimizer.LARS",
                arguments: "lr momentum dampening weight_decay trust_coefficient nesterov",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.lars",
                arguments: "learning_rate=lr momentum weight_decay trust_coefficient nesterov",
                fixed: "eps=0.0 weight_decay_mask=True trust_ratio_mask=True",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            dampening: settings.number("dampening"),
            weight_decay: settings.number("weight_decay"),
            trust: settings.number("trust_coefficient"),
            nesterov: settings.flag("nesterov"),
            is_optax: settings.choice("dialect") == "optax",
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, b: &mut V2) -> V2 {
        let momentum = at.momentum_or(self.momentum);
        let decayed = g + self.weight_decay * x;
        let length = if self.is_optax { decayed.norm() } else { g.norm() };
        let added = if self.is_optax { 0.0 } else { self.weight_decay * x.norm() };
        let is_zero = length == 0.0 || x.norm() == 0.0;
        let tau = if is_zero { 1.0 } else { self.trust * x.norm() / (length + added) };
        let [inside, outside] = if self.is_optax { [at.lr, 1.0] } else { [1.0, at.lr] };
        let u = inside * tau * decayed;
        // Where nothing is kept there is nothing to dampen.
        let dampening = if momentum == 0.0 { 0.0 } else { self.dampening };
        *b = momentum * *b + (1.0 - dampening) * u;
        x - outside * (if self.nesterov { u + momentum * *b } else { *b })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    const RULE: Lars =
        Lars { momentum: 0.5, dampening: 0.0, weight_decay: 0.0, trust: 0.5, nesterov: false, is_optax: false };

    #[test]
    fn the_step_is_a_part_of_the_weights_length() {
        for is_optax in [false, true] {
            let mut b = V2::ZERO;
            let rule = Lars { is_optax, ..RULE };
            // ‖x‖ = 10, ‖g‖ = 5: τ = 1; a tenth of the gradient would be as long a step.
            let first = rule.step(Tick::at(1, 1.0), v2(6.0, 8.0), v2(3.0, -4.0), &mut b);
            assert_eq!(first, v2(3.0, 12.0));
            let second = rule.step(Tick::at(2, 1.0), v2(6.0, 8.0), v2(0.3, -0.4), &mut b);
            assert!((second - v2(1.5, 14.0)).norm() < 1e-14, "{second:?}");
        }
    }

    #[test]
    fn the_dialects_part_where_decay_and_gradient_are_opposed() {
        let step = |is_optax| {
            let rule = Lars { weight_decay: 1.0, momentum: 0.0, is_optax, ..RULE };
            rule.step(Tick::at(1, 1.0), v2(4.0, 0.0), v2(-3.0, 0.0), &mut V2::ZERO.clone())
        };
        // g + x = 1. τ is 1/2 · 4 / (3 + 4), or 1/2 · 4 / 1.
        assert_eq!((step(false), step(true)), (v2(4.0 - 2.0 / 7.0, 0.0), v2(2.0, 0.0)));
    }

    #[test]
    fn at_the_origin_the_trust_is_one() {
        assert_eq!(RULE.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, 2.0), &mut V2::ZERO.clone()), v2(-2.0, -1.0));
    }

    #[test]
    fn without_momentum_nothing_is_dampened() {
        let rule = Lars { momentum: 0.0, dampening: 0.5, ..RULE };
        assert_eq!(rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, 2.0), &mut V2::ZERO.clone()), v2(-2.0, -1.0));
    }

    #[test]
    fn nesterov_adds_the_new_gradient_to_the_kept_part() {
        let rule = Lars { nesterov: true, trust: 1.0, ..RULE };
        assert_eq!(rule.step(Tick::at(1, 1.0), v2(2.0, 0.0), v2(2.0, 0.0), &mut V2::ZERO.clone()), v2(-1.0, 0.0));
    }
}
