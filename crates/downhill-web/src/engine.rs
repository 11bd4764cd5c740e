//! What the page does only after more of the program has arrived than its controls: running and drawing.
//!
//! `cargo xtask build` splits the program. The first module holds everything that is reached without [`run`], so that
//! the controls work early; the second, the engine, holds what is reached through it alone. The third comes when
//! somebody does something, or as soon as what is in it is needed: surfaces and optimizers that are not common, and
//! what is reached through `more` alone. The development server does not split, and there all is here as soon as the page
//! is.

use crate::signals::RwSignal;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The page's last script dispatches it when controls and engine have been started. Trunk chose the name.
const ARRIVAL: &str = "TrunkApplicationStarted";
/// Asks that script for the third module; where there is none, nobody cancels the event.
const MORE: &str = "downhill-more";
const MORE_IS_HERE: &str = "downhill-more-here";
const MORE_IS_LOST: &str = "downhill-more-lost";

/// How far the third module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum More {
    Unasked,
    Coming,
    Here,
    Lost,
}

thread_local! {
    // First asked for outside of every part of the page that may go, so that they stay.
    static HERE: RwSignal<bool> = RwSignal::new(false);
    static MORE_NOW: RwSignal<More> = RwSignal::new(More::Unasked);
    static AWAITING_MORE: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Waits for what comes later.
pub(crate) fn await_arrival() {
    let (here, more) = (HERE.with(|here| *here), MORE_NOW.with(|more| *more));
    on(ARRIVAL, Box::new(move || here.set(true)));
    let arrive = move || {
        more.set(More::Here);
        AWAITING_MORE.take().into_iter().for_each(|act| act());
    };
    on(MORE_IS_HERE, Box::new(arrive));
    on(MORE_IS_LOST, Box::new(move || more.set(More::Lost)));
}

fn on(event: &str, act: Box<dyn FnMut()>) {
    let listener = Closure::wrap(act).into_js_value();
    // Nothing but a constant could be wrong.
    drop(window().add_event_listener_with_callback(event, listener.unchecked_ref()));
}

/// Whether the engine is here; who asks follows its arrival. It never leaves: nobody follows it after that.
pub(crate) fn is_here() -> bool {
    HERE.with(|here| here.get_untracked() || here.get())
}

/// How far the third module is; who asks follows it until it is here.
pub(crate) fn more() -> More {
    MORE_NOW.with(|now| if now.get_untracked() == More::Here { More::Here } else { now.get() })
}

/// Does something as soon as the third module is here, which is asked for.
pub(crate) fn when_more(act: Box<dyn FnOnce()>) {
    fetch_more();
    if untrack(more) == More::Here {
        act();
    } else {
        AWAITING_MORE.with_borrow_mut(|acts| acts.push(act));
    }
}

/// Asks for the third module, unless it is here or on its way.
pub(crate) fn fetch_more() {
    let now = MORE_NOW.with(|now| *now);
    if matches!(now.get_untracked(), More::Unasked | More::Lost) {
        now.set(More::Coming);
        let asking = web_sys::EventInit::new();
        asking.set_cancelable(true);
        let event = web_sys::Event::new_with_event_init_dict(MORE, &asking);
        let is_whole = event.and_then(|event| window().dispatch_event(&event)).unwrap_or(true);
        if is_whole {
            now.set(More::Here);
        }
    }
}

/// Whether all is here that runs common surfaces and optimizers, or others; who asks follows its arrival.
pub(crate) fn can_run(is_common: bool) -> bool {
    is_here() && (is_common || more() == More::Here)
}

/// Does what only the engine can; nothing before it is here. Who asks follows its arrival. Surfaces and optimizers are
/// built in [`run_on`].
pub(crate) fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    is_here().then(|| gate(work))
}

/// Does what only the engine can with surfaces and optimizers that are common, or others; nothing before all is here that
/// this takes. Who asks follows its arrival.
pub(crate) fn run_on<T>(is_common: bool, work: impl FnOnce() -> T) -> Option<T> {
    can_run(is_common).then(|| gate(work))
}

/// The only way from the first module to the second: xtask's splitter knows this function by its name.
#[inline(never)]
fn gate<T>(work: impl FnOnce() -> T) -> T {
    work()
}
