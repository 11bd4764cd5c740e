//! `cargo xtask setup`: everything that serving and testing need. Safe to run again.

use anyhow::Result;

use crate::project::Project;
use crate::{browser, node, rust, say, tool};

pub(crate) fn run(project: &Project) -> Result<()> {
    rust::ensure_components(project)?;
    for_building(project)?;
    node::ensure_packages(project)?;
    browser::ensure(project)?;
    tool::ensure_mdbook(project)?;
    say::done("ready: `cargo xtask serve` opens the page, `cargo xtask test` checks everything");
    Ok(())
}

/// What it takes to turn the sources into a page; no Node among it.
pub(crate) fn for_building(project: &Project) -> Result<()> {
    rust::ensure_wasm_target(project)?;
    tool::ensure_wasm_tools(project)
}
