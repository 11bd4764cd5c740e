//! The arithmetic a loss surface may use, so that one formula yields value, gradient and Hessian.

use core::ops::{Add, Div, Mul, Neg, Sub};

/// A real number or a dual number over one.
///
/// Transcendental functions come from the `libm` crate on every target: std's differ between native code and
/// WebAssembly in the last bits, and a link must give the same path everywhere.
pub trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// A constant: all its derivatives are zero.
    fn constant(value: f64) -> Self;
    /// The number itself, without derivatives.
    fn value(self) -> f64;
    /// Sine of an angle in radians.
    fn sin(self) -> Self;
    /// Cosine of an angle in radians.
    fn cos(self) -> Self;
    /// Sine and cosine at once: a derivative needs both.
    fn sin_cos(self) -> (Self, Self);
    /// e to this power.
    fn exp(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// Square root. Its derivative at zero is taken as zero, the choice made for cusps such as Ackley's.
    fn sqrt(self) -> Self;
    /// Absolute value. Its derivative at zero is taken as zero.
    fn abs(self) -> Self;
    /// Integer power by repeated squaring.
    fn powi(self, n: u32) -> Self {
        let mut power = Self::constant(1.0);
        let mut square = self;
        let mut rest = n;
        while rest > 0 {
            if rest & 1 == 1 {
                power = power * square;
            }
            rest >>= 1;
            if rest > 0 {
                square = square * square;
            }
        }
        power
    }
    /// The square.
    fn sq(self) -> Self {
        self * self
    }
    /// A function of one number whose value here is known: `slopes` gives its first and second derivative.
    ///
    /// What a function is on plain floats it so becomes on every number, without code of its own for each. Plain
    /// floats do not ask for the derivatives; the third, which nobody needs, would be NaN.
    fn lift(self, value: f64, slopes: impl FnOnce() -> [f64; 2]) -> Self;
    /// A function of two numbers a and b whose value here is known: `slopes` gives its derivatives by
    /// a, b, aa, ab and bb.
    fn lift2(self, other: Self, value: f64, slopes: impl FnOnce() -> [f64; 5]) -> Self;
}

impl Real for f64 {
    fn constant(value: f64) -> Self {
        value
    }
    fn value(self) -> f64 {
        self
    }
    fn sin(self) -> Self {
        libm::sin(self)
    }
    fn cos(self) -> Self {
        libm::cos(self)
    }
    fn sin_cos(self) -> (Self, Self) {
        libm::sincos(self)
    }
    fn exp(self) -> Self {
        libm::exp(self)
    }
    fn ln(self) -> Self {
        libm::log(self)
    }
    fn sqrt(self) -> Self {
        // IEEE 754 fixes the square root to the last bit, so std's is the same everywhere.
        f64::sqrt(self)
    }
    fn abs(self) -> Self {
        f64::abs(self)
    }
    fn lift(self, value: f64, _: impl FnOnce() -> [f64; 2]) -> Self {
        value
    }
    fn lift2(self, _: Self, value: f64, _: impl FnOnce() -> [f64; 5]) -> Self {
        value
    }
}
