//! Sets up the tools that a task needs, or says in one sentence what to install.

use crate::command::{output, program, root, run};
use anyhow::{Context, Result, bail, ensure};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// The target that the Wasm package is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The target that the command of the npm package is built for.
pub(crate) const WASI: &str = "wasm32-wasip1";

/// The oldest versions of Node that load an ES module by `require`.
const NODE: &str = "Node 20.19 or later (or 22.12 or later)";

/// Checks that Node is installed and recent enough.
pub(crate) fn node() -> Result<()> {
    let Ok(version) = output(&mut program("node", &["--version"])) else {
        bail!("{NODE} is needed, and there is no `node` here: install it (Debian: apt-get install nodejs npm).");
    };
    ensure!(recent(&version), "{NODE} is needed, and `node` here is {version}.");
    Ok(())
}

fn recent(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|n| n.parse().unwrap_or(0u32));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

/// Returns the program of a Python that is recent enough and makes environments.
pub(crate) fn python() -> Result<&'static str> {
    let asked = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    let ready = |name: &&str| {
        let asked = Command::new(name).args(["-c", asked]).stdin(Stdio::null()).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    ["python3", "python"].into_iter().find(ready).context(
        "Python 3.11 or later with `venv` is needed, and there is none here: install it (Debian: apt-get install python3-venv)",
    )
}

/// Installs a Rust target: `WASM` or `WASI`.
pub(crate) fn target(name: &str) -> Result<()> {
    let arguments = ["--print", "target-libdir", "--target", name];
    let installed = output(&mut program("rustc", &arguments))?;
    if Path::new(&installed).is_dir() {
        return Ok(());
    }
    run(&mut program("rustup", &["target", "add", name]))
        .with_context(|| format!("Rust's target {name} is needed, and `rustup target add {name}` did not work here"))
}

/// Installs the npm packages of the tests, as package-lock.json says.
pub(crate) fn npm_packages() -> Result<()> {
    npm_packages_of("")
}

/// Installs the npm package that writes the package's modules as CommonJS.
pub(crate) fn esbuild() -> Result<()> {
    if root().join("node_modules/esbuild").is_dir() { Ok(()) } else { npm_packages() }
}

/// Installs the npm packages of a folder, as its package-lock.json says.
pub(crate) fn npm_packages_of(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let wanted = changed(&folder.join("package-lock.json"));
    let installed = changed(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    ensure!(exists("npm"), "npm is needed, and there is no `npm` here: install it (Debian: apt-get install npm).");
    // `ci` rejects a lock without a package for another platform, as that of the benchmark's peers is.
    let verb = if folder == root() { "ci" } else { "install" };
    run(program("npm", &[verb, "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder)).with_context(
        || format!("the packages that {} names could not be installed", folder.join("package.json").display()),
    )
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

/// Returns whether a program of this name can be started.
pub(crate) fn exists(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::recent;

    #[test]
    fn node_is_recent_where_require_loads_modules() {
        let verdicts = ["v18.20.0", "v20.18.9", "v20.19.0", "v22.11.0", "v22.12.0", "v24.0.0"].map(recent);
        assert_eq!(verdicts, [false, false, true, false, true, true]);
    }
}
