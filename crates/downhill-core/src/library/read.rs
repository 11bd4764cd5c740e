//! A library's arguments, by its own names, as our settings.

use super::{Library, part};
use crate::num::decimal;
use crate::settings::{FieldError, Setting, Settings};
use crate::spec::Kind;
use crate::text::{excerpt, number};
use core::fmt;

/// The arguments of a call by name.
pub type Arguments = Vec<(String, Value)>;

/// The value of a library's argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Python's `None`: whatever the library does then is our default.
    None,
    /// `True` or `False`.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A string; `"inf"` stands for infinity.
    Text(String),
    /// A list or tuple.
    List(Vec<Value>),
}

/// Sets what a library's arguments say, under our names and in the library's dialect.
///
/// # Errors
/// When an argument has no place here and is not off, or its value is not allowed.
pub fn fill(settings: &mut Settings, library: &Library, arguments: &Arguments) -> Result<(), FieldError> {
    if settings.get("dialect").is_some() {
        settings.set("dialect", Setting::Choice(library.dialect))?;
    }
    for (theirs, value) in arguments {
        match library.arguments().find(|(name, _)| name == theirs) {
            Some((_, ours)) => set(settings, ours, value).map_err(|e| FieldError { field: theirs.clone(), ..e })?,
            None if library.fixed().any(|(name, _)| name == theirs) => {}
            None if matches!(value, Value::None | Value::Flag(false)) => {}
            None => {
                let names: Vec<_> = library.arguments().map(|(name, _)| name).collect();
                let allowed = format!("one of {}", names.join(", "));
                return Err(FieldError::new(excerpt(theirs), "an unknown argument", allowed));
            }
        }
    }
    Ok(())
}

/// Sets one setting, or one number of a tuple. What is None stays at its default.
fn set(settings: &mut Settings, ours: &str, value: &Value) -> Result<(), FieldError> {
    let (name, index) = part(ours);
    let Some((param, _)) = settings.iter().find(|(param, _)| param.name == name) else {
        return Err(FieldError::new(name, "an unknown setting", "a setting of this method"));
    };
    let refuse = || FieldError::new(name, value.to_string(), param.kind.words());
    let old = settings.numbers(name);
    let new = match (&param.kind, value) {
        (_, Value::None) => return Ok(()),
        (Kind::Flag(_), Value::Flag(flag)) => Setting::Flag(*flag),
        (Kind::Flag(_), Value::Number(v)) => Setting::Flag(*v != 0.0),
        (Kind::Choice(all), Value::Text(text)) => {
            Setting::Choice(all.iter().find(|a| a.name == text).ok_or_else(refuse)?.name)
        }
        (Kind::Number(..), _) => Setting::Number(value.number().ok_or_else(refuse)?),
        (Kind::Tuple(..), Value::Number(v)) => Setting::Numbers(with(old, index.unwrap_or(0), *v)),
        (Kind::Tuple(..) | Kind::List(..), Value::List(all)) => Setting::Numbers(numbers(all, old).ok_or_else(refuse)?),
        _ => return Err(refuse()),
    };
    settings.set(name, new)
}

/// The numbers with another one at this place.
fn with(numbers: &[f64], place: usize, v: f64) -> Vec<f64> {
    numbers.iter().enumerate().map(|(i, old)| if i == place { v } else { *old }).collect()
}

/// The numbers of a list, of which None leaves the old one; none when something else is among them.
fn numbers(all: &[Value], old: &[f64]) -> Option<Vec<f64>> {
    let of = |(i, v): (usize, &Value)| if *v == Value::None { old.get(i).copied() } else { v.number() };
    all.iter().enumerate().map(of).collect()
}

impl Library {
    /// Whether the arguments leave those alone that make the class this method.
    pub fn fits(&self, arguments: &Arguments) -> bool {
        self.fixed().all(|(name, literal)| {
            arguments.iter().find(|(theirs, _)| theirs == name).is_none_or(|(_, value)| value.is(literal))
        })
    }
}

impl Value {
    /// The number that it is, or means; none where it is no number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(v) => Some(*v),
            Self::Text(text) if text == "inf" => Some(f64::INFINITY),
            _ => None,
        }
    }

    /// Whether it is what a Python literal says. None stands for zero, as in Keras' momentum.
    fn is(&self, literal: &str) -> bool {
        match self {
            Self::None => matches!(literal, "None" | "0" | "False"),
            Self::Flag(flag) => literal == if *flag { "True" } else { "False" },
            Self::Number(v) => decimal(literal) == Some(*v),
            Self::Text(text) => text == literal,
            Self::List(_) => false,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Flag(flag) => f.write_str(if *flag { "True" } else { "False" }),
            Self::Number(v) => f.write_str(&number(*v)),
            Self::Text(text) => f.write_str(&excerpt(text)),
            Self::List(all) => write!(f, "a list of {}", all.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{optimizer, unknown_arguments};
    use crate::{clip::CLIPS, optimizer::OPTIMIZERS, schedule::SCHEDULES};

    fn error(name: &str, value: Value) -> String {
        optimizer("torch.optim.Adam", &vec![(name.to_owned(), value)]).unwrap_err().to_string()
    }

    #[test]
    fn what_has_no_place_is_an_error_unless_it_is_off() {
        assert!(optimizer("torch.optim.Adam", &vec![("maximize".into(), Value::Flag(false))]).is_ok());
        assert_eq!(
            error("maximize", Value::Flag(true)),
            "maximize: found an unknown argument, expected one of lr, betas, eps, weight_decay"
        );
    }

    #[test]
    fn what_is_of_another_type_is_an_error() {
        assert_eq!(error("lr", Value::Text("fast".into())), "lr: found fast, expected a number from 0 to 1000000");
        let betas = "2 numbers in brackets, each a number from 0 up to but not including 1";
        let list = Value::List(vec![Value::Number(0.9), Value::Flag(true)]);
        assert_eq!(error("betas", list), format!("betas: found a list of 2, expected {betas}"));
        assert_eq!(error("betas", Value::Flag(true)), format!("betas: found True, expected {betas}"));
    }

    #[test]
    fn none_leaves_the_default() {
        let list = Value::List(vec![Value::None, Value::Number(0.5)]);
        let run = optimizer("torch.optim.Adam", &vec![("lr".into(), Value::None), ("betas".into(), list)]).unwrap();
        assert_eq!((run.settings.number("lr"), run.settings.tuple("betas")), (1e-3, [0.9, 0.5]));
    }

    #[test]
    fn every_argument_in_the_tables_is_a_setting() {
        let optimizers = OPTIMIZERS.iter().map(|e| (e.spec.libraries, e.spec.params));
        let schedules = SCHEDULES.iter().map(|e| (e.spec.libraries, e.spec.params));
        let clips = CLIPS.iter().map(|e| (e.spec.libraries, e.spec.params));
        for (libraries, params) in optimizers.chain(schedules).chain(clips) {
            for library in libraries {
                assert!(unknown_arguments(library, params).is_empty(), "{}", library.name);
            }
        }
    }
}
