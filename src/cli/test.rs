//! `lexloci test`: golden cases in Markdown.

use super::coverage;
use super::exit::Exit;
use super::files::{self, FLOWS_LIMIT, Text};
use super::modules::{Loading, Source};
use super::out::{Out, painted};
use super::rejected::Rejected;
use super::write;
use clap::{Args, ValueEnum};
use lexloci::golden::{self, Case, Change, Coverage, Difference, Fault, PolicyFile, Report, Trial};
use lexloci::render::Role;
use std::path::{Path, PathBuf};

/// Run golden cases: Markdown files with policies, flows, and what must come of them
#[derive(Args)]
#[command(after_help = "\
A heading names a test. Under it, a block ```json gives the flow and a block ```verdict what must come \
out, one expectation a line; docs/testing.md explains them. The policy is a line `policy: ./crm.loci`, \
a file beside the Markdown file with the modules that `check` finds for it, a line `policy: NAME` for \
a shipped one, or a block ```loci above. In a folder every .md file is run but README.md.

--update writes what came into the lines that differ and leaves every other byte. A line for which \
nothing came that it could say stays, and is named.

With --coverage, what the cases that pass reach of each policy is told: a rule should be satisfied, violated and \
undetermined in some instance. An exception should hold (it excuses an instance, or defeats another exception), not \
hold where that counts (the instance is violated, or the other exception goes through), and be unknown where that counts; \
and so for each rule that it can excuse.

Exit codes: 0 all passed, 1 some failed or --coverage=full is not reached, 2 a file could not be read or there is none.

Examples:
  lexloci test cases/
  lexloci test --update cases/crm.md
  lexloci test --coverage cases/
  lexloci test --list-json cases/schrems.md")]
pub(super) struct Test {
    /// Markdown files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Print each case with its verdict as a line of JSON, and compare nothing
    #[arg(long)]
    list_json: bool,
    /// Write the verdicts that came into the expectations that differ
    #[arg(long, conflicts_with = "list_json")]
    update: bool,
    /// A folder with modules
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
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
        let results = files.iter().map(|file| list(test, file, out));
        return results.max().unwrap_or(Exit::BadInput);
    }
    let mut coverage = test.coverage.map(|_| Coverage::default());
    let exit = run_all(test, &files, &mut coverage, out);
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
        let is_hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_case = !is_hidden
            && entry.extension().is_some_and(|ext| ext == "md")
            && entry.file_name().is_some_and(|name| name != "README.md");
        if is_case || (entry.is_dir() && !is_hidden) {
            collect(&entry.to_string_lossy(), files)?;
        }
    }
    Ok(())
}

/// Reads the cases of a file, with the policy files that they name beside it.
fn cases(test: &Test, text: &Text, path: &str) -> Result<Vec<Case>, Vec<Fault>> {
    let folder = Path::new(path).parent().map(Path::to_path_buf).unwrap_or_default();
    golden::read_with(&text.text, &mut |name| policy_file(&folder.join(name), test.modules.as_deref()))
}

/// Reads a policy file and its modules, as `check` does.
fn policy_file(path: &Path, folder: Option<&Path>) -> Result<PolicyFile, String> {
    if !path.is_file() {
        return Err(format!("there is no file {}", path.display()));
    }
    let why =
        |rejected: &Rejected<'_>| -> String { rejected.diagnostics.iter().map(|each| each.message.clone()).collect() };
    let source = Source::read(&path.to_string_lossy(), &Loading::of(folder)).map_err(|rejected| why(&rejected))?;
    Ok(PolicyFile { name: source.policy.name, text: source.policy.text, modules: source.modules })
}

fn run_all(test: &Test, files: &[String], coverage: &mut Option<Coverage>, out: &mut Out) -> Exit {
    let (mut passed, mut failed, mut exit) = (0, 0, Exit::Good);
    for file in files {
        match run_one(test, file, coverage, out) {
            Ok(report) => {
                passed += report.passed();
                failed += report.failed();
            }
            Err(error) => {
                failed += 1;
                exit = exit.max(error);
            }
        }
    }
    out.line(&format!("{passed} passed, {failed} failed"));
    if failed > 0 {
        exit = exit.max(Exit::Failed);
    }
    exit
}

fn run_one(test: &Test, file: &str, coverage: &mut Option<Coverage>, out: &mut Out) -> Result<Report, Exit> {
    let text = files::read(file, FLOWS_LIMIT).map_err(|rejected| rejected.because_of(out))?;
    let mut read = cases(test, &text, file);
    let mut report = Report::of(&read, &text.name);
    if test.update {
        let (new, changes) = golden::updated(&text.text, &report);
        if !changes.is_empty() {
            write(file, &new, &changes, out)?;
            let new = Text { text: new, ..text };
            read = cases(test, &new, file);
            report = Report::of(&read, &new.name);
        }
    }
    print_report(&report, test.update, out);
    if let (Some(coverage), Ok(cases)) = (coverage, &read) {
        coverage.add_passed(cases, &report);
    }
    Ok(report)
}

/// Writes the file and names each line that changed.
fn write(file: &str, text: &str, changes: &[Change], out: &mut Out) -> Result<(), Exit> {
    let written = match file {
        "-" => Err("standard input is no file to write to".to_owned()),
        file => write::atomically(Path::new(file), text.as_bytes()).map_err(|error| error.to_string()),
    };
    if let Err(why) = written {
        out.complain(&format!("lexloci: cannot write {file}: {why}\n"));
        return Err(Exit::BadInput);
    }
    for Change { line, from, to } in changes {
        match from {
            Some(from) => out.line(&format!("wrote {file}:{line}  {to}  (it was: {from})")),
            None => out.line(&format!("wrote {file}, below line {line}  {to}")),
        }
    }
    Ok(())
}

fn print_report(report: &Report, updated: bool, out: &mut Out) {
    for fault in &report.faults {
        fault_line(fault, &report.name, out);
    }
    for trial in &report.trials {
        trial_lines(trial, &report.name, updated, out);
    }
}

fn fault_line(fault: &Fault, file: &str, out: &mut Out) {
    let fail = painted(Role::Bad, "FAIL");
    out.line(&format!("{fail}  {file}:{}: {}", fault.line, fault.message));
    fault.help.lines().for_each(|help| out.line(&format!("    {help}")));
}

fn trial_lines(trial: &Trial, file: &str, updated: bool, out: &mut Out) {
    let word = match trial.differences.is_empty() {
        true => painted(Role::Good, "ok  "),
        false => painted(Role::Bad, "FAIL"),
    };
    out.line(&format!("{word}  {file}:{}  {}", trial.line, trial.name));
    for Difference { line, expected, came, .. } in &trial.differences {
        match expected {
            Some(expected) => out.line(&format!("  {file}:{line}: expected  {expected}\n    came  {came}")),
            None => out.line(&format!("  {file}:{line}: not expected  {came}")),
        }
        if updated {
            out.line("    not written: nothing came that this line could say");
        }
    }
}

fn list(test: &Test, file: &str, out: &mut Out) -> Exit {
    let text = match files::read(file, FLOWS_LIMIT) {
        Ok(text) => text,
        Err(rejected) => return rejected.because_of(out),
    };
    let cases = match cases(test, &text, file) {
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
