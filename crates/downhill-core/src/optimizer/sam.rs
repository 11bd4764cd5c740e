//! SAM: sharpness-aware minimization with any optimizer.

use super::inner::{Inner, run_inside};
use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Sam {
    inner: Inner,
    rho: f64,
}

impl Construct for Sam {
    const SPEC: Spec = Spec {
        id: "sam",
        name: "SAM",
        family: Family::Wrappers,
        sentence: "Asks for the slope a little uphill before each step, and so prefers wide valleys to narrow ones.",
        formula: &["e = rho · g / ‖g‖", "x ← the inner optimizer's step from x, with the gradient at x + e"],
        variant: "The Euclidean norm (p = 2). During its step the inner optimizer sees the whole surface moved by e, \
                  its values and Hessians too, while what it remembers stays at x. Where g is 0, so is e. With noise, \
                  the two gradients of a step have noise of their own. Cost comes on top of the inner optimizer's.",
        source: Source { cite: "Foret et al. 2020, algorithm 1", url: "https://arxiv.org/abs/2010.01412" },
        slot: None,
        params: &[
            Param::optimizer("optimizer", "The optimizer that makes the step.", "sgd"),
            Param::number("rho", "How far uphill it asks.", Range::new(0.0, 1e6).slider(0.0, 1.0), 0.05),
        ],
        libraries: &[],
        cost: Cost { gradients: 1, hessians: 0, memory: 0 },
    };

    fn new(settings: &Settings, x: V2) -> Self {
        Self { inner: Inner::start(&run_inside(settings, "optimizer"), x), rho: settings.number("rho") }
    }
}

impl Method for Sam {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let (_, g) = oracle.gradient(x);
        let norm = g.norm();
        let uphill = if norm == 0.0 { V2::ZERO } else { self.rho * (g / norm) };
        let outer = oracle.displace(uphill);
        let next = self.inner.step(x, oracle);
        oracle.restore(outer);
        next
    }

    fn average(&self, x: V2) -> Option<V2> {
        self.inner.average(x)
    }

    fn is_done(&self) -> bool {
        self.inner.is_done()
    }
}

#[cfg(test)]
mod tests {
    use crate::{run, text, v2};

    #[test]
    fn the_gradient_is_that_of_a_point_uphill() {
        // On x² + y² at (3, 4) the point uphill by 5 is (6, 8), whose gradient is (12, 16).
        let done = run(&text::parse("surface=sphere&start=3,4&run=sam(sgd(lr=0.25),rho=5)&steps=1").experiment);
        assert_eq!(done[0].path.positions[1], v2(0.0, 0.0));
        assert_eq!(done[0].evaluations, [0, 2]);
    }

    #[test]
    fn one_inside_another_goes_uphill_twice() {
        // The inner one sees (6, 8) at (3, 4), and goes on to (9, 12), whose gradient is (18, 24).
        let text = "surface=sphere&start=3,4&run=sam(sam(sgd(lr=0.5),rho=5),rho=5)&steps=1";
        let done = run(&text::parse(text).experiment);
        assert_eq!(done[0].path.positions[1], v2(-6.0, -8.0));
        assert_eq!(done[0].evaluations, [0, 3]);
    }
}
