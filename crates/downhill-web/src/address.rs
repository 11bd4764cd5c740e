//! The address's fragment: the only place where the page keeps what it shows.

use crate::state::{Entry, Store};
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
        if text() != store.text() {
            store.load(&text());
        }
    };
    store.home.on(leptos::ev::hashchange, move |_| reload());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    Effect::new(move |_| {
        let Some(entry) = store.unsaved.get() else { return };
        if let Some(timer) = pending.get_value() {
            timer.clear();
        }
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

/// Writes the address without waiting.
pub(crate) fn write_now(store: Store) {
    write(&store.text(), Entry::Replace);
}

/// Puts the address on the clipboard; false where the browser does not let it.
pub(crate) async fn copy() -> bool {
    let Ok(address) = window().location().href() else { return false };
    copy_text(&address).await
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
    let address = format!("#{text}");
    // A refusal costs nothing but the address: the page goes on.
    drop(match entry {
        Entry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        Entry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
    });
}
