//! A surface of one's own, from a formula in x and y.

use super::{Group, Landmark, Shape, Spec};
use crate::formula::Formula;
use crate::num::Real;
use crate::settings::Settings;
use crate::spec::{Kind, Param, Range, Source};

pub(super) struct Own {
    formula: Formula,
    domain: [[f64; 2]; 2],
}

/// One side of the domain.
const fn side(name: &'static str, about: &'static str) -> Param {
    Param::tuple(name, about, Range::new(-1e6, 1e6).slider(-20.0, 20.0), &[-5.0, 5.0])
}

/// A side with its ends in order and apart, whatever was typed.
fn ordered([a, b]: [f64; 2]) -> [f64; 2] {
    let (low, high) = (a.min(b), a.max(b));
    if low < high { [low, high] } else { [low - 1.0, high + 1.0] }
}

impl Shape for Own {
    const SPEC: Spec = Spec {
        id: "formula",
        name: "Your own formula",
        group: Group::Own,
        note: "whatever you can write with x and y",
        formula: "the formula you type, such as x^2 + 3*sin(y)",
        params: &[
            Param {
                name: "formula",
                about: "A formula in x and y, such as x^2 + 3*sin(y).",
                kind: Kind::Formula("x^2 + y^2 + 3*sin(2x)*cos(2y)"),
            },
            side("x", "The part of the x axis that is shown."),
            side("y", "The part of the y axis that is shown."),
        ],
        domain: [[-5.0, 5.0], [-5.0, 5.0]],
        start: [-3.0, 2.5],
        has_lowest: false,
        source: Source { cite: "you", url: "" },
    };

    fn new(settings: &Settings) -> Self {
        let formula = settings.formula("formula").cloned().unwrap_or_default();
        Self { formula, domain: [ordered(settings.tuple("x")), ordered(settings.tuple("y"))] }
    }

    fn f<R: Real>(&self, x: R, y: R) -> R {
        self.formula.eval(x, y)
    }

    fn domain(&self) -> [[f64; 2]; 2] {
        self.domain
    }

    /// Nobody has looked for them.
    fn landmarks(&self) -> Vec<Landmark> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use crate::num::v2;
    use crate::text::{parse_surface, print_surface};

    #[test]
    fn a_formula_has_value_gradient_hessian_and_domain() {
        let text = r#"formula(formula="x^2 + 3*sin(y)",x=(0,2))"#;
        let choice = parse_surface(text).unwrap();
        let surface = choice.build();
        assert_eq!(surface.value(v2(2.0, 0.0)), 4.0);
        assert_eq!(surface.gradient(v2(2.0, 0.0)).1, v2(4.0, 3.0));
        assert_eq!(surface.hessian(v2(2.0, 0.0)), [[2.0, 0.0], [0.0, 0.0]]);
        assert_eq!(surface.domain(), [[0.0, 2.0], [-5.0, 5.0]]);
        assert_eq!(print_surface(&choice), text);
        assert_eq!(parse_surface(r#"formula("x^2 + 3*sin(y)",(0,2))"#).unwrap(), choice);
    }

    #[test]
    fn a_wrong_formula_is_reported_at_its_character() {
        let problem = &parse_surface(r#"formula("x^2 + ")"#).unwrap_err()[0];
        assert_eq!(problem.field, "formula: formula");
        assert!(problem.found.ends_with("at character 7"), "{problem}");
    }

    #[test]
    fn a_domain_without_extent_is_widened() {
        let surface = parse_surface(r#"formula("x",x=(3,3),y=(2,-2))"#).unwrap().build();
        assert_eq!(surface.domain(), [[2.0, 4.0], [-2.0, 2.0]]);
    }
}
