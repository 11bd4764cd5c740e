//! The maps: one for each optimizer, or one for all.

use crate::cards::display_name;
use crate::gesture::{Gestures, ZOOM_STEP};
use crate::stage::Stage;
use crate::state::{Store, Width};
use crate::transport::icon;
use downhill_core::lesson::LESSONS;
use downhill_core::spec::Slot;
use downhill_core::text;
use downhill_core::view::Layout;
use downhill_figure::map::{Grip, left_view_at};
use downhill_figure::{Palette, words};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Columns of maps and whether they scroll, for so many maps at this width.
fn columns(maps: usize, width: Width, is_roomy: bool) -> usize {
    match (maps, width) {
        (_, Width::Narrow) | (0 | 1, _) => 1,
        (2 | 4, _) | (_, Width::Medium) => 2,
        (3, _) => {
            if is_roomy {
                3
            } else {
                2
            }
        }
        _ => 3,
    }
}

/// All maps of the layout on show.
pub(crate) fn maps(store: Store, stage: Stage) -> AnyView {
    let count = Memo::new(move |_| match store.layout() {
        Layout::Overlay => 1,
        Layout::Side => store.shown().len().max(1),
    });
    let shown = Memo::new(move |_| store.shown());
    let layout = Memo::new(move |_| store.layout());
    let active = RwSignal::new(0_usize);
    let across = Memo::new(move |_| columns(count.get(), store.width.get(), store.roomy.get()));
    let name = move || if layout.get() == Layout::Overlay { "overlay" } else { "side" };
    let maps = move || {
        let (shown, layout, across, count) = (shown.get(), layout.get(), across.get(), count.get());
        active.set(0);
        let map = |panel: usize| {
            let runs =
                if layout == Layout::Overlay { shown.clone() } else { shown.get(panel).copied().into_iter().collect() };
            let sides = (panel.is_multiple_of(across), panel + across >= count);
            map_panel(store, stage, Place { panel, count, overlay: layout == Layout::Overlay, sides }, runs, active)
        };
        (0..count).map(map).collect_view()
    };
    view! {
        <div
            class="maps"
            data-layout=name
            data-scrolls=move || (count.get() > 9).then_some("")
            style=("--columns", move || across.get().to_string())
        >
            {maps}
        </div>
    }
    .into_any()
}

/// Where a map stands among the others.
#[derive(Clone, Copy)]
struct Place {
    panel: usize,
    count: usize,
    overlay: bool,
    /// Whether it has ticks at the left and at the foot.
    sides: (bool, bool),
}

/// One map with its line of words above.
fn map_panel(store: Store, stage: Stage, place: Place, runs: Vec<usize>, active: RwSignal<usize>) -> AnyView {
    let Place { panel, count, overlay, sides } = place;
    let map = NodeRef::<Div>::new();
    let gestures = Gestures::new(store, stage, panel);
    let with_map = move |act: &dyn Fn(&HtmlElement)| {
        if let Some(map) = map.get_untracked() {
            act(map.unchecked_ref());
        }
    };
    let first = (!overlay).then(|| runs.first().copied()).flatten();
    let label = {
        let runs = runs.clone();
        move || {
            let names: Vec<_> = runs.iter().map(|run| store.run_name(*run)).collect();
            let surface = store.experiment.with(|e| e.surface.entry.spec.name);
            format!("Map: {surface}, {}", if names.is_empty() { "no optimizer".to_owned() } else { names.join(", ") })
        }
    };
    let focus_other = move |ev: leptos::ev::KeyboardEvent| {
        let by = match ev.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => count - 1,
            "+" | "=" => return gestures.zoom(None, ZOOM_STEP),
            "-" => return gestures.zoom(None, 1.0 / ZOOM_STEP),
            _ => return,
        };
        ev.prevent_default();
        ev.stop_propagation();
        active.update(|now| *now = (*now + by) % count);
        if let Some(next) = crate::stage::all::<HtmlElement>("#lab .map").get(active.get_untracked()) {
            // An element that cannot take the focus leaves it where it is.
            drop(next.focus());
        }
    };
    let tab_index = move || if active.get() == panel { "0" } else { "-1" };
    let is_empty = runs.is_empty();
    let hint = move || store.hint.get() && panel == 0;
    view! {
        <div class="panel">
            {first.map(|run| panel_head(store, run))}
            <div
                node_ref=map
                class="map"
                role="group"
                tabindex=tab_index
                aria-label=label
                on:focus=move |_| active.set(panel)
                on:keydown=focus_other
                on:pointerdown=move |ev| with_map(&|map| gestures.down(&ev, map))
                on:pointermove=move |ev| with_map(&|map| gestures.moved(&ev, map))
                on:pointerup=move |ev| with_map(&|map| gestures.up(&ev, map))
                on:pointercancel=move |ev| gestures.release(&ev)
                on:pointerleave=move |_| gestures.leave()
                on:wheel=move |ev| with_map(&|map| gestures.wheel(&ev, map))
            >
                <canvas class="ground"></canvas>
                <canvas class="runs"></canvas>
                {(sides.0 || sides.1).then(|| view! {
                    <canvas class="axes" data-left=sides.0.then_some("") data-foot=sides.1.then_some("")></canvas>
                })}
                <button
                    type="button"
                    class="ring"
                    tabindex=tab_index
                    aria-label=move || start_words(store)
                    on:keydown=move |ev| gestures.key(&ev)
                    on:focus=move |_| stage.set_grip(Grip::Focused)
                    on:blur=move |_| stage.set_grip(Grip::default())
                >
                    <Show when=hint><span class="hint">"Drag me"</span></Show>
                </button>
                {move || gestures.under.get().map(|at| tag(store, at))}
                <div class="zoom" on:pointerdown=move |ev| ev.stop_propagation()>
                    {zoom_button("Zoom in", "M12 6v12M6 12h12", Callback::new(move |()| gestures.zoom(None, ZOOM_STEP)))}
                    {zoom_button("Zoom out", "M6 12h12", Callback::new(move |()| gestures.zoom(None, 1.0 / ZOOM_STEP)))}
                    {zoom_button("Fit the view", "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", Callback::new(move |()| gestures.fit()))}
                </div>
                {is_empty.then(|| nobody(store))}
            </div>
        </div>
    }
    .into_any()
}

fn zoom_button(name: &'static str, path: &'static str, act: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="icon" aria-label=name title=name tabindex="-1" on:click=move |_| act.run(())>{icon(path)}</button>
    }
    .into_any()
}

/// Dot, name and rate at the left, the state in words at the right.
fn panel_head(store: Store, run: usize) -> AnyView {
    let name = move || store.experiment.with(|e| e.runs.get(run).map(|r| r.entry.spec.name)).unwrap_or_default();
    let rate = move || {
        store
            .experiment
            .with(|e| e.runs.get(run).and_then(downhill_core::Run::lr))
            .map(|lr| format!("lr {}", text::number(lr)))
    };
    let color = move || Palette::of(store.theme()).line(store.slots().get(run).copied().unwrap_or(Slot::Ink)).css();
    let view_shown =
        move || store.view.with(|v| v.zoom).unwrap_or(store.experiment.with(|e| e.surface.entry.spec.domain));
    let state = move || {
        store
            .results
            .with(|r| r.trajectories.get(run).map(|t| words::outcome_short(t.outcome, left_view_at(t, view_shown()))))
    };
    let is_lost = move || {
        store.results.with(|r| r.trajectories.get(run).is_some_and(|t| words::tone(t.outcome) == words::Tone::Bad))
    };
    view! {
        <div class="panel-head">
            <span class="dot" style=("background-color", color)></span>
            <span class="name">{move || display_name(store, run, name())}</span>
            <span class="rate-word">{rate}</span>
            <span class="state" class:lost=is_lost>{state}</span>
        </div>
    }
    .into_any()
}

fn start_words(store: Store) -> String {
    let at = store.experiment.with(|e| e.start);
    format!("Start point at {}, {}: arrow keys move it", text::number(at.x), text::number(at.y))
}

/// Where the pointer is and how high it is there.
fn tag(store: Store, at: downhill_core::V2) -> AnyView {
    let loss = store.results.with_untracked(|r| r.surface.value(at));
    view! {
        <span class="tag" aria-hidden="true">
            {format!("x {}  y {}  loss {}", words::number(at.x), words::number(at.y), words::number(loss))}
        </span>
    }
    .into_any()
}

/// What stands on a map without runs.
fn nobody(store: Store) -> AnyView {
    let offers = LESSONS[0].parse().0.runs.into_iter().take(3).map(|run| run.entry);
    let offer = |entry: &'static downhill_core::optimizer::Entry| {
        view! { <button type="button" class="small" on:click=move |_| store.add_run(entry)>{entry.spec.name}</button> }
    };
    view! {
        <div class="empty" on:pointerdown=move |ev| ev.stop_propagation()>
            <p>"Add an optimizer"</p>
            <div class="buttons">{offers.map(offer).collect_view()}</div>
        </div>
    }
    .into_any()
}
