//! The smallest network: one hidden unit between two weights.

use super::{Example, Model, params};
use crate::num::Number;
use crate::settings::Settings;
use crate::spec::Source;
use crate::surface::{Group, Spec};

pub(in crate::surface) struct TanhNetwork;

impl Model for TanhNetwork {
    const SPEC: Spec = Spec {
        id: "tanh_network",
        name: "One hidden unit",
        group: Group::Data,
        note: "the smallest network: twin minima, a saddle between",
        formula: "mean of (y tanh(xu) − v)², of each point (u, v); plus l1 (|x| + |y|) + l2 (x² + y²) / 2",
        params: &[
            params::data("wave(frequency=0.8,phase=0)"),
            params::FEATURE,
            params::L1,
            params::L2,
            params::STANDARDIZE,
        ],
        domain: [[-4.0, 4.0], [-3.0, 3.0]],
        start: [-3.0, 2.2],
        has_lowest: true,
        source: Source { cite: "Rumelhart, Hinton & Williams 1986", url: "https://doi.org/10.1038/323533a0" },
    };
    const CLASSIFIES: bool = false;
    const ANSWER: &'static str = "{v} = {y} tanh({x} {u})";
    const CONVEX: bool = false;

    fn new(_: &Settings) -> Self {
        Self
    }

    fn predict<N: Number>(&self, [inner, outer]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        outer * (inner * x).tanh()
    }

    fn loss<N: Number>(&self, weights: [N; 2], Example { features, target }: Example<N::Datum>) -> N {
        (self.predict(weights, features) - target).sq()
    }
}
