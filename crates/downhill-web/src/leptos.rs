//! What the page takes of Leptos: signals, effects, events, and helpers around the browser's objects.
//!
//! They come from its parts, because the whole would bring the streams of its server functions into the download.

/// What nearly every module needs.
pub(crate) mod prelude {
    pub(crate) use leptos_dom::helpers::*;
    pub(crate) use reactive_graph::computed::Memo;
    pub(crate) use reactive_graph::effect::{Effect, RenderEffect};
    pub(crate) use reactive_graph::graph::untrack;
    pub(crate) use reactive_graph::owner::{LocalStorage, Owner, StoredValue, on_cleanup};
    pub(crate) use reactive_graph::prelude::*;
    pub(crate) use reactive_graph::signal::RwSignal;
}

pub(crate) use tachys::html::event as ev;

use any_spawner::Executor;
use prelude::Owner;

/// Builds the page, and follows its signals for as long as it is open.
pub(crate) fn start(build: impl FnOnce()) {
    // Only a second start is refused, and the first one serves both.
    drop(Executor::init_wasm_bindgen());
    let owner = Owner::new();
    owner.with(build);
    std::mem::forget(owner);
}
