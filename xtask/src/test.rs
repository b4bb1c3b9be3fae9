//! `cargo xtask test`: every test there is, counted.

use crate::browser::{CHROMIUM, FIREFOX};
use crate::command::{cargo, each_line, output, program, root, succeeds};
use crate::count::Count;
use crate::need::{self, WASM};
use crate::package;
use crate::server::Server;
use crate::site;
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// A kind of test: its name in the breakdown, and how to run it.
type Kind = (&'static str, fn() -> Result<Count>);

const KINDS: [Kind; 7] = [
    ("layout of the code", layout),
    ("lints", lints),
    ("Rust tests", rust),
    ("Wasm package built", wasm),
    ("package tests", package_tests),
    ("page tests", page),
    ("example tests", examples),
];

/// Runs everything and prints the count; whether all passed.
pub(crate) fn run() -> Result<bool> {
    need::node()?;
    need::wasm_target()?;
    let counts: Vec<(&str, Count)> = KINDS.iter().map(|kind| (kind.0, one(kind))).collect();
    Ok(report(&counts))
}

/// Runs one kind. What keeps it from running is told, and is one failure.
fn one((name, run): &Kind) -> Count {
    println!("\n── {name}");
    run().unwrap_or_else(|error| {
        eprintln!("{name}: {error:#}");
        Count::one(false)
    })
}

fn report(counts: &[(&str, Count)]) -> bool {
    println!();
    for (name, count) in counts {
        println!("{name:<24} {:>5} passed {:>3} failed", count.passed, count.failed);
    }
    let all = counts.iter().fold(Count::default(), |sum, (_, count)| sum.plus(*count));
    println!("\n{} passed, {} failed", all.passed, all.failed);
    all.failed == 0
}

fn layout() -> Result<Count> {
    Ok(Count::one(succeeds(&mut cargo(&["fmt", "--all", "--check"]))?))
}

fn lints() -> Result<Count> {
    let deny = ["--quiet", "--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--all-targets", "--all-features"];
    let wasm = ["clippy", "--lib", "--no-default-features", "--features", "engine,runtime", "--target", WASM];
    let mut count = Count::default();
    for arguments in [&native[..], &wasm[..]] {
        let clean = succeeds(cargo(arguments).args(deny))?;
        count = count.plus(Count::one(clean));
    }
    Ok(count)
}

fn rust() -> Result<Count> {
    counted(&mut cargo(&["test", "--workspace", "--all-features", "--no-fail-fast"]))
}

fn wasm() -> Result<Count> {
    package::build().map(|()| Count::one(true))
}

fn package_tests() -> Result<Count> {
    need::npm_packages()?;
    let mut tests = node_tests("tests/pkg/*.test.mjs")?;
    CHROMIUM.tell(&mut tests)?;
    FIREFOX.tell(&mut tests)?;
    counted(tests.env("LEXLOCI_GOLDEN", golden()?).env("LEXLOCI_LAWS", laws()?))
}

/// A file of the golden cases with what the engine makes of them natively: what the package is compared with.
fn golden() -> Result<PathBuf> {
    let native = native()?;
    let listed = output(&mut program(&native.to_string_lossy(), &["test", "--list-json", "tests/cases"]))?;
    let file = native.with_file_name("golden.jsonl");
    std::fs::write(&file, listed)?;
    Ok(file)
}

/// A file of random policies and flows with their verdicts, as the laws drew and judged them.
fn laws() -> Result<PathBuf> {
    let file = root().join(native()?.with_file_name("laws.jsonl"));
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let arguments = ["test", "--quiet", "--test", "laws", "deciding_agrees_with_explaining"];
    let written = succeeds(cargo(&arguments).env("LAWS_WRITE", &file))?;
    anyhow::ensure!(written, "the laws could not be judged natively");
    Ok(file)
}

/// The command line.
fn native() -> Result<PathBuf> {
    let mut built = None;
    let arguments = ["build", "--bin", "lexloci", "--message-format", "json-render-diagnostics"];
    each_line(&mut cargo(&arguments), |line| {
        built = executable(line).or(built.take());
    })?;
    built.ok_or_else(|| anyhow::anyhow!("the command line `lexloci` could not be built"))
}

fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    message.get("executable")?.as_str().map(PathBuf::from)
}

fn page() -> Result<Count> {
    need::npm_packages()?;
    let typed = Count::one(site::types_fit()?);
    site::bundle()?;
    // A page waits for its browser more than it computes: two files at a time.
    let mut tests = node_tests_with(&["--test-concurrency=2"], "tests/www/*.test.mjs")?;
    CHROMIUM.tell(&mut tests)?;
    FIREFOX.tell(&mut tests)?;
    let address = Server::bind(0)?.in_background()?;
    Ok(typed.plus(counted(tests.env("LEXLOCI_PAGE", address))?))
}

fn examples() -> Result<Count> {
    need::npm_packages()?;
    let mut tests = node_tests("tests/examples/*.test.mjs")?;
    CHROMIUM.tell(&mut tests)?;
    counted(&mut tests)
}

/// `node --test` on the files of a folder, its name and the ending of theirs given as `folder/*ending`.
fn node_tests(pattern: &str) -> Result<Command> {
    node_tests_with(&[], pattern)
}

/// The same, with options of Node's test runner.
fn node_tests_with(options: &[&str], pattern: &str) -> Result<Command> {
    let (folder, ending) = pattern.split_once('*').unwrap_or((pattern, ""));
    let mut files: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(root().join(folder))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            files.push(format!("{folder}{name}"));
        }
    }
    files.sort();
    let mut command = program("node", &["--test", "--test-reporter=spec"]);
    command.args(options).args(files);
    Ok(command)
}

/// Runs a test runner, its output shown and counted.
fn counted(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let succeeded = each_line(command, |line| {
        println!("{line}");
        count.read(line);
    })?;
    Ok(count.ended(succeeded))
}
