//! The Hölder table: its waves grow with the distance, so that it falls ever lower outside of the domain.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct HolderTable;

impl Shape for HolderTable {
    const SPEC: Spec = Spec {
        id: "holder_table",
        name: "Hölder table",
        group: Group::Rugged,
        note: "four equal legs; far outside it falls without end",
        formula: "−|sin x cos y exp |1 − √(x² + y²)/π||",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [3.5, -2.5],
        has_lowest: false,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/holder.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let radius = (x.sq() + y.sq()).sqrt();
        -(x.sin() * y.cos() * (-(radius / PI) + 1.0).abs().exp()).abs()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let (x, y, lowest) = (8.055023475736563, 9.664590019241272, -19.208502567886732);
        [v2(x, y), v2(x, -y), v2(-x, y), v2(-x, -y)].map(|at| Landmark::minimum(at, lowest)).to_vec()
    }
}
