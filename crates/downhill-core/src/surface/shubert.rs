//! Shubert's function.
//!
//! Its 18 lowest points are stored. Inside the domain are 722 minima; the 760 of many lists are counted with its edge.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Shubert;

impl Shape for Shubert {
    const SPEC: Spec = Spec {
        id: "shubert",
        name: "Shubert",
        group: Group::Rugged,
        note: "18 equal lowest points among more than 700 dents",
        formula: "Σ i cos((i + 1) x + i) · Σ i cos((i + 1) y + i), i from 1 to 5",
        params: &[],
        domain: [[-10.0, 10.0], [-10.0, 10.0]],
        start: [3.0, -4.0],
        has_lowest: true,
        source: Source { cite: "Surjanovic & Bingham 2013", url: "https://www.sfu.ca/~ssurjano/shubert.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let waves = |t: R| (1..=5).map(f64::from).fold(R::constant(0.0), |sum, i| sum + (t * (i + 1.0) + i).cos() * i);
        waves(x) * waves(y)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        // Where one direction's waves are highest and where they are lowest.
        let high = [-7.0835064076515595, -0.8003211004719731, 5.482864206707613];
        let low = [-7.708313735499347, -1.425128428319761, 4.858056878859825];
        let mut lowest = Vec::new();
        for a in high {
            for b in low {
                lowest.extend([v2(a, b), v2(b, a)].map(|at| Landmark::minimum(at, -186.73090883102384)));
            }
        }
        lowest
    }
}
