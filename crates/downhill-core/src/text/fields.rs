//! Every field of the text form, in the canonical order: how it is read and how it is printed.

use super::read::{self, Draft, Read};
use super::syntax::{self, Field, Node};
use super::write;
use super::{excerpt, one_of};
use crate::experiment::{Budget, Experiment};
use crate::settings::FieldError;
use crate::view::View;

/// One field: the next one needs its line in [`FIELDS`].
struct Entry {
    name: &'static str,
    repeats: bool,
    read: fn(&mut Draft, &Node<'_>) -> Read,
    /// The values it is printed with: none where it has its default, several where it repeats.
    print: fn(&Experiment, &View) -> Vec<String>,
}

impl Entry {
    const fn once(
        name: &'static str,
        read: fn(&mut Draft, &Node<'_>) -> Read,
        print: fn(&Experiment, &View) -> Vec<String>,
    ) -> Self {
        Self { name, repeats: false, read, print }
    }

    const fn repeated(self) -> Self {
        Self { repeats: true, ..self }
    }
}

/// In the order of printing. Fields are also read in this order, so that each finds what it builds on: a surface
/// brings its start, and run numbers need the runs.
static FIELDS: &[Entry] = &[
    Entry::once("v", |_, node| read::version(node), |_, _| Vec::new()),
    Entry::once("surface", Draft::surface, |e, _| vec![super::print_surface(&e.surface)]),
    Entry::once("start", Draft::start, |e, _| vec![write::numbers(&[e.start.x, e.start.y])]),
    Entry::once("run", Draft::run, |e, _| e.runs.iter().map(super::print_run).collect()).repeated(),
    Entry::once(
        "evals",
        |d, node| d.budget("evals", node, Budget::Evals),
        |e, _| write::budget(e.budget, Budget::Evals),
    ),
    Entry::once(
        "steps",
        |d, node| d.budget("steps", node, Budget::Steps),
        |e, _| write::budget(e.budget, Budget::Steps),
    ),
    Entry::once(
        "epochs",
        |d, node| d.budget("epochs", node, Budget::Epochs),
        |e, _| write::budget(e.budget, Budget::Epochs),
    ),
    Entry::once("seed", Draft::seed, |e, _| write::unless(e.seed == 0, || e.seed.to_string())),
    Entry::once("noise", Draft::noise, |e, _| write::unless(e.noise == 0.0, || super::number(e.noise))),
    Entry::once("stop_gradient", Draft::stop_gradient, |e, _| write::number(e.stop.gradient)),
    Entry::once("stop_loss", Draft::stop_loss, |e, _| write::number(e.stop.loss_change)),
    Entry::once("batch", Draft::batch, |e, _| write::count(e.learning.batch)),
    Entry::once("replace", Draft::replace, |e, _| write::unless(!e.learning.replace, || "true".into())),
    Entry::once("split", Draft::split, |e, _| write::share(e.learning.split)),
    Entry::once("folds", Draft::folds, |e, _| write::folds(e.learning.split)),
    Entry::once("patience", Draft::patience, |e, _| write::count(e.learning.patience)),
    Entry::once("layout", Draft::layout, |_, v| write::name(v.layout)),
    Entry::once("step", Draft::step, |_, v| v.step.iter().map(u32::to_string).collect()),
    Entry::once("theme", Draft::theme, |_, v| write::name(v.theme)),
    Entry::once("zoom", Draft::zoom, |_, v| v.zoom.iter().map(|z| write::numbers(z.as_flattened())).collect()),
    Entry::once("hide", Draft::hide, write::hide),
    Entry::once("color", Draft::color, write::colors).repeated(),
    Entry::once("colormap", Draft::colormap, |_, v| write::name(v.colormap)),
    Entry::once("along", Draft::along, |_, v| write::name(v.along)),
    Entry::once("cloud", Draft::cloud, |_, v| write::unless(!v.cloud, || "true".into())),
];

/// Reads every field of a text into the draft.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let fields = syntax::fields(text);
    for entry in FIELDS {
        let mut of_this_name = fields.iter().filter(|field| field.name == entry.name);
        let first = of_this_name.next();
        if let Some(field) = first {
            read_one(entry, field, draft);
        }
        for field in of_this_name {
            if entry.repeats {
                read_one(entry, field, draft);
            } else {
                draft.problems.push(FieldError::new(entry.name, "a second one", "it only once; the first was read"));
            }
        }
    }
    draft.problems.extend(fields.iter().filter_map(unknown));
}

/// Prints every field that differs from its default.
pub(super) fn print(experiment: &Experiment, view: &View) -> String {
    let values = |entry: &Entry| {
        let name = entry.name;
        (entry.print)(experiment, view).into_iter().map(move |value| format!("{name}={value}"))
    };
    FIELDS.iter().flat_map(values).collect::<Vec<_>>().join("&")
}

fn read_one(entry: &Entry, field: &Field<'_>, draft: &mut Draft) {
    let is_run = entry.name == "run";
    match &field.value {
        Ok(node) => {
            if let Err(problem) = (entry.read)(draft, node) {
                let field = if problem.field.is_empty() { entry.name.to_owned() } else { problem.field };
                draft.problems.push(FieldError { field, ..problem });
            }
        }
        Err(error) if is_run => {
            draft.problems.push(error.of_field(draft.next_run()));
            draft.skip_run();
        }
        Err(error) => draft.problems.push(error.of_field(entry.name)),
    }
}

fn unknown(field: &Field<'_>) -> Option<FieldError> {
    if FIELDS.iter().any(|entry| entry.name == field.name) {
        return None;
    }
    let names: Vec<_> = FIELDS.iter().map(|entry| entry.name).collect();
    let name = excerpt(field.name);
    let allowed = one_of(&name, &names);
    Some(FieldError::new(name, "an unknown field", allowed))
}
