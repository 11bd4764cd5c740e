//! What methods share that estimate their distance from the solution, and from it their rate: D-Adaptation, Prodigy.

use crate::spec::{Param, Range};

/// The estimate that a run begins with.
pub(super) const fn d0() -> Param {
    let range = Range::new(1e-300, 1e6).log_slider(1e-8, 1.0);
    Param::number("d0", "The distance to the solution that is assumed first; too small is safe.", range, 1e-6)
}

/// How fast the estimate may grow.
pub(super) const fn growth_rate() -> Param {
    let range = Range::new(1.0, f64::INFINITY).slider(1.0, 4.0);
    Param::number(
        "growth_rate",
        "How much the estimate may grow in one step; inf is without bound.",
        range,
        f64::INFINITY,
    )
}

/// The factor on the rate: the estimate does the rest.
pub(super) const fn lr() -> Param {
    let range = Range::new(0.0, 1e6).log_slider(1e-3, 10.0);
    Param::number("lr", "A factor on the rate that the method finds.", range, 1.0)
}

/// The larger of the estimate so far and a new one, which counts only as far as the growth allows. A new one that is
/// no number, as at a rate of zero, does not count.
pub(super) fn grown(d: f64, new: f64, growth: f64) -> f64 {
    let most = d * growth;
    let new = if most < new { most } else { new };
    if new > d { new } else { d }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_grows_only_and_only_so_fast() {
        assert_eq!(grown(2.0, 1.0, 4.0), 2.0);
        assert_eq!(grown(2.0, 3.0, 4.0), 3.0);
        assert_eq!(grown(2.0, 9.0, 4.0), 8.0);
        assert_eq!(grown(2.0, 9.0, f64::INFINITY), 9.0);
        assert_eq!(grown(2.0, f64::NAN, 4.0), 2.0);
    }
}
