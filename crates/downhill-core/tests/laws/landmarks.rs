//! What is stored about a surface is true of its formula.

use crate::draw::{Reach, cases, surface};
use downhill_core::surface::{Group, Hessian, Landmark, LandmarkKind, SURFACES, Spec};
use downhill_core::{Settings, Surface, V2, v2};
use proptest::prelude::*;

fn with_defaults() -> impl Iterator<Item = (&'static str, Box<dyn Surface>)> {
    SURFACES.iter().map(|e| (e.spec.id, e.build(&Settings::defaults(e.spec.params))))
}

fn size(h: Hessian) -> f64 {
    h.as_flattened().iter().fold(0.0, |m: f64, v| m.max(v.abs()))
}

/// The eigenvalues, the smaller one first.
fn curvatures(h: Hessian) -> [f64; 2] {
    let (mean, half) = ((h[0][0] + h[1][1]) / 2.0, v2((h[0][0] - h[1][1]) / 2.0, h[0][1]).norm());
    [mean - half, mean + half]
}

fn check(id: &str, surface: &dyn Surface, mark: Landmark) {
    let (value, gradient) = surface.gradient(mark.at);
    let h = surface.hessian(mark.at);
    let steep = 1.0 + size(h);
    let ulp = f64::EPSILON * (1.0 + mark.at.norm());
    // A position rounded to the last bit leaves a gradient of the Hessian times that bit.
    assert!(
        (value - mark.value).abs() <= 8.0 * ulp * (1.0 + mark.value.abs() + steep * ulp),
        "{id}: {value:e} at {mark:?}"
    );
    if !mark.smooth {
        return;
    }
    assert!(gradient.norm() <= 16.0 * ulp * steep, "{id}: gradient {gradient:?} at {mark:?}");
    let [low, high] = curvatures(h);
    if low.abs().min(high.abs()) < 1e-9 * steep {
        return;
    }
    let kind = match (low > 0.0, high > 0.0) {
        (true, _) => LandmarkKind::Minimum,
        (false, true) => LandmarkKind::Saddle,
        (false, false) => LandmarkKind::Hilltop,
    };
    assert_eq!(kind, mark.kind, "{id}: curvatures {low}, {high} at {mark:?}");
}

#[test]
fn every_landmark_has_its_value_no_gradient_and_the_curvature_of_its_kind() {
    for (id, surface) in with_defaults() {
        assert!(!surface.landmarks().is_empty(), "{id} has no landmark");
        for mark in surface.landmarks() {
            check(id, surface.as_ref(), mark);
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn landmarks_follow_the_parameters(choice in surface(Reach::Slider)) {
        let surface = choice.entry.build(&choice.settings);
        for mark in surface.landmarks() {
            check(choice.entry.spec.id, surface.as_ref(), mark);
        }
    }

    #[test]
    fn landmarks_are_found_whatever_the_parameters(choice in surface(Reach::Range)) {
        prop_assert!(choice.entry.build(&choice.settings).landmarks().iter().all(|m| m.at.is_finite()));
    }
}

/// Points of a grid over the domain, a little off so that they miss the symmetries.
fn grid(spec: &Spec, n: usize) -> impl Iterator<Item = V2> {
    let [[x0, x1], [y0, y1]] = spec.domain;
    let at = move |i: usize, low: f64, high: f64, off: f64| low + (high - low) * (i as f64 + off) / n as f64;
    (0..n * n).map(move |k| v2(at(k % n, x0, x1, 0.513), at(k / n, y0, y1, 0.487)))
}

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

#[test]
fn nothing_in_the_domain_is_lower_than_the_lowest_stored_minimum() {
    for (id, surface) in with_defaults() {
        let Some(lowest) = surface.lowest() else { continue };
        let mut points: Vec<_> = grid(surface.spec(), 60).map(|p| (p, surface.value(p))).collect();
        points.sort_by(|a, b| a.1.total_cmp(&b.1));
        for (start, _) in points.into_iter().take(40) {
            let (at, value) = polish(surface.as_ref(), start);
            assert!(value >= lowest - 1e-12 * (1.0 + lowest.abs()), "{id}: {value} at {at:?}, stored is {lowest}");
        }
    }
}

/// Newton's method to the nearest level point; none where it does not settle inside the domain.
fn level_point(surface: &dyn Surface, start: V2) -> Option<V2> {
    let [[x0, x1], [y0, y1]] = surface.spec().domain;
    let mut at = start;
    for _ in 0..200 {
        let (_, g) = surface.gradient(at);
        let [[a, b], [_, d]] = surface.hessian(at);
        let step = v2(d * g.x - b * g.y, a * g.y - b * g.x) / (a * d - b * b);
        at -= step;
        if step.norm() < 1e-12 {
            return ((x0..=x1).contains(&at.x) && (y0..=y1).contains(&at.y)).then_some(at);
        }
    }
    None
}

#[test]
fn every_level_point_in_the_domain_is_stored_except_on_rugged_surfaces() {
    for (id, surface) in with_defaults().filter(|(_, s)| s.spec().group != Group::Rugged) {
        let landmarks = surface.landmarks();
        let mut met = vec![false; landmarks.len()];
        for at in grid(surface.spec(), 40).filter_map(|p| level_point(surface.as_ref(), p)) {
            let known = landmarks.iter().position(|m| (m.at - at).norm() < 1e-6);
            met[known.unwrap_or_else(|| panic!("{id}: level at {at:?}, not stored"))] = true;
        }
        assert!(met.iter().all(|m| *m), "{id}: not met: {landmarks:?} {met:?}");
    }
}

#[test]
fn landmarks_and_starts_lie_in_the_domain() {
    for (id, surface) in with_defaults() {
        let [[x0, x1], [y0, y1]] = surface.spec().domain;
        let inside = |p: V2| (x0..=x1).contains(&p.x) && (y0..=y1).contains(&p.y);
        assert!(inside(surface.spec().start.into()), "{id}: start");
        for mark in surface.landmarks() {
            assert!(inside(mark.at), "{id}: {mark:?}");
        }
    }
}

#[test]
fn notes_fit_on_one_line() {
    for entry in SURFACES {
        let length = entry.spec.note.chars().count();
        assert!((1..=60).contains(&length), "{}: {length} characters", entry.spec.id);
    }
}
