//! Surface, learning rate and start.

use crate::cards::setting_controls;
use crate::field::{self, Number};
use crate::state::Store;
use downhill_core::spec::Range;
use downhill_core::surface::{self, Group, SURFACES};
use downhill_core::view::{ColorMap, Named};
use downhill_core::{Budget, Experiment, V2, text};
use downhill_figure::{Heights, Palette, Ramp, words};
use leptos::prelude::*;

/// The picker of the surface, its note and its parameters.
pub(crate) fn surface_picker(store: Store) -> AnyView {
    let chosen = Memo::new(move |_| store.experiment.with(|e| e.surface.entry.spec.id));
    let spec = move || surface::find(chosen.get()).map(|e| e.spec);
    let option = move |entry: &'static surface::Entry| {
        let id = entry.spec.id;
        view! { <option value=id selected=move || chosen.get() == id>{entry.spec.name}</option> }
    };
    let group = move |group: Group| {
        let members = SURFACES.iter().filter(move |e| e.spec.group == group);
        view! { <optgroup label=group.title()>{members.map(option).collect_view()}</optgroup> }
    };
    let choose = move |ev| {
        if let Some(entry) = surface::find(&event_target_value(&ev)) {
            store.set_surface(entry);
        }
    };
    let params = move || {
        let controls = |param: &'static downhill_core::spec::Param| {
            let read = move || store.experiment.with(|e| e.surface.settings.get(param.name));
            let set = Callback::new(move |value| store.set_surface_setting(param.name, value));
            let label = Signal::derive(move || format!("{}: {}", spec().map_or("", |s| s.name), param.name));
            setting_controls(param, label, Signal::derive(read), set)
        };
        spec().map(|s| s.params.iter().map(controls).collect_view())
    };
    view! {
        <label class="section-label" for="surface">"Surface"</label>
        <select id="surface" prop:value=move || chosen.get() on:change=choose>
            {Group::ALL.map(group).collect_view()}
        </select>
        <p class="note">{move || spec().map(|s| s.note)}</p>
        <p class="note formula">{move || spec().map(|s| format!("f = {}", s.formula))}</p>
        {params}
    }
    .into_any()
}

/// The slider that moves every learning rate at once.
pub(crate) fn rate_control(store: Store) -> AnyView {
    let danger = crate::danger::tint(store);
    let absolute = move || store.rates.with(|r| r.absolute);
    let bounds = move || store.rates.with(crate::rates::Rates::bounds);
    let says = move || {
        let value = store.rates.with(|r| r.value);
        if absolute() { text::number(value) } else { format!("× {}", words::number(value)) }
    };
    let move_to = move |ev| {
        if let Ok(power) = event_target_value(&ev).parse::<f64>() {
            store.set_rates(crate::rates::rounded(10f64.powf(power)));
        }
    };
    let place = move || {
        let [low, high] = bounds();
        (store.rates.with(|r| r.value).log10()).clamp(low, high).to_string()
    };
    view! {
        <div class="rate-head">
            <label class="section-label" for="rate">"Learning rate"</label>
            <output class="rate-value" for="rate">{says}</output>
        </div>
        <div class="rate-track" class:notched=move || !absolute() style=("--danger", move || danger.get())>
            <input
                id="rate"
                type="range"
                class="slider"
                min=move || bounds()[0].to_string()
                max=move || bounds()[1].to_string()
                step="0.01"
                aria-valuetext=move || if absolute() { format!("{} for all", says()) } else { format!("each its own {}", says()) }
                prop:value=place
                on:input=move_to
            />
        </div>
        <label class="check rate-switch">
            <input
                type="checkbox"
                prop:checked=absolute
                on:change=move |ev| store.set_one_rate_for_all(event_target_checked(&ev))
            />
            "one rate for all"
        </label>
        <p class="note rate-note">
            {move || if absolute() { "All runs take the same rate." } else { "Multiplies each run's own rate." }}
            {move || rateless(store)}
        </p>
    }
    .into_any()
}

/// Says which runs have no rate to move.
fn rateless(store: Store) -> Option<String> {
    let names: Vec<_> =
        store.experiment.with(|e| e.runs.iter().filter(|r| r.lr().is_none()).map(|r| r.entry.spec.name).collect());
    (!names.is_empty()).then(|| format!(" {} has none.", names.join(", ")))
}

/// The start point, the budget and the gradient noise, as numbers.
pub(crate) fn start_control(store: Store) -> AnyView {
    let anywhere = Range::new(-1e6, 1e6);
    let number = move |name: &'static str, axis: usize| Number {
        name: name.into(),
        range: {
            let [low, high] = store.experiment.with(|e| e.surface.entry.spec.domain[axis]);
            anywhere.slider(low, high)
        },
        value: Signal::derive(move || <[f64; 2]>::from(store.experiment.with(|e| e.start))[axis]),
        set: Callback::new(move |v| {
            let mut start = <[f64; 2]>::from(store.experiment.with_untracked(|e| e.start));
            start[axis] = v;
            store.set_start(V2::from(start));
        }),
    };
    let count = Number {
        name: "Budget".into(),
        range: Range::new(1.0, f64::from(Experiment::MAX_BUDGET)).log_slider(10.0, 5000.0),
        value: Signal::derive(move || f64::from(store.experiment.with(|e| e.budget.count()))),
        set: Callback::new(move |v: f64| {
            let n = v.round() as u32;
            store.set_budget(match store.experiment.with_untracked(|e| e.budget) {
                Budget::Evals(_) => Budget::Evals(n),
                Budget::Steps(_) => Budget::Steps(n),
            });
        }),
    };
    let noise = Number {
        name: "Gradient noise".into(),
        range: Range::new(0.0, 1e3).slider(0.0, 10.0),
        value: Signal::derive(move || store.experiment.with(|e| e.noise)),
        set: Callback::new(move |v| store.change(|e| e.noise = v)),
    };
    let is_steps = move || store.experiment.with(|e| matches!(e.budget, Budget::Steps(_)));
    let unit = move |ev| {
        let n = store.experiment.with_untracked(|e| e.budget.count());
        store.set_budget(if event_target_value(&ev) == "steps" { Budget::Steps(n) } else { Budget::Evals(n) });
    };
    view! {
        <h2>"Start"</h2>
        <div class="pair">
            <div class="axis"><span aria-hidden="true">"x"</span>{move || field::field(&number("Start x", 0))}</div>
            <div class="axis"><span aria-hidden="true">"y"</span>{move || field::field(&number("Start y", 1))}</div>
        </div>
        <details class="more">
            <summary>"Budget and noise"</summary>
            <div class="setting">
                <span class="setting-name" aria-hidden="true">"budget"</span>
                {field::field(&count)}
                <select aria-label="Budget counts" on:change=unit>
                    <option value="evals" selected=move || !is_steps()>"evaluations"</option>
                    <option value="steps" selected=is_steps>"steps"</option>
                </select>
            </div>
            <div class="setting" title="Standard deviation of the noise in every gradient; the same draws for every optimizer.">
                <span class="setting-name" aria-hidden="true">"noise"</span>
                {field::slider(&noise)}
                {field::field(&noise)}
            </div>
        </details>
    }
    .into_any()
}

/// Which colour is how high, and the choice of colours.
pub(crate) fn height_bar(store: Store) -> AnyView {
    let gradient = move || {
        let ramp = Ramp::of(Palette::of(store.theme()), store.view.with(|v| v.colormap));
        let stops: Vec<_> = (0..=16).map(|i| ramp.at(f64::from(i) / 16.0).css()).collect();
        format!("linear-gradient(to right, {})", stops.join(", "))
    };
    let chosen = Memo::new(move |_| store.experiment.with(|e| e.surface.clone()));
    let ends = move || {
        let surface = chosen.get();
        let built = surface.entry.build(&surface.settings);
        Heights::of(built.as_ref(), surface.entry.spec.domain).ends().map(words::number)
    };
    let choose = move |ev| store.look(|v| v.colormap = ColorMap::named(&event_target_value(&ev)));
    let option = move |(map, name): &'static (ColorMap, &'static str)| {
        view! { <option value=*name selected=move || store.view.with(|v| v.colormap == Some(*map))>{*name}</option> }
    };
    view! {
        <div class="height-head">
            <h2>"Height"</h2>
            <select class="plain" aria-label="Height colours" on:change=choose>
                <option value="">"relief"</option>
                {ColorMap::NAMES.iter().map(option).collect_view()}
            </select>
        </div>
        <div class="height-bar" style=("background-image", gradient)></div>
        <div class="height-ends">
            <span>{move || format!("low {}", ends()[0])}</span>
            <span>{move || format!("high {}", ends()[1])}</span>
        </div>
    }
    .into_any()
}
