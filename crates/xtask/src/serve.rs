//! `cargo xtask serve`: the page on this machine, rebuilt on every change.

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
    setup::for_building(project)?;
    let sh = &project.sh;
    let port = options.port.to_string();
    let open = options.open.to_string();
    sh.create_dir(DIRECTORY)?;
    say::doing(format_args!("building; the page will be at http://127.0.0.1:{port}/ (Ctrl-C stops)"));
    cmd!(sh, "trunk serve --release --dist {DIRECTORY} --port {port} --open={open}")
        .env_remove("NO_COLOR")
        .quiet()
        .run()
        .with_context(|| format!("serving stopped; if port {port} is taken, choose another with --port"))
}
