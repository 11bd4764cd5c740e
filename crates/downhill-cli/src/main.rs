//! Downhill on the command line.
//!
//! Results go to standard output, problems to standard error, one per line. Exit status: 0 when all went well, 1 when
//! the output could not be written or a case could not be run again, 2 when something asked for was not understood;
//! then nothing is printed.

mod args;
mod code;
mod eval;
mod figure;
mod files;
mod list;
mod run;
mod table;

use args::{Args, Command};
use clap::FromArgMatches;
use downhill_core::FieldError;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

/// Why a command did not do what it was asked to.
enum Failure {
    /// Something was not understood.
    Problems(Vec<FieldError>),
    /// The output could not be written.
    Output(io::Error),
    /// Some cases could not be run; each was told of.
    Cases,
}

fn main() -> ExitCode {
    let args = Args::from_arg_matches(&args::command().get_matches()).unwrap_or_else(|error| error.exit());
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match &args.command {
        Command::List { kind } => list::list(*kind, args.format, &mut out),
        Command::Eval { surface, at } => eval::eval(surface, at, args.format, &mut out),
        Command::Replay { files } => files::replay(files, &mut out),
        Command::Code { run } => code::code(run, args.format, &mut out),
        Command::Plot(plot) => figure::plot::plot(plot, &mut out),
        Command::Animate(animate) => figure::animate::animate(animate),
        Command::Run { experiment } => run::run(experiment, args.format, &mut out),
    };
    match done.and_then(|()| out.flush().map_err(Failure::Output)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as `head` does.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain(&format!("the output could not be written: {error}"));
            ExitCode::from(1)
        }
        Err(Failure::Cases) => ExitCode::from(1),
        Err(Failure::Problems(problems)) => {
            problems.iter().for_each(|problem| complain(&problem.to_string()));
            ExitCode::from(2)
        }
    }
}

/// A line on standard error; there is nobody to tell when that is closed.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Output(error),
            other => Self::Output(io::Error::other(format!("{other:?}"))),
        }
    }
}
