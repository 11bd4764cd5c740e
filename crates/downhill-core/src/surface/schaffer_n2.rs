//! Schaffer's function N. 2. The usual domain is ±100; here ±3, where its ripples are seen. At the minimum it hardly
//! curves.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct SchafferN2;

impl Shape for SchafferN2 {
    const SPEC: Spec = Spec {
        id: "schaffer_n2",
        name: "Schaffer N. 2",
        group: Group::Rugged,
        note: "a level middle inside crossing ripples",
        formula: "½ + (sin²(x² − y²) − ½) / (1 + 0.001 (x² + y²))²",
        params: &[],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [2.2, -1.1],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/schaffer2.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        ((x.sq() - y.sq()).sin().sq() - 0.5) / ((x.sq() + y.sq()) * 1e-3 + 1.0).sq() + 0.5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
