//! Play, step, scrub.

use crate::signals::{Memo, RwSignal};
use crate::state::Store;
use crate::ui::{El, button, el, icon, icon_button, option};
use downhill_core::num::decimal;
use downhill_figure::{Palette, words};
use leptos::ev;
use leptos::prelude::*;

/// Speeds, as factors of the usual one.
const SPEEDS: [(f64, &str); 5] = [(0.25, "¼×"), (0.5, "½×"), (1.0, "1×"), (2.0, "2×"), (4.0, "4×")];

/// One row under the maps.
pub(crate) fn transport(store: Store) -> El {
    let last = move || store.results.with(|r| r.last);
    el("div")
        .class("transport")
        .attr("role", "group")
        .attr("aria-label", "Player")
        .child(buttons(store))
        .child(scrubber(store))
        .child(el("span").class("count").text(move || format!("{} / {}", store.step(), last())))
        .children(extras(store))
}

/// Speed and loop, and the button that unfolds them where the dock has no room.
fn extras(store: Store) -> [El; 2] {
    let is_open = RwSignal::new(false);
    let speeds = SPEEDS.map(|(factor, words)| option(&factor.to_string(), words));
    let speed = el("select")
        .class("speed")
        .attr("aria-label", "Speed")
        .on(ev::change, move |ev| store.speed.set(decimal(&event_target_value(&ev)).unwrap_or(1.0)))
        .children(speeds)
        .value(move || store.speed.get().to_string());
    let again = icon_button(
        "Loop",
        "Begin again at the end",
        "M17 3l3 3-3 3M20 6H8a4 4 0 0 0-4 4v1M7 21l-3-3 3-3M4 18h12a4 4 0 0 0 4-4v-1",
    );
    let again = again
        .attr("aria-pressed", move || store.looping.get())
        .on(ev::click, move |_| store.looping.update(|l| *l = !*l));
    let unfold = icon_button("Speed and loop", "Speed and loop", "M5 12h.01M12 12h.01M19 12h.01")
        .class("icon unfold")
        .attr("aria-expanded", move || is_open.get())
        .on(ev::click, move |_| is_open.update(|open| *open = !*open));
    [unfold, el("div").class("extras").class_if("open", move || is_open.get()).child(speed).child(again)]
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
    let ticks = Memo::new(move |_| ticks(store));
    let marks = el("div").class("ticks").items(move || ticks.with(Vec::len), move |index| tick(ticks, index));
    el("div").class("scrubber").child(marks).child(slider)
}

/// Where a run on show arrived or was lost.
#[derive(Clone, Debug, PartialEq)]
struct Tick {
    /// Part of the scrubber's length.
    at: f64,
    color: String,
    is_lost: bool,
    /// Which of how many ticks of its kind at the same place.
    place: [usize; 2],
}

/// Ticks nearer than this part of the scrubber's length would cover each other.
const NEAR: f64 = 0.008;

fn ticks(store: Store) -> Vec<Tick> {
    let (slots, shown) = (store.slots(), store.shown());
    let palette = Palette::of(store.theme());
    store.results.with(|results| {
        let tick = |run: usize| {
            let trajectory = results.trajectories.get(run)?;
            let at = trajectory.outcome.step()? as f64 / results.last.max(1) as f64;
            let is_lost = words::tone(trajectory.outcome) == words::Tone::Bad;
            Some(Tick { at, color: palette.line(*slots.get(run)?).css(), is_lost, place: [0, 1] })
        };
        shared(shown.into_iter().filter_map(tick).collect())
    })
}

/// Ticks at the same place share it.
fn shared(mut ticks: Vec<Tick>) -> Vec<Tick> {
    let places: Vec<_> = (0..ticks.len())
        .map(|i| {
            let meets = |j: &usize| ticks[*j].is_lost == ticks[i].is_lost && (ticks[*j].at - ticks[i].at).abs() < NEAR;
            [(0..i).filter(meets).count(), (0..ticks.len()).filter(meets).count()]
        })
        .collect();
    ticks.iter_mut().zip(places).for_each(|(tick, place)| tick.place = place);
    ticks
}

/// The tick in a place of the list, whichever run's it is.
fn tick(ticks: Memo<Vec<Tick>>, index: usize) -> El {
    let of = move |read: fn(&Tick) -> String| move || ticks.with(|ticks| ticks.get(index).map(read));
    el("span")
        .class("tick")
        .class_if("lost", move || ticks.with(|ticks| ticks.get(index).is_some_and(|t| t.is_lost)))
        .style("--at", of(|t| t.at.to_string()))
        .style("--line", of(|t| t.color.clone()))
        .style("--place", of(|t| t.place[0].to_string()))
        .style("--places", of(|t| t.place[1].to_string()))
        .attr("aria-hidden", "true")
        .text(of(|t| if t.is_lost { "×".into() } else { String::new() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_at_the_same_place_share_it() {
        let tick = |at, is_lost| Tick { at, color: String::new(), is_lost, place: [0, 1] };
        let ticks = shared(vec![tick(0.5, false), tick(0.2, false), tick(0.502, false), tick(0.5, true)]);
        assert_eq!(ticks.into_iter().map(|t| t.place).collect::<Vec<_>>(), [[0, 2], [0, 1], [1, 2], [0, 1]]);
    }
}
