//! A single dent in a plain: a Gaussian upside down.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Crater;

impl Shape for Crater {
    const SPEC: Spec = Spec {
        id: "crater",
        name: "Crater",
        group: Group::Shapes,
        note: "one dent in a plain with hardly any slope",
        formula: "1 − exp(−(x² + y²) / 2)",
        params: &[],
        domain: [[-6.0, 6.0], [-6.0, 6.0]],
        start: [2.5, 1.5],
        has_lowest: true,
        source: Source { cite: "A Gaussian, turned upside down", url: "" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        -((x.sq() + y.sq()) * -0.5).exp() + 1.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
