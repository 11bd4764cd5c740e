//! `cargo xtask build`: the static site in dist/, for any static host and any sub-path.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::{csp, node, parts, say, setup, small, worker};

/// Cargo's profile for the page.
pub(crate) const PROFILE: &str = "web";

pub(crate) fn run(project: &Project) -> Result<()> {
    setup::for_building(project)?;
    let sh = &project.sh;
    say::doing("building the page");
    // Trunk refuses to start where NO_COLOR=1.
    run_aside(cmd!(sh, "trunk build --release --cargo-profile {PROFILE} --public-url ./").env_remove("NO_COLOR"))?;
    let program = parts::split_program(project)?;
    optimise(project, &[&program.controls, &program.engine, &program.more, &worker::module(project)])?;
    let worker = worker::link(project)?;
    program.link(project, worker)?;
    shrink_texts(project)?;
    protect(project)?;
    say::done("dist/ holds the site; any static host can serve it from any path");
    Ok(())
}

/// Runs wasm-opt on the modules. Without Node the site works the same, only slower.
fn optimise(project: &Project, modules: &[&Path]) -> Result<()> {
    if !node::is_there(project) {
        say::note(format_args!("the WebAssembly is not optimised: {}", node::MISSING));
        return Ok(());
    }
    node::ensure_packages(project)?;
    for module in modules {
        optimise_module(project, module)?;
    }
    Ok(())
}

fn optimise_module(project: &Project, module: &Path) -> Result<()> {
    let before = std::fs::metadata(module)?.len();
    let smaller = module.with_extension("wasm.opt");
    let wasm_opt = node::script(project, "node_modules/binaryen/bin/wasm-opt")?;
    // Functions in the order of their names compress better: alike ones stand together.
    // Data is not cut where it has zeros, which cost less in gzip than the addresses of its pieces. Nothing is at the
    // lowest addresses: there the stack ends.
    let ways = [
        "-O3",
        "--converge",
        "--low-memory-unused",
        "--skip-pass=memory-packing",
        "--reorder-functions-by-name",
        "--strip-target-features",
    ];
    run_aside(wasm_opt.args(ways).arg(module).arg("-o").arg(&smaller))?;
    std::fs::rename(&smaller, module)?;
    let after = std::fs::metadata(module)?.len();
    say::done(format_args!("wasm-opt: {} of {} kB to {} kB", module.display(), before / 1000, after / 1000));
    Ok(())
}

/// Shortens the scripts and styles that it is given, in their places.
const SHORTEN: &str = "import { buildSync } from 'esbuild';
buildSync({ entryPoints: process.argv.slice(1), outdir: 'dist', outbase: 'dist', allowOverwrite: true, minify: true,
    format: 'esm', legalComments: 'none', logLevel: 'warning' });";

/// Takes comments and indentation out of scripts, styles and the page, and with Node long names, too.
fn shrink_texts(project: &Project) -> Result<()> {
    let has_kind = |file: &PathBuf, kinds: &[&str]| kinds.iter().any(|kind| has_extension(file, kind));
    let files = files(&project.dist())?;
    for file in files.iter().filter(|file| has_kind(file, &["js", "css", "html"])) {
        std::fs::write(file, small::text(&std::fs::read_to_string(file)?))?;
    }
    if node::is_there(project) {
        let all = files.iter().filter(|file| has_kind(file, &["js", "css"]));
        let sh = &project.sh;
        run_aside(cmd!(sh, "node --input-type=module --eval {SHORTEN}").args(all).quiet())?;
    }
    Ok(())
}

/// Adds the Content-Security-Policy to the page.
fn protect(project: &Project) -> Result<()> {
    let page = project.dist().join("index.html");
    let html = std::fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
    std::fs::write(&page, csp::insert(&html, csp::Files::Beside)?)?;
    say::done("index.html has a Content-Security-Policy");
    Ok(())
}

/// Every file below a directory, sorted.
pub(crate) fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}
