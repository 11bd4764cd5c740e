//! The method of Broyden, Fletcher, Goldfarb and Shanno.

use super::linesearch::{self, Trial, wolfe};
use super::matrix::{IDENTITY, product, times, with_outer};
use super::{Construct, Cost, Family, Method, Spec, Tick, maxiter};
use crate::library::Library;
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};
use crate::surface::Hessian;

pub(super) struct Bfgs {
    gtol: f64,
    norm: f64,
    xrtol: f64,
    conditions: [f64; 2],
    /// Iterations left.
    left: f64,
    /// What stands for the inverse Hessian.
    inverse: Hessian,
    stand: Option<Stand>,
    done: bool,
}

/// Where a method that goes from line to line stands.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    pub(super) at: V2,
    pub(super) loss: f64,
    pub(super) gradient: V2,
    /// The loss before the last move; at the start, one that makes the first move about as long as 1.
    pub(super) before: f64,
}

impl Stand {
    /// The stand at a point: where it is known, nothing is asked.
    pub(super) fn at(x: V2, known: Option<Self>, oracle: &mut Oracle<'_>) -> Self {
        known.filter(|stand| stand.at == x).unwrap_or_else(|| {
            let (loss, gradient) = oracle.gradient(x);
            Self { at: x, loss, gradient, before: loss + gradient.norm() / 2.0 }
        })
    }

    /// The stand at the end of a line along this direction.
    pub(super) fn moved(&self, end: &Trial, direction: V2) -> Self {
        Self { at: self.at + end.t * direction, loss: end.loss, gradient: end.gradient, before: self.loss }
    }
}

impl Construct for Bfgs {
    const SPEC: Spec = Spec {
        id: "bfgs",
        name: "BFGS",
        family: Family::SecondOrder,
        sentence: "Learns the curvature from how the gradient changes on the way, and takes nearly Newton's steps with it.",
        formula: &[
            "d = −H g",
            "x ← x + t d,  t by the strong Wolfe conditions",
            "s = t d,  y = the change of g,  ρ = 1 / yᵀs",
            "H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ",
        ],
        variant: "As SciPy 1.17: H starts as the identity; the line search is Moré and Thuente's, and bracketing with \
                  zooming where that fails; ρ is 1000 where yᵀs is 0. It ends where no such t is found.",
        source: Source {
            cite: "Nocedal & Wright 2006, section 6.1; Moré & Thuente 1994",
            url: "https://doi.org/10.1007/978-0-387-40065-5",
        },
        slot: None,
        params: &[
            linesearch::gtol(),
            linesearch::norm(),
            linesearch::c1(),
            linesearch::c2(0.9),
            Param::number(
                "xrtol",
                "It ends after a move that is shorter than this part of the distance from the origin.",
                Range::new(0.0, 1.0).slider(0.0, 0.1),
                0.0,
            ),
            maxiter("It ends after this iteration."),
        ],
        libraries: &[Library {
            dialect: "",
            name: "scipy.optimize.minimize method=BFGS",
            arguments: "gtol norm c1 c2 xrtol maxiter",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 4 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self {
            gtol: settings.number("gtol"),
            norm: settings.number("norm"),
            xrtol: settings.number("xrtol"),
            conditions: ["c1", "c2"].map(|name| settings.number(name)),
            left: settings.number("maxiter"),
            inverse: IDENTITY,
            stand: None,
            done: false,
        }
    }
}

impl Method for Bfgs {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if self.done {
            return x;
        }
        let here = Stand::at(x, self.stand, oracle);
        let next = if self.is_level(here.gradient) { None } else { self.advance(&here, oracle) };
        self.done = self.done || next.is_none();
        let next = next.unwrap_or(here);
        self.stand = Some(next);
        next.at
    }

    fn is_done(&self) -> bool {
        self.done
    }
}

impl Bfgs {
    fn is_level(&self, gradient: V2) -> bool {
        let norm = gradient.norm_of(self.norm);
        norm <= self.gtol || norm.is_nan()
    }

    /// One iteration; none where the line search fails.
    fn advance(&mut self, here: &Stand, oracle: &mut Oracle<'_>) -> Option<Stand> {
        let direction = -times(self.inverse, here.gradient);
        let start = Trial::new(0.0, (here.loss, here.gradient), direction);
        let mut look = |t: f64| Trial::new(t, oracle.gradient(here.at + t * direction), direction);
        let end = wolfe(&mut look, start, here.before, self.conditions, &|_| true)?;
        let next = here.moved(&end, direction);
        self.left -= 1.0;
        let is_short = end.t * direction.norm() <= self.xrtol * (self.xrtol + next.at.norm());
        self.done = self.is_level(next.gradient) || is_short || !next.loss.is_finite() || self.left <= 0.0;
        self.learn(end.t * direction, next.gradient - here.gradient);
        Some(next)
    }

    /// Changes H so that it says of the last move what happened.
    fn learn(&mut self, s: V2, y: V2) {
        let curvature = y.dot(s);
        let rho = if curvature == 0.0 { 1000.0 } else { 1.0 / curvature };
        let (left, right) = (with_outer(IDENTITY, -rho, s, y), with_outer(IDENTITY, -rho, y, s));
        self.inverse = with_outer(product(left, product(self.inverse, right)), rho, s, s);
    }
}
