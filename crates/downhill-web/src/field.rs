//! A number with a slider and a field, made from its range.

use downhill_core::spec::{Range, Scale};
use downhill_core::text;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Positions of a slider.
const NOTCHES: f64 = 1000.0;

/// One number that a person can set.
#[derive(Clone)]
pub(crate) struct Number {
    /// The accessible name.
    pub(crate) name: Signal<String>,
    pub(crate) range: Range,
    pub(crate) value: Signal<f64>,
    pub(crate) set: Callback<f64>,
}

/// Where a value stands on its slider, from 0 to 1.
fn place(range: &Range, value: f64) -> f64 {
    let [low, high] = range.slider;
    let at = match range.scale {
        Scale::Linear => (value - low) / (high - low),
        Scale::Log => (value / low).ln() / (high / low).ln(),
    };
    at.clamp(0.0, 1.0)
}

/// The value at a place of the slider, in three significant digits.
fn value_at(range: &Range, at: f64) -> f64 {
    let [low, high] = range.slider;
    match range.scale {
        Scale::Linear => {
            let digits = (2.0 - (high - low).log10()).ceil().clamp(0.0, 12.0) as usize;
            format!("{:.digits$}", low + at * (high - low)).parse().unwrap_or(low)
        }
        Scale::Log => format!("{:.2e}", low * (high / low).powf(at)).parse().unwrap_or(low),
    }
}

/// A number as a person types it; the decimal comma is understood.
fn parse(typed: &str) -> Option<f64> {
    let plain = typed.trim().replace(',', ".").replace('\u{2212}', "-");
    plain.parse().ok().filter(|v: &f64| v.is_finite())
}

/// The slider of a number.
pub(crate) fn slider(number: &Number) -> AnyView {
    let Number { name, range, value, set } = number.clone();
    view! {
        <input
            type="range"
            class="slider"
            min="0"
            max=NOTCHES
            step="1"
            aria-label=move || name.get()
            aria-valuetext=move || text::number(value.get())
            prop:value=move || (place(&range, value.get()) * NOTCHES).round().to_string()
            on:input=move |ev| {
                if let Ok(notch) = event_target_value(&ev).parse::<f64>() {
                    set.run(value_at(&range, notch / NOTCHES));
                }
            }
        />
    }
    .into_any()
}

/// The field of a number: what was typed stays, and what cannot be used is explained under it.
pub(crate) fn field(number: &Number) -> AnyView {
    let Number { name, range, value, set } = number.clone();
    let draft = RwSignal::new(None::<String>);
    let typed = move || draft.get().unwrap_or_else(|| text::number(value.get()));
    let is_bad = move || draft.with(|d| d.as_deref().is_some_and(|d| !parse(d).is_some_and(|v| range.contains(v))));
    let accept = move |entry: String| {
        if let Some(v) = parse(&entry).filter(|v| range.contains(*v)) {
            set.run(v);
        }
        draft.set(Some(entry));
    };
    let nudge = move |ev: KeyboardEvent| {
        let direction = match ev.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            "Enter" => {
                draft.update(|d| *d = d.take().filter(|d| parse(d).is_none()));
                return;
            }
            _ => return,
        };
        ev.prevent_default();
        draft.set(None);
        let next = value_at(&range, (place(&range, value.get_untracked()) + direction / 100.0).clamp(0.0, 1.0));
        set.run(next);
    };
    view! {
        <span class="field">
            <input
                type="text"
                inputmode="decimal"
                role="spinbutton"
                autocomplete="off"
                spellcheck="false"
                aria-label=move || name.get()
                aria-valuenow=move || text::number(value.get())
                aria-invalid=move || is_bad().to_string()
                class:bad=is_bad
                prop:value=typed
                on:input=move |ev| accept(event_target_value(&ev))
                on:keydown=nudge
                on:blur=move |_| if !is_bad() { draft.set(None) }
            />
            <Show when=is_bad>
                <span class="error" role="alert">{range.words()}</span>
            </Show>
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_and_a_true_minus_are_understood() {
        assert_eq!(parse("0,85"), Some(0.85));
        assert_eq!(parse(" \u{2212}1.5 "), Some(-1.5));
        assert_eq!(parse("abc"), None);
        assert_eq!(parse("inf"), None);
    }

    #[test]
    fn a_slider_gives_back_the_value_it_stands_at() {
        let range = Range::new(0.0, 1e6).log_slider(1e-5, 10.0);
        for v in [1e-5, 0.005, 0.2, 10.0] {
            assert!((value_at(&range, place(&range, v)) / v - 1.0).abs() < 1e-2);
        }
        let linear = Range::decay();
        assert_eq!(value_at(&linear, place(&linear, 0.9)), 0.9);
    }
}
