//! What is learnt from and how: the data, the batch, what is held out, and when learning would stop.

use super::own::own_data;
use super::{cloud, is_of_data};
use crate::danger;
use crate::field::{self, Number};
use crate::settings::{Place, controls};
use crate::state::Store;
use crate::ui::{El, el, heading, option};
use downhill_core::data::{MOST, Split};
use downhill_core::experiment::Learning;
use downhill_core::spec::{Param, Range};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;

/// The batch, the share and the patience that a choice begins with.
pub(super) const BATCH: u32 = 32;
const SHARE: f64 = 0.7;
const FOLDS: u32 = 5;
const PATIENCE: u32 = 5;

/// Of the data that ship this one has more columns than a model looks at.
const MANY_COLUMNS: &str = "iris";

/// Why the slider of the learning rate is not red.
const LEFT_OUT: &str =
    "Too many examples to try other learning rates: the slider does not mark those at which runs diverge.";

pub(super) fn view(store: Store) -> Vec<El> {
    let params = store.experiment.with_untracked(|e| e.surface.entry.spec.params);
    let data = params.iter().filter(|p| is_of_data(p)).map(move |param| setting(store, param));
    let has = move |holds: fn(&Learning) -> bool| move || learning(store, holds);
    let mut all = vec![heading("Data")];
    all.extend(data);
    all.push(own_data(store));
    all.extend([
        batch(store),
        el("div").when(has(|l| l.batch.is_some()), move || batch_size(store)),
        el("div").when(has(|l| l.batch.is_some()), move || replacement(store)),
        hold_out(store),
        el("div").when(has(|l| matches!(l.split, Some(Split::Share(_)))), move || share(store)),
        el("div").when(has(|l| matches!(l.split, Some(Split::Folds(_)))), move || folds(store)),
        el("div").when(has(|l| l.split.is_some()), move || early(store)),
        el("div").when(has(|l| l.split.is_some() && l.patience.is_some()), move || patience(store)),
        draw(store),
    ]);
    all.extend(cloud::switch(store));
    all.push(el("div").when(move || danger::is_left_out(store), || el("p").class("fine").text(LEFT_OUT)));
    all
}

/// A setting of the surface that is about its data.
fn setting(store: Store, param: &'static Param) -> El {
    let place = Place::of(store, None);
    let data = move || store.experiment.with(|e| e.surface.settings.data("data").map(|data| data.entry.spec.id));
    let is_there = move || param.name != "features" || data() == Some(MANY_COLUMNS);
    let make = move || el("div").children(controls(&place, param));
    el("div").when(is_there, make)
}

fn learning<T>(store: Store, read: impl FnOnce(&Learning) -> T) -> T {
    store.experiment.with(|e| read(&e.learning))
}

fn row(name: &str, about: &str) -> El {
    let name = el("span").class("setting-name").attr("aria-hidden", "true").text(name);
    el("div").class("setting").attr("title", about).child(name)
}

/// A row with one of several choices.
fn choice(
    store: Store,
    [name, spoken, about]: [&'static str; 3],
    options: &[(&str, &str)],
    chosen: fn(&Learning) -> &'static str,
    choose: fn(&mut Learning, &str),
) -> El {
    let select = el("select")
        .attr("aria-label", spoken)
        .children(options.iter().map(|(id, words)| option(id, words)))
        .value(move || learning(store, chosen))
        .on(ev::change, move |ev| store.change(|e| choose(&mut e.learning, &event_target_value(&ev))));
    row(name, about).child(select)
}

/// A row with a number.
fn number(
    store: Store,
    [name, spoken, about]: [&'static str; 3],
    range: Range,
    value: fn(&Learning) -> f64,
    set: fn(&mut Learning, f64),
) -> El {
    let number = Number {
        name: Rc::new(move || spoken.to_owned()),
        range,
        value: Rc::new(move || learning(store, value)),
        set: Rc::new(move |v| store.change(|e| set(&mut e.learning, v))),
    };
    row(name, about).child(field::slider(&number)).child(field::field(&number))
}

/// A switch.
fn switch(
    store: Store,
    name: &'static str,
    about: &str,
    is_on: fn(&Learning) -> bool,
    turn: fn(&mut Learning, bool),
) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .checked(move || learning(store, is_on))
        .on(ev::change, move |ev| store.change(|e| turn(&mut e.learning, event_target_checked(&ev))));
    el("label").class("check").attr("title", about).child(input).text(name)
}

fn batch(store: Store) -> El {
    let chosen = |l: &Learning| match l.batch {
        None => "all",
        Some(1) => "one",
        Some(_) => "some",
    };
    let choose = |l: &mut Learning, id: &str| {
        l.batch = match id {
            "one" => Some(1),
            "some" => Some(BATCH),
            _ => None,
        };
    };
    let names = ["batch", "Batch", "How many examples each step looks at"];
    choice(store, names, &[("all", "all examples"), ("some", "a mini-batch"), ("one", "one at a time")], chosen, choose)
}

fn batch_size(store: Store) -> El {
    let range = Range::whole(1.0, MOST as f64).log_slider(1.0, 256.0);
    let names = ["size", "Batch size", "How many examples a batch has"];
    number(store, names, range, |l| f64::from(l.batch.unwrap_or(1)), |l, v| l.batch = Some(v as u32))
}

fn replacement(store: Store) -> El {
    let about = "Each example is drawn from all, so that one may come again before another comes; else each comes once an epoch";
    switch(store, "with replacement", about, |l| l.replace, |l, on| l.replace = on)
}

fn hold_out(store: Store) -> El {
    let chosen = |l: &Learning| match l.split {
        None => "",
        Some(Split::Share(_)) => "share",
        Some(Split::Folds(_)) => "folds",
    };
    let choose = |l: &mut Learning, id: &str| {
        l.split = match id {
            "share" => Some(Split::Share(SHARE)),
            "folds" => Some(Split::Folds(FOLDS)),
            _ => None,
        };
    };
    let names = ["hold out", "Hold out", "Examples that are not learnt from, to see whether what was learnt holds"];
    choice(
        store,
        names,
        &[("", "nothing"), ("share", "a share"), ("folds", "one fold after the other")],
        chosen,
        choose,
    )
}

fn share(store: Store) -> El {
    let value = |l: &Learning| if let Some(Split::Share(share)) = l.split { share } else { SHARE };
    let range = Range::new(0.01, 0.99).slider(0.1, 0.95);
    let names = ["learn from", "Share to learn from", "The share of the examples that is learnt from"];
    number(store, names, range, value, |l, v| l.split = Some(Split::Share(v)))
}

fn folds(store: Store) -> El {
    let value = |l: &Learning| f64::from(if let Some(Split::Folds(folds)) = l.split { folds } else { FOLDS });
    let names = ["folds", "Folds", "How many parts, each of which is held out once"];
    number(store, names, Range::whole(2.0, 20.0), value, |l, v| l.split = Some(Split::Folds(v as u32)))
}

fn early(store: Store) -> El {
    let about = "Marks where learning would be stopped: the runs go on, so that one sees what it would have missed";
    let turn = |l: &mut Learning, on: bool| l.patience = on.then_some(PATIENCE);
    switch(store, "early stopping", about, |l| l.patience.is_some(), turn)
}

fn patience(store: Store) -> El {
    let names = ["patience", "Patience", "After so many looks at the held out examples that are no better"];
    let value = |l: &Learning| f64::from(l.patience.unwrap_or(PATIENCE));
    number(store, names, Range::whole(1.0, 100.0).slider(1.0, 20.0), value, |l, v| l.patience = Some(v as u32))
}

/// Which order the examples come in, and which are held out.
fn draw(store: Store) -> El {
    let number = Number {
        name: Rc::new(|| "Draw".to_owned()),
        range: Range::whole(0.0, 4_294_967_295.0).slider(0.0, 100.0),
        value: Rc::new(move || store.experiment.with(|e| e.seed as f64)),
        set: Rc::new(move |v| store.change(|e| e.seed = v as u64)),
    };
    row("draw", "Another number deals the examples out in another order")
        .child(field::slider(&number))
        .child(field::field(&number))
}
