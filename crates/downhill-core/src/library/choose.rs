//! Which of our methods, schedules and clippings a library's class or function is.

use super::{Arguments, Library, Value, fill};
use crate::clip::{CLIPS, ClipChoice};
use crate::experiment::Run;
use crate::optimizer::{self, OPTIMIZERS};
use crate::schedule::{SCHEDULES, ScheduleChoice};
use crate::settings::FieldError;
use crate::text::excerpt;

/// The optimizer that a library's class is with these arguments: classes such as `torch.optim.SGD` hold several.
///
/// # Errors
/// When no optimizer of ours is this class with these arguments, or an argument has no place in it.
pub fn optimizer(class: &str, arguments: &Arguments) -> Result<Run, FieldError> {
    let all = OPTIMIZERS.iter().map(|entry| (entry, entry.spec.libraries));
    let (entry, library) = choose("optimizer", class, arguments, all)?;
    let mut run = Run::of(entry);
    fill(&mut run.settings, library, arguments)?;
    Ok(run)
}

/// The optimizer of this id of ours, or of an id with `_torch`, `_keras` or `_optax` behind it: that library's variant.
///
/// # Errors
/// When there is no optimizer of this id, no such library knows it, or an argument has no place in it.
pub fn optimizer_of_id(id: &str, arguments: &Arguments) -> Result<Run, FieldError> {
    let with_library = || id.rsplit_once('_').and_then(|(id, library)| Some((optimizer::find(id)?, library)));
    let found = optimizer::find(id).map(|entry| (entry, "")).or_else(with_library);
    let is_of = |library: &&Library, of: &str| library.dialect == of || library.name.starts_with(of);
    let found = found.and_then(|(entry, of)| Some((entry, entry.spec.libraries.iter().find(|l| is_of(l, of))?)));
    let (entry, library) = found.ok_or_else(|| unknown("optimizer", id))?;
    let mut run = Run::of(entry);
    fill(&mut run.settings, library, arguments)?;
    Ok(run)
}

/// Whether a class is an optimizer of ours, with whatever arguments.
pub fn is_optimizer(class: &str) -> bool {
    OPTIMIZERS.iter().flat_map(|entry| entry.spec.libraries).any(|library| library.name == class)
}

/// The schedule that a library's class or function is with these arguments, and the learning rate that it starts from
/// where it is among them: libraries other than PyTorch give it to the schedule, not to the optimizer.
///
/// # Errors
/// When no schedule of ours is this class with these arguments, or an argument has no place in it.
pub fn schedule(class: &str, arguments: &Arguments) -> Result<(ScheduleChoice, Option<f64>), FieldError> {
    let all = SCHEDULES.iter().map(|entry| (entry, entry.spec.libraries));
    let (entry, library) = choose("schedule", class, arguments, all)?;
    let mut choice = ScheduleChoice::of(entry);
    let (lr, others) = take_rate(library, arguments)?;
    fill(&mut choice.settings, library, &others)?;
    Ok((choice, lr))
}

/// The clipping that a library's function is.
///
/// # Errors
/// When no clipping of ours is this function, or an argument has no place in it.
pub fn clip(function: &str, arguments: &Arguments) -> Result<ClipChoice, FieldError> {
    let all = CLIPS.iter().map(|entry| (entry, entry.spec.libraries));
    let (entry, library) = choose("clip", function, arguments, all)?;
    let mut choice = ClipChoice::of(entry);
    fill(&mut choice.settings, library, arguments)?;
    Ok(choice)
}

/// The line of a registry that is this class with these arguments.
fn choose<E>(
    what: &str,
    class: &str,
    arguments: &Arguments,
    all: impl Iterator<Item = (&'static E, &'static [Library])>,
) -> Result<(&'static E, &'static Library), FieldError> {
    let all = all.flat_map(|(entry, libraries)| libraries.iter().map(move |library| (entry, library)));
    let mut of_this_class = all.filter(|(_, library)| library.name == class).peekable();
    if of_this_class.peek().is_none() {
        return Err(unknown(what, class));
    }
    let found = of_this_class.find(|(_, library)| library.fits(arguments));
    found.ok_or_else(|| {
        FieldError::new(class, "arguments that make another method of it", "those of a method known here")
    })
}

fn unknown(what: &str, name: &str) -> FieldError {
    FieldError::new(what, excerpt(name), "a name that is known here")
}

/// The learning rate among a schedule's arguments, and the other arguments.
fn take_rate(library: &Library, arguments: &Arguments) -> Result<(Option<f64>, Arguments), FieldError> {
    let mut lr = None;
    let mut others = Arguments::new();
    for (theirs, value) in arguments {
        let ours = library.arguments().find(|(name, _)| name == theirs).map(|(_, ours)| ours);
        let given = match (ours, value) {
            (Some("lr"), Value::None) => continue,
            (Some("lr"), _) => value,
            (Some(ours), Value::List(all)) if ours.starts_with("lr,") => {
                others.push((theirs.clone(), Value::List(all.iter().skip(1).cloned().collect())));
                all.first().unwrap_or(value)
            }
            _ => {
                others.push((theirs.clone(), value.clone()));
                continue;
            }
        };
        let is_rate = |v: &f64| v.is_finite() && *v >= 0.0;
        let refuse = || FieldError::new(theirs.as_str(), given.to_string(), "a finite number from 0");
        lr = Some(given.number().filter(is_rate).ok_or_else(refuse)?);
    }
    Ok((lr, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(all: &[(&str, Value)]) -> Arguments {
        all.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn id(class: &str, all: &[(&str, Value)]) -> &'static str {
        optimizer(class, &arguments(all)).unwrap().entry.spec.id
    }

    #[test]
    fn the_arguments_choose_the_method_within_a_class() {
        let (momentum, nesterov) = (("momentum", Value::Number(0.9)), ("nesterov", Value::Flag(true)));
        assert_eq!(id("torch.optim.SGD", &[("lr", Value::Number(0.1))]), "sgd");
        assert_eq!(id("torch.optim.SGD", &[("momentum", Value::Number(0.5))]), "momentum");
        assert_eq!(id("torch.optim.SGD", &[momentum, nesterov]), "nesterov");
    }

    #[test]
    fn an_id_may_name_the_library() {
        let dialect = |id: &str| optimizer_of_id(id, &Arguments::new()).map(|run| run.entry.spec.id);
        assert_eq!(dialect("adam"), Ok("adam"));
        assert_eq!(dialect("adam_torch"), Ok("adam"));
        assert_eq!(dialect("adam_nowhere").unwrap_err().found, "adam_nowhere");
        assert!(is_optimizer("torch.optim.SGD") && !is_optimizer("sgd"));
    }

    #[test]
    fn what_is_not_known_is_named() {
        let error = optimizer("torch.optim.Nothing", &Arguments::new()).unwrap_err();
        assert_eq!(error.to_string(), "optimizer: found torch.optim.Nothing, expected a name that is known here");
        assert_eq!(clip("torch.nothing", &Arguments::new()).unwrap_err().field, "clip");
    }

    #[test]
    fn the_rate_is_taken_from_among_a_schedules_arguments() {
        let all = arguments(&[("peak_value", Value::Number(0.5)), ("transition_steps", Value::Number(50.0))]);
        let (schedule, lr) = self::schedule("optax.cosine_onecycle_schedule", &all).unwrap();
        assert_eq!((lr, schedule.settings.number("transition_steps")), (Some(0.5), 50.0));

        let numbers = |all: &[f64]| Value::List(all.iter().copied().map(Value::Number).collect());
        let all = arguments(&[("boundaries", numbers(&[9.0])), ("values", numbers(&[0.5, 0.25]))]);
        let (schedule, lr) = self::schedule("keras.optimizers.schedules.PiecewiseConstantDecay", &all).unwrap();
        assert_eq!((lr, schedule.settings.numbers("values")), (Some(0.5), [0.25].as_slice()));
    }

    #[test]
    fn a_rate_that_is_none_is_refused() {
        let all = arguments(&[("peak_value", Value::Text("high".into()))]);
        let error = schedule("optax.cosine_onecycle_schedule", &all).unwrap_err();
        assert_eq!(error.to_string(), "peak_value: found high, expected a finite number from 0");
    }
}
