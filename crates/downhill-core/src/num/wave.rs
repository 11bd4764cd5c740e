//! Sine and cosine for models, as `squash` has what they squeeze sums with: without a branch or a table, by sums and products
//! only. Tests compare them with the `libm` crate.

use super::squash::{Plain, ROUND};
use std::f64::consts::FRAC_2_PI;

/// π/2 in three parts: whole numbers below 2^20 times the first two are exact.
const PARTS: [f64; 3] = [1.570_796_326_734_125_6, 6.077_100_506_303_966e-11, 2.022_266_248_795_950_7e-21];
/// From here on these parts are not enough.
pub(super) const FARTHEST: f64 = 1e6;

/// Sine and cosine of an angle in radians, below [`FARTHEST`] in size.
#[inline(always)]
pub(super) fn sin_cos<F: Plain>(x: F) -> (F, F) {
    // The nearest quarter turn, and how far from it.
    let n = (x * FRAC_2_PI + ROUND) - ROUND;
    let r = ((x - n * PARTS[0]) - n * PARTS[1]) - n * PARTS[2];
    let z = r * r;
    let sin = r + r * z * polynomial(z, SIN);
    let cos = z * polynomial(z, COS) + 1.0;
    // Quarter turns beyond whole ones: 0, 1, 2 or 3.
    let whole = (n * 0.25 - 0.375 + ROUND) - ROUND;
    let m = n - whole * 4.0;
    let is_even = (m - 2.0).size() - 1.0;
    let is_odd = is_even * is_even - 0.5;
    let (up, across) = (is_odd.where_negative(cos, sin), is_odd.where_negative(sin, cos));
    (((-m) + 1.5).where_negative(-up, up), ((m - 1.5).size() - 1.0).where_negative(-across, across))
}

/// The same of any angle.
pub(super) fn alone(x: f64) -> (f64, f64) {
    if x.abs() < FARTHEST { sin_cos(x) } else { libm::sincos(x) }
}

/// The value of a series.
#[inline(always)]
fn polynomial<F: Plain>(z: F, series: [f64; 8]) -> F {
    let z2 = z * z;
    let pair = |k: usize| z * series[k + 1] + series[k];
    let four = |k: usize| z2 * pair(k + 2) + pair(k);
    z2 * z2 * four(4) + four(0)
}

/// (sin r - r) / r³ and (cos r - 1) / r², by powers of r², for r up to π/4 in size: Taylor's series.
const SIN: [f64; 8] = alternating(3);
const COS: [f64; 8] = alternating(2);

/// -1/n!, and what follows with changing signs in steps of two.
const fn alternating(order: u32) -> [f64; 8] {
    let mut series = [if order == 2 { -1.0 / 2.0 } else { -1.0 / 6.0 }; 8];
    let mut k = 1;
    while k < 8 {
        let n = (order + 2 * k as u32) as f64;
        series[k] = -series[k - 1] / (n * (n - 1.0));
        k += 1;
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_the_library_s_within_a_few_units_of_the_last_place(x in -1.0..1.0_f64, power in -8_i32..7) {
            let x = x * libm::exp10(f64::from(power));
            let (sin, cos) = sin_cos(x);
            for (ours, theirs) in [(sin, libm::sin(x)), (cos, libm::cos(x))] {
                prop_assert!((ours - theirs).abs() <= 4e-16 * theirs.abs().max(1e-3), "{x}: {ours} for {theirs}");
            }
        }

        #[test]
        fn near_quarter_turns_they_keep_their_digits(n in -100_000_i32..100_000, off in -1e-6..1e-6) {
            let x = f64::from(n) * std::f64::consts::FRAC_PI_2 + off;
            let (sin, cos) = sin_cos(x);
            for (ours, theirs) in [(sin, libm::sin(x)), (cos, libm::cos(x))] {
                prop_assert!((ours - theirs).abs() <= 1e-15 * theirs.abs(), "{x}: {ours} for {theirs}");
            }
        }
    }

    #[test]
    fn zero_is_where_they_are_known() {
        assert_eq!(sin_cos(0.0), (0.0, 1.0));
    }
}
