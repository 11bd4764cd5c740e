//! The lessons: a strip of thumbnails, and a sheet with their texts.

use crate::state::Store;
use downhill_core::lesson::LESSONS;
use leptos::html::Dialog;
use leptos::prelude::*;

/// Title and sentences of the lesson on show, or the surface's name and note.
pub(crate) fn caption(store: Store) -> AnyView {
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
    view! {
        <h1>{title}</h1>
        <p class="caption-text" class:mute=move || edited.get()>{text}</p>
        <p class="edited" aria-live="polite">
            <Show when=move || edited.get()>
                "You have changed this lesson. "
                <button type="button" class="link" on:click=restore>"Restore"</button>
            </Show>
        </p>
    }
    .into_any()
}

/// Thumbnails of all lessons in a row.
pub(crate) fn lesson_strip(store: Store) -> AnyView {
    let item = move |index: usize| {
        let is_current = move || store.lesson.get() == Some(index);
        view! {
            <li>
                <button
                    type="button"
                    class="lesson"
                    aria-current=move || is_current().then_some("true")
                    on:click=move |_| open(store, index)
                >
                    <canvas class="thumbnail" data-lesson=index.to_string() width="168" height="112"></canvas>
                    <span>{LESSONS[index].title}</span>
                </button>
            </li>
        }
    };
    view! {
        <h2>"Lessons"</h2>
        <ol class="strip" tabindex="-1">{(0..LESSONS.len()).map(item).collect_view()}</ol>
    }
    .into_any()
}

/// The header's button and the sheet that it opens.
pub(crate) fn lesson_sheet(store: Store) -> AnyView {
    let sheet = NodeRef::<Dialog>::new();
    let show = move |_| {
        if let Some(sheet) = sheet.get_untracked() {
            // Opening an open dialog is the only failure, and it is open then.
            drop(sheet.show_modal());
        }
    };
    let close = move || {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.close();
        }
    };
    let item = move |index: usize| {
        let lesson = &LESSONS[index];
        view! {
            <li>
                <button
                    type="button"
                    class="lesson-row"
                    aria-current=move || (store.lesson.get() == Some(index)).then_some("true")
                    on:click=move |_| {
                        close();
                        open(store, index);
                    }
                >
                    <strong>{lesson.title}</strong>
                    <span>{lesson.text}</span>
                </button>
            </li>
        }
    };
    let number = move || store.lesson.get().map(|index| format!("{}/{}", index + 1, LESSONS.len()));
    view! {
        <button type="button" class="header-button" on:click=show>
            "Lessons "
            <span class="mute">{number}</span>
        </button>
        <dialog node_ref=sheet class="sheet" aria-label="All lessons">
            <div class="sheet-head">
                <h2>"Lessons"</h2>
                <button type="button" class="small" on:click=move |_| close()>"Close"</button>
            </div>
            <ol>{(0..LESSONS.len()).map(item).collect_view()}</ol>
        </dialog>
    }
    .into_any()
}

/// Opens a lesson and plays it, unless the person prefers stillness.
fn open(store: Store, index: usize) {
    store.open_lesson(index);
    if !store.reduced_motion.get_untracked() {
        store.play();
    }
}
