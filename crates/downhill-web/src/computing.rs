//! Runs that take longer than a frame: they go on in slices of time between which the page draws and listens, and a person
//! sees how far they are and may stop them.

use crate::more;
use crate::signals::{Memo, RwSignal};
use crate::state::{Results, Store};
use crate::timing;
use crate::ui::{El, button, el};
use downhill_core::run::{run_in_bits, work};
use downhill_core::{Experiment, Surface};
use js_sys::{Function, Promise};
use leptos::ev;
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;

/// Runs whose work is more than this many examples are computed in slices.
const HEAVY: usize = 2_000_000;
/// How long a slice takes, in milliseconds: shorter than a frame.
const SLICE: f64 = 10.0;
/// How much work goes on without a look at the clock, in examples: about a millisecond, or one step that takes longer.
const BIT: u64 = 50_000;

/// How far the runs are that are computed in slices.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Progress {
    /// All is computed.
    #[default]
    Whole,
    /// So much of all, between 0 and 1.
    Going(f64),
    /// A person stopped it there.
    Stopped(f64),
}

/// The work in progress of one lab. Copies are handles to the same one.
#[derive(Clone, Copy)]
pub(crate) struct Computing {
    progress: RwSignal<Progress>,
    /// Which of the works, counted from 1: another has begun where this is another.
    job: RwSignal<u32>,
}

impl Computing {
    pub(crate) fn new() -> Self {
        Self { progress: RwSignal::new(Progress::Whole), job: RwSignal::new(0) }
    }

    /// Whether an experiment takes longer than a frame.
    pub(crate) fn is_heavy(experiment: &Experiment, surface: &dyn Surface) -> bool {
        work(experiment, surface) > HEAVY
    }

    /// Whether nothing is being computed, and the runs are whole.
    pub(crate) fn is_done(self) -> bool {
        self.progress.get_untracked() == Progress::Whole
    }

    /// Gives up what is being computed.
    pub(crate) fn leave(self) {
        self.job.update(|job| *job += 1);
        self.put(Progress::Whole);
    }

    fn put(self, progress: Progress) {
        self.progress.maybe_update(|now| std::mem::replace(now, progress) != progress);
    }

    /// Computes an experiment in slices and shows its runs when all are there, or when a person stops it.
    pub(crate) fn begin(self, store: Store, experiment: Experiment, surface: Arc<dyn Surface>) {
        self.leave();
        self.put(Progress::Going(0.0));
        let job = self.job.get_untracked();
        leptos::task::spawn_local(async move {
            // The page first shows what has changed.
            rest().await;
            let (begun, count) = (Cell::new(timing::now()), experiment.runs.len() as f64);
            let mut trajectories = Vec::new();
            for run in &experiment.runs {
                let before = trajectories.len() as f64;
                let pause = |share: f64| self.pause(job, (before + share) / count, &begun);
                trajectories.push(run_in_bits(&experiment, surface.as_ref(), run, BIT, pause).await);
            }
            if self.is_current(job) {
                if let Progress::Going(_) = self.progress.get_untracked() {
                    self.put(Progress::Whole);
                }
                store.show(Results::new(&experiment, surface, trajectories));
            }
        });
    }

    /// Whether to go on, after a rest if it is time for one.
    async fn pause(self, job: u32, share: f64, begun: &Cell<f64>) -> bool {
        if timing::now() - begun.get() > SLICE {
            if self.goes_on(job) {
                self.put(Progress::Going(share));
            }
            rest().await;
            begun.set(timing::now());
        }
        self.goes_on(job)
    }

    fn goes_on(self, job: u32) -> bool {
        self.is_current(job) && matches!(self.progress.get_untracked(), Progress::Going(_))
    }

    /// Whether the lab is there and has begun nothing else.
    fn is_current(self, job: u32) -> bool {
        self.job.try_get_untracked() == Some(job)
    }
}

/// Lets the browser do what waits.
async fn rest() {
    let soon = Promise::new(&mut |resolve: Function, _| {
        // Where there is no timer, nothing waits.
        drop(window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0));
    });
    drop(JsFuture::from(soon).await);
}

/// How far the runs are, with a way to stop them, on the lower edge of the maps.
pub(crate) fn computing(store: Store) -> El {
    let progress = store.computing.progress;
    let is_on = Memo::new(move |_| progress.with(|now| *now != Progress::Whole));
    let is_going = move || matches!(progress.get(), Progress::Going(_));
    let bar = move || {
        let share = move || match progress.get() {
            Progress::Whole => 1.0,
            Progress::Going(share) | Progress::Stopped(share) => share,
        };
        let percent = move || format!("{:.0} %", 100.0 * share());
        let words = move || {
            let doing = if is_going() { "Computing" } else { "Stopped: the runs end where they were. Done" };
            format!("{doing} {}", percent())
        };
        let meter = el("progress")
            .attr("aria-label", "Computing the runs")
            .attr("max", "1")
            .attr("value", move || share().to_string());
        let stop = move || {
            let stop = move |_| {
                if let Progress::Going(share) = progress.get_untracked() {
                    progress.set(Progress::Stopped(share));
                }
            };
            button("small").text("Stop computing").on(ev::click, stop)
        };
        let again = move || button("small").text("Compute all").on(ev::click, move |_| store.recompute());
        // Only that it was stopped is said aloud: every percent would be too much.
        let role = move || (!is_going()).then_some("status");
        let words = el("span").class("fine").class_if("going", is_going).attr("role", role).text(words);
        vec![
            el("div")
                .class("computing-box")
                .child(words)
                .child(meter)
                .when(is_going, stop)
                .when(move || !is_going(), again),
        ]
    };
    el("div").class("computing").made(move || if is_on.get() { more::late(|| untrack(bar)) } else { Vec::new() })
}
