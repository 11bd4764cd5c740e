//! Node and the packages of package.json: for the browser tests and for wasm-opt, never for the
//! page itself.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::say;

/// The oldest version that Playwright runs on.
const OLDEST: u32 = 20;

pub(crate) const MISSING: &str = "Node 20 or later is missing. Install it from https://nodejs.org, or by your package \
     manager where it has that version: `apt-get install nodejs npm`, `brew install node`, `winget install OpenJS.NodeJS`";

/// Written after a complete `npm ci`; holds the hash of the lock file that was installed.
const STAMP: &str = "node_modules/.installed-lock";

pub(crate) fn is_there(project: &Project) -> bool {
    let sh = &project.sh;
    let version = cmd!(sh, "node --version").quiet().ignore_stderr().read().unwrap_or_default();
    which::which("npm").is_ok() && major(&version).is_some_and(|major| major >= OLDEST)
}

/// 20 of `v20.1.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Runs `npm ci` unless node_modules/ already is what the lock file asks for.
pub(crate) fn ensure_packages(project: &Project) -> Result<()> {
    let npm = which::which("npm").ok().filter(|_| is_there(project)).context(MISSING)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_compared_as_a_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v9.1.0"), Some(9));
        assert_eq!(major(""), None);
    }
}
