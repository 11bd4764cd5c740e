//! The line search of torch.optim.LBFGS: bracketing and zooming by cubic interpolation until the strong Wolfe
//! conditions hold (Nocedal & Wright 2006, algorithms 3.5 and 3.6 and equation 3.59).

use super::{Conditions, Look, Trial};

/// Part of the slope at the start that the loss must fall by.
const C1: f64 = 1e-4;
/// Part of the slope at the start that may be left.
const C2: f64 = 0.9;
/// A bracket that moves no coordinate by more than this is not divided.
const SMALLEST: f64 = 1e-9;

/// The lowest point found with at most `most + 1` looks, the first at `t`; it fulfils the strong Wolfe conditions unless
/// that was too few. `reach` is the direction's largest component.
pub(in super::super) fn strong_wolfe(look: &mut Look<'_>, start: Trial, t: f64, reach: f64, most: u32) -> Trial {
    let mut search = Search { look, to: Conditions { start, c1: C1, c2: C2 }, left: most };
    match search.bracket(t) {
        Found::Point(point) => point,
        Found::Bracket(ends) => search.zoom(ends, reach),
    }
}

struct Search<'a, 'b> {
    look: &'a mut Look<'b>,
    to: Conditions,
    /// Looks left.
    left: u32,
}

enum Found {
    Point(Trial),
    Bracket([Trial; 2]),
}

impl Search<'_, '_> {
    fn look(&mut self, t: f64) -> Trial {
        self.left -= 1;
        (self.look)(t)
    }

    /// Walks on until a point will do, or two have such a point between them.
    fn bracket(&mut self, t: f64) -> Found {
        let (mut last, mut new) = (self.to.start, (self.look)(t));
        for trial in 0.. {
            if self.left == 0 {
                return Found::Bracket([self.to.start, new]);
            }
            if self.to.is_high(&new) || (trial > 1 && new.loss >= last.loss) {
                break;
            }
            if self.to.is_level(&new) {
                return Found::Point(new);
            }
            if new.slope >= 0.0 {
                break;
            }
            let t = lowest_of_cubic(&last, &new, [new.t + 0.01 * (new.t - last.t), new.t * 10.0]);
            (last, new) = (new, self.look(t));
        }
        Found::Bracket([last, new])
    }

    /// Narrows a bracket until its lower end will do.
    fn zoom(&mut self, mut ends: [Trial; 2], reach: f64) -> Trial {
        let mut was_near_an_end = false;
        let mut low = lower(&ends);
        while self.left > 0 {
            let [a, b] = ends.map(|end| end.t);
            if (b - a).abs() * reach < SMALLEST {
                break;
            }
            let bounds = if a <= b { [a, b] } else { [b, a] };
            let t = lowest_of_cubic(&ends[0], &ends[1], bounds);
            let (t, is_near_an_end) = kept_off(t, bounds, was_near_an_end);
            was_near_an_end = is_near_an_end;
            let new = self.look(t);
            if self.to.is_high(&new) || new.loss >= ends[low].loss {
                ends[1 - low] = new;
                low = lower(&ends);
                continue;
            }
            if self.to.is_level(&new) {
                return new;
            }
            if new.slope * (ends[1 - low].t - ends[low].t) >= 0.0 {
                ends[1 - low] = ends[low];
            }
            ends[low] = new;
        }
        ends[low]
    }
}

fn lower(ends: &[Trial; 2]) -> usize {
    usize::from(!matches!(ends[0].loss.partial_cmp(&ends[1].loss), Some(o) if o.is_le()))
}

/// The lowest point within the bounds of the cubic through two points with their slopes; the middle where the cubic has
/// none.
fn lowest_of_cubic(a: &Trial, b: &Trial, [low, high]: [f64; 2]) -> f64 {
    let (a, b) = if a.t <= b.t { (a, b) } else { (b, a) };
    let d1 = a.slope + b.slope - 3.0 * (a.loss - b.loss) / (a.t - b.t);
    let square = d1 * d1 - a.slope * b.slope;
    if square < 0.0 || square.is_nan() {
        return (low + high) / 2.0;
    }
    let d2 = square.sqrt();
    let t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2.0 * d2));
    if t < low {
        low
    } else if t > high {
        high
    } else {
        t
    }
}

/// A point in a tenth of the bracket from an end is moved off it the second time in a row, or if it is the end. Also says
/// whether it was left where it is.
fn kept_off(t: f64, [low, high]: [f64; 2], was_near_an_end: bool) -> (f64, bool) {
    let tenth = 0.1 * (high - low);
    let nearest = (high - t).min(t - low);
    if nearest >= tenth || nearest.is_nan() {
        return (t, false);
    }
    if !(was_near_an_end || t >= high || t <= low) {
        return (t, true);
    }
    let moved = if (t - high).abs() < (t - low).abs() { high - tenth } else { low + tenth };
    (moved, false)
}
