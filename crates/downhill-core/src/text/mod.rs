//! The text form of experiments and views: the one place that parses and prints it.
//!
//! ```text
//! surface=rosenbrock(a=1,b=100)&start=-1.2,1&run=adam(lr=0.02)&run=momentum(lr=0.0005,momentum=0.9)&steps=500&seed=7
//! ```
//!
//! Fields stand between `&`, arguments between `,`, strings in double quotes with `\"` and `\\`. Arguments may be
//! named or stand in the spec's order. What cannot be read is reported, and everything else is loaded.

mod choice;
mod fields;
mod read;
mod syntax;
#[cfg(test)]
mod tests;
mod write;

use crate::clip::ClipChoice;
use crate::data::DataChoice;
use crate::experiment::{Experiment, Run, SurfaceChoice};
use crate::num::V2;
use crate::schedule::ScheduleChoice;
use crate::settings::{FieldError, Settings};
use crate::surface::{self, SURFACES};
use crate::view::View;

/// The version of the text form, for the optional field `v`.
pub const VERSION: u64 = 1;
/// Longest text that is read, in characters.
pub const MAX_LENGTH: usize = 20_000;
/// The surface where none is given.
pub const DEFAULT_SURFACE: &str = "himmelblau";

/// What a text says, and what of it could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The experiment, with defaults for what was not given or not understood. Runs that were not understood are left
    /// out.
    pub experiment: Experiment,
    /// The view; its run numbers count the runs that were understood.
    pub view: View,
    /// Every field that could not be read.
    pub problems: Vec<FieldError>,
}

/// Reads the text form. Never fails: what cannot be read is reported in [`Parsed::problems`], the rest is loaded.
pub fn parse(text: &str) -> Parsed {
    let mut draft = read::Draft::new(default_experiment());
    match check_length(text) {
        Ok(()) => fields::read(text, &mut draft),
        Err(problem) => draft.problems.push(problem),
    }
    draft.finish()
}

/// Prints the text form: canonical, and such that [`parse`] gives back the same experiment and view.
///
/// Values that equal their defaults are left out, save the surface, the start, the budget and each run's first
/// setting. Run numbers in the view that no run has are left out too.
pub fn print(experiment: &Experiment, view: &View) -> String {
    fields::print(experiment, view)
}

/// Reads a surface on its own, such as `rosenbrock(a=1,b=100)`.
///
/// # Errors
/// Everything that could not be read: the syntax, the surface's name, each setting.
pub fn parse_surface(text: &str) -> Result<SurfaceChoice, Vec<FieldError>> {
    let node = parse_value("surface", text)?;
    match choice::surface(&node) {
        (Some(surface), problems) if problems.is_empty() => Ok(surface),
        (_, problems) => Err(problems),
    }
}

/// Reads an optimizer with its settings on its own, such as `adam(lr=0.1)`.
///
/// # Errors
/// Everything that could not be read: the syntax, the optimizer's name, each setting.
pub fn parse_run(text: &str) -> Result<Run, Vec<FieldError>> {
    choice::run(&parse_value("run", text)?)
}

/// Reads data with their settings on their own, such as `line(slope=2)`.
///
/// # Errors
/// Everything that could not be read: the syntax, the data's name, each setting.
pub fn parse_data(text: &str) -> Result<DataChoice, Vec<FieldError>> {
    choice::data(&parse_value("data", text)?)
}

/// Reads a point on its own, such as `-1.2,1`.
///
/// # Errors
/// When it is not two finite numbers.
pub fn parse_point(field: &str, text: &str) -> Result<V2, FieldError> {
    check_length(text)?;
    let node = syntax::field_value(text).map_err(|error| error.of_field(field))?;
    read::point(&node).map_err(|problem| FieldError { field: field.into(), ..problem })
}

/// Prints a surface with the settings that differ from their defaults.
pub fn print_surface(surface: &SurfaceChoice) -> String {
    write::call(surface.entry.spec.id, &surface.settings, 0)
}

/// Prints a schedule with its first setting and those that differ from their defaults.
pub fn print_schedule(schedule: &ScheduleChoice) -> String {
    write::call(schedule.entry.spec.id, &schedule.settings, 1)
}

/// Prints a clipping with its first setting and those that differ from their defaults.
pub fn print_clip(clip: &ClipChoice) -> String {
    write::call(clip.entry.spec.id, &clip.settings, 1)
}

/// Prints data with the settings that differ from their defaults.
pub fn print_data(data: &DataChoice) -> String {
    write::call(data.entry.spec.id, &data.settings, 0)
}

/// Prints an optimizer with its first setting and those that differ from their defaults.
pub fn print_run(run: &Run) -> String {
    write::call(run.entry.spec.id, &run.settings, 1)
}

/// Prints a name with all of its settings.
pub fn print_in_full(id: &str, settings: &Settings) -> String {
    write::call(id, settings, usize::MAX)
}

/// A number as the text form prints it: the shortest text that reads back as the same number.
pub fn number(v: f64) -> String {
    let size = v.abs();
    if size != 0.0 && size.is_finite() && !(1e-5..1e16).contains(&size) { format!("{v:e}") } else { format!("{v}") }
}

fn default_experiment() -> Experiment {
    Experiment::on(surface::find(DEFAULT_SURFACE).unwrap_or(&SURFACES[0]))
}

fn parse_value<'a>(field: &str, text: &'a str) -> Result<syntax::Node<'a>, Vec<FieldError>> {
    check_length(text).map_err(|problem| vec![problem])?;
    syntax::value(text).map_err(|error| vec![error.of_field(field)])
}

fn check_length(text: &str) -> Result<(), FieldError> {
    // A character has at most four bytes: most texts need no counting.
    let length = if text.len() <= MAX_LENGTH { text.len() } else { text.chars().count() };
    if length <= MAX_LENGTH {
        return Ok(());
    }
    Err(FieldError::new("text", format!("{length} characters"), format!("at most {MAX_LENGTH}")))
}

/// A part of the text for a message: short and without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut chars = text.trim().chars().map(visible);
    let mut short: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    if short.is_empty() { "nothing".into() } else { short }
}

/// How many there are of something: `1 row`, `2 rows`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// "a, b, c" of names that are allowed, with the one that was perhaps meant.
fn one_of(found: &str, names: &[&str]) -> String {
    let near = names.iter().map(|name| (strsim::osa_distance(found, name), *name)).min();
    let hint = near.filter(|(distance, name)| *distance <= (name.len() / 3).clamp(1, 2)).map(|(_, name)| name);
    let list = format!("one of {}", names.join(", "));
    hint.map_or(list.clone(), |name| format!("{list}; did you mean {name}?"))
}
