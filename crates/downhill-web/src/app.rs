//! The page: its parts in reading order, and what it follows of the browser.

use crate::address;
use crate::cards::cards;
use crate::charts::charts;
use crate::controls::{height_bar, rate_control, start_control, surface_picker};
use crate::lessons::{caption, lesson_sheet, lesson_strip};
use crate::maps::maps;
use crate::results::results_table;
use crate::stage::{Stage, all, draw_thumbnail};
use crate::state::{Store, Width};
use crate::transport::{icon, transport};
use downhill_core::view::{Layout, Named, Part, Theme};
use downhill_figure::words;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, ResizeObserver};

/// When the opening race begins to play, after everything has appeared.
const OPENING: Duration = Duration::from_millis(700);

/// The whole lab.
pub(crate) fn lab() -> AnyView {
    let text = address::text();
    let store = Store::new(&text);
    follow_media(store);
    let stage = Stage::new(store);
    address::follow(store);
    follow_theme(store);
    follow_sizes(stage);
    follow_keys(store);
    draw_thumbnails(store);
    if text.is_empty() {
        open_race(store);
    }
    let is_on = move |part: Part| move || !store.view.with(|v| v.hide.contains(&part));
    let description = move || store.results.with(|r| store.experiment.with(|e| words::describe(e, &r.trajectories)));
    view! {
        {header(store)}
        <main class="grid">
            <section class="stage" aria-label="Maps">
                {move || problems(store)}
                <Show when=is_on(Part::Caption)>
                    <div class="caption">
                        <div>{caption(store)}</div>
                        <Show when=move || store.width.get() != Width::Narrow>{layout_switch(store)}</Show>
                    </div>
                </Show>
                {maps(store, stage)}
                <p class="visually-hidden" aria-live="polite">{move || (!store.playing.get()).then(description)}</p>
                <Show when=is_on(Part::Transport)><div class="transport" role="group" aria-label="Player">{transport(store)}</div></Show>
            </section>
            <Show when=is_on(Part::Controls)>
                <section class="rate">{rate_control(store)}</section>
                <section class="surface">{surface_picker(store)}</section>
                <section class="start">{start_control(store)}</section>
                <section class="cards">
                    <Show when=move || store.width.get() == Width::Narrow>{layout_switch(store)}</Show>
                    {cards(store)}
                </section>
            </Show>
            <Show when=is_on(Part::Charts)><section class="charts">{charts(store, stage)} {height_bar(store)}</section></Show>
            <Show when=is_on(Part::Table)><section class="results">{results_table(store)}</section></Show>
            <Show when=is_on(Part::Lessons)><section class="lessons">{lesson_strip(store)}</section></Show>
        </main>
    }
    .into_any()
}

fn header(store: Store) -> AnyView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        store.unsaved.set(None);
        address::write_now(store);
        let address = window().location().href().unwrap_or_default();
        // Whether the clipboard took it is not waited for: the address bar shows the same link.
        drop(window().navigator().clipboard().write_text(&address));
        copied.set(true);
        set_timeout(move || copied.set(false), Duration::from_secs(2));
    };
    let turn = move |_| {
        let other = if store.theme() == Theme::Dark { Theme::Light } else { Theme::Dark };
        store.look(|v| v.theme = Some(other));
    };
    view! {
        <header class="bar">
            <strong class="brand">"Downhill"</strong>
            <span class="tagline">"see how optimizers move"</span>
            {lesson_sheet(store)}
            <button type="button" class="header-button not-narrow" on:click=copy>
                {move || if copied.get() { "Link copied" } else { "Copy link" }}
            </button>
            <button
                type="button"
                class="header-button not-narrow"
                aria-pressed=move || store.presenting.get().to_string()
                title="For a projector (P)"
                on:click=move |_| store.presenting.update(|p| *p = !*p)
            >
                "Present"
            </button>
            <button type="button" class="icon" aria-label="Light or dark" title="Light or dark" on:click=turn>
                {icon("M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18")}
            </button>
        </header>
    }
    .into_any()
}

/// Side by side or on one map.
fn layout_switch(store: Store) -> AnyView {
    let choice = move |layout: Layout, words: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="layout"
                    value=layout.name()
                    prop:checked=move || store.layout() == layout
                    on:change=move |_| store.look(|v| v.layout = Some(layout))
                />
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">"View"</legend>
            {choice(Layout::Side, "Side by side")}
            {choice(Layout::Overlay, "Overlay")}
        </fieldset>
    }
    .into_any()
}

/// What of the address could not be read.
fn problems(store: Store) -> Option<AnyView> {
    let list = store.problems.get();
    (!list.is_empty()).then(|| {
        view! {
            <div class="problems" role="alert">
                <div>
                    <strong>"Not all of this link could be read"</strong>
                    <ul>{list.into_iter().map(|p| view! { <li>{p}</li> }).collect_view()}</ul>
                </div>
                <button type="button" class="small" on:click=move |_| store.problems.set(Vec::new())>"Dismiss"</button>
            </div>
        }
        .into_any()
    })
}

/// Plays the opening race once and then shows what can be dragged.
fn open_race(store: Store) {
    set_timeout(
        move || {
            if store.reduced_motion.get_untracked() {
                store.hint.set(true);
            } else if store.unsaved.get_untracked().is_none() && !store.playing.get_untracked() {
                store.play();
            }
        },
        OPENING,
    );
    let was_playing = StoredValue::new(false);
    Effect::new(move |_| {
        let playing = store.playing.get();
        let ended = was_playing.get_value() && !playing && store.playhead.get_untracked() >= store.last() as f64;
        was_playing.set_value(playing);
        if ended && store.unsaved.get_untracked().is_none() {
            store.hint.set(true);
        }
    });
}

/// Follows the width of the window and the person's preferences.
fn follow_media(store: Store) {
    let matches = |query: &str| window().match_media(query).ok().flatten().is_some_and(|m| m.matches());
    let read = move || {
        let width = if matches("(min-width: 1200px)") {
            Width::Wide
        } else if matches("(min-width: 640px)") {
            Width::Medium
        } else {
            Width::Narrow
        };
        store.width.maybe_update(|now| std::mem::replace(now, width) != width);
        // Three maps fit in a row when the middle column is wider than 900 px.
        let roomy = matches("(min-width: 1560px)");
        store.roomy.maybe_update(|now| std::mem::replace(now, roomy) != roomy);
        let dark = matches("(prefers-color-scheme: dark)");
        store.system_dark.maybe_update(|now| std::mem::replace(now, dark) != dark);
        let still = matches("(prefers-reduced-motion: reduce)");
        store.reduced_motion.maybe_update(|now| std::mem::replace(now, still) != still);
    };
    read();
    let queries = [
        "(min-width: 1200px)",
        "(min-width: 640px)",
        "(min-width: 1560px)",
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion: reduce)",
    ];
    for query in queries {
        if let Ok(Some(media)) = window().match_media(query) {
            let listener = Closure::<dyn Fn()>::new(read).into_js_value();
            // A browser without the event keeps what it had at the start.
            drop(media.add_event_listener_with_callback("change", listener.unchecked_ref()));
        }
    }
}

/// Writes the theme and the Present mode on the document, where the style sheet looks for them.
fn follow_theme(store: Store) {
    Effect::new(move |_| {
        let Some(root) = document().document_element() else { return };
        // Attribute names are constants, which is all that could be wrong.
        drop(root.set_attribute("data-theme", store.theme().name()));
        drop(root.class_list().toggle_with_force("presenting", store.presenting.get()));
    });
}

/// Draws again when the maps change size.
fn follow_sizes(stage: Stage) {
    Effect::new(move |_| {
        let observed = Closure::<dyn Fn()>::new(move || stage.measure_again()).into_js_value();
        let Ok(observer) = ResizeObserver::new(observed.unchecked_ref()) else { return };
        for element in all::<HtmlElement>("#lab .maps, #lab .charts") {
            observer.observe(&element);
        }
    });
}

/// Space plays, arrows step, 0 goes to the start, P presents; not while a field or a control has the focus.
fn follow_keys(store: Store) {
    let handle = window_event_listener(leptos::ev::keydown, move |ev| {
        let target = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let is_busy = target.is_some_and(|t| {
            matches!(t.tag_name().as_str(), "INPUT" | "SELECT" | "BUTTON" | "SUMMARY" | "A" | "DIALOG")
        });
        if is_busy && ev.key() != "Escape" || ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
            return;
        }
        let step = store.playhead.get_untracked().floor() as usize;
        match ev.key().as_str() {
            " " => store.toggle_play(),
            "ArrowRight" => store.seek(step + 1),
            "ArrowLeft" => store.seek(step.saturating_sub(1)),
            "0" => store.seek(0),
            "p" | "P" => store.presenting.update(|p| *p = !*p),
            "Escape" if store.presenting.get_untracked() => store.presenting.set(false),
            _ => return,
        }
        ev.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Draws each lesson's thumbnail when it first comes into view, and all anew in another theme.
fn draw_thumbnails(store: Store) {
    Effect::new(move |_| {
        let theme = store.theme();
        // One at a time, between frames, so that none holds up the maps.
        set_timeout(move || draw_thumbnail_from(0, theme), Duration::from_millis(300));
    });
}

fn draw_thumbnail_from(index: usize, theme: Theme) {
    let canvases = all::<HtmlCanvasElement>("#lab .thumbnail");
    if let Some(canvas) = canvases.get(index) {
        draw_thumbnail(canvas, index, theme);
        set_timeout(move || draw_thumbnail_from(index + 1, theme), Duration::from_millis(30));
    }
}
