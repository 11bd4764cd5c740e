//! Dixon and Price's function in two dimensions. It is counted among the bowls, but has two lowest points.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::FRAC_1_SQRT_2;

pub(super) struct DixonPrice;

impl Shape for DixonPrice {
    const SPEC: Spec = Spec {
        id: "dixon_price",
        name: "Dixon–Price",
        group: Group::Bowls,
        note: "a bent bowl with two equal lowest points",
        formula: "(x − 1)² + 2 (2y² − x)²",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-6.0, 1.5],
        has_lowest: true,
        source: Source { cite: "Dixon & Price 1971", url: "https://www.sfu.ca/~ssurjano/dixonpr.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x - 1.0).sq() + (y.sq() * 2.0 - x).sq() * 2.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(1.0, FRAC_1_SQRT_2), 0.0),
            Landmark::minimum(v2(1.0, -FRAC_1_SQRT_2), 0.0),
            Landmark::saddle(v2(1.0 / 3.0, 0.0), 2.0 / 3.0),
        ]
    }
}
