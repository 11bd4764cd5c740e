//! Schedule-Free gradient descent.

use super::schedulefree::{POWER, Points, R, WARMUP, Weighting, momentum};
use super::{Cost, Family, Rule, Spec, Tick};
use crate::library::Library;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Source};

pub(super) struct ScheduleFreeSgd {
    momentum: f64,
    weight_decay: f64,
    weighting: Weighting,
}

impl Rule for ScheduleFreeSgd {
    const SPEC: Spec = Spec {
        id: "schedulefree_sgd",
        name: "Schedule-Free SGD",
        family: Family::Averaging,
        sentence: "Plain descent that averages its points as it goes, so that its rate need not fall.",
        formula: &[
            "u = g + weight_decay · y",
            "z ← z − lr · u",
            "x ← (1 − c) x + c z,  c = wₜ / (w₁ + … + wₜ),  wₜ = t^r · (largest lr so far)^weight_lr_power",
            "y = (1 − momentum) z + momentum · x, where the next gradient is taken",
        ],
        variant: "As schedulefree.SGDScheduleFree. The path shows y; the averaged point x is the answer.",
        source: Source { cite: "Defazio et al. 2024", url: "https://arxiv.org/abs/2405.15682" },
        slot: None,
        params: &[Param::lr(1.0), momentum(0.9), WARMUP, R, POWER, Param::weight_decay(0.0)],
        libraries: &[Library {
            dialect: "",
            name: "schedulefree.SGDScheduleFree",
            arguments: "lr momentum weight_decay warmup_steps r weight_lr_power",
            fixed: "",
        }],
        cost: Cost { gradients: 1, hessians: 0, memory: 2 },
    };
    type State = Points;

    fn new(settings: &Settings) -> Self {
        Self {
            momentum: settings.number("momentum"),
            weight_decay: settings.number("weight_decay"),
            weighting: Weighting::new(settings),
        }
    }

    fn start(&self, x: V2) -> Points {
        Points::new(x)
    }

    fn step(&self, at: Tick, y: V2, g: V2, points: &mut Points) -> V2 {
        self.weighting.step(at, y, g + self.weight_decay * y, at.momentum_or(self.momentum), points)
    }

    fn average(&self, _: V2, points: &Points) -> Option<V2> {
        Some(points.average)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn without_momentum_the_training_point_is_the_fast_one_and_the_answer_its_mean() {
        let mut settings = Settings::defaults(ScheduleFreeSgd::SPEC.params);
        settings.set("momentum", crate::Setting::Number(0.0)).unwrap();
        let rule = ScheduleFreeSgd::new(&settings);
        let mut points = rule.start(V2::ZERO);
        let first = rule.step(Tick::at(1, 0.5), V2::ZERO, v2(2.0, -4.0), &mut points);
        let second = rule.step(Tick::at(2, 0.5), first, v2(2.0, -4.0), &mut points);
        assert_eq!((first, second), (v2(-1.0, 2.0), v2(-2.0, 4.0)));
        assert_eq!(rule.average(second, &points), Some(v2(-1.5, 3.0)));
    }
}
