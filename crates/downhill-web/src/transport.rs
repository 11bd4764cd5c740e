//! Play, step, scrub.

use crate::state::Store;
use crate::ui::{El, button, el, icon, icon_button, option};
use downhill_figure::{Palette, words};
use leptos::ev;
use leptos::prelude::*;

/// Speeds, as factors of the usual one.
const SPEEDS: [(f64, &str); 5] = [(0.25, "¼×"), (0.5, "½×"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×")];

/// One row under the maps.
pub(crate) fn transport(store: Store) -> El {
    let last = move || store.results.with(|r| r.last);
    let speeds = SPEEDS.map(|(factor, words)| option(&factor.to_string(), words));
    el("div")
        .class("transport")
        .attr("role", "group")
        .attr("aria-label", "Player")
        .child(buttons(store))
        .child(scrubber(store))
        .child(el("span").class("count").text(move || format!("{} / {}", store.step(), last())))
        .child(
            el("select")
                .class("speed")
                .attr("aria-label", "Speed")
                .on(ev::change, move |ev| store.speed.set(event_target_value(&ev).parse().unwrap_or(1.0)))
                .children(speeds)
                .value(move || store.speed.get().to_string()),
        )
        .child(
            icon_button(
                "Loop",
                "Begin again at the end",
                "M17 3l3 3-3 3M20 6H8a4 4 0 0 0-4 4v1M7 21l-3-3 3-3M4 18h12a4 4 0 0 0 4-4v-1",
            )
            .attr("aria-pressed", move || store.looping.get())
            .on(ev::click, move |_| store.looping.update(|l| *l = !*l)),
        )
}

fn buttons(store: Store) -> El {
    let step_by = move |by: i64| store.seek((store.playhead.get_untracked().floor() as i64 + by).max(0) as usize);
    let play_name = move || if store.playing.get() { "Pause" } else { "Play" };
    let play_path = move || if store.playing.get() { "M8 6v12M16 6v12" } else { "M8 5l11 7-11 7z" };
    el("div")
        .class("buttons-row")
        .child(
            icon_button("Reset", "Back to the start (0)", "M7 5v14M18 6l-8 6 8 6z")
                .on(ev::click, move |_| store.seek(0)),
        )
        .child(icon_button("Step back", "One step back (←)", "M16 6l-8 6 8 6z").on(ev::click, move |_| step_by(-1)))
        .child(
            button("play")
                .attr("aria-label", play_name)
                .attr("title", "Play or pause (Space)")
                .child(icon(play_path))
                .on(ev::click, move |_| store.toggle_play()),
        )
        .child(icon_button("Step forward", "One step on (→)", "M8 6l8 6-8 6z").on(ev::click, move |_| step_by(1)))
}

fn scrubber(store: Store) -> El {
    let last = move || store.results.with(|r| r.last);
    let place = move || {
        last();
        store.step().to_string()
    };
    let slider = el("input")
        .attr("type", "range")
        .class("slider accent")
        .attr("aria-label", "Step")
        .attr("min", "0")
        .attr("max", move || last().to_string())
        .attr("step", "1")
        .attr("aria-valuetext", move || format!("{} of {}", store.step(), last()))
        .style("--at", move || (store.playhead.get() / last().max(1) as f64).to_string())
        .value(place)
        .on(ev::input, move |ev| {
            if let Ok(step) = event_target_value(&ev).parse() {
                store.seek(step);
            }
        });
    el("div").class("scrubber").made(move || ticks(store)).child(slider)
}

/// Where each run on show arrived or was lost.
fn ticks(store: Store) -> Vec<El> {
    let (slots, shown) = (store.slots(), store.shown());
    let palette = Palette::of(store.theme());
    store.results.with(|results| {
        let tick = |run: usize| {
            let trajectory = results.trajectories.get(run)?;
            let step = trajectory.outcome.step()?;
            let place = step as f64 / results.last.max(1) as f64;
            let color = palette.line(*slots.get(run)?).css();
            let tick = el("span").attr("style", format!("--at:{place};--line:{color}")).attr("aria-hidden", "true");
            let is_lost = words::tone(trajectory.outcome) == words::Tone::Bad;
            Some(if is_lost { tick.class("tick lost").text("×") } else { tick.class("tick") })
        };
        shown.into_iter().filter_map(tick).collect()
    })
}
