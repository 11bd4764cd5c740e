//! The gradients of single examples about the heads: the switch, what they mean, and how they are drawn.

use crate::more;
use crate::signals::Memo;
use crate::state::{Results, Store};
use crate::ui::{El, el};
use downhill_core::run::Cloud;
use downhill_core::view::Layout;
use downhill_figure::map::{Scene, cloud_run, paint_cloud};
use downhill_figure::{Paint, RunMark, words};
use leptos::ev;
use leptos::prelude::*;

/// What the marks mean.
const KEY: &str = "Dots: where each example\u{2019}s gradient alone would lead; larger ones are this step\u{2019}s batch. \
                   Arrows: the mean of the batch, in the run\u{2019}s colour, and of all, without. All are to one scale, not to the rate\u{2019}s.";

/// The switch and, while it is on, the key and how far the examples of each cloud agree.
pub(super) fn switch(store: Store) -> [El; 2] {
    let is_drawn = move || store.view.with(|v| v.cloud);
    let input = el("input")
        .attr("type", "checkbox")
        .checked(is_drawn)
        .on(ev::change, move |ev| store.look(|v| v.cloud = event_target_checked(&ev)));
    let about = "Shows on the map how far the gradients of single examples agree where a run stands";
    let drawn = Memo::new(move |_| if is_drawn() { drawn(store) } else { Vec::new() });
    let said =
        move |place: usize| el("p").class("fine").text(move || drawn.with(|runs| said(store, *runs.get(place)?)));
    let key = move || {
        let runs = el("div").class("cloud-said").items(move || drawn.with(Vec::len), said);
        el("div").child(el("p").class("fine").text(KEY)).child(runs)
    };
    [
        el("label").class("check").attr("title", about).child(input).text("gradients of the examples"),
        el("div").when(is_drawn, key),
    ]
}

/// The runs with a cloud: on a map for all only one has.
fn drawn(store: Store) -> Vec<usize> {
    let mut runs = store.shown();
    if store.layout() == Layout::Overlay {
        let lit = store.lit.get().filter(|lit| runs.contains(lit));
        runs = lit.or(runs.first().copied()).into_iter().collect();
    }
    runs
}

fn said(store: Store, run: usize) -> Option<String> {
    let (step, title) = (store.step(), store.title(run));
    let say = |results: &Results| Some(format!("{title}: {}", words::cloud(&of(store, results, run, step)?)));
    store.results.with(|results| more::run(|| say(results))).flatten()
}

fn of(store: Store, results: &Results, run: usize, step: usize) -> Option<Cloud> {
    let (surface, trajectory) = (results.surface.as_deref()?, results.trajectories.get(run)?);
    store.experiment.with(|e| Cloud::of(e, e.runs.get(run)?, trajectory, surface, step))
}

/// Paints the cloud of one of the runs on a map, where it was asked for and the third module is here.
pub(crate) fn paint(store: Store, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[usize], marks: &[RunMark<'_>]) {
    if store.view.with_untracked(|v| v.cloud) {
        more::run(|| draw(store, paint, scene, runs, marks));
    }
}

fn draw(store: Store, paint: &mut dyn Paint, scene: &Scene<'_>, runs: &[usize], marks: &[RunMark<'_>]) -> Option<()> {
    let place = cloud_run(marks)?;
    let step = scene.playhead.floor() as usize;
    let cloud = untrack(|| store.results.with(|results| of(store, results, *runs.get(place)?, step)))?;
    paint_cloud(paint, scene, &cloud, marks.get(place)?);
    Some(())
}
