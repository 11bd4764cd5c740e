//! The optimizers: each card is legend, control and live result in one.

use crate::field::{self, Number, Read};
use crate::formula::math;
use crate::maps::{layout_switch, state_words};
use crate::state::{Store, Width};
use crate::ui::{El, button, el, heading, option};
use downhill_core::Setting;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::spec::{Kind, Param, Slot};
use downhill_figure::words::Tone;
use downhill_figure::{Palette, words};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::HtmlSelectElement;

/// All cards, and the way to add one.
pub(crate) fn cards(store: Store) -> El {
    let count = move || store.experiment.with(|e| e.runs.len());
    el("section")
        .class("cards")
        .when(move || store.width.get() == Width::Narrow, move || layout_switch(store, "layout-on-phone"))
        .child(heading("Optimizers"))
        .child(el("div").class("card-list").items(count, move |run| card(store, run)))
        .child(adder(store))
}

/// A native select that adds what is chosen.
fn adder(store: Store) -> El {
    let add = move |ev| {
        if let Some(entry) = optimizer::find(&event_target_value(&ev)) {
            store.add_run(entry);
        }
        event_target::<HtmlSelectElement>(&ev).set_value("");
    };
    let group = |family: Family| {
        let members = OPTIMIZERS.iter().filter(|e| e.spec.family == family);
        let options = members.map(|e| option(e.spec.id, e.spec.name));
        el("optgroup").attr("label", family.title()).children(options)
    };
    el("select")
        .class("adder")
        .attr("aria-label", "Add an optimizer")
        .child(option("", "+ Add an optimizer"))
        .children(Family::ALL.map(group))
        .attr("disabled", move || store.is_full().then_some(""))
        .on(ev::change, add)
}

/// The card of the run in a place. It stays when another run comes into the place, so that controls keep their focus.
fn card(store: Store, run: usize) -> El {
    let id = Memo::new(move |_| store.experiment.with(|e| e.runs.get(run).map_or("", |r| r.entry.spec.id)));
    let spec = move || optimizer::find(id.get()).map(|e| e.spec);
    let params = move |is_rate: bool| {
        let params = spec().map_or(&[][..], |s| s.params).iter();
        params.filter(move |p| (p.name == "lr") == is_rate).flat_map(move |p| controls(store, run, p))
    };
    let about =
        el("details").class("about").child(summary(store, run)).made(move || spec().map(about).into_iter().flatten());
    let word = el("summary").attr("aria-label", move || format!("{}: more settings", store.run_name(run))).text("More");
    let more = el("details")
        .class("more")
        .child(word)
        .made(move || params(false))
        .child(swatches(store, run))
        .child(buttons(store, run));
    let card = el("article")
        .class("card")
        .class_if("hidden-run", move || !store.shown().contains(&run))
        .style("--line", move || line_color(store, run))
        .attr("aria-label", move || store.run_name(run))
        .child(about)
        .child(state(store, run))
        .made(move || params(true))
        .child(more);
    lights_up(card, store, move || run)
}

/// Name and loss.
fn summary(store: Store, run: usize) -> El {
    let loss = move || {
        let step = store.step();
        store.results.with(|r| r.trajectories.get(run).map(|t| words::number(t.judged().losses[step.min(t.last())])))
    };
    el("summary")
        .child(el("span").class("name").text(move || store.title(run)))
        .child(el("output").class("loss").text(loss))
}

/// What the rate's own row does not say: that there is none; and the outcome.
fn state(store: Store, run: usize) -> El {
    let rate = move || rate_of(store, run).map_or("no rate", |_| "rate");
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

fn about(spec: &'static optimizer::Spec) -> [El; 3] {
    let source = el("a")
        .attr("href", spec.source.url)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .text(spec.source.cite);
    let lines = spec.formula.iter().map(|line| math(line));
    [
        el("p").text(spec.sentence),
        el("p").class("formulas").children(lines),
        el("p").class("fine").child(source).text(". ").text(spec.variant),
    ]
}

/// The controls of one hyperparameter.
fn controls(store: Store, run: usize, param: &'static Param) -> Vec<El> {
    let label = move || format!("{}: {}", store.run_name(run), param.name);
    let read = move || store.experiment.with(|e| e.runs.get(run).and_then(|r| r.settings.get(param.name).cloned()));
    let set = move |value| store.set_run_setting(run, param.name, value);
    setting_controls(param, Rc::new(label), Rc::new(read), Rc::new(set))
}

/// Slider and field, two of each, or a checkbox, for a setting of a surface or an optimizer.
pub(crate) fn setting_controls(
    param: &'static Param,
    label: Read<String>,
    value: Read<Option<Setting>>,
    set: Rc<dyn Fn(Setting)>,
) -> Vec<El> {
    match param.kind {
        Kind::Number(range, default) => {
            let read = move || if let Some(Setting::Number(v)) = value() { v } else { default };
            let set = move |v| set(Setting::Number(v));
            vec![row(param, "", &Number { name: label, range, value: Rc::new(read), set: Rc::new(set) })]
        }
        Kind::Tuple(range, default) => {
            let all = Rc::new(move || if let Some(Setting::Numbers(v)) = value() { v } else { default.to_vec() });
            let one = |i: usize| {
                let (label, read, all, set) = (label.clone(), all.clone(), all.clone(), set.clone());
                let name = move || format!("{} {}", label(), i + 1);
                let set = move |v| {
                    let mut numbers = untrack(|| all());
                    numbers[i] = v;
                    set(Setting::Numbers(numbers));
                };
                let value = Rc::new(move || read()[i]);
                row(
                    param,
                    ["₁", "₂", "₃", "₄"][i.min(3)],
                    &Number { name: Rc::new(name), range, value, set: Rc::new(set) },
                )
            };
            (0..default.len()).map(one).collect()
        }
        Kind::Choice(all) => {
            let read = move || if let Some(Setting::Choice(name)) = value() { name } else { "" };
            let choose = move |ev| {
                if let Some(chosen) = all.iter().find(|a| a.name == event_target_value(&ev)) {
                    set(Setting::Choice(chosen.name));
                }
            };
            let select = el("select")
                .attr("aria-label", move || label())
                .children(all.iter().map(|a| option(a.name, a.name)))
                .value(read)
                .on(ev::change, choose);
            let name = el("span").class("setting-name").attr("aria-hidden", "true").text(param.name);
            vec![el("div").class("setting").attr("title", param.about).child(name).child(select)]
        }
        Kind::Flag(default) => {
            let read = move || value().map_or(default, |v| v == Setting::Flag(true));
            let input = el("input")
                .attr("type", "checkbox")
                .attr("aria-label", move || label())
                .checked(read)
                .on(ev::change, move |ev| set(Setting::Flag(event_target_checked(&ev))));
            vec![el("label").class("check").attr("title", param.about).child(input).text(param.name)]
        }
        Kind::List(..) | Kind::Formula(_) | Kind::Optimizer(_) | Kind::Schedule | Kind::Schedules | Kind::Clip => {
            Vec::new()
        }
    }
}

fn row(param: &'static Param, index: &str, number: &Number) -> El {
    let name = el("span").class("setting-name").attr("aria-hidden", "true").text(param.name).text(index);
    el("div")
        .class("setting")
        .attr("title", param.about)
        .child(name)
        .child(field::slider(number))
        .child(field::field(number))
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
