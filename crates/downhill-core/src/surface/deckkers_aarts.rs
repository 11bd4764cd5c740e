//! Deckkers and Aarts' function.
//!
//! Lists print the minima at (0, ±15), where the value is −24771.09; lower lies −24776.52.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct DeckkersAarts;

impl Shape for DeckkersAarts {
    const SPEC: Spec = Spec {
        id: "deckkers_aarts",
        name: "Deckkers–Aarts",
        group: Group::Valleys,
        note: "a slit: two deep ends, a dent that traps in the middle",
        formula: "10⁵ x² + y² − (x² + y²)² + 10⁻⁵ (x² + y²)⁴",
        params: &[],
        domain: [[-20.0, 20.0], [-20.0, 20.0]],
        start: [8.0, 2.0],
        has_lowest: true,
        source: Source {
            cite: "Ali, Khompatraporn & Zabinsky 2005; Jamil & Yang 2013",
            url: "https://arxiv.org/abs/1308.4008",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let r2 = x.sq() + y.sq();
        x.sq() * 1e5 + y.sq() - r2.sq() + r2.powi(4) * 1e-5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(0.0, 14.945112151891959), -24776.51834231769),
            Landmark::minimum(v2(0.0, -14.945112151891959), -24776.51834231769),
            Landmark::minimum(V2::ZERO, 0.0),
            Landmark::saddle(v2(0.0, 0.7071085489778077), 0.2500006250062501),
            Landmark::saddle(v2(0.0, -0.7071085489778077), 0.2500006250062501),
        ]
    }
}
