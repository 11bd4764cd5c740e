//! Averaged stochastic gradient descent.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Asgd {
    lambd: f64,
    alpha: f64,
    t0: f64,
    weight_decay: f64,
}

/// The average, the rate of the next step and the weight of its point in the average.
pub(super) struct Mean {
    average: V2,
    eta: f64,
    mu: f64,
}

impl Rule for Asgd {
    const SPEC: Spec = Spec {
        id: "asgd",
        name: "ASGD",
        family: Family::Averaging,
        sentence: "Plain descent whose answer is the average of where it has been.",
        formula: &[
            "x ← x (1 − lambd · η) − η g",
            "a ← a + μ (x − a)",
            "η ← lr / (1 + lambd · lr · t)^alpha,  μ ← 1 / max(1, t − t0)",
        ],
        variant: "As torch.optim.ASGD: η begins as lr and μ as 1, so that the average a follows x until step \
                  t0 + 2; weight decay is coupled.",
        source: Source { cite: "Polyak & Juditsky 1992", url: "https://doi.org/10.1137/0330046" },
        slot: None,
        params: &[
            Param::lr(1e-2),
            Param::number(
                "lambd",
                "How fast the rate falls, and how strongly the weights are pulled towards zero.",
                Range::new(0.0, 1e3).log_slider(1e-6, 1.0),
                1e-4,
            ),
            Param::number("alpha", "The power by which the rate falls.", Range::new(0.0, 10.0).slider(0.0, 1.0), 0.75),
            Param::number(
                "t0",
                "The step after which the average is taken.",
                Range::new(0.0, 1e9).log_slider(1.0, 1e6),
                1e6,
            ),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.ASGD",
            arguments: "lr lambd alpha t0 weight_decay",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = Mean;

    fn new(settings: &Settings) -> Self {
        Self {
            lambd: settings.number("lambd"),
            alpha: settings.number("alpha"),
            t0: settings.number("t0"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, x: V2) -> Mean {
        Mean { average: x, eta: 0.0, mu: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Mean) -> V2 {
        if at.t == 1 {
            state.eta = at.lr;
        }
        let g = g + self.weight_decay * x;
        let next = x * (1.0 - self.lambd * state.eta) - state.eta * g;
        state.average = if state.mu == 1.0 { next } else { state.average + state.mu * (next - state.average) };
        let t = f64::from(at.t);
        // A power by its logarithm takes half the time, and is exact enough for numbers of this size.
        state.eta = at.lr * libm::exp(-self.alpha * libm::log1p(self.lambd * at.lr * t));
        state.mu = 1.0 / f64::max(1.0, t - self.t0);
        next
    }

    fn average(&self, _: V2, state: &Mean) -> Option<V2> {
        Some(state.average)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_average_follows_for_two_steps_after_t0_and_then_takes_the_mean() {
        let rule = Asgd { lambd: 0.0, alpha: 0.75, t0: 0.0, weight_decay: 0.0 };
        let mut state = rule.start(V2::ZERO);
        let mut x = V2::ZERO;
        let means = [1, 2, 3, 4].map(|t| {
            x = rule.step(Tick::at(t, 0.5), x, v2(-2.0, 4.0), &mut state);
            state.average
        });
        // The points are (1, -2), (2, -4), (3, -6), (4, -8); from the second on their mean.
        assert_eq!(means, [v2(1.0, -2.0), v2(2.0, -4.0), v2(2.5, -5.0), v2(3.0, -6.0)]);
    }

    #[test]
    fn the_rate_falls_and_the_weights_are_pulled_towards_zero() {
        let rule = Asgd { lambd: 0.5, alpha: 2.0, t0: 9.0, weight_decay: 0.0 };
        let mut state = rule.start(V2::ZERO);
        assert_eq!(rule.step(Tick::at(1, 2.0), v2(4.0, 0.0), v2(0.0, 1.0), &mut state), v2(0.0, -2.0));
        assert_eq!(state.eta, 0.5);
    }
}
