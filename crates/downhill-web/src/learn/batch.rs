//! How many examples the steps of one run look at.

use super::controls::BATCH;
use super::is_on;
use crate::field::{self, Number};
use crate::settings::{Place, row};
use crate::ui::{El, el, option};
use downhill_core::Setting;
use downhill_core::data::MOST;
use downhill_core::experiment::Batch;
use downhill_core::spec::{Param, Range};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;

/// What a batch may be, in words; the first is what all runs have.
const CHOICES: [(&str, &str); 4] =
    [("", "as in all runs"), ("all", "all examples"), ("some", "a mini-batch"), ("one", "one at a time")];

/// The control of a run's own batch, where its surface is learnt from data.
pub(crate) fn batch(place: &Place, param: &'static Param) -> El {
    let (store, place) = (place.store, place.clone());
    el("div").when(move || is_on(store), move || view(&place, param))
}

fn view(place: &Place, param: &'static Param) -> El {
    let (read, write, sized, label) = (place.clone(), place.clone(), place.clone(), place.label(param));
    let chosen = move || match batch_of(&read, param) {
        None => "",
        Some(Batch::All) => "all",
        Some(Batch::Of(1)) => "one",
        Some(Batch::Of(_)) => "some",
    };
    let choose = move |ev| {
        let batch = match event_target_value(&ev).as_str() {
            "all" => Some(Batch::All),
            "some" => Some(Batch::Of(BATCH)),
            "one" => Some(Batch::Of(1)),
            _ => None,
        };
        write.set(param, Setting::Batch(batch));
    };
    let select = el("select")
        .attr("aria-label", move || label())
        .children(CHOICES.map(|(id, words)| option(id, words)))
        .value(chosen)
        .on(ev::change, choose);
    let (place, has_size) = (place.clone(), move || matches!(batch_of(&sized, param), Some(Batch::Of(_))));
    el("div").child(row(param, "").child(select)).when(has_size, move || size(&place, param))
}

fn size(place: &Place, param: &'static Param) -> El {
    let (read, write, label) = (place.clone(), place.clone(), place.label(param));
    let number = Number {
        name: Rc::new(move || format!("{} size", label())),
        range: Range::whole(1.0, MOST as f64).log_slider(1.0, 256.0),
        value: Rc::new(
            move || if let Some(Batch::Of(count)) = batch_of(&read, param) { f64::from(count) } else { 1.0 },
        ),
        set: Rc::new(move |v| write.set(param, Setting::Batch(Some(Batch::Of(v as u32))))),
    };
    let name = el("span").class("setting-name").attr("aria-hidden", "true").text("size");
    el("div").class("setting").child(name).child(field::slider(&number)).child(field::field(&number))
}

fn batch_of(place: &Place, param: &'static Param) -> Option<Batch> {
    if let Some(Setting::Batch(batch)) = place.get(param) { batch } else { None }
}
