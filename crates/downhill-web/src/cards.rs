//! The optimizers: each card is legend, control and live result in one.

use crate::about;
use crate::engine;
use crate::maps::{layout_switch, state_words};
use crate::more::late;
use crate::picker::{Item, picker};
use crate::recordings::recordings;
use crate::settings::{Place, controls, rate};
use crate::signals::{Memo, RwSignal};
use crate::state::{Results, Store, Width};
use crate::ui::{El, button, el, heading};
use downhill_core::experiment::RUN_PARAMS;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::spec::{Kind, Param, Slot};
use downhill_core::text;
use downhill_figure::words::Tone;
use downhill_figure::{Palette, rank, words};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// All cards, and the way to add one.
pub(crate) fn cards(store: Store) -> El {
    let count = move || store.experiment.with(|e| e.runs.len());
    el("section")
        .class("cards")
        .when(move || store.width.get() == Width::Narrow, move || layout_switch(store, "layout-on-phone"))
        .child(heading("Optimizers"))
        .child(el("div").class("card-list").items(count, move |run| card(store, run)))
        .child(adder(store))
        .child(recordings(store))
}

/// A button that opens all optimizers: the basics first, then the others by family.
fn adder(store: Store) -> El {
    let item = |entry: &'static optimizer::Entry, group| Item {
        id: entry.spec.id,
        name: entry.spec.name,
        words: &entry.spec.sentence,
        group,
    };
    let (basics, others) = OPTIMIZERS.split_at(optimizer::BASICS.min(OPTIMIZERS.len()));
    let mut items: Vec<_> = basics.iter().map(|entry| item(entry, "The basics")).collect();
    for family in Family::ALL {
        let members = others.iter().filter(|e| e.spec.family == family);
        items.extend(members.map(|entry| item(entry, family.title())));
    }
    let choose = move |id: &str| {
        if let Some(entry) = optimizer::find(id) {
            store.add_run(entry);
        }
    };
    let button = button("adder")
        .attr("aria-label", "Add an optimizer")
        .text("+ Add an optimizer")
        .attr("disabled", move || store.is_full().then_some(""));
    picker("Add an optimizer", "Search optimizers", button, items, Rc::new(choose))
}

/// The card of the run in a place. It stays when another run comes into the place, so that controls keep their focus.
fn card(store: Store, run: usize) -> El {
    let id = Memo::new(move |_| store.experiment.with(|e| e.runs.get(run).map_or("", |r| r.entry.spec.id)));
    let spec = move || optimizer::find(id.get()).map(|e| e.spec);
    let rate = move || {
        let lr = spec().and_then(|s| s.params.iter().find(|p| p.name == "lr"));
        lr.and_then(|lr| rate(&Place::of(store, Some(run)), lr))
    };
    let params = move || {
        let spec = spec();
        late(|| {
            let place = Place::of(store, Some(run));
            let has_rate = untrack(|| rate_of(store, run).is_some());
            let params = spec.map_or(&[][..], |s| s.params).iter().chain(RUN_PARAMS);
            let is_here = move |p: &&Param| p.name != "lr" && (has_rate || p.kind != Kind::Schedule);
            params.filter(is_here).flat_map(|p| controls(&place, p)).collect()
        })
    };
    let is_open = RwSignal::new(false);
    let about = el("details")
        .class("about")
        .child(summary(store, run))
        .made(move || spec().map(|spec| about::optimizer(store, run, spec, is_open)).into_iter().flatten())
        .on(ev::toggle, move |ev| {
            engine::fetch_more();
            is_open.set(event_target::<Element>(&ev).has_attribute("open"));
        });
    let word = el("summary").attr("aria-label", move || format!("{}: more settings", store.run_name(run))).text("More");
    let more = el("details")
        .class("more")
        .child(word)
        .made(params)
        .child(swatches(store, run))
        .child(buttons(store, run))
        .on(ev::toggle, |_| engine::fetch_more());
    let card = el("article")
        .class("card")
        .class_if("hidden-run", move || !store.shown().contains(&run))
        .style("--line", move || line_color(store, run))
        .attr("aria-label", move || store.run_name(run))
        .child(about)
        .child(state(store, run))
        .made(rate)
        .child(more);
    lights_up(card, store, move || run)
}

/// Name and loss.
fn summary(store: Store, run: usize) -> El {
    let loss = move || {
        let step = store.step();
        let loss = |r: &Arc<Results>| {
            let t = r.trajectories.get(run)?;
            Some(words::number(rank::loss(r.surface.as_deref()?, t, step.min(t.last()))))
        };
        engine::run(|| store.results.with(loss)).flatten()
    };
    el("summary")
        .child(el("span").class("name").text(move || store.title(run)))
        .child(el("output").class("loss").text(loss))
}

/// What the rate's own row does not say: that there is none, or that it is another's; and the outcome.
fn state(store: Store, run: usize) -> El {
    let has_own = move || store.experiment.with(|e| e.runs.get(run).is_some_and(|r| r.settings.get("lr").is_some()));
    let rate = move || match rate_of(store, run) {
        None => "no rate".to_owned(),
        Some(_) if has_own() => "rate".to_owned(),
        Some(lr) => format!("rate {} inside", text::number(lr)),
    };
    el("div")
        .class("sub")
        .child(el("span").text(rate))
        .child(state_words(store, run).class_if("lost", move || is_lost(store, run)))
}

/// Lights a run's line up while the pointer is on its card or row, and the other way round.
pub(crate) fn lights_up(element: El, store: Store, run: impl Fn() -> usize + Copy + 'static) -> El {
    element
        .class_if("lit", move || store.lit.get() == Some(run()))
        .on(ev::pointerenter, move |_| store.lit.set(Some(untrack(run))))
        .on(ev::pointerleave, move |_| store.lit.set(None))
}

/// The colour of a run's line.
pub(crate) fn line_color(store: Store, run: usize) -> String {
    let slot = store.slots().get(run).copied().unwrap_or(Slot::Ink);
    Palette::of(store.theme()).line(slot).css()
}

/// A run's learning rate; some methods have none.
pub(crate) fn rate_of(store: Store, run: usize) -> Option<f64> {
    store.experiment.with(|e| e.runs.get(run).and_then(downhill_core::Run::lr))
}

/// Whether a run diverged.
pub(crate) fn is_lost(store: Store, run: usize) -> bool {
    store.results.with(|r| r.trajectories.get(run).is_some_and(|t| words::tone(t.outcome) == Tone::Bad))
}

fn swatches(store: Store, run: usize) -> El {
    let swatch = |slot: Slot| {
        button("swatch")
            .attr("aria-pressed", move || store.slots().get(run) == Some(&slot))
            .attr("aria-label", move || format!("{}: {}", store.run_name(run), slot.name()))
            .attr("title", slot.name())
            .style("background-color", move || Palette::of(store.theme()).line(slot).css())
            .on(ev::click, move |_| store.recolor_run(run, slot))
    };
    el("div")
        .class("swatches")
        .attr("role", "group")
        .attr("aria-label", move || format!("{}: colour", store.run_name(run)))
        .children(Slot::ALL.map(swatch))
}

fn buttons(store: Store, run: usize) -> El {
    let hide = move || if store.shown().contains(&run) { "Hide" } else { "Show" };
    el("div")
        .class("buttons")
        .child(run_button(store, run, hide).on(ev::click, move |_| store.toggle_run(run)))
        .child(run_button(store, run, || "Duplicate").on(ev::click, move |_| store.duplicate_run(run)))
        .child(run_button(store, run, || "Remove").on(ev::click, move |_| store.remove_run(run)))
}

/// A button whose accessible name says which run it is about.
fn run_button(store: Store, run: usize, word: impl Fn() -> &'static str + Copy + 'static) -> El {
    button("small").attr("aria-label", move || format!("{}: {}", store.run_name(run), word())).text(word)
}
