//! Documentation, whose texts arrive when somebody asks for them, and what is said where they do not.

use crate::engine::{self, More};
use crate::ui::{El, button, el};
use leptos::ev;

/// Documentation once it is here; until then, words in its place.
pub(crate) fn documented(make: impl FnOnce() -> Vec<El>) -> Vec<El> {
    match engine::more() {
        More::Here => make(),
        More::Lost => vec![lost()],
        More::Unasked | More::Coming => vec![el("p").class("fine").text("On its way")],
    }
}

/// Says that a part of the program did not arrive, and offers another try.
pub(crate) fn lost() -> El {
    let again = button("small").text("Try again").on(ev::click, |_| engine::fetch_more());
    let words =
        el("p").text("A part of this page did not arrive: the rarer surfaces and optimizers, and what is said of all.");
    el("div").class("lost-part").attr("role", "alert").child(words).child(again)
}
