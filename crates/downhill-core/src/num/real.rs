//! The arithmetic a loss surface may use, so that one formula yields value, gradient and Hessian.

use super::{Fourfold, Number, squash};

/// A real number or a dual number over one.
pub trait Real: Number<Datum = f64> + Fourfold {
    /// The number itself, without derivatives.
    fn value(self) -> f64;
    /// Cosine of an angle in radians.
    fn cos(self) -> Self;
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
    /// A function of one number whose value here is known: `slopes` gives its first and second derivative.
    ///
    /// What a function is on plain floats it so becomes on every number, without code of its own for each. Plain
    /// floats do not ask for the derivatives; the third, which nobody needs, would be NaN.
    fn lift(self, value: f64, slopes: impl FnOnce() -> [f64; 2]) -> Self;
    /// A function of two numbers a and b whose value here is known: `slopes` gives its derivatives by
    /// a, b, aa, ab and bb.
    fn lift2(self, other: Self, value: f64, slopes: impl FnOnce() -> [f64; 5]) -> Self;
}

impl Number for f64 {
    type Datum = Self;
    fn constant(value: f64) -> Self {
        value
    }
    fn of_datum(datum: f64) -> Self {
        datum
    }
    fn where_negative(self, then: Self, otherwise: Self) -> Self {
        if self < 0.0 { then } else { otherwise }
    }
    fn sin(self) -> Self {
        libm::sin(self)
    }
    fn sin_cos(self) -> (Self, Self) {
        libm::sincos(self)
    }
    fn sigmoid(self) -> Self {
        squash::sigmoid(self)
    }
    fn softplus(self) -> (Self, Self) {
        squash::softplus(self)
    }
    fn tanh(self) -> Self {
        squash::tanh(self)
    }
}

impl Real for f64 {
    fn value(self) -> f64 {
        self
    }
    fn cos(self) -> Self {
        libm::cos(self)
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
