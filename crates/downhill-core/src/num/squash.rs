//! The functions that squeeze a sum into a range, for models: they are asked for each example of each step, so that the
//! exponential function is written here without a branch or a table, and examples overlap in the processor. Only sums,
//! products and quotients: the same bits on every machine. Tests compare them with the `libm` crate.

use super::Number;
use std::f64::consts::LN_2;

/// ln 2 in two parts: a whole number below 2^20 times the first is exact.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & !0xff_ffff);
const LN_2_LOW: f64 = 1.820_635_998_504_146_2e-9;
/// Added to a small number and taken away again, it leaves the nearest whole number; that stands in the last bits between.
pub(super) const ROUND: f64 = 6_755_399_441_055_744.0;
/// e to a lower power is next to nothing and counts as nothing.
const LOWEST: f64 = -708.0;

/// A number without derivatives, or several side by side.
pub(crate) trait Plain: Number<Datum = Self> {
    /// Without its sign.
    fn size(self) -> Self;
    /// With the sign of another.
    fn signed_as(self, other: Self) -> Self;
    /// Two to the power that stands, as a whole number, in the last bits.
    fn two_to_last_bits(self) -> Self;
}

impl Plain for f64 {
    #[inline(always)]
    fn size(self) -> Self {
        self.abs()
    }
    #[inline(always)]
    fn signed_as(self, other: Self) -> Self {
        self.copysign(other)
    }
    #[inline(always)]
    fn two_to_last_bits(self) -> Self {
        Self::from_bits(self.to_bits().wrapping_add(1023) << 52)
    }
}

/// e to a power that is not positive.
#[inline(always)]
fn exp_below<F: Plain>(x: F) -> F {
    let above = x - LOWEST;
    let (power, rest) = parts(above.where_negative(F::constant(LOWEST), x));
    above.where_negative(F::constant(0.0), power * rest + power)
}

/// e^x as a power of two and what is to be added to 1 before both are multiplied; x between -708 and 708.
#[inline(always)]
fn parts<F: Plain>(x: F) -> (F, F) {
    let shifted = x * (1.0 / LN_2) + ROUND;
    let n = shifted - ROUND;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    (shifted.two_to_last_bits(), r + r * r * beyond(r))
}

/// (e^r - 1 - r) / r² by its Taylor series, for r up to (ln 2)/2 in size.
#[inline(always)]
fn beyond<F: Plain>(r: F) -> F {
    const C: [f64; 12] = {
        let mut c = [0.5; 12];
        let mut k = 1;
        while k < 12 {
            c[k] = c[k - 1] / (k + 2) as f64;
            k += 1;
        }
        c
    };
    let r2 = r * r;
    let r4 = r2 * r2;
    let pair = |k: usize| r * C[k + 1] + C[k];
    let four = |k: usize| r2 * pair(k + 2) + pair(k);
    r4 * (r4 * four(8) + four(4)) + four(0)
}

/// ln(1 + e) for e between 0 and 1, by the series of 2 artanh(e / (2 + e)).
#[inline(always)]
fn ln_1_plus<F: Plain>(e: F) -> F {
    // 1 + e above the root of 2 is halved, so that the series ends soon.
    let below = e - 0.414;
    let u = below.where_negative(e, (e - 1.0) * 0.5);
    let whole = below.where_negative(F::constant(0.0), F::constant(LN_2));
    let s = u / (u + 2.0);
    let z = s * s;
    let z2 = z * z;
    let pair = |k: usize| z * (1.0 / (2 * k + 5) as f64) + 1.0 / (2 * k + 3) as f64;
    let four = |k: usize| z2 * pair(k + 2) + pair(k);
    let z4 = z2 * z2;
    let series = z * (z4 * (z4 * pair(8) + four(4)) + four(0));
    let twice = s * 2.0;
    whole + (twice + twice * series)
}

/// The logistic function 1 / (1 + exp(-m)).
#[inline(always)]
pub(crate) fn sigmoid<F: Plain>(m: F) -> F {
    share(m, exp_below(-m.size()))
}

/// The same where exp(-|m|) is known.
#[inline(always)]
fn share<F: Plain>(m: F, e: F) -> F {
    let larger = F::constant(1.0) / (e + 1.0);
    m.where_negative(e * larger, larger)
}

/// ln(1 + exp(m)) and its slope, the logistic function.
#[inline(always)]
pub(crate) fn softplus<F: Plain>(m: F) -> (F, F) {
    let e = exp_below(-m.size());
    (m.where_negative(F::constant(0.0), m) + ln_1_plus(e), share(m, e))
}

/// The hyperbolic tangent.
#[inline(always)]
pub(crate) fn tanh<F: Plain>(m: F) -> F {
    // From 20 on it is 1 to the last bit.
    let (size, most) = (m.size(), F::constant(20.0));
    let size = (most - size).where_negative(most, size);
    let (power, rest) = parts(size * 2.0);
    // e^2|m| - 1
    let more = power * rest + (power - 1.0);
    (more / (more + 2.0)).signed_as(m)
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
        assert!(
            [sigmoid(f64::NAN), softplus(f64::NAN).0, softplus(f64::NAN).1, tanh(f64::NAN)].iter().all(|v| v.is_nan())
        );
    }

    #[test]
    fn zero_is_where_they_are_known() {
        assert_eq!((sigmoid(0.0), softplus(0.0).1), (0.5, 0.5));
        assert!(tanh(0.0) == 0.0 && tanh(-0.0).is_sign_negative());
        assert!((softplus(0.0).0 - LN_2).abs() < 1e-16);
    }
}
