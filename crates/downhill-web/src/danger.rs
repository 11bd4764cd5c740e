//! The red tint of the learning-rate slider where a run on show diverges.

use crate::state::Store;
use downhill_core::run::run_one;
use downhill_core::{Experiment, Outcome};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// Places of the slider that are tried.
const PLACES: usize = 41;
/// How long a change must have rested before the places are tried.
const REST: Duration = Duration::from_millis(200);

/// The tint as the stops of a gradient along the slider. It follows the experiment a moment after each change.
pub(crate) fn tint(store: Store) -> RwSignal<String> {
    let stops = RwSignal::new(CLEAR.to_owned());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    Effect::new(move |_| {
        store.experiment.track();
        store.shown();
        store.rates.with(|r| r.absolute);
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
        pending.set_value(set_timeout_with_handle(move || stops.set(stops_now(store)), REST).ok());
    });
    stops
}

const CLEAR: &str = "transparent, transparent";

fn stops_now(store: Store) -> String {
    let shown = untrack(|| store.shown());
    let rates = store.rates.get_untracked();
    let [low, high] = rates.bounds();
    let lost = |place: usize| {
        let power = low + (high - low) * place as f64 / (PLACES - 1) as f64;
        let mut tried = store.experiment.get_untracked();
        let mut moved = rates.clone();
        moved.value = 10f64.powf(power);
        moved.apply(&mut tried);
        some_diverge(&tried, &shown)
    };
    let stops: Vec<_> = (0..PLACES)
        .map(|place| {
            let color = if lost(place) { "var(--danger-tint)" } else { "transparent" };
            let (from, to) = (place as f64 - 0.5, place as f64 + 0.5);
            let percent = |v: f64| (v / (PLACES - 1) as f64 * 100.0).clamp(0.0, 100.0);
            format!("{color} {:.2}% {:.2}%", percent(from), percent(to))
        })
        .collect();
    stops.join(", ")
}

fn some_diverge(experiment: &Experiment, shown: &[usize]) -> bool {
    let surface = experiment.build_surface();
    let runs = experiment.runs.iter().enumerate().filter(|(run, _)| shown.contains(run));
    runs.map(|(_, run)| run_one(experiment, surface.as_ref(), run).outcome)
        .any(|o| matches!(o, Outcome::Diverged { .. }))
}
