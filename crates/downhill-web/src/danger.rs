//! The red tint of the learning-rate slider where a run on show diverges.

use crate::engine;
use crate::rates::Rates;
use crate::signals::{RwSignal, effect};
use crate::state::Store;
use crate::timing;
use downhill_core::num::pow;
use downhill_core::run::{run_one, work};
use downhill_core::{Experiment, Outcome, Surface};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// Places of the slider that are tried.
const PLACES: usize = 41;
/// How long a change must have rested before the places are tried.
const REST: Duration = Duration::from_millis(200);

/// No tint.
const CLEAR: &str = "transparent, transparent";
/// Runs whose work is more than this many examples are not tried.
const HEAVY: usize = 1_000_000;
/// So long may the trying hold up the page at a time, in milliseconds.
const SLICE: f64 = 6.0;

/// The tint as the stops of a gradient along the slider. It follows the experiment a moment after each change.
pub(crate) fn tint(store: Store) -> RwSignal<String> {
    let stops = RwSignal::new(CLEAR.to_owned());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    on_cleanup(move || pending.get_value().iter().for_each(TimeoutHandle::clear));
    effect(move || {
        store.experiment.track();
        store.shown();
        store.rates.with(|r| r.absolute);
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
        if !store.can_run() {
            return;
        }
        later(pending, REST, move || {
            engine::run(|| match Trial::of(store) {
                Some(trial) => try_places(trial, Vec::new(), pending, stops),
                None => stops.set(CLEAR.into()),
            });
        });
    });
    stops
}

/// Whether there is no tint because the runs take too long to be tried.
pub(crate) fn is_left_out(store: Store) -> bool {
    store.experiment.track();
    store.results.track();
    store.shown();
    Trial::of(store).is_none()
}

/// What is tried at every place.
struct Trial {
    experiment: Experiment,
    surface: Arc<dyn Surface>,
    rates: Rates,
}

impl Trial {
    /// The runs on show; none where they take too long to be tried again and again, as those do that are being computed.
    fn of(store: Store) -> Option<Self> {
        if !store.computing.is_done() {
            return None;
        }
        let surface = store.results.with_untracked(|r| r.surface.clone())?;
        let (mut experiment, shown) = untrack(|| (store.experiment.get(), store.shown()));
        let mut place = 0..;
        experiment.runs.retain(|_| place.next().is_some_and(|run| shown.contains(&run)));
        let mut rates = Rates::of(&experiment);
        let (absolute, value) = store.rates.with_untracked(|r| (r.absolute, r.value));
        rates.absolute = absolute;
        rates.rebase(if absolute { 1.0 } else { value });
        (work(&experiment, surface.as_ref()) < HEAVY).then_some(Self { experiment, surface, rates })
    }

    /// Whether a run diverges with the slider at a place.
    fn is_lost(&self, place: usize) -> bool {
        let [low, high] = self.rates.bounds();
        let mut rates = self.rates.clone();
        rates.value = pow(10.0, low + (high - low) * place as f64 / (PLACES - 1) as f64);
        let mut tried = self.experiment.clone();
        rates.apply(&mut tried);
        let mut outcomes = tried.runs.iter().map(|run| run_one(&tried, self.surface.as_ref(), run).outcome);
        outcomes.any(|o| matches!(o, Outcome::Diverged { .. }))
    }
}

/// Tries places one after the other, in slices between which the page can draw; a change begins anew.
fn try_places(trial: Trial, mut lost: Vec<bool>, pending: StoredValue<Option<TimeoutHandle>>, stops: RwSignal<String>) {
    let begin = timing::now();
    while lost.len() < PLACES && timing::now() - begin < SLICE {
        lost.push(trial.is_lost(lost.len()));
    }
    if lost.len() < PLACES {
        later(pending, Duration::ZERO, move || {
            engine::run(|| try_places(trial, lost, pending, stops));
        });
    } else {
        stops.set(gradient(&lost));
    }
}

fn later(pending: StoredValue<Option<TimeoutHandle>>, wait: Duration, act: impl FnOnce() + 'static) {
    pending.set_value(set_timeout_with_handle(act, wait).ok());
}

fn gradient(lost: &[bool]) -> String {
    let percent = |v: f64| (v / (PLACES - 1) as f64 * 100.0).clamp(0.0, 100.0);
    let stop = |(place, lost): (usize, &bool)| {
        let color = if *lost { "var(--danger-tint)" } else { "transparent" };
        format!("{color} {:.2}% {:.2}%", percent(place as f64 - 0.5), percent(place as f64 + 0.5))
    };
    lost.iter().enumerate().map(stop).collect::<Vec<_>>().join(", ")
}
