//! What every run did, step by step, as CSV for spreadsheets and as JSON for programs.
//!
//! The names are part of the interface. Numbers are the shortest text that reads back as the same number.

use crate::experiment::{Experiment, Run};
use crate::run::{Alarm, Learned, Look, Outcome, Path, Trajectory};
use crate::settings::{Setting, Settings};
use crate::text::{self, number};
use core::fmt::Write;

/// What stands in a line of CSV for each step; the last three are empty for methods without an averaged point.
const COLUMNS: &str = "optimizer,run,step,x,y,loss,gradient_norm,evaluations,averaged_x,averaged_y,averaged_loss";
/// What stands behind it where something is learned from data.
const LEARNED: &str = ",epochs,examples,whole_loss,validation_loss";

/// One line for each step of each run, below a line of names.
pub fn csv(experiment: &Experiment, runs: &[Trajectory]) -> String {
    let learns = runs.iter().any(|run| run.learned.is_some());
    let mut out = format!("{COLUMNS}{}\n", if learns { LEARNED } else { "" });
    for (i, (run, trajectory)) in experiment.runs.iter().zip(runs).enumerate() {
        let averaged =
            |read: &dyn Fn(&Path) -> f64| trajectory.averaged.as_ref().map_or(String::new(), |path| number(read(path)));
        let (id, path) = (run.entry.spec.id, &trajectory.path);
        for k in 0..=trajectory.last() {
            let [x, y, loss, slope] =
                [path.positions[k].x, path.positions[k].y, path.losses[k], path.gradients[k].norm()].map(number);
            let [ax, ay] = [averaged(&|p| p.positions[k].x), averaged(&|p| p.positions[k].y)];
            let (aloss, evaluations, run) = (averaged(&|p| p.losses[k]), trajectory.evaluations[k], i + 1);
            let learned = trajectory.learned.as_ref().map_or(String::new(), |learned| seen_at(learned, k));
            // Ids and numbers hold nothing that would have to stand in quotes, and writing to a string does not fail.
            let _ = writeln!(out, "{id},{run},{k},{x},{y},{loss},{slope},{evaluations},{ax},{ay},{aloss}{learned}");
        }
    }
    out
}

/// Epochs and examples by a step, and the losses where that step looked at the whole.
fn seen_at(learned: &Learned, step: usize) -> String {
    let look = learned.look(step).filter(|look| look.step == step);
    let [loss, validation] = [look.map(|look| look.loss), look.and_then(|look| look.validation)]
        .map(|loss| loss.map_or(String::new(), number));
    format!(",{},{},{loss},{validation}", number(learned.epochs(step)), learned.seen[step])
}

/// One object for the surface and all runs, on one line; what is not finite is null.
pub fn json(experiment: &Experiment, runs: &[Trajectory]) -> String {
    let races = experiment.runs.iter().zip(runs).map(|(run, trajectory)| race(run, trajectory));
    let surface = quoted(&text::print_surface(&experiment.surface));
    format!("{{\"surface\":{surface},\"runs\":{}}}\n", list(races))
}

fn race(run: &Run, trajectory: &Trajectory) -> String {
    let path = &trajectory.path;
    let averaged = trajectory.averaged.as_ref().map_or(String::new(), |path| {
        format!("\"averaged_positions\":{},\"averaged_losses\":{},", points(path), numbers(&path.losses))
    });
    let learned = trajectory
        .learned
        .as_ref()
        .map_or(String::new(), |learned| format!(",\"learned\":{}", learning(learned, trajectory)));
    format!(
        "{{\"optimizer\":{},\"settings\":{},\"positions\":{},\"losses\":{},\"gradient_norms\":{},{averaged}\
         \"evaluations\":{},\"outcome\":{}{learned}}}",
        quoted(run.entry.spec.id),
        settings(&run.settings),
        points(path),
        numbers(&path.losses),
        list(path.gradients.iter().map(|g| float(g.norm()))),
        list(trajectory.evaluations.iter().map(u32::to_string)),
        outcome(trajectory.outcome),
    )
}

/// All looks at the whole of the data, what early stopping keeps, and where gradients explode or vanish.
fn learning(learned: &Learned, trajectory: &Trajectory) -> String {
    let look = |look: &Look| {
        let (epochs, loss) = (float(learned.epochs(look.step)), float(look.loss));
        let validation = optional(look.validation);
        format!("{{\"step\":{},\"epochs\":{epochs},\"loss\":{loss},\"validation_loss\":{validation}}}", look.step)
    };
    let alarm = |(step, alarm): (usize, Alarm)| format!("{{\"kind\":{},\"step\":{step}}}", quoted(alarm.word()));
    let kept = learned.kept.map_or("null".into(), |kept| {
        let stopped = kept.stopped.map_or("null".into(), |step| step.to_string());
        let validation = float(kept.validation);
        format!("{{\"step\":{},\"validation_loss\":{validation},\"stopped\":{stopped}}}", kept.step)
    });
    format!(
        "{{\"examples\":{},\"batch\":{},\"examples_seen\":{},\"epochs\":{},\"looks\":{},\"kept\":{kept},\"alarms\":{}}}",
        learned.examples,
        learned.batch,
        list(learned.seen.iter().map(u64::to_string)),
        float(learned.epochs(trajectory.last())),
        list(learned.looks.iter().map(look)),
        list(trajectory.alarms().into_iter().map(alarm)),
    )
}

fn optional(v: Option<f64>) -> String {
    v.map_or("null".into(), float)
}

fn settings(settings: &Settings) -> String {
    let shown = settings.iter().filter_map(|(param, value)| {
        let value = match value {
            Setting::Clip(None) | Setting::Batch(None) => return None,
            Setting::Schedules(all) if all.is_empty() => return None,
            Setting::Number(v) => float(*v),
            Setting::Numbers(v) => numbers(v),
            Setting::Flag(v) => v.to_string(),
            other => quoted(&other.to_string()),
        };
        Some(format!("{}:{value}", quoted(param.name)))
    });
    format!("{{{}}}", shown.collect::<Vec<_>>().join(","))
}

fn outcome(outcome: Outcome) -> String {
    let step = outcome.step().map_or("null".into(), |step| step.to_string());
    let ground = match outcome {
        Outcome::Flat { ground } => format!(",\"ground\":{}", quoted(ground.name())),
        _ => String::new(),
    };
    format!("{{\"kind\":{},\"step\":{step}{ground}}}", quoted(outcome.kind()))
}

fn points(path: &Path) -> String {
    list(path.positions.iter().map(|x| numbers(&<[f64; 2]>::from(*x))))
}

fn numbers(values: &[f64]) -> String {
    list(values.iter().map(|v| float(*v)))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for (i, item) in items.enumerate() {
        out.push_str(if i > 0 { "," } else { "" });
        out.push_str(&item);
    }
    out.push(']');
    out
}

/// Always with a point or an exponent, so that no reader takes it for a whole number.
fn float(v: f64) -> String {
    if v.is_finite() { format!("{v:?}") } else { "null".into() }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Writing to a string does not fail.
            c if c < ' ' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run;
    use proptest::prelude::*;
    use serde_json::Value;

    fn reports(words: &str) -> (String, Value) {
        let experiment = text::parse(words).experiment;
        let runs = run::run(&experiment);
        let json = json(&experiment, &runs);
        (csv(&experiment, &runs), serde_json::from_str(&json).expect("JSON"))
    }

    proptest! {
        #[test]
        fn every_text_and_every_number_reads_back(words in "\\PC*|[\\x00-\\x20\"\\\\]*", v: f64) {
            prop_assert_eq!(serde_json::from_str::<String>(&quoted(&words)).expect("a string"), words);
            let back = serde_json::from_str::<Option<f64>>(&float(v)).expect("a number or null");
            prop_assert_eq!(back, Some(v).filter(|v| v.is_finite()));
        }
    }

    #[test]
    fn both_hold_the_same_numbers() {
        let (csv, json) = reports("surface=formula(\"x^2 + y^2\")&start=2,1&run=lion(lr=0.3)&run=asgd(lr=0.1)&steps=7");
        assert_eq!(json["surface"], "formula(formula=\"x^2 + y^2\")");
        let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
        assert_eq!(rows.len(), 16);
        for row in rows {
            let (run, k) = (row[1].parse::<usize>().unwrap() - 1, row[2].parse::<usize>().unwrap());
            let race = &json["runs"][run];
            assert_eq!(race["optimizer"], row[0]);
            assert_eq!(race["positions"][k][1].as_f64(), row[4].parse().ok());
            assert_eq!(race["losses"][k].as_f64(), row[5].parse().ok());
            assert_eq!(race["averaged_losses"][k].as_f64(), row[10].parse().ok());
        }
    }
}
