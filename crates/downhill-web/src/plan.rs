//! A small chart of what a schedule makes of the learning rate over the budget.

use crate::more;
use crate::settings::Place;
use crate::signals::Memo;
use crate::ui::{El, el, svg};
use downhill_core::schedule::{Plan, ScheduleChoice};
use downhill_core::{Budget, Settings};
use downhill_figure::words;

/// Width and height of the picture's own plane.
const SIZE: [f64; 2] = [240.0, 48.0];
/// So many steps are looked at, or all where there are fewer.
const SAMPLES: u32 = 240;

/// What is drawn of a schedule.
#[derive(Clone, PartialEq)]
struct Drawing {
    /// Points of the rate's line.
    rate: String,
    /// Points of the momentum's line, where the schedule moves it.
    momentum: Option<String>,
    /// The rates at the first and the last step, and the highest.
    words: String,
}

/// The chart of the schedule in these settings; nothing where the rate is constant.
pub(crate) fn chart(place: Place) -> El {
    let drawing = Memo::new(move |_| more::run(|| draw(&place)).flatten());
    let part = move |read: fn(Drawing) -> Option<String>| move || drawing.get().and_then(read);
    let line = move |class: &str, points: fn(Drawing) -> Option<String>| {
        svg("polyline").attr("class", class).attr("points", part(points))
    };
    let picture = move || {
        svg("svg")
            .attr("viewBox", format!("0 0 {} {}", SIZE[0], SIZE[1]))
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(line("plan-rate", |d| Some(d.rate)))
            .child(line("plan-momentum", |d| d.momentum))
    };
    let words = move || el("p").class("fine").text(part(|d| Some(d.words)));
    el("div").class("plan").when(move || drawing.get().is_some(), move || el("div").child(picture()).child(words()))
}

fn draw(place: &Place) -> Option<Drawing> {
    let plan = place.read(|settings| settings.schedules("schedule").first().map(ScheduleChoice::build))?;
    let rate = rate(place)?;
    let steps = place.store.experiment.with(|e| {
        // How many steps some epochs are, the run itself has told.
        let taken = || place.store.results.with(|r| r.trajectories.get(place.run?).map(|t| t.last() as u32));
        let cost = place.run.and_then(|run| e.runs.get(run)).map_or(1, |run| run.entry.spec.cost.gradients.max(1));
        match e.budget {
            Budget::Steps(n) => n,
            Budget::Evals(n) => n / cost,
            Budget::Epochs(n) => taken().unwrap_or(n),
        }
    });
    Some(drawing(plan.as_ref(), rate, steps.max(2)))
}

/// The learning rate that the schedule starts from.
fn rate(place: &Place) -> Option<f64> {
    let own = |settings: &Settings| settings.get("lr").map(|_| settings.number("lr"));
    let of_run = || place.store.experiment.with(|e| e.runs.get(place.run?)?.lr());
    place.read(own).or_else(of_run)
}

fn drawing(plan: &dyn Plan, lr: f64, steps: u32) -> Drawing {
    let count = steps.min(SAMPLES);
    let step = |i: u32| (u64::from(i) * u64::from(steps - 1) / u64::from(count - 1)) as u32;
    let rates: Vec<f64> = (0..count).map(|i| plan.rate(step(i), lr)).collect();
    let momenta: Option<Vec<f64>> = (0..count).map(|i| plan.momentum(step(i))).collect();
    let (low, high) = ends(&rates);
    let (first, last) = (rates.first().copied().unwrap_or(lr), rates.last().copied().unwrap_or(lr));
    let name = words::number;
    let mut says = format!("rate {} to {} over {steps} steps", name(first), name(last));
    if high > first.max(last) {
        says += &format!(", at most {}", name(high));
    }
    if let Some(momenta) = &momenta {
        let (low, high) = ends(momenta);
        says += &format!("; momentum {} to {} (dashed)", name(low), name(high));
    }
    // A rate counts from zero.
    let top = if high > 0.0 { high } else { 1.0 };
    Drawing { rate: points(&rates, low.min(0.0), top), momentum: momenta.map(|m| points(&m, 0.0, 1.0)), words: says }
}

fn ends(values: &[f64]) -> (f64, f64) {
    values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
}

/// Points from left to right, `low` at the foot and `high` at the top.
fn points(values: &[f64], low: f64, high: f64) -> String {
    let [w, h] = SIZE;
    let across = w / (values.len().max(2) - 1) as f64;
    let point = |(i, v): (usize, &f64)| {
        let up = ((v - low) / (high - low)).clamp(0.0, 1.0);
        format!("{:.1},{:.1}", i as f64 * across, (h - 2.0) * (1.0 - up) + 1.0)
    };
    values.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}
