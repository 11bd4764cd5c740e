//! Nelder and Mead's simplex, which asks for losses alone.

use super::{Construct, Cost, Family, Method, Spec, Tick, maxiter};
use crate::library::Library;
use crate::num::{V2, v2};
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct NelderMead {
    xatol: f64,
    fatol: f64,
    maxiter: f64,
    maxfev: f64,
    /// Three corners with their losses, the lowest first.
    simplex: Option<[Corner; 3]>,
    /// Losses asked for.
    calls: f64,
    /// One more than the iterations made, as SciPy counts.
    iterations: f64,
    done: bool,
}

#[derive(Clone, Copy)]
struct Corner {
    at: V2,
    loss: f64,
}

impl Construct for NelderMead {
    const SPEC: Spec = Spec {
        id: "nelder_mead",
        name: "Nelder–Mead",
        family: Family::GradientFree,
        sentence: "A triangle that walks downhill by turning its highest corner over, and stretches or shrinks on the way.",
        formula: &[
            "f₁ ≤ f₂ ≤ f₃,  c = (x₁ + x₂) / 2,  xᵣ = 2c − x₃",
            "fᵣ < f₁: x₃ ← the lower of xᵣ and 3c − 2x₃",
            "f₁ ≤ fᵣ < f₂: x₃ ← xᵣ",
            "f₂ ≤ fᵣ < f₃: x₃ ← (3c − x₃) / 2, unless it is higher than xᵣ",
            "f₃ ≤ fᵣ: x₃ ← (c + x₃) / 2, if it is lower than x₃",
            "else x₂ ← (x₁ + x₂) / 2,  x₃ ← (x₁ + x₃) / 2",
        ],
        variant: "As SciPy 1.17: the first triangle is the start and the start with one coordinate 5 % larger (0.00025 \
                  where it is 0). It stands at its lowest corner. The adaptive form changes nothing in two dimensions.",
        source: Source { cite: "Nelder & Mead 1965", url: "https://doi.org/10.1093/comjnl/7.4.308" },
        slot: None,
        params: &[
            tolerance("xatol", "It ends when no corner is farther than this from the lowest, in each coordinate,"),
            tolerance("fatol", "and no loss differs by more than this from the lowest."),
            maxiter("It ends before this iteration."),
            Param::number(
                "maxfev",
                "It ends when it has asked for this many losses.",
                Range::whole(1.0, f64::INFINITY).slider(1.0, 1000.0),
                400.0,
            ),
        ],
        libraries: &[library("adaptive=False"), library("adaptive=True")],
        cost: Cost { gradients: 2, hessians: 0, memory: 3 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        Self {
            xatol: settings.number("xatol"),
            fatol: settings.number("fatol"),
            maxiter: settings.number("maxiter"),
            maxfev: settings.number("maxfev"),
            simplex: None,
            calls: 0.0,
            iterations: 1.0,
            done: false,
        }
    }
}

const fn tolerance(name: &'static str, about: &'static str) -> Param {
    Param::number(name, about, Range::new(0.0, f64::INFINITY).log_slider(1e-12, 1.0), 1e-4)
}

/// Both of SciPy's coefficients are the same in two dimensions.
const fn library(fixed: &'static str) -> Library {
    let name = "scipy.optimize.minimize method=Nelder-Mead";
    Library { dialect: "", name, arguments: "xatol fatol maxiter maxfev", fixed }
}

impl Method for NelderMead {
    fn step(&mut self, _: Tick, x: V2, oracle: &mut Oracle<'_>) -> V2 {
        let known = self.simplex.filter(|simplex| simplex[0].at == x);
        let mut simplex = known.unwrap_or_else(|| self.start(x, oracle));
        self.done = self.done || self.is_over(&simplex);
        if !self.done {
            // An iteration that runs out of losses leaves the triangle as it stands by then.
            if self.iterate(&mut simplex, oracle).is_some() {
                self.iterations += 1.0;
            }
            sort(&mut simplex);
            self.done = self.is_over(&simplex);
        }
        self.simplex = Some(simplex);
        simplex[0].at
    }

    fn is_done(&self) -> bool {
        self.done
    }
}

impl NelderMead {
    /// The loss at a point; none when no more may be asked for.
    fn ask(&mut self, at: V2, oracle: &mut Oracle<'_>) -> Option<f64> {
        (self.calls < self.maxfev).then(|| {
            self.calls += 1.0;
            oracle.value(at)
        })
    }

    fn start(&mut self, x: V2, oracle: &mut Oracle<'_>) -> [Corner; 3] {
        let V2 { x: longer, y: higher } = x.map(|v| if v == 0.0 { 0.00025 } else { 1.05 * v });
        let mut simplex = [x, v2(longer, x.y), v2(x.x, higher)].map(|at| Corner { at, loss: f64::INFINITY });
        for corner in &mut simplex {
            corner.loss = self.ask(corner.at, oracle).unwrap_or(f64::INFINITY);
        }
        sort(&mut simplex);
        simplex
    }

    /// Whether the triangle is small and level, or all that is allowed is spent.
    fn is_over(&self, [best, others @ ..]: &[Corner; 3]) -> bool {
        let within = |a: f64, b: f64, tolerance: f64| (a - b).abs() <= tolerance;
        let is_close = |c: &Corner| within(c.at.x, best.at.x, self.xatol) && within(c.at.y, best.at.y, self.xatol);
        let is_level = |c: &Corner| within(best.loss, c.loss, self.fatol);
        self.calls >= self.maxfev
            || self.iterations >= self.maxiter
            || others.iter().all(|c| is_close(c) && is_level(c))
    }

    /// One iteration; none when it asks for more losses than are allowed.
    fn iterate(&mut self, simplex: &mut [Corner; 3], oracle: &mut Oracle<'_>) -> Option<()> {
        let [best, middle, worst] = *simplex;
        let centre = (best.at + middle.at) / 2.0;
        // A point on the line through the worst corner and the centre, this far behind the centre.
        let mut beyond = |far: f64| {
            let at = (1.0 + far) * centre - far * worst.at;
            self.ask(at, oracle).map(|loss| Corner { at, loss })
        };
        let reflected = beyond(1.0)?;
        let replacement = if reflected.loss < best.loss {
            let expanded = beyond(2.0)?;
            Some(if expanded.loss < reflected.loss { expanded } else { reflected })
        } else if reflected.loss < middle.loss {
            Some(reflected)
        } else if reflected.loss < worst.loss {
            Some(beyond(0.5)?).filter(|outside| outside.loss <= reflected.loss)
        } else {
            Some(beyond(-0.5)?).filter(|inside| inside.loss < worst.loss)
        };
        if let Some(replacement) = replacement {
            simplex[2] = replacement;
            return Some(());
        }
        for corner in &mut simplex[1..] {
            corner.at = best.at + 0.5 * (corner.at - best.at);
            corner.loss = self.ask(corner.at, oracle)?;
        }
        Some(())
    }
}

/// The lowest first; equal ones keep their order, and what is not a number is highest.
fn sort(simplex: &mut [Corner; 3]) {
    for (low, high) in [(0, 1), (1, 2), (0, 1)] {
        let [a, b] = [simplex[low].loss, simplex[high].loss];
        if a > b || (a.is_nan() && !b.is_nan()) {
            simplex.swap(low, high);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{V2, run, text, v2};

    fn path(experiment: &str) -> (Vec<V2>, Vec<u32>) {
        let done = run(&text::parse(experiment).experiment).remove(0);
        (done.path.positions, done.evaluations)
    }

    #[test]
    fn the_first_steps_on_a_bowl_are_expansions_as_worked_by_hand() {
        // Corners (2, 1), (2, 1.05) and (2.1, 1) have the losses 5, 5.1025 and 5.41. The reflection (1.9, 1.05) has
        // 4.7125 and the expansion (1.8, 1.075) 4.395625. Next, (1.8, 1.025) and (1.7, 1.0125) of (2, 1.05).
        let (positions, evaluations) = path("surface=sphere&start=2,1&run=nelder_mead&steps=2");
        for (ours, by_hand) in positions.iter().zip([v2(2.0, 1.0), v2(1.8, 1.075), v2(1.7, 1.0125)]) {
            assert!((*ours - by_hand).norm() < 1e-14, "{positions:?}");
        }
        assert_eq!(evaluations, [0, 5, 7]);
    }

    #[test]
    fn it_ends_when_all_that_is_allowed_is_spent() {
        let (_, evaluations) = path("surface=sphere&start=2,1&run=nelder_mead(maxfev=20)&evals=100");
        assert_eq!(evaluations.last(), Some(&20));
        let (positions, _) = path("surface=sphere&start=2,1&run=nelder_mead(maxiter=4)&evals=100");
        assert_eq!(positions.len(), 4, "SciPy counts from 1, so that three are made");
    }
}
