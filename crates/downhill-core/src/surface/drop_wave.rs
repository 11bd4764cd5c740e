//! The drop-wave. Its other minima are whole circles and are not stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, cos_root};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct DropWave;

impl Shape for DropWave {
    const SPEC: Spec = Spec {
        id: "drop_wave",
        name: "Drop-wave",
        group: Group::Rugged,
        note: "rings as on water: whole circles of minima",
        formula: "−(1 + cos(12 √(x² + y²))) / (½ (x² + y²) + 2)",
        params: &[],
        domain: [[-5.12, 5.12], [-5.12, 5.12]],
        start: [2.6, -2.0],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/drop.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let r2 = x.sq() + y.sq();
        -(cos_root(r2 * 144.0) + 1.0) / (r2 * 0.5 + 2.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, -1.0)]
    }
}
