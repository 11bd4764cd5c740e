//! Schedule-Free AdamW.

use super::moments::betas;
use super::schedulefree::{POWER, Points, R, WARMUP, Weighting};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct ScheduleFreeAdamW {
    betas: [f64; 2],
    eps: f64,
    weight_decay: f64,
    weighting: Weighting,
}

pub(super) struct State {
    points: Points,
    v: V2,
    /// The power of β₂ that corrects the start of v.
    power: f64,
}

impl Rule for ScheduleFreeAdamW {
    const SPEC: Spec = Spec {
        id: "schedulefree_adamw",
        name: "Schedule-Free AdamW",
        family: Family::Averaging,
        sentence: "AdamW that averages its points as it goes, so that its rate need not fall.",
        formula: &[
            "v ← β₂ v + (1 − β₂) g²,  u = g / (√(v / (1 − β₂ᵗ)) + eps) + weight_decay · y",
            "z ← z − lr · u",
            "x ← (1 − c) x + c z,  c = wₜ / (w₁ + … + wₜ),  wₜ = t^r · (largest lr so far)^weight_lr_power",
            "y = (1 − β₁) z + β₁ x, where the next gradient is taken",
        ],
        variant: "As schedulefree.AdamWScheduleFree. The path shows y; the averaged point x is the answer. v is not \
                  part of the average.",
        source: Source { cite: "Defazio et al. 2024", url: "https://arxiv.org/abs/2405.15682" },
        slot: None,
        params: &[
            Param::lr(2.5e-3),
            betas(&[0.9, 0.999]),
            Param::eps(1e-8),
            WARMUP,
            R,
            POWER,
            Param::weight_decay(0.0),
        ],
        libraries: &[Library {
            dialect: "",
            name: "schedulefree.AdamWScheduleFree",
            arguments: "lr betas eps weight_decay warmup_steps r weight_lr_power",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 3 },
    };
    type State = State;

    fn new(settings: &Settings) -> Self {
        Self {
            betas: settings.tuple("betas"),
            eps: settings.number("eps"),
            weight_decay: settings.number("weight_decay"),
            weighting: Weighting::new(settings),
        }
    }

    fn start(&self, x: V2) -> State {
        State { points: Points::new(x), v: V2::ZERO, power: 1.0 }
    }

    fn step(&self, at: Tick, y: V2, g: V2, state: &mut State) -> V2 {
        let [b1, b2] = self.betas;
        state.v = b2 * state.v + (1.0 - b2) * g.sq();
        state.power *= b2;
        let size = (state.v / (1.0 - state.power)).sqrt() + self.eps;
        let u = g / size + self.weight_decay * y;
        self.weighting.step(at, y, u, at.momentum_or(b1), &mut state.points)
    }

    fn average(&self, _: V2, state: &State) -> Option<V2> {
        Some(state.points.average)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_first_step_has_the_length_of_the_rate_in_each_direction() {
        let mut settings = Settings::defaults(ScheduleFreeAdamW::SPEC.params);
        settings.set("eps", crate::Setting::Number(0.0)).unwrap();
        let rule = ScheduleFreeAdamW::new(&settings);
        let mut state = rule.start(V2::ZERO);
        let next = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(5.0, -0.01), &mut state);
        assert!((next - v2(-0.5, 0.5)).norm() < 1e-15, "{next:?}");
        assert!((state.points.average - next).norm() < 1e-15);
    }
}
