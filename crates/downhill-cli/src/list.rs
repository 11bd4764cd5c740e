//! `downhill list`: what the registries hold.

use crate::args::{Format, Kind};
use crate::{Failure, table};
use clap::ValueEnum;
use downhill_core::clip::CLIPS;
use downhill_core::data::DATA;
use downhill_core::lesson::{LEARNING, LESSONS};
use downhill_core::optimizer::OPTIMIZERS;
use downhill_core::schedule::SCHEDULES;
use downhill_core::settings::Settings;
use downhill_core::spec::Param;
use downhill_core::surface::SURFACES;
use downhill_core::text;
use serde::Serialize;
use std::io::Write;

/// One line of the list.
#[derive(Serialize)]
struct Item {
    kind: &'static str,
    id: &'static str,
    name: &'static str,
    group: &'static str,
    about: &'static str,
    /// What to write in an experiment: every setting at its default, or the lesson's whole experiment.
    text: String,
}

pub(crate) fn list(kind: Option<Kind>, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let kinds = kind.map_or_else(|| Kind::value_variants().to_vec(), |kind| vec![kind]);
    match format {
        Format::Table => kinds.into_iter().enumerate().try_for_each(|(i, kind)| section(i, kind, out)),
        Format::Json => {
            serde_json::to_writer(&mut *out, &kinds.into_iter().flat_map(items).collect::<Vec<_>>())?;
            Ok(writeln!(out)?)
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            kinds.into_iter().flat_map(items).try_for_each(|item| csv.serialize(item))?;
            Ok(csv.flush()?)
        }
    }
}

fn items(kind: Kind) -> Vec<Item> {
    match kind {
        Kind::Surfaces => surfaces(),
        Kind::Data => data(),
        Kind::Optimizers => optimizers(),
        Kind::Schedules => schedules(),
        Kind::Clippings => clippings(),
        Kind::Lessons => lessons(),
    }
}

fn surfaces() -> Vec<Item> {
    let item = |spec: &'static downhill_core::surface::Spec| Item {
        kind: "surface",
        id: spec.id,
        name: spec.name,
        group: spec.group.title(),
        about: spec.note,
        text: with_defaults(spec.id, spec.params),
    };
    SURFACES.iter().map(|entry| item(entry.spec)).collect()
}

fn data() -> Vec<Item> {
    let item = |spec: &'static downhill_core::data::Spec| Item {
        kind: "data",
        id: spec.id,
        name: spec.name,
        group: "Data",
        about: spec.sentence,
        text: with_defaults(spec.id, spec.params),
    };
    DATA.iter().map(|entry| item(entry.spec)).collect()
}

fn optimizers() -> Vec<Item> {
    let item = |spec: &'static downhill_core::optimizer::Spec| Item {
        kind: "optimizer",
        id: spec.id,
        name: spec.name,
        group: spec.family.title(),
        about: spec.sentence,
        text: with_defaults(spec.id, spec.params),
    };
    OPTIMIZERS.iter().map(|entry| item(entry.spec)).collect()
}

fn schedules() -> Vec<Item> {
    let item = |spec: &'static downhill_core::schedule::Spec| Item {
        kind: "schedule",
        id: spec.id,
        name: spec.name,
        group: "Schedules",
        about: spec.sentence,
        text: with_defaults(spec.id, spec.params),
    };
    SCHEDULES.iter().map(|entry| item(entry.spec)).collect()
}

fn clippings() -> Vec<Item> {
    let item = |spec: &'static downhill_core::clip::Spec| Item {
        kind: "clipping",
        id: spec.id,
        name: spec.name,
        group: "Clippings",
        about: spec.sentence,
        text: with_defaults(spec.id, spec.params),
    };
    CLIPS.iter().map(|entry| item(entry.spec)).collect()
}

fn lessons() -> Vec<Item> {
    let item = |group: &'static str, lesson: &'static downhill_core::lesson::Lesson| Item {
        kind: "lesson",
        id: lesson.id,
        name: lesson.title,
        group,
        about: lesson.text,
        text: lesson.experiment.into(),
    };
    let surfaces = LESSONS.iter().map(|lesson| item("Lessons", lesson));
    surfaces.chain(LEARNING.iter().map(|lesson| item("Learning from data", lesson))).collect()
}

fn with_defaults(id: &str, params: &'static [Param]) -> String {
    text::print_in_full(id, &Settings::defaults(params))
}

fn section(place: usize, kind: Kind, out: &mut impl Write) -> Result<(), Failure> {
    if place > 0 {
        writeln!(out)?;
    }
    let header = match kind {
        Kind::Data => ["Data", "Name", "With its defaults"],
        Kind::Surfaces => ["Surface", "Name", "With its defaults"],
        Kind::Optimizers => ["Optimizer", "Name", "With its defaults"],
        Kind::Schedules => ["Schedule", "Name", "With its defaults"],
        Kind::Clippings => ["Clipping", "Name", "With its defaults"],
        Kind::Lessons => ["Lesson", "Title", "Experiment"],
    };
    let row = |item: Item| vec![item.id.into(), item.name.into(), item.text];
    table::write(out, &header, items(kind).into_iter().map(row).collect(), &[])?;
    Ok(())
}
