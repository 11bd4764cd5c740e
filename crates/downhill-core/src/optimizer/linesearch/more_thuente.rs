//! The line search of Moré & Thuente 1994, "Line search algorithms with guaranteed sufficient decrease", as MINPACK-2
//! and SciPy have it.

use super::{Conditions, Look, Trial};

const SHORTEST: f64 = 1e-100;
const LONGEST: f64 = 1e100;
/// An interval this short, as a part of its farther end, is not divided.
const NARROWEST: f64 = 1e-14;
/// Most trials, the one that nothing follows included.
const MOST: u32 = 100;

/// A point that fulfils the conditions, tried first at `t`; none where rounding or the bounds prevent it.
pub(super) fn more_thuente(look: &mut Look<'_>, conditions: &Conditions, t: f64) -> Option<Trial> {
    let start = conditions.start;
    if !(SHORTEST..=LONGEST).contains(&t) || start.slope >= 0.0 {
        return None;
    }
    let mut interval = Interval {
        best: start,
        other: start,
        is_bracket: false,
        bounds: [0.0, t + 4.0 * t],
        widths: [2.0 * LONGEST, LONGEST],
    };
    let promised = conditions.c1 * start.slope;
    // Until a point is low and not falling, a line of the least allowed fall is taken off the loss.
    let mut is_tilted = true;
    let mut new = look(t);
    for _ in 1..MOST {
        let is_low = new.loss <= start.loss + new.t * promised;
        if is_low && conditions.is_level(&new) {
            return Some(new);
        }
        if interval.is_spent(new.t) || is_at_the_end(&new, is_low, promised) {
            return None;
        }
        is_tilted = is_tilted && !(is_low && new.slope >= 0.0);
        let tilt = if is_tilted && new.loss <= interval.best.loss && !is_low { promised } else { 0.0 };
        let t = interval.divide(new, tilt);
        if !t.is_finite() {
            return None;
        }
        new = look(t);
    }
    None
}

fn is_at_the_end(new: &Trial, is_low: bool, promised: f64) -> bool {
    (new.t == LONGEST && is_low && new.slope <= promised) || (new.t == SHORTEST && (!is_low || new.slope >= promised))
}

/// Where a good point is looked for.
struct Interval {
    best: Trial,
    other: Trial,
    /// Whether a good point lies between the two.
    is_bracket: bool,
    /// Where the next trial may be.
    bounds: [f64; 2],
    /// The widths before the last division and after it.
    widths: [f64; 2],
}

impl Interval {
    /// Whether a bracket is too narrow to be divided, or the last trial was not inside it.
    fn is_spent(&self, t: f64) -> bool {
        let [low, high] = self.bounds;
        self.is_bracket && (t <= low || t >= high || high - low <= NARROWEST * high)
    }

    /// Takes in a trial and returns where the next one is.
    fn divide(&mut self, new: Trial, tilt: f64) -> f64 {
        let [best, other, new] = [self.best, self.other, new].map(|trial| tilted(trial, tilt));
        let (mut t, is_bracket) = self.next(&best, &other, &new);
        let (best, other) = if new.loss > best.loss {
            (best, new)
        } else {
            (new, if are_opposite(&new, &best) { best } else { other })
        };
        (self.best, self.other) = (tilted(best, -tilt), tilted(other, -tilt));
        self.is_bracket = is_bracket;

        let (near, far) = (self.best.t, self.other.t);
        if is_bracket {
            if (far - near).abs() >= 0.66 * self.widths[0] {
                t = near + 0.5 * (far - near);
            }
            self.widths = [self.widths[1], (far - near).abs()];
            self.bounds = [near.min(far), near.max(far)];
        } else {
            self.bounds = [t + 1.1 * (t - near), t + 4.0 * (t - near)];
        }
        let t = clip(t, [SHORTEST, LONGEST]);
        if self.is_spent(t) { near } else { t }
    }

    /// Where the next trial would be, by cubic and linear interpolation, and whether a good point is bracketed now.
    fn next(&self, best: &Trial, other: &Trial, new: &Trial) -> (f64, bool) {
        let (a, b) = (best.t, new.t);
        let secant = b + (new.slope / (new.slope - best.slope)) * (a - b);
        if new.loss > best.loss {
            let parabola = a + best.slope / ((best.loss - new.loss) / (b - a) + best.slope) / 2.0 * (b - a);
            let (cubic, _) = cubic(best, new, f64::NEG_INFINITY);
            let is_nearer = (cubic - a).abs() <= (parabola - a).abs();
            (if is_nearer { cubic } else { cubic + (parabola - cubic) / 2.0 }, true)
        } else if are_opposite(new, best) {
            let (cubic, _) = cubic(new, best, f64::NEG_INFINITY);
            (if (cubic - b).abs() > (secant - b).abs() { cubic } else { secant }, true)
        } else if new.slope.abs() < best.slope.abs() {
            let [low, high] = self.bounds;
            let (cubic, is_beyond) = cubic(new, best, 0.0);
            let cubic = if is_beyond {
                cubic
            } else if b > a {
                high
            } else {
                low
            };
            let is_nearer = (cubic - b).abs() < (secant - b).abs();
            if self.is_bracket {
                let t = if is_nearer { cubic } else { secant };
                let most = b + 0.66 * (other.t - b);
                (if b > a { most.min(t) } else { most.max(t) }, true)
            } else {
                let is_farther = (cubic - b).abs() > (secant - b).abs();
                (clip(if is_farther { cubic } else { secant }, self.bounds), false)
            }
        } else if self.is_bracket {
            (cubic(new, other, f64::NEG_INFINITY).0, true)
        } else {
            (self.bounds[usize::from(b > a)], false)
        }
    }
}

/// The loss with a line of this slope taken off.
fn tilted(trial: Trial, slope: f64) -> Trial {
    Trial { loss: trial.loss - trial.t * slope, slope: trial.slope - slope, ..trial }
}

fn are_opposite(a: &Trial, b: &Trial) -> bool {
    (a.slope < 0.0 && b.slope > 0.0) || (a.slope > 0.0 && b.slope < 0.0)
}

/// The minimum of the cubic through two points with their slopes, and whether it has one on the first's side away from
/// the second; what is under the root is not below `least`.
fn cubic(a: &Trial, b: &Trial, least: f64) -> (f64, bool) {
    let theta = 3.0 * (a.loss - b.loss) / (b.t - a.t) + b.slope + a.slope;
    let s = theta.abs().max(a.slope.abs()).max(b.slope.abs());
    let square = (theta / s) * (theta / s) - (a.slope / s) * (b.slope / s);
    let root = s * square.max(least).sqrt();
    let gamma = if b.t < a.t { -root } else { root };
    let p = (gamma - a.slope) + theta;
    let q = ((gamma - a.slope) + gamma) + b.slope;
    let r = p / q;
    (a.t + r * (b.t - a.t), r < 0.0 && gamma != 0.0)
}

/// The nearest number in an interval; what is not a number stays so.
fn clip(t: f64, [low, high]: [f64; 2]) -> f64 {
    let t = if t < low { low } else { t };
    if t > high { high } else { t }
}
