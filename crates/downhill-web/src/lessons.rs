//! The lessons: a strip of thumbnails, and a sheet with their texts.

use crate::about;
use crate::more;
use crate::signals::Memo;
use crate::stage::FADE_TIME;
use crate::state::Store;
use crate::ui::{El, button, el, heading};
use downhill_core::lesson::{LEARNING, LESSONS, Lesson};
use downhill_core::{Experiment, View};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use std::sync::{LazyLock, OnceLock};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement, HtmlElement};

/// What the lessons' texts mean, in their order: read once, because every drawing asks.
static PARSED: LazyLock<Vec<(Experiment, View)>> = LazyLock::new(|| LESSONS.iter().map(Lesson::parse).collect());

/// The same of those on learning from data; only from the third module, which they come with.
fn parsed_late() -> &'static [(Experiment, View)] {
    static LATE: OnceLock<Vec<(Experiment, View)>> = OnceLock::new();
    LATE.get_or_init(|| LEARNING.iter().map(Lesson::parse).collect())
}

/// The experiment and the view of the lesson that the page opens with.
pub(crate) fn opening() -> &'static (Experiment, View) {
    &PARSED[0]
}

/// The experiment and the view of a lesson. Those on learning from data are counted on from the others, and come with the
/// third module.
pub(crate) fn parsed(index: usize) -> Option<&'static (Experiment, View)> {
    PARSED.get(index).or_else(|| more::run(|| parsed_late().get(index - LESSONS.len())).flatten())
}

/// Which lesson an experiment is.
pub(crate) fn which(experiment: &Experiment) -> Option<usize> {
    let is_it = |(other, _): &(Experiment, View)| other == experiment;
    let late = || more::run(|| parsed_late().iter().position(is_it)).flatten().map(|index| LESSONS.len() + index);
    PARSED.iter().position(is_it).or_else(late)
}

/// A lesson.
fn lesson(index: usize) -> Option<&'static Lesson> {
    LESSONS.get(index).or_else(|| more::run(|| LEARNING.get(index - LESSONS.len())).flatten())
}

/// What is made of each lesson on learning from data, under a heading of their own; nothing before they are here.
fn late(make: impl Fn(usize) -> El, list: &'static str) -> Vec<El> {
    let items = more::run(|| (0..LEARNING.len()).map(|index| make(LESSONS.len() + index)).collect::<Vec<_>>());
    let group = |items: Vec<El>| vec![heading("Learning from data"), el("ol").class(list).children(items)];
    items.map(group).unwrap_or_default()
}

/// Title and sentences of the lesson on show, or the surface's name and note.
pub(crate) fn caption(store: Store) -> El {
    let edited = Memo::new(move |_| store.is_edited());
    let title = move || match store.lesson.get() {
        Some(index) => title(index),
        None => store.experiment.with(|e| e.surface.entry.spec.name),
    };
    let text = move || match store.lesson.get() {
        Some(index) => lesson(index).map_or("", |lesson| lesson.text).to_owned(),
        None => store.experiment.with(|e| match about::note(e.surface.entry) {
            "" => "An experiment of your own.".to_owned(),
            note => format!("An experiment of your own: {note}."),
        }),
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
    let item = move |index: usize| {
        let thumbnail = el("canvas")
            .class("thumbnail")
            .attr("data-lesson", index.to_string())
            .attr("width", "168")
            .attr("height", "112");
        let open = lesson_button(store, index, "lesson")
            .attr("aria-label", spoken_title(index))
            .on(ev::click, move |_| open(store, index));
        el("li").child(open.child(thumbnail).child(el("span").text(title(index))))
    };
    let list = el("ol").class("strip").attr("tabindex", "-1").children((0..LESSONS.len()).map(item));
    el("section").class("lessons").child(heading("Lessons")).child(list).made(move || late(item, "strip"))
}

fn title(index: usize) -> &'static str {
    lesson(index).map_or("", |lesson| lesson.title)
}

/// What a lesson's button is called. Only the slider is called "Learning rate": who asks for it by its name, by voice or
/// in a script, must not get a lesson.
fn spoken_title(index: usize) -> String {
    title(index).replace("learning rate", "rate")
}

/// A button that says whether its lesson is the one on show.
fn lesson_button(store: Store, index: usize, class: &str) -> El {
    button(class).attr("aria-current", move || (store.lesson.get() == Some(index)).then_some("true"))
}

/// The header's button that opens the sheet.
pub(crate) fn sheet_button(store: Store) -> El {
    // Each group is counted by itself.
    let number = move || {
        let index = store.lesson.get()?;
        let late = || more::run(|| LEARNING.len()).map(|count| format!("{}/{count}", index + 1 - LESSONS.len()));
        if index < LESSONS.len() { Some(format!("{}/{}", index + 1, LESSONS.len())) } else { late() }
    };
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
    let item = move |index: usize| {
        let (id, words) = lesson(index).map_or(("", ""), |lesson| (lesson.id, lesson.text));
        let row = lesson_button(store, index, "lesson-row").on(ev::click, move |ev| {
            close(&ev);
            open(store, index);
        });
        let text = format!("{id}-text");
        let row = row.attr("aria-label", spoken_title(index)).attr("aria-describedby", text.as_str());
        let title = el("strong").text(title(index));
        el("li").child(row.child(title).child(el("span").attr("id", text).text(words)))
    };
    let close_button = button("small").text("Close").on(ev::click, |ev| close(&ev));
    el("dialog")
        .class("sheet")
        .attr("aria-label", "All lessons")
        .child(el("div").class("sheet-head").child(heading("Lessons")).child(close_button))
        .child(el("ol").children((0..LESSONS.len()).map(item)))
        .made(move || late(item, "late-lessons"))
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
    // Who chose it at the foot of the page wants to see it.
    let captions = store.home.all::<HtmlElement>(".caption");
    captions.iter().filter(|c| c.get_bounding_client_rect().top() < 0.0).for_each(|c| c.scroll_into_view());
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
