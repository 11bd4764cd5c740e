//! Bohachevsky's three functions: a bowl with ripples, which matter near the bottom only.
//!
//! The usual domain is ±100; here ±4, where the ripples are seen. Only the lowest minimum is stored.

use super::{Group, Landmark, Shape, Spec};
use crate::num::{Real, V2};
use crate::settings::Settings;
use crate::spec::Source;
use core::f64::consts::PI;

/// The first, the second or the third of them.
pub(super) struct Bohachevsky<const N: usize>;

impl<const N: usize> Shape for Bohachevsky<N> {
    const SPEC: Spec = Spec {
        id: ["bohachevsky_n1", "bohachevsky_n2", "bohachevsky_n3"][N - 1],
        name: ["Bohachevsky N. 1", "Bohachevsky N. 2", "Bohachevsky N. 3"][N - 1],
        group: Group::Rugged,
        note: [
            "ripples along both axes, deep enough to stop in",
            "the ripples along x and y cancel at places",
            "the ripples run aslant",
        ][N - 1],
        formula: [
            "x² + 2y² − 0.3 cos 3πx − 0.4 cos 4πy + 0.7",
            "x² + 2y² − 0.3 cos 3πx cos 4πy + 0.3",
            "x² + 2y² − 0.3 cos(3πx + 4πy) + 0.3",
        ][N - 1],
        params: &[],
        domain: [[-4.0, 4.0], [-4.0, 4.0]],
        start: [3.2, -2.7],
        has_lowest: true,
        source: Source { cite: "Bohachevsky, Johnson & Stein 1986", url: "https://www.sfu.ca/~ssurjano/boha.html" },
    };

    fn new(_: &Settings) -> Self {
        Self
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        let (a, b) = (x * (3.0 * PI), y * (4.0 * PI));
        let ripples = match N {
            1 => a.cos() * 0.3 + b.cos() * 0.4 - 0.7,
            2 => a.cos() * b.cos() * 0.3 - 0.3,
            _ => (a + b).cos() * 0.3 - 0.3,
        };
        x.sq() + y.sq() * 2.0 - ripples
    }

    fn landmarks(&self) -> Vec<Landmark> {
        vec![Landmark::minimum(V2::ZERO, 0.0)]
    }
}
