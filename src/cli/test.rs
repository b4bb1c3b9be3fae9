//! `lexloci test`: golden cases in Markdown.

use super::coverage;
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT};
use super::out::{Out, painted};
use clap::{Args, ValueEnum};
use lexloci::golden::{self, Coverage, Fault, Report, Trial};
use lexloci::render::Role;
use std::path::{Path, PathBuf};

/// Run golden cases: Markdown files with policies, flows, and what must come of them
#[derive(Args)]
#[command(after_help = "\
A heading names a test. Under it, a block ```json gives the flow and a block ```verdict what must come
out, one expectation a line. The policy is a line `policy: NAME` or a block ```loci above. In a folder
every .md file is run but README.md.

With --coverage, what the cases that pass reach of each policy is told: a rule should be satisfied, violated and
undetermined in some instance. An exception should hold (it excuses an instance, or defeats another exception), not
hold where that counts (the instance is violated, or the other exception goes through), and be unknown where that counts;
and so for each rule that it can excuse.

Exit codes: 0 all passed, 1 some failed or --coverage=full is not reached, 2 a file could not be read or there is none.

Examples:
  lexloci test cases/
  lexloci test --coverage cases/
  lexloci test --list-json cases/schrems.md")]
pub(super) struct Test {
    /// Markdown files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Print each case with its verdict as a line of JSON, and compare nothing
    #[arg(long)]
    list_json: bool,
    /// Tell which outcomes of each rule and exception the cases reach; `full` fails when one is not reached
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "told")]
    coverage: Option<How>,
}

/// The treatment of gaps in the coverage.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum How {
    /// They are told
    Told,
    /// They fail the run
    Full,
}

pub(super) fn run(test: &Test, out: &mut Out) -> Exit {
    let mut files = Vec::new();
    for path in &test.paths {
        if let Err(error) = collect(path, &mut files) {
            out.complain(&format!("lexloci: cannot read {path}: {}\n", files::reason(&error)));
            return Exit::BadInput;
        }
    }
    if files.is_empty() {
        out.complain("lexloci: there is no .md file to test\n");
        return Exit::BadInput;
    }
    if test.list_json {
        let results = files.iter().map(|file| list(file, out));
        return results.max().unwrap_or(Exit::BadInput);
    }
    let mut coverage = test.coverage.map(|_| Coverage::default());
    let exit = run_all(&files, &mut coverage, out);
    let (Some(coverage), Some(how)) = (coverage, test.coverage) else { return exit };
    let full = coverage::report(&coverage, out);
    if full || how == How::Told { exit } else { exit.max(Exit::Failed) }
}

/// Lists the Markdown files under a path, in order of their names.
fn collect(path: &str, files: &mut Vec<String>) -> std::io::Result<()> {
    if !Path::new(path).is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        let is_case = entry.extension().is_some_and(|ext| ext == "md")
            && entry.file_name().is_some_and(|name| name != "README.md");
        if is_case || entry.is_dir() {
            collect(&entry.to_string_lossy(), files)?;
        }
    }
    Ok(())
}

fn run_all(files: &[String], coverage: &mut Option<Coverage>, out: &mut Out) -> Exit {
    let (mut passed, mut failed, mut exit) = (0, 0, Exit::Good);
    for file in files {
        let text = match files::read(file, FLOWS_LIMIT) {
            Ok(text) => text,
            Err(rejected) => {
                failed += 1;
                exit = exit.max(rejected.because_of(out));
                continue;
            }
        };
        let report = golden::run(&text.text, &text.name);
        print_report(&report, out);
        if let Some(coverage) = coverage {
            coverage.add_passed(&text.text, &report);
        }
        passed += report.passed();
        failed += report.failed();
    }
    out.line(&format!("{passed} passed, {failed} failed"));
    if failed > 0 {
        exit = exit.max(Exit::Failed);
    }
    exit
}

fn print_report(report: &Report, out: &mut Out) {
    for fault in &report.faults {
        fault_line(fault, &report.name, out);
    }
    for trial in &report.trials {
        trial_lines(trial, &report.name, out);
    }
}

fn fault_line(fault: &Fault, file: &str, out: &mut Out) {
    let fail = painted(Role::Bad, "FAIL");
    out.line(&format!("{fail}  {file}:{}: {}", fault.line, fault.message));
}

fn trial_lines(trial: &Trial, file: &str, out: &mut Out) {
    let word = match trial.failure {
        None => painted(Role::Good, "ok  "),
        Some(_) => painted(Role::Bad, "FAIL"),
    };
    out.line(&format!("{word}  {file}:{}  {}", trial.line, trial.name));
    if let Some(failure) = &trial.failure {
        out.text(failure);
    }
}

fn list(file: &str, out: &mut Out) -> Exit {
    let text = match files::read(file, FLOWS_LIMIT) {
        Ok(text) => text,
        Err(rejected) => return rejected.because_of(out),
    };
    let cases = match golden::read(&text.text) {
        Ok(cases) => cases,
        Err(faults) => {
            for fault in faults {
                let (line, message) = (fault.line, fault.message);
                out.complain(&format!("{}:{line}: {message}\n", text.name));
            }
            return Exit::BadInput;
        }
    };
    for case in cases {
        match golden::exported(&case, &text.name) {
            Ok(line) => out.line(&line),
            Err(error) => out.complain(&format!("lexloci: {error}\n")),
        }
    }
    Exit::Good
}
