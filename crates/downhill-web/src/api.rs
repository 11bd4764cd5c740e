//! What scripts do with labs: `www/embed.js` for elements, `www/frame.js` for the page in a frame.
//!
//! A script knows a lab by its number and tells it what to do in verbs. Their values are checked here, whoever they come
//! from: what makes no sense does nothing.

#![expect(unreachable_pub, reason = "wasm-bindgen exports nothing less public")]

use crate::app;
use crate::engine::{self, More};
use crate::home::{Home, Kind, Wishes};
use crate::more;
use crate::state::Store;
use crate::timing;
use crate::ui::follow;
use downhill_core::view::View;
use downhill_core::{Experiment, text};
use downhill_figure::words;
use js_sys::{Array, Float64Array, Function, Object, Reflect};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// A lab with all that it holds.
struct Lab {
    store: Store,
    owner: Owner,
    _handle: Box<dyn Any>,
}

thread_local! {
    /// A lab's number is its place here; the page's own is the first.
    static LABS: RefCell<Vec<Option<Lab>>> = const { RefCell::new(Vec::new()) };
}

/// Opens the lab that fills the whole document, if it is ours.
pub(crate) fn open_page() {
    let kind = Kind::of_document();
    let place = document().get_element_by_id("lab").and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(place) = place.filter(|_| kind != Kind::Element) {
        timing::own();
        place.set_inner_html("");
        add(place.clone(), move || app::page(Home::new(kind, place)));
    }
}

/// Fills an element with a lab and returns its number.
#[wasm_bindgen]
pub fn mount(place: HtmlElement, experiment: String, hide: String, theme: String) -> usize {
    let wishes = Wishes { hide, theme };
    add(place.clone(), move || app::lab(Home::new(Kind::Element, place), &experiment, wishes))
}

fn add(place: HtmlElement, open: impl FnOnce() -> Store + 'static) -> usize {
    let opened = Rc::new(OnceCell::new());
    let here = opened.clone();
    let handle = mount_to(place, move || {
        let store = open();
        drop(here.set((store, Owner::current().unwrap_or_default())));
    });
    let lab = Rc::into_inner(opened).and_then(OnceCell::into_inner);
    let lab = lab.map(|(store, owner)| Lab { store, owner, _handle: Box::new(handle) });
    LABS.with_borrow_mut(|labs| {
        let number = labs.iter().position(Option::is_none).unwrap_or(labs.len());
        labs.resize_with(labs.len().max(number + 1), || None);
        labs[number] = lab;
        number
    })
}

/// Frees all that a lab holds. To empty its element is left to the script.
#[wasm_bindgen]
pub fn unmount(lab: usize) {
    if let Some(lab) = LABS.with_borrow_mut(|labs| labs.get_mut(lab).and_then(Option::take)) {
        // Parts of a lab hold its owner, so that it does not end by being dropped.
        lab.owner.cleanup();
    }
}

/// Acts on a lab, unless it is gone.
fn with<T>(lab: usize, act: impl FnOnce(Store) -> T) -> Option<T> {
    let lab = LABS.with_borrow(|labs| labs.get(lab)?.as_ref().map(|lab| (lab.store, lab.owner.clone())));
    lab.map(|(store, owner)| owner.with(|| untrack(|| act(store))))
}

type Details = Vec<(&'static str, JsValue)>;

/// What scripts are told of.
struct Event {
    name: &'static str,
    /// It happens whenever this changes.
    sign: fn(Store) -> String,
    details: fn(Store) -> Details,
}

const EVENTS: [Event; 4] = [
    Event {
        name: "change",
        sign: |store| store.experiment.with(|e| store.view.with(|v| text::print(e, &View { step: None, ..v.clone() }))),
        details: |store| vec![("experiment", store.text().into())],
    },
    Event {
        name: "step",
        sign: |store| store.step().to_string(),
        details: |store| vec![("step", number(store.step())), ("last", number(store.last()))],
    },
    Event {
        name: "done",
        sign: |store| store.finished.get().to_string(),
        details: |store| vec![("step", number(store.last()))],
    },
    // That is for our own scripts: what `trajectories` waits for has come.
    Event {
        name: "run",
        sign: |store| format!("{:p} {}", Arc::as_ptr(&store.results.get()), engine::more() == More::Here),
        details: |_| Vec::new(),
    },
];

/// Calls a function whenever something happens in a lab, with its name and its details.
#[wasm_bindgen]
pub fn listen(lab: usize, tell: &Function) {
    with(lab, |store| {
        for event in EVENTS {
            let (tell, mut before) = (tell.clone(), None);
            follow(Box::new(move || {
                let sign = (event.sign)(store);
                let is_first = before.is_none();
                if before.as_ref() != Some(&sign) && !is_first {
                    let details = object(&untrack(|| (event.details)(store)));
                    // What goes wrong in there is the listener's own.
                    drop(tell.call2(&JsValue::NULL, &event.name.into(), &details));
                }
                before = Some(sign);
            }));
        }
    });
}

fn number(step: usize) -> JsValue {
    JsValue::from(step as u32)
}

/// Does what a verb says, and returns what it asks for; undefined where there is no such verb or no answer yet.
#[wasm_bindgen]
pub fn act(lab: usize, verb: &str, value: &JsValue) -> JsValue {
    with(lab, |store| obey(store, verb, value)).unwrap_or_default()
}

fn obey(store: Store, verb: &str, value: &JsValue) -> JsValue {
    match (verb, value.as_string()) {
        ("experiment", None) => return store.text().into(),
        ("experiment", Some(text)) if text != store.text() => store.load(&text),
        ("hide", Some(names)) => store.wish(|wishes| wishes.hide = names),
        ("theme", Some(name)) => store.wish(|wishes| wishes.theme = name),
        ("step", _) => return number(store.step()),
        ("seek", _) => {
            if let Some(step) = value.as_f64().filter(|step| (0.0..=f64::from(Experiment::MAX_BUDGET)).contains(step)) {
                store.rerun();
                store.seek(step as usize);
            }
        }
        ("play", _) if !store.playing.get() => store.toggle_play(),
        ("pause", _) if store.playing.get() => store.toggle_play(),
        ("see", _) => store.in_view.set(value.is_truthy()),
        ("trajectories", _) => {
            engine::fetch_more();
            store.rerun();
            return store.can_run().then(|| more::run(|| trajectories(store))).flatten().into();
        }
        _ => {}
    }
    JsValue::UNDEFINED
}

/// Every run on every step, in the order of the experiment.
fn trajectories(store: Store) -> Array {
    store.results.with(|results| {
        let run = |(run, trajectory): (usize, &downhill_core::Trajectory)| {
            let path = &trajectory.path;
            let positions: Vec<f64> = path.positions.iter().flat_map(|at| [at.x, at.y]).collect();
            let text = store.experiment.with(|e| e.runs.get(run).map(text::print_run));
            object(&[
                ("name", store.run_name(run).into()),
                ("run", text.into()),
                ("positions", Float64Array::from(positions.as_slice()).into()),
                ("losses", Float64Array::from(path.losses.as_slice()).into()),
                ("outcome", words::outcome(trajectory.outcome, None).into()),
            ])
        };
        results.trajectories.iter().enumerate().map(run).collect()
    })
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // A fresh object takes every property.
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
