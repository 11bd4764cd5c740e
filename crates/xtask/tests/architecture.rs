//! The direction of dependencies, as an error: core <- figure <- {web, cli}, gif <- {web, cli}, and only the page
//! knows the browser. And what keeps the page small.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking, as tests do")]

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

const BROWSER: [&str; 4] = ["web-sys", "js-sys", "wasm-bindgen", "leptos"];

fn workspace() -> Metadata {
    MetadataCommand::new().current_dir(env!("CARGO_MANIFEST_DIR")).no_deps().exec().unwrap()
}

/// The direct dependencies of a workspace crate, tests' own left out.
fn dependencies(workspace: &Metadata, name: &str) -> BTreeSet<String> {
    let package = workspace.packages.iter().find(|package| package.name.as_str() == name);
    let package = package.unwrap_or_else(|| panic!("the workspace has no crate {name}"));
    let ships = package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development);
    ships.map(|dependency| dependency.name.clone()).collect()
}

/// Those of the dependencies that are crates of this workspace.
fn siblings(workspace: &Metadata, name: &str) -> Vec<String> {
    let members: BTreeSet<_> = workspace.packages.iter().map(|package| package.name.to_string()).collect();
    dependencies(workspace, name).intersection(&members).cloned().collect()
}

#[test]
fn core_knows_neither_siblings_nor_drawing_nor_browser() {
    let workspace = workspace();
    assert_eq!(siblings(&workspace, "downhill-core"), [""; 0]);
    let dependencies = dependencies(&workspace, "downhill-core");
    for foreign in BROWSER.iter().chain(&["plotters", "plotters-canvas"]) {
        assert!(!dependencies.contains(*foreign), "downhill-core must not depend on {foreign}");
    }
}

#[test]
fn figure_knows_only_core() {
    assert_eq!(siblings(&workspace(), "downhill-figure"), ["downhill-core"]);
}

#[test]
fn the_worker_knows_only_gif() {
    assert_eq!(siblings(&workspace(), "downhill-worker"), ["downhill-gif"]);
}

#[test]
fn gif_knows_no_sibling() {
    assert_eq!(siblings(&workspace(), "downhill-gif"), [""; 0]);
}

#[test]
fn page_and_command_line_do_not_know_each_other() {
    let workspace = workspace();
    for name in ["downhill-web", "downhill-cli"] {
        for sibling in siblings(&workspace, name) {
            assert!(
                ["downhill-core", "downhill-figure", "downhill-gif"].contains(&sibling.as_str()),
                "{name} must not depend on {sibling}"
            );
        }
    }
}

#[test]
fn only_the_page_knows_the_browser() {
    let workspace = workspace();
    let is_page = |name: &str| ["downhill-web", "downhill-worker"].contains(&name);
    for package in workspace.packages.iter().filter(|package| !is_page(&package.name)) {
        let dependencies = dependencies(&workspace, package.name.as_str());
        for foreign in BROWSER {
            assert!(!dependencies.contains(foreign), "{} must not depend on {foreign}", package.name);
        }
    }
}

#[test]
fn the_page_has_leptos_signals_through_its_own_types_alone() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../downhill-web/src");
    for file in sources_below(&sources).into_iter().filter(|file| !file.ends_with("signals.rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains(" Effect::new("), "{} has an effect of Leptos's own type", file.display());
        let imported = text.split("use crate::signals::").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or("");
        for name in ["RwSignal", "Memo"].into_iter().filter(|name| text.contains(&format!("{name}::new("))) {
            assert!(imported.contains(name), "{} has a {name} of Leptos's own type", file.display());
        }
    }
}

/// Every Rust file below a directory.
fn sources_below(directory: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let (directories, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = directories.iter().flat_map(|directory| sources_below(directory));
    below.chain(files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"))).collect()
}
