//! Michalewicz' function with m = 10. It is made for its domain: outside it has lower points.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::{FRAC_PI_2, PI};

pub(super) struct Michalewicz;

impl Shape for Michalewicz {
    const SPEC: Spec = Spec {
        id: "michalewicz",
        name: "Michalewicz",
        group: Group::Rugged,
        note: "plains without slope, and two narrow trenches",
        formula: "−sin x sin²⁰(x²/π) − sin y sin²⁰(2y²/π)",
        params: &[],
        domain: [[0.0, PI], [0.0, PI]],
        start: [1.2, 2.6],
        has_lowest: false,
        source: Source { cite: "Michalewicz 1992", url: "https://www.sfu.ca/~ssurjano/michal.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let trench = |t: R, i: f64| t.sin() * (t.sq() * (i / PI)).sin().powi(20);
        -trench(x, 1.0) - trench(y, 2.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(2.2029055201726093, FRAC_PI_2), -1.8013034100985525)]
    }
}
