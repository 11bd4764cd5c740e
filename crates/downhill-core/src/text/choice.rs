//! Surfaces and optimizers of the registries with their settings, read from values.

use super::syntax::{Argument, Node, Value};
use super::{excerpt, one_of};
use crate::experiment::{Run, SurfaceChoice};
use crate::optimizer::{self, OPTIMIZERS};
use crate::settings::{FieldError, Setting, Settings};
use crate::spec::{Kind, Param};
use crate::surface::{self, SURFACES};

/// A surface: none when it is unknown, else with all settings that could be read.
pub(super) fn surface(node: &Node<'_>) -> (Option<SurfaceChoice>, Vec<FieldError>) {
    let ids: Vec<_> = SURFACES.iter().map(|entry| entry.spec.id).collect();
    let Some((id, arguments)) = node.as_call() else { return (None, vec![unknown("surface", node.text, &ids)]) };
    let Some(entry) = surface::find(id) else { return (None, vec![unknown("surface", id, &ids)]) };
    let (settings, problems) = settings(id, entry.spec.params, arguments);
    (Some(SurfaceChoice { entry, settings }), problems)
}

/// An optimizer with its settings.
pub(super) fn run(node: &Node<'_>) -> Result<Run, Vec<FieldError>> {
    let ids: Vec<_> = OPTIMIZERS.iter().map(|entry| entry.spec.id).collect();
    let (id, arguments) = node.as_call().ok_or_else(|| vec![unknown("run", node.text, &ids)])?;
    let entry = optimizer::find(id).ok_or_else(|| vec![unknown("run", id, &ids)])?;
    match settings(id, entry.spec.params, arguments) {
        (settings, problems) if problems.is_empty() => Ok(Run { entry, settings }),
        (_, problems) => Err(problems),
    }
}

fn unknown(field: &str, found: &str, ids: &[&str]) -> FieldError {
    let found = excerpt(found);
    let allowed = one_of(&found, ids);
    FieldError::new(field, found, allowed)
}

/// The settings that could be read, defaults for the others, and what could not be read.
fn settings(id: &str, params: &'static [Param], arguments: &[Argument<'_>]) -> (Settings, Vec<FieldError>) {
    let mut settings = Settings::defaults(params);
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for place in 0..arguments.len() {
        if let Err(problem) = set(&mut settings, params, arguments, place, &mut given) {
            problems.push(problem.within(id));
        }
    }
    (settings, problems)
}

fn set(
    settings: &mut Settings,
    params: &'static [Param],
    arguments: &[Argument<'_>],
    place: usize,
    given: &mut Vec<&'static str>,
) -> Result<(), FieldError> {
    let param = meant(params, arguments, place)?;
    if given.contains(&param.name) {
        return Err(FieldError::new(param.name, "a second value", "one value"));
    }
    given.push(param.name);
    settings.set(param.name, setting(param, &arguments[place].value)?)
}

/// The parameter that an argument gives a value to, by its name or by its place.
fn meant(params: &'static [Param], arguments: &[Argument<'_>], place: usize) -> Result<&'static Param, FieldError> {
    let names: Vec<_> = params.iter().map(|param| param.name).collect();
    let Argument { name, value } = &arguments[place];
    let field = |name: Option<&str>| name.map_or_else(|| format!("setting {}", place + 1), excerpt);
    let refuse = |allowed: String| FieldError::new(field(*name), value.found(), allowed);
    if params.is_empty() {
        return Err(refuse("no settings".into()));
    }
    match name {
        Some(name) => params
            .iter()
            .find(|param| param.name == *name)
            .ok_or_else(|| FieldError::new(field(Some(name)), "an unknown setting", one_of(&excerpt(name), &names))),
        None if arguments[..place].iter().any(|a| a.name.is_some()) => {
            Err(refuse("name=value, as in the settings before it".into()))
        }
        None => params.get(place).ok_or_else(|| refuse(format!("at most these settings: {}", names.join(", ")))),
    }
}

/// A value of the parameter's type.
fn setting(param: &Param, node: &Node<'_>) -> Result<Setting, FieldError> {
    let value = match (&param.kind, &node.value) {
        (Kind::Number(..), Value::Number(v)) => Some(Setting::Number(*v)),
        (Kind::Flag(_), Value::Flag(v)) => Some(Setting::Flag(*v)),
        (Kind::Pair(..), Value::Tuple(parts)) => pair(parts),
        _ => None,
    };
    value
        .filter(|value| param.kind.allows(*value))
        .ok_or_else(|| FieldError::new(param.name, node.found(), param.kind.words()))
}

fn pair(parts: &[Node<'_>]) -> Option<Setting> {
    match parts {
        [Node { value: Value::Number(a), .. }, Node { value: Value::Number(b), .. }] => Some(Setting::Pair([*a, *b])),
        _ => None,
    }
}
