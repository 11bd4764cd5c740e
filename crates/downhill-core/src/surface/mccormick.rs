//! McCormick's function.
//!
//! It repeats along (1, 1) and falls by π each time, so it has no lowest point outside its usual domain.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct McCormick;

impl Shape for McCormick {
    const SPEC: Spec = Spec {
        id: "mccormick",
        name: "McCormick",
        group: Group::Wells,
        note: "two valleys here; outside, no lowest point",
        formula: "sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
        params: &[],
        domain: [[-1.5, 4.0], [-3.0, 4.0]],
        start: [1.2, 3.2],
        has_lowest: false,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x + y).sin() + (x - y).sq() - x * 1.5 + y * 2.5 + 1.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-0.5471975511965977, -1.5471975511965979), -1.9132229549810364),
            Landmark::minimum(v2(2.5943951023931957, 1.5943951023931955), 1.2283696986087569),
            Landmark::saddle(v2(1.5471975511965979, 0.5471975511965977), 1.9132229549810364),
        ]
    }
}
