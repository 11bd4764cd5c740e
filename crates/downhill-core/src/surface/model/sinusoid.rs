//! The frequency and the phase of a wave through points.

use super::{Example, Model, params};
use crate::num::Number;
use crate::settings::Settings;
use crate::spec::Source;
use crate::surface::{Group, Spec};

pub(in crate::surface) struct Sinusoid;

impl Model for Sinusoid {
    const SPEC: Spec = Spec {
        id: "sinusoid",
        name: "Fitting a wave",
        group: Group::Data,
        note: "wrong frequencies are traps: many local minima",
        formula: "mean of (sin(xu + y) − v)², of each point (u, v); plus l1 |x| + l2 x² / 2",
        params: &[params::data("wave"), params::FEATURE, params::L1_FIRST, params::L2_FIRST, params::STANDARDIZE],
        domain: [[0.2, 8.0], [-3.2, 3.2]],
        start: [5.5, -2.0],
        has_lowest: true,
        source: Source {
            cite: "Bretthorst 1988, Bayesian Spectrum Analysis",
            url: "https://doi.org/10.1007/978-1-4684-9399-3",
        },
    };
    const CLASSIFIES: bool = false;
    const ANSWER: &'static str = "{v} = sin({x} {u} {+y})";
    const PENALISED: [f64; 2] = [1.0, 0.0];
    const CONVEX: bool = false;
    const STARTS: usize = 18;

    fn new(_: &Settings) -> Self {
        Self
    }

    fn predict<N: Number>(&self, [frequency, phase]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        (frequency * x + phase).sin()
    }

    fn loss<N: Number>(&self, weights: [N; 2], Example { features, target }: Example<N::Datum>) -> N {
        (self.predict(weights, features) - target).sq()
    }
}
