//! A dialog in which one of many things is found by typing and taken by the keyboard or the pointer.

use crate::engine;
use crate::more;
use crate::signals::RwSignal;
use crate::ui::{El, el, new_id};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// One of the things.
#[derive(Clone, Copy)]
pub(crate) struct Item {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// One plain sentence, where it stands: it may come with the third module.
    pub(crate) words: &'static &'static str,
    pub(crate) group: &'static str,
}

/// What the parts of a picker share.
#[derive(Clone)]
struct Picker {
    items: Rc<[Item]>,
    choose: Rc<dyn Fn(&str)>,
    /// The dialog's id; the list's and the options' begin with it.
    id: Rc<str>,
    query: RwSignal<String>,
    /// Which of the things found Enter takes.
    active: RwSignal<usize>,
    /// The list is only there while the dialog is open.
    is_open: RwSignal<bool>,
    dialog: StoredValue<Option<HtmlDialogElement>, LocalStorage>,
}

/// The button that opens the dialog, and the dialog.
pub(crate) fn picker(
    title: &'static str,
    search: &'static str,
    button: El,
    items: Vec<Item>,
    choose: Rc<dyn Fn(&str)>,
) -> El {
    let picker = Picker {
        items: items.into(),
        choose,
        id: new_id().into(),
        query: RwSignal::new(String::new()),
        active: RwSignal::new(0),
        is_open: RwSignal::new(false),
        dialog: StoredValue::new_local(None),
    };
    let opener = picker.clone();
    let is_open = picker.is_open;
    let close = el("button").attr("type", "button").class("small").text("Close");
    let closer = picker.clone();
    let list = picker.clone();
    let dialog = el("dialog")
        .class("picker")
        .attr("id", &*picker.id)
        .attr("aria-label", title)
        .child(
            el("div")
                .class("picker-head")
                .child(search_field(&picker, search))
                .child(close.on(ev::click, move |_| closer.close())),
        )
        .made(move || if is_open.get() { more::late(|| vec![results(&list)]) } else { Vec::new() })
        .on(ev::close, move |_| is_open.set(false));
    picker.dialog.set_value(dialog.element().clone().dyn_into().ok());
    el("div").class("picker-place").child(button.on(ev::click, move |_| opener.open())).child(dialog)
}

impl Picker {
    fn dialog(&self) -> Option<HtmlDialogElement> {
        self.dialog.get_value()
    }

    fn open(&self) {
        engine::fetch_more();
        self.query.set(String::new());
        self.active.set(0);
        self.is_open.set(true);
        if let Some(dialog) = self.dialog() {
            // Opening an open dialog is the only failure, and it is open then.
            drop(dialog.show_modal());
        }
    }

    /// The browser gives the focus back to the button.
    fn close(&self) {
        if let Some(dialog) = self.dialog() {
            dialog.close();
        }
    }

    fn take(&self, id: &str) {
        self.close();
        (self.choose)(id);
    }

    /// What is found: those first whose name holds what was typed.
    fn found(&self) -> Vec<Item> {
        let query = self.query.with(|q| q.trim().to_ascii_lowercase());
        let holds = |text: &str| text.to_ascii_lowercase().contains(&query);
        let (mut named, others): (Vec<Item>, Vec<Item>) =
            self.items.iter().copied().partition(|item| holds(item.name) || holds(item.id));
        named.extend(others.into_iter().filter(|item| holds(item.words) || holds(item.group)));
        named
    }

    fn option_id(&self, place: usize) -> String {
        format!("{}-{place}", self.id)
    }

    /// Arrows walk through the list, Enter takes, and the browser's Escape closes.
    fn key(&self, ev: &KeyboardEvent) {
        let found = untrack(|| self.found());
        let now = self.active.get_untracked();
        let next = match ev.key().as_str() {
            "ArrowDown" => (now + 1) % found.len().max(1),
            "ArrowUp" => (now + found.len().max(1) - 1) % found.len().max(1),
            "Enter" => {
                ev.prevent_default();
                return found.get(now).map_or((), |item| self.take(item.id));
            }
            _ => return,
        };
        ev.prevent_default();
        self.active.set(next);
        let option = self.dialog().and_then(|d| d.query_selector(&format!("#{}", self.option_id(next))).ok().flatten());
        if let Some(option) = option {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }
}

fn search_field(picker: &Picker, name: &'static str) -> El {
    let (query, active) = (picker.query, picker.active);
    let (marked, keys) = (picker.clone(), picker.clone());
    el("input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-expanded", "true")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", format!("{}-list", picker.id))
        .attr("aria-activedescendant", move || marked.option_id(active.get()))
        .attr("aria-label", name)
        .attr("placeholder", name)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(move || query.get())
        .on(ev::input, move |ev| {
            query.set(event_target_value(&ev));
            active.set(0);
        })
        .on(ev::keydown, move |ev| {
            // Who types before the third module is here loses no key.
            let keys = keys.clone();
            more::when_here(move || untrack(|| keys.key(&ev)));
        })
}

/// What is found: in groups while nothing was typed, else the best first.
fn results(picker: &Picker) -> El {
    let picker = picker.clone();
    let id = format!("{}-list", picker.id);
    let make = move || {
        let found = picker.found();
        let is_grouped = picker.query.with(|q| q.trim().is_empty());
        let mut parts: Vec<El> = Vec::new();
        let mut group = "";
        for (place, item) in found.iter().enumerate() {
            let option = option(&picker, place, *item);
            let part = if is_grouped && item.group == group { parts.pop() } else { None };
            group = item.group;
            parts.push(match part {
                Some(part) => part.child(option),
                None if is_grouped => group_of(group).child(option),
                None => option,
            });
        }
        if parts.is_empty() {
            // It takes the first option's id: the search field points there.
            let nothing = el("p").class("note").attr("role", "option").attr("aria-disabled", "true");
            parts.push(nothing.attr("id", picker.option_id(0)).text("Nothing found"));
        }
        parts
    };
    el("div").class("picker-list").attr("role", "listbox").attr("aria-label", "Found").attr("id", id).made(make)
}

fn group_of(title: &'static str) -> El {
    let words = el("div").class("picker-group").attr("aria-hidden", "true").text(title);
    el("div").attr("role", "group").attr("aria-label", title).child(words)
}

fn option(picker: &Picker, place: usize, item: Item) -> El {
    let (active, taker) = (picker.active, picker.clone());
    let id = picker.option_id(place);
    let words = format!("{id}-words");
    let is_active = move || active.get() == place;
    el("div")
        .class("picker-option")
        .attr("role", "option")
        .attr("aria-label", item.name)
        .attr("aria-describedby", words.as_str())
        .attr("aria-selected", is_active)
        .attr("id", id)
        .child(el("strong").text(item.name))
        .child(el("span").attr("id", words).text(*item.words))
        .on(ev::click, move |_| taker.take(item.id))
}
