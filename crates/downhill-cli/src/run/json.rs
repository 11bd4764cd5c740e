//! The runs for programs. The names are part of the interface; what is not finite is null, as serde_json writes it.

use crate::Failure;
use downhill_core::run::Path;
use downhill_core::{Experiment, Outcome, Run, Setting, Settings, Trajectory, text};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::Write;

#[derive(Serialize)]
struct Report<'a> {
    surface: String,
    runs: Vec<Race<'a>>,
}

#[derive(Serialize)]
struct Race<'a> {
    optimizer: &'static str,
    #[serde(serialize_with = "by_name")]
    settings: &'a Settings,
    positions: Vec<[f64; 2]>,
    losses: &'a [f64],
    gradient_norms: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    averaged_positions: Option<Vec<[f64; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    averaged_losses: Option<&'a [f64]>,
    evaluations: &'a [u32],
    outcome: Judgement,
    #[serde(skip_serializing_if = "Option::is_none")]
    learned: Option<super::learned::Report<'a>>,
}

#[derive(Serialize)]
struct Judgement {
    kind: &'static str,
    step: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<&'static str>,
}

pub(super) fn write(experiment: &Experiment, runs: &[Trajectory], out: &mut impl Write) -> Result<(), Failure> {
    let report = Report {
        surface: text::print_surface(&experiment.surface),
        runs: experiment.runs.iter().zip(runs).map(|(run, trajectory)| Race::new(run, trajectory)).collect(),
    };
    serde_json::to_writer(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

impl<'a> Race<'a> {
    fn new(run: &'a Run, trajectory: &'a Trajectory) -> Self {
        Self {
            optimizer: run.entry.spec.id,
            settings: &run.settings,
            positions: points(&trajectory.path),
            losses: &trajectory.path.losses,
            gradient_norms: trajectory.path.gradients.iter().map(|g| g.norm()).collect(),
            averaged_positions: trajectory.averaged.as_ref().map(points),
            averaged_losses: trajectory.averaged.as_ref().map(|path| &*path.losses),
            evaluations: &trajectory.evaluations,
            outcome: Judgement::new(trajectory.outcome),
            learned: super::learned::Report::of(trajectory),
        }
    }
}

fn points(path: &Path) -> Vec<[f64; 2]> {
    path.positions.iter().map(|x| (*x).into()).collect()
}

impl Judgement {
    fn new(outcome: Outcome) -> Self {
        let ground = match outcome {
            Outcome::Flat { ground } => Some(ground.name()),
            _ => None,
        };
        Self { kind: outcome.kind(), step: outcome.step(), ground }
    }
}

fn by_name<S: Serializer>(settings: &Settings, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (param, value) in settings.iter() {
        match value {
            Setting::Clip(None) => {}
            Setting::Schedules(all) if all.is_empty() => {}
            Setting::Number(v) => map.serialize_entry(param.name, v)?,
            Setting::Numbers(v) => map.serialize_entry(param.name, v)?,
            Setting::Flag(v) => map.serialize_entry(param.name, v)?,
            other => map.serialize_entry(param.name, &other.to_string())?,
        }
    }
    map.end()
}
