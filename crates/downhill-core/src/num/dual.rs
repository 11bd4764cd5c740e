//! Dual numbers with two derivative parts: forward-mode differentiation in the plane.

use super::Real;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// `v + dx εx + dy εy`: a value and its derivatives by x and by y.
///
/// `Dual<f64>` gives a gradient, `Dual<Dual<f64>>` a Hessian. Own code rather than a library's because the inner
/// number stays generic and small; tests compare it with the `num-dual` crate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<T> {
    /// The value.
    pub v: T,
    /// The derivative by x.
    pub dx: T,
    /// The derivative by y.
    pub dy: T,
}

impl<T: Real> Dual<T> {
    /// The independent variable x at this value.
    pub fn x(v: T) -> Self {
        Self { v, dx: T::constant(1.0), dy: T::constant(0.0) }
    }

    /// The independent variable y at this value.
    pub fn y(v: T) -> Self {
        Self { v, dx: T::constant(0.0), dy: T::constant(1.0) }
    }

    /// The chain rule: a function's value here and its derivative by its argument.
    fn chain(self, v: T, slope: T) -> Self {
        Self { v, dx: self.dx * slope, dy: self.dy * slope }
    }
}

impl<T: Real> Add for Dual<T> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self { v: self.v + o.v, dx: self.dx + o.dx, dy: self.dy + o.dy }
    }
}

impl<T: Real> Sub for Dual<T> {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self { v: self.v - o.v, dx: self.dx - o.dx, dy: self.dy - o.dy }
    }
}

impl<T: Real> Mul for Dual<T> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Self { v: self.v * o.v, dx: self.dx * o.v + self.v * o.dx, dy: self.dy * o.v + self.v * o.dy }
    }
}

impl<T: Real> Div for Dual<T> {
    type Output = Self;
    fn div(self, o: Self) -> Self {
        let v = self.v / o.v;
        Self { v, dx: (self.dx - v * o.dx) / o.v, dy: (self.dy - v * o.dy) / o.v }
    }
}

impl<T: Real> Neg for Dual<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Self { v: -self.v, dx: -self.dx, dy: -self.dy }
    }
}

impl<T: Real> Add<f64> for Dual<T> {
    type Output = Self;
    fn add(self, o: f64) -> Self {
        Self { v: self.v + o, ..self }
    }
}

impl<T: Real> Sub<f64> for Dual<T> {
    type Output = Self;
    fn sub(self, o: f64) -> Self {
        Self { v: self.v - o, ..self }
    }
}

impl<T: Real> Mul<f64> for Dual<T> {
    type Output = Self;
    fn mul(self, o: f64) -> Self {
        Self { v: self.v * o, dx: self.dx * o, dy: self.dy * o }
    }
}

impl<T: Real> Div<f64> for Dual<T> {
    type Output = Self;
    fn div(self, o: f64) -> Self {
        Self { v: self.v / o, dx: self.dx / o, dy: self.dy / o }
    }
}

impl<T: Real> Real for Dual<T> {
    fn constant(value: f64) -> Self {
        Self { v: T::constant(value), dx: T::constant(0.0), dy: T::constant(0.0) }
    }
    fn value(self) -> f64 {
        self.v.value()
    }
    fn sin(self) -> Self {
        self.chain(self.v.sin(), self.v.cos())
    }
    fn cos(self) -> Self {
        self.chain(self.v.cos(), -self.v.sin())
    }
    fn exp(self) -> Self {
        let e = self.v.exp();
        self.chain(e, e)
    }
    fn ln(self) -> Self {
        self.chain(self.v.ln(), T::constant(1.0) / self.v)
    }
    fn sqrt(self) -> Self {
        let root = self.v.sqrt();
        let slope = if root.value() == 0.0 { T::constant(0.0) } else { T::constant(0.5) / root };
        self.chain(root, slope)
    }
    fn abs(self) -> Self {
        let v = self.v.value();
        let slope = if v == 0.0 { 0.0 } else { v.signum() };
        self.chain(self.v.abs(), T::constant(slope))
    }
}
