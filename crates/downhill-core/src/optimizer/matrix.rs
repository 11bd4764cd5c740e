//! Two by two matrices.

use crate::num::{V2, v2};
use crate::surface::Hessian;

pub(super) const IDENTITY: Hessian = [[1.0, 0.0], [0.0, 1.0]];

/// The product of a matrix and a vector.
pub(super) fn times([[a, b], [c, d]]: Hessian, v: V2) -> V2 {
    v2(a * v.x + b * v.y, c * v.x + d * v.y)
}

/// The product of two matrices.
pub(super) fn product([first, second]: Hessian, [[a, b], [c, d]]: Hessian) -> Hessian {
    [first, second].map(|[p, q]| [p * a + q * c, p * b + q * d])
}

/// A matrix and k times the outer product of two vectors.
pub(super) fn with_outer([[a, b], [c, d]]: Hessian, k: f64, s: V2, y: V2) -> Hessian {
    [[a + k * (s.x * y.x), b + k * (s.x * y.y)], [c + k * (s.y * y.x), d + k * (s.y * y.y)]]
}
