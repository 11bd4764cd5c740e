//! The eggholder. The minimum that lists give lies on the edge of the domain and is not level: outside it falls lower.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Eggholder;

impl Shape for Eggholder {
    const SPEC: Spec = Spec {
        id: "eggholder",
        name: "Eggholder",
        group: Group::Rugged,
        note: "the lowest point shown is on the edge; beyond, lower still",
        formula: "−(y + 47) sin √|x/2 + y + 47| − x sin √|x − y − 47|",
        params: &[],
        domain: [[-512.0, 512.0], [-512.0, 512.0]],
        start: [150.0, -220.0],
        has_lowest: false,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/egg.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let up = y + 47.0;
        -(up * (x * 0.5 + up).abs().sqrt().sin()) - x * (x - up).abs().sqrt().sin()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(512.0, 404.2318051137578), -959.6406627208509).not_smooth()]
    }
}
