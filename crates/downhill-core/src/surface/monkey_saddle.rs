//! The monkey saddle: room for two legs and a tail, and no lowest point.
//!
//! Its Hessian vanishes in the middle, so its curvature says nothing there.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct MonkeySaddle;

impl Shape for MonkeySaddle {
    const SPEC: Spec = Spec {
        id: "monkey_saddle",
        name: "Monkey saddle",
        group: Group::Shapes,
        note: "three ways down from a level middle; no lowest point",
        formula: "x³ − 3xy²",
        params: &[],
        domain: [[-2.0, 2.0], [-2.0, 2.0]],
        start: [1.2, 0.3],
        has_lowest: false,
        source: Source { cite: "Hilbert & Cohn-Vossen 1932", url: "https://mathworld.wolfram.com/MonkeySaddle.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x * (x.sq() - y.sq() * 3.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::saddle(V2::ZERO, 0.0)]
    }
}
