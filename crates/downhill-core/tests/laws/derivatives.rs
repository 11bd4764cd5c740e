//! Gradients and Hessians are those of the formula.

use crate::draw::{Reach, cases, place};
use downhill_core::num::{Dual, Number, Real};
use downhill_core::{Surface, V2, v2};
use num_dual::{DualNum, HyperDual64};
use proptest::prelude::*;

/// Half the distance of a central difference.
const H: f64 = 1e-5;

/// Whether a derivative agrees with the slope through two values, whose rounding and third derivative blur it.
fn agrees(exact: f64, above: f64, below: f64) -> bool {
    let slope = (above - below) / (2.0 * H);
    (slope - exact).abs() <= 1e-5 * (1.0 + exact.abs() + above.abs())
}

/// Whether value and gradient change evenly around a point: where the slopes over a wide and a narrow gap differ, there
/// is a kink between, or the formula bends without bound.
fn is_even(surface: &dyn Surface, at: V2) -> bool {
    let parts = |p: V2| {
        let (value, g) = surface.gradient(p);
        [value, g.x, g.y]
    };
    [v2(H, 0.0), v2(0.0, H)].into_iter().all(|d| {
        let [far_below, below, above, far_above] = [-2.0, -1.0, 1.0, 2.0].map(|k| parts(at + d * k));
        (0..3).all(|i| agrees((far_above[i] - far_below[i]) / (4.0 * H), above[i], below[i]))
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn derivatives_agree_with_central_differences((choice, at) in place(Reach::Slider)) {
        let surface = choice.entry.build(&choice.settings);
        // The formula bends without bound near a cusp.
        prop_assume!(surface.landmarks().iter().all(|m| m.smooth || (m.at - at).norm() > 0.05));
        prop_assume!(is_even(surface.as_ref(), at));
        let (dx, dy) = (v2(H, 0.0), v2(0.0, H));
        let (value, g) = surface.gradient(at);
        prop_assert_eq!(value, surface.value(at));
        prop_assert!(agrees(g.x, surface.value(at + dx), surface.value(at - dx)), "∂x of {:?} at {:?}", choice, at);
        prop_assert!(agrees(g.y, surface.value(at + dy), surface.value(at - dy)), "∂y of {:?} at {:?}", choice, at);

        let h = surface.hessian(at);
        let gradient = |p: V2| surface.gradient(p).1;
        let (right, left, up, down) = (gradient(at + dx), gradient(at - dx), gradient(at + dy), gradient(at - dy));
        let columns = [(h[0][0], right.x, left.x), (h[1][0], right.y, left.y), (h[0][1], up.x, down.x), (h[1][1], up.y, down.y)];
        for (exact, above, below) in columns {
            prop_assert!(agrees(exact, above, below), "Hessian of {:?} at {:?}: {:?}", choice, at, h);
        }
        let scale = h.as_flattened().iter().fold(0.0, |m: f64, v| m.max(v.abs()));
        prop_assert!((h[0][1] - h[1][0]).abs() <= 1e-13 * scale, "not symmetric: {:?}", h);
    }
}

/// Compares a formula in x and y under our dual numbers with the same text under num-dual's.
macro_rules! same_derivatives {
    ($at:expr, $($formula:expr),+ $(,)?) => {$({
        fn ours<R: Real>(x: R, y: R) -> R {
            let formula: fn(R, R) -> R = $formula;
            formula(x, y)
        }
        let theirs: fn(HyperDual64, HyperDual64) -> HyperDual64 = $formula;
        check(stringify!($formula), $at, ours, theirs)?;
    })+};
}

pub(crate) type Nested = Dual<Dual<f64>>;

/// Compares a formula under our dual numbers with the same under num-dual's.
pub(crate) fn check(
    text: &str,
    at: V2,
    ours: impl Fn(Nested, Nested) -> Nested,
    theirs: impl Fn(HyperDual64, HyperDual64) -> HyperDual64,
) -> Result<(), TestCaseError> {
    let [x, y] = Dual::variables(at);
    let z = ours(x, y);
    // A hyper-dual number differentiates by two chosen directions: by x twice, by x and y, by y twice.
    let pair = |[a, b]: [[f64; 2]; 2]| {
        theirs(HyperDual64::new(at.x, a[0], b[0], 0.0), HyperDual64::new(at.y, a[1], b[1], 0.0))
    };
    let (along, across) = ([1.0, 0.0], [0.0, 1.0]);
    let (xx, xy, yy) = (pair([along, along]), pair([along, across]), pair([across, across]));
    let ours = [z.v.v, z.v.dx, z.v.dy, z.dx.v, z.dy.v, z.dx.dx, z.dx.dy, z.dy.dx, z.dy.dy];
    let theirs = [xx.re, xx.eps1, yy.eps1, xx.eps1, yy.eps1, xx.eps1eps2, xy.eps1eps2, xy.eps1eps2, yy.eps1eps2];
    let scale = theirs.iter().fold(1.0, |m: f64, v| m.max(v.abs()));
    for (a, b) in ours.into_iter().zip(theirs) {
        prop_assert!((a - b).abs() <= 1e-12 * scale, "{}: {:?}, num-dual has {:?}", text, ours, theirs);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn our_dual_numbers_agree_with_num_duals(x in -3.0..3.0, y in -3.0..3.0) {
        same_derivatives!(
            v2(x, y),
            |x, y| x + y,
            |x, y| x - y * 2.0,
            |x, y| -(x * y) + 1.0,
            |x, y| x / (y * y + 1.0) - 3.0,
            |x, y| (x / 2.0 + y).sin(),
            |x, y| (x * y).cos(),
            |x, y| (x - y * y).exp(),
            |x, y| (x * x + y * y + 0.5).ln(),
            |x, y| (x * x + y * y + 0.1).sqrt(),
            |x, _| x.powi(1),
            |x, y| x.powi(3) * y.powi(6),
            |x, y| (x * 3.0).sin() * (y * y + x).exp() / (x * x + 1.0).sqrt(),
        );
    }
}

#[test]
fn the_zeroth_power_is_one_and_its_slope_zero() {
    assert_eq!(Dual::x(3.0).powi(0), Dual::constant(1.0));
    assert_eq!(Real::powi(2.0, 10), 1024.0);
}

#[test]
fn a_cusp_and_a_kink_have_no_slope() {
    assert_eq!(Dual::x(0.0).sqrt(), Dual::constant(0.0));
    assert_eq!(Real::abs(Dual::x(0.0)), Dual::constant(0.0));
    assert_eq!(Dual::y(-2.0).abs(), Dual { v: 2.0, dx: 0.0, dy: -1.0 });
}
