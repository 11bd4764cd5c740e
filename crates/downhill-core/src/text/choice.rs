//! Surfaces and optimizers of the registries with their settings, read from values.

use super::syntax::{Argument, Node, Value};
use super::{excerpt, one_of};
use crate::clip::{self, CLIPS, ClipChoice};
use crate::data::{self, DATA, DataChoice, Points};
use crate::experiment::{Batch, Run, SurfaceChoice};
use crate::formula::{Formula, FormulaError};
use crate::optimizer::{self, OPTIMIZERS};
use crate::schedule::{self, SCHEDULES, ScheduleChoice};
use crate::settings::{FieldError, Setting, Settings};
use crate::spec::{Alternative, Kind, Param};
use crate::surface::{self, SURFACES};

/// A surface: none when it is unknown, else with all settings that could be read.
pub(super) fn surface(node: &Node<'_>) -> (Option<SurfaceChoice>, Vec<FieldError>) {
    let ids: Vec<_> = SURFACES.iter().map(|entry| entry.spec.id).collect();
    let Some((id, arguments)) = node.as_call() else { return (None, vec![unknown("surface", node.text, &ids)]) };
    let Some(entry) = surface::find(id) else { return (None, vec![unknown("surface", id, &ids)]) };
    let mut surface = SurfaceChoice::of(entry);
    let problems = fill(&mut surface.settings, id, arguments);
    (Some(surface), problems)
}

/// An optimizer with its settings.
pub(super) fn run(node: &Node<'_>) -> Result<Run, Vec<FieldError>> {
    optimizer(node, |id| optimizer::find(id).map(Run::of))
}

fn optimizer(node: &Node<'_>, of: fn(&str) -> Option<Run>) -> Result<Run, Vec<FieldError>> {
    let ids: Vec<_> = OPTIMIZERS.iter().map(|entry| entry.spec.id).collect();
    chosen("run", node, &ids, of, |run| &mut run.settings)
}

/// A schedule with its settings.
fn schedule(node: &Node<'_>) -> Result<ScheduleChoice, Vec<FieldError>> {
    let ids: Vec<_> = SCHEDULES.iter().map(|entry| entry.spec.id).collect();
    chosen("schedule", node, &ids, |id| schedule::find(id).map(ScheduleChoice::of), |chosen| &mut chosen.settings)
}

/// A clipping with its settings.
fn clip(node: &Node<'_>) -> Result<ClipChoice, Vec<FieldError>> {
    let ids: Vec<_> = CLIPS.iter().map(|entry| entry.spec.id).collect();
    chosen("clip", node, &ids, |id| clip::find(id).map(ClipChoice::of), |chosen| &mut chosen.settings)
}

/// Data with their settings.
pub(super) fn data(node: &Node<'_>) -> Result<DataChoice, Vec<FieldError>> {
    let ids: Vec<_> = DATA.iter().map(|entry| entry.spec.id).collect();
    chosen("data", node, &ids, |id| data::find(id).map(DataChoice::of), |chosen| &mut chosen.settings)
}

/// One item of a registry with its settings: all of them could be read, or none of it counts.
fn chosen<T>(
    field: &str,
    node: &Node<'_>,
    ids: &[&str],
    of: fn(&str) -> Option<T>,
    settings: fn(&mut T) -> &mut Settings,
) -> Result<T, Vec<FieldError>> {
    let (id, arguments) = node.as_call().ok_or_else(|| vec![unknown(field, node.text, ids)])?;
    let mut item = of(id).ok_or_else(|| vec![unknown(field, id, ids)])?;
    let problems = fill(settings(&mut item), id, arguments);
    if problems.is_empty() { Ok(item) } else { Err(problems) }
}

fn unknown(field: &str, found: &str, ids: &[&str]) -> FieldError {
    let found = excerpt(found);
    let allowed = one_of(&found, ids);
    FieldError::new(field, found, allowed)
}

/// Sets what could be read, and returns what could not. Names are set first: a dialect brings defaults of its own, which
/// must not take the place of what was given.
fn fill(settings: &mut Settings, id: &str, arguments: &[Argument<'_>]) -> Vec<FieldError> {
    let mut given = Vec::new();
    let mut problems = Vec::new();
    for choices in [true, false] {
        for place in 0..arguments.len() {
            let param = meant(settings, arguments, place);
            let is_choice = param.as_ref().is_ok_and(|p| matches!(p.kind, Kind::Choice(_)));
            if is_choice == choices {
                let done = param.map_err(|problem| vec![problem]);
                let done = done.and_then(|param| set(settings, param, &arguments[place], &mut given));
                problems.extend(done.err().into_iter().flatten().map(|problem| problem.within(id)));
            }
        }
    }
    problems
}

fn set(
    settings: &mut Settings,
    param: &'static Param,
    argument: &Argument<'_>,
    given: &mut Vec<&'static str>,
) -> Result<(), Vec<FieldError>> {
    if given.contains(&param.name) {
        return Err(vec![FieldError::new(param.name, "a second value", "one value")]);
    }
    given.push(param.name);
    let value = setting(param, &argument.value)?;
    settings.set(param.name, value).map_err(|problem| vec![problem])
}

/// The parameter that an argument gives a value to, by its name or by its place among the item's own.
fn meant(settings: &Settings, arguments: &[Argument<'_>], place: usize) -> Result<&'static Param, FieldError> {
    let names: Vec<_> = settings.params().map(|param| param.name).collect();
    let own = settings.own();
    let Argument { name, value } = &arguments[place];
    let field = |name: Option<&str>| name.map_or_else(|| format!("setting {}", place + 1), excerpt);
    let refuse = |allowed: String| FieldError::new(field(*name), value.found(), allowed);
    if names.is_empty() {
        return Err(refuse("no settings".into()));
    }
    match name {
        Some(name) => settings
            .params()
            .find(|param| param.name == *name)
            .ok_or_else(|| FieldError::new(field(Some(name)), "an unknown setting", one_of(&excerpt(name), &names))),
        None if arguments[..place].iter().any(|a| a.name.is_some()) => {
            Err(refuse("name=value, as in the settings before it".into()))
        }
        None if own.is_empty() => Err(refuse(format!("name=value with a name of {}", names.join(", ")))),
        None => {
            own.get(place).ok_or_else(|| refuse(format!("at most these settings: {}", names[..own.len()].join(", "))))
        }
    }
}

/// A value of the parameter's type.
fn setting(param: &Param, node: &Node<'_>) -> Result<Setting, Vec<FieldError>> {
    let within = |problems: Vec<FieldError>| problems.into_iter().map(|p| p.within(param.name)).collect::<Vec<_>>();
    let is_none = node.value == Value::Word("none");
    let value = match (&param.kind, &node.value) {
        (Kind::Number(..), _) => number(node).map(Setting::Number),
        (Kind::Flag(_), Value::Flag(v)) => Some(Setting::Flag(*v)),
        (Kind::Tuple(..) | Kind::List(..), _) => {
            node.parts().iter().map(number).collect::<Option<_>>().map(Setting::Numbers)
        }
        (Kind::Choice(all), Value::Word(word)) => all.iter().find(|a| a.name == *word).map(|a| Setting::Choice(a.name)),
        (Kind::Pair(_, known), Value::Word(word)) => {
            known.iter().find(|(name, _)| name == word).map(|(_, pair)| Setting::Pair(*pair))
        }
        (Kind::Pair(all, _), _) => pair(all, node).map(Setting::Pair),
        (Kind::Formula(_), Value::Text(text)) => {
            let refuse =
                |e: FormulaError| FieldError::new(param.name, format!("{} at character {}", e.found, e.at), e.expected);
            Some(Setting::Formula(Formula::parse(text).map_err(|e| vec![refuse(e)])?))
        }
        (Kind::Optimizer(_), _) => {
            let inner = optimizer(node, |id| optimizer::find(id).map(Run::inner));
            Some(Setting::Run(Box::new(inner.map_err(within)?)))
        }
        (Kind::Schedule | Kind::Schedules, _) if is_none => Some(Setting::Schedules(Vec::new())),
        (Kind::Schedule | Kind::Schedules, _) => {
            let all: Result<_, _> = node.parts().iter().map(schedule).collect();
            Some(Setting::Schedules(all.map_err(within)?))
        }
        (Kind::Clip, _) if is_none => Some(Setting::Clip(None)),
        (Kind::Clip, _) => Some(Setting::Clip(Some(clip(node).map_err(within)?))),
        (Kind::Batch, _) if is_none => Some(Setting::Batch(None)),
        (Kind::Batch, _) => batch(node).map(|batch| Setting::Batch(Some(batch))),
        (Kind::Data(_), _) => Some(Setting::Data(data(node).map_err(within)?)),
        (Kind::Points(_), Value::Text(text)) => Some(Setting::Points(Points::parse(text).map_err(|e| vec![e])?)),
        _ => None,
    };
    value
        .filter(|value| param.kind.allows(value))
        .ok_or_else(|| vec![FieldError::new(param.name, node.found(), param.kind.words())])
}

/// Two names in brackets.
fn pair(all: &[Alternative], node: &Node<'_>) -> Option<[&'static str; 2]> {
    let named = |node: &Node<'_>| {
        let Value::Word(word) = node.value else { return None };
        all.iter().find(|a| a.name == word).map(|a| a.name)
    };
    match node.parts() {
        [a, b] => Some([named(a)?, named(b)?]),
        _ => None,
    }
}

/// A count of examples, or all of them.
fn batch(node: &Node<'_>) -> Option<Batch> {
    match node.value {
        Value::Word("all") => Some(Batch::All),
        // What is not a whole number is out of range then.
        Value::Number(count) => Some(Batch::Of(if count.fract() == 0.0 { count as u32 } else { 0 })),
        _ => None,
    }
}

/// A number; where the range says so, it may be `inf`.
fn number(node: &Node<'_>) -> Option<f64> {
    match node.value {
        Value::Number(v) => Some(v),
        Value::Word("inf") => Some(f64::INFINITY),
        _ => None,
    }
}
