//! Newton's method within a circle of trust.

use super::more_sorensen::Model;
use super::{Construct, Cost, Family, Method, Spec, Tick, maxiter};
use crate::library::Library;
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct TrustExact {
    radius: f64,
    max_radius: f64,
    eta: f64,
    gtol: f64,
    /// Iterations left.
    left: f64,
    /// Where it stands, and the model there.
    model: Option<(V2, Model)>,
    /// The point that was rejected last: within a smaller circle it may be the lowest again.
    rejected: Option<(V2, Model)>,
    done: bool,
}

impl Construct for TrustExact {
    const SPEC: Spec = Spec {
        id: "trust_exact",
        name: "Trust region",
        family: Family::SecondOrder,
        sentence: "Jumps to the lowest point of a bowl fitted here, but only as far as such bowls proved right so far.",
        formula: &[
            "m(p) = f + gᵀp + ½ pᵀHp",
            "p = the lowest point of m with ‖p‖ ≤ Δ: (H + λI) p = −g",
            "ρ = (f(x) − f(x + p)) / (m(0) − m(p))",
            "ρ > eta: x ← x + p",
            "ρ < ¼: Δ ← Δ/4;  ρ > ¾ and ‖p‖ = Δ: Δ ← min(2Δ, Δₘₐₓ)",
        ],
        variant: "As SciPy 1.17's trust-exact: the step within the circle is nearly exact, by Moré and Sorensen's search \
                  for λ. A step that is rejected stays where it is.",
        source: Source {
            cite: "Conn, Gould & Toint 2000, section 7.3; Moré & Sorensen 1983",
            url: "https://doi.org/10.1137/0904038",
        },
        slot: None,
        params: &[
            radius("initial_trust_radius", "How far a bowl is trusted at first, if that is below the largest.", 1.0),
            radius("max_trust_radius", "How far a bowl is trusted at most.", 1000.0),
            Param::number(
                "eta",
                "How much of the fall that the bowl promised must come true.",
                Range { open: true, ..Range::new(0.0, 0.25).slider(0.0, 0.24) },
                0.15,
            ),
            Param::number(
                "gtol",
                "It ends where the gradient's norm is below this.",
                Range::new(0.0, f64::INFINITY).log_slider(1e-12, 1.0),
                1e-4,
            ),
            maxiter("It ends after this iteration."),
        ],
        libraries: &[Library {
            dialect: "",
            name: "scipy.optimize.minimize method=trust-exact",
            arguments: "initial_trust_radius max_trust_radius eta gtol maxiter",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 1, memory: 4 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        let max_radius = settings.number("max_trust_radius");
        Self {
            radius: settings.number("initial_trust_radius").min(max_radius),
            max_radius,
            eta: settings.number("eta"),
            gtol: settings.number("gtol"),
            left: settings.number("maxiter"),
            model: None,
            rejected: None,
            done: false,
        }
    }
}

const fn radius(name: &'static str, about: &'static str, default: f64) -> Param {
    Param::number(name, about, Range::new(1e-12, 1e12).log_slider(1e-3, 1e3), default)
}

impl Method for TrustExact {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if self.done {
            return x;
        }
        let (_, mut model) = known_or_seen(self.model.take(), x, oracle);
        let next = self.advance(x, &mut model, oracle);
        let (x, model) = next.unwrap_or((x, model));
        self.done = self.done || self.is_over(&model);
        self.model = Some((x, model));
        x
    }

    fn is_done(&self) -> bool {
        self.done
    }
}

/// The model at a point; nothing is asked where it is known.
fn known_or_seen(known: Option<(V2, Model)>, x: V2, oracle: &mut Oracle<'_>) -> (V2, Model) {
    let see = || (x, Model::new(oracle.gradient(x), oracle.hessian(x)));
    known.filter(|(at, _)| *at == x).unwrap_or_else(see)
}

impl TrustExact {
    fn is_over(&self, model: &Model) -> bool {
        let norm = model.gradient.norm();
        norm < self.gtol || norm.is_nan() || self.left <= 0.0
    }

    /// One iteration: the next point with its model, if it is accepted.
    fn advance(&mut self, x: V2, model: &mut Model, oracle: &mut Oracle<'_>) -> Option<(V2, Model)> {
        self.done = true;
        if self.is_over(model) {
            return None;
        }
        let (p, is_on_circle) = model.lowest_within(self.radius)?;
        let (next, new) = known_or_seen(self.rejected.take(), x + p, oracle);
        let promised = model.loss - model.at(p);
        if promised <= 0.0 {
            return None;
        }
        self.done = false;
        self.left -= 1.0;
        let kept = (model.loss - new.loss) / promised;
        if kept < 0.25 {
            self.radius *= 0.25;
        } else if kept > 0.75 && is_on_circle {
            self.radius = self.max_radius.min(2.0 * self.radius);
        }
        if kept > self.eta {
            return Some((next, new));
        }
        self.rejected = Some((next, new));
        None
    }
}
