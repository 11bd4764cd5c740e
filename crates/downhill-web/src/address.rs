//! The address's fragment: the only place where the page keeps what it shows.

use crate::home::Kind;
use crate::signals::effect;
use crate::state::{Entry, Store};
use downhill_core::text::VERSION;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long a change must have rested before it is written: browsers refuse an address that changes all the time.
const REST: Duration = Duration::from_millis(250);

/// The experiment's text in the address, percent-decoded once; `+` stays `+`. Empty where there is none.
pub(crate) fn text() -> String {
    let hash = window().location().hash().unwrap_or_default();
    let raw = hash.strip_prefix('#').unwrap_or_default();
    js_sys::decode_uri_component(raw).map_or_else(|_| raw.to_owned(), String::from)
}

/// Reads the address whenever a person changes it, and writes it a moment after each change.
pub(crate) fn follow(store: Store) {
    let reload = move || {
        if !is_written(store) {
            store.load(&text());
        }
    };
    store.home.on(leptos::ev::hashchange, move |_| reload());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    effect(move || {
        let unsaved = store.unsaved.get();
        // Once all is written, Back must not be written over.
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
        let Some(entry) = unsaved else { return };
        // What stands in a frame's history stands in that of the page around it too, whose Back is not ours; and Back
        // from a text to the same one would do nothing.
        let stays = store.home.kind == Kind::Frame || is_written(store);
        let entry = if stays { Entry::Replace } else { entry };
        if entry == Entry::Push {
            write(&store.text(), entry);
            store.unsaved.set(None);
        } else {
            let later = move || {
                write(&store.text(), entry);
                store.unsaved.set(None);
            };
            pending.set_value(set_timeout_with_handle(later, REST).ok());
        }
    });
}

/// Writes at once what is still to be written: Back must lead to all of it.
pub(crate) fn settle(store: Store) {
    if !store.home.is_element() && store.unsaved.get_untracked().is_some() {
        write(&store.text(), Entry::Replace);
        store.unsaved.set(None);
    }
}

/// Leaves the entry of what a person has just taken back, unless it made none.
pub(crate) fn leave_entry(store: Store) {
    if store.home.kind == Kind::Page && !is_written(store) {
        store.unsaved.set(None);
        // Without a history the entry stays.
        drop(window().history().and_then(|history| history.back()));
    }
}

/// Whether the address is that of what is on show.
fn is_written(store: Store) -> bool {
    text() == format!("v={VERSION}&{}", store.text())
}

/// An address of the site: a file or a query, and after it an experiment's text as a browser writes it.
pub(crate) fn link(rest: &str, text: &str) -> String {
    let here = window().location().href().unwrap_or_default();
    let page = here.split(['#', '?']).next().unwrap_or_default();
    let site = page.rfind('/').map_or(page, |end| &page[..=end]);
    let fragment = if text.is_empty() { String::new() } else { format!("#v={VERSION}&{text}") };
    format!("{site}{rest}{}", js_sys::encode_uri(&fragment))
}

/// Puts a text on the clipboard; false where the browser does not let it.
pub(crate) async fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    // Only pages from https or localhost have a clipboard.
    let has_one = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|c| !c.is_undefined());
    has_one && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn write(text: &str, entry: Entry) {
    let Ok(history) = window().history() else { return };
    let address = format!("#v={VERSION}&{text}");
    // A refusal costs nothing but the address: the page goes on.
    drop(match entry {
        Entry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        Entry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
    });
}
