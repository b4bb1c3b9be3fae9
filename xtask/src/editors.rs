//! Runs editors against the language server: each asks, through its own client, what an editor asks.

use crate::command::{each_line, output, program, root};
use crate::count::Count;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// An editor: its name, the program, the arguments that find out whether it can run the tests, and those that run them.
struct Editor {
    name: &'static str,
    program: &'static str,
    ready: &'static [&'static str],
    script: &'static str,
    arguments: &'static [&'static str],
    /// The arguments after the script: they end an editor whose script broke off.
    after: &'static [&'static str],
    /// The Debian packages that install it.
    packages: &'static str,
}

const EDITORS: [Editor; 2] = [
    Editor {
        name: "Neovim",
        program: "nvim",
        ready: &["--version"],
        script: "neovim.lua",
        arguments: &["--headless", "-u", "NONE", "-S"],
        after: &["-c", "cquit 2"],
        packages: "neovim",
    },
    Editor {
        name: "Emacs with Eglot",
        program: "emacs",
        ready: &["--batch", "--eval", "(progn (require 'package) (package-initialize) (require 'eglot))"],
        script: "emacs.el",
        arguments: &["--batch", "-l"],
        after: &[],
        packages: "emacs-nox elpa-eglot",
    },
];

/// Runs every editor that is installed, and says which are not.
pub(crate) fn run(server: &Path) -> Result<Count> {
    let mut count = Count::default();
    for editor in &EDITORS {
        let ready = Command::new(editor.program).args(editor.ready).stdin(Stdio::null()).output();
        if ready.is_ok_and(|ready| ready.status.success()) {
            count = count.plus(one(editor, server).with_context(|| editor.name)?);
        } else {
            println!(
                "{} is not installed, and is not tried (Debian: apt-get install {})",
                editor.name, editor.packages
            );
        }
    }
    Ok(count)
}

/// Runs one editor in a copy of the workspace, and counts its lines `ok` and `not ok`.
fn one(editor: &Editor, server: &Path) -> Result<Count> {
    println!("{}: {}", editor.name, version(editor.program));
    let script = root().join("tests/editors").join(editor.script);
    let mut command = Command::new(editor.program);
    command.args(editor.arguments).arg(script).args(editor.after).current_dir(workspace()?).stdin(Stdio::null());
    command.env("LEXLOCI", root().join(server)).stderr(Stdio::null());
    let (mut passed, mut failed) = (0, 0);
    let succeeded = each_line(&mut command, |line| {
        let line = line.trim_end();
        passed += u64::from(line.starts_with("ok "));
        failed += u64::from(line.starts_with("not ok "));
        if line.starts_with("ok ") || line.starts_with("not ok ") {
            println!("  {line}");
        }
    })?;
    let all = (0..passed).map(|_| Count::one(true)).chain((0..failed).map(|_| Count::one(false)));
    Ok(all.fold(Count::default(), Count::plus).ended(succeeded))
}

fn version(name: &str) -> String {
    let printed = output(&mut program(name, &["--version"])).unwrap_or_default();
    printed.lines().next().unwrap_or("").to_owned()
}

/// Copies the files that are asked about to a folder of their own, since an editor writes beside them.
fn workspace() -> Result<PathBuf> {
    let folder = root().join("target/editors");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    for entry in std::fs::read_dir(root().join("tests/editors/work"))? {
        let entry = entry?;
        std::fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(folder)
}
