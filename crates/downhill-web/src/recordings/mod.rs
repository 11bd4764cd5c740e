//! Paths that were recorded elsewhere, laid over the live runs. They are no part of the address.

mod file;
mod json;

use crate::engine;
use crate::signals::Memo;
use crate::state::Store;
use crate::ui::{El, button, el, option};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::recording::Recording;
use downhill_core::run::Path;
use downhill_figure::map::Recorded;
use downhill_figure::words;
use leptos::ev;
use leptos::prelude::*;

pub(crate) use file::follow_drops;

/// A file that was laid over the runs: its recordings, and the one on show with what the surface is like along it.
pub(crate) struct Laid {
    cases: Vec<Case>,
    chosen: usize,
    evaluated: Option<(SurfaceChoice, Path)>,
}

/// A recording with the surface that it was made on, where that is known.
pub(crate) struct Case {
    recording: Recording,
    surface: Option<String>,
}

impl Laid {
    /// Chooses the first recording that was made on the surface on show, else the first.
    fn new(cases: Vec<Case>, store: Store) -> Self {
        let shown = store.experiment.with_untracked(|e| e.surface.entry.spec.id);
        let is_from_here = |case: &Case| case.surface.as_deref().and_then(|s| s.split('(').next()) == Some(shown);
        let chosen = cases.iter().position(is_from_here).unwrap_or(0);
        Self { cases, chosen, evaluated: None }
    }

    /// The recording on show, with its points on the surface, once they are known.
    pub(crate) fn shown(&self) -> Option<(&Recording, &Path)> {
        Some((&self.cases.get(self.chosen)?.recording, &self.evaluated.as_ref()?.1))
    }
}

/// Computes what the surface on show is like along every recording that is on another one so far.
pub(crate) fn evaluate(store: Store) {
    let surface = store.experiment.with_untracked(|e| e.surface.clone());
    let is_stale = |laid: &Laid| laid.evaluated.as_ref().is_none_or(|(on, _)| *on != surface);
    if store.laid.with_untracked(|all| all.iter().any(is_stale)) {
        let built = surface.build();
        store.laid.update(|all| {
            for laid in all.iter_mut().filter(|laid| is_stale(laid)) {
                let path = laid.cases.get(laid.chosen).map(|case| case.recording.on(built.as_ref()));
                laid.evaluated = path.map(|path| (surface.clone(), path));
            }
        });
    }
}

/// Every recording on show, for maps and charts.
pub(crate) fn with_recorded<T>(store: Store, act: impl FnOnce(&[Recorded<'_>]) -> T) -> T {
    store.laid.with_untracked(|all| {
        let recorded = |(recording, path)| Recorded { recording, path };
        act(&all.iter().filter_map(Laid::shown).map(recorded).collect::<Vec<_>>())
    })
}

/// The step up to which recordings are shown: all of them at the end, where a run may have ended before them.
pub(crate) fn past_playhead(store: Store) -> f64 {
    let playhead = store.playhead.get_untracked();
    if playhead >= store.last() as f64 { f64::INFINITY } else { playhead }
}

/// The button that lays a file over the runs, and all that were.
pub(crate) fn recordings(store: Store) -> El {
    let count = move || store.laid.with(Vec::len);
    let problem = move || store.laid_problem.get();
    el("div")
        .class("recordings")
        .child(el("div").items(count, move |place| entry(store, place)))
        .when(move || count() > 0, || el("p").class("note").text("Recorded paths are not part of the link."))
        .child(file::picker(store))
        .when(move || problem().is_some(), move || el("p").class("error").attr("role", "alert").text(problem))
}

/// A recording's name or, where its file has several, their choice; and the way to take it away.
fn entry(store: Store, place: usize) -> El {
    let names = Memo::new(move |_| {
        let names = |laid: &Laid| laid.cases.iter().map(|case| case.recording.name.clone()).collect::<Vec<_>>();
        store.laid.with(|all| all.get(place).map(names).unwrap_or_default())
    });
    let chosen = move || store.laid.with(|all| all.get(place).map_or(0, |laid| laid.chosen));
    let choose = move |ev| {
        if let Ok(chosen) = event_target_value(&ev).parse() {
            store.laid.update(|all| {
                all[place].chosen = chosen;
                all[place].evaluated = None;
            });
        }
    };
    let choice = move || {
        let names = names.get();
        match names.as_slice() {
            [only] => el("span").class("name").text(only.as_str()),
            many => {
                let options = many.iter().enumerate().map(|(i, name)| option(&i.to_string(), name));
                let select = el("select").attr("aria-label", "Recorded path").children(options);
                select.value(move || chosen().to_string()).on(ev::change, choose)
            }
        }
    };
    let remove = move |_| {
        store.laid.update(|all| {
            all.remove(place);
        });
    };
    let name = move || names.with(|names| names.get(chosen()).cloned()).unwrap_or_default();
    el("div")
        .class("recorded")
        .child(el("span").class("recorded-line").attr("aria-hidden", "true"))
        .made(move || [choice()])
        .child(
            button("small")
                .attr("aria-label", move || format!("Remove the recorded path {}", name()))
                .text("Remove")
                .on(ev::click, remove),
        )
}

/// The row of a recording in the table of results; what is not recorded stays open.
pub(crate) fn row(store: Store, place: usize) -> El {
    let read = move |read: fn(&Recording, &Path, usize) -> String| {
        move || {
            let step = store.step();
            let end = step >= store.last();
            engine::run(|| {
                store.laid.with(|all| {
                    let (recording, path) = all.get(place)?.shown()?;
                    let count = recording.count_by(if end { f64::INFINITY } else { step as f64 });
                    count.checked_sub(1).map(|k| read(recording, path, k))
                })
            })
            .flatten()
            .unwrap_or_else(|| "–".into())
        }
    };
    let cell = |class: &str| el("td").class(class);
    let name = move || {
        store.laid.with(|all| all.get(place).and_then(|l| l.cases.get(l.chosen)).map(|c| c.recording.name.clone()))
    };
    el("tr")
        .child(cell("num").text("–"))
        .child(el("th").attr("scope", "row").child(el("span").class("recorded-line")).text(name))
        .child(cell("num wide").text("–"))
        .child(cell("num wide cost").text(read(|r, _, k| r.steps[k].to_string())))
        .child(cell("num").text(read(|_, path, k| words::number(path.losses[k]))))
        .child(cell("num wide").text(read(|_, path, k| words::number(path.gradients[k].norm()))))
        .child(cell("num wide far").text("–"))
        .child(cell("num wide far").text("–"))
        .child(cell("wide cost").text("–"))
        .child(cell("").text("Recorded"))
}
