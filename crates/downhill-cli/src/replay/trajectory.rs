//! One run of one method from one start.

use super::fields::{Object, arguments, describe, short};
use super::{Line, MAX_STEPS, clipping};
use downhill_core::experiment::SurfaceChoice;
use downhill_core::library::{self, Arguments};
use downhill_core::run::{Path, run_one};
use downhill_core::settings::Setting;
use downhill_core::{Budget, Experiment, FieldError, Run, surface};
use serde_json::{Map, Value, json};

/// Where the run stood after each of the case's steps; null for steps that it did not reach.
pub(super) fn line(i: usize, file: Object<'_>, case: Object<'_>) -> Result<Line, FieldError> {
    let steps = steps(case)?;
    let surface = surface(case)?;
    let run = run(file, case)?;
    let last = steps.iter().max().copied().unwrap_or(0);
    let start = case.point("start")?;
    let experiment = Experiment { start, budget: Budget::Steps(last), ..Experiment::on(surface.entry) };
    let trajectory = run_one(&experiment, surface.build().as_ref(), &run);

    let mut line = Map::new();
    let (name, value) = case.get("id").map_or_else(|| ("index", json!(i)), |id| ("id", id.clone()));
    line.insert(name.into(), value);
    line.insert("positions".into(), positions(&trajectory.path, &steps));
    line.insert("losses".into(), steps.iter().map(|k| trajectory.path.losses.get(*k as usize).copied()).collect());
    if let Some(averaged) = &trajectory.averaged {
        line.insert("averaged_positions".into(), positions(averaged, &steps));
    }
    Ok(Value::Object(line))
}

fn positions(path: &Path, steps: &[u32]) -> Value {
    steps.iter().map(|k| path.positions.get(*k as usize).map(|x| json!([x.x, x.y]))).collect()
}

/// The steps to report: those listed, else all.
fn steps(case: Object<'_>) -> Result<Vec<u32>, FieldError> {
    if case.has("steps") || !case.has("n_steps") {
        return case.counts("steps", MAX_STEPS);
    }
    Ok((0..=case.count("n_steps", MAX_STEPS)?).collect())
}

/// The surface of this name; `quadratic_100` is the quadratic with kappa 100.
fn surface(case: Object<'_>) -> Result<SurfaceChoice, FieldError> {
    let name = case.text("surface")?;
    let kappa = name.strip_prefix("quadratic_").and_then(|kappa| kappa.parse().ok());
    let entry = surface::find(if kappa.is_some() { "quadratic" } else { name });
    let refuse = || FieldError::new("surface", short(name), "a surface that `downhill list surfaces` names");
    let mut choice = SurfaceChoice::of(entry.ok_or_else(refuse)?);
    if let Some(kappa) = kappa {
        choice.settings.set("kappa", Setting::Number(kappa)).map_err(|error| error.within("surface"))?;
    }
    for (name, value) in case.object_or_empty("surface_params")?.entries() {
        let refuse = || FieldError::new(short(name), describe(Some(value)), "a number, a flag or a list of numbers");
        let set = setting(value).ok_or_else(refuse).and_then(|value| choice.settings.set(&short(name), value));
        set.map_err(|error| error.within("surface_params"))?;
    }
    Ok(choice)
}

fn setting(value: &Value) -> Option<Setting> {
    match value {
        Value::Bool(flag) => Some(Setting::Flag(*flag)),
        Value::Array(all) => all.iter().map(Value::as_f64).collect::<Option<_>>().map(Setting::Numbers),
        _ => value.as_f64().map(Setting::Number),
    }
}

/// The method with its hyperparameters, and with the case's clipping.
fn run(file: Object<'_>, case: Object<'_>) -> Result<Run, FieldError> {
    let params = if case.has("optimizer_params") { "optimizer_params" } else { "params" };
    let arguments = arguments(case.object(params)?).map_err(|error| error.within(params))?;
    let mut run = method(file, case, &arguments)?;
    if case.has("clip") {
        let clip = clipping::choice(case.object("clip")?).map_err(|error| error.within("clip"))?;
        run.settings.set("clip", Setting::Clip(Some(clip)))?;
    }
    Ok(run)
}

/// The method by its library's class, or else by the id that stands in `optimizer`.
fn method(file: Object<'_>, case: Object<'_>, arguments: &Arguments) -> Result<Run, FieldError> {
    let reference = if case.has("reference") { case } else { file }.object_or_empty("reference")?;
    let optimizer = if case.has("optimizer") { case } else { file };
    let named = |error: FieldError| if error.field == "optimizer" { error } else { error.within("params") };
    if !reference.has("name") && !optimizer.has("optimizer") {
        return Err(FieldError::new("reference", "no name", "the name of a class, such as torch.optim.Adam"));
    }
    if reference.has("name") && library::is_optimizer(reference.text("name")?) {
        return library::optimizer(reference.text("name")?, arguments).map_err(named);
    }
    if !optimizer.has("optimizer") {
        return library::optimizer(reference.text("name")?, arguments).map_err(named);
    }
    let id = optimizer.text("optimizer")?;
    let class = format!("torch.optim.{id}");
    if library::is_optimizer(&class) {
        return library::optimizer(&class, arguments).map_err(named);
    }
    library::optimizer_of_id(id, arguments).map_err(named)
}
