//! A gradient that is clipped.

use super::Line;
use super::fields::{Object, argument, describe};
use downhill_core::FieldError;
use downhill_core::clip::{CLIPS, ClipChoice};
use downhill_core::library::{self, Library};
use serde_json::json;

pub(super) fn line(i: usize, case: Object<'_>) -> Result<Line, FieldError> {
    let clipped = choice(case)?.build().apply(case.point("grad")?);
    Ok(json!({"index": i, "clipped": [clipped.x, clipped.y]}))
}

/// The clipping whose arguments stand beside its `kind`: a library's function, or one of our own ids.
pub(super) fn choice(object: Object<'_>) -> Result<ClipChoice, FieldError> {
    let kind = object.text("kind")?;
    let library = library(kind).ok_or_else(|| FieldError::new("kind", describe(object.get("kind")), known()))?;
    let limit = library.arguments().next().map_or("", |(theirs, _)| theirs);
    object.number(limit)?;
    let is_argument = |name: &str| library.arguments().any(|(theirs, _)| theirs == name);
    let given = object.entries().filter(|(name, _)| is_argument(name));
    let given = given.map(|(name, value)| Ok((name.clone(), argument(name, value)?)));
    library::clip(library.name, &given.collect::<Result<_, _>>()?)
}

fn library(kind: &str) -> Option<&'static Library> {
    let of_id = CLIPS.iter().find(|entry| entry.spec.id == kind).and_then(|entry| entry.spec.libraries.first());
    of_id.or_else(|| CLIPS.iter().flat_map(|entry| entry.spec.libraries).find(|library| library.name == kind))
}

fn known() -> String {
    let ids = CLIPS.iter().map(|entry| entry.spec.id);
    let names = CLIPS.iter().flat_map(|entry| entry.spec.libraries).map(|library| library.name);
    format!("one of {}", ids.chain(names).collect::<Vec<_>>().join(", "))
}
