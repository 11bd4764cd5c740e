//! Rastrigin's bowl full of dents.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};
use core::f64::consts::TAU;

pub(super) struct Rastrigin {
    a: f64,
}

const EDGE: f64 = 5.12;

impl Rastrigin {
    /// One direction's share of the loss.
    fn part<R: Real>(&self, t: R) -> R {
        t.sq() - (t * TAU).cos() * self.a
    }

    /// The minimum of one direction's share just below the whole number k, if there is one.
    ///
    /// There the derivative 2t + 2πA sin 2πt is positive at k and convex below it, so that Newton's method from k
    /// comes down to the next zero without overshooting.
    fn dent(&self, k: f64) -> Option<f64> {
        let mut t = k;
        for _ in 0..100 {
            let slope = 2.0 * t + TAU * self.a * libm::sin(TAU * t);
            let curvature = 2.0 + TAU * TAU * self.a * libm::cos(TAU * t);
            let next = t - slope / curvature;
            if curvature <= 0.0 || next <= k - 0.5 {
                return None;
            }
            if next >= t {
                break;
            }
            t = next;
        }
        (t <= EDGE).then_some(t)
    }
}

impl Shape for Rastrigin {
    const SPEC: Spec = Spec {
        id: "rastrigin",
        name: "Rastrigin",
        group: Group::Rugged,
        note: "121 dents in a bowl, the deepest in the middle",
        formula: "x² + A (1 − cos 2πx) + y² + A (1 − cos 2πy)",
        params: &[Param::number("A", "How deep the dents are.", Range::new(0.0, 1e3).slider(0.0, 20.0), 10.0)],
        domain: [[-EDGE, EDGE], [-EDGE, EDGE]],
        start: [3.3, -2.4],
        has_lowest: true,
        source: Source { cite: "Rastrigin 1974", url: "https://www.sfu.ca/~ssurjano/rastr.html" },
    };

    fn new(settings: &Settings) -> Self {
        Self { a: settings.number("A") }
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        self.part(x) + 2.0 * self.a + self.part(y)
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let right = (1..=5).filter_map(|k| self.dent(f64::from(k)));
        let dents: Vec<f64> = core::iter::once(0.0).chain(right.flat_map(|t| [t, -t])).collect();
        let at = |x, y| Landmark::minimum(v2(x, y), self.f(x, y));
        dents.iter().flat_map(|&x| dents.iter().map(move |&y| at(x, y))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shallow_dents_are_minima_only_near_the_middle() {
        let count = |a| Shape::landmarks(&Rastrigin { a }).len();
        assert_eq!([count(10.0), count(0.5), count(0.0)], [121, 9, 1]);
    }
}
