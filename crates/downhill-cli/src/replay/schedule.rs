//! The learning rate of every step, and the momentum where a schedule moves it.

use super::fields::{Object, argument, arguments};
use super::{Line, MAX_STEPS};
use downhill_core::library::{self, Arguments};
use downhill_core::schedule::ScheduleChoice;
use downhill_core::{FieldError, Setting};
use serde_json::json;

pub(super) fn line(i: usize, file: Object<'_>, case: Object<'_>) -> Result<Line, FieldError> {
    let name = case.text("name")?;
    let (choice, lr) = choice(name, file, case)?;
    let lr = lr.map_or_else(|| case.number("base_lr"), Ok)?;
    let (plan, last) = (choice.build(), last(case)?);
    let lrs: Vec<_> = (0..=last).map(|k| plan.rate(k, lr)).collect();
    let mut line = json!({"index": i, "name": name, "lrs": lrs});
    if let Some(momenta) = (0..=last).map(|k| plan.momentum(k)).collect::<Option<Vec<_>>>() {
        line["momenta"] = json!(momenta);
    }
    Ok(line)
}

/// The last step: `n_steps`, else as many as there are stored rates.
fn last(case: Object<'_>) -> Result<u32, FieldError> {
    if case.has("n_steps") || !case.has("lrs") {
        return case.count("n_steps", MAX_STEPS);
    }
    let most = MAX_STEPS as usize;
    Ok(case.list("lrs")?.len().saturating_sub(1).min(most) as u32)
}

/// The schedule, and the rate that it starts from where that is among its own arguments.
fn choice(name: &str, file: Object<'_>, case: Object<'_>) -> Result<(ScheduleChoice, Option<f64>), FieldError> {
    let reference = if case.has("reference") { case } else { file }.object_or_empty("reference")?;
    let library = if reference.has("library") { reference.text("library")? } else { "torch" };
    let class = if name.contains('.') { name.to_owned() } else { class(library, name) };
    let params = case.object("params")?;
    let made = if params.entries().any(|(_, value)| value.is_object()) {
        sequence(&class, params)
    } else {
        arguments(params).and_then(|arguments| library::schedule(&class, &arguments))
    };
    made.map_err(|error| if error.field == "schedule" { error } else { error.within("params") })
}

fn class(library: &str, name: &str) -> String {
    match library {
        "torch" => format!("torch.optim.lr_scheduler.{name}"),
        "keras" => format!("keras.optimizers.schedules.{name}"),
        other => format!("{other}.{name}"),
    }
}

/// A schedule of schedules. Each part is an object under the name of its class, or of what it is for.
fn sequence(class_name: &str, params: Object<'_>) -> Result<(ScheduleChoice, Option<f64>), FieldError> {
    let (mut parts, mut others) = (Vec::new(), Arguments::new());
    for (name, value) in params.entries() {
        let Some(part) = Object::of(value) else {
            others.push((name.clone(), argument(name, value)?));
            continue;
        };
        let class = class("torch", part_class(name));
        let made = arguments(part).and_then(|arguments| library::schedule(&class, &arguments));
        parts.push(made.map_err(|error| error.within(name))?.0);
    }
    let (mut choice, lr) = library::schedule(class_name, &others)?;
    choice.settings.set("schedules", Setting::Schedules(parts))?;
    Ok((choice, lr))
}

/// The class that a part is of.
fn part_class(name: &str) -> &str {
    match name {
        "warmup" => "LinearLR",
        "cosine" => "CosineAnnealingLR",
        class => class,
    }
}
