//! The functions that squeeze a sum into a range, for models: they are asked for each example of each step, so that the
//! exponential function is written here without a branch or a table, and examples overlap in the processor. Only sums,
//! products and quotients: the same bits on every machine. Tests compare them with the `libm` crate.

use std::f64::consts::LN_2;

/// ln 2 in two parts: a whole number below 2^20 times the first is exact.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & !0xff_ffff);
const LN_2_LOW: f64 = 1.820_635_998_504_146_2e-9;
/// Added to a small number and taken away again, it leaves the nearest whole number; that stands in the last bits between.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// e to a lower power is next to nothing and counts as nothing.
const LOWEST: f64 = -708.0;

/// e to a power that is not positive, at most 2 units of the last place off.
#[inline]
fn exp_below(x: f64) -> f64 {
    let (power, rest) = parts(if x < LOWEST { LOWEST } else { x });
    if x < LOWEST { 0.0 } else { power * rest + power }
}

/// e^x as a power of two and what is to be added to 1 before both are multiplied; x between -708 and 708.
#[inline(always)]
fn parts(x: f64) -> (f64, f64) {
    let shifted = x * (1.0 / LN_2) + ROUND;
    let n = shifted - ROUND;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    (f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52), r + r * r * beyond(r))
}

/// (e^r - 1 - r) / r² by its Taylor series, for r up to (ln 2)/2 in size.
#[inline(always)]
fn beyond(r: f64) -> f64 {
    const fn one_over_factorial(n: u64) -> f64 {
        let mut product = 1;
        let mut k = 2;
        while k <= n {
            product *= k;
            k += 1;
        }
        1.0 / product as f64
    }
    const C: [f64; 12] = {
        let mut c = [0.0; 12];
        let mut k = 0;
        while k < 12 {
            c[k] = one_over_factorial(k as u64 + 2);
            k += 1;
        }
        c
    };
    let (r2, pair) = (r * r, |k: usize| C[k] + r * C[k + 1]);
    let r4 = r2 * r2;
    let four = |k: usize| pair(k) + r2 * pair(k + 2);
    four(0) + r4 * (four(4) + r4 * four(8))
}

/// ln(1 + e) for e between 0 and 1, by the series of 2 artanh(e / (2 + e)).
#[inline]
fn ln_1_plus(e: f64) -> f64 {
    // 1 + e above the root of 2 is halved, so that the series ends soon.
    let (u, whole) = if e > 0.414 { (0.5 * (e - 1.0), LN_2) } else { (e, 0.0) };
    let s = u / (2.0 + u);
    let z = s * s;
    let pair = |k: usize| 1.0 / (2 * k + 3) as f64 + z * (1.0 / (2 * k + 5) as f64);
    let z2 = z * z;
    let four = |k: usize| pair(k) + z2 * pair(k + 2);
    let z4 = z2 * z2;
    let series = z * (four(0) + z4 * (four(4) + z4 * pair(8)));
    whole + (2.0 * s + 2.0 * s * series)
}

/// The logistic function 1 / (1 + exp(-m)).
#[inline]
pub(crate) fn sigmoid(m: f64) -> f64 {
    let e = exp_below(-m.abs());
    let share = 1.0 / (1.0 + e);
    if m < 0.0 { e * share } else { share }
}

/// ln(1 + exp(m)) and its slope, the logistic function.
#[inline]
pub(crate) fn softplus(m: f64) -> (f64, f64) {
    let e = exp_below(-m.abs());
    let share = 1.0 / (1.0 + e);
    let (positive, slope) = if m < 0.0 { (0.0, e * share) } else { (m, share) };
    (positive + ln_1_plus(e), slope)
}

/// The hyperbolic tangent.
#[inline]
pub(crate) fn tanh(m: f64) -> f64 {
    // From here on it is 1 to the last bit.
    let size = if m.abs() > 20.0 { 20.0 } else { m.abs() };
    let (power, rest) = parts(2.0 * size);
    // e^2|m| - 1
    let more = power * rest + (power - 1.0);
    (more / (more + 2.0)).copysign(m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many units of the last place lie between two numbers.
    fn units(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    #[test]
    fn the_two_parts_are_the_logarithm_of_two() {
        assert_eq!(LN_2_HIGH + LN_2_LOW, LN_2);
        assert_eq!(LN_2_HIGH.to_bits() & 0xf_ffff, 0);
    }

    proptest! {
        #[test]
        fn they_are_the_library_s_within_a_few_units_of_the_last_place(m in -40.0..40.0_f64, size in -300_i32..1) {
            for m in [m, m * libm::exp10(f64::from(size)), 0.1 * m, 17.0 * m] {
                let e = libm::exp(-m.abs());
                let logistic = if m < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) };
                let soft = m.max(0.0) + libm::log1p(e);
                let pairs = [(sigmoid(m), logistic), (softplus(m).0, soft), (softplus(m).1, logistic), (tanh(m), libm::tanh(m))];
                for (ours, theirs) in pairs {
                    prop_assert!(units(ours, theirs) <= 4, "{m}: {ours} for {theirs}");
                }
            }
        }
    }

    #[test]
    fn far_out_nothing_overflows() {
        for m in [800.0, 1e300, f64::INFINITY] {
            assert_eq!([sigmoid(-m), sigmoid(m), tanh(-m), tanh(m)], [0.0, 1.0, -1.0, 1.0]);
            assert_eq!([softplus(-m), softplus(m)], [(0.0, 0.0), (m, 1.0)]);
        }
        assert!([sigmoid(f64::NAN), softplus(f64::NAN).0, softplus(f64::NAN).1, tanh(f64::NAN)].iter().all(|v| v.is_nan()));
    }

    #[test]
    fn zero_is_where_they_are_known() {
        assert_eq!((sigmoid(0.0), softplus(0.0).1), (0.5, 0.5));
        assert!(tanh(0.0) == 0.0 && tanh(-0.0).is_sign_negative());
        assert!((softplus(0.0).0 - LN_2).abs() < 1e-16);
    }
}
