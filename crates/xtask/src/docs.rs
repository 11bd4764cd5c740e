//! `cargo xtask docs`: the reference in docs/reference/, written from the registries.

use anyhow::{Context, Result};
use clap::Args;
use xshell::cmd;

use crate::project::Project;
use crate::say;

#[derive(Args)]
pub(crate) struct Options {
    /// Write nothing; fail where the reference is not what the registries say
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    if options.check {
        return check(project);
    }
    std::fs::create_dir_all(project.root.join("docs/reference")).context("cannot make docs/reference")?;
    let sh = &project.sh;
    cmd!(sh, "cargo run --quiet --package downhill-core --example reference -- docs/reference").quiet().run()?;
    say::done("docs/reference holds what the registries say");
    Ok(())
}

/// Fails where the reference is stale.
pub(crate) fn check(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let example = cmd!(sh, "cargo run --quiet --package downhill-core --example reference -- docs/reference --check");
    example.quiet().run().context("the reference is stale; `cargo xtask docs` writes it anew")
}
