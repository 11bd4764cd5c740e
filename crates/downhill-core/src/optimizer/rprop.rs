//! Rprop, without backtracking.

use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct Rprop {
    etas: [f64; 2],
    step_sizes: [f64; 2],
}

/// The step size of each direction, and the gradient that it was last compared with.
pub(super) struct Sizes {
    size: V2,
    previous: V2,
}

impl Rule for Rprop {
    const SPEC: Spec = Spec {
        id: "rprop",
        name: "Rprop",
        family: Family::Sign,
        sentence: "Each direction has its own step, which grows while the slope keeps its sign and shrinks when it turns.",
        formula: &[
            "size ← size · (etas₂ if g · g₋₁ > 0, etas₁ if g · g₋₁ < 0, else 1), kept within step_sizes",
            "g ← 0 where g · g₋₁ < 0",
            "x ← x − sign(g) · size",
        ],
        variant: "As torch.optim.Rprop, without backtracking: where the slope has turned, one step is left out. lr is \
                  only the size of the first step.",
        source: Source { cite: "Riedmiller & Braun 1993", url: "https://doi.org/10.1109/ICNN.1993.298623" },
        slot: None,
        params: &[
            Param::lr(1e-2),
            Param::tuple(
                "etas",
                "What a step is multiplied with when the slope turns, and when it does not.",
                Range::new(0.0, 10.0).slider(0.1, 2.0),
                &[0.5, 1.2],
            ),
            Param::tuple(
                "step_sizes",
                "The smallest and the largest step.",
                Range::new(0.0, 1e6).log_slider(1e-6, 100.0),
                &[1e-6, 50.0],
            ),
        ],
        libraries: &[Library { dialect: "", name: "torch.optim.Rprop", arguments: "lr etas step_sizes", fixed: "" }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Sizes;

    fn new(settings: &Settings) -> Self {
        Self { etas: settings.tuple("etas"), step_sizes: settings.tuple("step_sizes") }
    }

    fn start(&self, _: V2) -> Sizes {
        Sizes { size: V2::ZERO, previous: V2::ZERO }
    }

    fn step(&self, at: Tick, x: V2, g: V2, state: &mut Sizes) -> V2 {
        if at.t == 1 {
            state.size = V2::splat(at.lr);
        }
        let [shrink, grow] = self.etas;
        let [low, high] = self.step_sizes;
        let agreement = (g * state.previous).sign();
        let factor = agreement.map(|s| {
            if s > 0.0 {
                grow
            } else if s < 0.0 {
                shrink
            } else {
                1.0
            }
        });
        // Not f64::clamp, which wants the bounds in order.
        state.size = (state.size * factor).map(|v| v.max(low).min(high));
        state.previous = g.zip(agreement, |g, s| if s < 0.0 { 0.0 } else { g });
        x - state.previous.sign() * state.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn a_step_grows_and_where_the_slope_turns_it_shrinks_and_is_left_out_once() {
        let rule = Rprop { etas: [0.5, 1.5], step_sizes: [0.1, 10.0] };
        let mut state = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 1.0), V2::ZERO, v2(3.0, 7.0), &mut state);
        assert_eq!(first, v2(-1.0, -1.0));
        let second = rule.step(Tick::at(2, 1.0), first, v2(0.1, -7.0), &mut state);
        assert_eq!((second, state.size), (v2(-2.5, -1.0), v2(1.5, 0.5)));
        // After the pause the size is kept for one step.
        let third = rule.step(Tick::at(3, 1.0), second, v2(0.1, -7.0), &mut state);
        assert_eq!((third, state.size), (v2(-4.75, -0.5), v2(2.25, 0.5)));
    }

    #[test]
    fn sizes_stay_within_their_bounds_from_the_first_step() {
        let rule = Rprop { etas: [0.5, 2.0], step_sizes: [0.25, 0.5] };
        let mut state = rule.start(V2::ZERO);
        assert_eq!(rule.step(Tick::at(1, 0.0), V2::ZERO, v2(1.0, -1.0), &mut state), v2(-0.25, 0.25));
        rule.step(Tick::at(2, 0.0), V2::ZERO, v2(1.0, -1.0), &mut state);
        rule.step(Tick::at(3, 0.0), V2::ZERO, v2(1.0, 1.0), &mut state);
        assert_eq!(state.size, v2(0.5, 0.25));
    }
}
