//! Booth's bowl: an ellipse whose minimum is not at the origin.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Booth;

impl Shape for Booth {
    const SPEC: Spec = Spec {
        id: "booth",
        name: "Booth",
        group: Group::Bowls,
        note: "a tilted bowl away from the origin",
        formula: "(x + 2y − 7)² + (2x + y − 5)²",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-7.0, 2.0],
        has_lowest: true,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x + y * 2.0 - 7.0).sq() + (x * 2.0 + y - 5.0).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(1.0, 3.0), 0.0)]
    }
}
