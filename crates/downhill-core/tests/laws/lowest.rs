//! Lowest points: nothing is lower, and what falls for ever has none.

use crate::landmarks::{grid, on_a_known_curve, with_defaults};
use core::f64::consts::{FRAC_PI_2, PI};
use downhill_core::{Experiment, Surface, V2, surface, v2};

/// Walks down by trying the four neighbours at ever smaller distances, without leaving the domain.
fn polish(surface: &dyn Surface, start: V2) -> (V2, f64) {
    let [[x0, x1], [y0, y1]] = surface.spec().domain;
    let (mut at, mut value) = (start, surface.value(start));
    let mut reach = (x1 - x0) / 64.0;
    while reach > 1e-8 {
        let tries = [v2(reach, 0.0), v2(-reach, 0.0), v2(0.0, reach), v2(0.0, -reach)]
            .map(|d| v2((at.x + d.x).clamp(x0, x1), (at.y + d.y).clamp(y0, y1)));
        match tries.into_iter().map(|p| (p, surface.value(p))).min_by(|a, b| a.1.total_cmp(&b.1)) {
            Some(better) if better.1 < value => (at, value) = better,
            _ => reach /= 2.0,
        }
    }
    (at, value)
}

/// The lowest of their neighbours among n by n points of the domain, and whether each lies inside of the grid.
fn dents(surface: &dyn Surface, n: usize) -> Vec<(V2, bool)> {
    let points: Vec<_> = grid(surface.spec(), n).map(|p| (p, surface.value(p))).collect();
    let near = |k: usize| k.saturating_sub(1)..=(k + 1).min(n - 1);
    let is_dent = |k: usize| near(k / n).all(|j| near(k % n).all(|i| points[k].1 <= points[j * n + i].1));
    let is_inside = |k: usize| (1..n - 1).contains(&(k / n)) && (1..n - 1).contains(&(k % n));
    (0..n * n).filter(|k| is_dent(*k)).map(|k| (points[k].0, is_inside(k))).collect()
}

#[test]
fn nothing_in_the_domain_is_lower_than_the_lowest_stored_minimum() {
    for (id, surface) in with_defaults() {
        let minima = surface.minima();
        let Some(lowest) = minima.iter().map(|m| m.value).min_by(f64::total_cmp) else { continue };
        let [[x0, x1], [y0, y1]] = surface.spec().domain;
        let diagonal = v2(x1 - x0, y1 - y0).norm();
        for (start, _) in dents(surface.as_ref(), 100) {
            let (at, value) = polish(surface.as_ref(), start);
            assert!(value >= lowest - 1e-12 * (1.0 + lowest.abs()), "{id}: {value} at {at:?}, stored is {lowest}");
            // As low as the lowest: then it must be one of those that are stored.
            let is_lowest = value <= lowest + 1e-9 * (1.0 + lowest.abs());
            let is_stored = minima.iter().any(|m| (m.at - at).norm() < 1e-2 * diagonal);
            assert!(!is_lowest || is_stored || on_a_known_curve(surface.as_ref(), at), "{id}: {value} at {at:?}");
        }
    }
}

#[test]
fn there_are_as_many_dents_as_the_notes_say() {
    for (id, n, count) in [("levy", 500, 40), ("shubert", 800, 722), ("de_jong_n5", 500, 25), ("rastrigin", 300, 121)] {
        let surface = Experiment::on(surface::find(id).unwrap()).build_surface();
        let inside = dents(surface.as_ref(), n).into_iter().filter(|(_, is_inside)| *is_inside).count();
        assert_eq!(inside, count, "{id}");
    }
}

#[test]
fn a_surface_that_is_lower_outside_its_domain_has_no_lowest_value() {
    let far_below = [
        ("mccormick", v2(-0.5471975511965977 - 3.0 * PI, -1.5471975511965979 - 3.0 * PI)),
        ("saddle", v2(0.0, 1e3)),
        ("monkey_saddle", v2(-1e3, 0.0)),
        ("adjiman", v2(1e3, 0.0)),
        ("schwefel", v2(5000.0, 0.0)),
        ("eggholder", v2(20.5 * PI * 20.5 * PI, -47.0)),
        ("holder_table", v2(10.5 * PI, 0.0)),
        ("cross_in_tray", v2(500.5 * PI, 500.5 * PI)),
        ("michalewicz", v2(6.5_f64.sqrt() * PI, FRAC_PI_2)),
    ];
    for (id, surface) in with_defaults() {
        let below = far_below.iter().find(|(name, _)| *name == id);
        assert_eq!(surface.lowest().is_none(), below.is_some(), "{id}");
        if let Some((_, at)) = below {
            let inside = grid(surface.spec(), 100).map(|p| surface.value(p)).fold(f64::INFINITY, f64::min);
            assert!(surface.value(*at) < inside, "{id}: {} against {inside}", surface.value(*at));
        }
    }
}

#[test]
fn no_point_however_far_panics_and_no_kink_has_a_slope_that_is_not_a_number() {
    for (id, surface) in with_defaults() {
        for x in [0.0, -0.0, 1.0, -10.0, 1e3, -1e8, 1e160, f64::MAX, f64::INFINITY, f64::NAN] {
            for y in [0.0, 1.0, 1e3, -1e160, f64::NEG_INFINITY] {
                let (value, _) = surface.gradient(v2(x, y));
                assert!(value.to_bits() == surface.value(v2(x, y)).to_bits() || value.is_nan(), "{id}");
            }
        }
        let kinks = surface.landmarks().into_iter().map(|m| m.at).chain([V2::ZERO]);
        for at in kinks {
            let finite =
                surface.gradient(at).1.is_finite() && surface.hessian(at).as_flattened().iter().all(|h| h.is_finite());
            assert!(finite, "{id}: {:?} {:?} at {at:?}", surface.gradient(at), surface.hessian(at));
        }
    }
}
