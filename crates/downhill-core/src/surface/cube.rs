//! The cube function, which is Leon's too: Rosenbrock's valley along x³ instead of x².
//!
//! The domain is near Leon's ±1.2; on the usual ±10 the valley is hardly seen. Some lists print the minimum at (−1, 1),
//! where the value is 404.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Cube;

impl Shape for Cube {
    const SPEC: Spec = Spec {
        id: "cube",
        name: "Cube",
        group: Group::Valleys,
        note: "a valley bent twice, narrower than the banana",
        formula: "(1 − x)² + 100 (y − x³)²",
        params: &[],
        domain: [[-1.5, 1.5], [-1.5, 1.5]],
        start: [-1.2, -1.0],
        has_lowest: true,
        source: Source { cite: "Leon 1966; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (-x + 1.0).sq() + (y - x.powi(3)).sq() * 100.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(1.0, 1.0), 0.0)]
    }
}
