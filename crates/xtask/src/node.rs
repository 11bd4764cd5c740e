//! Node and the packages of package.json: for the browser tests and for wasm-opt, never for the
//! page itself.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::say;

pub(crate) const MISSING: &str = "Node 20 or later is missing. Install it from https://nodejs.org, or by \
     `apt-get install nodejs npm`, `brew install node` or `winget install OpenJS.NodeJS`";

/// Written after a complete `npm ci`; holds the hash of the lock file that was installed.
const STAMP: &str = "node_modules/.installed-lock";

pub(crate) fn is_there() -> bool {
    which::which("node").is_ok() && which::which("npm").is_ok()
}

/// Runs `npm ci` unless node_modules/ already is what the lock file asks for.
pub(crate) fn ensure_packages(project: &Project) -> Result<()> {
    let npm = which::which("npm").ok().filter(|_| is_there()).context(MISSING)?;
    let sh = &project.sh;
    let lock = sh.read_binary_file("package-lock.json")?;
    let wanted: String = Sha256::digest(&lock).iter().map(|byte| format!("{byte:02x}")).collect();
    if sh.read_file(STAMP).is_ok_and(|installed| installed == wanted) {
        say::done("npm packages are ready");
        return Ok(());
    }
    say::doing("installing npm packages");
    run_aside(cmd!(sh, "{npm} ci --ignore-scripts --loglevel=error"))?;
    sh.write_file(STAMP, wanted)?;
    say::done("npm packages are ready");
    Ok(())
}

/// Runs a script of an installed package, with Node, so that it works on every system.
pub(crate) fn script<'a>(project: &'a Project, path: &str) -> Result<xshell::Cmd<'a>> {
    if !project.root.join(path).is_file() {
        bail!("{path} is missing; `cargo xtask setup` installs it");
    }
    let sh = &project.sh;
    Ok(cmd!(sh, "node {path}").quiet())
}
