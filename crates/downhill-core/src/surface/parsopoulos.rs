//! Parsopoulos' function: twelve equal wells in the domain, and so on for ever.

use super::separable::Level::{self, High, Low};
use super::separable::level_points;
use super::{Group, Landmark, Shape, Spec};
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::FRAC_PI_2;

pub(super) struct Parsopoulos;

impl Shape for Parsopoulos {
    const SPEC: Spec = Spec {
        id: "parsopoulos",
        name: "Parsopoulos",
        group: Group::Wells,
        note: "twelve equal wells in a grid",
        formula: "cos² x + sin² y",
        params: &[],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [0.3, 1.3],
        has_lowest: true,
        source: Source {
            cite: "Parsopoulos & Vrahatis 2002; Jamil & Yang 2013",
            url: "https://arxiv.org/abs/1308.4008",
        },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        x.cos().sq() + y.sin().sq()
    }

    fn landmarks(&self) -> Vec<Landmark> {
        let at = |i: i32| f64::from(i) * FRAC_PI_2;
        // Odd multiples of a quarter turn are low along x, even ones along y.
        let line = |odd_is_low: bool| -> Vec<Level> {
            (-3..=3).map(|i| if (i % 2 != 0) == odd_is_low { Low(at(i), 0.0) } else { High(at(i), 1.0) }).collect()
        };
        level_points(&line(true), &line(false))
    }
}
