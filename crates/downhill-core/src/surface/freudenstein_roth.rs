//! Freudenstein and Roth's function.
//!
//! The usual domain ends at x = 10 and misses the local minimum, where the usual start leads.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct FreudensteinRoth;

impl Shape for FreudensteinRoth {
    const SPEC: Spec = Spec {
        id: "freudenstein_roth",
        name: "Freudenstein–Roth",
        group: Group::Valleys,
        note: "the usual start ends in the wrong valley",
        formula: "(x − 13 + ((5 − y) y − 2) y)² + (x − 29 + ((y + 1) y − 14) y)²",
        params: &[],
        domain: [[-10.0, 15.0], [-10.0, 10.0]],
        start: [0.5, -2.0],
        has_lowest: true,
        source: Source {
            cite: "Moré, Garbow & Hillstrom 1981, problem 2",
            url: "https://doi.org/10.1145/355934.355936",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let first = x - 13.0 + ((-y + 5.0) * y - 2.0) * y;
        let second = x - 29.0 + ((y + 1.0) * y - 14.0) * y;
        first.sq() + second.sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(5.0, 4.0), 0.0),
            Landmark::minimum(v2(11.412778986902094, -0.8968052532744765), 48.98425367924002),
        ]
    }
}
