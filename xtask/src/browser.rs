//! Finds or installs the browsers for the tests of the package and the page.

use crate::command::{program, succeeds};
use crate::need::exists;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// A browser, and how to get it.
pub(crate) struct Browser {
    name: &'static str,
    /// The names of its program.
    programs: &'static [&'static str],
    /// The environment variable with its path: it overrides the search, and passes the path to the tests.
    variable: &'static str,
    /// Its packages in Debian, in order of preference.
    packages: &'static [&'static str],
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    // The shell has no windows, profiles or extensions: a page opens in it in a fraction of the time.
    programs: &["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "LEXLOCI_CHROMIUM",
    packages: &["chromium-headless-shell", "chromium"],
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    programs: &["firefox-esr", "firefox"],
    variable: "LEXLOCI_FIREFOX",
    packages: &["firefox-esr"],
};

impl Browser {
    /// Passes the path of this browser to a command. Installs the first of Debian's packages that can be had where there is no
    /// browser.
    pub(crate) fn provide_to(&self, command: &mut Command) -> Result<()> {
        let Browser { name, variable, packages, .. } = self;
        if self.find().is_none() && exists("apt-get") {
            eprintln!("{name} is not installed: installing it for the tests.");
            for package in *packages {
                if self.find().is_none() {
                    install(package)?;
                }
            }
        }
        let found = self.find().with_context(|| {
            format!(
                "{name} is needed for the tests and could not be installed here: install it, or name one in {variable}"
            )
        })?;
        command.env(variable, found);
        Ok(())
    }

    /// Returns the path in the environment variable, or the first program on the search path.
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
