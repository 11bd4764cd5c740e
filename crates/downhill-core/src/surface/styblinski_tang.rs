//! Styblinski and Tang's four valleys of different depth.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct StyblinskiTang;

impl Shape for StyblinskiTang {
    const SPEC: Spec = Spec {
        id: "styblinski_tang",
        name: "Styblinski–Tang",
        group: Group::Wells,
        note: "four valleys of three depths, four saddles, one hill",
        formula: "½ (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [0.5, -0.3],
        has_lowest: true,
        source: Source { cite: "Styblinski & Tang 1990", url: "https://doi.org/10.1016/0893-6080(90)90029-K" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let part = |t: R| ((t.sq() - 16.0) * t + 5.0) * t;
        (part(x) + part(y)) * 0.5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-2.903534027771177, -2.903534027771177), -78.33233140754282),
            Landmark::minimum(v2(-2.903534027771177, 2.746802770990837), -64.19561235905536),
            Landmark::minimum(v2(2.746802770990837, -2.903534027771177), -64.19561235905536),
            Landmark::minimum(v2(2.746802770990837, 2.746802770990837), -50.05889331056788),
            Landmark::saddle(v2(-2.903534027771177, 0.1567312567803401), -38.97055334471606),
            Landmark::saddle(v2(0.1567312567803401, -2.903534027771177), -38.97055334471606),
            Landmark::saddle(v2(0.1567312567803401, 2.746802770990837), -24.833834296228584),
            Landmark::saddle(v2(2.746802770990837, 0.1567312567803401), -24.833834296228584),
            Landmark::hilltop(v2(0.1567312567803401, 0.1567312567803401), 0.39122471811071613),
        ]
    }
}
