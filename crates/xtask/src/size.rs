//! `cargo xtask size`: how much the page is to download.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::build::{files, has_extension};
use crate::project::Project;
use crate::say;

/// What the page is to weigh, in bytes of gzip, WebAssembly included that every visit fetches. It weighs more since the
/// catalogue has grown.
const GOAL: usize = 280_000;

/// The goal of what has to arrive before the controls work.
const GOAL_BEFORE_CONTROLS: usize = 200_000;

/// What the page may weigh until it meets its goal: hardly more than it does, so that it cannot grow unseen. A gain lowers
/// this.
const LIMIT: usize = 285_000;

/// What may arrive before the controls work until the goal is met.
const LIMIT_BEFORE_CONTROLS: usize = 200_000;

/// What the names of the files begin with that the controls do not wait for.
const LATER: &str = "engine-";

/// What the names of the files begin with that are fetched only when somebody asks for what is in them, or that other
/// pages fetch.
const ON_DEMAND: [&str; 6] = ["more-", "worker-", "frame-", "load-", "element-", "embed."];

/// What a browser fetches to show the page.
const COUNTED: [&str; 6] = ["html", "css", "js", "wasm", "svg", "woff2"];

pub(crate) fn run(project: &Project) -> Result<()> {
    let dist = project.dist();
    if !dist.is_dir() {
        bail!("dist/ is missing; `cargo xtask build` makes it");
    }
    let mut sizes = serde_json::Map::new();
    let (mut total, mut before_controls, mut on_demand) = (0, 0, 0);
    for file in files(&dist)?.iter().filter(|file| COUNTED.iter().any(|kind| has_extension(file, kind))) {
        let size = gzip_size(&std::fs::read(file)?)?;
        let name = name(&dist, file);
        match &name {
            _ if ON_DEMAND.iter().any(|begin| name.starts_with(begin)) => on_demand += size,
            _ if name.starts_with(LATER) => total += size,
            _ => {
                total += size;
                before_controls += size;
            }
        }
        sizes.insert(name, size.into());
    }
    let limits = json!({ "before_controls": LIMIT_BEFORE_CONTROLS, "total": LIMIT });
    let sums = json!({ "before_controls": before_controls, "total": total, "on_demand": on_demand });
    let goals = json!({ "before_controls": GOAL_BEFORE_CONTROLS, "total": GOAL });
    println!("{:#}", json!({ "gzip": sizes, "sums": sums, "goals": goals, "limits": limits }));
    check("the page before its controls work", before_controls, GOAL_BEFORE_CONTROLS, LIMIT_BEFORE_CONTROLS)?;
    check("the page", total, GOAL, LIMIT)
}

fn check(what: &str, size: usize, goal: usize, limit: usize) -> Result<()> {
    if size > limit {
        bail!("{what} is {size} bytes of gzip, {} more than its limit", size - limit);
    }
    let said = format_args!("{what} is {} kB of gzip; the goal is {} kB", size / 1000, goal / 1000).to_string();
    if size > goal {
        say::note(format_args!("{said}, missed"))
    } else {
        say::done(format_args!("{said}"))
    }
    Ok(())
}

fn name(dist: &Path, file: &Path) -> String {
    file.strip_prefix(dist).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// The number of bytes that a static host sends for a file, at the usual gzip level 6.
fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_becomes_small() {
        assert!(gzip_size(&[b'a'; 10_000]).unwrap() < 100);
    }
}
