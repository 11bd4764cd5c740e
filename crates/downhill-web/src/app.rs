//! The page: its parts in reading order, and what it follows of the browser.

use crate::address;
use crate::cards::cards;
use crate::charts::charts;
use crate::computing::computing;
use crate::controls::{height_bar, rate_control, start_control, surface_picker};
use crate::engine::{self, More};
use crate::export::export;
use crate::home::{Home, Kind, Wishes};
use crate::learn;
use crate::lessons::{caption, lesson_strip, parsed, sheet, sheet_button, which};
use crate::maps::{layout_switch, maps};
use crate::more::{self, lost};
use crate::recordings::follow_drops;
use crate::results::results_table;
use crate::share::share;
use crate::signals::{Memo, RwSignal, effect};
use crate::stage::{Stage, draw_thumbnail};
use crate::state::{Store, Width};
use crate::surroundings::{follow_keys, follow_sizes, follow_surroundings, follow_theme};
use crate::transport::transport;
use crate::ui::{El, button, el, icon_button};
use downhill_core::lesson::LESSONS;
use downhill_core::view::{Part, Theme};
use downhill_core::{Experiment, Trajectory};
use downhill_figure::words;
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use web_sys::HtmlCanvasElement;

/// When the opening race begins to play, after everything has appeared.
const OPENING: Duration = Duration::from_millis(700);

/// Puts a whole lab into its place.
pub(crate) fn lab(home: Home, text: &str, wishes: Wishes) -> Store {
    let store = Store::new(home, text, wishes);
    follow_surroundings(store);
    let stage = Stage::new(store);
    follow_theme(store);
    El::of(home.place().into()).children((home.kind == Kind::Page).then(|| header(store))).child(grid(store, stage));
    follow_sizes(store, stage);
    follow_keys(store);
    follow_drops(store);
    fetch_more(store);
    store
}

/// Puts the lab of the whole page into its place.
pub(crate) fn page(home: Home) -> Store {
    let text = address::text();
    let store = lab(home, &text, Wishes::of_address());
    address::follow(store);
    if home.kind == Kind::Page {
        draw_thumbnails(store);
        if text.is_empty() {
            open_race(store);
        }
    }
    store
}

/// Fetches the rest of the program as soon as the experiment needs it, or after the first picture where the surface's
/// settings are shown, or at the first sign that somebody will do more than look. Once it failed, a person is asked.
fn fetch_more(store: Store) {
    let is_used = RwSignal::new(false);
    let act = move || is_used.maybe_update(|now| !std::mem::replace(now, true));
    store.home.on(ev::pointermove, move |_| act());
    store.home.on(ev::pointerdown, move |_| act());
    store.home.on(ev::focusin, move |_| act());
    store.home.on(ev::keydown, move |_| act());
    // A link to a lesson that has come only now was not known as one.
    effect(move || {
        if engine::more() == More::Here && store.lesson.get_untracked().is_none() {
            store.lesson.set(store.experiment.with_untracked(which));
        }
    });
    let runs_more = Memo::new(move |_| engine::is_here() && !store.is_common());
    let has_settings = move || store.experiment.with(|e| !e.surface.entry.spec.params.is_empty());
    let shows_settings = move || !store.hidden().contains(&Part::Controls) && has_settings();
    let shows_more = Memo::new(move |_| store.seen.with(Option::is_some) && (is_used.get() || shows_settings()));
    effect(move || {
        if runs_more.get() || shows_more.get() {
            engine::fetch_more();
        }
    });
}

/// Everything under the header.
fn grid(store: Store, stage: Stage) -> El {
    let is_on = move |part: Part| move || !store.hidden().contains(&part);
    let is_page = store.home.kind == Kind::Page;
    // A wide page has it in its header.
    let has_export = move || if is_page { store.width.get() == Width::Narrow } else { is_on(Part::Controls)() };
    // Landmarks are for whose page it is: there is one main part.
    el(if is_page { "main" } else { "div" })
        .class("grid")
        .child(maps_section(store, stage))
        .when(is_on(Part::Controls), move || rate_control(store))
        .when(is_on(Part::Controls), move || surface_picker(store))
        .when(is_on(Part::Controls), move || start_control(store))
        .when(is_on(Part::Controls), move || cards(store))
        .when(is_on(Part::Charts), move || charts(store, stage).children(height_bar(store)))
        .when(is_on(Part::Table), move || results_table(store))
        .when(move || is_page && is_on(Part::Lessons)(), move || lesson_strip(store))
        .when(has_export, move || export(store, "small"))
}

/// The maps between their caption and the player.
fn maps_section(store: Store, stage: Stage) -> El {
    let is_on = move |part: Part| move || !store.hidden().contains(&part);
    let say = move |say: fn(&Experiment, &[Trajectory]) -> String| {
        store.results.with(|r| store.experiment.with(|e| say(e, &r.trajectories)))
    };
    let description = move || {
        let described = engine::run(|| say(words::describe))?;
        Some(described + &more::run(|| say(words::alarms)).unwrap_or_default())
    };
    let surface = Memo::new(move |_| store.results.with(|r| r.surface.as_ref().map(|s| Arc::as_ptr(s).addr())));
    let landmarks = move || {
        surface.track();
        let words = || store.results.with_untracked(|r| Some(words::landmarks(&r.surface.as_ref()?.landmarks())));
        engine::run(words).flatten()
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
        .attr("role", if store.home.kind == Kind::Page { "region" } else { "group" })
        .attr("aria-label", "Maps")
        .made(move || problems(store))
        .when(move || engine::more() == More::Lost && !store.is_common(), lost)
        .when(is_on(Part::Caption), head)
        .child(maps(store, stage))
        .child(computing(store))
        .child(spoken)
        .child(el("p").class("visually-hidden").attr("id", "landmarks").text(landmarks))
        .when(is_on(Part::Transport), move || transport(store))
        .when(move || learn::is_on(store) && !learn::is_with_charts(store), move || learn::picture(store, stage))
}

fn header(store: Store) -> El {
    let turn = move |_| {
        let other = if store.theme() == Theme::Dark { Theme::Light } else { Theme::Dark };
        store.look(|v| v.theme = Some(other));
    };
    let present_button = button("header-button not-narrow")
        .attr("aria-pressed", move || store.presenting.get())
        .attr("title", "For a projector (P)")
        .text("Present")
        .on(ev::click, move |_| store.presenting.update(|p| *p = !*p));
    let is_roomy = move || store.width.get() != Width::Narrow;
    let theme_button = icon_button("Light or dark", "Light or dark", "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18");
    el("header")
        .class("bar")
        .child(el("strong").class("brand").text("Downhill"))
        .child(el("span").class("tagline").text("see how optimizers move"))
        .child(sheet_button(store))
        .child(sheet(store))
        .child(share(store))
        .when(is_roomy, move || export(store, "header-button"))
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
    effect(move || {
        let playing = store.playing.get();
        let ended = was_playing.get_value() && !playing;
        was_playing.set_value(playing);
        if ended && untouched() {
            store.hint.set(true);
        }
    });
}

/// Draws the lessons' thumbnails, and all anew in another theme or when the strip appears.
fn draw_thumbnails(store: Store) {
    // One at a time, between frames, so that none holds up the maps.
    let draw = move |from: usize, theme: Theme| {
        set_timeout(move || draw_thumbnail_from(store, from, theme), Duration::from_millis(300));
    };
    effect(move || {
        let theme = store.theme();
        store.hidden();
        if engine::is_here() {
            draw(0, theme);
        }
    });
    // Some lessons come later.
    effect(move || {
        if engine::is_here() && engine::more() == More::Here {
            draw(LESSONS.len(), untrack(|| store.theme()));
        }
    });
}

fn draw_thumbnail_from(store: Store, index: usize, theme: Theme) {
    let canvases = store.home.all::<HtmlCanvasElement>(".thumbnail");
    if let Some(canvas) = canvases.get(index) {
        let is_common = untrack(|| parsed(index)).is_some_and(|(experiment, _)| experiment.is_common());
        engine::run_on(is_common, || draw_thumbnail(canvas, index, theme));
        set_timeout(move || draw_thumbnail_from(store, index + 1, theme), Duration::from_millis(30));
    }
}
