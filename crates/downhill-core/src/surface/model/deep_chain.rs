//! Many layers of one unit each that share a weight and a bias: gradients vanish or explode with the depth.

use super::{Example, Model, params};
use crate::num::Number;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};
use crate::surface::{Group, Spec};

pub(in crate::surface) struct DeepChain {
    depth: usize,
    activation: Activation,
}

#[derive(Clone, Copy)]
enum Activation {
    Sigmoid,
    Tanh,
    Relu,
    Linear,
}

impl Model for DeepChain {
    const SPEC: Spec = Spec {
        id: "deep_chain",
        name: "A deep chain",
        group: Group::Data,
        note: "layer on layer: slopes vanish or explode with the depth",
        formula: "mean of (h − v)², of each point (u, v); h = u, then depth times h ← activation(xh + y); plus l1 (|x| + |y|) + l2 (x² + y²) / 2",
        params: &[
            params::data("line(slope=0.8,intercept=0,noise=0.1)"),
            params::FEATURE,
            Param::number("depth", "How many layers.", Range::whole(1.0, 30.0), 3.0),
            Param::choice(
                "activation",
                "What each layer does to its sum.",
                &[
                    Alternative::new("tanh", "Squeezes it between -1 and 1."),
                    Alternative::new("sigmoid", "Squeezes it between 0 and 1."),
                    Alternative::new("relu", "Makes it 0 where it is negative."),
                    Alternative::new("linear", "Leaves it as it is."),
                ],
            ),
            params::L1,
            params::L2,
            params::STANDARDIZE,
        ],
        domain: [[-2.5, 2.5], [-2.0, 2.0]],
        start: [0.3, 1.5],
        has_lowest: true,
        source: Source { cite: "Bengio, Simard & Frasconi 1994", url: "https://doi.org/10.1109/72.279181" },
    };
    const CLASSIFIES: bool = false;
    const ANSWER: &'static str = "each layer of {x} h {+y}";
    const CONVEX: bool = false;
    const STARTS: usize = 5;

    fn new(settings: &Settings) -> Self {
        let activation = match settings.choice("activation") {
            "sigmoid" => Activation::Sigmoid,
            "relu" => Activation::Relu,
            "linear" => Activation::Linear,
            _ => Activation::Tanh,
        };
        Self { depth: settings.number("depth") as usize, activation }
    }

    /// The deeper the chain, the narrower its valleys.
    fn descents(&self) -> usize {
        if self.depth < 6 { 4 } else { 8 }
    }

    fn work(&self) -> usize {
        self.depth
    }

    fn predict<N: Number>(&self, [weight, bias]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        (0..self.depth).fold(N::of_datum(x), |h, _| self.activation.of(weight * h + bias))
    }

    fn loss<N: Number>(&self, weights: [N; 2], Example { features, target }: Example<N::Datum>) -> N {
        (self.predict(weights, features) - target).sq()
    }
}

impl Activation {
    fn of<N: Number>(self, sum: N) -> N {
        match self {
            Self::Sigmoid => sum.sigmoid(),
            Self::Tanh => sum.tanh(),
            Self::Relu => sum.where_negative(N::constant(0.0), sum),
            Self::Linear => sum,
        }
    }
}
