//! Lookahead: any optimizer, pulled back now and then.

use super::inner::{Inner, run_inside};
use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Lookahead {
    inner: Inner,
    k: u32,
    alpha: f64,
    slow: V2,
}

impl Construct for Lookahead {
    const SPEC: Spec = Spec {
        id: "lookahead",
        name: "Lookahead",
        family: Family::Wrappers,
        sentence: "Lets another optimizer run ahead for a few steps, then takes back a part of the way.",
        formula: &["k times: x ← the inner optimizer's step from x", "s ← s + alpha (x − s)", "x ← s"],
        variant: "The inner optimizer keeps all it remembers when it is taken back, as in the paper: points that it \
                  remembers, such as Schedule-Free's, stay where they are. The path shows the fast point x, which \
                  jumps to the slow point s in every k-th step. Cost and memory come on top of the inner optimizer's.",
        source: Source { cite: "Zhang et al. 2019", url: "https://arxiv.org/abs/1907.08610" },
        slot: None,
        params: &[
            Param::optimizer("optimizer", "The optimizer that runs ahead.", "sgd"),
            Param::number("k", "How many steps it runs ahead.", Range::whole(1.0, 1e6).slider(1.0, 20.0), 5.0),
            Param::number("alpha", "Which part of the way is kept.", Range::new(0.0, 1.0), 0.5),
        ],
        libraries: &[],
        cost: Cost { gradients: 0, hessians: 0, memory: 1 },
    };

    fn new(settings: &Settings, x: V2) -> Self {
        Self {
            inner: Inner::start(&run_inside(settings, "optimizer"), x),
            k: settings.number("k") as u32,
            alpha: settings.number("alpha"),
            slow: x,
        }
    }
}

impl Method for Lookahead {
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let fast = self.inner.step(x, oracle);
        if !at.t.is_multiple_of(self.k) {
            return fast;
        }
        self.slow = between(self.slow, fast, self.alpha);
        self.slow
    }

    fn average(&self, x: V2) -> Option<V2> {
        self.inner.average(x)
    }

    fn is_done(&self) -> bool {
        self.inner.is_done()
    }
}

/// The point at a part of the way from one point to another, exact at both ends.
fn between(from: V2, to: V2, part: f64) -> V2 {
    if part < 0.5 { from + part * (to - from) } else { to - (1.0 - part) * (to - from) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;
    use crate::{run, text};

    #[test]
    fn a_part_of_the_way_is_exact_at_both_ends() {
        let (from, to) = (v2(0.1, 1e9), v2(0.3, -0.7));
        assert_eq!((between(from, to, 0.0), between(from, to, 1.0)), (from, to));
        assert_eq!(between(v2(0.0, 8.0), v2(4.0, 0.0), 0.25), v2(1.0, 6.0));
        assert_eq!(between(v2(0.0, 8.0), v2(4.0, 0.0), 0.75), v2(3.0, 2.0));
    }

    #[test]
    fn every_kth_step_takes_back_a_part_of_the_way() {
        // On x² + y² a rate of 1/4 halves the point: 8, 4, then from 2 back to the middle of 8 and 2.
        let done = run(&text::parse("surface=sphere&start=8,0&run=lookahead(sgd(lr=0.25),k=2)&steps=4").experiment);
        let positions: Vec<f64> = done[0].path.positions.iter().map(|p| p.x).collect();
        assert_eq!(positions, [8.0, 4.0, 5.0, 2.5, 3.125]);
    }
}
