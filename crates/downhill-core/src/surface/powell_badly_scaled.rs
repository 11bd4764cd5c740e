//! Powell's badly scaled function: at the minima the curvatures differ by a factor of 10¹⁸.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct PowellBadlyScaled;

impl Shape for PowellBadlyScaled {
    const SPEC: Spec = Spec {
        id: "powell_badly_scaled",
        name: "Powell badly scaled",
        group: Group::Valleys,
        note: "x and y count a million times differently",
        formula: "(10⁴ xy − 1)² + (exp(−x) + exp(−y) − 1.0001)²",
        params: &[],
        domain: [[-1.0, 10.0], [-1.0, 10.0]],
        start: [0.0, 1.0],
        has_lowest: true,
        source: Source {
            cite: "Moré, Garbow & Hillstrom 1981, problem 3",
            url: "https://doi.org/10.1145/355934.355936",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x * y * 1e4 - 1.0).sq() + ((-x).exp() + (-y).exp() - 1.0001).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(1.0981593296998175e-05, 9.106146739866524), 0.0),
            Landmark::minimum(v2(9.106146739866524, 1.0981593296998175e-05), 0.0),
            Landmark::minimum(v2(-0.009948091925800946, -0.009948091925800946), 1.0402940039616395),
            Landmark::saddle(v2(0.010048156947108327, 0.010048156947108327), 0.9603056759863952),
            Landmark::saddle(v2(-0.00010003002051701593, -0.00010003002051701593), 2.0000000400206805),
        ]
    }
}
