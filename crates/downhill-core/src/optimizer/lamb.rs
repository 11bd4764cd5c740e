//! LAMB: Adam's move, as long as the weights.

use super::moments::{Divisor, Moments, betas, eps_root};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Source};

pub(super) struct Lamb {
    betas: [f64; 2],
    divisor: Divisor,
    weight_decay: f64,
    decouple: bool,
    averaging: bool,
    dialect: Dialect,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    PytorchOptimizer,
    Keras,
    Optax,
}

/// The longest length of the weights that counts, in the first dialect.
const LONGEST: f64 = 10.0;

impl Rule for Lamb {
    const SPEC: Spec = Spec {
        id: "lamb",
        name: "LAMB",
        family: Family::Adaptive,
        sentence: "Adam whose stride is in proportion to the weights.",
        formula: &[
            "m ← β₁ m + (1 − β₁) g",
            "v ← β₂ v + (1 − β₂) g²",
            "u = m / (√v + eps),  τ = min(‖x‖, 10) / (‖u‖ + eps), or 1 where a norm is 0",
            "x ← x − lr / (1 − β₁ᵗ) · τ u",
        ],
        variant: "The point is one layer of two weights. As pytorch_optimizer.Lamb: v is never corrected for its \
                  start; decay is decoupled, or added to u without weight_decouple; m adds the whole g without \
                  grad_averaging. Keras and Optax correct m and v, take τ = ‖x‖ / ‖u‖ without a cap and know neither \
                  flag; Keras decouples the decay, Optax adds it to u. eps_root is Optax'.",
        source: Source { cite: "You et al. 2019", url: "https://arxiv.org/abs/1904.00962" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-6),
            Param::weight_decay(0.0),
            Param::flag("weight_decouple", "Pull towards zero apart from the gradient, as AdamW does.", true),
            Param::flag("grad_averaging", "Average the gradients instead of adding them up.", true),
            eps_root(0.0),
            Param::dialect(&[
                Alternative::new("pytorch_optimizer", "The averages' start is corrected in the rate alone."),
                Alternative::with("keras", "Keras corrects both averages, and caps nothing.", &[("eps", 1e-7)]),
                Alternative::new("optax", "Optax does so too, and adds the decay to Adam's move."),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "pytorch_optimizer",
                name: "pytorch_optimizer.Lamb",
                arguments: "lr betas eps weight_decay weight_decouple grad_averaging",
                fixed: "rectify=False n_sma_threshold=5 max_grad_norm=1.0 adam=False pre_norm=False",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.Lamb",
                arguments: "learning_rate=lr beta_1=betas.0 beta_2=betas.1 epsilon=eps weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.lamb",
                arguments: "learning_rate=lr b1=betas.0 b2=betas.1 eps eps_root weight_decay",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Moments;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            divisor: Divisor { eps_root: settings.number("eps_root"), ..Divisor::new(settings) },
            weight_decay: settings.number("weight_decay"),
            decouple: settings.flag("weight_decouple"),
            averaging: settings.flag("grad_averaging"),
            dialect: match settings.choice("dialect") {
                "keras" => Dialect::Keras,
                "optax" => Dialect::Optax,
                _ => Dialect::PytorchOptimizer,
            },
        }
    }

    fn start(&self, _: V2) -> Moments {
        Moments::new()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Moments) -> V2 {
        let before = state.m;
        let [c1, c2] = state.update(at, g, self.betas);
        let is_capped = self.dialect == Dialect::PytorchOptimizer;
        if is_capped && !self.averaging {
            state.m = at.momentum_or(self.betas[0]) * before + g;
        }
        let (rate, mut u) = if is_capped {
            (at.lr / c1, state.m / self.divisor.of(state.v, 1.0))
        } else {
            (at.lr, state.m / c1 / self.divisor.of(state.v, c2))
        };
        let decouple = self.dialect == Dialect::Keras || is_capped && self.decouple;
        let mut x = x;
        if decouple {
            x = x * (1.0 - at.lr * self.weight_decay);
        } else {
            u += self.weight_decay * x;
        }
        let (length, of_move) = (x.norm(), u.norm());
        let tau = if length == 0.0 || of_move == 0.0 {
            1.0
        } else if is_capped {
            length.min(LONGEST) / (of_move + self.divisor.eps)
        } else {
            length / of_move
        };
        x - (rate * tau) * u
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    fn first_step(rule: &Lamb, x: V2, g: V2) -> V2 {
        rule.step(Tick::at(1, 0.5), x, g, &mut rule.start(x))
    }

    const EPS_ONE: Divisor = Divisor { eps: 1.0, eps_root: 0.0, hat: false };

    const RULE: Lamb = Lamb {
        betas: [0.5, 0.75],
        divisor: Divisor { eps: 0.0, eps_root: 0.0, hat: false },
        weight_decay: 0.0,
        decouple: true,
        averaging: true,
        dialect: Dialect::Keras,
    };

    #[test]
    fn the_step_is_as_long_as_the_weights_times_the_rate() {
        // Adam's first move is one in each direction; ‖x‖ = 5 and ‖u‖ = √2.
        let next = first_step(&RULE, v2(3.0, -4.0), v2(7.0, -0.01));
        assert!(((next - v2(3.0, -4.0)).norm() - 2.5).abs() < 1e-14, "{next:?}");
        assert!((next - v2(3.0, -4.0)).x < 0.0);
    }

    #[test]
    fn the_first_dialect_caps_the_weights_length_and_corrects_the_rate_alone() {
        let rule = Lamb { dialect: Dialect::PytorchOptimizer, ..RULE };
        // lr / (1 - β₁) = 1, so that the step is min(30, 10) long.
        let next = first_step(&rule, v2(18.0, 24.0), v2(2.0, -7.0));
        assert!(((next - v2(18.0, 24.0)).norm() - 10.0).abs() < 1e-13, "{next:?}");
    }

    #[test]
    fn decay_is_apart_or_part_of_the_move() {
        let (x, g) = (v2(4.0, 0.0), v2(0.0, 0.0));
        for dialect in [Dialect::Keras, Dialect::PytorchOptimizer] {
            let rule = Lamb { weight_decay: 0.5, divisor: EPS_ONE, dialect, ..RULE };
            assert_eq!(first_step(&rule, x, g), v2(3.0, 0.0));
        }
        // u = x/2, and τ brings it to the weights' length.
        let rule = Lamb { weight_decay: 0.5, divisor: EPS_ONE, dialect: Dialect::Optax, ..RULE };
        assert_eq!(first_step(&rule, x, g), v2(2.0, 0.0));
    }

    #[test]
    fn gradients_may_be_added_up_instead_of_averaged() {
        let rule = Lamb { averaging: false, dialect: Dialect::PytorchOptimizer, ..RULE };
        let mut state = rule.start(V2::ZERO);
        rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, 0.0), &mut state);
        rule.step(Tick::at(2, 0.5), V2::ZERO, v2(4.0, 0.0), &mut state);
        assert_eq!(state.m, v2(6.0, 0.0));
    }
}
