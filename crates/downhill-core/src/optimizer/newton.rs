//! Newton's method, damped.

use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::library::Library;
use crate::num::{V2, v2};
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Slot, Source};
use crate::surface::Hessian;

pub(super) struct Newton {
    damping: f64,
}

impl Construct for Newton {
    const SPEC: Spec = Spec {
        id: "newton",
        name: "Newton",
        family: Family::SecondOrder,
        sentence: "Jumps to where the curve would be level if it were a bowl.",
        formula: &["x ← x − damping · H⁻¹ g"],
        variant: "No line search and no safeguard: it walks to saddles and hilltops too, and a singular H ends the run.",
        source: Source { cite: "Nocedal & Wright 2006, section 3.3", url: "https://doi.org/10.1007/978-0-387-40065-5" },
        slot: Some(Slot::Rose),
        params: &[Param::number(
            "damping",
            "How much of the jump is taken.",
            Range::new(0.0, 10.0).slider(0.0, 1.0),
            1.0,
        )],
        libraries: &[Library {
            dialect: "",
            name: "own loop over numpy.linalg.solve: newton",
            arguments: "damping",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 1, memory: 0 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self { damping: settings.number("damping") }
    }
}

impl Method for Newton {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let (_, g) = oracle.gradient(x);
        x - self.damping * solve(oracle.hessian(x), g)
    }
}

/// The solution of h·p = g by elimination with the larger pivot first, as LAPACK's dgesv does; not finite where h is
/// singular.
fn solve(h: Hessian, g: V2) -> V2 {
    let [[a, b], [c, d]] = h;
    let ([a, b, p], [c, d, q]) =
        if c.abs() > a.abs() { ([c, d, g.y], [a, b, g.x]) } else { ([a, b, g.x], [c, d, g.y]) };
    let l = c / a;
    let y = (q - l * p) / (d - l * b);
    v2((p - b * y) / a, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_with_either_row_as_pivot() {
        assert_eq!(solve([[4.0, 1.0], [1.0, 2.0]], v2(6.0, 5.0)), v2(1.0, 2.0));
        assert_eq!(solve([[0.0, 2.0], [2.0, 1.0]], v2(6.0, 5.0)), v2(1.0, 3.0));
    }

    #[test]
    fn a_singular_matrix_gives_nothing_finite() {
        for h in [[[0.0; 2]; 2], [[1.0, 2.0], [2.0, 4.0]], [[0.0, 0.0], [0.0, 1.0]]] {
            assert!(!solve(h, v2(1.0, 1.0)).is_finite(), "{h:?}");
        }
    }
}
