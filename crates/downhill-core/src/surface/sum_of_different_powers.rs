//! The sum of different powers: no curvature along y at the minimum, so that every method slows down there.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct SumOfDifferentPowers;

impl Shape for SumOfDifferentPowers {
    const SPEC: Spec = Spec {
        id: "sum_of_different_powers",
        name: "Different powers",
        group: Group::Bowls,
        note: "the slope along y fades out before the bottom",
        formula: "x² + |y|³",
        params: &[],
        domain: [[-1.0, 1.0], [-1.0, 1.0]],
        start: [-0.8, 0.9],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/sumpow.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.sq() + y.abs().powi(3)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
