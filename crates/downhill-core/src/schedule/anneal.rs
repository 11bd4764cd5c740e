//! What several schedules have in common: shares of the way, falling cosines, and the shape of one cycle.

use crate::settings::Settings;
use crate::spec::{Param, Range};
use core::f64::consts::PI;

/// How long a cycle rises.
pub(super) const PCT_START: Param =
    Param::number("pct_start", "The part of the steps in which the rate rises.", Range::new(0.0, 1.0), 0.3);

/// Where a cycle begins.
pub(super) const DIV_FACTOR: Param = Param::number(
    "div_factor",
    "How many times the first rate fits into the highest.",
    Range::new(1.0, 1e6).log_slider(1.0, 1000.0),
    25.0,
);

/// Where a cycle ends.
pub(super) const FINAL_DIV_FACTOR: Param = Param::number(
    "final_div_factor",
    "How many times the last rate fits into the first.",
    Range::new(1.0, 1e12).log_slider(1.0, 1e6),
    1e4,
);

/// Part of the way from `start` to `end` that is behind k, from 0 to 1; all of it where there is no way to go.
pub(super) fn share(k: f64, start: f64, end: f64) -> f64 {
    if end > start { ((k - start) / (end - start)).clamp(0.0, 1.0) } else { 1.0 }
}

/// The point at this share of the straight line between two rates.
pub(super) fn linear(from: f64, to: f64, share: f64) -> f64 {
    (to - from) * share + from
}

/// The point at this share of the half wave between two rates.
pub(super) fn cosine(from: f64, to: f64, share: f64) -> f64 {
    to + (from - to) * half_wave(share)
}

/// Half a wave of the cosine, from 1 at 0 down to 0 at 1.
pub(super) fn half_wave(share: f64) -> f64 {
    (1.0 + libm::cos(PI * share)) / 2.0
}

/// A factor to a power, finite even where it grows without end.
pub(super) fn growth(factor: f64, exponent: f64) -> f64 {
    libm::pow(factor, exponent).min(f64::MAX)
}

/// The momenta at the highest and at the lowest rate, for schedules that move them if they are asked to.
pub(super) fn momenta(settings: &Settings) -> Option<[f64; 2]> {
    settings.flag("cycle_momentum").then(|| [settings.number("base_momentum"), settings.number("max_momentum")])
}

/// A step within cycles of which each is `stretch` times as long as the one before it.
#[derive(Debug, PartialEq)]
pub(super) struct Cycle {
    /// Which cycle it is, from 0.
    pub(super) number: f64,
    /// How much of it is behind, from 0 up to 1.
    pub(super) share: f64,
}

impl Cycle {
    /// The cycle of step k, where the first takes `first` steps. `stretch` is at least 1.
    pub(super) fn at(k: u32, first: f64, stretch: f64) -> Self {
        let k = f64::from(k);
        if stretch <= 1.0 {
            let cycles = k / first;
            return Self { number: cycles.floor(), share: (k % first) / first };
        }
        let begin = |n: f64| first * (libm::pow(stretch, n) - 1.0) / (stretch - 1.0);
        let cycles = libm::log1p(k / first * (stretch - 1.0)) / libm::log1p(stretch - 1.0);
        // Where a cycle begins, the logarithms may round to just below.
        let number = if begin(cycles.round()) <= k { cycles.round() } else { cycles.floor() };
        Self { number, share: share(k, begin(number), begin(number + 1.0)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_of_equal_length_follow_one_another() {
        let at = |k| Cycle::at(k, 4.0, 1.0);
        assert_eq!(at(3), Cycle { number: 0.0, share: 0.75 });
        assert_eq!(at(4), Cycle { number: 1.0, share: 0.0 });
        assert_eq!(at(10), Cycle { number: 2.0, share: 0.5 });
    }

    #[test]
    fn each_cycle_begins_on_the_step() {
        for stretch in 2_u32..12 {
            let mut begin = 0;
            for n in 0..5_u32 {
                let cycle = Cycle::at(begin, 10.0, f64::from(stretch));
                assert_eq!(cycle, Cycle { number: f64::from(n), share: 0.0 }, "{begin} of {stretch}");
                begin += 10 * stretch.pow(n);
                assert_eq!(Cycle::at(begin - 1, 10.0, f64::from(stretch)).number, f64::from(n), "{begin} of {stretch}");
            }
        }
    }

    #[test]
    fn the_half_wave_falls_from_one_to_zero() {
        assert_eq!([half_wave(0.0), half_wave(1.0)], [1.0, 0.0]);
        assert!((half_wave(0.5) - 0.5).abs() < 1e-16);
        assert_eq!([cosine(8.0, 2.0, 0.0), cosine(8.0, 2.0, 1.0)], [8.0, 2.0]);
    }
}
