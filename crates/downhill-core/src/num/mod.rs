//! Numbers: plain floats, dual numbers that carry derivatives, and points in the plane.

mod dual;
mod radial;
mod real;
mod v2;

pub use dual::Dual;
pub use radial::{cos_root, sinc_root};
pub use real::Real;
pub use v2::{V2, v2};
