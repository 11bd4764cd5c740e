//! Where a model's surface is level: found by Newton's method, since data have no formula for it.
//!
//! Where weights are kept at zero by their size (l1), the surface has a kink there: such a point is lowest where no slope
//! of the rest is larger than the kink's own.

use super::{Learner, Model, Sample};
use crate::data::spread;
use crate::num::{V2, v2};
use crate::surface::{FromData, Hessian, Landmark, LandmarkKind, Surface};

/// Steps of a first search, of one from a rough place, and of one from where it is almost there.
const ROUGH: usize = 20;
const FINE: usize = 60;
const NEAR: usize = 12;
/// A first search looks at so many examples, evenly chosen; what it finds is sought again with more, and then with all.
const FEW: usize = 64;
const MORE: usize = 1024;
/// A step over a straight surface goes this far at most, or as far as it has come from the origin.
const REACH: f64 = 3.0;
/// Points closer than this are the same.
const SAME: f64 = 1e-6;

pub(super) fn find<M: Model>(learner: &Learner<M>) -> Vec<Landmark> {
    let mut found: Vec<Landmark> =
        learner.model.curve(&learner.moments).into_iter().map(|at| Landmark::minimum(at, learner.value(at))).collect();
    let has_curve = learner.penalty == [V2::ZERO; 2];
    if !has_curve {
        found.clear();
    }
    let kinks = learner.penalty[0];
    for free in [[true, true], [true, false], [false, true], [false, false]] {
        let is_kinked = |free: bool, kink: f64| free || kink > 0.0;
        if is_kinked(free[0], kinks.x) && is_kinked(free[1], kinks.y) {
            for at in points::<M>(learner, free) {
                found.extend(
                    landmark(learner, at, free).filter(|new| found.iter().all(|l| (l.at - new.at).norm() > SAME)),
                );
            }
        }
    }
    found
}

/// Level points with some weights free and the others zero.
fn points<M: Model>(learner: &Learner<M>, free: [bool; 2]) -> Vec<V2> {
    if M::CONVEX {
        return newton(learner, Sample::All, V2::ZERO, free, true, FINE).into_iter().collect();
    }
    let mut found = rough::<M>(learner, free);
    if learner.examples.count() > MORE {
        found = closer(learner, Sample::Of(&spread(learner.examples.count(), MORE)), found, free, FINE);
    }
    closer(learner, Sample::All, found, free, if learner.examples.count() > MORE { NEAR } else { FINE })
}

/// Level points of a few examples.
fn rough<M: Model>(learner: &Learner<M>, free: [bool; 2]) -> Vec<V2> {
    let few = spread(learner.examples.count(), FEW);
    let [[x0, x1], [y0, y1]] = M::SPEC.domain;
    let mut found = Vec::new();
    for (careful, starts) in [(true, learner.model.descents()), (false, M::STARTS)] {
        let at = |i: usize, low: f64, high: f64| low + (high - low) * (i as f64 + 0.5) / starts as f64;
        for k in 0..starts * starts {
            let start = v2(at(k % starts, x0, x1), at(k / starts, y0, y1));
            let start = v2(if free[0] { start.x } else { 0.0 }, if free[1] { start.y } else { 0.0 });
            add::<M>(&mut found, newton(learner, Sample::Of(&few), start, free, careful, ROUGH));
        }
    }
    found
}

/// Level points of more examples near to those that are known.
fn closer<M: Model>(learner: &Learner<M>, sample: Sample<'_>, known: Vec<V2>, free: [bool; 2], most: usize) -> Vec<V2> {
    let mut found = Vec::new();
    for p in known {
        add::<M>(&mut found, newton(learner, sample, p, free, false, most));
    }
    found
}

/// Adds a point on show that is not there yet.
fn add<M: Model>(found: &mut Vec<V2>, new: Option<V2>) {
    found.extend(new.filter(|p| is_inside::<M>(*p) && found.iter().all(|q| (*p - *q).norm() > SAME)));
}

fn is_inside<M: Model>(p: V2) -> bool {
    let [[x0, x1], [y0, y1]] = M::SPEC.domain;
    (x0..=x1).contains(&p.x) && (y0..=y1).contains(&p.y)
}

/// Newton's method to a level point; a careful one goes downhill only. None where it does not settle.
fn newton<M: Model>(
    learner: &Learner<M>,
    sample: Sample<'_>,
    start: V2,
    free: [bool; 2],
    careful: bool,
    most: usize,
) -> Option<V2> {
    let mut at = start;
    let mut last = f64::INFINITY;
    for _ in 0..most {
        let (value, g) = learner.gradient_of(at, sample);
        // Where every way down leads to the same place, a surface that is straight must not lead away from it.
        let least = careful.then(|| if M::CONVEX { g.norm() / (REACH + at.norm()) } else { 0.0 });
        let step = newton_step(learner.hessian_of(at, sample), g, free, least)?;
        let size = step.norm();
        // What rounding leaves cannot be improved.
        if size < 1e-9 * (1.0 + at.norm()) && size >= last {
            break;
        }
        let lower = |share: f64| !careful || size < 1e-6 || learner.gradient_of(at + share * step, sample).0 <= value;
        let share =
            core::iter::successors(Some(1.0), |share| Some(0.5 * share)).take(40).find(|share| lower(*share))?;
        at += share * step;
        last = size;
        if size == 0.0 {
            break;
        }
    }
    (last < 1e-9 * (1.0 + at.norm()) && at.is_finite()).then_some(at)
}

/// Newton's step of the weights that are free. Where there is a least curvature, it goes downhill wherever the surface bends
/// down or less than that.
fn newton_step([[a, b], [_, d]]: Hessian, g: V2, free: [bool; 2], least: Option<f64>) -> Option<V2> {
    let [a, b, d] = least.map_or([a, b, d], |least| bent_up(a, b, d, least));
    let step = match free {
        [true, true] => {
            let determinant = a * d - b * b;
            let size = a.abs().max(d.abs()).max(b.abs());
            (determinant.abs() > 1e-12 * size * size).then(|| v2(b * g.y - d * g.x, b * g.x - a * g.y) / determinant)
        }
        [true, false] => (a != 0.0).then(|| v2(-g.x / a, 0.0)),
        [false, true] => (d != 0.0).then(|| v2(0.0, -g.y / d)),
        [false, false] => Some(V2::ZERO),
    };
    step.filter(|step| step.is_finite())
}

/// The matrix with the sizes of its curvatures in their place, or the least that there is to be.
fn bent_up(a: f64, b: f64, d: f64, least: f64) -> [f64; 3] {
    let (mean, half) = ((a + d) / 2.0, v2((a - d) / 2.0, b).norm());
    if mean - half >= least {
        return [a, b, d];
    }
    let [low, high] = [mean - half, mean + half].map(|curvature| curvature.abs().max(least));
    if half == 0.0 {
        return [low, 0.0, low];
    }
    // The half sum of the sizes, and their half difference along the same directions.
    let (mean, turn) = ((low + high) / 2.0, (high - low) / (2.0 * half));
    [mean + turn * (a - d) / 2.0, turn * b, mean - turn * (a - d) / 2.0]
}

/// What lies at a level point; none where a kink does not hold it.
fn landmark<M: Model>(learner: &Learner<M>, at: V2, free: [bool; 2]) -> Option<Landmark> {
    let (value, g) = learner.gradient(at);
    let [[a, b], [_, d]] = learner.hessian(at);
    if free == [true, true] {
        let (mean, half) = ((a + d) / 2.0, v2((a - d) / 2.0, b).norm());
        let (low, high) = (mean - half, mean + half);
        if low.abs().min(high.abs()) < 1e-9 * (1.0 + high.abs().max(low.abs())) {
            return None;
        }
        let kind = match (low > 0.0, high > 0.0) {
            (true, _) => LandmarkKind::Minimum,
            (false, true) => LandmarkKind::Saddle,
            (false, false) => LandmarkKind::Hilltop,
        };
        return Some(Landmark { kind, at, value, smooth: true });
    }
    let holds = |free: bool, slope: f64, bend: f64, kink: f64| if free { bend > 0.0 } else { slope.abs() < kink };
    let kinks = learner.penalty[0];
    let is_minimum = holds(free[0], g.x, a, kinks.x) && holds(free[1], g.y, d, kinks.y);
    is_minimum.then(|| Landmark::minimum(at, value).not_smooth())
}
