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
        if text() != store.text() {
            store.load(&text());
        }
    };
    store.home.on(leptos::ev::hashchange, move |_| reload());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    effect(move || {
        let Some(entry) = store.unsaved.get() else { return };
        // What stands in a frame's history stands in that of the page around it too, whose Back is not ours.
        let entry = if store.home.kind == Kind::Frame { Entry::Replace } else { entry };
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
