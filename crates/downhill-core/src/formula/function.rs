//! The functions a formula may use: one line each in [`FUNCTIONS`].
//!
//! Where a function has a value but no slope, or one that is not finite, the slope is taken as zero, as
//! [`Real::sqrt`](crate::num::Real::sqrt) does for cusps.

use crate::num::Real;
use core::f64::consts::{LN_2, LN_10};

/// A function of one, two or more numbers.
#[derive(Debug)]
pub struct Function {
    /// Its name in lower case.
    pub name: &'static str,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    One(&'static One),
    Two(&'static Two),
    /// The winner of two or more numbers; whether the second wins against the first. A tie keeps the first.
    Best(fn(f64, f64) -> bool),
}

/// A function of a: its value v, and from a and v its first and second derivative.
#[derive(Debug)]
pub(super) struct One(fn(f64) -> f64, fn(f64, f64) -> [f64; 2]);

/// A function of a and b: its value v, and from a, b and v its derivatives by a, b, aa, ab and bb.
#[derive(Debug)]
pub(super) struct Two(fn(f64, f64) -> f64, fn(f64, f64, f64) -> [f64; 5]);

impl Function {
    /// The least and the largest number of arguments.
    pub(super) const fn arguments(&self) -> (usize, usize) {
        match self.kind {
            Kind::One(_) => (1, 1),
            Kind::Two(_) => (2, 2),
            Kind::Best(_) => (2, usize::MAX),
        }
    }
}

impl One {
    pub(super) fn of<R: Real>(&self, a: R) -> R {
        let v = self.0(a.value());
        a.lift(v, || tame(v, self.1(a.value(), v)))
    }
}

impl Two {
    pub(super) fn of<R: Real>(&self, a: R, b: R) -> R {
        let v = self.0(a.value(), b.value());
        a.lift2(b, v, || tame(v, self.1(a.value(), b.value(), v)))
    }
}

/// Zero for the slopes that are not there, at a point where the function is.
fn tame<const N: usize>(value: f64, slopes: [f64; N]) -> [f64; N] {
    slopes.map(|slope| if value.is_finite() && !slope.is_finite() { 0.0 } else { slope })
}

/// A number to a constant power: exact products for small whole exponents.
pub(super) fn power<R: Real>(base: R, exponent: f64) -> R {
    let a = base.value();
    let v = plain_power(a, exponent);
    base.lift(v, || {
        let first = term(exponent, a, exponent - 1.0);
        tame(v, [first, term(exponent * (exponent - 1.0), a, exponent - 2.0)])
    })
}

/// A factor times a power, which does not count where the factor vanishes.
fn term(factor: f64, base: f64, exponent: f64) -> f64 {
    if factor == 0.0 { 0.0 } else { factor * plain_power(base, exponent) }
}

fn plain_power(base: f64, exponent: f64) -> f64 {
    let n = exponent.abs();
    if n > 64.0 || n != n.floor() {
        return libm::pow(base, exponent);
    }
    let power = Real::powi(base, n as u32);
    if exponent < 0.0 { 1.0 / power } else { power }
}

/// 1 / (1 + exp(−a)).
fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-a))
}

fn log_slopes(a: f64, base: f64) -> [f64; 2] {
    let slope = 1.0 / (a * base);
    [slope, -slope / a]
}

/// The slopes of asin; those of acos are the negative ones.
fn asin_slopes(a: f64) -> [f64; 2] {
    let q = (1.0 - a) * (1.0 + a);
    let slope = 1.0 / q.sqrt();
    [slope, a * slope / q]
}

fn sign(a: f64) -> f64 {
    if a == 0.0 { 0.0 } else { a.signum() }
}

fn atan_slopes(a: f64) -> [f64; 2] {
    let slope = 1.0 / (1.0 + a * a);
    [slope, -2.0 * a * slope * slope]
}

fn atan2_slopes(a: f64, b: f64) -> [f64; 5] {
    let q = a * a + b * b;
    let (s, t) = (a / q, b / q);
    [t, -s, -2.0 * s * t, s * s - t * t, 2.0 * s * t]
}

fn hypot_slopes(a: f64, b: f64, v: f64) -> [f64; 5] {
    let (s, t) = (a / v, b / v);
    [s, t, t * t / v, -s * t / v, s * s / v]
}

/// ln(1 + exp(a)), for large a too.
fn softplus(a: f64) -> f64 {
    a.max(0.0) + libm::log1p(libm::exp(-a.abs()))
}

const FLAT: [f64; 2] = [0.0, 0.0];

const fn one(name: &'static str, one: &'static One) -> Function {
    Function { name, kind: Kind::One(one) }
}

const fn two(name: &'static str, two: &'static Two) -> Function {
    Function { name, kind: Kind::Two(two) }
}

const fn best(name: &'static str, second_wins: fn(f64, f64) -> bool) -> Function {
    Function { name, kind: Kind::Best(second_wins) }
}

pub(super) static EXP: One = One(libm::exp, |_, v| [v, v]);

static LN: One = One(libm::log, |a, _| log_slopes(a, 1.0));

pub(super) static POW: Two = Two(plain_power, |a, b, v| {
    let ln = libm::log(a);
    let by_a = term(b, a, b - 1.0);
    let by_ab = plain_power(a, b - 1.0) + by_a * ln;
    [by_a, v * ln, term(b * (b - 1.0), a, b - 2.0), by_ab, v * ln * ln]
});

/// What bars mean.
pub(super) static ABS: Function = one("abs", &One(f64::abs, |a, _| [sign(a), 0.0]));

/// What the radical sign means.
pub(super) static SQRT: Function = one("sqrt", &One(f64::sqrt, |a, v| [0.5 / v, -0.25 / (a * v)]));

/// Every function; the next one needs its line here.
pub(super) static FUNCTIONS: &[&Function] = &[
    &one("sin", &One(libm::sin, |a, v| [libm::cos(a), -v])),
    &one("cos", &One(libm::cos, |a, v| [-libm::sin(a), -v])),
    &one("tan", &One(libm::tan, |_, v| [1.0 + v * v, 2.0 * v * (1.0 + v * v)])),
    &one("asin", &One(libm::asin, |a, _| asin_slopes(a))),
    &one("acos", &One(libm::acos, |a, _| asin_slopes(a).map(|slope| -slope))),
    &one("atan", &One(libm::atan, |a, _| atan_slopes(a))),
    &two("atan2", &Two(libm::atan2, |a, b, _| atan2_slopes(a, b))),
    &one("sinh", &One(libm::sinh, |a, v| [libm::cosh(a), v])),
    &one("cosh", &One(libm::cosh, |a, v| [libm::sinh(a), v])),
    &one("tanh", &One(libm::tanh, |a, v| [1.0, -2.0 * v].map(|t| t / libm::cosh(a) / libm::cosh(a)))),
    &one("exp", &EXP),
    &one("ln", &LN),
    &one("log", &LN),
    &one("log2", &One(libm::log2, |a, _| log_slopes(a, LN_2))),
    &one("log10", &One(libm::log10, |a, _| log_slopes(a, LN_10))),
    &SQRT,
    &one("cbrt", &One(libm::cbrt, |a, v| [v / a / 3.0, -2.0 / 9.0 * v / a / a])),
    &two("pow", &POW),
    &two("hypot", &Two(libm::hypot, hypot_slopes)),
    &ABS,
    &one("sign", &One(sign, |_, _| FLAT)),
    &one("floor", &One(f64::floor, |_, _| FLAT)),
    &one("ceil", &One(f64::ceil, |_, _| FLAT)),
    &one("round", &One(f64::round, |_, _| FLAT)),
    &best("min", |a, b| b < a || b.is_nan()),
    &best("max", |a, b| b > a || b.is_nan()),
    &one("sigmoid", &One(logistic, |a, v| [1.0, 1.0 - 2.0 * v].map(|t| t * v * logistic(-a)))),
    &one("relu", &One(|a| if a < 0.0 { 0.0 } else { a }, |a, _| [f64::from(a > 0.0), 0.0])),
    &one("softplus", &One(softplus, |a, _| [logistic(a), logistic(a) * logistic(-a)])),
];
