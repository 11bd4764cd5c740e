//! Bracketing and zooming (Nocedal & Wright 2006, algorithms 3.5 and 3.6), with SciPy's safeguards.

use super::wolfe::Gate;
use super::{Conditions, Look, Trial};

/// Most doublings of the way, and most divisions of a bracket but one.
const MOST: u32 = 10;

/// A point that fulfils the conditions and passes the gate, tried first at `t`; the farthest one where the loss falls on
/// and on, and none where no bracket holds one.
pub(super) fn bracket_and_zoom(look: &mut Look<'_>, to: &Conditions, t: f64, gate: &Gate<'_>) -> Option<Trial> {
    let (mut last, mut new) = (to.start, look(t));
    for trial in 0..MOST {
        if new.t == 0.0 {
            return None;
        }
        if to.is_high(&new) || (trial > 0 && new.loss >= last.loss) {
            return zoom(look, to, [last, new], gate);
        }
        if to.is_level(&new) && gate(&new) {
            return Some(new);
        }
        if new.slope >= 0.0 {
            return zoom(look, to, [new, last], gate);
        }
        (last, new) = (new, look(2.0 * new.t));
    }
    Some(new)
}

/// Narrows a bracket, given by its lower end and the other one.
fn zoom(look: &mut Look<'_>, to: &Conditions, [mut low, mut high]: [Trial; 2], gate: &Gate<'_>) -> Option<Trial> {
    // The end that was given up last.
    let mut former = None;
    for _ in 0..=MOST {
        let new = look(divide(&low, &high, former.as_ref()));
        if to.is_high(&new) || new.loss >= low.loss {
            former = Some(high);
            high = new;
            continue;
        }
        if to.is_level(&new) && gate(&new) {
            return Some(new);
        }
        if new.slope * (high.t - low.t) >= 0.0 {
            former = Some(high);
            high = low;
        } else {
            former = Some(low);
        }
        low = new;
    }
    None
}

/// A point within a bracket: the cubic's lowest, the parabola's where that is too near to an end, or else the middle.
fn divide(low: &Trial, high: &Trial, former: Option<&Trial>) -> f64 {
    let width = high.t - low.t;
    let [a, b] = if width < 0.0 { [high.t, low.t] } else { [low.t, high.t] };
    // As in SciPy, the width has a sign: a bracket that runs backwards lets points lie on its ends and beyond.
    let is_inside = |t: &f64, part: f64| t.is_finite() && *t <= b - part * width && *t >= a + part * width;
    let cubic = former.map(|former| lowest_of_cubic(low, high, former)).filter(|t| is_inside(t, 0.2));
    let parabola = || Some(lowest_of_parabola(low, high)).filter(|t| is_inside(t, 0.1));
    cubic.or_else(parabola).unwrap_or(low.t + 0.5 * width)
}

/// The lowest point of the cubic through three points, with the first one's slope; not finite where there is none.
fn lowest_of_cubic(a: &Trial, b: &Trial, c: &Trial) -> f64 {
    let (db, dc) = (b.t - a.t, c.t - a.t);
    let denominator = (db * dc) * (db * dc) * (db - dc);
    let (rb, rc) = (b.loss - a.loss - a.slope * db, c.loss - a.loss - a.slope * dc);
    let third = (dc * dc * rb - db * db * rc) / denominator;
    let second = (db * db * db * rc - dc * dc * dc * rb) / denominator;
    let root = (second * second - 3.0 * third * a.slope).sqrt();
    // A coefficient that overflows would leave a finite point that means nothing.
    if third.is_finite() && root.is_finite() { a.t + (root - second) / (3.0 * third) } else { f64::NAN }
}

/// The lowest point of the parabola through two points, with the first one's slope; not finite where there is none.
fn lowest_of_parabola(a: &Trial, b: &Trial) -> f64 {
    let d = b.t - a.t;
    let second = (b.loss - a.loss - a.slope * d) / (d * d);
    if second.is_finite() { a.t - a.slope / (2.0 * second) } else { f64::NAN }
}
