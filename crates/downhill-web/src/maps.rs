//! The maps: one for each optimizer, or one for all.

use crate::cards::{is_lost, line_color, rate_of};
use crate::gesture::{Gestures, ZOOM_STEP, has_modifier};
use crate::lessons::opening;
use crate::signals::{Memo, RwSignal};
use crate::stage::Stage;
use crate::state::{Store, Width};
use crate::ui::{El, button, el, icon_button};
use downhill_core::optimizer::Entry;
use downhill_core::text;
use downhill_core::view::{Layout, Named};
use downhill_figure::map::Grip;
use downhill_figure::words;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// Height of the line above a map, and the gap between maps, in CSS pixels.
const HEAD: f64 = 26.0;
const GAP: f64 = 12.0;

/// Columns of maps at this width, for so many maps of a view that is `aspect` times as wide as high.
fn columns(maps: usize, width: Width, room: [f64; 2], aspect: f64) -> usize {
    match (maps, width) {
        (_, Width::Narrow) | (0 | 1, _) => 1,
        (2, _) | (_, Width::Medium) => 2,
        // In one row or in two: whichever shows the view larger.
        (4, _) if height_of_view([2, 2], room, aspect) < height_of_view([1, 4], room, aspect) => 4,
        (4, _) => 2,
        (3, _) if height_of_view([1, 3], room, aspect) < height_of_view([2, 2], room, aspect) => 2,
        _ => 3,
    }
}

/// How high a view is drawn when so many rows and columns of maps share the room.
fn height_of_view([rows, columns]: [u32; 2], [w, h]: [f64; 2], aspect: f64) -> f64 {
    let share = |length: f64, n: u32| (length + GAP) / f64::from(n) - GAP;
    f64::min(share(w, columns) / aspect, share(h, rows) - HEAD)
}

/// Side by side or on one map. The name keeps apart the switches of two widths, which meet while one takes the other's
/// place.
pub(crate) fn layout_switch(store: Store, name: &str) -> El {
    let choice = |layout: Layout, words: &str| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name)
            .attr("value", layout.name())
            .checked(move || store.layout() == layout)
            .on(ev::change, move |_| store.look(|v| v.layout = Some(layout)));
        el("label").child(input).text(words)
    };
    el("fieldset")
        .class("segmented")
        .child(el("legend").class("visually-hidden").text("View"))
        .child(choice(Layout::Side, "Side by side"))
        .child(choice(Layout::Overlay, "Overlay"))
}

/// All maps of the layout on show.
pub(crate) fn maps(store: Store, stage: Stage) -> El {
    let count = Memo::new(move |_| match store.layout() {
        Layout::Overlay => 1,
        Layout::Side => store.shown().len().max(1),
    });
    let aspect = Memo::new(move |_| {
        let [x, y] = store.base_view();
        (x[1] - x[0]) / (y[1] - y[0])
    });
    let across = Memo::new(move |_| columns(count.get(), store.width.get(), store.room.get(), aspect.get()));
    let active = RwSignal::new(0);
    let maps = move || {
        let (shown, overlay, count) = (store.shown(), store.layout() == Layout::Overlay, count.get());
        active.set(0);
        let map = move |index: usize| {
            let runs = if overlay { shown.clone() } else { shown.get(index).copied().into_iter().collect() };
            panel(Panel { store, stage, index, count, overlay, across, active }, &runs)
        };
        (0..count).map(map)
    };
    el("div")
        .class("maps")
        .class_if("pending", move || !store.can_run())
        .attr("data-layout", move || if store.layout() == Layout::Overlay { "overlay" } else { "side" })
        .attr("data-scrolls", move || (count.get() > 9).then_some(""))
        .style("--columns", move || across.get().to_string())
        .made(maps)
}

/// A map among the others.
#[derive(Clone, Copy)]
struct Panel {
    store: Store,
    stage: Stage,
    index: usize,
    count: usize,
    overlay: bool,
    /// How many maps stand in a row.
    across: Memo<usize>,
    /// The map that the Tab key reaches.
    active: RwSignal<usize>,
}

impl Panel {
    fn is_leftmost(self) -> bool {
        self.index.is_multiple_of(self.across.get())
    }

    fn is_lowest(self) -> bool {
        self.index + self.across.get() >= self.count
    }

    fn tab_index(self) -> &'static str {
        if self.active.get() == self.index { "0" } else { "-1" }
    }

    /// Moves the focus by so many maps.
    fn focus_other(self, by: usize) {
        self.active.update(|now| *now = (*now + by) % self.count);
        if let Some(next) = self.store.home.all::<HtmlElement>(".map").get(self.active.get_untracked()) {
            // An element that cannot take the focus leaves it where it is.
            drop(next.focus());
        }
    }
}

/// One map with its line of words above.
fn panel(panel: Panel, runs: &[usize]) -> El {
    let head = runs.first().filter(|_| !panel.overlay).map(|run| panel_head(panel.store, *run));
    el("div").class("panel").children(head).child(map(panel, runs))
}

fn map(panel: Panel, runs: &[usize]) -> El {
    let Panel { store, stage, index, .. } = panel;
    let gestures = Gestures::new(store, stage, index);
    let has_axes = move || panel.is_leftmost() || panel.is_lowest();
    let axes = move || {
        el("canvas")
            .class("axes")
            .attr("data-left", move || panel.is_leftmost().then_some(""))
            .attr("data-foot", move || panel.is_lowest().then_some(""))
    };
    let map = el("div")
        .class("map")
        .attr("role", "group")
        .attr("tabindex", move || panel.tab_index())
        .attr("aria-label", label(store, runs))
        .attr("aria-describedby", "landmarks")
        .on(ev::focus, move |_| panel.active.set(index))
        .on(ev::keydown, move |ev| key(panel, gestures, &ev))
        .child(el("canvas").class("ground"))
        .child(el("canvas").class("runs"))
        .when(has_axes, axes)
        .child(ring(panel, gestures))
        .when(move || gestures.under.with(Option::is_some), move || tag(gestures))
        .child(zoom_buttons(gestures))
        .children(runs.is_empty().then(|| nobody(store)));
    listening(map, gestures)
}

/// A map that hears the pointer.
fn listening(map: El, gestures: Gestures) -> El {
    map.on(ev::pointerdown, move |ev| on_map(&ev, |map| gestures.down(&ev, map)))
        .on(ev::pointermove, move |ev| on_map(&ev, |map| gestures.moved(&ev, map)))
        .on(ev::pointerup, move |ev| on_map(&ev, |map| gestures.up(&ev, map)))
        .on(ev::pointercancel, move |ev| gestures.release(&ev))
        .on(ev::pointerleave, move |_| gestures.leave())
        .on(ev::wheel, move |ev| on_map(&ev, |map| gestures.wheel(&ev, map)))
}

/// Acts on the element that listens.
fn on_map(ev: &Event, act: impl FnOnce(&HtmlElement)) {
    if let Some(map) = ev.current_target() {
        act(map.unchecked_ref());
    }
}

/// Which surface and which optimizers a map shows.
fn label(store: Store, runs: &[usize]) -> impl Fn() -> String + 'static {
    let runs = runs.to_vec();
    move || {
        let name = |run: &usize| {
            let averaged = if store.is_averaged(*run) { " (averaged)" } else { "" };
            store.run_name(*run) + averaged
        };
        let names: Vec<_> = runs.iter().map(name).collect();
        let surface = store.experiment.with(|e| e.surface.entry.spec.name);
        format!(
            "Map: {surface}, {}",
            if names.is_empty() { "no optimizer on show".to_owned() } else { names.join(", ") }
        )
    }
}

/// Arrows go from map to map, plus and minus zoom, F fits the view.
fn key(panel: Panel, gestures: Gestures, ev: &KeyboardEvent) {
    if has_modifier(ev) {
        return;
    }
    let by = match ev.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => panel.count - 1,
        "+" | "=" => return gestures.zoom(None, ZOOM_STEP),
        "-" => return gestures.zoom(None, 1.0 / ZOOM_STEP),
        "f" => return gestures.fit(),
        _ => return,
    };
    ev.prevent_default();
    ev.stop_propagation();
    panel.focus_other(by);
}

/// The invisible handle over the ring, for fingers and the keyboard.
fn ring(panel: Panel, gestures: Gestures) -> El {
    let Panel { store, stage, index, .. } = panel;
    button("ring")
        .attr("tabindex", move || panel.tab_index())
        .attr("aria-label", move || start_words(store))
        .on(ev::keydown, move |ev| gestures.key(&ev))
        .on(ev::focus, move |_| stage.set_grip(index, Grip::Focused))
        .on(ev::blur, move |_| stage.set_grip(index, Grip::default()))
        .on(ev::pointerenter, move |_| stage.set_grip(index, Grip::Hovered))
        .on(ev::pointerleave, move |_| stage.set_grip(index, Grip::default()))
        .when(move || store.hint.get() && index == 0, || el("span").class("hint").text("Drag me"))
}

fn zoom_buttons(gestures: Gestures) -> El {
    let button = |name: &str, path: &'static str| icon_button(name, name, path).attr("tabindex", "-1");
    el("div")
        .class("zoom")
        .on(ev::pointerdown, |ev| ev.stop_propagation())
        .child(button("Zoom in", "M12 6v12M6 12h12").on(ev::click, move |_| gestures.zoom(None, ZOOM_STEP)))
        .child(button("Zoom out", "M6 12h12").on(ev::click, move |_| gestures.zoom(None, 1.0 / ZOOM_STEP)))
        .child(button("Fit the view", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5").on(ev::click, move |_| gestures.fit()))
}

/// Dot, name and rate at the left, the state in words at the right.
fn panel_head(store: Store, run: usize) -> El {
    // A title that tells runs apart by their rates says the rate already.
    let rate = move || {
        let rate = rate_of(store, run).map(text::number)?;
        (!store.title(run).ends_with(&rate)).then(|| format!("lr {rate}"))
    };
    el("div")
        .class("panel-head")
        .child(el("span").class("dot").style("background-color", move || line_color(store, run)))
        .child(el("span").class("name").text(move || store.title(run)))
        .child(el("span").class("rate-word").text(rate))
        .child(el("span").class("rate-word").text(move || store.is_averaged(run).then_some("averaged")))
        .child(state_words(store, run).class_if("lost", move || is_lost(store, run)))
}

/// An outcome whose words give way where a map or a card is narrow: what counts is the noun and the step.
pub(crate) fn state_words(store: Store, run: usize) -> El {
    let part =
        move |i: usize| move || store.outcome(run, words::outcome_short).map(|state| in_parts(&state)[i].to_owned());
    el("span")
        .class("state")
        .attr("title", move || store.judgement(run, words::outcome))
        .child(el("span").class("lead").text(part(0)))
        .text(part(1))
        .child(el("span").class("place").text(part(2)))
        .text(part(3))
}

/// What gives way first, what stays, what gives way next, and what stays:
/// `still moving; `, `left`, ` the map`, `, step 16`.
fn in_parts(state: &str) -> [&str; 4] {
    const LEAD: &str = "reached a ";
    let lead = state.find("; ").map_or(if state.starts_with(LEAD) { LEAD.len() } else { 0 }, |at| at + 2);
    let (lead, rest) = state.split_at(lead);
    match (rest.find(" the "), rest.find(',')) {
        (Some(the), Some(comma)) if the < comma => [lead, &rest[..the], &rest[the..comma], &rest[comma..]],
        _ => [lead, rest, "", ""],
    }
}

fn start_words(store: Store) -> String {
    let at = store.experiment.with(|e| e.start);
    format!("Start point at {}, {}: arrow keys move it", text::number(at.x), text::number(at.y))
}

/// What is under the pointer.
fn tag(gestures: Gestures) -> El {
    el("span").class("tag").attr("aria-hidden", "true").text(move || gestures.under.get())
}

/// What stands on a map without runs: a way to get some.
fn nobody(store: Store) -> El {
    let is_hidden = untrack(|| store.experiment.with(|e| !e.runs.is_empty()));
    let offers = opening().0.runs.iter().take(3).map(|run| run.entry);
    let offer =
        |entry: &'static Entry| button("small").text(entry.spec.name).on(ev::click, move |_| store.add_run(entry));
    let show = || button("small").text("Show all").on(ev::click, move |_| store.look(|v| v.hide_runs.clear()));
    let words = if is_hidden { "All optimizers are hidden" } else { "Add an optimizer" };
    let buttons = el("div").class("buttons");
    el("div")
        .class("empty")
        .on(ev::pointerdown, |ev| ev.stop_propagation())
        .child(el("p").text(words))
        .child(if is_hidden { buttons.child(show()) } else { buttons.children(offers.map(offer)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_gives_way_and_keeps_its_step() {
        assert_eq!(
            in_parts("still moving; left the map, step 16"),
            ["still moving; ", "left", " the map", ", step 16"]
        );
        assert_eq!(in_parts("fell off the edge, step 3"), ["", "fell off", " the edge", ", step 3"]);
        assert_eq!(in_parts("reached a minimum, step 7"), ["reached a ", "minimum, step 7", "", ""]);
        assert_eq!(in_parts("flat: a hilltop"), ["", "flat: a hilltop", "", ""]);
    }

    #[test]
    fn three_maps_stand_where_the_view_is_largest() {
        let wide = |room, aspect| columns(3, Width::Wide, room, aspect);
        assert_eq!(wide([840.0, 608.0], 1.2), 2);
        assert_eq!(wide([840.0, 608.0], 0.5), 3);
        assert_eq!(wide([1160.0, 736.0], 1.0), 3);
        assert_eq!(wide([1160.0, 736.0], 1.6), 2);
    }

    #[test]
    fn four_maps_stand_in_one_row_where_nothing_is_beside_them() {
        assert_eq!(columns(4, Width::Wide, [840.0, 608.0], 1.2), 2);
        assert_eq!(columns(4, Width::Wide, [1452.0, 508.0], 1.2), 4);
    }
}
