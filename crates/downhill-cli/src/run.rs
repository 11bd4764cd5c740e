//! `downhill run`: what every optimizer of an experiment did.

mod learned;

use crate::args::Format;
use crate::{Failure, table};
use downhill_core::text::{self, number};
use downhill_core::{Budget, Experiment, FieldError, Trajectory, report};
use downhill_figure::{rank, words};
use std::io::Write;

pub(crate) fn run(experiment: &str, format: Format, out: &mut impl Write) -> Result<(), Failure> {
    let experiment = understand(experiment)?;
    let trajectories = downhill_core::run(&experiment);
    match format {
        Format::Table => summary(&experiment, &trajectories, out),
        Format::Json => Ok(out.write_all(report::json(&experiment, &trajectories).as_bytes())?),
        Format::Csv => Ok(out.write_all(report::csv(&experiment, &trajectories).as_bytes())?),
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
            words::verdict(run),
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
        Budget::Epochs(n) => (n, "epoch"),
    };
    format!("{count} {what}{} for each run", if count == 1 { "" } else { "s" })
}
