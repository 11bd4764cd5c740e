//! A bowl with two Gaussian wells of unlike depth, narrower along y: the "local minimum" of the program lilipads.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Lilipads;

impl Shape for Lilipads {
    const SPEC: Spec = Spec {
        id: "lilipads",
        name: "Lilipads",
        group: Group::Wells,
        note: "a shallow well beside a deep one three times its strength",
        formula: "x² + w² − 2 exp(−5((x − 1)² + w²)) − 6 exp(−5((x + 1)² + w²)), w = 1.4y",
        params: &[],
        domain: [[-2.0, 2.0], [-2.0, 2.0]],
        start: [1.4, 1.1],
        has_lowest: true,
        source: Source { cite: "lilipads, its \"local minimum\"", url: "" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let w2 = (y * 1.4).sq();
        let well = |centre: f64| (((x - centre).sq() + w2) * -5.0).exp();
        x.sq() + w2 - well(1.0) * 2.0 - well(-1.0) * 6.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-0.9675774464554597, 0.0), -5.032339968658435),
            Landmark::minimum(v2(0.9053178606008483, 0.0), -1.0927320384810153),
            Landmark::saddle(v2(0.12025036405942183, 0.0), -0.03856400986031282),
        ]
    }
}
