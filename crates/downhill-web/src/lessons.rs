//! The lessons: a strip of thumbnails, and a sheet with their texts.

use crate::stage::FADE_TIME;
use crate::state::Store;
use crate::ui::{El, button, el, heading};
use downhill_core::lesson::{LESSONS, Lesson};
use downhill_core::{Experiment, View};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use std::sync::LazyLock;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement};

/// What the lessons' texts mean, in their order: read once, because every drawing asks.
static PARSED: LazyLock<Vec<(Experiment, View)>> = LazyLock::new(|| LESSONS.iter().map(Lesson::parse).collect());

/// The experiment and the view of a lesson.
pub(crate) fn parsed(index: usize) -> &'static (Experiment, View) {
    &PARSED[index]
}

/// Title and sentences of the lesson on show, or the surface's name and note.
pub(crate) fn caption(store: Store) -> El {
    let edited = Memo::new(move |_| store.is_edited());
    let title = move || match store.lesson.get() {
        Some(index) => LESSONS[index].title,
        None => store.experiment.with(|e| e.surface.entry.spec.name),
    };
    let text = move || match store.lesson.get() {
        Some(index) => LESSONS[index].text.to_owned(),
        None => store.experiment.with(|e| format!("An experiment of your own: {}.", e.surface.entry.spec.note)),
    };
    let restore = move |_| {
        if let Some(index) = store.lesson.get_untracked() {
            store.open_lesson(index);
        }
    };
    let note = el("p")
        .class("edited")
        .attr("aria-live", "polite")
        .text(move || edited.get().then_some("You have changed this lesson. "))
        .when(move || edited.get(), move || button("link").text("Restore").on(ev::click, restore));
    el("div")
        .child(el("h1").text(title))
        .child(el("p").class("caption-text").class_if("mute", move || edited.get()).text(text))
        .child(note)
}

/// Thumbnails of all lessons in a row.
pub(crate) fn lesson_strip(store: Store) -> El {
    let item = |index: usize| {
        let thumbnail = el("canvas")
            .class("thumbnail")
            .attr("data-lesson", index.to_string())
            .attr("width", "168")
            .attr("height", "112");
        let open = lesson_button(store, index, "lesson")
            .attr("aria-label", spoken_title(index))
            .on(ev::click, move |_| open(store, index));
        el("li").child(open.child(thumbnail).child(el("span").text(LESSONS[index].title)))
    };
    let list = el("ol").class("strip").attr("tabindex", "-1").children((0..LESSONS.len()).map(item));
    el("section").class("lessons").child(heading("Lessons")).child(list)
}

/// What a lesson's button is called. Only the slider is called "Learning rate": who asks for it by its name, by voice or
/// in a script, must not get a lesson.
fn spoken_title(index: usize) -> String {
    LESSONS[index].title.replace("learning rate", "rate")
}

/// A button that says whether its lesson is the one on show.
fn lesson_button(store: Store, index: usize, class: &str) -> El {
    button(class).attr("aria-current", move || (store.lesson.get() == Some(index)).then_some("true"))
}

/// The header's button that opens the sheet.
pub(crate) fn sheet_button(store: Store) -> El {
    let number = move || store.lesson.get().map(|index| format!("{}/{}", index + 1, LESSONS.len()));
    let show = move |_| {
        if let Some(sheet) = store.home.all::<HtmlDialogElement>(".sheet").first() {
            // Opening an open dialog is the only failure, and it is open then.
            drop(sheet.show_modal());
            let rows = store.home.all::<HtmlElement>(".lesson-row");
            let current = rows.iter().find(|row| row.has_attribute("aria-current"));
            // An element that cannot take the focus leaves it on Close.
            drop(current.or(rows.first()).map(HtmlElement::focus));
        }
    };
    button("header-button").text("Lessons ").child(el("span").class("mute").text(number)).on(ev::click, show)
}

/// The sheet of all lessons.
pub(crate) fn sheet(store: Store) -> El {
    let item = |index: usize| {
        let lesson = &LESSONS[index];
        let row = lesson_button(store, index, "lesson-row").on(ev::click, move |ev| {
            close(&ev);
            open(store, index);
        });
        let text = format!("{}-text", lesson.id);
        let row = row.attr("aria-label", spoken_title(index)).attr("aria-describedby", text.as_str());
        let title = el("strong").text(lesson.title);
        el("li").child(row.child(title).child(el("span").attr("id", text).text(lesson.text)))
    };
    let close_button = button("small").text("Close").on(ev::click, |ev| close(&ev));
    el("dialog")
        .class("sheet")
        .attr("aria-label", "All lessons")
        .child(el("div").class("sheet-head").child(heading("Lessons")).child(close_button))
        .child(el("ol").children((0..LESSONS.len()).map(item)))
        .on(ev::keydown, move |ev| walk(store, &ev))
}

/// Arrows go through the lessons of the sheet.
fn walk(store: Store, ev: &KeyboardEvent) {
    let rows = store.home.all::<HtmlElement>(".lesson-row");
    let focused = document().active_element();
    let now = rows.iter().position(|row| focused.as_ref() == Some(row.unchecked_ref()));
    let next = match ev.key().as_str() {
        "ArrowRight" | "ArrowDown" => now.map_or(0, |now| (now + 1) % rows.len()),
        "ArrowLeft" | "ArrowUp" => now.map_or(0, |now| (now + rows.len() - 1) % rows.len()),
        _ => return,
    };
    ev.prevent_default();
    // An element that cannot take the focus leaves it where it is.
    drop(rows.get(next).map(HtmlElement::focus));
}

/// Closes the sheet that a pressed button stands in.
fn close(ev: &Event) {
    let button = event_target::<web_sys::Element>(ev);
    if let Some(sheet) = button.closest("dialog").ok().flatten() {
        sheet.unchecked_into::<HtmlDialogElement>().close();
    }
}

/// Opens a lesson and plays it, unless the person prefers stillness.
fn open(store: Store, index: usize) {
    store.open_lesson(index);
    let play = move || {
        // Who was faster has another wish.
        let is_untouched = store.lesson.get_untracked() == Some(index) && !untrack(|| store.is_edited());
        if is_untouched && store.playhead.get_untracked() >= store.last() as f64 {
            store.play();
        }
    };
    if !store.reduced_motion.get_untracked() {
        set_timeout(play, FADE_TIME);
    }
}
