//! Values, gradients and Hessians by another library's automatic differentiation.

use crate::fixture::{read, surface_named};
use downhill_core::V2;
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct File {
    surfaces: Vec<Stored>,
}

#[derive(Deserialize)]
struct Stored {
    surface: String,
    params: Map<String, Value>,
    minima: Vec<Minimum>,
    points: Vec<Point>,
}

#[derive(Deserialize)]
struct Minimum {
    at: [f64; 2],
    value: f64,
}

#[derive(Deserialize)]
struct Point {
    at: [f64; 2],
    value: f64,
    gradient: [f64; 2],
    hessian: [[f64; 2]; 2],
}

fn agrees(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-10 * theirs.abs().max(1.0)
}

#[test]
fn values_gradients_and_hessians_are_those_of_jax() {
    for stored in read::<File>("surfaces").surfaces {
        let choice = surface_named(&stored.surface, &stored.params).unwrap();
        let surface = choice.entry.build(&choice.settings);
        for point in stored.points {
            let at = V2::from(point.at);
            let (value, gradient) = surface.gradient(at);
            let (g, h) = (<[f64; 2]>::from(gradient), surface.hessian(at));
            let (ours, theirs) = (
                [[value, value], g, h[0], h[1]],
                [[point.value, point.value], point.gradient, point.hessian[0], point.hessian[1]],
            );
            let same = ours.as_flattened().iter().zip(theirs.as_flattened()).all(|(a, b)| agrees(*a, *b));
            assert!(same, "{} at {:?}: {ours:?}, jax has {theirs:?}", stored.surface, point.at);
            assert_eq!(surface.value(at), value, "{} at {at:?}: value and gradient disagree", stored.surface);
        }
    }
}

#[test]
fn every_known_minimum_is_a_landmark() {
    for stored in read::<File>("surfaces").surfaces {
        let choice = surface_named(&stored.surface, &stored.params).unwrap();
        let minima = choice.entry.build(&choice.settings).minima();
        for known in stored.minima {
            let near = |m: &V2| (*m - V2::from(known.at)).norm() < 1e-10;
            let found = minima.iter().any(|m| near(&m.at) && (m.value - known.value).abs() < 1e-12);
            assert!(found, "{}: {:?} is missing in {minima:?}", stored.surface, known.at);
        }
    }
}
