//! Validated values of a surface's, an optimizer's, a schedule's or a clipping's parameters.

use crate::clip::ClipChoice;
use crate::experiment::Run;
use crate::formula::Formula;
use crate::schedule::ScheduleChoice;
use crate::spec::{Alternative, Kind, Param, Range};
use core::fmt;

/// The value of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// One number.
    Number(f64),
    /// Several numbers.
    Numbers(Vec<f64>),
    /// On or off.
    Flag(bool),
    /// A name.
    Choice(&'static str),
    /// A formula in x and y.
    Formula(Formula),
    /// An optimizer with its settings.
    Run(Box<Run>),
    /// Schedules, one after the other.
    Schedules(Vec<ScheduleChoice>),
    /// A clipping, or none.
    Clip(Option<ClipChoice>),
}

/// A value for every parameter of a spec, in the spec's order. Every value is inside its range.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The item's own parameters, and those that all of its sort have.
    params: [&'static [Param]; 2],
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
        self.params.map(<[Param]>::as_ptr) == other.params.map(<[Param]>::as_ptr) && self.values == other.values
    }
}

impl Settings {
    /// Every parameter at its default.
    pub fn defaults(params: &'static [Param]) -> Self {
        Self::with_common(params, &[])
    }

    /// Every parameter at its default, the item's own ones and after them those that all of its sort have.
    pub fn with_common(params: &'static [Param], common: &'static [Param]) -> Self {
        let values = params.iter().chain(common).map(|p| p.kind.default()).collect();
        Self { params: [params, common], values }
    }

    /// The item's own parameters.
    pub const fn own(&self) -> &'static [Param] {
        self.params[0]
    }

    /// All parameters, in the spec's order.
    pub fn params(&self) -> impl Iterator<Item = &'static Param> + use<> {
        let [own, common] = self.params;
        own.iter().chain(common)
    }

    /// The parameters and their values, in the spec's order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Param, &Setting)> {
        self.params().zip(&self.values)
    }

    /// The value of the parameter of this name.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        self.iter().find(|(p, _)| p.name == name).map(|(_, v)| v)
    }

    /// The value that a parameter has unless it is set: an alternative that was chosen may bring its own.
    pub fn default_of(&self, param: &Param) -> Setting {
        let overrides = self.iter().filter_map(|(p, v)| p.kind.alternative(v));
        let number = overrides.flat_map(|a| a.defaults).find(|(name, _)| *name == param.name);
        match (number, &param.kind) {
            (None, kind) => kind.default(),
            (Some((_, v)), Kind::Flag(_)) => Setting::Flag(*v != 0.0),
            (Some((_, v)), _) => Setting::Number(*v),
        }
    }

    /// Sets one parameter. Where an alternative brings its own defaults, the values that stood at their defaults follow.
    ///
    /// # Errors
    /// When there is no parameter of this name, or the value is of another type or out of range.
    pub fn set(&mut self, name: &str, value: Setting) -> Result<(), FieldError> {
        let Some((i, param)) = self.params().enumerate().find(|(_, p)| p.name == name) else {
            let names: Vec<_> = self.params().map(|p| p.name).collect();
            let allowed = if names.is_empty() { "no settings".into() } else { format!("one of {}", names.join(", ")) };
            return Err(FieldError::new(name, "an unknown setting", allowed));
        };
        if !param.kind.allows(&value) {
            return Err(FieldError::new(name, value.to_string(), param.kind.words()));
        }
        let followers: Vec<usize> = match param.kind {
            Kind::Choice(_) => self.at_defaults(),
            _ => Vec::new(),
        };
        self.values[i] = value;
        for follower in followers.into_iter().filter(|f| *f != i) {
            if let Some(param) = self.params().nth(follower) {
                self.values[follower] = self.default_of(param);
            }
        }
        Ok(())
    }

    /// Places of the values that equal their defaults.
    fn at_defaults(&self) -> Vec<usize> {
        let at_default = |(param, value): (&'static Param, &Setting)| *value == self.default_of(param);
        self.iter().enumerate().filter(|(_, entry)| at_default(*entry)).map(|(i, _)| i).collect()
    }

    /// A numeric parameter; not a number when the spec has none of this name.
    pub fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Setting::Number(v)) => *v,
            _ => f64::NAN,
        }
    }

    /// The numbers of a tuple or a list; none when the spec has none of this name.
    pub fn numbers(&self, name: &str) -> &[f64] {
        match self.get(name) {
            Some(Setting::Numbers(v)) => v,
            _ => &[],
        }
    }

    /// The numbers of a tuple of this length; not numbers when the spec has none of this name and length.
    pub fn tuple<const N: usize>(&self, name: &str) -> [f64; N] {
        self.numbers(name).try_into().unwrap_or([f64::NAN; N])
    }

    /// A flag; off when the spec has none of this name.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Setting::Flag(true)))
    }

    /// A chosen name; empty when the spec has no choice of this name.
    pub fn choice(&self, name: &str) -> &'static str {
        match self.get(name) {
            Some(Setting::Choice(v)) => v,
            _ => "",
        }
    }

    /// A formula; none when the spec has none of this name.
    pub fn formula(&self, name: &str) -> Option<&Formula> {
        match self.get(name) {
            Some(Setting::Formula(formula)) => Some(formula),
            _ => None,
        }
    }

    /// The optimizer inside this one; none when the spec has none of this name.
    pub fn run(&self, name: &str) -> Option<&Run> {
        match self.get(name) {
            Some(Setting::Run(run)) => Some(run),
            _ => None,
        }
    }

    /// Every optimizer inside this one, to be changed.
    pub(crate) fn runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        self.values.iter_mut().filter_map(|value| match value {
            Setting::Run(run) => Some(&mut **run),
            _ => None,
        })
    }

    /// The schedules of a parameter; none when none was chosen.
    pub fn schedules(&self, name: &str) -> &[ScheduleChoice] {
        match self.get(name) {
            Some(Setting::Schedules(schedules)) => schedules,
            _ => &[],
        }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::text::{number, print_clip, print_run, print_schedule};
        let tuple = |parts: Vec<String>| format!("({})", parts.join(","));
        match self {
            Self::Number(v) => f.write_str(&number(*v)),
            Self::Numbers(v) => f.write_str(&tuple(v.iter().map(|v| number(*v)).collect())),
            Self::Flag(v) => write!(f, "{v}"),
            Self::Choice(v) => f.write_str(v),
            Self::Formula(v) => write!(f, "\"{}\"", v.text().replace('\\', "\\\\").replace('"', "\\\"")),
            Self::Run(run) => f.write_str(&print_run(run)),
            Self::Schedules(all) => match all.as_slice() {
                [] => f.write_str("none"),
                [one] => f.write_str(&print_schedule(one)),
                all => f.write_str(&tuple(all.iter().map(print_schedule).collect())),
            },
            Self::Clip(None) => f.write_str("none"),
            Self::Clip(Some(clip)) => f.write_str(&print_clip(clip)),
        }
    }
}

impl Kind {
    /// The default value.
    pub fn default(&self) -> Setting {
        match *self {
            Self::Number(_, v) => Setting::Number(v),
            Self::Tuple(_, v) | Self::List(_, v) => Setting::Numbers(v.to_vec()),
            Self::Flag(v) => Setting::Flag(v),
            Self::Choice(alternatives) => Setting::Choice(alternatives.first().map_or("", |a| a.name)),
            Self::Formula(text) => Setting::Formula(Formula::parse(text).unwrap_or_default()),
            Self::Optimizer(id) => Setting::Run(Box::new(Run::named(id))),
            Self::Schedule | Self::Schedules => Setting::Schedules(Vec::new()),
            Self::Clip => Setting::Clip(None),
        }
    }

    /// Whether a value is of this type and in range.
    pub fn allows(&self, value: &Setting) -> bool {
        match (self, value) {
            (Self::Number(range, _), Setting::Number(v)) => range.contains(*v),
            (Self::Tuple(range, default), Setting::Numbers(v)) => {
                v.len() == default.len() && v.iter().all(|v| range.contains(*v))
            }
            (Self::List(range, _), Setting::Numbers(v)) => v.iter().all(|v| range.contains(*v)),
            (Self::Choice(_), Setting::Choice(_)) => self.alternative(value).is_some(),
            (Self::Schedule, Setting::Schedules(all)) => all.len() <= 1,
            (Self::Flag(_), Setting::Flag(_))
            | (Self::Formula(_), Setting::Formula(_))
            | (Self::Optimizer(_), Setting::Run(_))
            | (Self::Schedules, Setting::Schedules(_))
            | (Self::Clip, Setting::Clip(_)) => true,
            _ => false,
        }
    }

    /// The alternative that a value names.
    fn alternative(&self, value: &Setting) -> Option<&'static Alternative> {
        match (*self, value) {
            (Self::Choice(alternatives), Setting::Choice(name)) => alternatives.iter().find(|a| a.name == *name),
            _ => None,
        }
    }

    /// What is allowed, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Number(range, _) => range.words(),
            Self::Tuple(range, default) => {
                format!("{} numbers in brackets, each {}", default.len(), Range::words(range))
            }
            Self::List(range, _) => format!("numbers in brackets, each {}", Range::words(range)),
            Self::Flag(_) => "true or false".into(),
            Self::Choice(all) => format!("one of {}", all.iter().map(|a| a.name).collect::<Vec<_>>().join(", ")),
            Self::Formula(_) => "a formula in double quotes, such as \"x^2 + 3*sin(y)\"".into(),
            Self::Optimizer(id) => format!("an optimizer such as {id}"),
            Self::Schedule => "a schedule such as cosine(T_max=100), or none".into(),
            Self::Schedules => "schedules in brackets, such as (linear,cosine)".into(),
            Self::Clip => "a clipping such as norm(1), or none".into(),
        }
    }
}
