//! Muon on one row of two weights.

use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};
use core::f64::consts::SQRT_2;

pub(super) struct Muon {
    beta: f64,
    nesterov: bool,
    coefficients: [f64; 3],
    iterations: u32,
    eps: f64,
    weight_decay: f64,
}

/// The average of the gradients, and the power of beta that corrects its start.
pub(super) struct Average {
    m: V2,
    power: f64,
}

impl Muon {
    /// Newton and Schulz's iteration, which brings the singular values of a matrix near 1: of one row, its length.
    fn orthogonalize(&self, row: V2) -> V2 {
        let [a, b, c] = self.coefficients;
        let mut u = row / (row.norm() + self.eps);
        for _ in 0..self.iterations {
            let squared = u.dot(u);
            u = (a + b * squared + c * squared * squared) * u;
        }
        u
    }
}

impl Rule for Muon {
    const SPEC: Spec = Spec {
        id: "muon",
        name: "Muon",
        family: Family::Matrix,
        sentence: "Momentum, with every step brought to about the same length.",
        formula: &[
            "m ← beta · m + (1 − beta) g,  m̂ = beta · m / (1 − betaᵗ⁺¹) + (1 − beta) g / (1 − betaᵗ)",
            "u = m̂ / (‖m̂‖ + eps),  ns_steps times: u ← (a + b ‖u‖² + c ‖u‖⁴) u",
            "x ← x − lr (√2 · u + weight_decay · x)",
        ],
        variant: "Muon is made for matrices, whose steps it makes orthogonal. Here the point is one row of two \
                  weights, where that only means a fixed length: do not judge it by this. As optax.contrib.muon, in \
                  double precision; √2 is the root of 2 columns per row. Without nesterov, m̂ = m / (1 − betaᵗ).",
        source: Source { cite: "Jordan et al. 2024; Liu et al. 2025", url: "https://arxiv.org/abs/2502.16982" },
        slot: None,
        params: &[
            Param::lr(2e-2),
            Param { name: "beta", ..momentum(0.95) },
            Param::flag("nesterov", "Look where the momentum is about to lead.", true),
            Param::number(
                "ns_steps",
                "How often the length is corrected.",
                Range::whole(0.0, 100.0).slider(1.0, 10.0),
                5.0,
            ),
            Param::tuple(
                "ns_coeffs",
                "The polynomial a, b, c that corrects the length.",
                Range::new(-100.0, 100.0).slider(-5.0, 5.0),
                &[3.4445, -4.775, 2.0315],
            ),
            Param::eps(1e-8),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "optax.contrib.muon",
            arguments: "learning_rate=lr beta nesterov ns_steps ns_coeffs eps weight_decay",
            fixed: "adaptive=False preconditioning=frobenius adam_b1=0.9 adam_b2=0.999 adam_eps_root=0.0 \
                    adam_weight_decay=0.0",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = Average;

    fn new(settings: &Settings) -> Self {
        Self {
            beta: settings.number("beta"),
            nesterov: settings.flag("nesterov"),
            coefficients: settings.tuple("ns_coeffs"),
            iterations: settings.number("ns_steps") as u32,
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> Average {
        Average { m: V2::ZERO, power: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Average) -> V2 {
        let beta = at.momentum_or(self.beta);
        state.m = beta * state.m + (1.0 - beta) * g;
        state.power *= beta;
        let now = 1.0 - state.power;
        let mean = if self.nesterov {
            (beta / (1.0 - state.power * beta)) * state.m + ((1.0 - beta) / now) * g
        } else {
            (1.0 / now) * state.m
        };
        x - at.lr * (SQRT_2 * self.orthogonalize(mean) + self.weight_decay * x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    const RULE: Muon =
        Muon { beta: 0.5, nesterov: false, coefficients: [1.5, -0.5, 0.0], iterations: 0, eps: 0.0, weight_decay: 0.0 };

    #[test]
    fn without_iterations_it_is_the_direction_of_the_average() {
        let mut state = RULE.start(V2::ZERO);
        let next = RULE.step(Tick::at(1, 1.0), V2::ZERO, v2(300.0, -400.0), &mut state);
        assert!((next - SQRT_2 * v2(-0.6, 0.8)).norm() < 1e-15, "{next:?}");
    }

    #[test]
    fn an_iteration_brings_the_length_towards_one() {
        // With (3 - ‖u‖²)/2 a length of 1/2 becomes 11/16; eps of 5 makes it so short.
        let rule = Muon { iterations: 1, eps: 5.0, ..RULE };
        let u = rule.orthogonalize(v2(3.0, 4.0));
        assert!((u - 11.0 / 16.0 * v2(0.6, 0.8)).norm() < 1e-15, "{u:?}");
    }

    #[test]
    fn nesterov_turns_towards_the_new_gradient() {
        let mut state = Average { m: v2(1.0, 0.0), power: 0.5 };
        // m = (1/2, 1/2), the power is 1/4: m̂ = 1/2 / (7/8) · m + 1/2 / (3/4) · g.
        let next = Muon { nesterov: true, ..RULE }.step(Tick::at(2, 1.0), V2::ZERO, v2(0.0, 1.0), &mut state);
        let mean = v2(2.0 / 7.0, 2.0 / 7.0 + 2.0 / 3.0);
        assert!((next + SQRT_2 / mean.norm() * mean).norm() < 1e-15, "{next:?}");
    }
}
