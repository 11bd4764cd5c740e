//! Dupont's bowl with two Gaussian wells, one deeper than the other.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct DoubleWell;

impl Shape for DoubleWell {
    const SPEC: Spec = Spec {
        id: "double_well",
        name: "Double well",
        group: Group::Wells,
        note: "a deep well, and a shallow one that traps",
        formula: "x² + y² − 2 exp(−5((x − 1)² + y²)) − 3 exp(−5((x + 1)² + y²))",
        params: &[],
        domain: [[-2.0, 2.0], [-2.0, 2.0]],
        start: [1.4, 1.4],
        has_lowest: true,
        source: Source {
            cite: "Dupont 2018",
            url: "https://emiliendupont.github.io/2018/01/24/optimization-visualization/",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let y2 = y.sq();
        let well = |centre: f64| (((x - centre).sq() + y2) / -0.2).exp();
        x.sq() + y2 - well(1.0) * 2.0 - well(-1.0) * 3.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-0.9363006340109187, 0.0), -2.063090251768194),
            Landmark::minimum(v2(0.905317899160115, 0.0), -1.092731999201741),
            Landmark::saddle(v2(0.06860243670809657, 0.0), -0.03137427327004572),
        ]
    }
}
