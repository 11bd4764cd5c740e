//! Keane's function, turned upside down so that it is to be minimized.
//!
//! Both lowest points lie on the edge of the domain, but the function is the same beyond it, mirrored: they are level.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, v2};
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct Keane;

impl Shape for Keane {
    const SPEC: Spec = Spec {
        id: "keane",
        name: "Keane",
        group: Group::Rugged,
        note: "ripples that fade; the two lowest lie on the axes",
        formula: "−sin²(x − y) sin²(x + y) / √(x² + y²)",
        params: &[],
        domain: [[0.0, 10.0], [0.0, 10.0]],
        start: [2.2, 1.4],
        has_lowest: true,
        source: Source { cite: "Keane 1994; Jamil & Yang 2013", url: "https://arxiv.org/abs/1308.4008" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let radius = (x.sq() + y.sq()).sqrt();
        // At the origin the ripples vanish faster than the radius.
        if radius.value() == 0.0 {
            return radius;
        }
        -((x - y).sin() * (x + y).sin()).sq() / radius
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![
            Landmark::minimum(v2(0.0, 1.3932490753255886), -0.6736675211468547),
            Landmark::minimum(v2(1.3932490753255886, 0.0), -0.6736675211468547),
        ]
    }
}
