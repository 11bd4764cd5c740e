//! A number with a slider and a field, made from its range.

use crate::rates::rounded;
use crate::ui::{El, el};
use downhill_core::spec::{Range, Scale};
use downhill_core::text;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use std::rc::Rc;
use web_sys::Event;

/// Positions of a slider.
const NOTCHES: f64 = 1000.0;

/// A function that reads signals.
pub(crate) type Read<T> = Rc<dyn Fn() -> T>;

/// One number that a person can set.
#[derive(Clone)]
pub(crate) struct Number {
    /// The accessible name.
    pub(crate) name: Read<String>,
    pub(crate) range: Range,
    pub(crate) value: Read<f64>,
    pub(crate) set: Rc<dyn Fn(f64)>,
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
pub(crate) fn slider(number: &Number) -> El {
    let Number { name, range, value, set } = number.clone();
    let notch = {
        let value = value.clone();
        move || (place(&range, value()) * NOTCHES).round().to_string()
    };
    el("input")
        .attr("type", "range")
        .class("slider")
        .attr("min", "0")
        .attr("max", NOTCHES.to_string())
        .attr("step", "1")
        .attr("aria-label", move || name())
        .attr("aria-valuetext", move || text::number(value()))
        .value(notch)
        .on(ev::input, move |ev| {
            if let Ok(notch) = event_target_value(&ev).parse::<f64>() {
                set(value_at(&range, notch / NOTCHES));
            }
        })
}

/// What was typed, and the number that stood when it was: once another stands, it is forgotten.
type Draft = RwSignal<Option<(String, f64)>>;

/// The field of a number: what was typed stays, and what cannot be used is explained under it.
pub(crate) fn field(number: &Number) -> El {
    let Number { name, range, value, .. } = number.clone();
    let draft = Draft::new(None);
    forget_when_changed(draft, value.clone());
    let is_bad = move || draft.with(|d| d.as_ref().is_some_and(|(typed, _)| is_unusable(typed, &range)));
    let now = {
        let value = value.clone();
        // ARIA knows no powers of ten.
        move || value().to_string()
    };
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("role", "spinbutton")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-label", move || name())
        .attr("aria-valuenow", now)
        .attr("aria-invalid", is_bad)
        .class_if("bad", is_bad)
        .value(move || draft.get().map_or_else(|| text::number(value()), |(typed, _)| typed))
        .on(ev::input, accept(number.clone(), draft))
        .on(ev::keydown, nudge(number.clone(), draft))
        .on(ev::blur, move |_| settle(draft, &range));
    el("span")
        .class("field")
        .child(input)
        .when(is_bad, move || el("span").class("error").attr("role", "status").text(range.words()))
}

/// Another number was set elsewhere: what was typed before has no meaning any more.
fn forget_when_changed(draft: Draft, value: Read<f64>) {
    let effect = RenderEffect::new(move |_| {
        let now = value();
        if draft.with_untracked(|d| d.as_ref().is_some_and(|(_, stood)| *stood != now)) {
            draft.set(None);
        }
    });
    on_cleanup(move || drop(effect));
}

/// The number that was typed, if it may be set.
fn usable(typed: &str, range: &Range) -> Option<f64> {
    parse(typed).filter(|v| range.contains(*v))
}

/// Whether what was typed is wrong; the beginning of a number is not.
fn is_unusable(typed: &str, range: &Range) -> bool {
    let is_begun = matches!(typed.trim(), "" | "-" | "\u{2212}" | "+" | "." | ",");
    !is_begun && usable(typed, range).is_none()
}

/// Drops what was typed unless it cannot be used. A field that is taken away with the focus in it hears of its blur when
/// its draft is gone already.
fn settle(draft: Draft, range: &Range) {
    draft.try_update(|d| *d = d.take().filter(|(typed, _)| is_unusable(typed, range)));
}

/// Takes what is typed, and sets it where it can be used.
fn accept(number: Number, draft: Draft) -> impl Fn(Event) {
    move |ev| {
        let typed = event_target_value(&ev);
        let v = usable(&typed, &number.range);
        draft.set(Some((typed, v.unwrap_or_else(|| untrack(|| (number.value)())))));
        if let Some(v) = v {
            (number.set)(v);
        }
    }
}

/// The up and down keys move the number by a hundredth of its slider; Enter takes what was typed.
fn nudge(number: Number, draft: Draft) -> impl Fn(KeyboardEvent) {
    let Number { range, value, set, .. } = number;
    move |ev| {
        let direction = match ev.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            "Enter" => {
                return settle(draft, &range);
            }
            _ => return,
        };
        ev.prevent_default();
        draft.set(None);
        let next = nudged(&range, untrack(|| value()), direction);
        if range.contains(next) {
            set(next);
        }
    }
}

/// A number a hundredth of its slider on.
fn nudged(range: &Range, value: f64, direction: f64) -> f64 {
    let [low, high] = range.slider;
    rounded(match range.scale {
        Scale::Linear => value + direction * (high - low) / 100.0,
        Scale::Log => value.max(low) * (high / low).powf(direction / 100.0),
    })
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
    fn the_beginning_of_a_number_is_not_wrong() {
        let range = Range::new(-1.0, 1.0);
        for typed in ["", "-", ".", "0.5"] {
            assert!(!is_unusable(typed, &range), "{typed}");
        }
        for typed in ["abc", "9", "--"] {
            assert!(is_unusable(typed, &range), "{typed}");
        }
    }

    #[test]
    fn a_number_beyond_its_slider_moves_by_a_step_and_not_back_to_the_slider() {
        assert_eq!(nudged(&Range::new(-1e6, 1e6).slider(-5.0, 5.0), 50.0, 1.0), 50.1);
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
