//! The table of results at the playhead's step.

use crate::cards::display_name;
use crate::state::Store;
use downhill_core::optimizer::Cost;
use downhill_core::spec::Slot;
use downhill_core::text;
use downhill_figure::rank::{self, Row};
use downhill_figure::words::Tone;
use downhill_figure::{Palette, words};
use leptos::prelude::*;

/// Column titles; the middle ones give way on a narrow page.
const COLUMNS: [(&str, &str); 10] = [
    ("#", "num"),
    ("Optimizer", ""),
    ("Rate", "num wide"),
    ("Step", "num wide"),
    ("Loss", "num"),
    ("Gradient norm", "num wide"),
    ("Distance", "num wide"),
    ("Evaluations", "num wide"),
    ("Cost per step", "wide"),
    ("Outcome", ""),
];

/// The table; rows change places only while nothing plays, or they would dance.
pub(crate) fn results_table(store: Store) -> AnyView {
    let rows = Memo::new(move |_| {
        let step = store.step();
        store.results.with(|r| rank::rows(r.surface.as_ref(), &r.trajectories, step))
    });
    let order = Memo::new(move |before: Option<&Vec<usize>>| {
        let sorted: Vec<usize> = rows.with(|rows| rows.iter().map(|row| row.run).collect());
        match before {
            Some(before) if store.playing.get() && before.len() == sorted.len() => before.clone(),
            _ => sorted,
        }
    });
    let head = COLUMNS.map(|(title, class)| view! { <th scope="col" class=class>{title}</th> });
    view! {
        <h2>{move || format!("Results at step {}", store.step())}</h2>
        <div class="scroll" tabindex="0" role="group" aria-label="Table of runs">
            <table aria-label="Results">
                <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                <tbody>
                    {move || order.get().into_iter().map(|run| row(store, run, rows)).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(store: Store, run: usize, rows: Memo<Vec<Row>>) -> AnyView {
    let cell = move |read: fn(&Row) -> String| move || rows.with(|rows| of(rows, run).map(read));
    let spec = store.experiment.with_untracked(|e| e.runs.get(run).map(|r| r.entry.spec));
    let Some(spec) = spec else { return ().into_any() };
    let rate = move || {
        let lr = store.experiment.with(|e| e.runs.get(run).and_then(downhill_core::Run::lr));
        lr.map_or_else(|| "–".to_owned(), text::number)
    };
    let color = move || {
        let slot = store.slots().get(run).copied().unwrap_or(Slot::Ink);
        Palette::of(store.theme()).line(slot).css()
    };
    let outcome = move || store.results.with(|r| r.trajectories.get(run).map(|t| words::outcome(t.outcome, None)));
    let is_lost =
        move || store.results.with(|r| r.trajectories.get(run).is_some_and(|t| words::tone(t.outcome) == Tone::Bad));
    let exact = move || rows.with(|rows| of(rows, run).map(|r| r.loss.to_string()));
    let cost = cost(spec.cost);
    view! {
        <tr
            class:leader=move || rows.with(|rows| of(rows, run).is_some_and(|r| r.rank == 1))
            class:lit=move || store.lit.get() == Some(run)
            on:pointerenter=move |_| store.lit.set(Some(run))
            on:pointerleave=move |_| store.lit.set(None)
        >
            <td class="num">{cell(|r| r.rank.to_string())}</td>
            <th scope="row">
                <span class="dot" style=("background-color", color)></span>
                {move || display_name(store, run, spec.name)}
            </th>
            <td class="num wide">{rate}</td>
            <td class="num wide">{cell(|r| r.step.to_string())}</td>
            <td class="num" title=exact>{cell(|r| words::number(r.loss))}</td>
            <td class="num wide">{cell(|r| words::number(r.gradient))}</td>
            <td class="num wide">{cell(|r| r.distance.map_or_else(|| "–".to_owned(), words::number))}</td>
            <td class="num wide">{cell(|r| r.evaluations.to_string())}</td>
            <td class="wide">{cost}</td>
            <td class:lost=is_lost>{outcome}</td>
        </tr>
    }
    .into_any()
}

fn of(rows: &[Row], run: usize) -> Option<&Row> {
    rows.iter().find(|row| row.run == run)
}

/// What a step costs, in words.
fn cost(cost: Cost) -> String {
    let hessian = if cost.hessians > 0 { " + Hessian" } else { "" };
    format!("{} gradient{hessian}, memory {}×", cost.gradients, cost.memory)
}
