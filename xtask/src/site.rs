//! Builds the page: static files under www/dist, for any host and any folder of it.

use crate::command::{program, root, run, succeeds};
use crate::{docs, need, package};
use anyhow::Result;

/// Builds the package and the page, and prints where it is.
pub(crate) fn build() -> Result<()> {
    need::node()?;
    need::npm_packages()?;
    package::assemble()?;
    bundle()?;
    println!("The page is in {}: static files for any host, under any path.", root().join("www/dist").display());
    Ok(())
}

/// Builds the page's own Wasm, the page from the package as it stands, and the documentation beside it.
pub(crate) fn bundle() -> Result<()> {
    package::reader()?;
    run(&mut program("node", &["node_modules/vite/bin/vite.js", "build", "www", "--logLevel", "warn"]))?;
    docs::build()
}

/// Checks the page's types, also against the package's. Returns whether they fit.
pub(crate) fn types_fit() -> Result<bool> {
    succeeds(&mut program("node", &["node_modules/typescript/bin/tsc", "-p", "www"]))
}
