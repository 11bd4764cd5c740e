//! RMSProp.

use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};

pub(super) struct RmsProp {
    alpha: f64,
    eps: f64,
    momentum: f64,
    centered: bool,
    weight_decay: f64,
}

/// Running averages of the gradient's square and, where centered, of the gradient; the buffer of momentum.
#[derive(Default)]
pub(super) struct Averages {
    square: V2,
    mean: V2,
    buffer: V2,
}

impl Rule for RmsProp {
    const SPEC: Spec = Spec {
        id: "rmsprop",
        name: "RMSProp",
        family: Family::Adaptive,
        sentence: "The same as AdaGrad, but forgets.",
        formula: &[
            "v ← alpha · v + (1 − alpha) g²",
            "b ← momentum · b + g / (√v + eps)",
            "x ← x − lr · b",
            "centered: √(v − a²) for √v, with a ← alpha · a + (1 − alpha) g",
        ],
        variant: "As torch.optim.RMSprop: eps outside the root, nothing guards v − a² against rounding below zero; \
                  centered after Graves 2013; weight decay is coupled.",
        source: Source {
            cite: "Tieleman & Hinton 2012, lecture 6.5",
            url: "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
        },
        slot: Some(Slot::Gold),
        params: &[
            Param::lr(1e-2),
            Param::number("alpha", "How much of the square's average is kept.", Range::decay(), 0.99),
            Param::eps(1e-8),
            momentum(0.0),
            Param::flag("centered", "Divide by the spread of the gradient instead of its size.", false),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "torch",
            name: "torch.optim.RMSprop",
            arguments: "lr alpha eps weight_decay momentum centered",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = Averages;

    fn new(settings: &Settings) -> Self {
        Self {
            alpha: settings.number("alpha"),
            eps: settings.number("eps"),
            momentum: settings.number("momentum"),
            centered: settings.flag("centered"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> Averages {
        Averages::default()
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Averages) -> V2 {
        let g = g + self.weight_decay * x;
        state.square = self.alpha * state.square + (1.0 - self.alpha) * g.sq();
        let mut variance = state.square;
        if self.centered {
            state.mean += (1.0 - self.alpha) * (g - state.mean);
            variance -= state.mean.sq();
        }
        state.buffer = self.momentum * state.buffer + g / (variance.sqrt() + self.eps);
        x - at.lr * state.buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    const RULE: RmsProp = RmsProp { alpha: 0.75, eps: 0.0, momentum: 0.0, centered: false, weight_decay: 0.0 };

    #[test]
    fn the_first_stride_has_the_same_length_whatever_the_slope() {
        let mut state = RULE.start(V2::ZERO);
        let next = RULE.step(Tick::at(1, 0.5), V2::ZERO, v2(6.0, -0.5), &mut state);
        assert_eq!((next, state.square), (v2(-1.0, 1.0), v2(9.0, 0.0625)));
    }

    #[test]
    fn centered_divides_by_the_spread_about_the_mean() {
        let rule = RmsProp { alpha: 0.5, centered: true, momentum: 0.5, ..RULE };
        let mut state = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -4.0), &mut state);
        assert_eq!((first, state.mean), (v2(-1.0, 1.0), v2(2.0, -2.0)));
        let second = rule.step(Tick::at(2, 0.5), first, v2(0.0, 0.0), &mut state);
        assert_eq!((second, state.square, state.mean), (v2(-1.5, 1.5), v2(4.0, 4.0), v2(1.0, -1.0)));
    }
}
