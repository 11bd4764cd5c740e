//! Salomon's function. The usual domain is ±100; here ±5, where its rings are seen.
//!
//! The middle is the tip of a cone, where zero is taken for the slope. The other minima are whole
//! circles and are not stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::TAU;

pub(super) struct Salomon;

impl Shape for Salomon {
    const SPEC: Spec = Spec {
        id: "salomon",
        name: "Salomon",
        group: Group::Rugged,
        note: "rings around a pointed middle",
        formula: "1 − cos(2π √(x² + y²)) + 0.1 √(x² + y²)",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [3.3, 2.4],
        has_lowest: true,
        source: Source { cite: "Salomon 1996; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let radius = (x.sq() + y.sq()).sqrt();
        -(radius * TAU).cos() + radius * 0.1 + 1.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0).not_smooth()]
    }
}
