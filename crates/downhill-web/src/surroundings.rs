//! What a lab follows of the browser: how large it is, what the person prefers, which keys are pressed.

use crate::home::Kind;
use crate::signals::{RwSignal, effect};
use crate::stage::Stage;
use crate::state::{Store, Width};
use crate::ui::follow;
use downhill_core::view::{Named, Part};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MediaQueryList, ResizeObserver};

/// From these widths on, in CSS pixels, a lab has two columns, and three.
const WIDTHS: [f64; 2] = [640.0, 1200.0];
/// The same of the window, as the style sheet asks it.
const WINDOW: &[&str] = &["(min-width: 640px)", "(min-width: 1200px)"];
/// What is asked about the person.
const PERSON: &[&str] =
    &["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"];
/// Height that an element is laid out for, as the style sheet has it.
const HEIGHT: f64 = 800.0;

/// Follows how wide the lab is and what the person prefers.
pub(crate) fn follow_surroundings(store: Store) {
    let note = move |answers: &[bool]| {
        let signals = [store.system_dark, store.reduced_motion, store.forced_colors];
        for (signal, answer) in signals.into_iter().zip(answers) {
            signal.maybe_update(|now| std::mem::replace(now, *answer) != *answer);
        }
    };
    ask(PERSON, Box::new(note));
    let set_width = move |reached: &[bool]| {
        let width = match reached {
            [_, true] => Width::Wide,
            [true, _] => Width::Medium,
            _ => Width::Narrow,
        };
        store.width.maybe_update(|now| std::mem::replace(now, width) != width);
    };
    let size = RwSignal::new([0.0; 2]);
    if store.home.is_element() {
        let read = move || {
            let width = store.home.place().get_bounding_client_rect().width();
            set_width(&WIDTHS.map(|least| width >= least));
            size.maybe_update(|now| std::mem::replace(now, [width, HEIGHT])[0] != width);
        };
        read();
        observe(&[store.home.place().into()], Box::new(read));
    } else {
        ask(WINDOW, Box::new(set_width));
        let inner = |size: Result<JsValue, JsValue>| size.ok().and_then(|v| v.as_f64()).unwrap_or_default();
        let read = move || size.set([inner(window().inner_width()), inner(window().inner_height())]);
        read();
        store.home.on(ev::resize, move |_| read());
    }
    follow(Box::new(move || {
        let room = room(size.get(), &store.hidden());
        store.room.maybe_update(|now| std::mem::replace(now, room) != room);
    }));
}

/// The room for the maps, as the style sheet gives it on a wide page.
fn room([w, h]: [f64; 2], hidden: &[Part]) -> [f64; 2] {
    let rail = |part: Part, share: f64, most: f64| {
        if hidden.contains(&part) { 0.0 } else { (share * w).clamp(264.0, most) + 24.0 }
    };
    let rails = rail(Part::Controls, 0.19, 304.0) + rail(Part::Charts, 0.20, 320.0);
    [w - rails - 88.0, (h - 268.0).clamp(440.0, 760.0) - 24.0]
}

/// Hears the browser's answers, in the order of the questions.
type Hear = Box<dyn Fn(&[bool])>;

/// Tells the browser's answers now and whenever one of them changes.
fn ask(queries: &'static [&'static str], hear: Hear) {
    let media: Vec<_> = queries.iter().filter_map(|query| window().match_media(query).ok().flatten()).collect();
    let asked = media.clone();
    let read = move || hear(&asked.iter().map(MediaQueryList::matches).collect::<Vec<_>>());
    read();
    let listener = Closure::wrap(Box::new(read) as Box<dyn Fn()>).into_js_value();
    for media in &media {
        // A browser without the event keeps what it had at the start.
        drop(media.add_event_listener_with_callback("change", listener.unchecked_ref()));
    }
    let kept = StoredValue::new_local((media, listener));
    on_cleanup(move || {
        kept.with_value(|(media, listener)| {
            for media in media {
                drop(media.remove_event_listener_with_callback("change", listener.unchecked_ref()));
            }
        });
    });
}

/// Calls back whenever an element's size changes; one call ends with what surrounds it.
fn observe(elements: &[Element], act: Box<dyn Fn()>) {
    let observed = Closure::wrap(act).into_js_value();
    let Ok(observer) = ResizeObserver::new(observed.unchecked_ref()) else { return };
    for element in elements {
        observer.observe(element);
    }
    let observer = StoredValue::new_local(observer);
    on_cleanup(move || observer.with_value(ResizeObserver::disconnect));
}

/// Writes the theme and the Present mode where the style sheet looks for them.
pub(crate) fn follow_theme(store: Store) {
    effect(move || {
        let root = match store.home.kind {
            Kind::Element => Some(store.home.place().into()),
            Kind::Page | Kind::Frame => document().document_element(),
        };
        let Some(root) = root else { return };
        // Attribute names are constants, which is all that could be wrong.
        drop(root.set_attribute("data-theme", store.theme().name()));
        drop(root.class_list().toggle_with_force("presenting", store.presenting.get()));
    });
}

/// Draws again when maps or charts change size.
pub(crate) fn follow_sizes(store: Store, stage: Stage) {
    effect(move || {
        store.hidden();
        let elements = store.home.all::<HtmlElement>(".maps, .plot");
        observe(&elements.into_iter().map(Into::into).collect::<Vec<_>>(), Box::new(move || stage.measure_again()));
    });
}

/// Space plays, arrows step, 0 goes to the start, P presents, Escape ends that. Controls keep the keys they need.
pub(crate) fn follow_keys(store: Store) {
    store.home.on(ev::keydown, move |ev| {
        let target = ev.target().and_then(|t| t.dyn_into::<Element>().ok());
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
            "p" | "P" if store.home.kind == Kind::Page => store.presenting.update(|p| *p = !*p),
            "Escape" if store.presenting.get_untracked() => store.presenting.set(false),
            _ => return,
        }
        ev.prevent_default();
    });
}

/// Whether an element needs a key for itself: a field all of them, a button Space. The ring is no such button.
fn takes(element: &Element, key: &str) -> bool {
    match element.tag_name().as_str() {
        "INPUT" | "SELECT" | "DIALOG" => key != "Escape",
        "BUTTON" | "SUMMARY" | "A" => key == " " && !element.class_list().contains("ring"),
        _ => false,
    }
}
