//! `cargo xtask test`: runs every test, counted.

use crate::browser::{CHROMIUM, FIREFOX};
use crate::command::{cargo, each_line, output, program, root, succeeds, target};
use crate::count::Count;
use crate::editors;
use crate::need::{self, WASM, exists};
use crate::package;
use crate::python;
use crate::server::Server;
use crate::site;
use anyhow::Result;
use clap::ValueEnum;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// A kind of test.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub(crate) enum Kind {
    Layout,
    Lints,
    Rust,
    Editors,
    Wasm,
    Package,
    Page,
    Examples,
    Python,
}

impl Kind {
    /// Returns its name in the report.
    fn name(self) -> &'static str {
        match self {
            Kind::Layout => "layout of the code",
            Kind::Lints => "lints",
            Kind::Rust => "Rust tests",
            Kind::Editors => "editors",
            Kind::Wasm => "Wasm package built",
            Kind::Package => "package tests",
            Kind::Page => "page tests",
            Kind::Examples => "example tests",
            Kind::Python => "Python tests",
        }
    }

    fn run(self) -> Result<Count> {
        match self {
            Kind::Layout => layout(),
            Kind::Lints => lints(),
            Kind::Rust => rust(),
            Kind::Editors => editors(),
            Kind::Wasm => wasm(),
            Kind::Package => package_tests(),
            Kind::Page => page(),
            Kind::Examples => examples(),
            Kind::Python => python_tests(),
        }
    }
}

/// The result of one kind.
struct Outcome {
    name: &'static str,
    count: Count,
    seconds: u64,
}

/// Runs the selected kinds, or every kind where none is selected, and prints the counts. Returns whether all passed.
///
/// # Errors
/// Returns an error for a missing tool.
pub(crate) fn run(selected: &[Kind]) -> Result<bool> {
    need::node()?;
    need::target(WASM)?;
    let kinds = if selected.is_empty() { Kind::value_variants() } else { selected };
    let (beside, in_turn): (Vec<Kind>, Vec<Kind>) = kinds.iter().copied().partition(|kind| *kind == Kind::Lints);
    if !beside.is_empty() {
        // Two kinds must not install them at once. What fails here fails again in each, which says why.
        let _ = need::npm_packages();
    }
    let beside: Vec<_> = beside.into_iter().map(|kind| std::thread::spawn(move || run_kind(kind))).collect();
    // Python's packages are downloaded while the rest is compiled.
    let mut download = kinds.contains(&Kind::Python).then(|| std::thread::spawn(python::download));
    let outcome = |kind: Kind| {
        if kind == Kind::Python {
            // Its tests try again what failed here, and say why.
            let _ = download.take().map(std::thread::JoinHandle::join);
        }
        run_kind(kind)
    };
    let mut outcomes: Vec<Outcome> = in_turn.into_iter().map(outcome).collect();
    for ended in beside {
        outcomes.push(ended.join().map_err(|_| anyhow::anyhow!("the lints ended early"))?);
    }
    Ok(report(&outcomes))
}

/// Runs one kind. Prints an error that keeps it from running, and counts it as one failure.
fn run_kind(kind: Kind) -> Outcome {
    let name = kind.name();
    println!("\n── {name}");
    let start = Instant::now();
    let count = kind.run().unwrap_or_else(|error| {
        eprintln!("{name}: {error:#}");
        Count::one(false)
    });
    Outcome { name, count, seconds: start.elapsed().as_secs() }
}

/// Prints the counts, and returns whether all passed.
fn report(outcomes: &[Outcome]) -> bool {
    println!();
    for Outcome { name, count, seconds } in outcomes {
        println!("{name:<24} {:>5} passed {:>3} failed {seconds:>6} s", count.passed, count.failed);
    }
    let all = outcomes.iter().fold(Count::default(), |sum, outcome| sum.plus(outcome.count));
    println!("\n{} passed, {} failed", all.passed, all.failed);
    all.failed == 0
}

/// The folders that hold JavaScript, TypeScript and style sheets.
const SCRIPTS: [&str; 7] = ["benches", "editors", "examples", "pkg", "tests", "www", "xtask"];

fn layout() -> Result<Count> {
    need::npm_packages()?;
    let rust = succeeds(&mut cargo(&["fmt", "--all", "--check"]))?;
    let prettier = ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn"];
    let scripts = succeeds(program("node", &prettier).args(SCRIPTS))?;
    Ok(Count::one(rust).plus(Count::one(scripts)))
}

/// Runs the linters with what the other tests leave of the processor: these wait for a browser or for one long test much of the time.
/// Its own target folder keeps clippy from waiting for the builds of the tests.
fn lints() -> Result<Count> {
    need::npm_packages()?;
    let folder = target().join("lints");
    let deny = ["--quiet", "--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--all-targets", "--all-features"];
    let wasm = ["clippy", "--lib", "--no-default-features", "--features", "engine", "--target", WASM];
    let mut count = Count::default();
    for arguments in [&native[..], &wasm[..]] {
        let clean = succeeds(&mut in_background(cargo(arguments).arg("--target-dir").arg(&folder).args(deny)))?;
        count = count.plus(Count::one(clean));
    }
    let oxlint = ["node_modules/oxlint/bin/oxlint", "--deny-warnings", "--quiet"];
    let scripts = succeeds(program("node", &oxlint).args(SCRIPTS))?;
    Ok(count.plus(Count::one(scripts)))
}

/// Returns the same command with the lowest priority; without `nice`, as it is.
fn in_background(command: &mut Command) -> Command {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut made = if exists("nice") { program("nice", &["-n", "19", &name]) } else { program(&name, &[]) };
    made.args(command.get_args());
    made
}

/// The arguments of every build of the Rust tests, always the same so that nothing is compiled twice.
const WHOLE: [&str; 2] = ["--workspace", "--all-features"];

fn rust() -> Result<Count> {
    counted(cargo(&["test", "--no-fail-fast"]).args(WHOLE))
}

/// Runs the tests of the extension, then every editor that is installed.
fn editors() -> Result<Count> {
    need::npm_packages()?;
    let scripts = counted(&mut node_tests("tests/editors/*.test.mjs")?)?;
    Ok(scripts.plus(editors::run(&native()?)?))
}

fn wasm() -> Result<Count> {
    // The page's readers and the command are compiled beside the package: each Wasm file is a single codegen unit, which uses one core.
    std::thread::scope(|scope| {
        let others = scope.spawn(|| package::reader().and_then(|()| package::command()));
        package::build()?;
        others.join().map_err(|_| anyhow::anyhow!("a build of Wasm ended early"))??;
        Ok(Count::one(true))
    })
}

fn package_tests() -> Result<Count> {
    need::npm_packages()?;
    // A bundler and a browser use one core each, most of the time.
    let mut tests = node_tests_with(&["--test-concurrency=2"], "tests/pkg/*.test.mjs")?;
    CHROMIUM.provide_to(&mut tests)?;
    FIREFOX.provide_to(&mut tests)?;
    tests.env("LEXLOCI_NATIVE", root().join(native()?));
    counted(tests.env("LEXLOCI_GOLDEN", golden()?).env("LEXLOCI_LAWS", laws()?))
}

/// Writes a file of the golden cases with their native results, to compare the package with.
fn golden() -> Result<PathBuf> {
    let native = native()?;
    let listed = output(&mut program(&native.to_string_lossy(), &["test", "--list-json", "tests/cases"]))?;
    let file = native.with_file_name("golden.jsonl");
    std::fs::write(&file, listed)?;
    Ok(file)
}

/// Writes a file of random policies and flows with their verdicts, as the laws drew and judged them.
fn laws() -> Result<PathBuf> {
    let file = root().join(native()?.with_file_name("laws.jsonl"));
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let arguments = ["--quiet", "--test", "laws", "deciding_agrees_with_explaining"];
    let written = succeeds(cargo(&["test"]).args(WHOLE).args(arguments).env("LAWS_WRITE", &file))?;
    anyhow::ensure!(written, "the laws could not be judged natively");
    Ok(file)
}

/// Builds the command line and returns its path.
///
/// It is the one that the tests of the command run: `cargo build` leaves out what only tests depend on, and would compile the crate
/// again.
fn native() -> Result<PathBuf> {
    let mut built = None;
    let arguments = ["--no-run", "--test", "cli", "--message-format", "json-render-diagnostics"];
    each_line(cargo(&["test"]).args(WHOLE).args(arguments), |line| {
        built = executable(line).or(built.take());
    })?;
    built.ok_or_else(|| anyhow::anyhow!("the command line `lexloci` could not be built"))
}

/// Returns the program that a message of cargo names; a test is none.
fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let is_program = message.get("target")?.get("kind")? == &serde_json::json!(["bin"]);
    message.get("executable").filter(|_| is_program)?.as_str().map(PathBuf::from)
}

fn page() -> Result<Count> {
    need::npm_packages()?;
    let typed = Count::one(site::types_fit()?);
    site::bundle()?;
    // A page mostly waits for its browser: two files at a time.
    let mut tests = node_tests_with(&["--test-concurrency=2"], "tests/www/*.test.mjs")?;
    CHROMIUM.provide_to(&mut tests)?;
    FIREFOX.provide_to(&mut tests)?;
    let server = Server::start()?;
    Ok(typed.plus(counted(tests.env("LEXLOCI_PAGE", &server.address))?))
}

fn examples() -> Result<Count> {
    need::npm_packages()?;
    let mut tests = node_tests("tests/examples/*.test.mjs")?;
    CHROMIUM.provide_to(&mut tests)?;
    counted(&mut tests)
}

fn python_tests() -> Result<Count> {
    let (native, golden) = (root().join(native()?), golden()?);
    counted(python::tests(&[])?.env("LEXLOCI_NATIVE", native).env("LEXLOCI_GOLDEN", root().join(golden)))
}

/// Returns `node --test` on the files of a folder; `folder/*ending` gives the folder and the ending of their names.
fn node_tests(pattern: &str) -> Result<Command> {
    node_tests_with(&[], pattern)
}

/// Returns `node --test` with options of the test runner.
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

/// Runs a test runner; shows and counts its output.
fn counted(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let succeeded = each_line(command, |line| {
        println!("{line}");
        count.read(line);
    })?;
    Ok(count.ended(succeeded))
}
