//! Schedule-Free: what its two flavours share.

use super::Tick;
use crate::num::V2;
use crate::settings::Settings;
use crate::spec::{Param, Range};

/// How the rate warms up and how the points are weighted in the average.
pub(super) struct Weighting {
    warmup: f64,
    r: f64,
    power: f64,
}

/// The fast point z and the averaged point x; the training point y lies between them.
pub(super) struct Points {
    z: V2,
    pub(super) average: V2,
    largest: f64,
    /// The largest rate to its power, and the sum of all weights.
    weight: f64,
    weights: f64,
}

/// How long the rate warms up.
pub(super) const WARMUP: Param = Param::number(
    "warmup_steps",
    "Steps over which the rate rises from zero.",
    Range::whole(0.0, 1e6).slider(0.0, 200.0),
    0.0,
);

/// How the step number weighs.
pub(super) const R: Param = Param::number(
    "r",
    "The power of the step number in the average: later points count more.",
    Range::new(0.0, 100.0).slider(0.0, 4.0),
    0.0,
);

/// How the rate weighs.
pub(super) const POWER: Param = Param::number(
    "weight_lr_power",
    "The power of the largest rate so far in the average.",
    Range::new(0.0, 100.0).slider(0.0, 4.0),
    2.0,
);

/// How near the training point is to the average.
pub(super) const fn momentum(default: f64) -> Param {
    Param::number("momentum", "How near to the averaged point gradients are taken.", Range::decay(), default)
}

impl Weighting {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            warmup: settings.number("warmup_steps"),
            r: settings.number("r"),
            power: settings.number("weight_lr_power"),
        }
    }

    /// One update by the direction u: the next training point.
    pub(super) fn step(&self, at: Tick, y: V2, u: V2, beta: f64, points: &mut Points) -> V2 {
        let t = f64::from(at.t);
        let lr = if t <= self.warmup { at.lr * (t / self.warmup) } else { at.lr };
        if lr > points.largest || at.t == 1 {
            points.largest = lr.max(points.largest);
            points.weight = libm::pow(points.largest, self.power);
        }
        let weight = if self.r == 0.0 { points.weight } else { libm::pow(t, self.r) * points.weight };
        points.weights += weight;
        let c = if points.weights == 0.0 { 0.0 } else { weight / points.weights };
        let next = y + c * (points.z - y) + (lr * (beta * (1.0 - c) - 1.0)) * u;
        points.z -= lr * u;
        points.average += c * (points.z - points.average);
        next
    }
}

impl Points {
    pub(super) const fn new(start: V2) -> Self {
        Self { z: start, average: start, largest: 0.0, weight: 0.0, weights: 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::v2;

    #[test]
    fn the_training_point_lies_between_the_fast_and_the_averaged_point() {
        let weighting = Weighting { warmup: 0.0, r: 0.0, power: 2.0 };
        let mut points = Points::new(V2::ZERO);
        let first = weighting.step(Tick::at(1, 0.5), V2::ZERO, v2(-4.0, 8.0), 0.75, &mut points);
        // The first average is the fast point itself.
        assert_eq!((first, points.z, points.average), (v2(2.0, -4.0), v2(2.0, -4.0), v2(2.0, -4.0)));
        let second = weighting.step(Tick::at(2, 0.5), first, v2(-4.0, 8.0), 0.75, &mut points);
        assert_eq!((points.z, points.average), (v2(4.0, -8.0), v2(3.0, -6.0)));
        assert_eq!(second, v2(3.25, -6.5), "three quarters of the way from z to x");
    }

    #[test]
    fn later_points_count_more_and_the_rate_warms_up() {
        let weighting = Weighting { warmup: 2.0, r: 1.0, power: 0.0 };
        let mut points = Points::new(V2::ZERO);
        let first = weighting.step(Tick::at(1, 1.0), V2::ZERO, v2(-1.0, 0.0), 0.0, &mut points);
        assert_eq!((first, points.z), (v2(0.5, 0.0), v2(0.5, 0.0)));
        weighting.step(Tick::at(2, 1.0), first, v2(-1.0, 0.0), 0.0, &mut points);
        // Weights 1 and 2 on 0.5 and 1.5.
        assert!((points.z.x - 1.5).abs() < 1e-15 && (points.average.x - 3.5 / 3.0).abs() < 1e-15);
    }
}
