//! Bukin's function N. 6: the floor of the valley is a crease.
//!
//! Towards it the slope grows without bound; on it, zero is taken for the slope across.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct BukinN6;

impl Shape for BukinN6 {
    const SPEC: Spec = Spec {
        id: "bukin_n6",
        name: "Bukin N. 6",
        group: Group::Valleys,
        note: "a bent crease: the nearer to its floor, the steeper",
        formula: "100 √|y − 0.01x²| + 0.01 |x + 10|",
        params: &[],
        domain: [[-15.0, -5.0], [-3.0, 3.0]],
        start: [-6.0, 1.5],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/bukin6.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (y - x.sq() * 0.01).abs().sqrt() * 100.0 + (x + 10.0).abs() * 0.01
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(-10.0, 1.0), 0.0).not_smooth()]
    }
}
