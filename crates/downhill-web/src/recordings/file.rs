//! Files: chosen, dropped and read.

use super::{Case, Laid, json};
use crate::more;
use crate::state::Store;
use crate::ui::{El, button, el};
use downhill_core::FieldError;
use downhill_core::recording::read_table;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlElement, HtmlInputElement};

/// The largest file, in bytes.
const LARGEST: f64 = 2e6;

/// A button for the browser's own choice of files.
pub(super) fn picker(store: Store) -> El {
    let take = move |ev| {
        let input: HtmlInputElement = event_target(&ev);
        lay(store, input.files());
        // The same file can be chosen again.
        input.set_value("");
    };
    let input = el("input")
        .attr("type", "file")
        .attr("id", "recorded-file")
        .attr("class", "visually-hidden")
        .attr("accept", ".json,.csv,.tsv,.txt")
        .attr("multiple", "")
        .attr("tabindex", "-1")
        .attr("aria-hidden", "true")
        .on(ev::change, take);
    let open = move |_| store.home.all("#recorded-file").iter().for_each(HtmlElement::click);
    let what = "A CSV file of step,x,y, or JSON with positions and steps; it can also be dropped anywhere on the page";
    let button = button("small").attr("title", what).text("Lay a recorded path over").on(ev::click, open);
    el("div").class("recordings-file").child(button).child(input)
}

/// Lays files over the runs that are dropped anywhere on the page or the element.
pub(crate) fn follow_drops(store: Store) {
    store.home.on(ev::dragover, |ev| {
        // Only with files is a drop allowed; text still goes into fields.
        if ev.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            ev.prevent_default();
        }
    });
    store.home.on(ev::drop, move |ev| {
        let files = ev.data_transfer().and_then(|data| data.files()).filter(|files| files.length() > 0);
        if files.is_some() {
            ev.prevent_default();
            lay(store, files);
        }
    });
}

/// Reads files as soon as what reads them is here.
fn lay(store: Store, files: Option<FileList>) {
    store.laid_problem.set(None);
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|i| files.get(i))).collect::<Vec<_>>();
    more::when_here(move || leptos::task::spawn_local(lay_all(store, files)));
}

async fn lay_all(store: Store, files: Vec<File>) {
    for file in files {
        match read(&file).await {
            Ok(cases) => store.laid.update(|all| all.push(Laid::new(cases, store))),
            Err(problem) => store.laid_problem.set(Some(problem.within(&file.name()).to_string())),
        }
    }
}

async fn read(file: &File) -> Result<Vec<Case>, FieldError> {
    if file.size() > LARGEST {
        let found = format!("{:.1} MB", file.size() / 1e6);
        return Err(FieldError::new("size", found, "at most 2 MB"));
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    let text = text.ok_or_else(|| FieldError::new("file", "nothing readable", "text"))?;
    let name = file.name();
    let name = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    if text.trim_start().starts_with(['{', '[']) {
        return json::parse(name, &text);
    }
    let case = |recording| Case { recording, surface: None };
    Ok(read_table(name, &text)?.into_iter().map(case).collect())
}
