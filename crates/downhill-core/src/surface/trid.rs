//! The trid function in two dimensions: a bowl whose lowest value is -2.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Trid;

impl Shape for Trid {
    const SPEC: Spec = Spec {
        id: "trid",
        name: "Trid",
        group: Group::Bowls,
        note: "a tilted bowl whose lowest value is not zero",
        formula: "(x − 1)² + (y − 1)² − xy",
        params: &[],
        domain: [[-4.0, 4.0], [-4.0, 4.0]],
        start: [-3.5, 1.0],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/trid.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x - 1.0).sq() + (y - 1.0).sq() - x * y
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(2.0, 2.0), -2.0)]
    }
}
