//! Up, down and out in straight lines.

use super::anneal::{DIV_FACTOR, FINAL_DIV_FACTOR, PCT_START, linear, share};
use super::{Schedule, Spec, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::{Param, Range, Source};

pub(super) struct LinearOneCycle {
    total: f64,
    pct_start: f64,
    pct_final: f64,
    div_factor: f64,
    final_div_factor: f64,
}

impl Schedule for LinearOneCycle {
    const SPEC: Spec = Spec {
        id: "linear_onecycle",
        name: "One cycle, straight",
        sentence: "Raises the rate to its peak in a straight line, back to where it began, and on to almost nothing.",
        formula: &["lr / div_factor → lr → lr / div_factor → lr / (div_factor · final_div_factor)"],
        source: Source {
            cite: "optax.linear_onecycle_schedule, after Smith & Topin 2017",
            url: "https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.linear_onecycle_schedule",
        },
        params: &[
            steps("transition_steps", "Steps of the whole cycle.", 100.0),
            PCT_START,
            Param::number(
                "pct_final",
                "The part of the steps after which the last fall begins.",
                Range::new(0.0, 1.0),
                0.85,
            ),
            DIV_FACTOR,
            FINAL_DIV_FACTOR,
        ],
        libraries: &[Library {
            dialect: "",
            name: "optax.linear_onecycle_schedule",
            arguments: "transition_steps peak_value=lr pct_start pct_final div_factor final_div_factor",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            total: settings.number("transition_steps"),
            pct_start: settings.number("pct_start"),
            pct_final: settings.number("pct_final"),
            div_factor: settings.number("div_factor"),
            final_div_factor: settings.number("final_div_factor"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let k = f64::from(k);
        let (first, last) = (lr / self.div_factor, lr / self.div_factor / self.final_div_factor);
        let [peak, turn] = [self.pct_start, self.pct_final].map(|part| (part * self.total).floor());
        if k < peak {
            linear(first, lr, share(k, 0.0, peak))
        } else if k < turn {
            linear(lr, first, share(k, peak, turn))
        } else {
            linear(first, last, share(k, turn.max(peak), self.total))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_falls_and_fades() {
        let plan =
            LinearOneCycle { total: 8.0, pct_start: 0.25, pct_final: 0.75, div_factor: 4.0, final_div_factor: 2.0 };
        assert_eq!([0, 1, 2, 4, 6, 7, 8, 9].map(|k| plan.rate(k, 8.0)), [2.0, 5.0, 8.0, 5.0, 2.0, 1.5, 1.0, 1.0]);
    }
}
