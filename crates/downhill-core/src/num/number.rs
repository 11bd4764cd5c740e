//! The arithmetic of models: on one number, on four side by side, and on dual numbers over either.

use super::Four;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// What a model's formula is made of, so that one formula yields value, gradient and Hessian, of one example or of
/// four side by side. There is nothing to branch on: examples side by side may differ.
///
/// Functions that are not here come from the `libm` crate or from our own arithmetic on every target: std's differ between
/// native code and WebAssembly in the last bits, and a link must give the same path everywhere.
pub trait Number:
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
    + Sub<<Self as Number>::Datum, Output = Self>
    + Mul<<Self as Number>::Datum, Output = Self>
{
    /// A number without derivatives: what stands in the data.
    type Datum: Number<Datum = Self::Datum>;
    /// A constant: all its derivatives are zero.
    fn constant(value: f64) -> Self;
    /// The same of a datum.
    fn of_datum(datum: Self::Datum) -> Self;
    /// One of two numbers: the first where this one is below zero, the second where it is not, or not a number.
    fn where_negative(self, then: Self, otherwise: Self) -> Self;
    /// Sine of an angle in radians.
    fn sin(self) -> Self;
    /// Sine and cosine at once: a derivative needs both.
    fn sin_cos(self) -> (Self, Self);
    /// The logistic function 1 / (1 + exp(-x)).
    fn sigmoid(self) -> Self;
    /// ln(1 + exp(x)), without overflow, and its slope, the logistic function.
    fn softplus(self) -> (Self, Self);
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// The square.
    fn sq(self) -> Self {
        self * self
    }
}

/// Numbers that are evaluated four at a time.
pub trait Fourfold: Number {
    /// Four such numbers.
    type Four: Number<Datum = Four>;
    /// This number four times.
    fn four(self) -> Self::Four;
    /// The first one of four.
    fn first(four: Self::Four) -> Self;
    /// Four together.
    fn sum(four: Self::Four) -> Self;
}

impl Fourfold for f64 {
    type Four = Four;
    fn four(self) -> Four {
        Four::constant(self)
    }
    fn first(four: Four) -> Self {
        four.first()
    }
    fn sum(four: Four) -> Self {
        four.sum()
    }
}
