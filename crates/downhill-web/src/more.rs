//! What comes with the third module: views that only who opens something sees, and what they do.

use crate::engine::{self, More};
use crate::ui::{El, button, el};
use leptos::ev;

/// A view that comes with the third module; until then, words in its place.
pub(crate) fn late(make: impl FnOnce() -> Vec<El>) -> Vec<El> {
    late_in(make, || vec![el("p").class("fine").text("On its way")])
}

/// The same where the page must not jump: until then, what takes as much room.
pub(crate) fn late_in(make: impl FnOnce() -> Vec<El>, awaited: impl FnOnce() -> Vec<El>) -> Vec<El> {
    run(make).unwrap_or_else(|| if engine::more() == More::Lost { vec![lost()] } else { awaited() })
}

/// Does what only the third module can; nothing before it is here. Who asks follows its arrival.
pub(crate) fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    (engine::more() == More::Here).then(|| gate(work))
}

/// Does something as soon as the third module is here, which is asked for.
pub(crate) fn when_here(act: impl FnOnce() + 'static) {
    engine::when_more(Box::new(move || gate(act)));
}

/// The only way from the earlier modules to the third: xtask's splitter knows this function by its name.
#[inline(never)]
fn gate<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Says that a part of the program did not arrive, and offers another try.
pub(crate) fn lost() -> El {
    let again = button("small").text("Try again").on(ev::click, |_| engine::fetch_more());
    let words =
        el("p").text("A part of this page did not arrive: the rarer surfaces and optimizers, and what is said of all.");
    el("div").class("lost-part").attr("role", "alert").child(words).child(again)
}
