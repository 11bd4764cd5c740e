//! `downhill run`: what every optimizer of an experiment did.

mod json;
mod learned;

use crate::args::Format;
use crate::{Failure, table};
use downhill_core::run::Path;
use downhill_core::text::{self, number};
use downhill_core::{Budget, Experiment, FieldError, Trajectory};
use downhill_figure::{rank, words};
use std::io::Write;

pub(crate) fn run(experiment: &str, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let experiment = understand(experiment)?;
    let trajectories = downhill_core::run(&experiment);
    match format {
        Format::Table => summary(&experiment, &trajectories, out),
        Format::Json => json::write(&experiment, &trajectories, out),
        Format::Csv => steps(&experiment, &trajectories, out),
    }
}

fn understand(experiment: &str) -> Result<Experiment, Failure> {
    let parsed = text::parse(experiment);
    if !parsed.problems.is_empty() {
        return Err(Failure::Problems(parsed.problems));
    }
    if parsed.experiment.runs.is_empty() {
        let problem = FieldError::new("run", "no runs", "at least one, such as run=adam(lr=0.1)");
        return Err(Failure::Problems(vec![problem]));
    }
    Ok(parsed.experiment)
}

/// One line for each run, best first, as it stands at its end.
fn summary(experiment: &Experiment, trajectories: &[Trajectory], out: &mut impl Write) -> Result<(), Failure> {
    let surface = experiment.build_surface();
    writeln!(out, "surface  {}", text::print_surface(&experiment.surface))?;
    writeln!(out, "start    {},{}", number(experiment.start.x), number(experiment.start.y))?;
    writeln!(out, "budget   {}\n", budget(experiment.budget))?;
    let rows = rank::rows(surface.as_ref(), trajectories, usize::MAX).into_iter().map(|row| {
        let run = &trajectories[row.run];
        let at = run.judged().positions[row.step];
        vec![
            row.rank.to_string(),
            text::print_run(&experiment.runs[row.run]),
            row.step.to_string(),
            words::number(at.x),
            words::number(at.y),
            words::number(row.loss),
            words::number(row.gradient),
            row.evaluations.to_string(),
            words::outcome(run.outcome, None),
        ]
    });
    let learned = learned::table(trajectories);
    let header = ["#", "Run", "Steps", "x", "y", "Loss", "Gradient norm", "Evaluations", "Outcome"];
    table::write(out, &header, rows.collect(), &[0, 2, 3, 4, 5, 6, 7])?;
    if !learned.is_empty() {
        writeln!(out)?;
        table::write(out, &learned::HEADER, learned, &[0, 1, 2, 3, 4, 5, 6, 7])?;
    }
    Ok(())
}

fn budget(budget: Budget) -> String {
    let (count, what) = match budget {
        Budget::Evals(n) => (n, "evaluation"),
        Budget::Steps(n) => (n, "step"),
    };
    format!("{count} {what}{} for each run", if count == 1 { "" } else { "s" })
}

/// What stands in a line for each step; the last three are empty for methods without an averaged point.
const COLUMNS: [&str; 11] = [
    "optimizer",
    "run",
    "step",
    "x",
    "y",
    "loss",
    "gradient_norm",
    "evaluations",
    "averaged_x",
    "averaged_y",
    "averaged_loss",
];

/// One line for each step of each run.
fn steps(experiment: &Experiment, trajectories: &[Trajectory], out: &mut impl Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    let learned = trajectories.iter().any(|t| t.learned.is_some()).then_some(learned::COLUMNS);
    csv.write_record(COLUMNS.iter().chain(learned.iter().flatten()))?;
    for (i, (run, trajectory)) in experiment.runs.iter().zip(trajectories).enumerate() {
        let average =
            |read: &dyn Fn(&Path) -> f64| trajectory.averaged.as_ref().map_or(String::new(), |path| number(read(path)));
        for k in 0..=trajectory.last() {
            let x = trajectory.path.positions[k];
            let own = [
                run.entry.spec.id.to_owned(),
                (i + 1).to_string(),
                k.to_string(),
                number(x.x),
                number(x.y),
                number(trajectory.path.losses[k]),
                number(trajectory.path.gradients[k].norm()),
                trajectory.evaluations[k].to_string(),
                average(&|path| path.positions[k].x),
                average(&|path| path.positions[k].y),
                average(&|path| path.losses[k]),
            ];
            csv.write_record(own.iter().chain(&learned::at(trajectory, k)))?;
        }
    }
    Ok(csv.flush()?)
}
