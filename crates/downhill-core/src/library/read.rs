//! A library's call, with its own argument names, as one of our runs.

use super::{Library, part};
use crate::experiment::Run;
use crate::optimizer::OPTIMIZERS;
use crate::settings::{FieldError, Setting, Settings};
use crate::spec::Kind;

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

/// The optimizer that a library's class is with these arguments: classes such as `torch.optim.SGD` hold several.
///
/// # Errors
/// When no optimizer of ours is this class with these arguments, or an argument has no place in it.
pub fn optimizer(class: &str, arguments: &Arguments) -> Result<Run, FieldError> {
    let all = OPTIMIZERS.iter().flat_map(|entry| entry.spec.libraries.iter().map(move |library| (entry, library)));
    let mut of_this_class = all.filter(|(_, library)| library.name == class).peekable();
    if of_this_class.peek().is_none() {
        return Err(FieldError::new("optimizer", class, "the name of a class that is known here"));
    }
    let found = of_this_class.find(|(_, library)| library.fits(arguments));
    let Some((entry, library)) = found else {
        return Err(FieldError::new(class, "arguments that make another method of it", "those of a method known here"));
    };
    let mut run = Run::of(entry);
    fill(&mut run.settings, library, arguments)?;
    Ok(run)
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
                return Err(FieldError::new(
                    theirs.as_str(),
                    "an unknown argument",
                    format!("one of {}", names.join(", ")),
                ));
            }
        }
    }
    Ok(())
}

/// Sets one setting, or one number of a tuple.
fn set(settings: &mut Settings, ours: &str, value: &Value) -> Result<(), FieldError> {
    let (name, index) = part(ours);
    let Some((param, old)) = settings.iter().find(|(param, _)| param.name == name) else {
        return Err(FieldError::new(name, "an unknown setting", "a setting of this method"));
    };
    let mut numbers = settings.numbers(name).to_vec();
    let new = match (&param.kind, value) {
        (_, Value::None) => return Ok(()),
        (Kind::Flag(_), Value::Flag(flag)) => Setting::Flag(*flag),
        (Kind::Flag(_), Value::Number(v)) => Setting::Flag(*v != 0.0),
        (Kind::Choice(all), Value::Text(text)) => all.iter().find(|a| a.name == text).map_or_else(
            || Err(FieldError::new(name, text.as_str(), param.kind.words())),
            |a| Ok(Setting::Choice(a.name)),
        )?,
        (Kind::Tuple(..), Value::Number(v)) => {
            if let Some(number) = numbers.get_mut(index.unwrap_or(0)) {
                *number = *v;
            }
            Setting::Numbers(numbers)
        }
        (Kind::Tuple(..) | Kind::List(..), Value::List(all)) => {
            let of = |(i, v): (usize, &Value)| v.number().unwrap_or(numbers.get(i).copied().unwrap_or(f64::NAN));
            Setting::Numbers(all.iter().enumerate().map(of).collect())
        }
        _ => value.number().map_or_else(|| old.clone(), Setting::Number),
    };
    settings.set(name, new)
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
            Self::Number(v) => literal.parse() == Ok(*v),
            Self::Text(text) => text == literal,
            Self::List(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::unknown_arguments;

    fn run(class: &str, arguments: &[(&str, Value)]) -> Result<Run, FieldError> {
        optimizer(class, &arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    #[test]
    fn the_arguments_choose_the_method_within_a_class() {
        let id = |arguments: &[(&str, Value)]| run("torch.optim.SGD", arguments).unwrap().entry.spec.id;
        assert_eq!(id(&[("lr", Value::Number(0.1))]), "sgd");
        assert_eq!(id(&[("momentum", Value::Number(0.9))]), "momentum");
        assert_eq!(id(&[("momentum", Value::Number(0.9)), ("nesterov", Value::Flag(true))]), "nesterov");
    }

    #[test]
    fn what_has_no_place_is_an_error_unless_it_is_off() {
        assert!(run("torch.optim.Adam", &[("maximize", Value::Flag(false))]).is_ok());
        let error = run("torch.optim.Adam", &[("maximize", Value::Flag(true))]).unwrap_err();
        assert_eq!(error.field, "maximize");
        assert!(run("torch.optim.Nothing", &[]).unwrap_err().allowed.contains("known here"));
    }

    #[test]
    fn every_argument_in_the_tables_is_a_setting() {
        for entry in OPTIMIZERS {
            for library in entry.spec.libraries {
                assert!(unknown_arguments(library, entry.spec.params).is_empty(), "{}", library.name);
            }
        }
    }
}
