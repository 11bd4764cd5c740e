//! Functions of the distance from a point, written by its square so that they stay smooth at zero distance, where the
//! square root has a cusp.

use super::Real;

/// Below this a power series is exact to the last bits, and so are its first two derivatives.
const SMALL: f64 = 1e-2;

/// The cosine of the square root.
pub fn cos_root<R: Real>(s: R) -> R {
    // 1/2!, 1/4!, ... with changing signs.
    if s.value() < SMALL { series(s, [2.0, 12.0, 30.0, 56.0, 90.0, 132.0]) } else { s.sqrt().cos() }
}

/// sin r / r of the square root r; 1 at zero.
pub fn sinc_root<R: Real>(s: R) -> R {
    if s.value() < SMALL {
        // 1/3!, 1/5!, ... with changing signs.
        series(s, [6.0, 20.0, 42.0, 72.0, 110.0, 156.0])
    } else {
        let root = s.sqrt();
        root.sin() / root
    }
}

/// 1 - s/a (1 - s/b (1 - ...)) for these a, b, ...
fn series<R: Real>(s: R, divisors: [f64; 6]) -> R {
    divisors.into_iter().rev().fold(R::constant(1.0), |inner, d| -(s * inner) / d + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::{Dual, v2};

    type Nested = Dual<Dual<f64>>;

    fn at(s: f64) -> Nested {
        Dual::variables(v2(s, 0.0))[0]
    }

    fn parts(f: Nested) -> [f64; 3] {
        [f.v.v, f.v.dx, f.dx.dx]
    }

    #[test]
    fn the_series_and_the_function_meet() {
        for f in [cos_root::<Nested>, sinc_root::<Nested>] {
            let (below, above) = (parts(f(at(SMALL - 1e-12))), parts(f(at(SMALL))));
            assert!(below.iter().zip(above).all(|(a, b)| (a - b).abs() < 1e-10), "{below:?} {above:?}");
        }
    }

    #[test]
    fn at_zero_the_derivatives_are_the_series() {
        assert_eq!(parts(cos_root(at(0.0))), [1.0, -0.5, 1.0 / 12.0]);
        assert_eq!(parts(sinc_root(at(0.0))), [1.0, -1.0 / 6.0, 1.0 / 60.0]);
    }
}
