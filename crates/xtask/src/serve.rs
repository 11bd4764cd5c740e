//! `cargo xtask serve`: the page on this machine, rebuilt on every change.

use std::net::TcpListener;

use anyhow::{Context, Result};
use clap::Args;
use xshell::cmd;

use crate::project::Project;
use crate::{say, setup};

#[derive(Args)]
pub(crate) struct Options {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open a browser window when the page is ready
    #[arg(long)]
    open: bool,
}

/// The served site goes under target/, so that dist/ always holds what `build` left there.
const DIRECTORY: &str = "target/serve";

pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    ensure_free(options.port)?;
    setup::for_building(project)?;
    let sh = &project.sh;
    let port = options.port.to_string();
    let open = options.open.to_string();
    sh.create_dir(DIRECTORY)?;
    say::doing(format_args!("building; the page will be at http://127.0.0.1:{port}/ (Ctrl-C stops)"));
    cmd!(sh, "trunk serve --release --cargo-profile web --dist {DIRECTORY} --port {port} --open={open}")
        .env_remove("NO_COLOR")
        .quiet()
        .run()
        .context("serving stopped")
}

/// Says that the port is taken now, not after minutes of building.
fn ensure_free(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| format!("cannot serve on port {port}; choose another by --port"))
}
