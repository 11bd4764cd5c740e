//! The saddle: a pass between two slopes, and no lowest point.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Saddle;

impl Shape for Saddle {
    const SPEC: Spec = Spec {
        id: "saddle",
        name: "Saddle",
        group: Group::Shapes,
        note: "level in the middle; no lowest point anywhere",
        formula: "x² − y²",
        params: &[],
        domain: [[-2.0, 2.0], [-2.0, 2.0]],
        start: [1.5, 0.02],
        has_lowest: false,
        source: Source {
            cite: "The hyperbolic paraboloid",
            url: "https://mathworld.wolfram.com/HyperbolicParaboloid.html",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.sq() - y.sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::saddle(V2::ZERO, 0.0)]
    }
}
