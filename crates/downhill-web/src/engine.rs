//! What the page does only after its second half has arrived: running and drawing.
//!
//! `cargo xtask build` splits the program. The first module holds everything that is reached without [`run`], so that
//! the controls work early; the second, the engine, holds what is reached through it alone. The development server does
//! not split, and there the engine is here as soon as the page is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The page's last script dispatches it when everything has been started. Trunk chose the name.
const ARRIVAL: &str = "TrunkApplicationStarted";

thread_local! {
    static HERE: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Waits for the engine.
pub(crate) fn await_arrival() {
    let here = HERE.with(Clone::clone);
    let arrived = Closure::once_into_js(move || here.set(true));
    // Nothing but a constant could be wrong.
    drop(window().add_event_listener_with_callback(ARRIVAL, arrived.unchecked_ref()));
}

/// Whether the engine is here; who asks follows its arrival.
pub(crate) fn is_here() -> bool {
    HERE.with(ArcRwSignal::get)
}

/// Does what only the engine can; nothing before it is here. Who asks follows its arrival.
pub(crate) fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    is_here().then(|| gate(work))
}

/// The only way from the first module to the second: xtask's splitter knows this function by its name.
#[inline(never)]
fn gate<T>(work: impl FnOnce() -> T) -> T {
    work()
}
