//! The table of results at the playhead's step.

use crate::cards::{is_lost, lights_up, line_color, rate_of};
use crate::engine;
use crate::recordings;
use crate::signals::Memo;
use crate::state::{Results, Store, Width};
use crate::ui::{El, el, heading};
use downhill_core::experiment::Run;
use downhill_core::text;
use downhill_figure::rank::{self, Row};
use downhill_figure::words;
use std::sync::Arc;

/// Column titles; the middle ones give way on a narrow page.
const COLUMNS: [(&str, &str); 10] = [
    ("#", "num"),
    ("Optimizer", ""),
    ("Rate", "num wide"),
    ("Step", "num wide cost"),
    ("Loss", "num"),
    ("Gradient norm", "num wide"),
    ("Distance", "num wide far"),
    ("Evaluations", "num wide far"),
    ("Cost per step", "wide cost"),
    ("Outcome", ""),
];

/// What "keeps 2 per coordinate" means.
const COST: &str = "What a step asks of the surface, and how many numbers the method keeps from step to step";

/// The table; rows change places only while nothing plays, or they would dance.
pub(crate) fn results_table(store: Store) -> El {
    let rows = Memo::new(move |_| {
        let step = store.step();
        let rank = |r: &Arc<Results>| Some(rank::rows(r.surface.as_deref()?, &r.trajectories, step));
        engine::run(|| store.results.with(rank)).flatten().unwrap_or_default()
    });
    let order = Memo::new(move |before: Option<&Vec<usize>>| {
        let sorted: Vec<usize> = rows.with(|rows| rows.iter().map(|row| row.run).collect());
        if sorted.is_empty() {
            return store.experiment.with(|e| (0..e.runs.len()).collect());
        }
        match before {
            Some(before) if store.playing.get() && before.len() == sorted.len() => before.clone(),
            _ => sorted,
        }
    });
    let titles = COLUMNS.map(|(title, class)| el("th").attr("scope", "col").class(class).text(title));
    let table = el("table")
        .attr("aria-label", "Results")
        .child(el("thead").child(el("tr").children(titles)))
        .child(el("tbody").items(move || order.with(Vec::len), move |place| row(store, place, order, rows)))
        .child(el("tbody").items(move || store.laid.with(Vec::len), move |place| recordings::row(store, place)));
    el("section").class("results").child(heading(move || format!("Results at step {}", store.step()))).child(
        el("div")
            .class("scroll")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", "Table of runs")
            .child(table),
    )
}

/// The row in a place of the table, whichever run comes there: only its words change.
fn row(store: Store, place: usize, order: Memo<Vec<usize>>, rows: Memo<Vec<Row>>) -> El {
    let run = Memo::new(move |_| order.with(|order| order.get(place).copied().unwrap_or(usize::MAX)));
    let cell = |class: &str, read: fn(&Row) -> String| {
        el("td").class(class).text(move || rows.with(|rows| of(rows, run.get()).map(read)))
    };
    let rate = move || rate_of(store, run.get()).map_or_else(|| "–".to_owned(), text::number);
    let outcome = move || match store.width.get() {
        // What counts is the noun and the step.
        Width::Narrow => {
            store.judgement(run.get(), words::outcome_short).map(|o| o.trim_start_matches("reached a ").into())
        }
        _ => store.judgement(run.get(), words::outcome),
    };
    let step_cost = move || store.experiment.with(|e| e.runs.get(run.get()).map(cost));
    let exact = move || rows.with(|rows| of(rows, run.get()).map(|r| r.loss.to_string()));
    let name = el("th")
        .attr("scope", "row")
        .child(el("span").class("dot").style("background-color", move || line_color(store, run.get())))
        .text(move || store.title(run.get()));
    let row = el("tr")
        .class_if("hidden-run", move || !store.shown().contains(&run.get()))
        .class_if("leader", move || rows.with(|rows| of(rows, run.get()).is_some_and(|r| r.rank == 1)))
        .child(cell("num", |r| r.rank.to_string()))
        .child(name)
        .child(el("td").class("num wide").text(rate))
        .child(cell("num wide cost", |r| r.step.to_string()))
        .child(cell("num", |r| words::number(r.loss)).attr("title", exact))
        .child(cell("num wide", |r| words::number(r.gradient)))
        .child(cell("num wide far", |r| r.distance.map_or_else(|| "–".to_owned(), words::number)))
        .child(cell("num wide far", |r| r.evaluations.to_string()))
        .child(el("td").class("wide cost").attr("title", COST).text(step_cost))
        .child(el("td").class_if("lost", move || is_lost(store, run.get())).text(outcome));
    lights_up(row, store, move || run.get())
}

fn of(rows: &[Row], run: usize) -> Option<&Row> {
    rows.iter().find(|row| row.run == run)
}

/// What a step costs, in words.
fn cost(run: &Run) -> String {
    let (cost, usually) = (run.cost(), if run.varies() { "usually " } else { "" });
    let hessian = if cost.hessians > 0 { " + Hessian" } else { "" };
    let memory = match cost.memory {
        0 => "keeps nothing".to_owned(),
        n => format!("keeps {n} per coordinate"),
    };
    format!("{usually}{} gradient{hessian}, {memory}", cost.gradients)
}
