//! RMSProp.

use super::decay::Decay;
use super::moments::fade;
use super::momentum::{momentum, rates};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Slot, Source};

pub(super) struct RmsProp {
    alpha: f64,
    eps: f64,
    momentum: f64,
    centered: bool,
    decay: Decay,
    eps_in_sqrt: bool,
    nesterov: bool,
    bias_correction: bool,
    initial_scale: f64,
    inside: bool,
}

/// Running averages of the gradient's square and, where centered, of the gradient; the buffer of momentum.
pub(super) struct Averages {
    square: V2,
    mean: V2,
    buffer: V2,
    /// How much of the start is left in the averages: alphaᵗ.
    power: f64,
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
            "eps_in_sqrt: √(v + eps) for √v + eps",
            "bias_correction: v / (1 − alphaᵗ) for v, and a likewise",
            "nesterov: momentum · b + g / (√v + eps) for the second b",
        ],
        variant: "As torch.optim.RMSprop: eps outside the root, nothing guards v − a² against rounding below zero; \
                  centered after Graves 2013; weight decay is coupled. Keras and Optax have eps inside the \
                  root and lr inside the buffer; Keras decouples the decay.",
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
            Param::flag("eps_in_sqrt", "Add eps before the root is taken.", false),
            Param::flag("nesterov", "Look ahead by the momentum.", false),
            Param::flag("bias_correction", "Make up for averages that start at zero.", false),
            Param::number(
                "initial_scale",
                "What the square's average starts from.",
                Range::new(0.0, 1e6).slider(0.0, 10.0),
                0.0,
            ),
            Param::dialect(&[
                Alternative::new("torch", "PyTorch adds eps after the root."),
                Alternative::with(
                    "keras",
                    "Keras adds eps before the root, and each move to the buffer with the rate it had then.",
                    &[("lr", 1e-3), ("alpha", 0.9), ("eps", 1e-7), ("eps_in_sqrt", 1.0)],
                ),
                Alternative::with(
                    "optax",
                    "Optax does as Keras, with other defaults.",
                    &[("alpha", 0.9), ("eps_in_sqrt", 1.0)],
                ),
            ]),
        ],
        libraries: &[
            Library {
                dialect: "torch",
                name: "torch.optim.RMSprop",
                arguments: "lr alpha eps weight_decay momentum centered",
                fixed: "",
            },
            Library {
                dialect: "keras",
                name: "keras.optimizers.RMSprop",
                arguments: "learning_rate=lr rho=alpha momentum epsilon=eps centered weight_decay",
                fixed: "",
            },
            Library {
                dialect: "optax",
                name: "optax.rmsprop",
                arguments: "learning_rate=lr decay=alpha eps initial_scale eps_in_sqrt centered momentum nesterov \
                            bias_correction",
                fixed: "",
            },
        ],
        cost: Cost { gradients: 1, hessians: 0, memory: 1 },
    };
    type State = Averages;

    fn new(settings: &Settings) -> Self {
        Self {
            alpha: settings.number("alpha"),
            eps: settings.number("eps"),
            momentum: settings.number("momentum"),
            centered: settings.flag("centered"),
            decay: Decay::of_dialect(settings),
            eps_in_sqrt: settings.flag("eps_in_sqrt"),
            nesterov: settings.flag("nesterov"),
            bias_correction: settings.flag("bias_correction"),
            initial_scale: settings.number("initial_scale"),
            inside: settings.choice("dialect") != "torch",
        }
    }

    fn start(&self, _: V2) -> Averages {
        Averages { square: V2::splat(self.initial_scale), mean: V2::ZERO, buffer: V2::ZERO, power: 1.0 }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Averages) -> V2 {
        let (x, g) = self.decay.apply(at.lr, x, g);
        state.square = self.alpha * state.square + (1.0 - self.alpha) * g.sq();
        state.power = fade(state.power, self.alpha);
        let correction = if self.bias_correction { 1.0 / (1.0 - state.power) } else { 1.0 };
        let mut variance = correction * state.square;
        if self.centered {
            state.mean += (1.0 - self.alpha) * (g - state.mean);
            variance -= (correction * state.mean).sq();
        }
        let [inside, outside] = rates(at.lr, self.inside);
        let momentum = at.momentum_or(self.momentum);
        let stride = inside * (g / self.divisor(variance));
        state.buffer = momentum * state.buffer + stride;
        x - outside * if self.nesterov { momentum * state.buffer + stride } else { state.buffer }
    }
}

impl RmsProp {
    fn divisor(&self, variance: V2) -> V2 {
        if self.eps_in_sqrt { (variance + self.eps).sqrt() } else { variance.sqrt() + self.eps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::optimizer::rule;

    #[test]
    fn the_first_stride_has_the_same_length_whatever_the_slope() {
        let rule = rule::<RmsProp>("alpha=0.75,eps=0");
        let mut state = rule.start(V2::ZERO);
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(6.0, -0.5), &mut state);
        assert_eq!((next, state.square), (v2(-1.0, 1.0), v2(9.0, 0.0625)));
    }

    #[test]
    fn centered_divides_by_the_spread_about_the_mean() {
        let rule = rule::<RmsProp>("alpha=0.5,eps=0,momentum=0.5,centered=true");
        let mut state = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(4.0, -4.0), &mut state);
        assert_eq!((first, state.mean), (v2(-1.0, 1.0), v2(2.0, -2.0)));
        let second = rule.step(Tick::at(2, 0.5), first, v2(0.0, 0.0), &mut state);
        assert_eq!((second, state.square, state.mean), (v2(-1.5, 1.5), v2(4.0, 4.0), v2(1.0, -1.0)));
    }

    #[test]
    fn a_corrected_average_starts_with_the_gradient_itself() {
        let rule = rule::<RmsProp>("alpha=0.75,eps=7,eps_in_sqrt=true,bias_correction=true");
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(3.0, -3.0), &mut rule.start(V2::ZERO));
        assert_eq!(next, v2(-0.375, 0.375));
    }

    #[test]
    fn keras_adds_eps_before_the_root() {
        let rule = rule::<RmsProp>("alpha=0.75,eps=3,dialect=keras");
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(2.0, -2.0), &mut rule.start(V2::ZERO));
        assert_eq!(next, v2(-0.5, 0.5));
    }

    #[test]
    fn nesterov_goes_on_by_part_of_the_new_buffer() {
        let rule = rule::<RmsProp>("alpha=0,eps=0,momentum=0.5,nesterov=true");
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(2.0, -2.0), &mut rule.start(V2::ZERO));
        assert_eq!(next, v2(-0.75, 0.75));
    }
}
