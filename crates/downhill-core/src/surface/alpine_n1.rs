//! The alpine function N. 1.
//!
//! Each direction's share is zero at 0 and wherever sin t = −0.1: eight places in the domain, so 64 lowest points.

use super::separable::Level::Low;
use super::separable::level_points;
use super::{Group, Landmark, Shape, Spec};
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::{PI, TAU};

pub(super) struct AlpineN1;

impl Shape for AlpineN1 {
    const SPEC: Spec = Spec {
        id: "alpine_n1",
        name: "Alpine N. 1",
        group: Group::Rugged,
        note: "64 equal lowest points; many lists know only one",
        formula: "|x sin x + 0.1x| + |y sin y + 0.1y|",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [7.6, -5.2],
        has_lowest: true,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let part = |t: R| (t * (t.sin() + 0.1)).abs();
        part(x) + part(y)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let off = libm::asin(0.1);
        let creases = [0.0, -off, TAU - off, -TAU - off, PI + off, -PI + off, 3.0 * PI + off, -3.0 * PI + off];
        let line = creases.map(|t| Low(t, 0.0));
        level_points(&line, &line).into_iter().map(Landmark::not_smooth).collect()
    }
}
