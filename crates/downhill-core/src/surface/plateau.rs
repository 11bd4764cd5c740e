//! The logarithm of a bowl: its slope vanishes far out.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Plateau;

impl Shape for Plateau {
    const SPEC: Spec = Spec {
        id: "plateau",
        name: "Plateau",
        group: Group::Shapes,
        note: "the farther out, the less slope",
        formula: "ln(1 + x² + y²)",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-7.5, 5.0],
        has_lowest: true,
        source: Source { cite: "The Cauchy loss; Barron 2019", url: "https://arxiv.org/abs/1701.03077" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x.sq() + y.sq() + 1.0).ln()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
