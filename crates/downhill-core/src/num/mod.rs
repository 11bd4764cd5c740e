//! Numbers: plain floats, dual numbers that carry derivatives, and points in the plane.

mod decimal;
mod dual;
mod real;
mod v2;

pub use decimal::parse_float;
pub use dual::Dual;
pub use real::Real;
pub use v2::{V2, v2};
