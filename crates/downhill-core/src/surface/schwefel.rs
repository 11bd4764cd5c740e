//! Schwefel's function 2.26. Outside its domain it falls ever lower. Of its minima only the lowest in the domain is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

/// How deep one direction's share falls in the domain: it makes the lowest value there zero.
const DEPTH: f64 = 418.9828872724337;

pub(super) struct Schwefel;

impl Shape for Schwefel {
    const SPEC: Spec = Spec {
        id: "schwefel",
        name: "Schwefel",
        group: Group::Rugged,
        note: "deceptive: the second best valley is far from the best",
        formula: "837.9658 − x sin √|x| − y sin √|y|",
        params: &[],
        domain: [[-500.0, 500.0], [-500.0, 500.0]],
        start: [-320.0, 150.0],
        has_lowest: false,
        source: Source {
            cite: "Schwefel 1981; Surjanovic & Bingham 2013",
            url: "https://www.sfu.ca/~ssurjano/schwef.html",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let part = |t: R| -(t * t.abs().sqrt().sin()) + DEPTH;
        part(x) + part(y)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(420.96874635998205, 420.96874635998205), 0.0)]
    }
}
