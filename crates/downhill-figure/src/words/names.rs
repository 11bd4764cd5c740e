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
    match telling(experiment, run, &kin) {
        Some(value) => format!("{name} {value}"),
        None => format!("{name} {nth}"),
    }
}

/// The value of the first setting, the rate before others, in which no two runs are alike.
fn telling(experiment: &Experiment, run: &Run, kin: &[&Run]) -> Option<String> {
    let others = run.settings.params().map(|p| p.name);
    for name in core::iter::once("lr").chain(others) {
        let own = |run: &&Run| run.settings.get(name).map(|setting| value(experiment, run, setting));
        let values: Vec<String> = kin.iter().filter_map(own).collect();
        if !values.is_empty() && (1..values.len()).all(|i| !values[..i].contains(&values[i])) {
            return own(&run);
        }
    }
    None
}

// Not inlined, so that it is there once.
#[inline(never)]
fn value(experiment: &Experiment, run: &Run, setting: &Setting) -> String {
    match setting {
        Setting::Batch(_) => experiment.batch(run).map_or("full batch".into(), |count| format!("batch {count}")),
        Setting::Number(v) => number(*v),
        Setting::Numbers(v) => v.iter().map(|v| number(*v)).collect::<Vec<_>>().join(", "),
        Setting::Flag(on) => if *on { "on" } else { "off" }.into(),
        other => other.to_string(),
    }
}
