//! Adjiman's function. It falls for ever with growing x; the minimum that lists give is only where they stop, at x = 2.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Adjiman;

impl Shape for Adjiman {
    const SPEC: Spec = Spec {
        id: "adjiman",
        name: "Adjiman",
        group: Group::Wells,
        note: "no valley inside: it falls over the right edge for ever",
        formula: "cos x sin y − x / (y² + 1)",
        params: &[],
        domain: [[-1.0, 2.0], [-1.0, 1.0]],
        start: [-0.6, 0.5],
        has_lowest: false,
        source: Source { cite: "Adjiman et al. 1998; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.cos() * y.sin() - x / (y.sq() + 1.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(2.0, 0.1057834694517169), -2.021806783359787).not_smooth(),
            Landmark::saddle(v2(-0.7945733292974204, 0.8935081317470634), 0.9877847080899854),
            Landmark::saddle(v2(0.7945733292974204, -0.8935081317470634), -0.9877847080899854),
        ]
    }
}
