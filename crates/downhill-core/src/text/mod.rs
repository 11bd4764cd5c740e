//! The text form of experiments and views.

/// A number as the text form prints it: the shortest text that reads back as the same number.
pub fn number(v: f64) -> String {
    let size = v.abs();
    if size != 0.0 && size.is_finite() && !(1e-5..1e16).contains(&size) { format!("{v:e}") } else { format!("{v}") }
}
