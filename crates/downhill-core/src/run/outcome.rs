//! How a whole run is judged, whether or not it was told to stop.

use super::Path;
use crate::num::{V2, v2};
use crate::surface::{Hessian, Surface};

/// The judgement on a whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// From this step to the end at a minimum.
    Minimum {
        /// Step of arrival.
        step: usize,
    },
    /// Ended where the gradient vanishes, not at a minimum.
    Flat {
        /// What lies there.
        ground: Ground,
    },
    /// None of the others: the budget was spent on the way.
    Moving,
    /// Not finite, or far out with a loss above the start's.
    Diverged {
        /// First such step.
        step: usize,
    },
    /// Far out with a loss below the start's: the surface has no lowest point.
    Unbounded {
        /// First such step.
        step: usize,
    },
}

/// What lies where a gradient vanishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Curves up in one direction and down in another.
    Saddle,
    /// Curves down in both directions.
    Hilltop,
    /// Hardly curves in at least one direction.
    Plain,
}

/// "At a minimum" means within this part of the domain's diagonal,
const NEAR: f64 = 0.01;
/// or with a gradient this small against the start's, where the Hessian is positive,
const SMALL_GRADIENT: f64 = 1e-8;
/// or a loss this close to the lowest there is, relative to its size and one.
const AS_LOW: f64 = 1e-9;
/// A gradient below this is flat; in a bowl whose bottom is near by this slope and curvature it is a minimum.
const FLAT: f64 = 1e-6;
/// "Far out" means this many half-diagonals of the domain from its centre.
const FAR: f64 = 1000.0;

impl Outcome {
    /// The name in the text form of results.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Minimum { .. } => "minimum",
            Self::Flat { .. } => "flat",
            Self::Moving => "moving",
            Self::Diverged { .. } => "diverged",
            Self::Unbounded { .. } => "unbounded",
        }
    }

    /// The step that it names, if any.
    pub const fn step(self) -> Option<usize> {
        match self {
            Self::Minimum { step } | Self::Diverged { step } | Self::Unbounded { step } => Some(step),
            Self::Flat { .. } | Self::Moving => None,
        }
    }
}

impl Ground {
    /// The name in the text form of results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Saddle => "saddle",
            Self::Hilltop => "hilltop",
            Self::Plain => "plain",
        }
    }
}

pub(super) fn judge(surface: &dyn Surface, run: &Path) -> Outcome {
    let end = run.last();
    let [centre, half] = frame(surface.domain());
    // Who starts far out is lost only when it goes farther still.
    let far = f64::max(FAR * half.norm(), 2.0 * (run.positions[0] - centre).norm());
    let is_lost = |k: usize| {
        let (x, loss) = (run.positions[k], run.losses[k]);
        !x.is_finite() || !loss.is_finite() || (x - centre).norm() > far
    };
    if is_lost(end) {
        let step = (0..=end).find(|&k| is_lost(k)).unwrap_or(end);
        return if fell(run) { Outcome::Unbounded { step } } else { Outcome::Diverged { step } };
    }
    if let Some(step) = arrival(surface, run, 2.0 * NEAR * half.norm()) {
        return Outcome::Minimum { step };
    }
    if run.gradients[end].norm() < FLAT {
        return Outcome::Flat { ground: ground(surface.hessian(run.positions[end])) };
    }
    Outcome::Moving
}

/// Whether the run was lost downwards: it ends finite, and lower than it began.
fn fell(run: &Path) -> bool {
    let (x, loss) = (run.positions[run.last()], run.losses[run.last()]);
    x.is_finite() && loss < run.losses[0]
}

fn frame([[x0, x1], [y0, y1]]: [[f64; 2]; 2]) -> [V2; 2] {
    [v2((x0 + x1) / 2.0, (y0 + y1) / 2.0), v2((x1 - x0) / 2.0, (y1 - y0) / 2.0)]
}

fn arrival(surface: &dyn Surface, run: &Path, near: f64) -> Option<usize> {
    let end = run.positions[run.last()];
    let at_stored = surface.minima().into_iter().map(|m| m.at).find(|m| (end - *m).norm() <= near);
    if let Some(minimum) = at_stored {
        return Some(since(run, |k| (run.positions[k] - minimum).norm() <= near));
    }
    // Minima that form a curve are not all stored: as low as the lowest is a minimum too.
    if let Some(low) = surface.lowest() {
        let is_lowest = |k: usize| run.losses[k] <= low + AS_LOW * (1.0 + low.abs());
        if is_lowest(run.last()) {
            return Some(since(run, is_lowest));
        }
    }
    // What is as good as level there, and whether a bowl of this slope and curvature has its bottom near.
    let small = SMALL_GRADIENT * run.gradients[0].norm();
    let (gradient, h) = (run.gradients[run.last()], surface.hessian(end));
    let limit = if gradient.norm() < small { small } else { FLAT };
    let settled = gradient.norm() < limit && is_positive(h) && (limit == small || to_bottom(h, gradient) <= near);
    settled.then(|| since(run, |k| run.gradients[k].norm() < limit))
}

/// How far away the bottom is of a bowl with this Hessian and gradient: the length of Newton's step.
fn to_bottom([[a, b], [c, d]]: Hessian, g: V2) -> f64 {
    v2(d * g.x - b * g.y, a * g.y - c * g.x).norm() / (a * d - b * c)
}

/// The first step from which a condition, true at the end, holds to the end.
fn since(run: &Path, holds: impl Fn(usize) -> bool) -> usize {
    (0..=run.last()).rev().take_while(|&k| holds(k)).last().unwrap_or(run.last())
}

fn is_positive(h: Hessian) -> bool {
    h[0][0] > 0.0 && h[0][0] * h[1][1] - h[0][1] * h[1][0] > 0.0
}

fn ground(h: Hessian) -> Ground {
    let (mean, difference) = ((h[0][0] + h[1][1]) / 2.0, (h[0][0] - h[1][1]) / 2.0);
    let spread = v2(difference, h[0][1]).norm();
    let (low, high) = (mean - spread, mean + spread);
    if low < -FLAT && high > FLAT {
        Ground::Saddle
    } else if high < -FLAT {
        Ground::Hilltop
    } else {
        Ground::Plain
    }
}

#[cfg(test)]
mod tests {
    use crate::{Outcome, run, text};

    fn outcome(experiment: &str) -> Outcome {
        run(&text::parse(experiment).experiment)[0].outcome
    }

    #[test]
    fn a_start_far_out_that_goes_downhill_is_still_moving() {
        assert_eq!(outcome("surface=sphere&start=1e7,-1e7&run=sgd(lr=0.001)&steps=5"), Outcome::Moving);
    }

    #[test]
    fn a_start_far_out_that_goes_uphill_diverges() {
        let outcome = outcome("surface=sphere&start=1e7,-1e7&run=sgd(lr=2)&steps=50");
        assert!(matches!(outcome, Outcome::Diverged { .. }), "{outcome:?}");
    }

    #[test]
    fn where_nothing_is_stored_a_bowl_whose_bottom_is_near_is_a_minimum() {
        let outcome = outcome("surface=formula(\"x^2 + 3*sin(y)\")&start=-3,2.5&run=bfgs&steps=20");
        assert_eq!(outcome.kind(), "minimum");
    }

    #[test]
    fn any_point_of_a_valley_of_minima_is_a_minimum() {
        let outcome = outcome("surface=factorisation_valley&start=2.5,1&run=sgd(lr=0.05)&steps=500");
        assert_eq!(outcome.kind(), "minimum");
    }

    #[test]
    fn an_endless_fall_is_not_divergence() {
        assert_eq!(outcome("surface=saddle&start=1,0.1&run=sgd(lr=0.1)").kind(), "unbounded");
    }
}
