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
        let (sin, cos) = self.v.sin_cos();
        self.chain(sin, cos)
    }
    fn cos(self) -> Self {
        let (sin, cos) = self.v.sin_cos();
        self.chain(cos, -sin)
    }
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.v.sin_cos();
        (self.chain(sin, cos), self.chain(cos, -sin))
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
    fn lift(self, value: f64, slopes: impl FnOnce() -> [f64; 2]) -> Self {
        let [a, aa] = slopes();
        self.chain(self.v.lift(value, || [a, aa]), self.v.lift(a, || [aa, f64::NAN]))
    }
    fn lift2(self, o: Self, value: f64, slopes: impl FnOnce() -> [f64; 5]) -> Self {
        let [a, b, aa, ab, bb] = slopes();
        let slope = |first, by_a, by_b| self.v.lift2(o.v, first, || [by_a, by_b, f64::NAN, f64::NAN, f64::NAN]);
        let (by_a, by_b) = (slope(a, aa, ab), slope(b, ab, bb));
        Self {
            v: self.v.lift2(o.v, value, || [a, b, aa, ab, bb]),
            dx: self.dx * by_a + o.dx * by_b,
            dy: self.dy * by_a + o.dy * by_b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x and y as numbers that carry first and second derivatives.
    fn variables(x: f64, y: f64) -> [Dual<Dual<f64>>; 2] {
        [
            Dual { v: Dual::x(x), dx: Dual::constant(1.0), dy: Dual::constant(0.0) },
            Dual { v: Dual::y(y), dx: Dual::constant(0.0), dy: Dual::constant(1.0) },
        ]
    }

    #[test]
    fn a_lifted_cube_has_the_derivatives_of_the_product() {
        let [x, y] = variables(3.0, -2.0);
        let t = x * y + x;
        let v = t.value();
        assert_eq!(t.lift(v * v * v, || [3.0 * v * v, 6.0 * v]), t * t * t);
    }

    #[test]
    fn a_lifted_function_of_two_numbers_has_the_derivatives_of_the_product() {
        let [x, y] = variables(3.0, -2.0);
        let (s, t) = (x * y, x + y * 2.0);
        let (a, b) = (s.value(), t.value());
        assert_eq!(s.lift2(t, a * a * b, || [2.0 * a * b, a * a, 2.0 * b, 2.0 * a, 0.0]), s * s * t);
    }
}
