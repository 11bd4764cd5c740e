//! SciPy's line search for BFGS and the conjugate gradients: Moré and Thuente's, and another one where that fails.

use super::more_thuente::more_thuente;
use super::zoom::bracket_and_zoom;
use super::{Conditions, Look, Trial};

/// What a method wants of a point besides the Wolfe conditions.
pub(super) type Gate<'a> = dyn Fn(&Trial) -> bool + 'a;

/// A point that fulfils the strong Wolfe conditions and passes the gate; none where none was found. The first trial
/// would change the loss as much as the last move did, from `before` to the start's loss.
pub(in super::super) fn wolfe(
    look: &mut Look<'_>,
    start: Trial,
    before: f64,
    [c1, c2]: [f64; 2],
    gate: &Gate<'_>,
) -> Option<Trial> {
    let guess = 1.01 * 2.0 * (start.loss - before) / start.slope;
    // What is negative or not a number says nothing.
    let t = if start.slope != 0.0 && (0.0..1.0).contains(&guess) { guess } else { 1.0 };
    let conditions = Conditions { start, c1, c2 };
    let first = more_thuente(look, &conditions, t).filter(gate);
    first.or_else(|| bracket_and_zoom(look, &conditions, t, gate))
}
