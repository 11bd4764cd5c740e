//! Frederickson's flower: along y = −x it grows as x⁴/3 only, so that methods stop early there.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Flower;

impl Shape for Flower {
    const SPEC: Spec = Spec {
        id: "flower",
        name: "Flower",
        group: Group::Bowls,
        note: "on one diagonal the bottom is nearly level",
        formula: "x sin y + y sin x + x² + y²",
        params: &[],
        domain: [[-6.0, 6.0], [-6.0, 6.0]],
        start: [5.0, -4.0],
        has_lowest: true,
        source: Source { cite: "Frederickson 2016", url: "https://www.benfrederickson.com/numerical-optimization/" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x * y.sin() + y * x.sin() + x.sq() + y.sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
