//! The values of fields, printed.

use super::number as print_number;
use crate::data::Split;
use crate::experiment::{Budget, Experiment};
use crate::settings::Settings;
use crate::view::{Named, View};

/// A name with its settings: the first `always` ones, and of the others those that differ from their defaults.
pub(super) fn call(id: &str, settings: &Settings, always: usize) -> String {
    let always = always.min(settings.own().len());
    let shown = settings.iter().enumerate();
    let shown = shown.filter(|(i, (param, value))| *i < always || **value != settings.default_of(param));
    let arguments: Vec<_> = shown.map(|(_, (param, value))| format!("{}={value}", param.name)).collect();
    if arguments.is_empty() { id.into() } else { format!("{id}({})", arguments.join(",")) }
}

pub(super) fn numbers(values: &[f64]) -> String {
    values.iter().map(|v| print_number(*v)).collect::<Vec<_>>().join(",")
}

/// The budget's count, where it is of this sort.
pub(super) fn budget(budget: Budget, sort: fn(u32) -> Budget) -> Vec<String> {
    let count = budget.count();
    unless(sort(count) != budget, || count.to_string())
}

pub(super) fn unless(default: bool, value: impl FnOnce() -> String) -> Vec<String> {
    if default { Vec::new() } else { vec![value()] }
}

pub(super) fn number(value: Option<f64>) -> Vec<String> {
    value.map(print_number).into_iter().collect()
}

pub(super) fn count(value: Option<u32>) -> Vec<String> {
    value.iter().map(u32::to_string).collect()
}

pub(super) fn share(split: Option<Split>) -> Vec<String> {
    number(if let Some(Split::Share(share)) = split { Some(share) } else { None })
}

pub(super) fn folds(split: Option<Split>) -> Vec<String> {
    count(if let Some(Split::Folds(folds)) = split { Some(folds) } else { None })
}

pub(super) fn name<T: Named + PartialEq>(value: Option<T>) -> Vec<String> {
    word(value.map(T::name))
}

// Not inlined, so that it is there once for all sorts of names.
#[inline(never)]
fn word(word: Option<&str>) -> Vec<String> {
    word.into_iter().map(str::to_owned).collect()
}

pub(super) fn hide(experiment: &Experiment, view: &View) -> Vec<String> {
    let parts = view.hide.iter().map(|part| part.name().to_owned());
    let runs = view.hide_runs.iter().filter(|run| exists(experiment, **run)).map(usize::to_string);
    let all: Vec<_> = parts.chain(runs).collect();
    unless(all.is_empty(), || all.join(","))
}

pub(super) fn colors(experiment: &Experiment, view: &View) -> Vec<String> {
    let colors = view.colors.iter().filter(|(run, _)| exists(experiment, *run));
    colors.map(|(run, slot)| format!("{run},{}", slot.name())).collect()
}

fn exists(experiment: &Experiment, run: usize) -> bool {
    (1..=experiment.runs.len()).contains(&run)
}
