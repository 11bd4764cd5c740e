//! Limited-memory BFGS.

use super::linesearch::{Trial, strong_wolfe};
use super::{Construct, Cost, Family, Method, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::run::Oracle;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};
use std::collections::VecDeque;

pub(super) struct Lbfgs {
    max_iter: u32,
    max_eval: u32,
    tolerance_grad: f64,
    tolerance_change: f64,
    history_size: usize,
    searches: bool,
    pairs: VecDeque<Pair>,
    /// The inverse Hessian where no pair says more.
    scale: f64,
    /// The last iteration.
    last: Option<Iteration>,
    done: bool,
}

/// A move, what it changed in the gradient, and the inverse of their product.
struct Pair {
    s: V2,
    y: V2,
    rho: f64,
}

/// Where an iteration began and where it went: by `t · direction`.
#[derive(Clone, Copy)]
struct Iteration {
    gradient: V2,
    direction: V2,
    t: f64,
}

/// The least product of a move and its change of gradient that says something about curvature.
const LEAST_CURVATURE: f64 = 1e-10;

impl Construct for Lbfgs {
    const SPEC: Spec = Spec {
        id: "lbfgs",
        name: "L-BFGS",
        family: Family::SecondOrder,
        sentence: "Learns the curvature from its last moves, and jumps to where a bowl of that curvature is lowest.",
        formula: &[
            "s = x − x₋,  y = g − g₋",
            "H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ,  ρ = 1 / yᵀs, for each of the last pairs",
            "from H = yᵀs / yᵀy · I",
            "x ← x − t H g,  t = lr or by the strong Wolfe conditions",
        ],
        variant: "As torch.optim.LBFGS: a step is up to max_iter iterations and evaluates its start anew; the first \
                  iteration goes min(1, 1/‖g‖₁) · lr against the gradient; pairs with sᵀy ≤ 10⁻¹⁰ are dropped; the line \
                  search has c₁ = 0.0001 and c₂ = 0.9.",
        source: Source { cite: "Liu & Nocedal 1989", url: "https://doi.org/10.1007/BF01589116" },
        slot: None,
        params: &[
            Param::lr(1.0),
            whole("max_iter", "Most iterations in a step.", [1.0, 1000.0], 20.0),
            whole("max_eval", "Most evaluations in a step; 0 means a quarter more than max_iter.", [0.0, 1250.0], 0.0),
            tolerance("tolerance_grad", "A gradient without a larger component is level.", 1e-7),
            tolerance("tolerance_change", "A step ends when coordinates or loss change by less.", 1e-9),
            whole("history_size", "How many moves are remembered.", [1.0, 1000.0], 100.0),
            Param::choice(
                "line_search_fn",
                "Whether the length of each move is searched for.",
                &[
                    Alternative::new("none", "Each move has the length that the rate says."),
                    Alternative::new("strong_wolfe", "Goes on until the loss is lower and the slope has levelled out."),
                ],
            ),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.LBFGS",
            arguments: "lr max_iter max_eval tolerance_grad tolerance_change history_size line_search_fn",
            fixed: "",
        }],
        cost: Cost { gradients: 20, hessians: 0, memory: 203 },
    };

    fn new(settings: &Settings, _: V2) -> Self {
        let number = |name| settings.number(name);
        let (max_iter, max_eval) = (number("max_iter") as u32, number("max_eval") as u32);
        Self {
            max_iter,
            max_eval: if max_eval == 0 { max_iter * 5 / 4 } else { max_eval },
            tolerance_grad: number("tolerance_grad"),
            tolerance_change: number("tolerance_change"),
            history_size: number("history_size") as usize,
            searches: settings.choice("line_search_fn") == "strong_wolfe",
            pairs: VecDeque::new(),
            scale: 1.0,
            last: None,
            done: false,
        }
    }
}

const fn whole(name: &'static str, about: &'static str, [min, max]: [f64; 2], default: f64) -> Param {
    Param::number(name, about, Range::whole(min, max).slider(min, 100.0), default)
}

const fn tolerance(name: &'static str, about: &'static str, default: f64) -> Param {
    Param::number(name, about, Range::new(0.0, f64::INFINITY).log_slider(1e-12, 1.0), default)
}

/// Value and gradient, paid for even where they were known: PyTorch's closure remembers nothing.
fn evaluate(oracle: &mut Oracle<'_>, x: V2) -> (f64, V2) {
    oracle.forget();
    oracle.gradient(x)
}

impl Method for Lbfgs {
    fn step(&mut self, at: Tick, mut x: V2, oracle: &mut Oracle<'_>) -> V2 {
        if self.done {
            return x;
        }
        let (mut loss, mut gradient) = evaluate(oracle, x);
        let mut evaluations = 1;
        self.done = self.is_level(gradient);
        for n in 1..=self.max_iter {
            if self.is_level(gradient) || (n > 1 && evaluations >= self.max_eval) {
                break;
            }
            let (direction, t) = self.turn(gradient, at.lr);
            let start = Trial::new(0.0, (loss, gradient), direction);
            if start.slope > -self.tolerance_change {
                self.done = n == 1;
                break;
            }
            let most = self.max_eval.saturating_sub(evaluations);
            let mut look = |t: f64| {
                evaluations += 1;
                Trial::new(t, evaluate(oracle, x + t * direction), direction)
            };
            let end = if self.searches {
                strong_wolfe(&mut look, start, t, direction.norm_of(f64::INFINITY), most)
            } else if n < self.max_iter {
                look(t)
            } else {
                // Nobody looks at the last point of a step before the next one does.
                Trial { t, ..start }
            };
            x += end.t * direction;
            self.last = Some(Iteration { gradient, direction, t: end.t });
            let change = (end.loss - loss).abs();
            (loss, gradient) = (end.loss, end.gradient);
            let length = (end.t * direction).norm_of(f64::INFINITY);
            if length <= self.tolerance_change || change < self.tolerance_change {
                break;
            }
        }
        x
    }

    fn is_done(&self) -> bool {
        self.done
    }
}

impl Lbfgs {
    fn is_level(&self, gradient: V2) -> bool {
        gradient.norm_of(f64::INFINITY) <= self.tolerance_grad
    }

    /// The next direction and the first length to try.
    fn turn(&mut self, gradient: V2, lr: f64) -> (V2, f64) {
        let Some(last) = self.last else {
            let t = f64::min(1.0, 1.0 / gradient.norm_of(1.0)) * lr;
            self.last = Some(Iteration { gradient, direction: -gradient, t });
            return (-gradient, t);
        };
        self.learn(last.t * last.direction, gradient - last.gradient);
        let direction = self.newton(gradient);
        self.last = Some(Iteration { gradient, direction, t: lr });
        (direction, lr)
    }

    fn learn(&mut self, s: V2, y: V2) {
        let curvature = y.dot(s);
        if curvature > LEAST_CURVATURE {
            if self.pairs.len() == self.history_size {
                self.pairs.pop_front();
            }
            self.pairs.push_back(Pair { s, y, rho: 1.0 / curvature });
            self.scale = curvature / y.dot(y);
        }
    }

    /// The two loops over the pairs that multiply -g by the approximate inverse Hessian (Nocedal & Wright 2006,
    /// algorithm 7.4).
    fn newton(&self, gradient: V2) -> V2 {
        let mut d = -gradient;
        let mut shares = Vec::with_capacity(self.pairs.len());
        for pair in self.pairs.iter().rev() {
            let share = pair.s.dot(d) * pair.rho;
            d += -share * pair.y;
            shares.push(share);
        }
        d = self.scale * d;
        for (pair, share) in self.pairs.iter().zip(shares.into_iter().rev()) {
            d += (share - pair.y.dot(d) * pair.rho) * pair.s;
        }
        d
    }
}
