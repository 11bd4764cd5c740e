//! The six-hump camel.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct SixHumpCamel;

impl Shape for SixHumpCamel {
    const SPEC: Spec = Spec {
        id: "six_hump_camel",
        name: "Six-hump camel",
        group: Group::Wells,
        note: "two equal lowest valleys and four others",
        formula: "(4 − 2.1x² + x⁴/3) x² + xy + (4y² − 4) y²",
        params: &[],
        domain: [[-3.0, 3.0], [-2.0, 2.0]],
        start: [-1.3, -1.2],
        has_lowest: true,
        source: Source { cite: "Dixon & Szegő 1978", url: "https://www.sfu.ca/~ssurjano/camel6.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (x2, y2) = (x.sq(), y.sq());
        ((x2 / 3.0 - 2.1) * x2 + 4.0) * x2 + x * y + (y2 - 1.0) * y2 * 4.0
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(-0.08984201310031806, 0.7126564030207396), -1.0316284534898774),
            Landmark::minimum(v2(0.08984201310031806, -0.7126564030207396), -1.0316284534898774),
            Landmark::minimum(v2(-1.703606714969981, 0.7960835686726251), -0.21546382438371764),
            Landmark::minimum(v2(1.703606714969981, -0.7960835686726251), -0.21546382438371764),
            Landmark::minimum(v2(-1.6071047529201972, -0.5686514548841314), 2.1042503103112584),
            Landmark::minimum(v2(1.6071047529201972, 0.5686514548841314), 2.1042503103112584),
            Landmark::saddle(V2::ZERO, 0.0),
            Landmark::saddle(v2(-1.1092053368047865, 0.7682680925095399), 0.5437186009781851),
            Landmark::saddle(v2(1.1092053368047865, -0.7682680925095399), 0.5437186009781851),
            Landmark::saddle(v2(-1.6380679841897785, -0.22867406904439408), 2.2293571975307147),
            Landmark::saddle(v2(1.6380679841897785, 0.22867406904439408), 2.2293571975307147),
            Landmark::saddle(v2(-1.2960702671671092, -0.6050843880386585), 2.22947081802986),
            Landmark::saddle(v2(1.2960702671671092, 0.6050843880386585), 2.22947081802986),
            Landmark::hilltop(v2(-1.2302298765166526, -0.16233458445899496), 2.496295351023577),
            Landmark::hilltop(v2(1.2302298765166526, 0.16233458445899496), 2.496295351023577),
        ]
    }
}
