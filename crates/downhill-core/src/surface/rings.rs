//! Waves that fade from the middle in a shallow bowl: the "plateau" of the program lilipads.
//!
//! Of the ring of minima and the ridge inside it one point each is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, sinc_root, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Rings;

impl Shape for Rings {
    const SPEC: Spec = Spec {
        id: "rings",
        name: "Rings",
        group: Group::Shapes,
        note: "a ring-shaped valley around a deep middle",
        formula: "−sin r / r + 0.01r², r = √(x² + y²)",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [6.5, 5.0],
        has_lowest: true,
        source: Source { cite: "lilipads, its \"plateau\"", url: "" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let r2 = x.sq() + y.sq();
        -sinc_root(r2) + r2 * 0.01
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(V2::ZERO, -1.0),
            Landmark::minimum(v2(6.643492473768926, 0.0), 0.3882911948173888),
            Landmark::hilltop(v2(5.037502976113623, 0.0), 0.4418762751132228),
        ]
    }
}
