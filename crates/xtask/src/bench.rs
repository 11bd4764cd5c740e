//! `cargo xtask bench`: the core natively and the page in a browser, as one JSON object.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xshell::{Cmd, cmd};

use crate::project::Project;
use crate::{browser, build, node, say};

pub(crate) fn run(project: &Project) -> Result<()> {
    let native = native(project)?;
    // The registry is the core's: its benchmark says which runs it measured.
    let runs = native.pointer("/runs").and_then(Value::as_object).into_iter().flat_map(|all| all.values());
    let page = page(project, &runs.filter_map(Value::as_str).collect::<Vec<_>>())?;
    say::doing("measuring how the page arrives on a slow line");
    let load = measure(node::script(project, "tests/bench/load.mjs")?)?;
    let adam = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let ratio = adam(&page, "/adam_step_ns/wasm") / adam(&native, "/ns_per_step/adam");
    println!("{:#}", json!({ "native": native, "page": page, "load": load, "adam_wasm_to_native": ratio }));
    Ok(())
}

fn native(project: &Project) -> Result<Value> {
    say::doing("measuring the core natively");
    let sh = &project.sh;
    measure(cmd!(sh, "cargo run --quiet --release -p downhill-core --example bench").quiet())
}

fn page(project: &Project, runs: &[&str]) -> Result<Value> {
    node::ensure_packages(project)?;
    browser::ensure(project)?;
    build::run(project)?;
    say::doing("measuring the page in a browser");
    measure(node::script(project, "tests/bench/page.mjs")?.args(runs))
}

/// Runs a benchmark that prints one JSON value.
fn measure(command: Cmd<'_>) -> Result<Value> {
    let shown = command.to_string();
    let printed = command.read()?;
    serde_json::from_str(&printed).with_context(|| format!("`{shown}` must print one JSON value"))
}
