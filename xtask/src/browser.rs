//! The browser of the page tests.

use crate::command::{program, succeeds};
use crate::need::exists;
use anyhow::{Result, bail};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The name or path of a Chromium, installed by Debian's packages where there is none.
pub(crate) fn chromium() -> Result<String> {
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

fn find() -> Option<String> {
    let named = std::env::var("LEXLOCI_CHROMIUM").ok();
    named.into_iter().chain(NAMES.map(str::to_owned)).find(|name| exists(name))
}
