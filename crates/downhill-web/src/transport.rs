//! Play, step, scrub.

use crate::state::Store;
use downhill_figure::{Palette, words};
use leptos::prelude::*;

/// Speeds, as factors of the usual one.
const SPEEDS: [(f64, &str); 5] = [(0.25, "¼×"), (0.5, "½×"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×")];

/// One row under the maps.
pub(crate) fn transport(store: Store) -> AnyView {
    let last = move || store.results.with(|r| r.last);
    let play_name = move || if store.playing.get() { "Pause" } else { "Play" };
    let step_by = move |by: i64| store.seek((store.playhead.get_untracked().floor() as i64 + by).max(0) as usize);
    let speeds = SPEEDS.map(|(factor, label)| {
        view! { <option value=factor.to_string() selected=move || store.speed.get_untracked() == factor>{label}</option> }
    });
    view! {
        <div class="buttons-row">
            <button type="button" class="icon" aria-label="Reset" title="Back to the start (0)" on:click=move |_| store.seek(0)>
                {icon("M7 5v14M18 6l-8 6 8 6z")}
            </button>
            <button type="button" class="icon" aria-label="Step back" title="One step back (←)" on:click=move |_| step_by(-1)>
                {icon("M16 6l-8 6 8 6z")}
            </button>
            <button type="button" class="play" aria-label=play_name title="Play or pause (Space)" on:click=move |_| store.toggle_play()>
                {move || if store.playing.get() { icon("M8 6v12M16 6v12") } else { icon("M8 5l11 7-11 7z") }}
            </button>
            <button type="button" class="icon" aria-label="Step forward" title="One step on (→)" on:click=move |_| step_by(1)>
                {icon("M8 6l8 6-8 6z")}
            </button>
        </div>
        <div class="scrubber">
            {move || ticks(store)}
            <input
                type="range"
                class="slider accent"
                aria-label="Step"
                min="0"
                max=move || last().to_string()
                step="1"
                aria-valuetext=move || format!("{} of {}", store.step(), last())
                style=("--at", move || (store.playhead.get() / last().max(1) as f64).to_string())
                prop:value=move || { last(); store.step().to_string() }
                on:input=move |ev| {
                    if let Ok(step) = event_target_value(&ev).parse() {
                        store.seek(step);
                    }
                }
            />
        </div>
        <span class="count">{move || format!("{} / {}", store.step(), last())}</span>
        <select
            class="speed"
            aria-label="Speed"
            on:change=move |ev| store.speed.set(event_target_value(&ev).parse().unwrap_or(1.0))
        >
            {speeds.into_iter().collect_view()}
        </select>
        <button
            type="button"
            class="icon"
            aria-label="Loop"
            title="Begin again at the end"
            aria-pressed=move || store.looping.get().to_string()
            on:click=move |_| store.looping.update(|l| *l = !*l)
        >
            {icon("M17 3l3 3-3 3M20 6H8a4 4 0 0 0-4 4v1M7 21l-3-3 3-3M4 18h12a4 4 0 0 0 4-4v-1")}
        </button>
    }
    .into_any()
}

/// Where each run on show arrived or was lost.
fn ticks(store: Store) -> AnyView {
    let (slots, shown) = (store.slots(), store.shown());
    let palette = Palette::of(store.theme());
    store.results.with(|results| {
        let tick = |run: usize| {
            let trajectory = results.trajectories.get(run)?;
            let step = trajectory.outcome.step()?;
            let place = step as f64 / results.last.max(1) as f64;
            let is_lost = words::tone(trajectory.outcome) == words::Tone::Bad;
            let color = palette.line(*slots.get(run)?).css();
            Some(view! {
                <span class="tick" class:lost=is_lost style=format!("--at:{place};--line:{color}") aria-hidden="true">
                    {is_lost.then_some("×")}
                </span>
            })
        };
        shown.into_iter().filter_map(tick).collect_view().into_any()
    })
}

/// A line icon of 24 by 24.
pub(crate) fn icon(path: &'static str) -> AnyView {
    view! { <svg viewBox="0 0 24 24" class="line-icon" aria-hidden="true"><path d=path /></svg> }.into_any()
}
