//! What the commands take.

use crate::figure::animate::Animate;
use crate::figure::plot::Plot;
use clap::{Arg, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};
use std::path::PathBuf;

/// See how optimizers move on 2-D loss surfaces.
#[derive(Parser)]
#[command(name = "downhill", version)]
pub(crate) struct Args {
    /// How the result is printed.
    #[arg(long, value_enum, default_value_t = Format::Table, global = true)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands that print no table: nobody is told that they take a format.
const WITHOUT_FORMAT: [&str; 3] = ["plot", "animate", "replay"];

/// All commands with what each tells of itself.
pub(crate) fn command() -> clap::Command {
    let untold = || Arg::new("format").long("format").value_parser(value_parser!(Format)).hide(true);
    let without = |command: clap::Command, name| command.mut_subcommand(name, |one| one.arg(untold()));
    WITHOUT_FORMAT.into_iter().fold(Args::command(), without)
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List the surfaces, data, optimizers, schedules, clippings and lessons.
    List {
        /// Only these.
        #[arg(value_enum)]
        kind: Option<Kind>,
    },
    /// Evaluate a surface at a point: value, gradient and Hessian.
    Eval {
        /// A surface, with settings where they differ from its defaults: "rosenbrock(a=1,b=100)".
        surface: String,
        /// The point: X,Y.
        #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
        at: String,
    },
    /// Print a run as a program for each library that has its method.
    Code {
        /// An optimizer with its settings: "adam(lr=0.1)".
        run: String,
    },
    /// Run an experiment in the text form that stands behind the # in the page's address.
    #[command(
        after_help = "Example: downhill run 'surface=himmelblau&start=0.85,4.6&run=adam(lr=0.2)&run=sgd(lr=0.005)&steps=150'"
    )]
    Run {
        /// Fields between &: surface, start, run (several), evals, steps or epochs, seed, noise, stop_gradient, stop_loss; for
        /// surfaces that are learnt from data also batch, replace, split or folds, patience.
        experiment: String,
    },
    /// Draw a figure for paper or slides, as SVG or PNG.
    #[command(
        after_help = "Example: downhill plot 'surface=rosenbrock&run=adam(lr=0.02)&run=sgd(lr=0.001)&steps=300' -o rosenbrock.svg"
    )]
    Plot(Plot),
    /// Draw the race as an animated GIF.
    #[command(
        after_help = "Example: downhill animate 'surface=himmelblau&run=adam(lr=0.2)&run=lion(lr=0.1)&steps=150' -o race.gif"
    )]
    Animate(Animate),
    /// Run again what files of stored trajectories, schedules or clipped gradients describe, by each library's own names.
    ///
    /// Prints one JSON object per case on a line of its own, whatever the format. A case that cannot be run is reported on
    /// standard error, and the exit status is 1.
    Replay {
        /// JSON files as in crates/downhill-core/tests/fixtures; - is standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Aligned columns for people.
    Table,
    /// For programs; what is not finite is null.
    Json,
    /// For spreadsheets, with a line of names first.
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Loss surfaces.
    Surfaces,
    /// Data to learn from.
    Data,
    /// Optimizers.
    Optimizers,
    /// Schedules of the learning rate.
    Schedules,
    /// Ways to clip gradients.
    Clippings,
    /// Experiments that teach something.
    Lessons,
}
