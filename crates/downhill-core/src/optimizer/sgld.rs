//! Stochastic gradient Langevin dynamics.

use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Sgld {
    temperature: f64,
}

impl Construct for Sgld {
    const SPEC: Spec = Spec {
        id: "sgld",
        name: "SGLD",
        family: Family::Descent,
        sentence: "Steps down the slope while being shaken, so that it visits low places instead of settling in one.",
        formula: &["x ← x − lr · g + √(2 · lr · temperature) · ξ,  ξ ~ N(0, 1) in each direction"],
        variant: "Langevin's equation in steps of lr: for small rates it visits x as often as exp(−f / temperature) \
                  says. In the paper's notation lr is ε/2, and the temperature 1. The shaking comes from the \
                  experiment's seed.",
        source: Source {
            cite: "Welling & Teh 2011",
            url: "https://www.stats.ox.ac.uk/~teh/research/compstats/WelTeh2011a.pdf",
        },
        slot: None,
        params: &[
            Param::lr(1e-3),
            Param::number(
                "temperature",
                "How strongly it is shaken; 0 is plain descent.",
                Range::new(0.0, 1e6).log_slider(1e-3, 100.0),
                1.0,
            ),
        ],
        libraries: &[],
        cost: Cost { gradients: 1, hessians: 0, memory: 0 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self { temperature: settings.number("temperature") }
    }
}

impl Method for Sgld {
    fn step(&mut self, at: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let (_, g) = oracle.gradient(x);
        let next = x - at.lr * g;
        next + (2.0 * at.lr * self.temperature).sqrt() * oracle.normal()
    }
}

#[cfg(test)]
mod tests {
    use crate::{run, text};

    #[test]
    fn in_a_bowl_it_visits_points_as_often_as_its_temperature_says() {
        // On x² + y² the density exp(-f/T) has variance T/2 in each direction; in steps of lr, T/2 / (1 - lr).
        let text = "surface=sphere&start=0,0&run=sgld(lr=0.1,temperature=4)&steps=100000";
        let path = &run(&text::parse(text).experiment)[0].path.positions;
        let n = path.len() as f64;
        let [x, y] =
            [|p: &crate::V2| p.x, |p: &crate::V2| p.y].map(|of| path.iter().map(|p| of(p) * of(p)).sum::<f64>() / n);
        let expected = 2.0 / 0.9;
        // Neighbouring squares are correlated by 0.64, which leaves some 22,000 independent ones: a deviation of 1 %.
        assert!((x / expected - 1.0).abs() < 0.04 && (y / expected - 1.0).abs() < 0.04, "{x}, {y}, {expected}");
    }
}
