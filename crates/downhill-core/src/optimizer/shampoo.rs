//! Shampoo on a vector of two: the full matrix of past gradients.

use super::momentum::momentum;
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::{V2, v2};
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Shampoo {
    momentum: f64,
    interval: u32,
    matrix_eps: f64,
    weight_decay: f64,
}

/// A symmetric positive matrix: its diagonal, the element beside it and its determinant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Symmetric {
    diagonal: V2,
    beside: f64,
    determinant: f64,
}

/// The sum of the gradients' outer products, its inverse root, and the buffer of momentum.
pub(super) struct State {
    sum: Symmetric,
    root: Symmetric,
    buffer: V2,
}

impl Symmetric {
    const fn multiple(of_identity: f64) -> Self {
        Self { diagonal: V2::splat(of_identity), beside: 0.0, determinant: of_identity * of_identity }
    }

    /// Adds g gᵀ. The determinant grows by what does not cancel, as it would if it were computed from the elements.
    fn add_outer(&mut self, g: V2) {
        self.determinant += f64::max(0.0, g.dot(self.adjugate().times(g)));
        self.diagonal += g.sq();
        self.beside += g.x * g.y;
    }

    fn times(self, v: V2) -> V2 {
        self.diagonal * v + self.beside * v2(v.y, v.x)
    }

    /// The inverse times the determinant.
    const fn adjugate(self) -> Self {
        Self { diagonal: v2(self.diagonal.y, self.diagonal.x), beside: -self.beside, ..self }
    }

    /// The matrix to the power of -1/2; not finite where it is singular. By Cayley and Hamilton the root of H is
    /// (H + s) / t, where s is the root of its determinant and t that of its trace plus 2 s.
    fn inverse_root(self) -> Self {
        let s = self.determinant.sqrt();
        let t = (self.diagonal.x + self.diagonal.y + 2.0 * s).sqrt();
        let adjugate = self.adjugate();
        let scale = 1.0 / (s * t);
        Self { diagonal: scale * (adjugate.diagonal + s), beside: scale * adjugate.beside, determinant: 1.0 / s }
    }
}

impl Rule for Shampoo {
    const SPEC: Spec = Spec {
        id: "shampoo",
        name: "Shampoo",
        family: Family::Matrix,
        sentence: "Remembers in which directions it was steep, slanted ones too, and shortens its stride there.",
        formula: &[
            "g ← g + weight_decay · x,  g ← g + momentum · (b − g)",
            "H ← H + g gᵀ,  P = H^(−1/2)",
            "b ← P g",
            "x ← x − lr · b",
        ],
        variant: "As pytorch_optimizer.Shampoo on a vector, which has one matrix H of all directions: on a matrix of \
                  weights there is one for each side. H begins as matrix_eps times the identity, and P as 0, so that \
                  nothing moves before it is first computed.",
        source: Source { cite: "Gupta, Koren & Singer 2018", url: "https://arxiv.org/abs/1802.09568" },
        slot: None,
        params: &[
            Param::lr(1e-3),
            momentum(0.0),
            Param::number(
                "preconditioning_compute_steps",
                "Compute P anew every so many steps.",
                Range::whole(1.0, 1e6).slider(1.0, 20.0),
                1.0,
            ),
            Param::number(
                "matrix_eps",
                "What H begins with in every direction.",
                Range::new(0.0, 1e3).log_slider(1e-8, 1.0),
                1e-6,
            ),
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "pytorch_optimizer.Shampoo",
            arguments: "lr momentum weight_decay preconditioning_compute_steps matrix_eps",
            fixed: "weight_decouple=False fixed_decay=False",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 4 },
    };
    type State = State;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            interval: settings.number("preconditioning_compute_steps") as u32,
            matrix_eps: settings.number("matrix_eps"),
            weight_decay: settings.number("weight_decay"),
        }
    }

    fn start(&self, _: V2) -> State {
        State { sum: Symmetric::multiple(self.matrix_eps), root: Symmetric::multiple(0.0), buffer: V2::ZERO }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut State) -> V2 {
        let g = g + self.weight_decay * x;
        let kept = if at.t == 1 { g } else { state.buffer };
        let g = g + at.momentum_or(self.momentum) * (kept - g);
        state.sum.add_outer(g);
        if at.t.is_multiple_of(self.interval) {
            state.root = state.sum.inverse_root();
        }
        state.buffer = state.root.times(g);
        x - at.lr * state.buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_root_times_itself_times_the_matrix_is_the_identity() {
        for (diagonal, beside) in [(v2(5.0, 2.0), 1.5), (v2(1.0, 1.0), -0.25), (v2(4.0, 9.0), 0.0), (v2(0.1, 7.0), 0.8)]
        {
            let determinant = diagonal.x * diagonal.y - beside * beside;
            let matrix = Symmetric { diagonal, beside, determinant };
            let root = matrix.inverse_root();
            for e in [v2(1.0, 0.0), v2(0.0, 1.0)] {
                assert!((root.times(root.times(matrix.times(e))) - e).norm() < 1e-13, "{matrix:?}");
            }
        }
    }

    #[test]
    fn along_one_direction_the_stride_is_that_of_adagrad() {
        let rule = Shampoo { momentum: 0.0, interval: 1, matrix_eps: 0.0, weight_decay: 0.0 };
        let mut state = rule.start(V2::ZERO);
        // Slopes 3 and 4 slanted by 45 degrees would do as well; matrix_eps of 16 keeps the other direction invertible.
        state.sum = Symmetric::multiple(16.0);
        let next = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(3.0, 0.0), &mut state);
        assert!((next - v2(-0.6, 0.0)).norm() < 1e-15, "{next:?}");
    }

    #[test]
    fn nothing_moves_before_the_matrix_is_computed() {
        let rule = Shampoo { momentum: 0.0, interval: 2, matrix_eps: 1.0, weight_decay: 0.0 };
        let mut state = rule.start(V2::ZERO);
        assert_eq!(rule.step(Tick::at(1, 1.0), V2::ZERO, v2(2.0, 0.0), &mut state), V2::ZERO);
        // H = 1 + 4 + 4 in the first direction.
        let next = rule.step(Tick::at(2, 1.0), V2::ZERO, v2(2.0, 0.0), &mut state);
        assert!((next - v2(-2.0 / 3.0, 0.0)).norm() < 1e-15, "{next:?}");
    }
}
