//! De Jong's function N. 5, Shekel's foxholes. Of its 25 minima only the lowest is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

/// Where the holes lie, along each axis.
const HOLES: [f64; 5] = [-32.0, -16.0, 0.0, 16.0, 32.0];

pub(super) struct DeJongN5;

impl Shape for DeJongN5 {
    const SPEC: Spec = Spec {
        id: "de_jong_n5",
        name: "De Jong N. 5",
        group: Group::Rugged,
        note: "25 foxholes in a plain; one corner has the deepest",
        formula: "(0.002 + Σ 1 / (i + (x − aᵢ)⁶ + (y − bᵢ)⁶))⁻¹, i from 1 to 25, holes in a 5 by 5 grid",
        params: &[],
        domain: [[-65.536, 65.536], [-65.536, 65.536]],
        start: [-20.0, -7.0],
        has_lowest: true,
        source: Source { cite: "De Jong 1975", url: "https://www.sfu.ca/~ssurjano/dejong5.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let mut sum = R::constant(0.002);
        for (row, b) in HOLES.into_iter().enumerate() {
            let down = (y - b).powi(6);
            for (column, a) in HOLES.into_iter().enumerate() {
                sum = sum + R::constant(1.0) / ((x - a).powi(6) + down + (5 * row + column + 1) as f64);
            }
        }
        R::constant(1.0) / sum
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(-31.97833483565697, -31.978334837300796), 0.9980038377944502)]
    }
}
