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

/// What the page may weigh, in bytes of gzip, WebAssembly included that a visit fetches in which nobody does anything.
const LIMIT: usize = 280_000;

/// What may arrive before the controls work.
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
    println!("{:#}", json!({ "gzip": sizes, "sums": sums, "limits": limits }));
    check("the page before its controls work", before_controls, LIMIT_BEFORE_CONTROLS)?;
    check("the page", total, LIMIT)
}

fn check(what: &str, size: usize, limit: usize) -> Result<()> {
    if size > limit {
        bail!("{what} is {size} bytes of gzip, {} more than its limit", size - limit);
    }
    say::done(format_args!("{what} is {} kB of gzip; the limit is {} kB", size / 1000, limit / 1000));
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
