//! The page: its parts in reading order, and what it follows of the browser.

use crate::address;
use crate::cards::cards;
use crate::charts::charts;
use crate::controls::{height_bar, rate_control, start_control, surface_picker};
use crate::engine::{self, More};
use crate::lessons::{caption, lesson_strip, sheet, sheet_button};
use crate::maps::{layout_switch, maps};
use crate::more::lost;
use crate::recordings::follow_drops;
use crate::results::results_table;
use crate::stage::{Stage, all, draw_thumbnail};
use crate::state::{Store, Width};
use crate::transport::transport;
use crate::ui::{El, button, el, icon_button};
use downhill_core::view::{Named, Part, Theme};
use downhill_figure::words;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, HtmlElement, ResizeObserver};

/// When the opening race begins to play, after everything has appeared.
const OPENING: Duration = Duration::from_millis(700);

/// When the rest of the program is fetched, after the first picture.
const REST: Duration = Duration::from_secs(1);

/// Puts the whole lab into its place on the page.
pub(crate) fn lab(place: HtmlElement) {
    let text = address::text();
    let store = Store::new(&text);
    follow_media(store);
    follow_room(store);
    let stage = Stage::new(store);
    address::follow(store);
    follow_theme(store);
    El::of(place.into()).child(header(store)).child(grid(store, stage));
    follow_sizes(store, stage);
    follow_keys(store);
    follow_drops(store);
    draw_thumbnails(store);
    fetch_more(store);
    if text.is_empty() {
        open_race(store);
    }
}

/// Fetches the rest of the program after the first picture, or as soon as the experiment needs it. Once it failed, a
/// person is asked.
fn fetch_more(store: Store) {
    let is_drawn = Memo::new(move |_| store.seen.with(Option::is_some));
    Effect::new(move |_| {
        if is_drawn.get() {
            set_timeout(engine::fetch_more, REST);
        }
    });
    let needs_more = Memo::new(move |_| engine::is_here() && !store.is_common());
    Effect::new(move |_| {
        if needs_more.get() {
            engine::fetch_more();
        }
    });
}

/// Everything under the header.
fn grid(store: Store, stage: Stage) -> El {
    let is_on = move |part: Part| move || !store.hidden().contains(&part);
    el("main")
        .class("grid")
        .child(maps_section(store, stage))
        .when(is_on(Part::Controls), move || rate_control(store))
        .when(is_on(Part::Controls), move || surface_picker(store))
        .when(is_on(Part::Controls), move || start_control(store))
        .when(is_on(Part::Controls), move || cards(store))
        .when(is_on(Part::Charts), move || charts(store, stage).children(height_bar(store)))
        .when(is_on(Part::Table), move || results_table(store))
        .when(is_on(Part::Lessons), move || lesson_strip(store))
}

/// The maps between their caption and the player.
fn maps_section(store: Store, stage: Stage) -> El {
    let is_on = move |part: Part| move || !store.hidden().contains(&part);
    let describe = move || store.results.with(|r| store.experiment.with(|e| words::describe(e, &r.trajectories)));
    let description = move || engine::run(describe);
    let surface = Memo::new(move |_| store.experiment.with(|e| e.surface.clone()));
    let landmarks = move || {
        let surface = surface.get();
        engine::run_on(surface.entry.is_common, || words::landmarks(&surface.build().landmarks()))
    };
    let head = move || {
        let is_roomy = move || store.width.get() != Width::Narrow;
        el("div").class("caption").child(caption(store)).when(is_roomy, move || layout_switch(store, "layout"))
    };
    let spoken = el("p")
        .class("visually-hidden")
        .attr("aria-live", "polite")
        .text(move || (!store.playing.get()).then(description).flatten());
    el("section")
        .class("stage")
        .attr("aria-label", "Maps")
        .made(move || problems(store))
        .when(move || engine::more() == More::Lost && !store.is_common(), lost)
        .when(is_on(Part::Caption), head)
        .child(maps(store, stage))
        .child(spoken)
        .child(el("p").class("visually-hidden").attr("id", "landmarks").text(landmarks))
        .when(is_on(Part::Transport), move || transport(store))
}

fn header(store: Store) -> El {
    let said = RwSignal::new("Copy link");
    let say = move |words| {
        said.set(words);
        set_timeout(move || said.set("Copy link"), Duration::from_secs(3));
    };
    let copy = move |_| {
        store.unsaved.set(None);
        address::write_now(store);
        leptos::task::spawn_local(async move {
            say(if address::copy().await { "Link copied" } else { "Copy it from the address bar" });
        });
    };
    let turn = move |_| {
        let other = if store.theme() == Theme::Dark { Theme::Light } else { Theme::Dark };
        store.look(|v| v.theme = Some(other));
    };
    let copy_button = button("header-button not-narrow").text(move || said.get()).on(ev::click, copy);
    let present_button = button("header-button not-narrow")
        .attr("aria-pressed", move || store.presenting.get())
        .attr("title", "For a projector (P)")
        .text("Present")
        .on(ev::click, move |_| store.presenting.update(|p| *p = !*p));
    let theme_button = icon_button("Light or dark", "Light or dark", "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18");
    el("header")
        .class("bar")
        .child(el("strong").class("brand").text("Downhill"))
        .child(el("span").class("tagline").text("see how optimizers move"))
        .child(sheet_button(store))
        .child(sheet(store))
        .child(copy_button)
        .child(present_button)
        .child(theme_button.on(ev::click, turn))
}

/// What of the address could not be read.
fn problems(store: Store) -> Option<El> {
    let list = store.problems.get();
    if list.is_empty() {
        return None;
    }
    let count = match list.len() {
        1 => "One part of this link was not understood".to_owned(),
        n => format!("{n} parts of this link were not understood"),
    };
    // On a phone the list would push the map off the screen.
    let is_open = store.width.get_untracked() != Width::Narrow;
    let words = el("details")
        .attr("open", move || is_open.then_some(""))
        .child(el("summary").text(count))
        .child(el("ul").children(list.into_iter().map(|problem| el("li").text(problem))));
    let dismiss = button("small").text("Dismiss").on(ev::click, move |_| store.problems.set(Vec::new()));
    Some(el("div").class("problems").attr("role", "alert").child(words).child(dismiss))
}

/// Plays the opening race once and then shows what can be dragged, unless a person was faster.
fn open_race(store: Store) {
    let untouched = move || !store.touched.get_untracked();
    set_timeout(
        move || match store.reduced_motion.get_untracked() {
            true => store.hint.set(untouched()),
            false if untouched() => store.play(),
            false => {}
        },
        OPENING,
    );
    let was_playing = StoredValue::new(false);
    Effect::new(move |_| {
        let playing = store.playing.get();
        let ended = was_playing.get_value() && !playing;
        was_playing.set_value(playing);
        if ended && untouched() {
            store.hint.set(true);
        }
    });
}

/// What is asked of the browser about the window and the person.
const QUERIES: [&str; 5] = [
    "(min-width: 1200px)",
    "(min-width: 640px)",
    "(prefers-color-scheme: dark)",
    "(prefers-reduced-motion: reduce)",
    "(forced-colors: active)",
];

/// Follows the width of the window and the person's preferences.
fn follow_media(store: Store) {
    let matches = |query: &str| window().match_media(query).ok().flatten().is_some_and(|m| m.matches());
    let read = move || {
        let [wide, medium, dark, still, forced] = QUERIES.map(matches);
        let width = match (wide, medium) {
            (true, _) => Width::Wide,
            (_, true) => Width::Medium,
            _ => Width::Narrow,
        };
        store.width.maybe_update(|now| std::mem::replace(now, width) != width);
        let answers = [(store.system_dark, dark), (store.reduced_motion, still), (store.forced_colors, forced)];
        for (signal, answer) in answers {
            signal.maybe_update(|now| std::mem::replace(now, answer) != answer);
        }
    };
    read();
    for query in QUERIES {
        if let Ok(Some(media)) = window().match_media(query) {
            let listener = Closure::<dyn Fn()>::new(read).into_js_value();
            // A browser without the event keeps what it had at the start.
            drop(media.add_event_listener_with_callback("change", listener.unchecked_ref()));
        }
    }
}

/// Follows the room for the maps, as the style sheet gives it on a wide page.
fn follow_room(store: Store) {
    let read = move || {
        let inner = |size: Result<JsValue, JsValue>| size.ok().and_then(|v| v.as_f64()).unwrap_or_default();
        let (w, h) = (inner(window().inner_width()), inner(window().inner_height()));
        let rails = (0.19 * w).clamp(264.0, 304.0) + (0.20 * w).clamp(264.0, 320.0);
        let room = [w - rails - 136.0, (h - 268.0).clamp(440.0, 760.0) - 24.0];
        store.room.maybe_update(|now| std::mem::replace(now, room) != room);
    };
    read();
    let handle = window_event_listener(ev::resize, move |_| read());
    on_cleanup(move || handle.remove());
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

/// Draws again when maps or charts change size.
fn follow_sizes(store: Store, stage: Stage) {
    let observed = Closure::<dyn Fn()>::new(move || stage.measure_again()).into_js_value();
    let Ok(observer) = ResizeObserver::new(observed.unchecked_ref()) else { return };
    Effect::new(move |_| {
        store.hidden();
        observer.disconnect();
        for element in all::<HtmlElement>("#lab .maps, #lab .plot") {
            observer.observe(&element);
        }
    });
}

/// Space plays, arrows step, 0 goes to the start, P presents, Escape ends that. Controls keep the keys they need.
fn follow_keys(store: Store) {
    let handle = window_event_listener(ev::keydown, move |ev| {
        let target = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let is_taken = target.is_some_and(|t| takes(&t, &ev.key()));
        if is_taken || ev.default_prevented() || ev.ctrl_key() || ev.meta_key() || ev.alt_key() {
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

/// Whether an element needs a key for itself: a field all of them, a button Space. The ring is no such button.
fn takes(element: &web_sys::Element, key: &str) -> bool {
    match element.tag_name().as_str() {
        "INPUT" | "SELECT" | "DIALOG" => key != "Escape",
        "BUTTON" | "SUMMARY" | "A" => key == " " && !element.class_list().contains("ring"),
        _ => false,
    }
}

/// Draws the lessons' thumbnails, and all anew in another theme or when the strip appears.
fn draw_thumbnails(store: Store) {
    Effect::new(move |_| {
        let theme = store.theme();
        store.hidden();
        if !engine::is_here() {
            return;
        }
        // One at a time, between frames, so that none holds up the maps.
        set_timeout(move || draw_thumbnail_from(0, theme), Duration::from_millis(300));
    });
}

fn draw_thumbnail_from(index: usize, theme: Theme) {
    let canvases = all::<HtmlCanvasElement>("#lab .thumbnail");
    if let Some(canvas) = canvases.get(index) {
        engine::run(|| draw_thumbnail(canvas, index, theme));
        set_timeout(move || draw_thumbnail_from(index + 1, theme), Duration::from_millis(30));
    }
}
