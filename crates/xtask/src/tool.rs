//! Command-line tools from crates.io, each at one exact version: taken from `PATH` where that
//! version is there, else installed into a per-user cache that other checkouts share.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cargo_metadata::MetadataCommand;
use etcetera::BaseStrategy;
use xshell::cmd;

use crate::project::{Project, run_aside};
use crate::rust::WASM;
use crate::say;

struct Tool {
    /// The crate's name on crates.io.
    package: &'static str,
    /// The program that answers to `--version`.
    program: &'static str,
    version: String,
    /// More arguments for `cargo install`.
    install_flags: &'static [&'static str],
}

/// Makes sure that Trunk and the wasm-bindgen command-line tool are there, and puts them first on
/// the `PATH` of every command that follows.
pub(crate) fn ensure_wasm_tools(project: &Project) -> Result<()> {
    let directories =
        [trunk(), wasm_bindgen(project)?].iter().map(|tool| ensure(project, tool)).collect::<Result<Vec<PathBuf>>>()?;
    project.prefer_on_path(&directories)
}

/// Makes sure that mdBook is there, which only the test of its example needs, and returns its program.
pub(crate) fn ensure_mdbook(project: &Project) -> Result<PathBuf> {
    let tool = Tool {
        package: "mdbook",
        program: "mdbook",
        version: "0.5.4".into(),
        install_flags: &["--no-default-features"],
    };
    Ok(ensure(project, &tool)?.join(tool.file_name()))
}

/// The last version that the pinned toolchain compiles.
fn trunk() -> Tool {
    Tool { package: "trunk", program: "trunk", version: "0.21.14".into(), install_flags: &[] }
}

/// The tool must equal the crate that the page is compiled with, to the last digit.
fn wasm_bindgen(project: &Project) -> Result<Tool> {
    let metadata = MetadataCommand::new()
        .current_dir(&project.root)
        .other_options(["--filter-platform".into(), WASM.into()])
        .exec()
        .context("cannot read which wasm-bindgen the workspace uses")?;
    let package = metadata.packages.iter().find(|package| package.name.as_str() == "wasm-bindgen");
    let version = package.context("no crate of the workspace depends on wasm-bindgen")?.version.to_string();
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        install_flags: &["--no-default-features"],
    })
}

/// Returns the directory of a tool that works, after installing it where need be.
fn ensure(project: &Project, tool: &Tool) -> Result<PathBuf> {
    let home = cache_directory()?.join(format!("{}-{}", tool.package, tool.version));
    let found = find(project, tool, &home);
    let directory = match found {
        Some(directory) => directory,
        None => {
            install(project, tool, &home)?;
            home.join("bin")
        }
    };
    if !is_ready(project, tool, &directory.join(tool.file_name())) {
        bail!("{} was installed but does not run: {}", tool.title(), directory.display());
    }
    say::done(format_args!("{} is ready", tool.title()));
    Ok(directory)
}

/// Looks on `PATH` first, then in our own cache.
fn find(project: &Project, tool: &Tool, home: &Path) -> Option<PathBuf> {
    let cached = home.join("bin").join(tool.file_name());
    let on_path = which::which_all(tool.program).into_iter().flatten();
    on_path
        .chain([cached])
        .find(|program| is_ready(project, tool, program))
        .and_then(|program| program.parent().map(Path::to_path_buf))
}

/// Whether the program is there and is exactly the wanted version.
fn is_ready(project: &Project, tool: &Tool, program: &Path) -> bool {
    if !program.is_file() {
        return false;
    }
    let sh = &project.sh;
    // Trunk refuses to start where NO_COLOR=1.
    let answer = cmd!(sh, "{program} --version").env_remove("NO_COLOR").quiet().ignore_stderr().read();
    // Some say v1.2.3.
    let version = |answer: &str| Some(answer.split_whitespace().nth(1)?.trim_start_matches('v').to_owned());
    answer.is_ok_and(|answer| version(&answer).as_deref() == Some(tool.version.as_str()))
}

/// Builds the tool for use, not for speed: optimising it would take longer than it ever saves.
fn install(project: &Project, tool: &Tool, home: &Path) -> Result<()> {
    say::doing(format_args!("installing {} (a few minutes, once for this user)", tool.title()));
    let sh = &project.sh;
    let (package, version, flags) = (tool.package, &tool.version, tool.install_flags);
    let scratch = home.join("build");
    let install = cmd!(sh, "cargo install {package} --version {version} --locked --root {home} {flags...}")
        .env("CARGO_TARGET_DIR", &scratch)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    run_aside(install)?;
    sh.remove_path(&scratch).context("cannot remove the build directory")
}

fn cache_directory() -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy().context("cannot tell which directory is the user's home")?;
    Ok(strategy.cache_dir().join("downhill").join("tools"))
}

impl Tool {
    fn title(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn file_name(&self) -> String {
        format!("{}{}", self.program, std::env::consts::EXE_SUFFIX)
    }
}
