//! What an optimizer and a surface are: words first, then the formula, where it comes from, and the run as code.

use crate::address::copy_text;
use crate::engine::{self, More};
use crate::formula::math;
use crate::more::{late, late_in};
use crate::signals::{Memo, RwSignal};
use crate::state::Store;
use crate::ui::{El, button, el};
use downhill_core::spec::Source;
use downhill_core::surface::Group;
use downhill_core::{library, optimizer, surface};
use leptos::ev;
use leptos::prelude::*;

/// Who it is by, as a link where there is one.
fn source(source: &Source) -> El {
    if source.url.is_empty() {
        return el("span").text(source.cite);
    }
    el("a").attr("href", source.url).attr("target", "_blank").attr("rel", "noopener noreferrer").text(source.cite)
}

/// The plain sentence, the formula, the paper and the variant, and the run as code.
pub(crate) fn optimizer(store: Store, run: usize, spec: &'static optimizer::Spec, is_open: RwSignal<bool>) -> Vec<El> {
    late(|| {
        vec![
            el("p").text(spec.sentence),
            el("p").class("formulas").children(spec.formula.iter().map(|line| math(line))),
            el("p").class("fine").child(source(&spec.source)).text(". ").text(spec.variant),
            code(store, run, is_open),
        ]
    })
}

/// The classes of a surface's formula, which has room before it is here.
const FORMULA: &str = "note formula-line";

/// What there is to see on a surface; nothing before it is here, which is followed.
pub(crate) fn note(entry: &'static surface::Entry) -> &'static str {
    if entry.is_common || engine::more() == More::Here { entry.spec.note } else { "" }
}

/// The note, the formula, where it comes from, and whether it has a lowest point.
pub(crate) fn surface(entry: &'static surface::Entry) -> Vec<El> {
    let spec = entry.spec;
    let lowest = match spec.group {
        _ if spec.has_lowest => "",
        // Its formula stands in a field, and only its writer knows where it comes from.
        Group::Own => return vec![el("p").class("note").text(note(entry))],
        _ => " It has no known lowest point: it falls for ever, or lower beyond the part that is shown.",
    };
    let rest = || {
        vec![
            el("p").class(FORMULA).child(math(&format!("f = {}", spec.formula))),
            el("p").class("fine").child(source(&spec.source)).text(".").text(lowest),
        ]
    };
    let mut about = vec![el("p").class("note").text(note(entry))];
    let awaited = || [FORMULA, "fine"].map(|class| el("p").class(class).text("\u{a0}")).into();
    about.extend(late_in(rest, awaited));
    about
}

/// The run as a program for each library that has its method: a button copies it and shows what was copied. Nothing is
/// written while the words about the optimizer are closed.
fn code(store: Store, run: usize, is_open: RwSignal<bool>) -> El {
    let write = move || store.experiment.with(|e| e.runs.get(run).map(library::code));
    let programs = Memo::new(move |_| is_open.get().then(write).flatten().unwrap_or_default());
    let shown = RwSignal::new(None);
    let said = RwSignal::new("");
    let program = move |name: &str| {
        programs.with(|all| all.iter().find(|(library, _)| *library == name).map(|(_, code)| code.clone()))
    };
    let copy = move |name: &'static str| {
        shown.set(Some(name));
        let Some(text) = untrack(|| program(name)) else { return };
        leptos::task::spawn_local(async move {
            said.set(if copy_text(&text).await { "Copied." } else { "Select and copy it here." });
        });
    };
    let one = move |name: &'static str| {
        button("small")
            .attr("aria-label", move || format!("{}: copy as {name} code", store.run_name(run)))
            .text(name)
            .on(ev::click, move |_| copy(name))
    };
    let names = Memo::new(move |_| programs.with(|all| all.iter().map(|(name, _)| *name).collect::<Vec<_>>()));
    let text = move || shown.get().and_then(program);
    let pre = move || el("pre").attr("tabindex", "0").attr("role", "group").attr("aria-label", "Code").text(text);
    el("div")
        .class("code")
        .class_if("none", move || names.with(Vec::is_empty))
        .child(el("span").class("fine").text("Copy as code"))
        .child(el("span").class("buttons").made(move || names.get().into_iter().map(one)))
        .child(el("span").class("fine").attr("role", "status").text(move || said.get()))
        .when(move || text().is_some(), pre)
}
