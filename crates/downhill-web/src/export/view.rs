//! What stands in the dialog.

use super::figure::{Chosen, draw, drawn, svg};
use super::race::Race;
use super::save::{awaited, blob, copy, name, png, save, save_report};
use crate::signals::{RwSignal, effect};
use crate::state::Store;
use crate::ui::{El, button, el, option};
use downhill_core::view::Named;
use downhill_core::{Experiment, Trajectory, report};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, HtmlInputElement};

/// Everything that the dialog keeps while it is open.
#[derive(Clone, Copy)]
struct Dialog {
    chosen: Chosen,
    race: Race,
    /// Width and height of the figure.
    size: RwSignal<[f64; 2]>,
    /// What was done last.
    said: RwSignal<String>,
}

pub(super) fn view(store: Store) -> Vec<El> {
    let (size, said) = (RwSignal::new([0.0; 2]), RwSignal::new(String::new()));
    let dialog = Dialog { chosen: Chosen::new(store), race: Race::new(), size, said };
    on_cleanup(move || dialog.race.cancel());
    vec![dialog.choices(), dialog.preview(), dialog.pictures(), dialog.numbers(), dialog.progress(), dialog.words()]
}

impl Dialog {
    fn choices(self) -> El {
        let Chosen { shape, layout, theme, chart, .. } = self.chosen;
        let input = el("input")
            .attr("type", "checkbox")
            .checked(move || chart.get())
            .on(ev::change, move |ev| chart.set(event_target::<HtmlInputElement>(&ev).checked()));
        el("div")
            .class("export-choices")
            .child(choice("For", shape, &["print, 5:4", "slides, 16:9"]))
            .child(choice("Maps", layout, &["side by side", "overlay"]))
            .child(choice("Theme", theme, &["light", "dark"]))
            .child(el("label").class("check").child(input).text("Loss chart"))
    }

    /// The figure as it will be, drawn again whenever something changes.
    fn preview(self) -> El {
        let canvas = el("canvas");
        let node: HtmlCanvasElement = canvas.element().clone().unchecked_into();
        let said = RwSignal::new(String::new());
        effect(move || {
            if let Some(sheet) = self.chosen.sheet() {
                self.size.set(sheet.size);
                said.set(format!("{}. {}", sheet.name, sheet.description));
                draw(&sheet, node.clone(), window().device_pixel_ratio().max(2.0));
            }
        });
        el("div").class("export-preview").child(canvas.attr("role", "img").attr("aria-label", move || said.get()))
    }

    fn pictures(self) -> El {
        let scale = self.chosen.scale;
        let words = move |k: u8| {
            let [w, h] = self.size.get().map(|side| f64::from(k) * side);
            format!("{k}x, {w} × {h}")
        };
        let sizes = (1..=4u8).map(|k| option(&k.to_string(), "").text(move || words(k)));
        let sizes = el("select")
            .attr("aria-label", "Pixels")
            .children(sizes)
            .value(move || scale.get().to_string())
            .on(ev::change, move |ev| scale.set(event_target_value(&ev).parse().unwrap_or(2)));
        el("div")
            .class("export-row")
            .child(sizes)
            .child(act("PNG", move || self.save_png()))
            .child(act("Copy image", move || self.copy_image()))
            .child(act("SVG", move || self.save_svg()))
            .child(act("GIF of the race", move || self.save_race()))
    }

    fn numbers(self) -> El {
        el("div")
            .class("export-row")
            .child(el("span").class("fine").text("Every step of every run:"))
            .child(act("CSV", move || self.save_report(report::csv, "csv", "text/csv")))
            .child(act("JSON", move || self.save_report(report::json, "json", "application/json")))
    }

    fn progress(self) -> El {
        let made = self.race.made;
        let part = move |read: fn((u32, u32)) -> u32| move || made.get().map(read).unwrap_or_default().to_string();
        let bar = move || {
            let bar = el("progress")
                .attr("aria-label", "GIF")
                .attr("max", part(|(_, count)| count))
                .attr("value", part(|(made, _)| made));
            let cancel = act("Cancel", move || {
                self.race.cancel();
                self.said.set("The GIF was cancelled".into());
            });
            el("div").class("export-row").child(bar).child(cancel)
        };
        el("div").when(move || made.with(Option::is_some), bar)
    }

    fn words(self) -> El {
        el("p").class("fine export-said").attr("role", "status").text(move || self.said.get())
    }

    fn name(self, ending: &str) -> String {
        name(self.chosen.store, ending)
    }

    fn save(self, content: &JsValue, ending: &str, kind: &str) {
        let name = self.name(ending);
        let saved = blob(content, kind).and_then(|file| save(&name, &file));
        self.say(saved, format!("Saved {name}"));
    }

    /// Says what was done, or that it could not be; the dialog may be gone by then.
    fn say(self, done: Option<()>, words: String) {
        self.said.set(done.map_or_else(|| "The browser does not allow it here".into(), |()| words));
    }

    fn canvas(self) -> Option<HtmlCanvasElement> {
        let scale = f64::from(self.chosen.scale.get_untracked());
        drawn(&untrack(|| self.chosen.sheet())?, scale)
    }

    fn save_png(self) {
        let Some(canvas) = self.canvas() else { return };
        let name = self.name("png");
        leptos::task::spawn_local(async move {
            let file = awaited(png(&canvas)).await;
            self.say(file.and_then(|file| save(&name, &file)), format!("Saved {name}"));
        });
    }

    fn copy_image(self) {
        let Some(canvas) = self.canvas() else { return };
        leptos::task::spawn_local(async move { self.say(copy(png(&canvas)).await, "Copied".into()) });
    }

    fn save_svg(self) {
        if let Some(sheet) = untrack(|| self.chosen.sheet()) {
            self.save(&svg(&sheet).into(), "svg", "image/svg+xml");
        }
    }

    fn save_report(self, write: fn(&Experiment, &[Trajectory]) -> String, ending: &str, kind: &str) {
        self.say(save_report(self.chosen.store, write, ending, kind), format!("Saved {}", self.name(ending)));
    }

    fn save_race(self) {
        let Some(sheet) = untrack(|| self.chosen.sheet()) else { return };
        if sheet.last() == 0 {
            return self.said.set("Nothing moves: no run has a step to show".into());
        }
        self.said.set(String::new());
        self.race.start(sheet, move |file| match file {
            Some(bytes) => self.save(&bytes.into(), "gif", "image/gif"),
            None => self.said.set(refused(self.chosen.store).into()),
        });
    }
}

/// Why there is no GIF, as far as browsers tell.
fn refused(store: Store) -> &'static str {
    if store.home.is_element() {
        return "No GIF: its encoder did not arrive, or the page around this figure does not allow it to start, by \
                worker-src blob: in its Content-Security-Policy";
    }
    "No GIF: its encoder did not arrive, or the browser does not let it start here"
}

fn act(words: &str, act: impl Fn() + 'static) -> El {
    button("small").text(words).on(ev::click, move |_| act())
}

/// A choice among the values of an enumeration, in the order of their names.
fn choice<T: Named + PartialEq + Send + Sync>(label: &str, chosen: RwSignal<T>, words: &[&str]) -> El {
    let options = T::NAMES.iter().zip(words).map(|((_, name), words)| option(name, words));
    let select = el("select").children(options).value(move || chosen.get().name()).on(ev::change, move |ev| {
        if let Some(value) = T::named(&event_target_value(&ev)) {
            chosen.set(value);
        }
    });
    el("label").class("export-choice").child(el("span").text(label)).child(select)
}
