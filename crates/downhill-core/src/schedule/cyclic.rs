//! The rate goes up and down in a triangle, and momentum the other way.

use super::anneal::{linear, momenta};
use super::{Schedule, Spec, count, rate, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct Cyclic {
    base_lr: f64,
    up: f64,
    down: f64,
    mode: Mode,
    momenta: Option<[f64; 2]>,
}

impl Schedule for Cyclic {
    const SPEC: Spec = Spec {
        id: "cyclic",
        name: "Cyclic",
        sentence: "Raises and lowers the rate in triangles; momentum is moved the other way.",
        formula: &["base_lr + (lr − base_lr) · triangle(k) · scale"],
        source: Source {
            cite: "Smith 2015; rate and momentum as torch CyclicLR",
            url: "https://arxiv.org/abs/1506.01186",
        },
        params: &[
            rate("base_lr", "The lowest rate; the highest is the run's own.", 1e-3),
            steps("step_size_up", "Steps up.", 2000.0),
            count("step_size_down", "Steps down; 0 for as many as up.", 0.0),
            Param::choice(
                "mode",
                "How high the later triangles are.",
                &[
                    Alternative::new("triangular", "All triangles are equally high."),
                    Alternative::new("triangular2", "Each triangle is half as high as the one before it."),
                    Alternative::new("exp_range", "Every step leaves the part gamma of the height."),
                ],
            ),
            Param::number(
                "gamma",
                "What a step leaves of the height, for exp_range.",
                Range::new(0.0, 1.0).slider(0.9, 1.0),
                1.0,
            ),
            Param::flag("cycle_momentum", "Whether momentum moves too, the other way round.", true),
            Param::number("base_momentum", "The momentum at the highest rate.", Range::decay(), 0.8),
            Param::number("max_momentum", "The momentum at the lowest rate.", Range::decay(), 0.9),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.CyclicLR",
            arguments: "base_lr max_lr=lr step_size_up step_size_down mode gamma cycle_momentum base_momentum max_momentum",
            fixed: "scale_fn=None scale_mode=cycle",
        }],
    };

    fn new(settings: &Settings) -> Self {
        let (up, down) = (settings.number("step_size_up"), settings.number("step_size_down"));
        let mode = match settings.choice("mode") {
            "triangular2" => Mode::Halved,
            "exp_range" => Mode::Shrunk(settings.number("gamma")),
            _ => Mode::Equal,
        };
        Self {
            base_lr: settings.number("base_lr"),
            up,
            down: if down > 0.0 { down } else { up },
            mode,
            momenta: momenta(settings),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        linear(self.base_lr, lr, self.height(k))
    }

    fn momentum(&self, k: u32) -> Option<f64> {
        self.momenta.map(|[base, max]| linear(max, base, self.height(k)))
    }
}

/// How high the later triangles are.
enum Mode {
    Equal,
    Halved,
    Shrunk(f64),
}

impl Cyclic {
    /// How far up step k is, from 0 to 1.
    fn height(&self, k: u32) -> f64 {
        let k = f64::from(k);
        let whole = self.up + self.down;
        let at = k % whole;
        let triangle = if at <= self.up { at / self.up } else { (whole - at) / self.down };
        let scale = match self.mode {
            Mode::Equal => 1.0,
            Mode::Halved => libm::pow(0.5, (k / whole).floor()),
            Mode::Shrunk(gamma) => libm::pow(gamma, k),
        };
        triangle * scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_goes_up_and_down_and_momentum_the_other_way() {
        let plan = plan(Mode::Equal);
        assert_eq!([0, 1, 2, 4, 6, 8].map(|k| plan.rate(k, 9.0)), [1.0, 5.0, 9.0, 5.0, 1.0, 9.0]);
        assert_eq!([0, 1, 2, 4].map(|k| plan.momentum(k)), [0.75, 0.5, 0.25, 0.5].map(Some));
    }

    #[test]
    fn later_triangles_may_be_lower() {
        assert_eq!([2, 8, 14].map(|k| plan(Mode::Halved).rate(k, 9.0)), [9.0, 5.0, 3.0]);
        assert_eq!([1, 2].map(|k| plan(Mode::Shrunk(0.5)).rate(k, 9.0)), [3.0, 3.0]);
    }

    fn plan(mode: Mode) -> Cyclic {
        Cyclic { base_lr: 1.0, up: 2.0, down: 4.0, mode, momenta: Some([0.25, 0.75]) }
    }
}
