//! The page of Downhill: compare optimizers on a loss surface, live.

mod about;
mod address;
mod app;
mod canvas;
mod cards;
mod charts;
mod controls;
mod danger;
mod engine;
mod field;
mod formula;
mod gesture;
mod lessons;
mod maps;
mod more;
mod picker;
mod plan;
mod rates;
mod recordings;
mod results;
mod settings;
mod stage;
mod state;
mod timing;
mod transport;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell_failure(&info.to_string());
    }));
    let Some(lab) = document().get_element_by_id("lab").and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    engine::await_arrival();
    lab.set_inner_html("");
    mount_to(lab.clone(), move || app::lab(lab)).forget();
}

/// Lets the script in the page say in words that it cannot go on.
fn tell_failure(what: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&what.into());
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("downhill-panic", &init) {
        // Nobody cancels it.
        drop(window().dispatch_event(&event));
    }
}
