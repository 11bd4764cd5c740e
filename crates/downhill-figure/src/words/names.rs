//! What runs are called beside their lines.

use super::number;
use downhill_core::{Experiment, Run, Setting, Trajectory};
use std::borrow::Cow;

/// A name for every run: the optimizer's, and where several runs have the same, the first setting in which all of them
/// differ (`SGD 0.18`), the rate before others, or else their number (`SGD 2`).
pub fn run_names(experiment: &Experiment) -> Vec<String> {
    let runs = &experiment.runs;
    (0..runs.len()).map(|i| name(experiment, i)).collect()
}

/// A run's name where its line is meant that it is judged by: some are judged by their average (`ASGD (averaged)`).
pub fn line_name<'a>(name: &'a str, run: &Trajectory) -> Cow<'a, str> {
    if run.averaged.is_some() { format!("{name} (averaged)").into() } else { name.into() }
}

fn name(experiment: &Experiment, i: usize) -> String {
    let run = &experiment.runs[i];
    let kin: Vec<&Run> = experiment.runs.iter().filter(|r| r.entry.spec.id == run.entry.spec.id).collect();
    let (name, nth) = experiment.label(i);
    if kin.len() == 1 {
        return name.into();
    }
    match telling(run, &kin) {
        Some(value) => format!("{name} {value}"),
        None => format!("{name} {nth}"),
    }
}

/// The value of the first setting, the rate before others, in which no two runs are alike.
fn telling(run: &Run, kin: &[&Run]) -> Option<String> {
    let rate_first = run.settings.iter().filter(|(p, _)| p.name == "lr");
    let others = run.settings.iter().filter(|(p, _)| p.name != "lr");
    rate_first.chain(others).find(|(p, _)| tells_apart(p.name, kin)).map(|(_, v)| value(v))
}

fn tells_apart(setting: &str, kin: &[&Run]) -> bool {
    let values: Vec<String> = kin.iter().filter_map(|r| r.settings.get(setting)).map(value).collect();
    (1..values.len()).all(|i| !values[..i].contains(&values[i]))
}

fn value(setting: &Setting) -> String {
    match setting {
        Setting::Number(v) => number(*v),
        Setting::Numbers(v) => v.iter().map(|v| number(*v)).collect::<Vec<_>>().join(", "),
        Setting::Flag(on) => if *on { "on" } else { "off" }.into(),
        other => other.to_string(),
    }
}
