//! The page of Downhill: compare optimizers on a loss surface, live.

mod about;
mod address;
mod api;
mod app;
mod canvas;
mod cards;
mod charts;
mod computing;
mod controls;
mod danger;
mod engine;
mod export;
mod field;
mod formula;
mod gesture;
mod home;
mod learn;
mod lessons;
mod maps;
mod more;
mod numbers;
mod picker;
mod plan;
mod rates;
mod recordings;
mod relief;
mod results;
mod settings;
mod share;
mod signals;
mod stage;
mod state;
mod surroundings;
mod timing;
mod transport;
mod ui;

use leptos::prelude::*;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell_failure(&info.to_string());
    }));
    engine::await_arrival();
    api::open_page();
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
