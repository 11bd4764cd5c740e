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

/// The page's limit, in bytes of gzip, WebAssembly included.
const LIMIT: usize = 280_000;

/// What a browser fetches to show the page.
const COUNTED: [&str; 6] = ["html", "css", "js", "wasm", "svg", "woff2"];

pub(crate) fn run(project: &Project) -> Result<()> {
    let dist = project.dist();
    if !dist.is_dir() {
        bail!("dist/ is missing; `cargo xtask build` makes it");
    }
    let mut sizes = serde_json::Map::new();
    let mut total = 0;
    for file in files(&dist)?.iter().filter(|file| COUNTED.iter().any(|kind| has_extension(file, kind))) {
        let size = gzip_size(&std::fs::read(file)?)?;
        total += size;
        sizes.insert(name(&dist, file), size.into());
    }
    println!("{:#}", json!({ "gzip": sizes, "total": total, "limit": LIMIT }));
    if total > LIMIT {
        bail!("the page is {total} bytes of gzip, {} more than its limit", total - LIMIT);
    }
    say::done(format_args!("the page is {} kB of gzip; the limit is {} kB", total / 1000, LIMIT / 1000));
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
