//! A four-sided cone: its slope is the same down to the tip, where zero is taken for it.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct L1Cone;

impl Shape for L1Cone {
    const SPEC: Spec = Spec {
        id: "l1_cone",
        name: "ℓ₁ cone",
        group: Group::Bowls,
        note: "the slope never shrinks: a constant rate never settles",
        formula: "|x| + |y|",
        params: &[],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [-2.3, 1.4],
        has_lowest: true,
        source: Source { cite: "The ℓ₁ norm", url: "https://mathworld.wolfram.com/L1-Norm.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.abs() + y.abs()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0).not_smooth()]
    }
}
