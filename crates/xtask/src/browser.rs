//! A Chromium for the browser tests: one that is there, else one that is installed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::{node, say};

/// Names the browser's program to Playwright, and lets a person choose it.
pub(crate) const VARIABLE: &str = "DOWNHILL_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Makes sure that there is a browser and tells Playwright, by [`VARIABLE`], which. Where the
/// variable stays unset Playwright starts the one that it installed itself.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    if let Some(chosen) = std::env::var_os(VARIABLE) {
        let program = which::which(&chosen).with_context(|| format!("{VARIABLE} names no program: {chosen:?}"))?;
        return use_browser(project, &program);
    }
    if let Some(program) = find() {
        return use_browser(project, &program);
    }
    if is_debian_as_root(project) {
        install_from_debian(project)?;
        let program = find().context("the package chromium was installed, but its program is not on PATH")?;
        return use_browser(project, &program);
    }
    install_by_playwright(project)
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| which::which(name).ok()).or_else(|| Some(PathBuf::from(MAC)).filter(|p| p.is_file()))
}

fn use_browser(project: &Project, program: &Path) -> Result<()> {
    project.sh.set_var(VARIABLE, program);
    say::done(format_args!("browser {} is ready", program.display()));
    Ok(())
}

/// Ubuntu is left out on purpose: its package chromium only points to a snap.
fn is_debian_as_root(project: &Project) -> bool {
    let sh = &project.sh;
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
        && cmd!(sh, "id -u").quiet().ignore_stderr().read().is_ok_and(|user| user == "0")
}

fn install_from_debian(project: &Project) -> Result<()> {
    say::doing("installing Chromium by apt-get");
    let sh = &project.sh;
    run_aside(cmd!(sh, "apt-get update -qq"))?;
    let install =
        cmd!(sh, "apt-get install -y -qq --no-install-recommends chromium fonts-liberation fonts-dejavu-core");
    run_aside(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

fn install_by_playwright(project: &Project) -> Result<()> {
    say::doing("no Chromium on PATH: asking Playwright for its own");
    node::ensure_packages(project)?;
    let playwright = node::script(project, "node_modules/@playwright/test/cli.js")?;
    run_aside(playwright.args(["install", "chromium"])).with_context(|| {
        format!(
            "there is no Chromium and Playwright could not download one; install it by \
             `sudo apt-get install chromium` or `brew install --cask chromium`, or name a Chrome by {VARIABLE}=PATH"
        )
    })?;
    say::done("Playwright's own Chromium is ready");
    Ok(())
}
