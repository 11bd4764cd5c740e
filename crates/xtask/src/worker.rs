//! The worker's files: named after their content, as all others, and in two instead of three.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::scripts::hashed;

/// What Trunk calls the worker's module,
const MODULE: &str = "downhill-worker_bg.wasm";
/// the script that wasm-bindgen made for it,
const SCRIPT: &str = "downhill-worker.js";
/// and the one that starts it, which the development server's page names.
const LOADER: &str = "downhill-worker_loader.js";

/// Where Trunk left the worker's module.
pub(crate) fn module(project: &Project) -> PathBuf {
    project.dist().join(MODULE)
}

/// How it does.
const NAMED: &str = "<meta name=\"downhill-worker\" content=\"downhill-worker_loader.js\" />";

/// Lets the worker's script start its module itself, wherever it stands, and returns that script's name.
pub(crate) fn link(project: &Project) -> Result<String> {
    let dist = project.dist();
    let module = hashed(&module(project), "worker")?;
    let script = std::fs::read_to_string(dist.join(SCRIPT)).context("Trunk left no script of the worker in dist/")?;
    std::fs::write(dist.join(SCRIPT), format!("{script}\n{}", start(&module)))?;
    let script = hashed(&dist.join(SCRIPT), "worker")?;
    std::fs::remove_file(dist.join(LOADER))?;
    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
    ensure!(html.contains(NAMED), "index.html must name the worker by {NAMED}");
    std::fs::write(&page, html.replace(NAMED, ""))?;
    Ok(script)
}

/// Whoever starts the worker from another place calls it by the script's address.
fn start(module: &str) -> String {
    format!("wasm_bindgen({{ module_or_path: new URL(\"./{module}\", name || location.href) }});\n")
}
