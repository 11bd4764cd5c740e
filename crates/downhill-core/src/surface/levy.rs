//! Lévy's function in two dimensions. Of its 40 minima only the lowest is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct Levy;

impl Shape for Levy {
    const SPEC: Spec = Spec {
        id: "levy",
        name: "Lévy",
        group: Group::Rugged,
        note: "40 dents in a valley",
        formula: "sin² πu + (u − 1)² (1 + 10 sin²(πu + 1)) + (v − 1)² (1 + sin² 2πv), u = 1 + (x − 1)/4, v = 1 + (y − 1)/4",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-7.5, 6.0],
        has_lowest: true,
        source: Source { cite: "Laguna & Martí 2005", url: "https://www.sfu.ca/~ssurjano/levy.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (u, v) = ((x - 1.0) * 0.25, (y - 1.0) * 0.25);
        let ripple = |angle: R| angle.sin().sq();
        let along = u.sq() * (ripple((u + 1.0) * PI + 1.0) * 10.0 + 1.0);
        ripple((u + 1.0) * PI) + along + v.sq() * (ripple((v + 1.0) * (2.0 * PI)) + 1.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(1.0, 1.0), 0.0)]
    }
}
