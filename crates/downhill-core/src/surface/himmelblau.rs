//! Himmelblau's four valleys.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Himmelblau;

impl Shape for Himmelblau {
    const SPEC: Spec = Spec {
        id: "himmelblau",
        name: "Himmelblau",
        group: Group::Wells,
        note: "four equal valleys, one hill",
        formula: "(x² + y − 11)² + (x + y² − 7)²",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [0.85, 4.6],
        has_lowest: true,
        source: Source { cite: "Himmelblau 1972", url: "https://en.wikipedia.org/wiki/Himmelblau%27s_function" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (x.sq() + y - 11.0).sq() + (x + y.sq() - 7.0).sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(3.0, 2.0), 0.0),
            Landmark::minimum(v2(-2.805118086952745, 3.131312518250573), 0.0),
            Landmark::minimum(v2(-3.779310253377747, -3.2831859912861696), 0.0),
            Landmark::minimum(v2(3.5844283403304917, -1.8481265269644036), 0.0),
            Landmark::saddle(v2(3.385154183607021, 0.07385187983774928), 13.31192627040559),
            Landmark::saddle(v2(0.08667750455539636, 2.884254701174776), 67.71915008752615),
            Landmark::saddle(v2(-3.0730257507643897, -0.08135304428796751), 104.0151629175581),
            Landmark::saddle(v2(-0.12796134673068008, -1.9537149802445763), 178.33723920192747),
            Landmark::hilltop(v2(-0.2708445906673476, -0.9230385564799815), 181.6165215225827),
        ]
    }
}
