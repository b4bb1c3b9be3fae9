//! `cargo xtask bench`: measures the engine beside its peers in one run, and installs the peers.

use crate::command::{cargo, program, root, run, succeeds};
use crate::need::{self, WASM};
use crate::package;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The options of the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Fewer rounds and requests: to check that it runs, not to quote.
    #[arg(long)]
    quick: bool,
    /// Engines by id, with commas between them: all when absent.
    #[arg(long, value_name = "ID,ID")]
    only: Option<String>,
    /// Measures the crates too, natively.
    #[arg(long)]
    native: bool,
    /// Writes the tables into COMPARE.md.
    #[arg(long)]
    write: bool,
}

impl Options {
    fn for_node(&self) -> Vec<&str> {
        let quick = self.quick.then_some("--quick");
        let only = self.only.as_deref().map(|ids| ["--only", ids]);
        quick.into_iter().chain(only.into_iter().flatten()).collect()
    }
}

/// Measures and prints. Returns whether every engine decided every flow alike.
pub(crate) fn run_all(options: &Options) -> Result<bool> {
    need::node()?;
    package::assemble()?;
    need::npm_packages_of("benches/peers")?;
    let dist = peers().join("dist");
    fs::create_dir_all(&dist)?;
    run(&mut node("write.mjs"))?;
    kernels(&dist)?;
    if let Err(error) = regorus(&dist) {
        eprintln!("Regorus is left out: {error:#}");
    }
    let mut agreed = succeeds(node("run.mjs").args(options.for_node()))?;
    if options.native {
        agreed &= native(options)?;
    }
    if options.write {
        run(&mut node("compare.mjs"))?;
    }
    Ok(agreed)
}

fn peers() -> PathBuf {
    root().join("benches/peers")
}

fn node(script: &str) -> std::process::Command {
    program("node", &["--expose-gc", &format!("benches/peers/{script}")])
}

/// Compiles the kernels written by hand, with and without vector instructions.
fn kernels(dist: &Path) -> Result<()> {
    for (name, flags) in [("limit.wasm", ""), ("limit-simd.wasm", "-C target-feature=+simd128")] {
        fs::copy(wasm("limit", "limit", flags)?, dist.join(name))?;
    }
    Ok(())
}

/// Compiles Regorus, with its glue.
fn regorus(dist: &Path) -> Result<()> {
    let folder = dist.join("regorus");
    let wasm = wasm("regorus", "regorus_wasm", "")?;
    Bindgen::new().input_path(wasm).nodejs(true)?.typescript(false).generate(&folder)?;
    // The folder is inside a package of ES modules, and this glue is CommonJS.
    fs::write(folder.join("package.json"), "{\"type\":\"commonjs\"}\n")?;
    Ok(())
}

/// Compiles a crate of benches/ to Wasm, in a target folder of its own.
fn wasm(folder: &str, name: &str, flags: &str) -> Result<PathBuf> {
    let target = root().join("benches").join(folder).join("target");
    let target_dir = target.to_string_lossy().into_owned();
    let manifest = manifest(folder);
    let words = ["build", "--release", "--quiet", "--locked", "--target", WASM, "--target-dir", &target_dir];
    run(cargo(&words).args(["--manifest-path", &manifest]).env("RUSTFLAGS", flags))
        .with_context(|| format!("benches/{folder} could not be compiled to Wasm"))?;
    Ok(target.join(WASM).join("release").join(name).with_extension("wasm"))
}

fn manifest(folder: &str) -> String {
    root().join("benches").join(folder).join("Cargo.toml").to_string_lossy().into_owned()
}

/// Measures the crates natively.
fn native(options: &Options) -> Result<bool> {
    let manifest = manifest("native");
    let words = ["run", "--release", "--quiet", "--locked", "--manifest-path", &manifest, "--"];
    succeeds(cargo(&words).args(options.for_node()))
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn node_is_told_what_was_asked_for() {
        let options = Options { quick: true, only: Some("opa".to_owned()), native: true, write: false };
        assert_eq!(options.for_node(), ["--quick", "--only", "opa"]);
    }
}
