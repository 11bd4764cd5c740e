//! A run of ours as a few lines of Python, in the words of the libraries that have its method.

use super::{Library, part};
use crate::clip::ClipChoice;
use crate::experiment::{Batch, Run};
use crate::num::decimal;
use crate::schedule::ScheduleChoice;
use crate::settings::{Setting, Settings};
use crate::spec::Kind;

/// Writes a run for a library; none where it has no words for all of the settings.
type Write = fn(&Run, &Library) -> Option<String>;

/// The longest line before a call's arguments each take their own.
const WIDTH: usize = 88;
/// Settings of ours that are calls of their own elsewhere.
const APART: [&str; 3] = ["schedule", "clip", "batch"];
/// It is for matrices, such as our one row, and leaves vectors to Adam.
const MUON: &str = "optax.contrib.muon";
/// Where the method is to be applied, for those who copy.
const TORCH_LOSS: &str = "x = torch.tensor([1.0, 1.0], requires_grad=True)\n\n\
    def loss():\n    return (x ** 2).sum()  # your loss\n\n";

/// The run in each library that has its method in this dialect: the library's name, and a program that runs. What the
/// library has no word for, such as some schedules, is said in a comment.
pub fn code(run: &Run) -> Vec<(&'static str, String)> {
    let libraries: [(&str, &str, Write); 4] = [
        ("PyTorch", "torch.optim.", torch),
        ("Keras", "keras.optimizers.", keras),
        ("Optax", "optax.", optax),
        ("SciPy", "scipy.optimize.", scipy),
    ];
    let own = run.entry.spec.libraries;
    let program = |(name, prefix, write): (_, &str, Write)| {
        let library = speaker(own, prefix, &run.settings)?;
        Some((name, left_out(library, &run.settings) + &write(run, library)?))
    };
    libraries.into_iter().filter_map(program).collect()
}

/// Says which settings were changed that the library's method does not have.
fn left_out(library: &Library, settings: &Settings) -> String {
    let ours: Vec<_> = without_word(library, settings).filter(|name| !APART.contains(name)).collect();
    let ours =
        if ours.is_empty() { String::new() } else { format!("# {} has no {}.\n", library.name, ours.join(", no ")) };
    ours + &batch(settings)
}

/// Says how many examples a step looks at, which is the caller's business in every library.
fn batch(settings: &Settings) -> String {
    match settings.get("batch") {
        Some(Setting::Batch(Some(Batch::All))) => "# Each step looks at all examples.\n".into(),
        Some(Setting::Batch(Some(Batch::Of(1)))) => "# Each step looks at one example.\n".into(),
        Some(Setting::Batch(Some(Batch::Of(count)))) => format!("# Each step looks at {count} examples.\n"),
        _ => String::new(),
    }
}

/// The settings that are not at their defaults and that the library cannot be told.
fn without_word<'a>(library: &'a Library, settings: &'a Settings) -> impl Iterator<Item = &'static str> + use<'a> {
    let changed = settings.iter().filter(|(param, value)| **value != settings.default_of(param));
    let names = changed.map(|(param, _)| param.name).filter(|name| *name != "dialect" && *name != "lr");
    names.filter(|name| !library.arguments().any(|(_, ours)| part(ours).0 == *name))
}

/// The library of this prefix that speaks the settings' dialect.
fn speaker(libraries: &'static [Library], prefix: &str, settings: &Settings) -> Option<&'static Library> {
    libraries.iter().find(|library| library.name.starts_with(prefix) && library.speaks(settings))
}

/// The same, where it can be told all of the settings.
fn fluent(libraries: &'static [Library], prefix: &str, settings: &Settings) -> Option<&'static Library> {
    speaker(libraries, prefix, settings).filter(|library| without_word(library, settings).next().is_none())
}

fn torch(run: &Run, library: &Library) -> Option<String> {
    let mut arguments = vec!["[x]".into()];
    arguments.extend(keywords(library, &run.settings, run, None)?);
    let mut text = format!("import torch\n\n{TORCH_LOSS}optimizer = {}\n", call(library.name, &arguments));
    let mut after = String::new();
    if let Some(schedule) = run.settings.schedules("schedule").first() {
        match torch_schedule(run, schedule) {
            Some(schedule) => {
                text += &format!("scheduler = {schedule}\n");
                after = "    scheduler.step()\n".into();
            }
            None => text += &missing("schedule", "PyTorch"),
        }
    }
    let mut clip = String::new();
    if let Some(choice) = clip_of(run) {
        match clip_call(choice, "torch.nn.utils.", &["[x]"]) {
            Some(call) => clip = call,
            None => text += &missing("clipping", "PyTorch"),
        }
    }
    // Its line search asks for the loss again and again.
    if library.name == "torch.optim.LBFGS" {
        let clip = line(&clip, 4);
        text += &format!(
            "\ndef closure():\n    optimizer.zero_grad()\n    value = loss()\n    value.backward()\n{clip}    return value\n\
             \nfor _ in range(100):\n    optimizer.step(closure)\n{after}"
        );
    } else {
        let clip = line(&clip, 4);
        text += &format!(
            "\nfor _ in range(100):\n    optimizer.zero_grad()\n    loss().backward()\n{clip}    optimizer.step()\n{after}"
        );
    }
    Some(text)
}

fn torch_schedule(run: &Run, schedule: &ScheduleChoice) -> Option<String> {
    let library = fluent(schedule.entry.spec.libraries, "torch.optim.lr_scheduler.", &schedule.settings)?;
    let mut arguments = vec!["optimizer".into()];
    arguments.extend(keywords(library, &schedule.settings, run, None)?);
    Some(call(library.name, &arguments))
}

fn keras(run: &Run, library: &Library) -> Option<String> {
    let schedule = scheduled(run, "keras.optimizers.schedules.");
    let rate = schedule.as_ref().ok().and_then(Clone::clone);
    let optimizer = call(library.name, &keywords(library, &run.settings, run, rate.as_deref())?);
    let mut text = format!("import keras\n\noptimizer = {optimizer}\n");
    if schedule.is_err() {
        text += &missing("schedule", "Keras");
    }
    if clip_of(run).is_some() {
        text += &missing("clipping", "Keras");
    }
    text += "\nmodel = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])  # your model\n\
             model.compile(optimizer=optimizer, loss=\"mse\")\n";
    Some(text)
}

fn optax(run: &Run, library: &Library) -> Option<String> {
    let schedule = scheduled(run, "optax.");
    let rate = schedule.as_ref().ok().and_then(Clone::clone);
    let mut optimizer = call(library.name, &keywords(library, &run.settings, run, rate.as_deref())?);
    let mut notes = String::new();
    if schedule.is_err() {
        notes += &missing("schedule", "Optax");
    }
    if let Some(choice) = clip_of(run) {
        match clip_call(choice, "optax.", &[]) {
            Some(clip) => optimizer = call("optax.chain", &[clip, optimizer]),
            None => notes += &missing("clipping", "Optax"),
        }
    }
    let start = if library.name == MUON { "[[1.0, 1.0]]" } else { "[1.0, 1.0]" };
    Some(format!(
        "import jax\nimport jax.numpy as jnp\nimport optax\n\ndef loss(x):\n    return jnp.sum(x ** 2)  # your loss\n\n\
         x = jnp.array({start})\noptimizer = {optimizer}\n{notes}state = optimizer.init(x)\n\n\
         for _ in range(100):\n    updates, state = optimizer.update(jax.grad(loss)(x), state, x)\n    \
         x = optax.apply_updates(x, updates)\n"
    ))
}

/// SciPy's own test function with its derivatives stands for the loss.
fn scipy(run: &Run, library: &Library) -> Option<String> {
    let (name, method) = library.name.split_once(" method=").unwrap_or((library.name, ""));
    let function = name.rsplit('.').next().unwrap_or(name);
    let mut arguments = vec!["rosen".to_owned(), "[-1.2, 1.0]".to_owned()];
    let mut imports = format!("{function}, rosen");
    if !method.is_empty() {
        arguments.push(format!("method=\"{method}\""));
    }
    let cost = run.entry.spec.cost;
    // The one of these methods that asks for values alone.
    let has_gradient = method != "Nelder-Mead";
    for (is_needed, argument, import) in [(has_gradient, "jac", "rosen_der"), (cost.hessians > 0, "hess", "rosen_hess")]
    {
        if is_needed {
            arguments.push(format!("{argument}={import}"));
            imports += &format!(", {import}");
        }
    }
    let options = pairs(library, &run.settings, run, None)?;
    let options: Vec<_> = options.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    if !options.is_empty() {
        arguments.push(format!("options={{{}}}", options.join(", ")));
    }
    let mut text = format!("from scipy.optimize import {imports}\n\nresult = {}\n", call(function, &arguments));
    if clip_of(run).is_some() {
        text += &missing("clipping", "SciPy");
    }
    if !run.settings.schedules("schedule").is_empty() {
        text += &missing("schedule", "SciPy");
    }
    Some(text + "print(result.x)\n")
}

/// The run's schedule as a call; an error where the library has none like it.
fn scheduled(run: &Run, prefix: &str) -> Result<Option<String>, ()> {
    let Some(schedule) = run.settings.schedules("schedule").first() else { return Ok(None) };
    let library = fluent(schedule.entry.spec.libraries, prefix, &schedule.settings).ok_or(())?;
    Ok(Some(call(library.name, &keywords(library, &schedule.settings, run, None).ok_or(())?)))
}

fn clip_of(run: &Run) -> Option<&ClipChoice> {
    match run.settings.get("clip") {
        Some(Setting::Clip(clip)) => clip.as_ref(),
        _ => None,
    }
}

/// A clipping as a call; libraries put the limit first.
fn clip_call(clip: &ClipChoice, prefix: &str, first: &[&str]) -> Option<String> {
    let library = fluent(clip.entry.spec.libraries, prefix, &clip.settings)?;
    let values = library.arguments().map(|(_, ours)| clip.settings.get(ours).and_then(|v| literal(v, false)));
    let mut arguments: Vec<String> = first.iter().map(|a| (*a).to_owned()).collect();
    for ((theirs, _), value) in library.arguments().zip(values) {
        let is_limit = arguments.len() == first.len();
        arguments.push(if is_limit { value? } else { format!("{theirs}={}", value?) });
    }
    Some(call(library.name, &arguments))
}

fn missing(what: &str, library: &str) -> String {
    format!("# {library} has no {what} like the one chosen here.\n")
}

fn line(code: &str, indent: usize) -> String {
    if code.is_empty() { String::new() } else { format!("{}{code}\n", " ".repeat(indent)) }
}

/// A call on one line, or with an argument on each where that is too long.
fn call(name: &str, arguments: &[String]) -> String {
    let short = format!("{name}({})", arguments.join(", "));
    if short.len() + "optimizer = ".len() <= WIDTH && !short.contains('\n') {
        return short;
    }
    let indented: Vec<_> = arguments.iter().map(|a| format!("    {}", a.replace('\n', "\n    "))).collect();
    format!("{name}(\n{},\n)", indented.join(",\n"))
}

fn keywords(library: &Library, settings: &Settings, run: &Run, rate: Option<&str>) -> Option<Vec<String>> {
    let pairs = pairs(library, settings, run, rate)?;
    Some(pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect())
}

/// A library's arguments with their values in Python; none where one of them has no value of ours. The rate may be a
/// schedule.
fn pairs(library: &Library, settings: &Settings, run: &Run, rate: Option<&str>) -> Option<Vec<(&'static str, String)>> {
    let mut all = Vec::new();
    for (theirs, ours) in library.arguments() {
        let value = match (ours, rate) {
            ("lr", Some(rate)) => rate.to_owned(),
            ("lr", None) => python(run.lr()?),
            ("cycle_momentum", _) if !has_momentum(run) => "False".into(),
            _ if is_left_out(settings, ours) => continue,
            _ => value(settings, run, ours)?,
        };
        // A list that begins with the rate.
        let value = match ours.strip_prefix("lr,") {
            Some(_) => format!("[{}, {}", python(run.lr()?), value.trim_start_matches('[')),
            None => value,
        };
        all.push((theirs, value));
    }
    // What makes the class another method is off in every library unless asked for.
    let is_on = |value: &&str| !matches!(*value, "False" | "None" | "0" | "0.0");
    all.extend(library.fixed().filter(|(_, value)| is_on(value)).map(|(name, value)| (name, quoted(value))));
    Some(all)
}

/// Whether a schedule can move the run's momentum: PyTorch refuses to try where there is none, or gives SGD one.
fn has_momentum(run: &Run) -> bool {
    ["momentum", "betas"].iter().any(|name| run.settings.get(name).is_some())
}

/// Whether a setting is a count of zero by default, as which we read Python's `None`.
fn is_left_out(settings: &Settings, ours: &str) -> bool {
    let Some((param, setting)) = settings.iter().find(|(param, _)| param.name == ours) else { return false };
    *setting == Setting::Number(0.0) && matches!(param.kind, Kind::Number(range, 0.0) if range.whole)
}

/// One setting, or one number of a tuple, in Python.
fn value(settings: &Settings, run: &Run, ours: &str) -> Option<String> {
    let (name, index) = part(ours);
    let (param, setting) = settings.iter().find(|(param, _)| param.name == name)?;
    let is_whole = matches!(param.kind, Kind::Number(r, _) | Kind::Tuple(r, _) | Kind::List(r, _) if r.whole);
    match (setting, index) {
        (Setting::Numbers(all), Some(i)) => literal(&Setting::Number(*all.get(i)?), is_whole),
        (Setting::Numbers(_), None) => {
            let words = literal(setting, is_whole)?;
            Some(if matches!(param.kind, Kind::List(..)) { format!("[{words}]") } else { format!("({words})") })
        }
        (Setting::Schedules(all), _) => {
            let all: Option<Vec<_>> = all.iter().map(|schedule| torch_schedule(run, schedule)).collect();
            Some(format!("[{}]", all?.join(", ")))
        }
        _ => literal(setting, is_whole),
    }
}

/// A value in Python; of several numbers what stands between the brackets. None for what Python has no word for.
fn literal(setting: &Setting, is_whole: bool) -> Option<String> {
    let number = |v: f64| if is_whole && v.is_finite() { format!("{v:.0}") } else { python(v) };
    match setting {
        Setting::Number(v) => Some(number(*v)),
        Setting::Numbers(all) => Some(all.iter().map(|v| number(*v)).collect::<Vec<_>>().join(", ")),
        Setting::Flag(v) => Some(if *v { "True".into() } else { "False".into() }),
        Setting::Choice("none") => Some("None".into()),
        Setting::Choice(name) => Some(format!("\"{name}\"")),
        _ => None,
    }
}

/// A fixed literal of the tables: words that are no names of Python are texts.
fn quoted(literal: &str) -> String {
    let is_name = matches!(literal, "True" | "False" | "None") || decimal(literal).is_some();
    if is_name { literal.into() } else { format!("\"{literal}\"") }
}

/// A number as Python prints it: the shortest digits that read back the same, with a power of ten of two digits.
fn python(v: f64) -> String {
    let size = v.abs();
    if !v.is_finite() {
        return format!("float(\"{v}\")");
    }
    if size == 0.0 || (1e-4..1e16).contains(&size) {
        return format!("{v:?}");
    }
    let text = format!("{v:e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, power) = power.strip_prefix('-').map_or(("+", power), |power| ("-", power));
    format!("{digits}e{sign}{power:0>2}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizer::OPTIMIZERS;
    use crate::text::parse_run;

    fn of(text: &str, library: &str) -> String {
        let all = code(&parse_run(text).unwrap());
        all.into_iter().find(|(name, _)| *name == library).unwrap().1
    }

    #[test]
    fn adam_is_a_program_for_pytorch() {
        let expected = "\
import torch

x = torch.tensor([1.0, 1.0], requires_grad=True)

def loss():
    return (x ** 2).sum()  # your loss

optimizer = torch.optim.Adam(
    [x],
    lr=0.1,
    betas=(0.9, 0.999),
    eps=1e-08,
    weight_decay=0.0,
)

for _ in range(100):
    optimizer.zero_grad()
    loss().backward()
    optimizer.step()
";
        assert_eq!(of("adam(lr=0.1)", "PyTorch"), expected);
    }

    #[test]
    fn schedule_and_clipping_stand_where_pytorch_wants_them() {
        let text = of("sgd(lr=0.5,schedule=step(30,0.1),clip=norm(2))", "PyTorch");
        let scheduler = "scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)\n";
        let steps = "    loss().backward()\n    torch.nn.utils.clip_grad_norm_([x], 2.0, norm_type=2.0)\n    \
                     optimizer.step()\n    scheduler.step()\n";
        assert!(text.contains(scheduler) && text.ends_with(steps), "{text}");
    }

    #[test]
    fn schedules_one_after_the_other_are_calls_within_a_call() {
        let text = of("sgd(lr=1,schedule=sequential((exponential(0.5),step(1,0.1)),milestones=(2)))", "PyTorch");
        let inner = "schedulers=[torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5), \
                     torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.1)],\n    milestones=[2],\n)";
        assert!(text.contains(inner), "{text}");
    }

    #[test]
    fn what_makes_the_class_another_method_is_said() {
        assert!(of("nesterov(lr=0.1)", "PyTorch").contains("nesterov=True"));
        assert!(of("momentum(lr=0.1)", "PyTorch").contains("momentum=0.9"));
        assert!(!of("adam(lr=0.1)", "PyTorch").contains("amsgrad"));
    }

    #[test]
    fn what_a_library_has_no_word_for_is_said_in_a_comment() {
        let text = of("sgd(lr=1,clip=norm(1,dialect=optax))", "PyTorch");
        assert!(text.contains("# PyTorch has no clipping like the one chosen here.\n"), "{text}");
    }

    #[test]
    fn other_libraries_take_the_schedule_for_the_rate() {
        let text = of("adam(lr=0.2,schedule=piecewise_constant((10,20),(0.1,0.05)),dialect=keras)", "Keras");
        for part in ["learning_rate=keras.optimizers.schedules.Piece", "boundaries=[10, 20]", "values=[0.2, 0.1, 0.05]"]
        {
            assert!(text.contains(part), "{text}");
        }
        let text = of("sgd(lr=0.5,clip=value(2))", "Optax");
        let chain = "optimizer = optax.chain(\n    optax.clip(2.0),\n    optax.sgd(learning_rate=0.5";
        assert!(text.contains(chain) || text.contains("optax.chain(optax.clip(2.0), optax.sgd("), "{text}");
    }

    #[test]
    fn a_setting_that_a_library_does_not_have_is_named() {
        let text = of("adam(lr=0.1,weight_decay=0.5)", "Optax");
        assert!(text.starts_with("# optax.adam has no weight_decay.\nimport jax\n"), "{text}");
        assert!(of("adam(lr=0.1,weight_decay=0.5)", "PyTorch").starts_with("import torch\n"));
    }

    #[test]
    fn how_many_examples_a_step_looks_at_is_said_before_everything() {
        assert!(of("adam(batch=8)", "PyTorch").starts_with("# Each step looks at 8 examples.\nimport torch"));
        assert!(
            of("adam(dialect=keras,batch=all)", "Keras")
                .starts_with("# Each step looks at all examples.\nimport keras")
        );
    }

    #[test]
    fn only_momentum_that_is_there_moves_with_the_rate() {
        let text = |run: &str| of(&format!("{run}(lr=0.1,schedule=one_cycle)"), "PyTorch");
        assert!(text("adam").contains("cycle_momentum=True") && text("sgd").contains("cycle_momentum=False"));
    }

    #[test]
    fn muon_is_given_a_matrix() {
        assert!(of("muon(lr=0.1)", "Optax").contains("x = jnp.array([[1.0, 1.0]])\n"));
    }

    #[test]
    fn scipy_is_given_the_derivatives_that_the_method_asks_for() {
        let count = |run: &str| ["jac=", "hess="].map(|word| of(run, "SciPy").matches(word).count());
        assert_eq!(["nelder_mead", "bfgs", "trust_exact"].map(count), [[0, 0], [1, 0], [1, 1]]);
    }

    #[test]
    fn a_count_that_is_not_set_is_left_out() {
        let text = of("adam(lr=0.1,schedule=one_cycle)", "PyTorch");
        assert!(!text.contains("total_steps") && text.contains("epochs=10"), "{text}");
        assert!(of("adam(lr=0.1,schedule=one_cycle(total_steps=50))", "PyTorch").contains("total_steps=50"));
    }

    #[test]
    fn numbers_are_written_as_python_prints_them() {
        let all = [1.0, 0.001, 1e-4, 1e-5, 1.5e-8, 1e15, 1e16, -2.5e-7, 1e-100, f64::INFINITY];
        let words = [
            "1.0",
            "0.001",
            "0.0001",
            "1e-05",
            "1.5e-08",
            "1000000000000000.0",
            "1e+16",
            "-2.5e-07",
            "1e-100",
            "float(\"inf\")",
        ];
        assert_eq!(all.map(python), words);
    }

    #[test]
    fn every_optimizer_that_a_library_has_is_a_program_in_it() {
        let names = [("torch.optim.", "PyTorch"), ("keras.optimizers.", "Keras"), ("optax.", "Optax")];
        for entry in OPTIMIZERS {
            let run = Run::of(entry);
            let programs = code(&run);
            for (prefix, name) in names {
                let is_there = speaker(entry.spec.libraries, prefix, &run.settings).is_some();
                let program = programs.iter().find(|(found, _)| *found == name);
                assert_eq!(program.is_some(), is_there, "{} in {name}", entry.spec.id);
                if let Some((_, text)) = program {
                    assert!(text.contains("optimizer = ") && !text.contains(" like the one chosen"), "{text}");
                }
            }
        }
    }
}
