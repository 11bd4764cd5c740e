//! Lévy's function N. 13.
//!
//! Of its thousand or so minima only the lowest is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

pub(super) struct LevyN13;

impl Shape for LevyN13 {
    const SPEC: Spec = Spec {
        id: "levy_n13",
        name: "Lévy N. 13",
        group: Group::Rugged,
        note: "about a thousand dents; only the lowest is marked",
        formula: "sin²(3πx) + (x − 1)² (1 + sin²(3πy)) + (y − 1)² (1 + sin²(2πy))",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [-4.3, 5.2],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/levy13.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let ripple = |t: R, waves: f64| (t * (waves * PI)).sin().sq();
        ripple(x, 3.0) + (x - 1.0).sq() * (ripple(y, 3.0) + 1.0) + (y - 1.0).sq() * (ripple(y, 2.0) + 1.0)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(1.0, 1.0), 0.0)]
    }
}
