//! A straight line through points.

use super::set::Moments;
use super::{Example, Model, params};
use crate::num::{Number, Real};
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};
use crate::surface::{Group, Spec};

pub(in crate::surface) struct Linear {
    /// Where Huber's loss turns from a square to a line; none for the square alone.
    delta: Option<f64>,
}

impl Model for Linear {
    const SPEC: Spec = Spec {
        id: "linear",
        name: "Linear regression",
        group: Group::Data,
        note: "the slope and intercept of a line through points",
        formula: "mean of (xu + y − v)², or its Huber loss, of each point (u, v); x the slope, y the intercept; plus l1 |x| + l2 x² / 2",
        params: &[
            params::data("line"),
            params::FEATURE,
            Param::choice(
                "loss",
                "How wrong the line is at a point.",
                &[
                    Alternative::new("mse", "The squared distance, so that far points weigh most."),
                    Alternative::new("huber", "Half the square up to delta, from there on a straight line."),
                ],
            ),
            Param::number(
                "delta",
                "Where Huber's loss turns straight.",
                Range::new(1e-3, 1e3).log_slider(0.1, 10.0),
                1.0,
            ),
            params::L1_FIRST,
            params::L2_FIRST,
            params::STANDARDIZE,
        ],
        domain: [[-2.0, 5.0], [-2.0, 4.0]],
        start: [-0.5, -0.5],
        has_lowest: true,
        source: Source { cite: "Legendre 1805; Huber 1964", url: "https://doi.org/10.1214/aoms/1177703732" },
    };
    const CLASSIFIES: bool = false;
    const ANSWER: &'static str = "{v} = {x} {u} {+y}";
    const PENALISED: [f64; 2] = [1.0, 0.0];
    const CONVEX: bool = true;

    fn new(settings: &Settings) -> Self {
        Self { delta: (settings.choice("loss") == "huber").then(|| settings.number("delta")) }
    }

    fn predict<N: Number>(&self, [slope, intercept]: [N; 2], [x, _]: [N::Datum; 2]) -> N {
        slope * x + intercept
    }

    fn loss<N: Number>(&self, weights: [N; 2], Example { features, target }: Example<N::Datum>) -> N {
        let off = self.predict(weights, features) - target;
        match self.delta {
            Some(delta) => {
                let size = off.where_negative(-off, off);
                (-size + delta).where_negative((size - 0.5 * delta) * delta, off.sq() * 0.5)
            }
            None => off.sq(),
        }
    }

    fn whole<R: Real>(&self, [slope, intercept]: [R; 2], all: &Moments) -> Option<R> {
        let off = slope - all.slope;
        let height = slope * all.x + intercept - all.y;
        self.delta.is_none().then(|| height.sq() + off.sq() * all.xx + all.rest)
    }
}
