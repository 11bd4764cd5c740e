//! Branin's function: three equal minima. The first is often mistyped as (π, 12.275).

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct Branin;

impl Shape for Branin {
    const SPEC: Spec = Spec {
        id: "branin",
        name: "Branin",
        group: Group::Wells,
        note: "three equal valleys",
        formula: "(y − 5.1x²/4π² + 5x/π − 6)² + 10 (1 − 1/8π) cos x + 10",
        params: &[],
        domain: [[-5.0, 10.0], [0.0, 15.0]],
        start: [3.0, 12.0],
        has_lowest: true,
        source: Source { cite: "Dixon & Szegő 1978", url: "https://www.sfu.ca/~ssurjano/branin.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let bend = y - x.sq() * (5.1 / (4.0 * PI * PI)) + x * (5.0 / PI) - 6.0;
        bend.sq() + x.cos() * (10.0 - 10.0 / (8.0 * PI)) + 10.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let lowest = 10.0 / (8.0 * PI);
        vec![
            Landmark::minimum(v2(-PI, 12.275), lowest),
            Landmark::minimum(v2(PI, 2.275), lowest),
            Landmark::minimum(v2(3.0 * PI, 2.475), lowest),
            Landmark::saddle(v2(0.0, 6.0), 20.0 - lowest),
            Landmark::saddle(v2(2.0 * PI, 1.1), 20.0 - lowest),
        ]
    }
}
