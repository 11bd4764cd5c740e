//! What holds for any text that someone may give as a formula.

use downhill_core::formula::{Formula, FormulaError};
use downhill_core::num::{Dual, Real};

/// Points on both sides of the axes, on them and far out.
const PLACES: [f64; 7] = [0.0, 1.0, -1.0, 0.5, -2.75, 1e200, f64::INFINITY];

/// Reads a text and, if it is a formula, computes it; fails where that breaks what is promised.
pub(crate) fn check(text: &str) -> Result<(), String> {
    match Formula::parse(text) {
        Ok(formula) => check_formula(&formula, text),
        Err(error) => check_error(&error, text),
    }
}

fn check_formula(formula: &Formula, text: &str) -> Result<(), String> {
    if formula.text() != text || Formula::parse(formula.text()).as_ref() != Ok(formula) {
        return Err(format!("{text:?} is not kept"));
    }
    for (x, y) in PLACES.iter().flat_map(|x| PLACES.map(|y| (*x, y))) {
        let value = formula.eval(x, y);
        let gradient = formula.eval(Dual::x(x), Dual::y(y));
        let hessian = formula.eval(Dual::x(Dual::x(x)), Dual::y(Dual::y(y)));
        let same = [gradient.value(), hessian.value()].iter().all(|v| *v == value || (v.is_nan() && value.is_nan()));
        if !same {
            return Err(format!("{text:?} is {value}, {gradient:?} and {hessian:?} at ({x}, {y})"));
        }
    }
    Ok(())
}

/// The error points at what it says was found.
fn check_error(error: &FormulaError, text: &str) -> Result<(), String> {
    let length = text.chars().count();
    let points_well = if length > 1000 {
        error.at == 1001
    } else if error.found == "the end" {
        error.at == length + 1
    } else {
        let rest: String = text.chars().skip(error.at - 1).collect();
        format!("\"{rest}").starts_with(error.found.trim_end_matches('"')) && !rest.is_empty()
    };
    if points_well { Ok(()) } else { Err(format!("{text:?}: {error}")) }
}
