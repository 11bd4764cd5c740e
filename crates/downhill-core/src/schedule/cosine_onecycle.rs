//! Up and down along cosines.

use super::anneal::{DIV_FACTOR, FINAL_DIV_FACTOR, PCT_START, cosine, share};
use super::{Schedule, Spec, steps};
use crate::library::Library;
use crate::settings::Settings;
use crate::spec::Source;

pub(super) struct CosineOneCycle {
    total: f64,
    pct_start: f64,
    div_factor: f64,
    final_div_factor: f64,
}

impl Schedule for CosineOneCycle {
    const SPEC: Spec = Spec {
        id: "cosine_onecycle",
        name: "One cycle, waves",
        sentence: "Raises the rate to its peak along half a wave, and lets it fall along another to almost nothing.",
        formula: &["lr / div_factor → lr → lr / (div_factor · final_div_factor)"],
        source: Source {
            cite: "optax.cosine_onecycle_schedule, after Smith & Topin 2017",
            url: "https://optax.readthedocs.io/en/latest/api/optimizer_schedules.html#optax.schedules.cosine_onecycle_schedule",
        },
        params: &[
            steps("transition_steps", "Steps of the whole cycle.", 100.0),
            PCT_START,
            DIV_FACTOR,
            FINAL_DIV_FACTOR,
        ],
        libraries: &[Library {
            dialect: "",
            name: "optax.cosine_onecycle_schedule",
            arguments: "transition_steps peak_value=lr pct_start div_factor final_div_factor",
            fixed: "",
        }],
    };

    fn new(settings: &Settings) -> Self {
        Self {
            total: settings.number("transition_steps"),
            pct_start: settings.number("pct_start"),
            div_factor: settings.number("div_factor"),
            final_div_factor: settings.number("final_div_factor"),
        }
    }

    fn rate(&self, k: u32, lr: f64) -> f64 {
        let k = f64::from(k);
        let (first, last) = (lr / self.div_factor, lr / (self.div_factor * self.final_div_factor));
        let peak = (self.pct_start * self.total).floor();
        if k < peak { cosine(first, lr, share(k, 0.0, peak)) } else { cosine(lr, last, share(k, peak, self.total)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_and_falls_in_waves() {
        let plan = CosineOneCycle { total: 6.0, pct_start: 0.34, div_factor: 4.0, final_div_factor: 2.0 };
        let rates = [0, 1, 2, 4, 6, 9].map(|k| plan.rate(k, 8.0));
        for (rate, expected) in rates.into_iter().zip([2.0, 5.0, 8.0, 4.5, 1.0, 1.0]) {
            assert!((rate - expected).abs() < 1e-14, "{rates:?}");
        }
    }
}
