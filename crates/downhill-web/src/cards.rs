//! The optimizers: each card is legend, control and live result in one.

use crate::field::{self, Number};
use crate::state::Store;
use downhill_core::Setting;
use downhill_core::optimizer::{self, Family, OPTIMIZERS};
use downhill_core::spec::{Kind, Param, Slot};
use downhill_figure::words::Tone;
use downhill_figure::{Palette, words};
use leptos::prelude::*;

/// All cards, and the way to add one.
pub(crate) fn cards(store: Store) -> AnyView {
    // Cards are made anew only when the list of optimizers changes, so that a slider keeps its focus while it moves.
    let list =
        Memo::new(move |_| store.experiment.with(|e| e.runs.iter().map(|r| r.entry.spec.id).collect::<Vec<_>>()));
    view! {
        <h2>"Optimizers"</h2>
        <div class="card-list">
            {move || list.get().into_iter().enumerate().filter_map(|(run, id)| Some(card(store, run, optimizer::find(id)?))).collect_view()}
        </div>
        {adder(store)}
    }
    .into_any()
}

/// A native select that adds what is chosen.
fn adder(store: Store) -> AnyView {
    let add = move |ev| {
        if let Some(entry) = optimizer::find(&event_target_value(&ev)) {
            store.add_run(entry);
        }
    };
    let group = |family: Family| {
        let members = OPTIMIZERS.iter().filter(|e| e.spec.family == family);
        let options = members.map(|e| view! { <option value=e.spec.id>{e.spec.name}</option> }).collect_view();
        view! { <optgroup label=family.title()>{options}</optgroup> }
    };
    view! {
        <select class="adder" aria-label="Add an optimizer" prop:value="" on:change=move |ev| { add(ev.clone()); reset_select(&ev) }>
            <option value="">"+ Add an optimizer"</option>
            {Family::ALL.map(group).collect_view()}
        </select>
    }
    .into_any()
}

fn reset_select(ev: &leptos::ev::Event) {
    event_target::<web_sys::HtmlSelectElement>(ev).set_value("");
}

fn card(store: Store, run: usize, entry: &'static optimizer::Entry) -> AnyView {
    let spec = entry.spec;
    let name = Signal::derive(move || store.run_name(run));
    let loss = move || {
        let step = store.step();
        store.results.with(|r| r.trajectories.get(run).map(|t| words::number(t.losses[step.min(t.last())])))
    };
    let rate = move || {
        let lr = store.experiment.with(|e| e.runs.get(run).and_then(downhill_core::Run::lr));
        lr.map_or_else(|| "no rate".to_owned(), |lr| format!("lr {}", downhill_core::text::number(lr)))
    };
    let outcome =
        move || store.results.with(|r| r.trajectories.get(run).map(|t| words::outcome_short(t.outcome, None)));
    let is_lost =
        move || store.results.with(|r| r.trajectories.get(run).is_some_and(|t| words::tone(t.outcome) == Tone::Bad));
    let color = move || {
        let slot = store.slots().get(run).copied().unwrap_or(Slot::Ink);
        Palette::of(store.theme()).line(slot).css()
    };
    let is_hidden = move || !store.shown().contains(&run);
    let params = spec.params.iter();
    let (rates, others): (Vec<_>, Vec<_>) = params.partition(|p| p.name == "lr");
    view! {
        <article
            class="card"
            class:hidden-run=is_hidden
            class:lit=move || store.lit.get() == Some(run)
            style=("--line", color)
            aria-label=move || name.get()
            on:pointerenter=move |_| store.lit.set(Some(run))
            on:pointerleave=move |_| store.lit.set(None)
        >
            <details class="about">
                <summary>
                    <span class="name">{move || display_name(store, run, spec.name)}</span>
                    <output class="loss">{loss}</output>
                </summary>
                {about(spec)}
            </details>
            <div class="sub">
                <span>{rate}</span>
                <span class="outcome" class:lost=is_lost>{outcome}</span>
            </div>
            {rates.into_iter().map(|p| controls(store, run, p, name)).collect_view()}
            <details class="more">
                <summary aria-label=move || format!("{}: more settings", name.get())>"More"</summary>
                {others.into_iter().map(|p| controls(store, run, p, name)).collect_view()}
                {swatches(store, run, name)}
                {buttons(store, run, name)}
            </details>
        </article>
    }
    .into_any()
}

/// The optimizer's name, numbered only where it appears more than once.
pub(crate) fn display_name(store: Store, run: usize, name: &'static str) -> String {
    let twice = store.experiment.with(|e| e.runs.iter().filter(|r| r.entry.spec.name == name).count() > 1);
    if twice { store.run_name(run) } else { name.to_owned() }
}

fn about(spec: &'static optimizer::Spec) -> AnyView {
    let lines = spec.formula.iter().map(|line| view! { <span class="formula">{*line}</span> }).collect_view();
    view! {
        <p>{spec.sentence}</p>
        <p class="formulas">{lines}</p>
        <p class="fine">
            <a href=spec.source.url target="_blank" rel="noopener noreferrer">{spec.source.cite}</a>
            ". "
            {spec.variant}
        </p>
    }
    .into_any()
}

/// The controls of one hyperparameter, by its kind.
fn controls(store: Store, run: usize, param: &'static Param, name: Signal<String>) -> AnyView {
    let label = Signal::derive(move || format!("{}: {}", name.get(), param.name));
    let read = move || store.experiment.with(|e| e.runs.get(run).and_then(|r| r.settings.get(param.name)));
    let set = Callback::new(move |value| store.set_run_setting(run, param.name, value));
    setting_controls(param, label, Signal::derive(read), set)
}

/// Slider and field, two of each, or a checkbox, for a setting of a surface or an optimizer.
pub(crate) fn setting_controls(
    param: &'static Param,
    label: Signal<String>,
    value: Signal<Option<Setting>>,
    set: Callback<Setting>,
) -> AnyView {
    match param.kind {
        Kind::Number(range, default) => {
            let read = move || value.get().map_or(default, |v| if let Setting::Number(v) = v { v } else { default });
            let set = Callback::new(move |v| set.run(Setting::Number(v)));
            row(param, "", &Number { name: label, range, value: Signal::derive(read), set })
        }
        Kind::Pair(range, default) => {
            let pair = move || value.get().map_or(default, |v| if let Setting::Pair(v) = v { v } else { default });
            let half = move |i: usize, index: &'static str| {
                let name = Signal::derive(move || format!("{} {}", label.get(), i + 1));
                let set = Callback::new(move |v| {
                    let mut both = untrack(pair);
                    both[i] = v;
                    set.run(Setting::Pair(both));
                });
                row(param, index, &Number { name, range, value: Signal::derive(move || pair()[i]), set })
            };
            view! { {half(0, "₁")} {half(1, "₂")} }.into_any()
        }
        Kind::Flag(default) => {
            let read = move || value.get().map_or(default, |v| v == Setting::Flag(true));
            view! {
                <label class="check" title=param.about>
                    <input
                        type="checkbox"
                        aria-label=move || label.get()
                        prop:checked=read
                        on:change=move |ev| set.run(Setting::Flag(event_target_checked(&ev)))
                    />
                    {param.name}
                </label>
            }
            .into_any()
        }
    }
}

fn row(param: &'static Param, index: &'static str, number: &Number) -> AnyView {
    view! {
        <div class="setting" title=param.about>
            <span class="setting-name" aria-hidden="true">{param.name}{index}</span>
            {field::slider(number)}
            {field::field(number)}
        </div>
    }
    .into_any()
}

fn swatches(store: Store, run: usize, name: Signal<String>) -> AnyView {
    let swatch = move |slot: Slot| {
        let is_chosen = move || store.slots().get(run) == Some(&slot);
        view! {
            <button
                type="button"
                class="swatch"
                aria-pressed=move || is_chosen().to_string()
                aria-label=move || format!("{}: {}", name.get(), slot.name())
                title=slot.name()
                style=("background-color", move || Palette::of(store.theme()).line(slot).css())
                on:click=move |_| store.recolor_run(run, slot)
            ></button>
        }
    };
    view! { <div class="swatches" role="group" aria-label=move || format!("{}: colour", name.get())>{Slot::ALL.map(swatch).collect_view()}</div> }
        .into_any()
}

fn buttons(store: Store, run: usize, name: Signal<String>) -> AnyView {
    let is_hidden = move || !store.shown().contains(&run);
    let button = move |word: Signal<&'static str>, act: Callback<()>| {
        view! {
            <button type="button" class="small" aria-label=move || format!("{}: {}", name.get(), word.get()) on:click=move |_| act.run(())>
                {move || word.get()}
            </button>
        }
    };
    let hide_word = Signal::derive(move || if is_hidden() { "Show" } else { "Hide" });
    view! {
        <div class="buttons">
            {button(hide_word, Callback::new(move |()| store.toggle_run(run)))}
            {button("Duplicate".into(), Callback::new(move |()| store.duplicate_run(run)))}
            {button("Remove".into(), Callback::new(move |()| store.remove_run(run)))}
        </div>
    }
    .into_any()
}
