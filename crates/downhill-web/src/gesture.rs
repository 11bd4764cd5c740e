//! Mouse, touch, pen and keys on a map.

use crate::engine;
use crate::lessons::parsed;
use crate::signals::RwSignal;
use crate::stage::Stage;
use crate::state::Store;
use downhill_core::num::pow;
use downhill_core::{Surface, V2, v2};
use downhill_figure::map::Grip;
use downhill_figure::words;
use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A finger that moved less than this many pixels has tapped.
const TAP: f64 = 10.0;
/// A finger that has rested so long looks at what is under it.
const LONG_PRESS: Duration = Duration::from_millis(500);
/// One notch of the wheel, one press of a zoom button.
pub(crate) const ZOOM_STEP: f64 = 1.25;

/// How far the view may go out from the surface's domain and into it, as magnifications.
const ZOOM_RANGE: [f64; 2] = [1e-3, 1e9];

/// What a pressed pointer does.
#[derive(Clone, Copy, PartialEq)]
enum Hold {
    /// Moves the start, keeping the distance between finger and ring.
    Start([f64; 2]),
    /// Moves the view.
    Pan,
    /// A finger that may become a tap.
    Tap([f64; 2]),
    /// A finger that has rested: what is under it is said, as under the mouse.
    Look,
}

/// Pointers that are down on a map.
#[derive(Clone, Default)]
struct Held {
    pointers: Vec<(i32, [f64; 2])>,
    hold: Option<Hold>,
    wheel_armed: bool,
}

/// The gestures of one map. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub(crate) struct Gestures {
    store: Store,
    stage: Stage,
    panel: usize,
    held: StoredValue<Held>,
    /// What the pointer is over, in words: a landmark, or x, y and loss.
    pub(crate) under: RwSignal<Option<String>>,
}

impl Gestures {
    pub(crate) fn new(store: Store, stage: Stage, panel: usize) -> Self {
        Self { store, stage, panel, held: StoredValue::new(Held::default()), under: RwSignal::new(None) }
    }

    /// A press on the map: with the mouse the start comes there; a finger on the ring takes it along.
    pub(crate) fn down(self, ev: &PointerEvent, map: &HtmlElement) {
        let at = place(ev, map);
        let on_ring = is_ring(ev);
        let is_touch = ev.pointer_type() == "touch";
        self.held.update_value(|held| {
            held.pointers.retain(|(id, _)| *id != ev.pointer_id());
            held.pointers.push((ev.pointer_id(), at));
            held.wheel_armed = true;
            held.hold = Some(match ev.button() {
                _ if held.pointers.len() > 1 => Hold::Pan,
                1 => Hold::Pan,
                _ if ev.shift_key() => Hold::Pan,
                _ if is_touch && on_ring => Hold::Start(self.offset_of_ring(at)),
                _ if is_touch => Hold::Tap(at),
                _ => Hold::Start([0.0, 0.0]),
            });
        });
        if ev.button() > 1 {
            self.held.update_value(|held| held.hold = None);
            return;
        }
        if !is_touch {
            ev.prevent_default();
            focus_ring(map);
        }
        // Without capture a drag only ends at the map's edge.
        drop(map.set_pointer_capture(ev.pointer_id()));
        match self.held.get_value().hold {
            Some(Hold::Start(offset)) => {
                self.stage.set_grip(self.panel, Grip::Hovered);
                self.put_start(at, offset);
            }
            Some(Hold::Tap(_)) => set_timeout(move || self.rest(at), LONG_PRESS),
            _ => {}
        }
    }

    /// A finger came down here a while ago: if it has not moved since, it looks.
    fn rest(self, from: [f64; 2]) {
        let rests = self.held.try_update_value(|held| {
            let rests = held.hold == Some(Hold::Tap(from))
                && held.pointers.iter().all(|(_, at)| (at[0] - from[0]).hypot(at[1] - from[1]) < TAP);
            if rests {
                held.hold = Some(Hold::Look);
            }
            rests
        });
        if rests == Some(true) {
            self.look(from);
        }
    }

    /// Says what is at a place of the map, and lights up the run that passes there.
    fn look(self, at: [f64; 2]) {
        engine::run(|| {
            if let Some(frame) = self.stage.frame() {
                self.under.set(Some(self.words(at, frame.to_model(at))));
                self.store.lit.set(self.stage.nearest(self.panel, at));
            }
        });
    }

    /// A pointer moves over the map.
    pub(crate) fn moved(self, ev: &PointerEvent, map: &HtmlElement) {
        engine::run(|| self.follow(ev, map));
    }

    fn follow(self, ev: &PointerEvent, map: &HtmlElement) {
        let at = place(ev, map);
        let Some(frame) = self.stage.frame() else { return };
        self.under.set((ev.pointer_type() != "touch" || ev.buttons() > 0).then(|| self.words(at, frame.to_model(at))));
        let held = self.held.get_value();
        let Some((_, before)) = held.pointers.iter().copied().find(|(id, _)| *id == ev.pointer_id()) else {
            if ev.pointer_type() != "touch" {
                self.store.lit.set(self.stage.nearest(self.panel, at));
            }
            return;
        };
        match held.hold {
            Some(Hold::Start(offset)) => self.put_start(at, offset),
            Some(Hold::Pan) => self.pan_or_pinch(&held, ev.pointer_id(), before, at),
            Some(Hold::Look) => self.look(at),
            Some(Hold::Tap(_)) | None => {}
        }
        self.held.update_value(|held| {
            for pointer in held.pointers.iter_mut().filter(|(id, _)| *id == ev.pointer_id()) {
                pointer.1 = at;
            }
        });
    }

    /// A pointer is lifted: a finger that has hardly moved puts the start there.
    pub(crate) fn up(self, ev: &PointerEvent, map: &HtmlElement) {
        let at = place(ev, map);
        if let Some(Hold::Tap(from)) = self.held.get_value().hold
            && (at[0] - from[0]).hypot(at[1] - from[1]) < TAP
        {
            self.put_start(at, [0.0, 0.0]);
        }
        self.release(ev);
    }

    /// A pointer is gone, lifted or taken over by the page's own scrolling.
    pub(crate) fn release(self, ev: &PointerEvent) {
        self.held.update_value(|held| {
            held.pointers.retain(|(id, _)| *id != ev.pointer_id());
            if held.pointers.is_empty() {
                held.hold = None;
            }
        });
        // After the mouse the ring has the focus and the arrow keys.
        let is_mouse = ev.pointer_type() != "touch";
        self.stage.set_grip(self.panel, if is_mouse { Grip::Focused } else { Grip::default() });
    }

    /// The pointer leaves the map.
    pub(crate) fn leave(self) {
        self.under.set(None);
        self.store.lit.set(None);
        self.held.update_value(|held| held.wheel_armed = false);
    }

    /// The wheel zooms with Ctrl or Cmd, or after a click into the map; else it scrolls the page.
    pub(crate) fn wheel(self, ev: &WheelEvent, map: &HtmlElement) {
        if !(ev.ctrl_key() || ev.meta_key() || self.held.get_value().wheel_armed) {
            return;
        }
        ev.prevent_default();
        let rect = map.get_bounding_client_rect();
        let at = [f64::from(ev.client_x()) - rect.left(), f64::from(ev.client_y()) - rect.top()];
        let notches = (-ev.delta_y() / 100.0).clamp(-1.0, 1.0);
        self.zoom(Some(at), pow(ZOOM_STEP, notches));
    }

    /// Zooms about a point of the map, or about its middle.
    pub(crate) fn zoom(self, at: Option<[f64; 2]>, factor: f64) {
        engine::run(|| self.zoom_by(at, factor));
    }

    fn zoom_by(self, at: Option<[f64; 2]>, factor: f64) {
        let Some(frame) = self.stage.frame() else { return };
        // The wheel and two fingers have the map under them; buttons and keys show the way.
        let is_glide = at.is_none();
        let at = at.unwrap_or([frame.rect.w / 2.0, frame.rect.h / 2.0]);
        let view = frame.zoom(at, factor).view;
        let domain = untrack(|| self.store.domain());
        let magnified = (domain[0][1] - domain[0][0]) / (view[0][1] - view[0][0]);
        if (ZOOM_RANGE[0]..ZOOM_RANGE[1]).contains(&magnified) {
            if is_glide {
                self.stage.glide();
            }
            self.store.look(|v| v.zoom = Some(tidy(view)));
        }
    }

    /// Shows the surface's whole domain, or the lesson's view, again.
    pub(crate) fn fit(self) {
        let lesson = self.store.lesson.get_untracked();
        let zoom = lesson
            .and_then(parsed)
            .filter(|(e, _)| self.store.experiment.with_untracked(|now| now.surface == e.surface));
        self.stage.glide();
        self.store.look(|v| v.zoom = zoom.and_then(|(_, view)| view.zoom));
    }

    /// Keys on the ring: arrows 1 % of the view, with Shift 0.1 %; Home goes back to where the lesson starts.
    pub(crate) fn key(self, ev: &KeyboardEvent) {
        if has_modifier(ev) {
            return;
        }
        let Some(frame) = self.stage.frame() else { return };
        let part = if ev.shift_key() { 0.001 } else { 0.01 };
        let [ux, uy] = frame.unit();
        let (dx, dy) = (part * frame.rect.w * ux, part * frame.rect.h * uy);
        let start = self.store.experiment.with_untracked(|e| e.start);
        let next = match ev.key().as_str() {
            "ArrowLeft" => start - v2(dx, 0.0),
            "ArrowRight" => start + v2(dx, 0.0),
            "ArrowUp" => start + v2(0.0, dy),
            "ArrowDown" => start - v2(0.0, dy),
            "Home" => self.home(),
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        self.store.set_start(rounded(next, ux / 10.0));
    }

    fn words(self, at: [f64; 2], point: V2) -> String {
        self.stage.landmark(at).unwrap_or_else(|| {
            let value = |surface: &dyn Surface| surface.value(point);
            let loss = self.store.results.with_untracked(|r| r.surface.as_deref().map_or(f64::NAN, value));
            let [x, y, loss] = [point.x, point.y, loss].map(words::number);
            format!("x {x}  y {y}  loss {loss}")
        })
    }

    fn home(self) -> V2 {
        let lesson = self.store.lesson.get_untracked();
        let surface = self.store.experiment.with_untracked(|e| e.surface.entry.spec);
        lesson.and_then(parsed).map_or_else(|| surface.start.into(), |(e, _)| e.start)
    }

    fn put_start(self, at: [f64; 2], offset: [f64; 2]) {
        let Some(frame) = self.stage.frame() else { return };
        let x = (at[0] + offset[0]).clamp(0.0, frame.rect.w);
        let y = (at[1] + offset[1]).clamp(0.0, frame.rect.h);
        self.store.set_start(rounded(frame.to_model([x, y]), frame.unit()[0]));
    }

    fn offset_of_ring(self, at: [f64; 2]) -> [f64; 2] {
        let start = self.store.experiment.with_untracked(|e| e.start);
        self.stage.frame().map_or([0.0; 2], |frame| {
            let ring = frame.to_screen(start);
            [ring[0] - at[0], ring[1] - at[1]]
        })
    }

    fn pan_or_pinch(self, held: &Held, id: i32, before: [f64; 2], at: [f64; 2]) {
        let Some(frame) = self.stage.frame() else { return };
        let other = held.pointers.iter().find(|(other, _)| *other != id).map(|(_, at)| *at);
        let share = if other.is_some() { 0.5 } else { 1.0 };
        let mut moved = frame.pan([(at[0] - before[0]) * share, (at[1] - before[1]) * share]);
        if let Some(other) = other {
            let distance = |a: [f64; 2]| (a[0] - other[0]).hypot(a[1] - other[1]).max(1.0);
            let middle = [f64::midpoint(at[0], other[0]), f64::midpoint(at[1], other[1])];
            moved = moved.zoom(middle, distance(at) / distance(before));
        }
        self.store.look(|v| v.zoom = Some(tidy(moved.view)));
    }
}

/// Whether a key belongs to the browser or the system.
pub(crate) fn has_modifier(ev: &KeyboardEvent) -> bool {
    ev.ctrl_key() || ev.meta_key() || ev.alt_key()
}

/// The pointer's place on the map in CSS pixels.
fn place(ev: &PointerEvent, map: &HtmlElement) -> [f64; 2] {
    let rect = map.get_bounding_client_rect();
    [f64::from(ev.client_x()) - rect.left(), f64::from(ev.client_y()) - rect.top()]
}

fn is_ring(ev: &PointerEvent) -> bool {
    let target = ev.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|t| t.class_list().contains("ring"))
}

/// After a press the arrow keys go on with the ring.
fn focus_ring(map: &HtmlElement) {
    if let Ok(Some(ring)) = map.query_selector(".ring")
        && let Ok(ring) = ring.dyn_into::<HtmlElement>()
    {
        drop(ring.focus());
    }
}

/// Rounded to what a pixel can tell apart, so that texts stay short.
pub(crate) fn rounded(at: V2, pixel: f64) -> V2 {
    let digits = (1.0 - pixel.log10()).clamp(0.0, 12.0).floor();
    let unit = 10f64.powi(digits as i32);
    at.map(|v| (v * unit).round() / unit)
}

/// A view in five significant digits of its size.
fn tidy(view: [[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let unit = (view[0][1] - view[0][0]) / 1e4;
    let lo = rounded(v2(view[0][0], view[1][0]), unit);
    let hi = rounded(v2(view[0][1], view[1][1]), unit);
    [[lo.x, hi.x], [lo.y, hi.y]]
}
