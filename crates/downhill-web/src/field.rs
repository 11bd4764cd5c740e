//! Fields: a number with its slider, made from its range, and any text that means a value.

use crate::rates::rounded;
use crate::signals::RwSignal;
use crate::ui::{El, el, follow, new_id};
use downhill_core::num::{decimal, pow};
use downhill_core::spec::{Range, Scale};
use downhill_core::text;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
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
            decimal(&format!("{:.digits$}", low + at * (high - low))).unwrap_or(low)
        }
        Scale::Log => decimal(&format!("{:.2e}", low * pow(high / low, at))).unwrap_or(low),
    }
}

/// Says why a text cannot be used; the beginning of a text that can is not wrong.
pub(crate) type Fault = Rc<dyn Fn(&str) -> Option<String>>;

/// Text that means a value.
pub(crate) struct Typed {
    /// The accessible name.
    pub(crate) name: Read<String>,
    /// The value that stands, as text.
    pub(crate) shown: Read<String>,
    pub(crate) fault: Fault,
    /// Sets what a text means, where it can be used.
    pub(crate) set: Rc<dyn Fn(&str)>,
}

/// A number as a person types it; the decimal comma is understood.
fn parse(typed: &str) -> Option<f64> {
    decimal(&typed.trim().replace(',', ".").replace('\u{2212}', "-"))
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
            if let Some(notch) = decimal(&event_target_value(&ev)) {
                set(value_at(&range, notch / NOTCHES));
            }
        })
}

/// What was typed, and the value that stood when it was, as text: once another stands, it is forgotten.
type Draft = RwSignal<Option<(String, String)>>;

/// The field of a number.
pub(crate) fn field(number: &Number) -> El {
    let Number { name, range, value, set } = number.clone();
    let draft = Draft::new(None);
    let now = {
        let value = value.clone();
        // ARIA knows no powers of ten.
        move || value().to_string()
    };
    let input = el("input")
        .attr("inputmode", "decimal")
        .attr("role", "spinbutton")
        .attr("aria-valuenow", now)
        .on(ev::keydown, nudge(number.clone(), draft));
    let set = move |typed: &str| {
        if let Some(v) = usable(typed, &range) {
            set(v);
        }
    };
    let typed = Typed {
        name,
        shown: Rc::new(move || text::number(value())),
        fault: Rc::new(move |typed| is_unusable(typed, &range).then(|| range.words())),
        set: Rc::new(set),
    };
    with_message(typed, draft, input)
}

/// The field of a text.
pub(crate) fn text_field(typed: Typed) -> El {
    with_message(typed, Draft::new(None), el("input"))
}

/// What was typed stays in the field, and what cannot be used is explained under it.
fn with_message(typed: Typed, draft: Draft, input: El) -> El {
    let Typed { name, shown, fault, set } = typed;
    forget_when_changed(draft, shown.clone());
    let message = {
        let fault = fault.clone();
        Rc::new(move || draft.with(|d| d.as_ref().and_then(|(typed, _)| fault(typed))))
    };
    let is_bad: Read<bool> = {
        let fault = fault.clone();
        Rc::new(move || draft.with(|d| d.as_ref().is_some_and(|(typed, _)| fault(typed).is_some())))
    };
    let accept = {
        let shown = shown.clone();
        move |ev: Event| {
            let typed = event_target_value(&ev);
            set(&typed);
            draft.set(Some((typed, untrack(|| shown()))));
        }
    };
    let [invalid, marked, described, there] = [(); 4].map(|()| is_bad.clone());
    let leave = fault.clone();
    let on_enter = move |ev: KeyboardEvent| {
        if ev.key() == "Enter" {
            settle(draft, &fault);
        }
    };
    let id = new_id();
    let describe = id.clone();
    let input = input
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-label", move || name())
        .attr("aria-invalid", move || invalid())
        .attr("aria-describedby", move || described().then(|| describe.clone()))
        .class_if("bad", move || marked())
        .value(move || draft.get().map_or_else(|| shown(), |(typed, _)| typed))
        .on(ev::input, accept)
        .on(ev::keydown, on_enter)
        .on(ev::blur, move |_| settle(draft, &leave));
    let error = move |_| {
        let message = message.clone();
        el("span").class("error").attr("id", id.as_str()).attr("role", "status").text(move || message())
    };
    el("span").class("field").child(input).items(move || usize::from(there()), error)
}

/// Another value was set elsewhere: what was typed before has no meaning any more.
fn forget_when_changed(draft: Draft, shown: Read<String>) {
    follow(Box::new(move || {
        let now = shown();
        if draft.with_untracked(|d| d.as_ref().is_some_and(|(_, stood)| *stood != now)) {
            draft.set(None);
        }
    }));
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
fn settle(draft: Draft, fault: &Fault) {
    draft.update(|d| *d = d.take().filter(|(typed, _)| fault(typed).is_some()));
}

/// The up and down keys move the number by a hundredth of its slider.
fn nudge(number: Number, draft: Draft) -> impl Fn(KeyboardEvent) {
    let Number { range, value, set, .. } = number;
    move |ev| {
        let direction = match ev.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
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
        Scale::Log => value.max(low) * pow(high / low, direction / 100.0),
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
    }

    #[test]
    fn only_a_range_without_end_takes_infinity() {
        assert_eq!(usable("inf", &Range::new(1.0, f64::INFINITY)), Some(f64::INFINITY));
        assert_eq!(usable("inf", &Range::new(0.0, 1.0)), None);
        assert_eq!(usable("nan", &Range::new(0.0, f64::INFINITY)), None);
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
