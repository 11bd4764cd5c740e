//! A narrow valley along an axis: 20 times steeper across than along.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct NarrowValley;

impl Shape for NarrowValley {
    const SPEC: Spec = Spec {
        id: "narrow_valley",
        name: "Narrow valley",
        group: Group::Bowls,
        note: "a straight narrow valley: across it strides must be short",
        formula: "0.1x² + 2y²",
        params: &[],
        domain: [[-5.5, 1.0], [-3.0, 1.0]],
        start: [-5.0, -2.0],
        has_lowest: true,
        source: Source {
            cite: "Zhang et al. 2023, Dive into Deep Learning, 12.6",
            url: "https://d2l.ai/chapter_optimization/momentum.html",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.sq() * 0.1 + y.sq() * 2.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
