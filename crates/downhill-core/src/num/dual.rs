//! Dual numbers with two derivative parts: forward-mode differentiation in the plane.

use super::{Four, Fourfold, Number, Real, V2};
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

impl<T: Number> Dual<T> {
    /// The independent variable x at this value.
    pub fn x(v: T) -> Self {
        Self { v, dx: T::constant(1.0), dy: T::constant(0.0) }
    }

    /// The independent variable y at this value.
    pub fn y(v: T) -> Self {
        Self { v, dx: T::constant(0.0), dy: T::constant(1.0) }
    }

    /// The chain rule: a function's value here and its derivative by its argument.
    #[inline(always)]
    fn chain(self, v: T, slope: T) -> Self {
        Self { v, dx: self.dx * slope, dy: self.dy * slope }
    }
}

impl Dual<Dual<f64>> {
    /// The independent variables x and y at a point, with their first and second derivatives.
    pub fn variables(at: V2) -> [Self; 2] {
        let variable = |v, dx, dy| Self { v, dx: Dual::constant(dx), dy: Dual::constant(dy) };
        [variable(Dual::x(at.x), 1.0, 0.0), variable(Dual::y(at.y), 0.0, 1.0)]
    }
}

impl<T: Number> Add for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Self { v: self.v + o.v, dx: self.dx + o.dx, dy: self.dy + o.dy }
    }
}

impl<T: Number> Sub for Dual<T> {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self { v: self.v - o.v, dx: self.dx - o.dx, dy: self.dy - o.dy }
    }
}

impl<T: Number> Mul for Dual<T> {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        Self { v: self.v * o.v, dx: self.dx * o.v + self.v * o.dx, dy: self.dy * o.v + self.v * o.dy }
    }
}

impl<T: Number> Div for Dual<T> {
    type Output = Self;
    fn div(self, o: Self) -> Self {
        let v = self.v / o.v;
        Self { v, dx: (self.dx - v * o.dx) / o.v, dy: (self.dy - v * o.dy) / o.v }
    }
}

impl<T: Number> Neg for Dual<T> {
    type Output = Self;
    fn neg(self) -> Self {
        Self { v: -self.v, dx: -self.dx, dy: -self.dy }
    }
}

impl<T: Number> Add<f64> for Dual<T> {
    type Output = Self;
    fn add(self, o: f64) -> Self {
        Self { v: self.v + o, ..self }
    }
}

impl<T: Number> Sub<f64> for Dual<T> {
    type Output = Self;
    fn sub(self, o: f64) -> Self {
        Self { v: self.v - o, ..self }
    }
}

impl<T: Number> Mul<f64> for Dual<T> {
    type Output = Self;
    fn mul(self, o: f64) -> Self {
        Self { v: self.v * o, dx: self.dx * o, dy: self.dy * o }
    }
}

impl<T: Number> Div<f64> for Dual<T> {
    type Output = Self;
    fn div(self, o: f64) -> Self {
        Self { v: self.v / o, dx: self.dx / o, dy: self.dy / o }
    }
}

impl<T: Mul<Four, Output = T>> Mul<Four> for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, o: Four) -> Self {
        Self { v: self.v * o, dx: self.dx * o, dy: self.dy * o }
    }
}

impl<T: Sub<Four, Output = T>> Sub<Four> for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Four) -> Self {
        Self { v: self.v - o, ..self }
    }
}

impl<T: Number> Number for Dual<T>
where
    Self: Sub<T::Datum, Output = Self> + Mul<T::Datum, Output = Self>,
{
    type Datum = T::Datum;
    fn constant(value: f64) -> Self {
        Self { v: T::constant(value), dx: T::constant(0.0), dy: T::constant(0.0) }
    }
    fn of_datum(datum: T::Datum) -> Self {
        Self { v: T::of_datum(datum), dx: T::constant(0.0), dy: T::constant(0.0) }
    }
    fn where_negative(self, then: Self, otherwise: Self) -> Self {
        let choose = |then, otherwise| self.v.where_negative(then, otherwise);
        Self { v: choose(then.v, otherwise.v), dx: choose(then.dx, otherwise.dx), dy: choose(then.dy, otherwise.dy) }
    }
    #[inline(always)]
    fn sin(self) -> Self {
        let (sin, cos) = self.v.sin_cos();
        self.chain(sin, cos)
    }
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.v.sin_cos();
        (self.chain(sin, cos), self.chain(cos, -sin))
    }
    #[inline(always)]
    fn sigmoid(self) -> Self {
        let s = self.v.sigmoid();
        self.chain(s, s * (-s + 1.0))
    }
    #[inline(always)]
    fn softplus(self) -> (Self, Self) {
        let (value, s) = self.v.softplus();
        (self.chain(value, s), self.chain(s, s * (-s + 1.0)))
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        let t = self.v.tanh();
        self.chain(t, -(t * t) + 1.0)
    }
}

impl<T: Fourfold> Fourfold for Dual<T>
where
    Self: Number<Datum = T::Datum>,
    Dual<T::Four>: Number<Datum = Four>,
{
    type Four = Dual<T::Four>;
    fn four(self) -> Self::Four {
        Dual { v: self.v.four(), dx: self.dx.four(), dy: self.dy.four() }
    }
    fn first(four: Self::Four) -> Self {
        Self { v: T::first(four.v), dx: T::first(four.dx), dy: T::first(four.dy) }
    }
    fn sum(four: Self::Four) -> Self {
        Self { v: T::sum(four.v), dx: T::sum(four.dx), dy: T::sum(four.dy) }
    }
}

impl<T: Real> Real for Dual<T>
where
    Self: Fourfold + Number<Datum = f64>,
{
    fn value(self) -> f64 {
        self.v.value()
    }
    fn cos(self) -> Self {
        let (sin, cos) = self.v.sin_cos();
        self.chain(cos, -sin)
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
    use crate::num::v2;

    #[test]
    fn a_lifted_cube_has_the_derivatives_of_the_product() {
        let [x, y] = Dual::variables(v2(3.0, -2.0));
        let t = x * y + x;
        let v = t.value();
        assert_eq!(t.lift(v * v * v, || [3.0 * v * v, 6.0 * v]), t * t * t);
    }

    #[test]
    fn a_lifted_function_of_two_numbers_has_the_derivatives_of_the_product() {
        let [x, y] = Dual::variables(v2(3.0, -2.0));
        let (s, t) = (x * y, x + y * 2.0);
        let (a, b) = (s.value(), t.value());
        assert_eq!(s.lift2(t, a * a * b, || [2.0 * a * b, a * a, 2.0 * b, 2.0 * a, 0.0]), s * s * t);
    }
}
