//! Removes the paths of this machine from the Wasm. Panics name their source file, and the path of cargo's registry
//! differs from machine to machine, and with it the size of the Wasm.

use crate::command::{cargo, output};
use crate::need::WASM;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Returns the value of `CARGO_ENCODED_RUSTFLAGS` with which every crate's folder reads `crates/NAME-VERSION`.
pub(crate) fn remapped() -> Result<String> {
    let metadata = output(&mut cargo(&["metadata", "--format-version", "1", "--filter-platform", WASM]))?;
    let folders = folders(&metadata).context("cargo's metadata has no packages")?;
    let flags: Vec<String> = folders.iter().map(|folder| format!("--remap-path-prefix={folder}=crates")).collect();
    Ok(flags.join("\x1f"))
}

/// Returns the folders that hold the crates of registries. The workspace's own crates are compiled with relative paths.
fn folders(metadata: &str) -> Option<BTreeSet<String>> {
    let metadata: Value = serde_json::from_str(metadata).ok()?;
    let packages = metadata.get("packages")?.as_array()?;
    let foreign = packages.iter().filter(|package| package.get("source").is_some_and(Value::is_string));
    foreign.map(|package| folder(package.get("manifest_path")?.as_str()?)).collect()
}

/// Returns the folder that contains a package's folder.
fn folder(manifest: &str) -> Option<String> {
    Some(Path::new(manifest).parent()?.parent()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::folders;

    #[test]
    fn folders_are_those_of_registries() {
        let metadata = r#"{"packages": [
            {"source": null, "manifest_path": "/home/a/lexloci/Cargo.toml"},
            {"source": "registry", "manifest_path": "/home/a/.cargo/registry/src/index/nom-8.0.0/Cargo.toml"},
            {"source": "registry", "manifest_path": "/home/a/.cargo/registry/src/index/sha2-0.10.9/Cargo.toml"}
        ]}"#;
        let found: Vec<String> = folders(metadata).into_iter().flatten().collect();
        assert_eq!(found, ["/home/a/.cargo/registry/src/index"]);
        assert!(folders("").is_none());
    }
}
