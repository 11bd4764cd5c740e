//! The dialog that gives the picture to others: as a link, as an element, as a frame.

use crate::address::{copy_text, link};
use crate::engine;
use crate::more::late;
use crate::signals::RwSignal;
use crate::state::Store;
use crate::ui::{El, button, el, heading, new_id};
use downhill_core::View;
use downhill_core::data::{Points, points::MOST_IN_TEXT};
use downhill_core::text;
use downhill_core::view::{Named, Part};
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};

/// What a person may leave out; only the page has lessons.
const PARTS: [(Part, &str); 5] = [
    (Part::Caption, "Title and text"),
    (Part::Controls, "Controls"),
    (Part::Transport, "Player"),
    (Part::Charts, "Charts"),
    (Part::Table, "Table"),
];

/// How long a button says that it has copied.
const SAID: Duration = Duration::from_secs(3);

/// What the person has chosen in the dialog.
#[derive(Clone, Copy)]
struct Share {
    store: Store,
    hide: RwSignal<Vec<Part>>,
    at_start: RwSignal<bool>,
}

/// The header's button with its dialog.
pub(crate) fn share(store: Store) -> El {
    let is_open = RwSignal::new(false);
    let share = Share { store, hide: RwSignal::new(Vec::new()), at_start: RwSignal::new(false) };
    let dialog =
        el("dialog").class("sheet share").attr("aria-label", "Share").on(ev::close, move |_| is_open.set(false));
    let node = StoredValue::new_local(dialog.element().clone().dyn_into::<HtmlDialogElement>().ok());
    let close = move |_| node.with_value(|node| node.iter().for_each(HtmlDialogElement::close));
    let open = move |_| {
        engine::fetch_more();
        share.hide.set(store.hidden());
        share.at_start.set(store.view.with_untracked(|v| v.step == Some(0)));
        is_open.set(true);
        // Opening an open dialog is the only failure, and it is open then.
        node.with_value(|node| node.iter().for_each(|node| drop(node.show_modal())));
    };
    let head = el("div").class("sheet-head").child(heading("Share"));
    let dialog = dialog
        .child(head.child(button("small").text("Close").on(ev::click, close)))
        .made(move || if is_open.get() { late(|| share.view()) } else { Vec::new() });
    let opener = button("header-button").attr("aria-haspopup", "dialog").text("Share").on(ev::click, open);
    el("div").class("share-place").child(opener).child(dialog)
}

impl Share {
    fn view(self) -> Vec<El> {
        let parts = PARTS.map(|(part, words)| self.part(part, words));
        let at_start = check(move || self.at_start.get(), "At step 0: ask for a prediction first")
            .on(ev::change, move |ev| self.at_start.set(event_target::<HtmlInputElement>(&ev).checked()));
        vec![
            el("fieldset").class("share-parts").child(el("legend").text("Show")).children(parts),
            at_start,
            el("p").class("note").text(move || self.left_out()),
            code("Link", 2, move || self.link()),
            code("Element, for pages that may load a script", 5, move || self.element()),
            code("Frame, for all others", 4, move || self.frame()),
            el("div").class("share-preview").made(move || [self.preview()]),
        ]
    }

    /// A part that is shown unless it is hidden.
    fn part(self, part: Part, words: &str) -> El {
        let turn = move |ev| {
            let is_shown = event_target::<HtmlInputElement>(&ev).checked();
            self.hide.update(|hide| {
                hide.retain(|other| *other != part);
                hide.extend((!is_shown).then_some(part));
            });
        };
        check(move || self.hide.with(|hide| !hide.contains(&part)), words).on(ev::change, turn)
    }

    /// What of the experiment does not travel.
    fn left_out(self) -> Option<String> {
        let count = self.store.experiment.with(|e| e.surface.own_points().map(Points::count))?;
        (count > MOST_IN_TEXT).then(|| {
            format!(
                "Your {count} points do not travel: a link, an element or a frame holds {MOST_IN_TEXT} at most. Whoever \
                 opens it sees the usual data instead."
            )
        })
    }

    /// The text form with these parts hidden.
    fn text(self, hide: Vec<Part>) -> String {
        let step = self.at_start.get().then_some(0);
        self.store.experiment.with(|e| {
            self.store.view.with(|v| {
                let step = step.or(v.step.filter(|step| *step > 0));
                text::print(e, &View { hide, step, ..v.clone() })
            })
        })
    }

    fn link(self) -> String {
        link("", &self.text(self.hide.get()))
    }

    /// The frame's address.
    fn source(self) -> String {
        let names = self.names();
        let query = if names.is_empty() { "?embed".to_owned() } else { format!("?embed&hide={names}") };
        link(&query, &self.text(Vec::new()))
    }

    fn names(self) -> String {
        self.hide.with(|hide| hide.iter().map(|part| part.name()).collect::<Vec<_>>().join(","))
    }

    fn element(self) -> String {
        let script = link("embed.js", "");
        let (text, names) = (attribute(&self.text(Vec::new())), self.names());
        let hide = if names.is_empty() { names } else { format!(" hide=\"{names}\"") };
        format!(
            "<script type=\"module\" src=\"{}\"></script>\n\n<downhill-lab experiment=\"{text}\"{hide}></downhill-lab>",
            attribute(&script)
        )
    }

    fn frame(self) -> String {
        let source = attribute(&self.source());
        format!("<iframe src=\"{source}\" width=\"100%\" height=\"680\" title=\"Downhill\" loading=\"lazy\"></iframe>")
    }

    /// The frame itself, made anew with every change: a frame that goes elsewhere would fill the history.
    fn preview(self) -> El {
        el("iframe").attr("title", "Preview").attr("src", self.source())
    }
}

fn check(holds: impl Fn() -> bool + 'static, words: &str) -> El {
    let input = el("input").attr("type", "checkbox").checked(holds);
    el("label").class("check").child(input).text(words)
}

/// A text to copy, and the button that does it.
fn code(title: &'static str, rows: u32, source: impl Fn() -> String + Copy + 'static) -> El {
    let id = new_id();
    let said = RwSignal::new(None);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let is_copied = copy_text(&untrack(source)).await;
            said.set(Some(if is_copied { "Copied" } else { "Select it" }));
            set_timeout(move || said.set(None), SAID);
        });
    };
    let area = el("textarea")
        .attr("id", id.as_str())
        .attr("readonly", "")
        .attr("spellcheck", "false")
        .attr("rows", rows.to_string())
        .value(source);
    let copier = button("small")
        .attr("aria-label", move || said.get().is_none().then(|| format!("Copy: {title}")))
        .text(move || said.get().unwrap_or("Copy"))
        .on(ev::click, copy);
    let head = el("div").class("share-head").child(el("label").attr("for", id.as_str()).text(title)).child(copier);
    let status = el("span").class("visually-hidden").attr("role", "status").text(move || said.get());
    el("div").class("share-code").child(head).child(area).child(status)
}

/// A text as it stands between double quotes in HTML, as plain as it can be: `&` begins nothing without a `;`.
fn attribute(text: &str) -> String {
    let text = if text.contains(';') { text.replace('&', "&amp;") } else { text.to_owned() };
    text.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts_between_quotes() {
        assert_eq!(attribute("run=adam&steps=5"), "run=adam&steps=5");
        assert_eq!(attribute("f(\"&quot;\")&a"), "f(&quot;&amp;quot;&quot;)&amp;a");
    }
}
