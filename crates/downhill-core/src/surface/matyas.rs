//! Matyas' bowl: an ellipse whose long axis is the diagonal.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Matyas;

impl Shape for Matyas {
    const SPEC: Spec = Spec {
        id: "matyas",
        name: "Matyas",
        group: Group::Bowls,
        note: "a shallow bowl, long on the diagonal",
        formula: "0.26 (x² + y²) − 0.48 x y",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-8.0, 3.0],
        has_lowest: true,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x.sq() + y.sq()) * 0.26 - x * y * 0.48
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
