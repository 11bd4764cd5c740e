//! Points and vectors in the plane.

use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A pair of numbers; every operator works component by component, as in the papers' vector notation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct V2 {
    /// First component, to the right.
    pub x: f64,
    /// Second component, upwards.
    pub y: f64,
}

/// Short constructor of a [`V2`].
pub const fn v2(x: f64, y: f64) -> V2 {
    V2 { x, y }
}

impl V2 {
    /// The origin.
    pub const ZERO: Self = v2(0.0, 0.0);

    /// The same number in both components.
    pub const fn splat(v: f64) -> Self {
        v2(v, v)
    }

    /// Applies a function to each component.
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        v2(f(self.x), f(self.y))
    }

    /// Applies a function to each pair of components.
    pub fn zip(self, o: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        v2(f(self.x, o.x), f(self.y, o.y))
    }

    /// Square root of each component.
    pub fn sqrt(self) -> Self {
        self.map(f64::sqrt)
    }

    /// Square of each component.
    pub fn sq(self) -> Self {
        self * self
    }

    /// Larger of the two in each component.
    pub fn max(self, o: Self) -> Self {
        self.zip(o, f64::max)
    }

    /// -1, 0 or 1 in each component; the sign of zero is zero, as in PyTorch.
    pub fn sign(self) -> Self {
        self.map(|v| {
            if v > 0.0 {
                1.0
            } else if v < 0.0 {
                -1.0
            } else {
                v * 0.0
            }
        })
    }

    /// Inner product.
    pub fn dot(self, o: Self) -> f64 {
        self.x * o.x + self.y * o.y
    }

    /// Euclidean length, without overflow for large components.
    pub fn norm(self) -> f64 {
        let squared = self.dot(self);
        // The plain root is three times faster and exact enough where squares neither vanish nor overflow.
        if (1e-280..1e280).contains(&squared) { squared.sqrt() } else { libm::hypot(self.x, self.y) }
    }

    /// The p-norm for p from 1; infinity gives the larger component.
    pub fn norm_of(self, p: f64) -> f64 {
        let V2 { x, y } = self.map(f64::abs);
        if p == 2.0 {
            self.norm()
        } else if p == 1.0 {
            x + y
        } else if p.is_infinite() {
            // Not f64::max, which would lose a component that is not a number.
            if x > y || x.is_nan() { x } else { y }
        } else {
            libm::pow(libm::pow(x, p) + libm::pow(y, p), 1.0 / p)
        }
    }

    /// Whether both components are finite.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl From<[f64; 2]> for V2 {
    fn from([x, y]: [f64; 2]) -> Self {
        v2(x, y)
    }
}

impl From<V2> for [f64; 2] {
    fn from(v: V2) -> Self {
        [v.x, v.y]
    }
}

macro_rules! componentwise {
    ($($op:ident $f:ident $sign:tt),*) => {$(
        impl $op for V2 {
            type Output = Self;
            fn $f(self, o: Self) -> Self { v2(self.x $sign o.x, self.y $sign o.y) }
        }
        impl $op<f64> for V2 {
            type Output = Self;
            fn $f(self, o: f64) -> Self { v2(self.x $sign o, self.y $sign o) }
        }
        impl $op<V2> for f64 {
            type Output = V2;
            fn $f(self, o: V2) -> V2 { v2(self $sign o.x, self $sign o.y) }
        }
    )*};
}
componentwise!(Add add +, Sub sub -, Mul mul *, Div div /);

impl Neg for V2 {
    type Output = Self;
    fn neg(self) -> Self {
        v2(-self.x, -self.y)
    }
}

impl AddAssign for V2 {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

impl SubAssign for V2 {
    fn sub_assign(&mut self, o: Self) {
        *self = *self - o;
    }
}
