//! The dialog that gives the picture to papers, slides and spreadsheets.

mod figure;
mod race;
mod save;
mod view;

pub(crate) use save::save_csv;

use crate::engine;
use crate::more::late;
use crate::signals::RwSignal;
use crate::state::Store;
use crate::ui::{El, button, el, heading};
use leptos::ev::{self, MouseEvent};
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlDialogElement};

/// The button with its dialog, whose contents come when it is opened.
pub(crate) fn export(store: Store, class: &'static str) -> El {
    let is_open = RwSignal::new(false);
    let head = el("div")
        .class("sheet-head")
        .child(heading("Export"))
        .child(button("small").text("Close").on(ev::click, |ev| with_dialog(&ev, HtmlDialogElement::close)));
    let dialog = el("dialog")
        .class("sheet export")
        .attr("aria-label", "Export")
        .on(ev::close, move |_| is_open.set(false))
        .child(head)
        .made(move || if is_open.get() { late(|| untrack(|| view::view(store))) } else { Vec::new() });
    let open = move |ev: MouseEvent| {
        engine::fetch_more();
        is_open.set(true);
        // Opening an open dialog is the only failure, and it is open then.
        with_dialog(&ev, |dialog| drop(dialog.show_modal()));
    };
    let opener = button(class).attr("aria-haspopup", "dialog").text("Export").on(ev::click, open);
    el("div").class("export-place").child(opener).child(dialog)
}

/// Does something with the dialog beside the button, or round it, that was pressed.
fn with_dialog(ev: &Event, act: impl Fn(&HtmlDialogElement)) {
    let place = event_target::<Element>(ev).closest(".export-place").ok().flatten();
    let dialog = place.and_then(|place| place.query_selector("dialog").ok().flatten());
    if let Some(dialog) = dialog {
        act(wasm_bindgen::JsCast::unchecked_ref(&dialog));
    }
}
