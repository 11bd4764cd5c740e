//! Easom's function: one narrow hole in a plain. The usual domain is ±100; here ±10, where the hole is seen.
//!
//! A few steps further out the slope is too small for a floating-point number.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct Easom;

impl Shape for Easom {
    const SPEC: Spec = Spec {
        id: "easom",
        name: "Easom",
        group: Group::Rugged,
        note: "a needle in a haystack: the plain has hardly any slope",
        formula: "−cos x cos y exp(−(x − π)² − (y − π)²)",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [0.9, 1.4],
        has_lowest: true,
        source: Source { cite: "Easom 1990", url: "https://www.sfu.ca/~ssurjano/easom.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        -(x.cos() * y.cos() * (-(x - PI).sq() - (y - PI).sq()).exp())
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(PI, PI), -1.0)]
    }
}
