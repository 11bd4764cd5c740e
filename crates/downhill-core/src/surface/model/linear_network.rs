//! Two linear layers of one weight each: only the product of the weights counts.

use super::set::Moments;
use super::{Example, Model, params};
use crate::num::{Number, Real, V2, v2};
use crate::settings::Settings;
use crate::spec::Source;
use crate::surface::{Group, Spec};

pub(in crate::surface) struct LinearNetwork;

impl Model for LinearNetwork {
    const SPEC: Spec = Spec {
        id: "linear_network",
        name: "Two linear layers",
        group: Group::Data,
        note: "a valley xy = c of lowest points, a saddle at the origin",
        formula: "mean of (xyu − v)², of each point (u, v); plus l1 (|x| + |y|) + l2 (x² + y²) / 2",
        params: &[params::data("line(intercept=0)"), params::FEATURE, params::L1, params::L2, params::STANDARDIZE],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [0.3, -1.5],
        has_lowest: true,
        source: Source { cite: "Saxe, McClelland & Ganguli 2014", url: "https://arxiv.org/abs/1312.6120" },
    };
    const CLASSIFIES: bool = false;
    const ANSWER: &'static str = "{v} = {y} · {x} · {u}";
    const CONVEX: bool = false;

    fn new(_: &Settings) -> Self {
        Self
    }

    fn predict<N: Number>(&self, [inner, outer]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        inner * outer * x
    }

    fn loss<N: Number>(&self, weights: [N; 2], Example { features, target }: Example<N::Datum>) -> N {
        (self.predict(weights, features) - target).sq()
    }

    fn whole<R: Real>(&self, [inner, outer]: [R; 2], all: &Moments) -> Option<R> {
        Some((inner * outer - all.ratio).sq() * all.square + all.ratio_rest)
    }

    /// The flattest points of the valley.
    fn curve(&self, all: &Moments) -> Vec<V2> {
        let root = all.ratio.abs().sqrt();
        if root == 0.0 { Vec::new() } else { [1.0, -1.0].map(|sign| sign * v2(root, root.copysign(all.ratio))).into() }
    }
}
