//! Qing's function in two dimensions: four equal wells, mirrored in both axes.

use super::separable::Level::{High, Low};
use super::separable::level_points;
use super::{Group, Landmark, Shape, Spec};
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::SQRT_2;

pub(super) struct Qing;

impl Shape for Qing {
    const SPEC: Spec = Spec {
        id: "qing",
        name: "Qing",
        group: Group::Wells,
        note: "four equal wells around a hill",
        formula: "(x² − 1)² + (y² − 2)²",
        params: &[],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [0.3, -0.2],
        has_lowest: true,
        source: Source { cite: "Qing 2006; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x.sq() - 1.0).sq() + (y.sq() - 2.0).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        level_points(
            &[Low(-1.0, 0.0), High(0.0, 1.0), Low(1.0, 0.0)],
            &[Low(-SQRT_2, 0.0), High(0.0, 4.0), Low(SQRT_2, 0.0)],
        )
    }
}
