//! Jennrich and Sampson's function with ten residuals, not all of which can vanish.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct JennrichSampson;

impl Shape for JennrichSampson {
    const SPEC: Spec = Spec {
        id: "jennrich_sampson",
        name: "Jennrich–Sampson",
        group: Group::Valleys,
        note: "no point fits all ten: the lowest loss is 124",
        formula: "Σ (2 + 2i − exp(ix) − exp(iy))², i from 1 to 10",
        params: &[],
        domain: [[-1.0, 1.0], [-1.0, 1.0]],
        start: [0.3, 0.4],
        has_lowest: true,
        source: Source {
            cite: "Moré, Garbow & Hillstrom 1981, problem 6",
            url: "https://doi.org/10.1145/355934.355936",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let residual = |i: f64| -(x * i).exp() - (y * i).exp() + (2.0 + 2.0 * i);
        (1..=10).fold(R::constant(0.0), |sum, i| sum + residual(f64::from(i)).sq())
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(0.2578252136703641, 0.2578252136703641), 124.36218235561485)]
    }
}
