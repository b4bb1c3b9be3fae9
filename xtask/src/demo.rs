//! `cargo xtask demo`: judges real decided flows through the Wasm package, then serves the page.

use crate::command::{program, run as run_command};
use crate::server;
use crate::{need, package, site};
use anyhow::Result;

/// The options of the demo.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Ends after the flows, without serving the page.
    #[arg(long)]
    no_serve: bool,
    /// The port of the page.
    #[arg(long, default_value_t = 8317)]
    port: u16,
}

/// Builds the package, judges the flows, builds the page and serves it until Ctrl-C.
pub(crate) fn run(options: &Options) -> Result<()> {
    need::node()?;
    if !options.no_serve {
        server::check_port(options.port)?;
    }
    println!("Building the Wasm package (the first time takes a few minutes).");
    package::assemble()?;
    run_command(&mut program("node", &["xtask/node/demo.mjs"]))?;
    if !options.no_serve {
        need::npm_packages()?;
        site::bundle()?;
        println!("\nTry it (Ctrl-C ends):");
        server::serve(options.port)?;
    }
    Ok(())
}
