//! Beale's function, with its hidden trap.
//!
//! Along y = 1 − 0.991 / x the value falls towards 0.452 as |x| grows: starts with x < 0 leave
//! by the left edge for ever.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Beale;

impl Shape for Beale {
    const SPEC: Spec = Spec {
        id: "beale",
        name: "Beale",
        group: Group::Valleys,
        note: "a hidden trap: starts on the left may run off for ever",
        formula: "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
        params: &[],
        domain: [[-4.5, 4.5], [-4.5, 4.5]],
        start: [1.0, 1.5],
        has_lowest: true,
        source: Source { cite: "Beale 1958", url: "https://www.sfu.ca/~ssurjano/beale.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (xy, y2) = (x * y, y.sq());
        (xy - x + 1.5).sq() + (x * y2 - x + 2.25).sq() + (xy * y2 - x + 2.625).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(3.0, 0.5), 0.0),
            Landmark::saddle(v2(0.10053793732415836, -2.644513585023125), 9.86451228475556),
            Landmark::saddle(v2(0.0, 1.0), 14.203125),
        ]
    }
}
