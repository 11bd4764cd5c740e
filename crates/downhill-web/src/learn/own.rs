//! The dialog that takes data of one's own: a table that is pasted, dropped or chosen as a file, and which of its columns
//! are meant. Nothing of it leaves the browser.

use crate::signals::{Memo, RwSignal, effect};
use crate::state::Store;
use crate::ui::{El, button, el, heading, new_id, option};
use downhill_core::data::table::{Columns, Values, read};
use downhill_core::data::{DataChoice, Points, points::MOST_IN_TEXT};
use downhill_core::{FieldError, Setting, Surface, text};
use leptos::ev;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlDialogElement, HtmlElement, HtmlInputElement};

/// The largest file, in bytes.
const LARGEST: f64 = 2e6;
/// How many rows the preview shows.
const SHOWN: usize = 5;

/// What the person has given and chosen.
#[derive(Clone, Copy)]
struct Own {
    store: Store,
    typed: RwSignal<String>,
    /// Why a file could not be read.
    problem: RwSignal<Option<String>>,
    table: Memo<Result<Arc<Columns>, String>>,
    /// The columns of the two features and of the target, by their places.
    chosen: [RwSignal<usize>; 3],
    dialog: StoredValue<Option<HtmlDialogElement>, LocalStorage>,
}

/// The button that opens the dialog, and the dialog.
pub(super) fn own_data(store: Store) -> El {
    let typed = RwSignal::new(String::new());
    let table = Memo::new(move |_| typed.with(|typed| read(typed).map(Arc::new).map_err(|e| e.to_string())));
    let chosen = [0, 1, 1].map(RwSignal::new);
    let own = Own { store, typed, problem: RwSignal::new(None), table, chosen, dialog: StoredValue::new_local(None) };
    // The last column is what is to be learnt, unless a person says otherwise.
    effect(move || {
        let width = table.with(|table| table.as_ref().map_or(2, |table| table.columns.len()));
        own.chosen[2].set(width - 1);
        own.chosen[1].set(1.min(width.saturating_sub(2)));
        own.chosen[0].set(0);
    });
    let is_open = RwSignal::new(false);
    let dialog = el("dialog")
        .class("sheet own-data")
        .attr("aria-label", "Your own data")
        .on(ev::close, move |_| is_open.set(false));
    own.dialog.set_value(dialog.element().clone().dyn_into().ok());
    let head = el("div")
        .class("sheet-head")
        .child(heading("Your own data"))
        .child(button("small").text("Close").on(ev::click, move |_| own.close()));
    let dialog = own.drops(dialog.child(head).made(move || if is_open.get() { own.view() } else { Vec::new() }));
    let open = move |_| {
        is_open.set(true);
        // Opening an open dialog is the only failure, and it is open then.
        own.dialog.with_value(|dialog| dialog.iter().for_each(|dialog| drop(dialog.show_modal())));
    };
    let opener = button("small").attr("aria-haspopup", "dialog").text("Your own data…").on(ev::click, open);
    el("div").class("own-place").child(opener).child(dialog)
}

impl Own {
    fn close(self) {
        self.dialog.with_value(|dialog| dialog.iter().for_each(HtmlDialogElement::close));
    }

    fn view(self) -> Vec<El> {
        let id = new_id();
        let label = el("label").attr("for", id.as_str()).class("note").text(
            "A table with a row for each example and at least two columns, apart by commas, semicolons or tabs. It stays in \
             this browser.",
        );
        let paste = el("textarea")
            .attr("id", id)
            .attr("rows", "6")
            .attr("spellcheck", "false")
            .attr("placeholder", "length;height\n1,5;2,25\n2,0;3,1")
            .value(move || self.typed.get())
            .on(ev::input, move |ev| self.typed.set(event_target_value(&ev)));
        let problem = move || self.problem.get().or_else(|| self.fault());
        let has_table = move || self.table.with(Result::is_ok);
        let spoken = el("p").class("error").attr("role", "alert").text(problem);
        vec![label, paste, self.file(), spoken, el("div").when(has_table, move || self.choices())]
    }

    /// Why what was typed is no table; nothing typed is not wrong.
    fn fault(self) -> Option<String> {
        let is_empty = self.typed.with(|typed| typed.trim().is_empty());
        self.table.with(|table| table.as_ref().err().filter(|_| !is_empty).cloned())
    }

    fn file(self) -> El {
        let take = move |ev| {
            let input: HtmlInputElement = event_target(&ev);
            self.load(input.files().and_then(|files| files.get(0)));
            // The same file can be chosen again.
            input.set_value("");
        };
        let input = el("input")
            .attr("type", "file")
            .attr("class", "visually-hidden")
            .attr("accept", ".csv,.tsv,.txt")
            .attr("tabindex", "-1")
            .attr("aria-hidden", "true")
            .on(ev::change, take);
        let node = input.element().clone().unchecked_into::<HtmlElement>();
        let open = button("small").text("Choose a file").on(ev::click, move |_| node.click());
        el("div").class("own-file").child(open).child(el("span").class("fine").text("or drop it here")).child(input)
    }

    /// A file that is dropped here is a table, not a recorded path.
    fn drops(self, dialog: El) -> El {
        dialog.on(ev::dragover, |ev| ev.prevent_default()).on(ev::drop, move |ev| {
            let file = ev.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if file.is_some() {
                ev.prevent_default();
                ev.stop_propagation();
                self.load(file);
            }
        })
    }

    fn load(self, file: Option<File>) {
        let Some(file) = file else { return };
        self.problem.set(None);
        leptos::task::spawn_local(async move {
            match content(&file).await {
                Ok(text) => self.typed.set(text),
                Err(problem) => self.problem.set(Some(problem.within(&file.name()).to_string())),
            }
        });
    }

    /// The first rows, which columns are meant, and the way to take them.
    fn choices(self) -> El {
        let is_wide = self.store.results.with_untracked(|results| {
            results.surface.as_deref().and_then(Surface::data).is_some_and(|data| data.sort().is_wide)
        });
        let first = if is_wide { "First feature" } else { "Feature" };
        let second = is_wide.then(|| self.column(1, "Second feature"));
        let take = move |_| {
            if let Ok(points) = self.points(is_wide) {
                let own = Setting::Data(DataChoice::own(points));
                // Data is what this setting takes.
                self.store.change(|e| drop(e.surface.settings.set("data", own)));
                super::far::remember(self.store);
                self.close();
            }
        };
        let fault = move || self.points(is_wide).err().map(|e| e.to_string());
        let count = move || self.table.with(|table| table.as_ref().map_or(0, |table| count(table)));
        let size = move || match count() {
            many if many > MOST_IN_TEXT => {
                format!(
                    "{many} rows. A link holds {MOST_IN_TEXT} at most: these are here only as long as the page is open."
                )
            }
            few => text::counted(few, "row"),
        };
        el("div")
            .child(
                el("div")
                    .class("own-columns")
                    .child(self.column(0, first))
                    .children(second)
                    .child(self.column(2, "To learn")),
            )
            .child(el("div").class("scroll").made(move || self.preview()))
            .child(el("p").class("fine").text(size))
            .child(el("p").class("error").text(fault))
            .child(button("small").text("Use these").on(ev::click, take))
    }

    fn column(self, which: usize, words: &str) -> El {
        let names = self.table.with_untracked(|table| {
            table.as_ref().map_or(Vec::new(), |table| table.columns.iter().map(|(name, _)| name.clone()).collect())
        });
        let options = names.iter().enumerate().map(|(place, name)| option(&place.to_string(), name));
        let chosen = self.chosen[which];
        let choose = move |ev| event_target_value(&ev).parse().into_iter().for_each(|place| chosen.set(place));
        let select = el("select").children(options).value(move || chosen.get().to_string()).on(ev::change, choose);
        el("label").text(words).child(select)
    }

    fn points(self, is_wide: bool) -> Result<Points, FieldError> {
        let [first, second, target] = self.chosen.map(|chosen| chosen.get());
        let features = if is_wide { vec![first, second] } else { vec![first] };
        self.table.with(|table| match table {
            Ok(table) => table.points(&features, target),
            Err(problem) => Err(FieldError::new("table", problem.as_str(), "a table")),
        })
    }

    fn preview(self) -> Option<El> {
        let table = self.table.get().ok()?;
        let titles = table.columns.iter().map(|(name, _)| el("th").attr("scope", "col").text(name.as_str()));
        let cell = |values: &Values, row: usize| match values {
            Values::Numbers(numbers) => text::number(numbers[row]),
            Values::Classes(names, classes) => names[usize::from(classes[row] > 0.5)].clone(),
        };
        let row = |row: usize| {
            el("tr").children(table.columns.iter().map(|(_, values)| el("td").class("num").text(cell(values, row))))
        };
        let rows = (0..count(&table).min(SHOWN)).map(row);
        let body = el("tbody").children(rows);
        Some(
            el("table")
                .attr("aria-label", "First rows")
                .child(el("thead").child(el("tr").children(titles)))
                .child(body),
        )
    }
}

fn count(table: &Columns) -> usize {
    table.columns.first().map_or(0, |(_, values)| values.numbers().len())
}

async fn content(file: &File) -> Result<String, FieldError> {
    if file.size() > LARGEST {
        let found = format!("{:.1} MB", file.size() / 1e6);
        return Err(FieldError::new("size", found, "at most 2 MB"));
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| FieldError::new("file", "nothing readable", "text"))
}
