//! The three-hump camel.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct ThreeHumpCamel;

impl Shape for ThreeHumpCamel {
    const SPEC: Spec = Spec {
        id: "three_hump_camel",
        name: "Three-hump camel",
        group: Group::Wells,
        note: "one deep valley between two shallow ones",
        formula: "2x² − 1.05x⁴ + x⁶/6 + xy + y²",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [-2.3, 2.5],
        has_lowest: true,
        source: Source { cite: "Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let x2 = x.sq();
        ((x2 / 6.0 - 1.05) * x2 + 2.0) * x2 + x * y + y.sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(V2::ZERO, 0.0),
            Landmark::minimum(v2(-1.7475523458302888, 0.8737761729151444), 0.2986384422368598),
            Landmark::minimum(v2(1.7475523458302888, -0.8737761729151444), 0.2986384422368598),
            Landmark::saddle(v2(-1.07054229182366, 0.53527114591183), 0.8773615577631402),
            Landmark::saddle(v2(1.07054229182366, -0.53527114591183), 0.8773615577631402),
        ]
    }
}
