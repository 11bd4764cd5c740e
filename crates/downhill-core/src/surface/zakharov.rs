//! Zakharov's function: a bowl with a wall of fourth order.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Zakharov;

impl Shape for Zakharov {
    const SPEC: Spec = Spec {
        id: "zakharov",
        name: "Zakharov",
        group: Group::Bowls,
        note: "far out the walls are so steep that strides must be short",
        formula: "x² + y² + (x/2 + y)² + (x/2 + y)⁴",
        params: &[],
        domain: [[-5.0, 10.0], [-5.0, 10.0]],
        start: [8.0, 6.0],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/zakharov.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let across = x * 0.5 + y;
        x.sq() + y.sq() + across.sq() + across.powi(4)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
