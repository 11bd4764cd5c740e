//! Ackley's dented plain with one funnel.
//!
//! The funnel ends in a cusp: at the origin there is no gradient, and zero is taken for it. Of the minima only that
//! one is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};
use core::f64::consts::{E, TAU};

pub(super) struct Ackley {
    a: f64,
    b: f64,
    c: f64,
}

impl Shape for Ackley {
    const SPEC: Spec = Spec {
        id: "ackley",
        name: "Ackley",
        group: Group::Rugged,
        note: "dents all round; the deepest ends in a sharp point",
        formula: "a (1 − exp(−b √(½(x² + y²)))) + e − exp(½(cos cx + cos cy))",
        params: &[
            Param::number("a", "How deep the funnel is.", Range::new(0.0, 1e3).slider(0.0, 50.0), 20.0),
            Param::number("b", "How narrow the funnel is.", Range::new(0.0, 1e2).slider(0.0, 1.0), 0.2),
            Param::number("c", "How close together the dents lie.", Range::new(0.0, 1e2).slider(0.0, 2.0 * TAU), TAU),
        ],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [3.4, -2.6],
        has_lowest: true,
        source: Source { cite: "Ackley 1987", url: "https://doi.org/10.1007/978-1-4613-1997-9" },
    };

    fn new(settings: &Settings) -> Self {
        Self { a: settings.number("a"), b: settings.number("b"), c: settings.number("c") }
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let r = ((x.sq() + y.sq()) * 0.5).sqrt();
        let dents = (((x * self.c).cos() + (y * self.c).cos()) * 0.5).exp();
        (-(r * -self.b).exp() + 1.0) * self.a + (-dents + E)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0).not_smooth()]
    }
}
