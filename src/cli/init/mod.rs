//! `lexloci init`: files to start from.

use super::exit::Exit;
use super::out::Out;
use clap::{Args, ValueEnum};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const POLICY: &str = include_str!("policy.loci");
const FLOW: &str = include_str!("flow.json");
const TESTS: &str = include_str!("policy.md");
const SCRIPT: &str = include_str!("../../../ci/lexloci.sh");
const GITHUB: &str = include_str!("../../../ci/github/workflow.yml");
const GITLAB: &str = include_str!("../../../ci/gitlab.yml");

/// Write a policy, a flow, tests and a CI file to start from
#[derive(Args)]
#[command(after_help = "\
It writes policy.loci, flows/shop.json and tests/policy.md; for CI a script and the file that runs it, at the top of the \
Git repository around DIR. Nothing is written over: where a policy, a flow or a test stands already, nothing is written, \
and a CI file that is there stays.

Exit codes: 0 the files are written, 2 one of them exists or cannot be written.

Examples:
  lexloci init
  lexloci init data --ci gitlab
  lexloci init --ci none")]
pub(super) struct Init {
    /// The folder; it is made where there is none
    #[arg(default_value = ".", value_name = "DIR")]
    dir: PathBuf,
    /// The CI to run them in
    #[arg(long, value_enum, default_value = "github")]
    ci: Ci,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// A workflow of GitHub Actions
    Github,
    /// A pipeline of GitLab
    Gitlab,
    /// None
    None,
}

/// A file to write, and its content.
type New = (PathBuf, String);

pub(super) fn run(init: &Init, out: &mut Out) -> Exit {
    let dir = &init.dir;
    let files: [New; 3] = [("policy.loci", POLICY), ("flows/shop.json", FLOW), ("tests/policy.md", TESTS)]
        .map(|(name, text)| (dir.join(name), text.to_owned()));
    if let Some((there, _)) = files.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        out.complain(&format!("lexloci: {} exists: nothing is written\n", there.display()));
        return Exit::BadInput;
    }
    for (path, text) in &files {
        if let Err(error) = write_new(path, text) {
            out.complain(&format!("lexloci: cannot write {}: {error}\n", path.display()));
            return Exit::BadInput;
        }
        out.line(&format!("wrote {}", path.display()));
    }
    let ci = ci_files(init.ci, dir).iter().map(|file| write_ci(file, out)).max().unwrap_or(Exit::Good);
    next(dir, out);
    ci
}

/// Returns the files that run the others in CI, at the top of the repository.
fn ci_files(ci: Ci, dir: &Path) -> Vec<New> {
    let (top, below) = top(dir);
    let named = |text: &str| {
        let names = ["policy.loci", "flows/*.json", "tests"].iter();
        names.fold(text.to_owned(), |text, name| text.replace(&format!("\"{name}\""), &format!("\"{below}{name}\"")))
    };
    match ci {
        Ci::Github => vec![
            (top.join(".github/lexloci.sh"), SCRIPT.to_owned()),
            (top.join(".github/workflows/lexloci.yml"), named(GITHUB)),
        ],
        Ci::Gitlab => {
            vec![(top.join(".gitlab/lexloci.sh"), SCRIPT.to_owned()), (top.join(".gitlab-ci.yml"), named(GITLAB))]
        }
        Ci::None => vec![],
    }
}

/// Returns the top of the repository around a folder, and the folder's path from there with a `/` at its end. A folder in no
/// repository is its own top.
fn top(dir: &Path) -> (PathBuf, String) {
    let whole = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
    let Some(top) = whole.ancestors().find(|above| above.join(".git").exists()) else {
        return (dir.to_path_buf(), String::new());
    };
    let below = whole.strip_prefix(top).unwrap_or(Path::new(""));
    let names: String = below.iter().map(|name| format!("{}/", name.to_string_lossy())).collect();
    if names.is_empty() { (dir.to_path_buf(), names) } else { (top.to_path_buf(), names) }
}

/// Writes a file of the CI. One that is there stays.
fn write_ci((path, text): &New, out: &mut Out) -> Exit {
    match write_new(path, text) {
        Ok(()) => out.line(&format!("wrote {}", path.display())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            out.line(&format!("kept  {}: it exists", path.display()));
        }
        Err(error) => {
            out.complain(&format!("lexloci: cannot write {}: {error}\n", path.display()));
            return Exit::BadInput;
        }
    }
    Exit::Good
}

/// Writes a file that does not exist, with the folders that it needs.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Prints what to do with the files.
fn next(dir: &Path, out: &mut Out) {
    let at = |name: &str| {
        let path = if dir == Path::new(".") { PathBuf::from(name) } else { dir.join(name) };
        path.display().to_string()
    };
    let (policy, flow, tests) = (at("policy.loci"), at("flows/shop.json"), at("tests"));
    out.line(&format!(
        "\nNext:\n  lexloci check {policy} {flow}      judges the flow, and says why\n  \
         lexloci test {tests}      runs the tests\n  \
         lexloci check gdpr_transfers {flow}      judges it by what the GDPR says of transfers\n  \
         lexloci modules      lists the sets and definitions that a policy can use\n\
         Then write your own places and rules into {policy}, your own facts into {flow}, and a test for each rule."
    ));
}
