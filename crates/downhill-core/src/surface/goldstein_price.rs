//! Goldstein and Price's function: four minima between walls that rise to a million.
//!
//! Its two polynomials are written in s = x + y and u = 2x − 3y, which is the same and loses less to rounding.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct GoldsteinPrice;

impl Shape for GoldsteinPrice {
    const SPEC: Spec = Spec {
        id: "goldstein_price",
        name: "Goldstein–Price",
        group: Group::Valleys,
        note: "four crossing valleys; losses from 3 to a million",
        formula: "(1 + (s + 1)² (19 − 14s + 3s²)) (30 + u² (18 − 16u + 3u²)), s = x + y, u = 2x − 3y",
        params: &[],
        domain: [[-2.0, 2.0], [-2.0, 2.0]],
        start: [-1.4, 1.2],
        has_lowest: true,
        source: Source { cite: "Goldstein & Price 1971", url: "https://www.sfu.ca/~ssurjano/goldpr.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (s, u) = (x + y, x * 2.0 - y * 3.0);
        let first = (s + 1.0).sq() * ((s * 3.0 - 14.0) * s + 19.0) + 1.0;
        first * (u.sq() * ((u * 3.0 - 16.0) * u + 18.0) + 30.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(0.0, -1.0), 3.0),
            Landmark::minimum(v2(-0.6, -0.4), 30.0),
            Landmark::minimum(v2(1.8, 0.2), 84.0),
            Landmark::minimum(v2(1.2, 0.8), 840.0),
            Landmark::saddle(v2(-0.4, -0.6), 35.0),
            Landmark::saddle(v2(1.2, -0.2), 99.0),
            Landmark::saddle(v2(1.4, 0.6), 980.0),
            Landmark::saddle(v2(0.6, 0.4), 990.0),
            Landmark::hilltop(v2(0.8, 0.2), 1155.0),
        ]
    }
}
