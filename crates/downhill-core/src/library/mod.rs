//! What PyTorch, Keras, Optax, SciPy and other libraries call our methods and their settings.

mod choose;
mod code;
mod read;

pub use choose::{clip, is_optimizer, optimizer, optimizer_of_id, schedule};
pub use code::code;
pub use read::{Arguments, Value, fill};

use crate::settings::Settings;
use crate::spec::{Kind, Param};

/// One library's name for a method, and its names for the settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Library {
    /// Which of the method's dialects the library speaks; empty where there is only one.
    pub dialect: &'static str,
    /// The class or function, such as `torch.optim.Adam`.
    pub name: &'static str,
    /// Its arguments with spaces between, each `theirs=ours` or one word for both. Ours may be a part of a tuple, such
    /// as `betas.0`. Among a schedule's, ours may be the run's `lr`, and `lr,values` is a list with it in front.
    pub arguments: &'static str,
    /// Arguments that must have a value to make the class this method, such as `amsgrad=True`, with spaces between.
    pub fixed: &'static str,
}

impl Library {
    /// Pairs of their argument and our setting.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.arguments.split_whitespace().map(|word| word.split_once('=').unwrap_or((word, word)))
    }

    /// Pairs of their argument and the value, as a Python literal, that it must have.
    pub fn fixed(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.fixed.split_whitespace().filter_map(|word| word.split_once('='))
    }

    /// Whether these settings are in the library's dialect.
    pub fn speaks(&self, settings: &Settings) -> bool {
        self.dialect.is_empty() || settings.get("dialect").is_none() || settings.choice("dialect") == self.dialect
    }
}

/// The part of a setting that a library's argument stands for: its name, and which number of a tuple.
pub fn part(ours: &str) -> (&str, Option<usize>) {
    let ours = ours.strip_prefix("lr,").unwrap_or(ours);
    match ours.split_once('.') {
        Some((name, index)) => (name, index.parse().ok()),
        None => (ours, None),
    }
}

/// Every library argument that names no setting of ours, for tests of the registries.
pub fn unknown_arguments(library: &Library, params: &[Param]) -> Vec<&'static str> {
    let known = |ours: &str| match part(ours) {
        (name, None) => name == "lr" || params.iter().any(|p| p.name == name),
        (name, Some(i)) => params.iter().any(|p| p.name == name && matches!(p.kind, Kind::Tuple(_, d) if i < d.len())),
    };
    library.arguments().filter(|(_, ours)| !known(ours)).map(|(theirs, _)| theirs).collect()
}
