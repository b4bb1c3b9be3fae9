//! The browser of the page tests.

use crate::command::{program, succeeds};
use crate::need::exists;
use anyhow::{Result, bail};
use std::path::PathBuf;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The path of a Chromium, installed by Debian's packages where there is none.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if exists("apt-get") {
        eprintln!("Chromium is not installed: installing it for the page tests.");
        let _ = succeeds(&mut program("apt-get", &["update", "-qq"]))?;
        let install = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
        let mut command = program("apt-get", &install);
        let _ = succeeds(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    match find() {
        Some(found) => Ok(found),
        None => bail!(
            "Chromium is needed for the page tests and could not be installed here: install it, or name one in LEXLOCI_CHROMIUM."
        ),
    }
}

/// The one that the environment names, or the first on the path.
fn find() -> Option<PathBuf> {
    let named = std::env::var_os("LEXLOCI_CHROMIUM").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path);
    let on_path = folders.flat_map(|folder| NAMES.map(|name| folder.join(name)));
    named.into_iter().chain(on_path).find(|file| file.is_file())
}
