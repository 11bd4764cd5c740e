//! Every developer command of Downhill: `cargo xtask setup|serve|build|single-file|test|bench|size|docs`.
//!
//! Each command installs what it needs first, so a fresh checkout needs no preparation.

mod bench;
mod browser;
mod build;
mod csp;
mod docs;
mod node;
mod parts;
mod project;
mod rust;
mod say;
mod scripts;
mod serve;
mod setup;
mod single_file;
mod size;
mod small;
mod split;
mod test;
mod texts;
mod tool;
mod worker;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Every developer command of Downhill")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install everything that the other commands need, and say what was done
    Setup,
    /// Build the page, serve it on this machine and rebuild it on every change (needs no Node)
    Serve(serve::Options),
    /// Build the static site into dist/: optimised, relative, with a Content-Security-Policy
    Build,
    /// Build the page as one file that opens from a disk, without a network
    SingleFile,
    /// Run every check: formatting, lints, unit, property and doc tests, a headless browser
    Test(test::Options),
    /// Measure the core natively and the page in a browser; prints one JSON object
    Bench,
    /// Print the gzip size of everything in dist/ as JSON; fail above the page's limit
    Size,
    /// Write the reference of optimizers, schedules, clipping and surfaces into docs/reference/
    Docs(docs::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let project = Project::open()?;
    match command {
        Command::Setup => setup::run(&project),
        Command::Serve(options) => serve::run(&project, &options),
        Command::Build => build::run(&project),
        Command::SingleFile => single_file::run(&project),
        Command::Test(options) => test::run(&project, &options),
        Command::Bench => bench::run(&project),
        Command::Size => size::run(&project),
        Command::Docs(options) => docs::run(&project, &options),
    }
}
