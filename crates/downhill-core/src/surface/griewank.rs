//! Griewank's function. The usual domain is ±600; here ±10, where its dents are seen. Of its minima only the lowest is
//! stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::FRAC_1_SQRT_2;

pub(super) struct Griewank;

impl Shape for Griewank {
    const SPEC: Spec = Spec {
        id: "griewank",
        name: "Griewank",
        group: Group::Rugged,
        note: "zoom out, and all these dents become one bowl",
        formula: "(x² + y²)/4000 − cos x cos(y/√2) + 1",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [7.5, -6.5],
        has_lowest: true,
        source: Source { cite: "Griewank 1981", url: "https://www.sfu.ca/~ssurjano/griewank.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x.sq() + y.sq()) / 4000.0 - x.cos() * (y * FRAC_1_SQRT_2).cos() + 1.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
