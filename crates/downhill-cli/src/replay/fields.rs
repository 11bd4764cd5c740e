//! Fields of JSON objects by name and type, with errors that say what was found instead.

use downhill_core::library::{self, Arguments};
use downhill_core::{FieldError, V2};
use serde_json::{Map, Value};

/// A JSON object whose fields are asked for by type.
#[derive(Clone, Copy)]
pub(super) struct Object<'a>(Option<&'a Map<String, Value>>);

impl<'a> Object<'a> {
    /// A value that is an object; none when it is something else.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(|map| Self(Some(map)))
    }

    /// A value as an object, without fields when it is something else.
    pub(super) fn root(value: &'a Value) -> Self {
        Self(value.as_object())
    }

    /// A field that is there and not null.
    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.0?.get(name).filter(|value| !value.is_null())
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn list(self, name: &str) -> Result<&'a [Value], FieldError> {
        self.typed(name, "a list", |value| value.as_array().map(Vec::as_slice))
    }

    pub(super) fn text(self, name: &str) -> Result<&'a str, FieldError> {
        self.typed(name, "a text", Value::as_str)
    }

    pub(super) fn number(self, name: &str) -> Result<f64, FieldError> {
        self.typed(name, "a number", Value::as_f64)
    }

    pub(super) fn object(self, name: &str) -> Result<Self, FieldError> {
        self.typed(name, "an object", Object::of)
    }

    /// The field as an object, without fields when it is not there.
    pub(super) fn object_or_empty(self, name: &str) -> Result<Self, FieldError> {
        if self.has(name) { self.object(name) } else { Ok(Self(None)) }
    }

    /// A whole number from 0 to `most`.
    pub(super) fn count(self, name: &str, most: u32) -> Result<u32, FieldError> {
        self.typed(name, &count_words(most), |value| count(value, most))
    }

    /// A list of whole numbers from 0 to `most`, at least one.
    pub(super) fn counts(self, name: &str, most: u32) -> Result<Vec<u32>, FieldError> {
        let list = self.list(name)?;
        let refuse = |value| FieldError::new(name, describe(value), count_words(most));
        let counts = list.iter().map(|value| count(value, most).ok_or_else(|| refuse(Some(value))));
        let counts = counts.collect::<Result<Vec<_>, _>>()?;
        if counts.is_empty() { Err(refuse(None)) } else { Ok(counts) }
    }

    pub(super) fn point(self, name: &str) -> Result<V2, FieldError> {
        self.typed(name, "a list of two finite numbers", |value| match value.as_array()?.as_slice() {
            [x, y] => Some(V2::from([x.as_f64()?, y.as_f64()?])).filter(|point| point.is_finite()),
            _ => None,
        })
    }

    /// All fields, in order.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.into_iter().flatten()
    }

    fn typed<T>(self, name: &str, words: &str, read: impl FnOnce(&'a Value) -> Option<T>) -> Result<T, FieldError> {
        let value = self.get(name);
        value.and_then(read).ok_or_else(|| FieldError::new(name, describe(value), words))
    }
}

fn count(value: &Value, most: u32) -> Option<u32> {
    value.as_f64().filter(|v| v.fract() == 0.0 && (0.0..=f64::from(most)).contains(v)).map(|v| v as u32)
}

fn count_words(most: u32) -> String {
    format!("a whole number from 0 to {most}")
}

/// The fields of an object as a library's arguments.
pub(super) fn arguments(object: Object<'_>) -> Result<Arguments, FieldError> {
    object.entries().map(|(name, value)| Ok((name.clone(), argument(name, value)?))).collect()
}

/// A value as a library's argument.
pub(super) fn argument(name: &str, value: &Value) -> Result<library::Value, FieldError> {
    Ok(match value {
        Value::Null => library::Value::None,
        Value::Bool(flag) => library::Value::Flag(*flag),
        Value::Number(_) => library::Value::Number(value.as_f64().unwrap_or(f64::NAN)),
        Value::String(text) => library::Value::Text(text.clone()),
        Value::Array(all) => {
            library::Value::List(all.iter().map(|value| argument(name, value)).collect::<Result<_, _>>()?)
        }
        Value::Object(_) => {
            return Err(FieldError::new(short(name), "an object", "a number, a flag, a text or a list"));
        }
    })
}

/// What stands in a field, in a few words.
pub(super) fn describe(value: Option<&Value>) -> String {
    match value {
        None => "nothing".into(),
        Some(Value::Array(all)) => format!("a list of {}", all.len()),
        Some(Value::Object(_)) => "an object".into(),
        Some(Value::String(text)) => short(text),
        Some(other) => other.to_string(),
    }
}

/// A text for a message: not longer than a person wants to read.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    if short.is_empty() { "an empty text".into() } else { short }
}
