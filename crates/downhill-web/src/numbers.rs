//! The numbers behind a chart as a table, which comes with the third module when it is opened.

use crate::engine;
use crate::export::save_csv;
use crate::more;
use crate::recordings::with_recorded;
use crate::signals::{Memo, RwSignal};
use crate::stage::Stage;
use crate::state::Store;
use crate::ui::{El, button, el};
use downhill_figure::chart::{Measure, Row, Table};
use downhill_figure::words;
use leptos::ev;
use leptos::prelude::*;
use web_sys::HtmlDetailsElement;

/// A chart's table with what stands above it.
#[derive(Clone, Default, PartialEq)]
struct Numbers {
    title: &'static str,
    table: Table,
}

/// What opens the table, below its chart.
pub(crate) fn numbers(store: Store, stage: Stage, chart: usize) -> El {
    let is_open = RwSignal::new(false);
    let name = name(stage, chart);
    let turn = move |ev| {
        engine::fetch_more();
        is_open.set(event_target::<HtmlDetailsElement>(&ev).open());
    };
    let summary = el("summary").attr("aria-label", move || format!("{}: data", name.get())).text("Data");
    let table = move || if is_open.get() { more::late(|| untrack(|| view(store, stage, chart))) } else { Vec::new() };
    let details = el("details").class("more").on(ev::toggle, turn).child(summary).made(table);
    el("div").class("numbers").child(details)
}

/// What the controls of a chart call it.
fn name(stage: Stage, chart: usize) -> Memo<&'static str> {
    let usual = if chart == 0 { "Loss" } else { "Gradient norm" };
    let name = move || stage.chart(chart).map(|chart| short(chart.measure, chart.title()));
    Memo::new(move |_| more::run(name).flatten().unwrap_or(usual))
}

fn view(store: Store, stage: Stage, chart: usize) -> Vec<El> {
    let name = name(stage, chart);
    let numbers = Memo::new(move |before: Option<&Numbers>| match before {
        // While something plays, rows would come and go too fast to be read.
        Some(before) if store.playing.get() => before.clone(),
        _ => read(store, stage, chart).unwrap_or_default(),
    });
    let table = el("table").class("fine").made(move || numbers.with(parts));
    let scroll = el("div")
        .class("numbers-scroll")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", move || format!("{}: table", name.get()))
        .child(table);
    let save = button("small")
        .attr("aria-label", move || format!("{}: all as CSV", name.get()))
        .text("All as CSV")
        .on(ev::click, move |_| save_csv(store));
    let foot = el("div")
        .class("chart-head")
        .child(el("p").class("fine").text(move || numbers.with(|numbers| extent(&numbers.table))))
        .child(save);
    vec![scroll, foot]
}

/// Of the loss, what it is measured from goes without saying in a control's name.
fn short(measure: Measure, title: &'static str) -> &'static str {
    if measure == Measure::Loss { "Loss" } else { title }
}

/// The numbers of the chart as it is drawn.
fn read(store: Store, stage: Stage, chart: usize) -> Option<Numbers> {
    let chart = stage.chart(chart)?;
    let step = store.step();
    let table = stage.with_marks(|marks| with_recorded(store, |recorded| chart.table(marks, recorded, step)));
    Some(Numbers { title: chart.title(), table })
}

fn parts(numbers: &Numbers) -> Vec<El> {
    let column = |name: &str| el("th").attr("scope", "col").text(name);
    let names = numbers.table.names.iter().map(|name| column(name));
    let head = el("tr").child(column(numbers.table.along)).children(names);
    vec![
        el("caption").text(numbers.title),
        el("thead").child(head),
        el("tbody").children(numbers.table.rows.iter().map(row)),
    ]
}

fn row(row: &Row) -> El {
    let cell = |value: &Option<f64>| match value {
        Some(value) => el("td").attr("title", value.to_string()).text(words::number(*value)),
        None => el("td").text("–"),
    };
    let line = if row.is_here { el("tr").attr("aria-current", "true") } else { el("tr") };
    line.child(el("th").attr("scope", "row").text(place(row.at))).children(row.values.iter().map(cell))
}

/// A whole number of steps, or epochs with their first decimals.
fn place(at: f64) -> String {
    if at.fract() == 0.0 { at.to_string() } else { format!("{at:.2}") }
}

/// How many rows there are, and where the others are.
fn extent(table: &Table) -> String {
    let (shown, count) = (table.rows.len(), table.count);
    if shown < count {
        return format!("{shown} of {count} rows, evenly apart. The file has every step.");
    }
    "The file has every number of every run.".into()
}
