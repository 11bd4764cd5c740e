//! Nonlinear conjugate gradients.

use super::bfgs::Stand;
use super::linesearch::{self, Trial, wolfe};
use super::{Construct, Cost, Family, Method, Spec, Tick, maxiter};
use crate::library::Library;
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct NonlinearCg {
    gtol: f64,
    norm: f64,
    conditions: [f64; 2],
    /// Iterations left.
    left: f64,
    /// Where it stands, and where it goes from there.
    stand: Option<(Stand, V2)>,
    done: bool,
}

/// A next direction must fall at least by this part of the square of the gradient.
const STEEPNESS: f64 = 0.01;

impl Construct for NonlinearCg {
    const SPEC: Spec = Spec {
        id: "nonlinear_cg",
        name: "Conjugate gradients",
        family: Family::SecondOrder,
        sentence: "Goes to the lowest point of a line, then on along one that does not undo what the last ones gained.",
        formula: &["x ← x + t d,  t by the strong Wolfe conditions", "β = max(0, (g − g₋)ᵀg / g₋ᵀg₋)", "d ← −g + β d"],
        variant: "As SciPy 1.17: Polak and Ribière's β, not negative; the line search is Moré and Thuente's, and \
                  bracketing with zooming where that fails or the next direction is not steep enough, −gᵀd ≥ ‖g‖²/100. It \
                  ends where no such t is found.",
        source: Source {
            cite: "Polak & Ribière 1969; Nocedal & Wright 2006, section 5.2",
            url: "https://doi.org/10.1007/978-0-387-40065-5",
        },
        slot: None,
        params: &[
            linesearch::gtol(),
            linesearch::norm(),
            linesearch::c1(),
            linesearch::c2(0.4),
            maxiter("It ends after this iteration."),
        ],
        libraries: &[Library {
            dialect: "",
            name: "scipy.optimize.minimize method=CG",
            arguments: "gtol norm c1 c2 maxiter",
            fixed: "",
        }],
        cost: Cost { gradients: 2, hessians: 0, memory: 2 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self {
            gtol: settings.number("gtol"),
            norm: settings.number("norm"),
            conditions: ["c1", "c2"].map(|name| settings.number(name)),
            left: settings.number("maxiter"),
            stand: None,
            done: false,
        }
    }
}

impl Method for NonlinearCg {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if self.done {
            return x;
        }
        let known = self.stand.filter(|(stand, _)| stand.at == x);
        let here = Stand::at(x, known.map(|(stand, _)| stand), oracle);
        let direction = known.map_or(-here.gradient, |(_, direction)| direction);
        let next = if self.is_level(here.gradient) { None } else { self.advance(&here, direction, oracle) };
        self.done = self.done || next.is_none();
        let next = next.unwrap_or((here, direction));
        self.stand = Some(next);
        next.0.at
    }

    fn is_done(&self) -> bool {
        self.done
    }
}

impl NonlinearCg {
    fn is_level(&self, gradient: V2) -> bool {
        let norm = gradient.norm_of(self.norm);
        norm <= self.gtol || norm.is_nan()
    }

    /// One iteration: the next stand and direction; none where the line search fails.
    fn advance(&mut self, here: &Stand, direction: V2, oracle: &mut Oracle<'_>) -> Option<(Stand, V2)> {
        let turned = |g: V2| {
            let beta = f64::max(0.0, (g - here.gradient).dot(g) / here.gradient.dot(here.gradient));
            -g + beta * direction
        };
        let gate = |end: &Trial| {
            let g = end.gradient;
            g.norm_of(self.norm) <= self.gtol || turned(g).dot(g) <= -STEEPNESS * g.dot(g)
        };
        let start = Trial::new(0.0, (here.loss, here.gradient), direction);
        let mut look = |t: f64| Trial::new(t, oracle.gradient(here.at + t * direction), direction);
        let end = wolfe(&mut look, start, here.before, self.conditions, &gate)?;
        self.left -= 1.0;
        self.done = self.is_level(end.gradient) || self.left <= 0.0;
        Some((here.moved(&end, direction), turned(end.gradient)))
    }
}
