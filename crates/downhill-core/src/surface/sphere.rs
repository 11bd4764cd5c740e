//! The sphere: the same in every direction.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Sphere;

impl Shape for Sphere {
    const SPEC: Spec = Spec {
        id: "sphere",
        name: "Sphere",
        group: Group::Bowls,
        note: "the same slope in every direction",
        formula: "x² + y²",
        params: &[],
        domain: [[-5.12, 5.12], [-5.12, 5.12]],
        start: [-4.0, 3.0],
        has_lowest: true,
        source: Source { cite: "De Jong 1975", url: "https://www.sfu.ca/~ssurjano/spheref.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.sq() + y.sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
