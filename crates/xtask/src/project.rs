//! Where the repository is, and a shell that stands at its root.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use xshell::{Cmd, Shell};

pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) sh: Shell,
}

impl Project {
    /// Finds the repository this program was built from. Cargo says where when it runs us; run
    /// by hand, we remember where we were compiled.
    pub(crate) fn open() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).ancestors().nth(2).context("xtask is not inside crates/")?.to_path_buf();
        let sh = Shell::new().context("the working directory is not readable")?;
        sh.change_dir(&root);
        Ok(Self { root, sh })
    }

    /// The static site that `build` leaves behind.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Puts directories in front of `PATH` for every command that this shell starts.
    pub(crate) fn prefer_on_path(&self, directories: &[PathBuf]) -> Result<()> {
        let old = self.sh.var_os("PATH").unwrap_or_default();
        let new = std::env::join_paths(directories.iter().cloned().chain(std::env::split_paths(&old)))
            .context("a directory on PATH has a separator in its name")?;
        self.sh.set_var("PATH", new);
        Ok(())
    }
}

/// Runs a command whose talk is progress, not a result: it goes to standard error with ours.
pub(crate) fn run_aside(command: Cmd<'_>) -> Result<()> {
    let shown = command.to_string();
    let status = Command::from(command).stdout(std::io::stderr()).status();
    let status = status.with_context(|| format!("cannot start `{shown}`"))?;
    ensure!(status.success(), "`{shown}` failed: {status}");
    Ok(())
}
