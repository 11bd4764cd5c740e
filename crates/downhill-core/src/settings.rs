//! Validated values of a surface's or an optimizer's parameters.

use crate::spec::{Kind, Param, Range};
use core::fmt;

/// The value of one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// One number.
    Number(f64),
    /// Two numbers.
    Pair([f64; 2]),
    /// On or off.
    Flag(bool),
}

/// A value for every parameter of a spec, in the spec's order. Every value is inside its range.
#[derive(Clone, Debug)]
pub struct Settings {
    params: &'static [Param],
    values: Vec<Setting>,
}

/// A field that could not be read, in terms a person can act on.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// Which field, such as `run adam: lr`.
    pub field: String,
    /// What was found there.
    pub found: String,
    /// What is allowed there.
    pub allowed: String,
}

impl FieldError {
    /// A field error from its three parts.
    pub fn new(field: impl Into<String>, found: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { field: field.into(), found: found.into(), allowed: allowed.into() }
    }

    /// The same error with the name of what encloses the field in front.
    pub fn within(self, outer: &str) -> Self {
        Self { field: format!("{outer}: {}", self.field), ..self }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: found {}, expected {}", self.field, self.found, self.allowed)
    }
}

impl core::error::Error for FieldError {}

impl PartialEq for Settings {
    fn eq(&self, other: &Self) -> bool {
        self.params.as_ptr() == other.params.as_ptr() && self.values == other.values
    }
}

impl Settings {
    /// Every parameter at its default.
    pub fn defaults(params: &'static [Param]) -> Self {
        let values = params.iter().map(|p| p.kind.default()).collect();
        Self { params, values }
    }

    /// The parameters and their values, in the spec's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Param, Setting)> + '_ {
        self.params.iter().zip(self.values.iter().copied())
    }

    /// The value of the parameter of this name.
    pub fn get(&self, name: &str) -> Option<Setting> {
        self.iter().find(|(p, _)| p.name == name).map(|(_, v)| v)
    }

    /// Sets one parameter.
    ///
    /// # Errors
    /// When there is no parameter of this name, or the value is of another type or out of range.
    pub fn set(&mut self, name: &str, value: Setting) -> Result<(), FieldError> {
        let Some(i) = self.params.iter().position(|p| p.name == name) else {
            let names: Vec<_> = self.params.iter().map(|p| p.name).collect();
            let allowed = if names.is_empty() { "no settings".into() } else { format!("one of {}", names.join(", ")) };
            return Err(FieldError::new(name, "an unknown setting", allowed));
        };
        if !self.params[i].kind.allows(value) {
            return Err(FieldError::new(name, value.to_string(), self.params[i].kind.words()));
        }
        self.values[i] = value;
        Ok(())
    }

    /// A numeric parameter; not a number when the spec has none of this name.
    pub fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Setting::Number(v)) => v,
            _ => f64::NAN,
        }
    }

    /// A pair; not numbers when the spec has none of this name.
    pub fn pair(&self, name: &str) -> [f64; 2] {
        match self.get(name) {
            Some(Setting::Pair(v)) => v,
            _ => [f64::NAN; 2],
        }
    }

    /// A flag; off when the spec has none of this name.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Setting::Flag(true)))
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::text::number;
        match self {
            Self::Number(v) => write!(f, "{}", number(*v)),
            Self::Pair([a, b]) => write!(f, "({},{})", number(*a), number(*b)),
            Self::Flag(v) => write!(f, "{v}"),
        }
    }
}

impl Kind {
    /// The default value.
    pub fn default(&self) -> Setting {
        match *self {
            Self::Number(_, v) => Setting::Number(v),
            Self::Pair(_, v) => Setting::Pair(v),
            Self::Flag(v) => Setting::Flag(v),
        }
    }

    /// Whether a value is of this type and in range.
    pub fn allows(&self, value: Setting) -> bool {
        match (self, value) {
            (Self::Number(range, _), Setting::Number(v)) => range.contains(v),
            (Self::Pair(range, _), Setting::Pair(v)) => v.iter().all(|v| range.contains(*v)),
            (Self::Flag(_), Setting::Flag(_)) => true,
            _ => false,
        }
    }

    /// What is allowed, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Number(range, _) => range.words(),
            Self::Pair(range, _) => format!("a pair (a,b), each {}", Range::words(range)),
            Self::Flag(_) => "true or false".into(),
        }
    }
}
