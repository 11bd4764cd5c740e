//! Adafactor.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};
use core::f64::consts::FRAC_1_SQRT_2;

pub(super) struct Adafactor {
    beta2_decay: f64,
    eps: [f64; 2],
    d: f64,
    weight_decay: f64,
}

/// The root mean square of the two components.
fn rms(v: V2) -> f64 {
    v.norm() * FRAC_1_SQRT_2
}

impl Rule for Adafactor {
    const SPEC: Spec = Spec {
        id: "adafactor",
        name: "Adafactor",
        family: Family::Adaptive,
        sentence: "RMSProp whose stride is in proportion to the weights themselves, and never suddenly long.",
        formula: &[
            "v ← v + t^beta2_decay · (g² − v),  u = g / √max(v, eps₁²)",
            "α = max(eps₂, rms(x)) · min(lr, 1/√t)",
            "x ← x (1 − lr · weight_decay) − α / max(1, rms(u) / d) · u",
        ],
        variant: "As torch.optim.Adafactor on a vector of two, which is not factored; rms is the root of the mean \
                  square of both components. The last min makes lr a bound that takes effect only while it is below 1/√t.",
        source: Source { cite: "Shazeer & Stern 2018", url: "https://arxiv.org/abs/1804.04235" },
        slot: None,
        params: &[
            Param::lr(1e-2),
            Param::number(
                "beta2_decay",
                "The power of the step number by which a new square counts less and less.",
                Range::new(-10.0, 0.0).slider(-1.0, 0.0),
                -0.8,
            ),
            Param::tuple(
                "eps",
                "A small number that keeps the division finite, and the smallest size of the weights.",
                Range::new(0.0, 1e3).log_slider(1e-16, 1.0),
                &[f64::EPSILON, 1e-3],
            ),
            Param::number(
                "d",
                "The largest size of a move before it is scaled.",
                Range::new(1.0, 1e3).slider(1.0, 10.0),
                1.0,
            ),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.Adafactor",
            arguments: "lr beta2_decay eps d weight_decay",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = V2;

    fn new(settings: &Settings) -> Self {
        Self {
            beta2_decay: settings.number("beta2_decay"),
            eps: settings.tuple("eps"),
            d: settings.number("d"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> V2 {
        V2::ZERO
    }

    fn step(&self, at: Tick, x: V2, g: V2, v: &mut V2) -> V2 {
        let t = f64::from(at.t);
        let [tiny, smallest] = self.eps;
        // A power by its logarithm takes half the time, and is exact enough for numbers of this size.
        let weight = libm::exp(self.beta2_decay * libm::log(t));
        *v += weight * (g.sq() - *v);
        let update = g / v.max(V2::splat(tiny * tiny)).sqrt();
        let alpha = rms(x).max(smallest) * at.lr.min(1.0 / t.sqrt());
        let size = rms(update);
        // A branch, which is guessed ahead: a maximum would have to wait for the root.
        let alpha = if size > self.d { alpha * self.d / size } else { alpha };
        x * (1.0 - at.lr * self.weight_decay) - alpha * update
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_stride_is_in_proportion_to_the_weights() {
        let rule = Adafactor { beta2_decay: -1.0, eps: [1e-30, 0.5], d: 1.0, weight_decay: 0.0 };
        let mut v = rule.start(V2::ZERO);
        // The first move is one in each direction; rms(x) is 2.
        let first = rule.step(Tick::at(1, 0.25), v2(2.0, -2.0), v2(8.0, -0.5), &mut v);
        assert!((first - v2(1.5, -1.5)).norm() < 1e-15, "{first:?}");
        // From then on the second power of t counts: v = (64 + 0) / 2.
        let second = rule.step(Tick::at(2, 0.25), V2::ZERO, V2::ZERO, &mut v);
        assert_eq!((second, v), (V2::ZERO, v2(32.0, 0.125)));
    }

    #[test]
    fn a_sudden_slope_is_cut_to_d() {
        let rule = Adafactor { beta2_decay: -2.0, eps: [1e-30, 1.0], d: 2.0, weight_decay: 0.0 };
        let mut v = V2::splat(0.0);
        // After the square has become 4 = 16/4 the move 4/2 has the size 2, and is left; with d of 1 it would be cut.
        let next = rule.step(Tick::at(2, 0.5), V2::ZERO, v2(4.0, 4.0), &mut v);
        assert!((next - v2(-1.0, -1.0)).norm() < 1e-15, "{next:?}");
        let cut = Adafactor { d: 1.0, ..rule }.step(Tick::at(2, 0.5), V2::ZERO, v2(4.0, 4.0), &mut V2::ZERO.clone());
        assert!((cut - v2(-0.5, -0.5)).norm() < 1e-15, "{cut:?}");
    }
}
