//! Surface, learning rate and start.

use crate::about;
use crate::engine;
use crate::field::{self, Number};
use crate::learn;
use crate::more::{late, late_in};
use crate::picker::{Item, picker};
use crate::rates::{self, Rates};
use crate::settings::{Place, controls};
use crate::signals::Memo;
use crate::state::{Store, Width};
use crate::ui::{El, el, heading, icon_button, option};
use downhill_core::num::{decimal, pow};
use downhill_core::spec::{Param, Range};
use downhill_core::surface::{self, Group, SURFACES, TRANSFORM};
use downhill_core::view::{ColorMap, Named};
use downhill_core::{Budget, Experiment, V2, text};
use downhill_figure::{Palette, Ramp, words};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;

/// The name of the surface on show in the text form.
fn chosen_surface(store: Store) -> Memo<&'static str> {
    Memo::new(move |_| store.experiment.with(|e| e.surface.entry.spec.id))
}

/// The picker of the surface, its note and its parameters.
pub(crate) fn surface_picker(store: Store) -> El {
    let chosen = chosen_surface(store);
    let spec = move || surface::find(chosen.get()).map(|e| e.spec);
    let option = |entry: &'static surface::Entry| option(entry.spec.id, entry.spec.name);
    let group = |group: Group| {
        let members = SURFACES.iter().filter(|e| e.spec.group == group);
        el("optgroup").attr("label", group.title()).children(members.map(option))
    };
    let choose = move |ev| {
        if let Some(entry) = surface::find(&event_target_value(&ev)) {
            store.set_surface(entry);
        }
    };
    let select = el("select")
        .attr("id", "surface")
        .children(Group::ALL.map(group))
        .value(move || chosen.get())
        .on(ev::focus, |_| engine::fetch_more())
        .on(ev::change, choose);
    let params = move || {
        let params = spec().map_or(&[][..], |s| s.params);
        let own = || params.iter().filter(|p| !learn::is_of_data(p));
        late_in(|| all_controls(store, own()), || own().map(awaited).collect())
    };
    let turns = move || {
        chosen.track();
        late(|| all_controls(store, TRANSFORM.iter()))
    };
    let turn = el("details")
        .class("more")
        .child(el("summary").text("Turn, stretch, move"))
        .made(turns)
        .on(ev::toggle, |_| engine::fetch_more());
    el("section")
        .class("surface")
        .child(el("label").class("section-label").attr("for", "surface").text("Surface"))
        .child(el("div").class("surface-row").child(select).child(finder(store)))
        .made(move || surface::find(chosen.get()).map_or_else(Vec::new, about::surface))
        .made(params)
        .when(move || learn::is_on(store), move || learn::data(store))
        .child(turn)
}

/// The row of a setting whose control is still to come.
fn awaited(param: &Param) -> El {
    el("div").class("setting awaited").child(el("span").class("setting-name").text(param.name))
}

fn all_controls(store: Store, params: impl Iterator<Item = &'static Param>) -> Vec<El> {
    let place = Place::of(store, None);
    params.flat_map(|p| controls(&place, p)).collect()
}

/// A button that opens all surfaces, to be searched.
fn finder(store: Store) -> El {
    let of_group = |group: Group| SURFACES.iter().filter(move |e| e.spec.group == group);
    let item = |entry: &'static surface::Entry| Item {
        id: entry.spec.id,
        name: entry.spec.name,
        words: &entry.spec.note,
        group: entry.spec.group.title(),
    };
    let items = Group::ALL.into_iter().flat_map(of_group).map(item).collect();
    let choose = move |id: &str| {
        if let Some(entry) = surface::find(id) {
            store.set_surface(entry);
        }
    };
    let glass = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.3 15.3L20 20";
    let button = icon_button("Find a shape", "Find a shape by its name", glass);
    picker("All shapes", "Search shapes", button, items, Rc::new(choose))
}

/// The slider that moves every learning rate at once.
pub(crate) fn rate_control(store: Store) -> El {
    let absolute = move || store.rates.with(|r| r.absolute);
    let says = move || {
        let value = store.rates.with(|r| r.value);
        if absolute() { text::number(value) } else { format!("× {}", words::number(value)) }
    };
    let effect = move || if absolute() { "All runs take the same rate." } else { "Multiplies each run's own rate." };
    let danger = crate::danger::tint(store);
    let head = el("div")
        .class("rate-head")
        .child(el("label").class("section-label").attr("for", "rate").text("Learning rate"))
        .child(el("output").class("rate-value").attr("for", "rate").text(says));
    let track = el("div")
        .class("rate-track")
        .class_if("notched", move || !absolute())
        .style("--danger", move || danger.get())
        .child(rate_slider(store, says));
    el("section")
        .class("rate")
        .child(head)
        .child(track)
        .when(move || store.width.get() != Width::Narrow, move || rate_switch(store))
        .child(el("p").class("note rate-note").text(effect).text(move || rateless(store)))
}

/// On a phone it stands with the start, since the dock has no room.
fn rate_switch(store: Store) -> El {
    let switch = el("input")
        .attr("type", "checkbox")
        .checked(move || store.rates.with(|r| r.absolute))
        .on(ev::change, move |ev| store.set_one_rate_for_all(event_target_checked(&ev)));
    el("label").class("check rate-switch").child(switch).text("one rate for all")
}

fn rate_slider(store: Store, says: impl Fn() -> String + 'static) -> El {
    let bounds = move || store.rates.with(Rates::bounds);
    let says = move || {
        let absolute = store.rates.with(|r| r.absolute);
        if absolute { format!("{} for all", says()) } else { format!("each its own {}", says()) }
    };
    let place = move || {
        let [low, high] = bounds();
        (store.rates.with(|r| r.value).log10()).clamp(low, high).to_string()
    };
    let move_to = move |ev| {
        if let Some(power) = decimal(&event_target_value(&ev)) {
            store.set_rates(rates::rounded(pow(10.0, power)));
        }
    };
    el("input")
        .attr("id", "rate")
        .attr("type", "range")
        .class("slider")
        .attr("min", move || bounds()[0].to_string())
        .attr("max", move || bounds()[1].to_string())
        .attr("step", "0.01")
        .attr("aria-valuetext", says)
        .value(place)
        .on(ev::input, move_to)
}

/// Says which runs have no rate to move.
fn rateless(store: Store) -> Option<String> {
    let names: Vec<_> =
        store.experiment.with(|e| e.runs.iter().filter(|r| r.lr().is_none()).map(|r| r.entry.spec.name).collect());
    (!names.is_empty()).then(|| format!(" {} has none.", names.join(", ")))
}

/// The start point, the budget and the gradient noise, as numbers.
pub(crate) fn start_control(store: Store) -> El {
    let chosen = chosen_surface(store);
    let axis = move |index: usize, letter: &str| {
        let number =
            move || surface::find(chosen.get()).map(|e| field::field(&coordinate(store, index, e.spec.domain)));
        el("div").class("axis").child(el("span").attr("aria-hidden", "true").text(letter)).made(number)
    };
    el("section")
        .class("start")
        .child(heading("Start"))
        .child(el("div").class("pair").child(axis(0, "x")).child(axis(1, "y")))
        .child(
            el("details")
                .class("more")
                .child(el("summary").text("Budget and noise"))
                .child(budget_setting(store))
                .child(noise_setting(store)),
        )
        .when(move || store.width.get() == Width::Narrow, move || rate_switch(store))
}

/// One coordinate of the start, on a surface that is shown on a domain.
fn coordinate(store: Store, axis: usize, domain: [[f64; 2]; 2]) -> Number {
    let name = ["Start x", "Start y"][axis];
    let [low, high] = domain[axis];
    let set = move |v| {
        let mut start = <[f64; 2]>::from(store.experiment.with_untracked(|e| e.start));
        start[axis] = v;
        store.set_start(V2::from(start));
    };
    Number {
        name: Rc::new(move || name.to_owned()),
        range: Range::new(-1e6, 1e6).slider(low, high),
        value: Rc::new(move || <[f64; 2]>::from(store.experiment.with(|e| e.start))[axis]),
        set: Rc::new(set),
    }
}

fn setting(name: &str) -> El {
    el("div").class("setting").child(el("span").class("setting-name").attr("aria-hidden", "true").text(name))
}

fn budget_setting(store: Store) -> El {
    // What is counted, as the text form calls it.
    let unit = move || match store.experiment.with(|e| e.budget) {
        Budget::Evals(_) => "evals",
        Budget::Steps(_) => "steps",
        Budget::Epochs(_) => "epochs",
    };
    let budget = move |unit: &str, n: u32| match unit {
        "steps" => Budget::Steps(n),
        "epochs" => Budget::Epochs(n),
        _ => Budget::Evals(n),
    };
    let count = Number {
        name: Rc::new(|| "Budget".to_owned()),
        range: Range::new(1.0, f64::from(Experiment::MAX_BUDGET)).log_slider(10.0, 5000.0),
        value: Rc::new(move || f64::from(store.experiment.with(|e| e.budget.count()))),
        set: Rc::new(move |v: f64| store.set_budget(budget(untrack(unit), v.round() as u32))),
    };
    let choose = move |ev| {
        let n = store.experiment.with_untracked(|e| e.budget.count());
        store.set_budget(budget(&event_target_value(&ev), n));
    };
    // An option that comes and goes could not be chosen before it is there.
    let is_hidden = move || (!learn::is_on(store)).then_some("");
    let select = el("select")
        .attr("aria-label", "Budget counts")
        .child(option("evals", "evaluations"))
        .child(option("steps", "steps"))
        .child(option("epochs", "epochs").attr("hidden", is_hidden))
        .value(unit)
        .on(ev::change, choose);
    setting("budget").child(field::field(&count)).child(select)
}

fn noise_setting(store: Store) -> El {
    let noise = Number {
        name: Rc::new(|| "Gradient noise".to_owned()),
        range: Range::new(0.0, 1e3).slider(0.0, 10.0),
        value: Rc::new(move || store.experiment.with(|e| e.noise)),
        set: Rc::new(move |v| store.change(|e| e.noise = v)),
    };
    setting("noise")
        .attr("title", "Standard deviation of the noise in every gradient; the same draws for every optimizer.")
        .child(field::slider(&noise))
        .child(field::field(&noise))
}

/// Which colour is how high, and the choice of colours.
pub(crate) fn height_bar(store: Store) -> [El; 3] {
    let colors = move || {
        let ramp = Ramp::of(Palette::of(store.theme()), store.view.with(|v| v.colormap));
        let stops: Vec<_> = (0..=16).map(|i| ramp.at(f64::from(i) / 16.0).css()).collect();
        format!("linear-gradient(to right, {})", stops.join(", "))
    };
    let gradient = move || engine::run(colors);
    let choose = move |ev| store.look(|v| v.colormap = ColorMap::named(&event_target_value(&ev)));
    let maps = ColorMap::NAMES.iter().map(|(_, name)| option(name, name));
    let select = el("select")
        .class("plain")
        .attr("aria-label", "Height colours")
        .child(option("", "relief"))
        .children(maps)
        .value(move || store.view.with(|v| v.colormap).map_or("", Named::name))
        .on(ev::change, choose);
    let end = move |word: &'static str, i: usize| {
        el("span").text(move || format!("{word} {}", words::number(store.ends.get()[i])))
    };
    let ends = el("div").class("height-ends").child(end("low", 0)).child(end("high", 1));
    [
        el("div").class("height-head").child(heading("Height")).child(select),
        el("div").class("height-bar").style("background-image", gradient),
        ends,
    ]
}
