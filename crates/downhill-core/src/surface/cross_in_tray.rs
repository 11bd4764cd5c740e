//! The cross-in-tray. A thousand units away it falls below its minima, and ever lower from there.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct CrossInTray;

impl Shape for CrossInTray {
    const SPEC: Spec = Spec {
        id: "cross_in_tray",
        name: "Cross-in-tray",
        group: Group::Rugged,
        note: "a cross of ridges in a tray; four equal lowest points",
        formula: "−0.0001 (|sin x sin y exp |100 − √(x² + y²)/π|| + 1)^0.1",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [6.5, -5.0],
        has_lowest: false,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/crossit.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let radius = (x.sq() + y.sq()).sqrt();
        let waves = (x.sin() * y.sin() * (-(radius / PI) + 100.0).abs().exp()).abs();
        // The tenth root of what is at least 1.
        ((waves + 1.0).ln() * 0.1).exp() * -1e-4
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let (far, lowest) = (1.3494066171539107, -2.062611870822737);
        [v2(far, far), v2(far, -far), v2(-far, far), v2(-far, -far)].map(|at| Landmark::minimum(at, lowest)).to_vec()
    }
}
