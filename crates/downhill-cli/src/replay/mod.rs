//! Runs what a file of stored trajectories, schedules or clipped gradients describes, under each library's own names.
//!
//! A file is a JSON object. Its `cases` are trajectories (`surface`, `start`, `params`, `steps`; the file's
//! `reference.name` or `optimizer` says of which method) or schedules (`name`, `params`, `n_steps`; `reference.library`
//! says whose). Instead, a file may hold `vectors`: gradients to be clipped, and `trajectories` of clipped runs. What
//! was stored as a result is not looked at, nor is any other field.

mod clipping;
mod fields;
mod schedule;
mod trajectory;

use core::fmt;
use downhill_core::FieldError;
use fields::{Object, describe};
use serde_json::Value;

/// Most steps of one case.
pub const MAX_STEPS: u32 = 1_000_000;

/// What is wrong with a file, or with one of its cases.
#[derive(Debug, PartialEq)]
pub struct Problem {
    /// Which case; none when it is the file.
    pub case: Option<String>,
    /// The field, what was found and what is allowed.
    pub error: FieldError,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = self.case.iter().map(|case| format!("{case}: ")).collect::<String>();
        // A name from the file may hold anything; a message is one line.
        let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
        f.write_str(&format!("{case}{}", self.error).chars().map(visible).collect::<String>())
    }
}

/// One case run again, as a JSON object; what is not finite is null.
pub type Line = Value;

/// Runs every case of a file and hands each on as soon as it is done: as a line, or as what is wrong with it.
///
/// # Errors
/// The first that `each` returns.
pub fn replay<E>(text: &[u8], mut each: impl FnMut(Result<Line, Problem>) -> Result<(), E>) -> Result<(), E> {
    let file: Value = match serde_json::from_slice(text) {
        Ok(file) => file,
        Err(error) => return each(Err(of_file(FieldError::new("file", error.to_string(), "JSON")))),
    };
    let parts = match parts(&file) {
        Ok(parts) => parts,
        Err(error) => return each(Err(of_file(error))),
    };
    for (kind, cases) in parts {
        for (i, case) in cases.iter().enumerate() {
            let problem = |error| Problem { case: Some(label(kind, i, case)), error };
            each(run(kind, Object::root(&file), i, case).map_err(problem))?;
        }
    }
    Ok(())
}

/// The lists of a file that hold cases, with the name of one of them.
fn parts(file: &Value) -> Result<Vec<(&'static str, &[Value])>, FieldError> {
    const LISTS: [(&str, &str); 3] = [("case", "cases"), ("vector", "vectors"), ("trajectory", "trajectories")];
    let object =
        file.as_object().ok_or_else(|| FieldError::new("file", describe(Some(file)), "a JSON object with cases"))?;
    let present = LISTS.iter().filter(|(_, name)| object.contains_key(*name));
    let lists =
        present.map(|(kind, name)| Ok((*kind, Object::root(file).list(name)?))).collect::<Result<Vec<_>, _>>()?;
    if lists.is_empty() {
        return Err(FieldError::new("cases", "nothing", "a list"));
    }
    Ok(lists)
}

fn run(kind: &str, file: Object<'_>, i: usize, case: &Value) -> Result<Line, FieldError> {
    let case = Object::of(case).ok_or_else(|| FieldError::new(kind, describe(Some(case)), "an object"))?;
    match kind {
        "vector" => clipping::line(i, case),
        "case" if case.has("name") && !case.has("surface") => schedule::line(i, file, case),
        _ => trajectory::line(i, file, case),
    }
}

/// How a case is called in messages: by its id, else by its place from 0.
fn label(kind: &str, i: usize, case: &Value) -> String {
    match case.get("id").filter(|id| id.is_string() || id.is_number()) {
        Some(Value::String(id)) => format!("{kind} {}", fields::short(id)),
        Some(id) => format!("{kind} {id}"),
        None => format!("{kind} {i}"),
    }
}

fn of_file(error: FieldError) -> Problem {
    Problem { case: None, error }
}
