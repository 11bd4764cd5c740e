//! One rise and one fall, and momentum the other way.

use super::anneal::{DIV_FACTOR, FINAL_DIV_FACTOR, PCT_START, cosine, linear, momenta, share};
use super::{Schedule, Spec, count, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Alternative, Param, Range, Source};

pub(super) struct OneCycle {
    total: f64,
    pct_start: f64,
    div_factor: f64,
    final_div_factor: f64,
    anneal: fn(f64, f64, f64) -> f64,
    three_phase: bool,
    momenta: Option<[f64; 2]>,
}

impl Schedule for OneCycle {
    const SPEC: Spec = Spec {
        id: "one_cycle",
        name: "One cycle",
        sentence: "Raises the rate to its peak and lets it fall to almost nothing; momentum is moved the other way. After its last step it stays at the last rate.",
        formula: &["lr / div_factor → lr → lr / (div_factor · final_div_factor)"],
        source: Source {
            cite: "Smith & Topin 2017; as torch OneCycleLR, which raises an error after the last step",
            url: "https://arxiv.org/abs/1708.07120",
        },
        params: &[
            count("total_steps", "Steps of the whole cycle; 0 for epochs · steps_per_epoch.", 0.0),
            steps("epochs", "Passes over the data, where total_steps is 0.", 10.0),
            steps("steps_per_epoch", "Steps of one pass over the data, where total_steps is 0.", 10.0),
            PCT_START,
            Param::choice(
                "anneal_strategy",
                "How the rate gets from one value to the next.",
                &[Alternative::new("cos", "Along half a wave."), Alternative::new("linear", "In a straight line.")],
            ),
            Param::flag("cycle_momentum", "Whether momentum moves too, the other way round.", true),
            Param::number("base_momentum", "The momentum at the highest rate.", Range::decay(), 0.85),
            Param::number("max_momentum", "The momentum at the lowest rate.", Range::decay(), 0.95),
            DIV_FACTOR,
            FINAL_DIV_FACTOR,
            Param::flag("three_phase", "Whether it falls as fast as it rose, and then fades.", false),
        ],
        libraries: &[Library {
            dialect: "",
            name: "torch.optim.lr_scheduler.OneCycleLR",
            arguments: "max_lr=lr total_steps epochs steps_per_epoch pct_start anneal_strategy cycle_momentum base_momentum max_momentum div_factor final_div_factor three_phase",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        let total = match settings.number("total_steps") {
            0.0 => settings.number("epochs") * settings.number("steps_per_epoch"),
            total => total,
        };
        Self {
            total,
            pct_start: settings.number("pct_start"),
            div_factor: settings.number("div_factor"),
            final_div_factor: settings.number("final_div_factor"),
            anneal: if settings.choice("anneal_strategy") == "linear" { linear } else { cosine },
            three_phase: settings.flag("three_phase"),
            momenta: momenta(settings),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let first = lr / self.div_factor;
        let last = first / self.final_div_factor;
        self.at(k, if self.three_phase { [first, lr, first, last] } else { [first, lr, last, last] })
    }

    fn momentum(&self, k: u32) -> Option<f64> {
        self.momenta.map(|[base, max]| self.at(k, [max, base, max, max]))
    }
}

impl OneCycle {
    /// The value at step k on the way through four values; the last two differ only where there are three phases.
    fn at(&self, k: u32, [first, peak, second, last]: [f64; 4]) -> f64 {
        let end = self.total - 1.0;
        let top = self.pct_start * self.total - 1.0;
        let turn = if self.three_phase { 2.0 * top } else { end };
        let k = f64::from(k).min(end);
        if k <= top {
            (self.anneal)(first, peak, share(k, 0.0, top))
        } else if k <= turn {
            (self.anneal)(peak, second, share(k, top, turn))
        } else {
            (self.anneal)(second, last, share(k, turn, end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_and_falls_and_momentum_the_other_way() {
        let plan = plan(false);
        assert_eq!([0, 1, 2, 6, 10, 99].map(|k| plan.rate(k, 8.0)), [2.0, 5.0, 8.0, 4.5, 1.0, 1.0]);
        assert_eq!([0, 1, 2, 6, 10].map(|k| plan.momentum(k)), [0.75, 0.5, 0.25, 0.5, 0.75].map(Some));
    }

    #[test]
    fn a_third_phase_fades_from_where_it_began() {
        let plan = plan(true);
        assert_eq!([0, 2, 4, 7, 10].map(|k| plan.rate(k, 8.0)), [2.0, 8.0, 2.0, 1.5, 1.0]);
        assert_eq!([2, 4, 7].map(|k| plan.momentum(k)), [0.25, 0.75, 0.75].map(Some));
    }

    /// Up to step 2, and down to step 10.
    fn plan(three_phase: bool) -> OneCycle {
        OneCycle {
            total: 11.0,
            pct_start: 3.0 / 11.0,
            div_factor: 4.0,
            final_div_factor: 2.0,
            anneal: linear,
            three_phase,
            momenta: Some([0.25, 0.75]),
        }
    }
}
