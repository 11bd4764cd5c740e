//! Four plain numbers side by side, for processors that compute with several at once.

use super::{Number, squash, wave};
use bytemuck::cast;
#[cfg(target_arch = "wasm32")]
use core::arch::wasm32;
use core::ops::{Add, Div, Mul, Neg, Sub};
use wide::{f64x2, u64x2};

/// Four numbers side by side: each becomes what it would alone, to the last bit, but for
/// sines, which surfaces have from `libm`. Two at once is what WebAssembly can do;
/// two pairs take turns, and share what a formula's constants cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Four(f64x2, f64x2);

impl Four {
    /// These numbers.
    #[inline(always)]
    pub fn new([a, b, c, d]: [f64; 4]) -> Self {
        Self(pair(a, b), pair(c, d))
    }

    /// The first number.
    #[inline(always)]
    pub fn first(self) -> f64 {
        self.0.to_array()[0]
    }

    /// All four together.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        let [a, b] = (self.0 + self.1).to_array();
        a + b
    }

    /// The same for angles of which some are far out.
    fn sin_cos_alone(self) -> (Self, Self) {
        let both = |v: f64x2| {
            let [(sin_a, cos_a), (sin_b, cos_b)] = v.to_array().map(wave::alone);
            (pair(sin_a, sin_b), pair(cos_a, cos_b))
        };
        let ((sin_a, cos_a), (sin_b, cos_b)) = (both(self.0), both(self.1));
        (Self(sin_a, sin_b), Self(cos_a, cos_b))
    }

    #[inline(always)]
    fn map(self, function: impl Fn(f64x2) -> f64x2) -> Self {
        Self(function(self.0), function(self.1))
    }
}

/// Two numbers. Made the library's way they go by the memory in small code, which takes ten times as long.
#[inline(always)]
fn pair(a: f64, b: f64) -> f64x2 {
    #[cfg(target_arch = "wasm32")]
    return cast(wasm32::f64x2_replace_lane::<1>(wasm32::f64x2_splat(a), b));
    #[cfg(not(target_arch = "wasm32"))]
    f64x2::new([a, b])
}

/// One number twice.
#[inline(always)]
fn twice(v: f64) -> f64x2 {
    #[cfg(target_arch = "wasm32")]
    return cast(wasm32::f64x2_splat(v));
    #[cfg(not(target_arch = "wasm32"))]
    f64x2::splat(v)
}

impl squash::Plain for Four {
    #[inline(always)]
    fn size(self) -> Self {
        self.map(f64x2::abs)
    }
    #[inline(always)]
    fn signed_as(self, other: Self) -> Self {
        Self(self.0.copysign(other.0), self.1.copysign(other.1))
    }
    #[inline(always)]
    fn two_to_last_bits(self) -> Self {
        const BIAS: u64x2 = u64x2::splat(1023);
        self.map(|shifted| cast((cast::<f64x2, u64x2>(shifted) + BIAS) << 52_u32))
    }
}

impl Number for Four {
    type Datum = Self;
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Self(twice(value), twice(value))
    }
    #[inline(always)]
    fn of_datum(datum: Self) -> Self {
        datum
    }
    #[inline(always)]
    fn where_negative(self, then: Self, otherwise: Self) -> Self {
        let choose = |v: f64x2, then, otherwise| v.simd_lt(f64x2::ZERO).select(then, otherwise);
        Self(choose(self.0, then.0, otherwise.0), choose(self.1, then.1, otherwise.1))
    }
    #[inline(always)]
    fn sin(self) -> Self {
        self.sin_cos().0
    }
    #[inline(always)]
    fn sin_cos(self) -> (Self, Self) {
        let is_near = |v: f64x2| v.abs().simd_lt(twice(wave::FARTHEST)).all();
        if is_near(self.0) && is_near(self.1) { wave::sin_cos(self) } else { self.sin_cos_alone() }
    }
    #[inline(always)]
    fn sigmoid(self) -> Self {
        squash::sigmoid(self)
    }
    #[inline(always)]
    fn softplus(self) -> (Self, Self) {
        squash::softplus(self)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        squash::tanh(self)
    }
}

macro_rules! one_by_one {
    ($($operator:ident $function:ident)*) => {$(
        impl $operator for Four {
            type Output = Self;
            #[inline(always)]
            fn $function(self, other: Self) -> Self {
                Self($operator::$function(self.0, other.0), $operator::$function(self.1, other.1))
            }
        }

        impl $operator<f64> for Four {
            type Output = Self;
            #[inline(always)]
            fn $function(self, other: f64) -> Self {
                $operator::$function(self, Self::constant(other))
            }
        }
    )*};
}

one_by_one!(Add add Sub sub Mul mul Div div);

impl Neg for Four {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(|v| -v)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bits(numbers: [f64; 4]) -> [u64; 4] {
        // One's "not a number" need not be the other's.
        numbers.map(|v| if v.is_nan() { 0 } else { v.to_bits() })
    }

    fn numbers(of: Four) -> [f64; 4] {
        let ([a, b], [c, d]) = (of.0.to_array(), of.1.to_array());
        [a, b, c, d]
    }

    /// Any number, and some that the functions tell apart.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![any::<f64>(), -50.0..50.0, -1e-3..1e-3]
    }

    proptest! {
        #[test]
        fn each_of_four_is_what_it_would_be_alone(x in [number(), number(), number(), number()], y in [number(), number(), number(), number()]) {
            let check = |four: fn(Four, Four) -> Four, alone: fn(f64, f64) -> f64| {
                let ours = numbers(four(Four::new(x), Four::new(y)));
                let each = [0, 1, 2, 3].map(|i| alone(x[i], y[i]));
                prop_assert_eq!(bits(ours), bits(each));
                Ok(())
            };
            check(|x, y| x + y, |x, y| x + y)?;
            check(|x, y| x - y, |x, y| x - y)?;
            check(|x, y| x * y, |x, y| x * y)?;
            check(|x, y| x / y, |x, y| x / y)?;
            check(|x, y| x.where_negative(x, y), |x, y| x.where_negative(x, y))?;
            check(|x, _| -x, |x, _| -x)?;
            check(|x, _| Number::sin(x), |x, _| wave::alone(x).0)?;
            check(|x, _| x.sin_cos().1, |x, _| wave::alone(x).1)?;
            check(|x, _| x.sigmoid(), |x, _| x.sigmoid())?;
            check(|x, _| x.softplus().0, |x, _| x.softplus().0)?;
            check(|x, _| x.softplus().1, |x, _| x.softplus().1)?;
            check(|x, _| Number::tanh(x), |x, _| Number::tanh(x))?;
        }
    }

    #[test]
    fn four_are_summed_or_the_first_is_taken() {
        let four = Four::new([1.0, 2.5, 4.0, 8.0]);
        assert_eq!([four.first(), four.sum()], [1.0, 15.5]);
    }
}
