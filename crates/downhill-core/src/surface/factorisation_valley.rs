//! Two factors whose product shall be 1: every point with xy = 1 is a minimum, of curvature x² + y².
//!
//! So the learning rate bounds where on the curve a method can rest. Its two flattest points are stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct FactorisationValley;

impl Shape for FactorisationValley {
    const SPEC: Spec = Spec {
        id: "factorisation_valley",
        name: "Factorisation valley",
        group: Group::Shapes,
        note: "a curve of lowest points; the rate decides where to rest",
        formula: "½ (xy − 1)²",
        params: &[],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [2.7, -0.4],
        has_lowest: true,
        source: Source {
            cite: "Two factors of one number; Cohen et al. 2021 on sharpness",
            url: "https://arxiv.org/abs/2103.00065",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x * y - 1.0).sq() * 0.5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(1.0, 1.0), 0.0),
            Landmark::minimum(v2(-1.0, -1.0), 0.0),
            Landmark::saddle(V2::ZERO, 0.5),
        ]
    }
}
