//! Rosenbrock's banana valley.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Rosenbrock {
    a: f64,
    b: f64,
}

impl Shape for Rosenbrock {
    const SPEC: Spec = Spec {
        id: "rosenbrock",
        name: "Rosenbrock",
        group: Group::Valleys,
        note: "a long curved valley with a nearly level floor",
        formula: "(a − x)² + b (y − x²)²",
        params: &[
            Param::number("a", "Where the minimum lies: at (a, a²).", Range::new(-10.0, 10.0).slider(-2.0, 2.0), 1.0),
            Param::number("b", "How steep the valley's walls are.", Range::new(0.01, 1e6).log_slider(1.0, 1e3), 100.0),
        ],
        domain: [[-2.0, 2.0], [-1.0, 3.0]],
        start: [-1.2, 1.0],
        has_lowest: true,
        source: Source { cite: "Rosenbrock 1960", url: "https://doi.org/10.1093/comjnl/3.3.175" },
    };

    fn new(settings: &Settings) -> Self {
        Self { a: settings.number("a"), b: settings.number("b") }
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        (-x + self.a).sq() + (y - x.sq()).sq() * self.b
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(v2(self.a, self.a * self.a), 0.0)]
    }
}
