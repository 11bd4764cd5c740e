//! `cargo xtask test`: every check, in the order in which failures are cheapest to find.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use xshell::{Cmd, cmd};

use crate::project::Project;
use crate::rust::WASM;
use crate::{browser, docs, node, rust, say, single_file, size, tool};

#[derive(Args)]
pub(crate) struct Options {
    /// Run only these steps
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Step>,
    /// Leave these steps out
    #[arg(long, value_enum, value_delimiter = ',')]
    skip: Vec<Step>,
    /// Arguments for Playwright, after `--`: a file, `--grep TEXT`, `--update-snapshots`
    #[arg(last = true)]
    playwright: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Formatting
    Fmt,
    /// The architecture: which crate may depend on which; the reference is what the registries say
    Tidy,
    /// Lints of every crate and test, natively
    Clippy,
    /// Lints of the page, for WebAssembly
    ClippyWasm,
    /// Unit, property and doc tests
    Unit,
    /// The documentation has no broken link
    Doc,
    /// Licences and sources of dependencies, where cargo-deny is installed
    Deny,
    /// The types of the element, as other people's scripts use them
    Types,
    /// The static site in dist/
    Build,
    /// The page in a headless browser; takes dist/ as it is
    Browser,
    /// The page's size
    Size,
}

enum Outcome {
    Passed,
    Skipped(&'static str),
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    rust::ensure_components(project)?;
    let begin = Instant::now();
    let (mut passed, mut skipped) = (0, 0);
    for step in options.steps() {
        match timed(step, || step.run(project, options))? {
            Outcome::Passed => passed += 1,
            Outcome::Skipped(_) => skipped += 1,
        }
    }
    say::done(format_args!("steps: {passed} passed, {skipped} skipped in {}", seconds(begin.elapsed())));
    Ok(())
}

impl Options {
    fn steps(&self) -> impl Iterator<Item = Step> {
        let wanted = |step: &Step| (self.only.is_empty() || self.only.contains(step)) && !self.skip.contains(step);
        Step::value_variants().iter().copied().filter(wanted)
    }
}

fn timed(step: Step, run: impl FnOnce() -> Result<Outcome>) -> Result<Outcome> {
    let name = step.name();
    eprintln!("\n── {name}");
    let begin = Instant::now();
    let outcome = run().with_context(|| format!("step {name} failed (again by `cargo xtask test --only {name}`)"))?;
    match &outcome {
        Outcome::Passed => say::done(format_args!("{name} passed in {}", seconds(begin.elapsed()))),
        Outcome::Skipped(why) => say::note(format_args!("{name} skipped: {why}")),
    }
    Ok(outcome)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn run(self, project: &Project, options: &Options) -> Result<Outcome> {
        let sh = &project.sh;
        match self {
            Self::Fmt => check(cmd!(sh, "cargo fmt --all --check")),
            Self::Tidy => tidy(project),
            Self::Clippy => check(cmd!(sh, "cargo clippy --workspace --all-targets -- -D warnings")),
            Self::ClippyWasm => clippy_wasm(project),
            Self::Unit => check(cmd!(sh, "cargo test --workspace")),
            Self::Doc => check(cmd!(sh, "cargo doc --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings")),
            Self::Deny => deny(project),
            Self::Types => types(project),
            Self::Build => single_file::run(project).map(|()| Outcome::Passed),
            Self::Browser => in_browser(project, &options.playwright),
            Self::Size => size::run(project).map(|()| Outcome::Passed),
        }
    }
}

fn check(command: Cmd<'_>) -> Result<Outcome> {
    command.quiet().run()?;
    Ok(Outcome::Passed)
}

fn tidy(project: &Project) -> Result<Outcome> {
    let sh = &project.sh;
    check(cmd!(sh, "cargo test --package xtask --test architecture"))?;
    docs::check(project)?;
    Ok(Outcome::Passed)
}

fn clippy_wasm(project: &Project) -> Result<Outcome> {
    rust::ensure_wasm_target(project)?;
    let sh = &project.sh;
    check(cmd!(sh, "cargo clippy --package downhill-web --package downhill-worker --target {WASM} -- -D warnings"))
}

/// Advisories are left to the forge's workflow: they change with time, not with the code.
fn deny(project: &Project) -> Result<Outcome> {
    if which::which("cargo-deny").is_err() {
        return Ok(Outcome::Skipped("cargo-deny is not installed (`cargo install cargo-deny --locked`)"));
    }
    let sh = &project.sh;
    check(cmd!(sh, "cargo deny --offline check bans licenses sources"))
}

fn types(project: &Project) -> Result<Outcome> {
    node::ensure_packages(project)?;
    check(node::script(project, "node_modules/typescript/bin/tsc")?.args(["--project", "tests/types"]))
}

fn in_browser(project: &Project, arguments: &[String]) -> Result<Outcome> {
    if !project.dist().join("index.html").is_file() {
        bail!("dist/ is missing; `cargo xtask build` makes it");
    }
    node::ensure_packages(project)?;
    browser::ensure(project)?;
    let (sh, mdbook) = (&project.sh, tool::ensure_mdbook(project)?);
    check(cmd!(sh, "{mdbook} build examples/mdbook"))?;
    let port = free_port()?.to_string();
    let playwright = node::script(project, "node_modules/@playwright/test/cli.js")?;
    check(playwright.arg("test").args(arguments).env("DOWNHILL_TEST_PORT", port))
}

/// A port that nobody listens on, so that several checkouts can be tested at once.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("cannot open a port on this machine")?;
    Ok(listener.local_addr()?.port())
}
