//! How far to go along a direction, for the methods that search for it.

mod more_thuente;
mod strong_wolfe;
#[cfg(test)]
mod tests;
mod wolfe;
mod zoom;

pub(super) use strong_wolfe::strong_wolfe;
pub(super) use wolfe::wolfe;

use crate::num::V2;
use crate::spec::{Param, Range};

/// What is known at one point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Trial {
    /// How far along, in lengths of the direction.
    pub(super) t: f64,
    /// The loss there.
    pub(super) loss: f64,
    /// The loss's derivative by t.
    pub(super) slope: f64,
    /// The gradient there.
    pub(super) gradient: V2,
}

/// Looks at a point of a line.
pub(super) type Look<'a> = dyn FnMut(f64) -> Trial + 'a;

impl Trial {
    /// What is known at a point this far along a direction.
    pub(super) fn new(t: f64, (loss, gradient): (f64, V2), direction: V2) -> Self {
        Self { t, loss, slope: gradient.dot(direction), gradient }
    }
}

/// The Wolfe conditions: the fall and the levelling out that are asked for, as parts of the slope at the start.
#[derive(Clone, Copy)]
struct Conditions {
    start: Trial,
    c1: f64,
    c2: f64,
}

impl Conditions {
    /// Whether the loss has fallen too little for the way gone.
    fn is_high(&self, at: &Trial) -> bool {
        at.loss > self.start.loss + self.c1 * at.t * self.start.slope
    }

    /// Whether the slope has levelled out.
    fn is_level(&self, at: &Trial) -> bool {
        at.slope.abs() <= -self.c2 * self.start.slope
    }
}

/// The gradient's norm where a search ends.
pub(super) const fn gtol() -> Param {
    let range = Range::new(0.0, f64::INFINITY).log_slider(1e-12, 1.0);
    Param::number("gtol", "It ends where the gradient's norm is not above this.", range, 1e-5)
}

/// Which norm of the gradient.
pub(super) const fn norm() -> Param {
    let range = Range::new(1.0, f64::INFINITY).slider(1.0, 4.0);
    Param::number("norm", "Which norm of the gradient: 1, 2, inf or another.", range, f64::INFINITY)
}

/// The first Wolfe condition's constant.
pub(super) const fn c1() -> Param {
    let range = Range { open: true, ..Range::new(1e-16, 1.0).log_slider(1e-6, 0.1) };
    Param::number("c1", "The part of the fall that the slope promises that must come true; less than c2.", range, 1e-4)
}

/// The second Wolfe condition's constant.
pub(super) const fn c2(default: f64) -> Param {
    let range = Range { open: true, ..Range::new(1e-16, 1.0).slider(0.1, 0.99) };
    Param::number("c2", "The part of the slope that may be left at the end of a move.", range, default)
}
