//! Numbers: plain floats, dual numbers that carry derivatives, and points in the plane.

mod decimal;
mod dual;
mod four;
mod number;
mod radial;
mod real;
mod squash;
mod v2;
mod wave;

pub use decimal::decimal;
pub use dual::Dual;
pub use four::Four;
pub use number::{Fourfold, Number};
pub use radial::{cos_root, sinc_root};
pub use real::Real;
pub use v2::{V2, v2};

/// A number to any power.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// A number to a whole power, as Python computes `base ** n` with floats.
pub fn power(base: f64, n: u32) -> f64 {
    libm::pow(base, f64::from(n))
}
