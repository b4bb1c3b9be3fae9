//! Running the built command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The result of a run.
pub(super) struct Run {
    arguments: String,
    pub(super) code: Option<i32>,
    pub(super) output: String,
    pub(super) errors: String,
}

/// Runs the command without standard input.
pub(super) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, "")
}

/// Runs the command with this text on standard input.
pub(super) fn run_with(arguments: &[&str], input: &str) -> Run {
    let output = output(arguments, input).unwrap_or_else(|error| Output {
        status: Default::default(),
        stdout: vec![],
        stderr: error.to_string().into_bytes(),
    });
    Run {
        arguments: arguments.join(" "),
        code: output.status.code(),
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn output(arguments: &[&str], input: &str) -> std::io::Result<Output> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lexloci"))
        .args(arguments)
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut pipe = child.stdin.take();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        if let Some(pipe) = &mut pipe {
            // A command that does not read its input closes the pipe.
            drop(pipe.write_all(input.as_bytes()));
        }
    });
    let output = child.wait_with_output();
    drop(writer.join());
    output
}

impl Run {
    /// Checks that it ended with 0 and without complaint; returns what it said.
    #[track_caller]
    pub(super) fn succeeds(self) -> String {
        self.ends_with(0);
        assert_eq!(self.errors, "", "lexloci {}", self.arguments);
        self.output
    }

    /// Checks the exit code; returns what it said on either stream.
    #[track_caller]
    pub(super) fn fails(self, code: i32) -> String {
        self.ends_with(code);
        assert!(!self.errors.contains("panicked"), "{}", self.errors);
        format!("{}{}", self.output, self.errors)
    }

    #[track_caller]
    fn ends_with(&self, code: i32) {
        let (arguments, output, errors) = (&self.arguments, &self.output, &self.errors);
        assert_eq!(self.code, Some(code), "lexloci {arguments}\n{output}\n{errors}");
    }
}

/// A folder of its own for one test, emptied before and left for whoever looks.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(test: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
        drop(std::fs::remove_dir_all(&path));
        let made = std::fs::create_dir_all(&path);
        assert!(made.is_ok(), "{made:?}");
        Folder(path)
    }

    /// Writes a file, and the folders that it needs; returns its path.
    pub(super) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        let written = match path.parent() {
            Some(folder) => std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, text)),
            None => std::fs::write(&path, text),
        };
        assert!(written.is_ok(), "{written:?}");
        path.to_string_lossy().into_owned()
    }

    pub(super) fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    pub(super) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }
}
