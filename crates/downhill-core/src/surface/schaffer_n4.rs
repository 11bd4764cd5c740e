//! Schaffer's function N. 4. The usual domain is ±100; here ±3, where its ripples are seen. The bars in its formula change
//! nothing, because the squared cosine of the sine is even.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct SchafferN4;

impl Shape for SchafferN4 {
    const SPEC: Spec = Spec {
        id: "schaffer_n4",
        name: "Schaffer N. 4",
        group: Group::Rugged,
        note: "four equal lowest points among crossing ripples",
        formula: "½ + (cos²(sin|x² − y²|) − ½) / (1 + 0.001 (x² + y²))²",
        params: &[],
        domain: [[-3.0, 3.0], [-3.0, 3.0]],
        start: [2.4, 1.6],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/schaffer4.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        ((x.sq() - y.sq()).sin().cos().sq() - 0.5) / ((x.sq() + y.sq()) * 1e-3 + 1.0).sq() + 0.5
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let (far, lowest) = (1.2531318314637332, 0.29257863203598056);
        [v2(0.0, far), v2(0.0, -far), v2(far, 0.0), v2(-far, 0.0)].map(|at| Landmark::minimum(at, lowest)).to_vec()
    }
}
