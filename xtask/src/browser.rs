//! The browsers of the package's and the page's tests.

use crate::command::{program, succeeds};
use crate::need::exists;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// A browser, and where it comes from.
pub(crate) struct Browser {
    name: &'static str,
    /// What its program may be called.
    programs: &'static [&'static str],
    /// The variable that names another one, and by which the tests are told where it is.
    variable: &'static str,
    /// Debian's package of it.
    package: &'static str,
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "LEXLOCI_CHROMIUM",
    package: "chromium",
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    programs: &["firefox-esr", "firefox"],
    variable: "LEXLOCI_FIREFOX",
    package: "firefox-esr",
};

impl Browser {
    /// Tells a command where this browser is, installed by Debian's packages where there is none.
    pub(crate) fn tell(&self, command: &mut Command) -> Result<()> {
        let Browser { name, variable, package, .. } = self;
        if self.find().is_none() && exists("apt-get") {
            eprintln!("{name} is not installed: installing it for the tests.");
            install(package)?;
        }
        let found = self.find().with_context(|| {
            format!(
                "{name} is needed for the tests and could not be installed here: install it, or name one in {variable}"
            )
        })?;
        command.env(variable, found);
        Ok(())
    }

    /// The one that the environment names, or the first on the path.
    fn find(&self) -> Option<PathBuf> {
        let named = std::env::var_os(self.variable).map(PathBuf::from);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&path);
        let on_path = folders.flat_map(|folder| self.programs.iter().map(move |name| folder.join(name)));
        named.into_iter().chain(on_path).find(|file| file.is_file())
    }
}

fn install(package: &str) -> Result<()> {
    let _ = succeeds(&mut program("apt-get", &["update", "-qq"]))?;
    let words = ["install", "-y", "-qq", "--no-install-recommends", package];
    let _ = succeeds(program("apt-get", &words).env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(())
}
