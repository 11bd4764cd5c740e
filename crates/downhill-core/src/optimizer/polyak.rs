//! Polyak's step size.

use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Polyak {
    /// Infinity until the oracle has been asked.
    f_star: f64,
}

impl Construct for Polyak {
    const SPEC: Spec = Spec {
        id: "polyak",
        name: "Polyak step",
        family: Family::Automatic,
        sentence: "Steps just as far down the slope as would lead to the lowest loss if the slope went on like that.",
        formula: &["x ← x − (f − f*) / ‖g‖² · g"],
        variant: "It must know the lowest loss f*, which a real task does not tell. Unless f_star is given, it takes \
                  the lowest value known of the surface, or 0 where none is known. It stays where f is below f*.",
        source: Source {
            cite: "Polyak 1987; Hazan & Kakade 2019, algorithm 1",
            url: "https://arxiv.org/abs/1905.00313",
        },
        slot: None,
        params: &[Param::number(
            "f_star",
            "The lowest loss there is; inf takes the lowest known value of the surface.",
            Range::new(-1e300, f64::INFINITY).slider(-10.0, 10.0),
            f64::INFINITY,
        )],
        libraries: &[],
        cost: Cost { gradients: 1, hessians: 0, memory: 0 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self { f_star: settings.number("f_star") }
    }
}

impl Method for Polyak {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if self.f_star == f64::INFINITY {
            self.f_star = oracle.lowest_known().unwrap_or(0.0);
        }
        let (f, g) = oracle.gradient(x);
        let norm = g.norm();
        if norm == 0.0 || f <= self.f_star {
            return x;
        }
        x - ((f - self.f_star) / norm) * (g / norm)
    }
}

#[cfg(test)]
mod tests {
    use crate::{run, text, v2};

    fn second_point(run_text: &str) -> crate::V2 {
        let text = format!("surface=sphere&start=4,-8&run={run_text}&steps=1");
        run(&text::parse(&text).experiment)[0].path.positions[1]
    }

    #[test]
    fn on_a_bowl_it_goes_half_the_way() {
        // f = 80 and ‖g‖² = 320: a quarter of the gradient (8, -16).
        assert!((second_point("polyak") - v2(2.0, -4.0)).norm() < 1e-14);
    }

    #[test]
    fn the_lowest_loss_may_be_given() {
        assert!((second_point("polyak(f_star=40)") - v2(3.0, -6.0)).norm() < 1e-14);
        assert_eq!(second_point("polyak(f_star=80)"), v2(4.0, -8.0), "no lower loss, no step");
    }
}
