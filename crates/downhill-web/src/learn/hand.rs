//! Examples that are taken and moved, by the pointer, a finger or the keyboard: what is learnt from is then of one's own.

use super::far;
use super::picture::Pad;
use crate::address;
use crate::gesture::{has_modifier, rounded};
use crate::more;
use crate::signals::RwSignal;
use crate::stage::Stage;
use crate::state::{Entry, Store};
use crate::ui::El;
use downhill_core::data::DataChoice;
use downhill_core::experiment::SurfaceChoice;
use downhill_core::{Setting, V2, v2};
use downhill_figure::model::{Dot, Scatter};
use downhill_figure::{Extent, Frame, words};
use leptos::ev::{self, KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, TouchEvent};

/// An example is meant within so many pixels of a mouse or a pen, or of a finger.
const REACH: f64 = 12.0;
const FINGER: f64 = 24.0;

/// What is done to the examples of a picture. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    store: Store,
    stage: Stage,
    pub(super) pad: StoredValue<Pad, LocalStorage>,
    /// The example that was chosen, by its place among those that are drawn,
    pub(super) chosen: RwSignal<Option<usize>>,
    /// and whether it is held and moves.
    pub(super) is_taken: RwSignal<bool>,
    held: StoredValue<Held>,
}

#[derive(Clone, Default)]
struct Held {
    /// The surface before the example was moved, and after it was moved last; none before it has moved.
    before: Option<SurfaceChoice>,
    after: Option<SurfaceChoice>,
    /// The part of the plane on show, which stays while an example moves.
    view: Option<Extent>,
    /// From the pointer to the middle of the mark.
    offset: [f64; 2],
}

impl Hand {
    pub(super) fn new(store: Store, stage: Stage, pad: StoredValue<Pad, LocalStorage>) -> Self {
        let (chosen, is_taken) = (RwSignal::new(None), RwSignal::new(false));
        Self { store, stage, pad, chosen, is_taken, held: StoredValue::new(Held::default()) }
    }

    /// A picture that hears pointers, fingers and keys.
    pub(super) fn listen(self, plot: El) -> El {
        plot.on(ev::pointerdown, move |ev| self.down(&ev))
            .on(ev::pointermove, move |ev| self.moved(&ev))
            .on(ev::pointerup, move |_| self.let_go())
            .on(ev::pointercancel, move |_| self.let_go())
            .on(ev::touchstart, move |ev| self.touched(&ev))
            .on(ev::keydown, move |ev| self.key(&ev))
            .on(ev::blur, move |_| {
                self.let_go();
                self.chosen.set(None);
            })
    }

    /// The part of the plane that stays on show.
    pub(super) fn view(self) -> Option<Extent> {
        self.held.with_value(|held| held.view)
    }

    fn with<T>(self, read: impl FnOnce(&Scatter, &Frame) -> T) -> Option<T> {
        more::run(|| self.pad.try_with_value(|pad| pad.drawn().map(|(scatter, frame)| read(scatter, frame))))
            .flatten()
            .flatten()
    }

    /// The example under a pointer, if examples can be moved, and where its mark is.
    fn under(self, at: [f64; 2], reach: f64) -> Option<(usize, [f64; 2])> {
        self.with(|scatter, frame| {
            let i = scatter.nearest(frame, at, reach).filter(|_| can_move(scatter))?;
            Some((i, frame.to_screen(scatter.dots[i].at)))
        })
        .flatten()
    }

    fn down(self, ev: &PointerEvent) {
        let at = place(ev);
        let reach = if ev.pointer_type() == "touch" { FINGER } else { REACH };
        let Some((i, mark)) = self.under(at, reach).filter(|_| ev.button() == 0) else { return };
        // Without capture a drag only ends at the picture's edge.
        drop(event_target::<Element>(ev).set_pointer_capture(ev.pointer_id()));
        self.chosen.set(Some(i));
        self.take([mark[0] - at[0], mark[1] - at[1]]);
    }

    fn moved(self, ev: &PointerEvent) {
        if self.is_taken.get_untracked() && ev.buttons() & 1 == 1 {
            let (at, offset) = (place(ev), self.held.with_value(|held| held.offset));
            let to = self.with(|_, frame| {
                let inside = |v: f64, low: f64, length: f64| v.clamp(low, low + length);
                let x = inside(at[0] + offset[0], frame.rect.x, frame.rect.w);
                frame.to_model([x, inside(at[1] + offset[1], frame.rect.y, frame.rect.h)])
            });
            to.into_iter().for_each(|to| self.put(to));
        }
    }

    /// A finger on an example moves it; elsewhere it scrolls the page.
    fn touched(self, ev: &TouchEvent) {
        let Some(touch) = ev.touches().get(0).filter(|_| ev.touches().length() == 1) else { return };
        let rect = event_target::<Element>(ev).get_bounding_client_rect();
        let at = [f64::from(touch.client_x()) - rect.left(), f64::from(touch.client_y()) - rect.top()];
        if self.under(at, FINGER).is_some() {
            ev.prevent_default();
        }
    }

    fn take(self, offset: [f64; 2]) {
        let view = self.with(|scatter, _| scatter.view);
        self.held.set_value(Held { view, offset, ..Held::default() });
        self.is_taken.set(true);
        self.stage.set_coarse(true);
    }

    fn let_go(self) {
        // The picture that goes away loses the focus after its signals are gone.
        if self.is_taken.try_get_untracked() == Some(true) {
            address::settle(self.store);
            self.held.set_value(Held::default());
            self.is_taken.set(false);
            self.stage.set_coarse(false);
        }
    }

    /// Arrows choose an example, Enter or Space takes it; then arrows move it, Escape puts it back.
    fn key(self, ev: &KeyboardEvent) {
        if has_modifier(ev) {
            return;
        }
        let is_taken = self.is_taken.get_untracked();
        let way = match ev.key().as_str() {
            "ArrowLeft" => v2(-1.0, 0.0),
            "ArrowRight" => v2(1.0, 0.0),
            "ArrowUp" => v2(0.0, 1.0),
            "ArrowDown" => v2(0.0, -1.0),
            "Enter" | " " if is_taken => return self.heard(ev, Self::let_go),
            "Enter" | " " if self.chosen.get_untracked().is_some() => {
                return self.heard(ev, |hand| hand.take([0.0; 2]));
            }
            "Escape" if is_taken => return self.heard(ev, Self::put_back),
            _ => return,
        };
        let part = if ev.shift_key() { 0.001 } else { 0.01 };
        self.heard(ev, |hand| if is_taken { hand.nudge(way, part) } else { hand.walk(way.x + way.y > 0.0) });
    }

    /// The page's own keys stay silent.
    fn heard(self, ev: &KeyboardEvent, act: impl FnOnce(Self)) {
        ev.prevent_default();
        ev.stop_propagation();
        act(self);
    }

    /// Chooses the next example from left to right, or the one before.
    fn walk(self, is_forward: bool) {
        let now = self.chosen.get_untracked();
        let next = self.with(|scatter, _| {
            let mut order: Vec<usize> = (0..scatter.dots.len()).collect();
            order.sort_by(|a, b| scatter.dots[*a].at.x.total_cmp(&scatter.dots[*b].at.x));
            let count = order.len();
            let at = now.and_then(|now| order.iter().position(|i| *i == now));
            let next = match (at, is_forward) {
                (None, _) => 0,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            };
            can_move(scatter).then(|| order[next])
        });
        self.chosen.set(next.flatten());
    }

    fn nudge(self, way: V2, part: f64) {
        let Some(i) = self.chosen.get_untracked() else { return };
        let to = self.with(|scatter, frame| {
            let [[x0, x1], [y0, y1]] = frame.view;
            let at = scatter.dots.get(i)?.at;
            Some(v2(at.x + way.x * part * (x1 - x0), at.y + way.y * part * (y1 - y0)))
        });
        to.flatten().into_iter().for_each(|to| self.put(to));
    }

    fn put_back(self) {
        let now = Some(self.surface());
        // What Back has brought since is nothing to be put back.
        let before = self.held.with_value(|held| held.before.clone().filter(|_| held.after == now));
        if let Some(before) = before {
            self.store.change_here(Entry::Replace, Box::new(|e| e.surface = before));
            far::remember(self.store);
            address::leave_entry(self.store);
        }
        self.let_go();
    }

    /// Moves the example that was chosen. A class stays what it is.
    fn put(self, to: V2) {
        let Some(i) = self.chosen.get_untracked() else { return };
        let moved = self.with(|scatter, frame| {
            let pixel = frame.unit()[0].min(frame.unit()[1]) / 10.0;
            let dot = scatter.dots.get(i)?;
            self.store.experiment.with_untracked(|e| {
                let points = e.surface.points()?;
                let place = match e.share() {
                    None => dot.place,
                    Some(side) => {
                        let side = if dot.is_held { side.other() } else { side };
                        *side.places(points.count()).get(dot.place)? as usize
                    }
                };
                let mut row = points.rows().nth(place)?.to_vec();
                let raw = scatter.raw(rounded(to, pixel));
                row[0] = raw.x;
                match (scatter.sort.is_wide, row.len()) {
                    (true, 3) => row[1] = raw.y,
                    (false, width) if !scatter.sort.classifies => row[width - 1] = raw.y,
                    _ => {}
                }
                points.with(place, &row).ok()
            })
        });
        if let Some(points) = moved.flatten() {
            let entry = self.begin();
            let own = Setting::Data(DataChoice::own(points));
            // Data is what this setting takes.
            self.store.change_here(entry, Box::new(|e| drop(e.surface.settings.set("data", own))));
            far::remember(self.store);
            self.held.update_value(|held| held.after = Some(self.surface()));
        }
    }

    /// The first change of a move is undone by Back; so is the first after Back has brought another surface.
    fn begin(self) -> Entry {
        let now = Some(self.surface());
        if self.held.with_value(|held| held.after == now) {
            return Entry::Replace;
        }
        if self.store.playing.get_untracked() {
            self.store.toggle_play();
        }
        address::settle(self.store);
        self.held.update_value(|held| held.before = now);
        Entry::Push
    }

    fn surface(self) -> SurfaceChoice {
        self.store.experiment.with_untracked(|e| e.surface.clone())
    }

    /// The example that was chosen, for who does not see it.
    pub(super) fn said(self) -> Option<String> {
        let (chosen, is_taken) = (self.chosen.get()?, self.is_taken.get());
        self.store.results.track();
        let say = |scatter: &Scatter| {
            let Dot { at, .. } = scatter.dots.get(chosen)?;
            let [x, y] = [words::plain(at.x), words::plain(at.y)];
            let held = if is_taken { ". Arrow keys move it, Escape puts it back" } else { ". Enter takes it" };
            Some(format!("Example {} of {}: {x}, {y}{held}", chosen + 1, scatter.dots.len()))
        };
        untrack(|| self.with(|scatter, _| say(scatter)).flatten())
    }
}

/// Whether examples can be moved: every one is on show then.
pub(super) fn can_move(scatter: &Scatter) -> bool {
    scatter.count() == scatter.dots.len()
}

/// The pointer's place on the picture in CSS pixels.
fn place(ev: &PointerEvent) -> [f64; 2] {
    let rect = ev.current_target().map(|t| t.unchecked_into::<Element>().get_bounding_client_rect());
    let [left, top] = rect.map_or([0.0; 2], |rect| [rect.left(), rect.top()]);
    [f64::from(ev.client_x()) - left, f64::from(ev.client_y()) - top]
}
