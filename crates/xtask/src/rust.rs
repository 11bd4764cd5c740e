//! The Rust side of set-up: the WebAssembly target and rustup components.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::say;

pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the toolchain can compile to WebAssembly. `rust-toolchain.toml` lists the
/// target, but rustup skips it silently where automatic installation is switched off.
pub(crate) fn ensure_wasm_target(project: &Project) -> Result<()> {
    let sh = &project.sh;
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        say::done(format_args!("target {WASM} is ready"));
        return Ok(());
    }
    if which::which("rustup").is_err() {
        bail!(
            "the target {WASM} is missing and there is no rustup to install it; get rustup from https://rustup.rs, \
             or your package manager's Rust standard library for {WASM}"
        );
    }
    say::doing(format_args!("installing target {WASM}"));
    run_aside(cmd!(sh, "rustup target add {WASM}"))?;
    say::done(format_args!("target {WASM} is ready"));
    Ok(())
}

/// The program that Cargo made of the page with a profile, before wasm-bindgen took it.
pub(crate) fn built_page(project: &Project, profile: &str) -> Result<PathBuf> {
    let metadata = MetadataCommand::new().current_dir(&project.root).no_deps().exec();
    let target = metadata.context("cannot read where Cargo builds")?.target_directory;
    Ok(target.join(WASM).join(profile).join("downhill-web.wasm").into())
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub(crate) fn ensure_components(project: &Project) -> Result<()> {
    let sh = &project.sh;
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let ready = || cmd!(sh, "cargo {subcommand} --version").quiet().ignore_stdout().ignore_stderr().run().is_ok();
        if !ready() {
            say::doing(format_args!("installing {component}"));
            run_aside(cmd!(sh, "rustup component add {component}"))?;
        }
    }
    Ok(())
}
