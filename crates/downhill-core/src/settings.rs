//! Validated values of a surface's, an optimizer's, a schedule's or a clipping's parameters.

use crate::clip::ClipChoice;
use crate::data::{DataChoice, MOST, Points};
use crate::experiment::{Batch, Run};
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
    /// Two names.
    Pair([&'static str; 2]),
    /// A formula in x and y.
    Formula(Formula),
    /// An optimizer with its settings.
    Run(Box<Run>),
    /// Schedules, one after the other.
    Schedules(Vec<ScheduleChoice>),
    /// A clipping, or none.
    Clip(Option<ClipChoice>),
    /// How many examples a step looks at; none is as many as the experiment says.
    Batch(Option<Batch>),
    /// Data to learn from.
    Data(DataChoice),
    /// Points of one's own.
    Points(Points),
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

    /// The settings of what stands inside a parameter: of its optimizer, of its clipping, of the schedule in this place.
    pub fn inside(&self, name: &str, place: usize) -> Option<&Self> {
        match self.get(name)? {
            Setting::Run(run) => Some(&run.settings),
            Setting::Schedules(all) => all.get(place).map(|schedule| &schedule.settings),
            Setting::Clip(clip) => clip.as_ref().map(|clip| &clip.settings),
            Setting::Data(data) => Some(&data.settings),
            _ => None,
        }
    }

    /// Sets one parameter of what stands inside others. The path leads there from the outside in: the name of a
    /// parameter, and which of its schedules.
    ///
    /// # Errors
    /// When the path leads nowhere, or as [`set`](Self::set).
    pub fn set_inside(&mut self, path: &[(&str, usize)], name: &str, value: Setting) -> Result<(), FieldError> {
        let Some(((outer, place), rest)) = path.split_first() else { return self.set(name, value) };
        let index = self.params().position(|param| param.name == *outer);
        let inner = match index.and_then(|i| self.values.get_mut(i)) {
            Some(Setting::Run(run)) => Some(&mut run.settings),
            Some(Setting::Schedules(all)) => all.get_mut(*place).map(|schedule| &mut schedule.settings),
            Some(Setting::Clip(Some(clip))) => Some(&mut clip.settings),
            Some(Setting::Data(data)) => Some(&mut data.settings),
            _ => None,
        };
        let nothing =
            || FieldError::new(name, "nothing that has settings", "an optimizer, a schedule, a clipping or data");
        let set = inner.ok_or_else(nothing).and_then(|inner| inner.set_inside(rest, name, value));
        set.map_err(|problem| problem.within(outer))
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

    /// The data to learn from; none when the spec has none of this name.
    pub fn data(&self, name: &str) -> Option<&DataChoice> {
        match self.get(name) {
            Some(Setting::Data(data)) => Some(data),
            _ => None,
        }
    }

    /// Points of one's own; none when the spec has none of this name.
    pub fn points(&self, name: &str) -> Option<&Points> {
        match self.get(name) {
            Some(Setting::Points(points)) => Some(points),
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
        use crate::text::{number, print_clip, print_data, print_run, print_schedule};
        let tuple = |parts: Vec<String>| format!("({})", parts.join(","));
        match self {
            Self::Number(v) => f.write_str(&number(*v)),
            Self::Numbers(v) => f.write_str(&tuple(v.iter().map(|v| number(*v)).collect())),
            Self::Flag(v) => write!(f, "{v}"),
            Self::Choice(v) => f.write_str(v),
            Self::Pair([a, b]) => write!(f, "({a},{b})"),
            Self::Formula(v) => write!(f, "\"{}\"", v.text().replace('\\', "\\\\").replace('"', "\\\"")),
            Self::Run(run) => f.write_str(&print_run(run)),
            Self::Schedules(all) => match all.as_slice() {
                [] => f.write_str("none"),
                [one] => f.write_str(&print_schedule(one)),
                all => f.write_str(&tuple(all.iter().map(print_schedule).collect())),
            },
            Self::Clip(None) | Self::Batch(None) => f.write_str("none"),
            Self::Batch(Some(Batch::All)) => f.write_str("all"),
            Self::Batch(Some(Batch::Of(count))) => write!(f, "{count}"),
            Self::Clip(Some(clip)) => f.write_str(&print_clip(clip)),
            Self::Data(data) => f.write_str(&print_data(data)),
            Self::Points(points) => write!(f, "\"{}\"", points.text()),
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
            Self::Pair(all, _) => Setting::Pair([0, 1].map(|i: usize| all.get(i).map_or("", |a| a.name))),
            Self::Formula(text) => Setting::Formula(Formula::parse(text).unwrap_or_default()),
            Self::Optimizer(id) => Setting::Run(Box::new(Run::named(id))),
            Self::Schedule | Self::Schedules => Setting::Schedules(Vec::new()),
            Self::Clip => Setting::Clip(None),
            Self::Batch => Setting::Batch(None),
            Self::Data(text) => Setting::Data(crate::text::parse_data(text).unwrap_or_else(|_| DataChoice::named(""))),
            Self::Points(text) => Setting::Points(Points::parse(text).unwrap_or_default()),
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
            (Self::Pair(all, _), Setting::Pair([a, b])) => {
                a != b && [a, b].into_iter().all(|name| all.iter().any(|one| one.name == *name))
            }
            (Self::Schedule, Setting::Schedules(all)) => all.len() <= 1,
            (Self::Optimizer(_), Setting::Run(run)) => run.settings.get("batch").is_none(),
            (Self::Batch, Setting::Batch(Some(Batch::Of(count)))) => (1..=MOST as u32).contains(count),
            (Self::Flag(_), Setting::Flag(_))
            | (Self::Formula(_), Setting::Formula(_))
            | (Self::Schedules, Setting::Schedules(_))
            | (Self::Clip, Setting::Clip(_))
            | (Self::Batch, Setting::Batch(_))
            | (Self::Data(_), Setting::Data(_))
            | (Self::Points(_), Setting::Points(_)) => true,
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
            Self::Choice(all) => format!("one of {}", names(all)),
            Self::Pair(all, _) => format!("two different ones of {}, in brackets", names(all)),
            Self::Formula(_) => "a formula in double quotes, such as \"x^2 + 3*sin(y)\"".into(),
            Self::Optimizer(id) => format!("an optimizer such as {id}"),
            Self::Schedule => "a schedule such as cosine(T_max=100), or none".into(),
            Self::Schedules => "schedules in brackets, such as (linear,cosine)".into(),
            Self::Clip => "a clipping such as norm(1), or none".into(),
            Self::Batch => format!("{}, all or none", Range::whole(1.0, MOST as f64).words()),
            Self::Data(id) => format!("data such as {id}"),
            Self::Points(_) => "points in double quotes, such as \"0,1;0.5,2\"".into(),
        }
    }
}

fn names(all: &[Alternative]) -> String {
    all.iter().map(|a| a.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::text::{parse_run, print_run};
    use crate::{FieldError, Setting};

    fn set(text: &str, path: &[(&str, usize)], name: &str, value: f64) -> Result<String, FieldError> {
        let mut run = parse_run(text).unwrap();
        run.settings.set_inside(path, name, Setting::Number(value))?;
        Ok(print_run(&run))
    }

    #[test]
    fn a_setting_within_others_is_set_where_the_path_leads() {
        let text = "sgd(lr=1,schedule=sequential((exponential(0.5),step(1,0.1)),milestones=(2)),clip=norm(1))";
        let path = [("schedule", 0), ("schedules", 1)];
        assert!(set(text, &path, "gamma", 0.2).unwrap().contains("step(step_size=1,gamma=0.2)"));
        assert!(set(text, &[("clip", 0)], "max_norm", 3.0).unwrap().ends_with("clip=norm(max_norm=3))"));
        assert!(set(text, &[], "lr", 2.0).unwrap().starts_with("sgd(lr=2,"));
    }

    #[test]
    fn a_path_that_leads_nowhere_and_a_value_out_of_range_are_refused_by_name() {
        assert_eq!(set("sgd(lr=1)", &[("clip", 0)], "max_norm", 3.0).unwrap_err().field, "clip: max_norm");
        let error = set("sgd(lr=1,clip=norm(1))", &[("clip", 0)], "max_norm", -1.0).unwrap_err();
        assert_eq!(error.to_string(), "clip: max_norm: found -1, expected a number from 0 to 1000000");
    }

    #[test]
    fn what_stands_inside_is_found_by_name_and_place() {
        let run = parse_run("sgd(schedule=step(7,0.5))").unwrap();
        assert_eq!(run.settings.inside("schedule", 0).map(|s| s.number("step_size")), Some(7.0));
        assert!(run.settings.inside("schedule", 1).is_none() && run.settings.inside("lr", 0).is_none());
    }
}
