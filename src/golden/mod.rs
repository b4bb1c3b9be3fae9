//! Golden cases: Markdown in which headings name tests, and fenced blocks hold the input and the expected result.
//!
//! | in the file | means |
//! |---|---|
//! | heading | the name of a test, after those of the headings above it |
//! | a line `policy: gdpr_transfers` | the shipped policy for the tests of this section and those under it |
//! | a line `policy: ./crm.loci` | the same, with the text of that file, beside the Markdown file |
//! | a block `loci` | the same, with the policy's text |
//! | a block `loci house` | a module for `use house`, as far as the policy reaches |
//! | a block `json` | the flow of this section's test |
//! | a block `verdict` | what must come out, one expectation a line: see [`KNOWN`] |
//!
//! Everything else is prose. A test that cannot fail is an error: a flow without expectations, expectations that cannot
//! be parsed, a file without a test.

mod compare;
mod coverage;
mod expect;
mod export;
mod known;
mod markdown;
mod update;

pub use coverage::{Clause, ClauseKind, Coverage, Covered, Direction};
pub use expect::{AtCode, AtRule, Expectation, Expected, LevelWord};
pub use export::exported;
pub use known::{KNOWN, Known};
pub use update::{Change, updated};

use crate::atlas;
use crate::diag::Diagnostic;
use crate::engine::{Modules, Options};
use crate::flow::json::Json;
use crate::policy::Policy;
use crate::verdict::Verdict;

/// One test: a policy, a flow, and the expectations.
#[derive(Clone, Debug)]
pub struct Case {
    /// The headings that lead to it, joined by ` › `.
    pub name: String,
    /// The line of its heading.
    pub line: usize,
    /// The policy's text.
    pub policy: String,
    /// The line of the file on which that text begins; `None` for a shipped policy and for a policy file.
    pub policy_at: Option<usize>,
    /// The policy file, as the host named it; `None` for a text in the file and a shipped policy.
    pub policy_file: Option<String>,
    /// Modules that the file defines.
    pub modules: Modules,
    /// The flow's text; none when the test is about the policy alone.
    pub flow: Option<String>,
    /// The day and the level that the case asks for.
    pub options: Options,
    /// The expectations, in the order written.
    pub expected: Vec<Expected>,
}

/// A fault of the file itself: then it is unknown what it tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line in the file.
    pub line: usize,
    /// The message.
    pub message: String,
    /// The text to write instead, on one line or several; empty where the message says it.
    pub help: String,
}

impl Fault {
    /// Returns a fault whose message says it all.
    ///
    /// ```
    /// let fault = lexloci::golden::Fault::new(1, "there is no test in this file");
    /// assert_eq!((fault.line, fault.help.as_str()), (1, ""));
    /// ```
    pub fn new(line: usize, message: impl Into<String>) -> Fault {
        Fault { line, message: message.into(), help: String::new() }
    }
}

/// A policy file that a test names.
#[derive(Clone, Debug, Default)]
pub struct PolicyFile {
    /// Its path, for reports.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The modules found for it.
    pub modules: Modules,
}

/// An expectation that was not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line of the expectation; for an error that nothing expected, that of the last expectation.
    pub line: usize,
    /// The expectation; `None` for an error that nothing expected.
    pub expected: Option<String>,
    /// The result that came.
    pub came: String,
    /// The line that expects what came, where one line of the same kind can.
    pub instead: Option<String>,
}

impl Difference {
    /// Returns it in one line, for an editor.
    pub fn message(&self) -> String {
        match &self.expected {
            Some(expected) => format!("expected {expected}; came: {}", self.came),
            None => format!("not expected: {}", self.came),
        }
    }
}

/// The engine's result for a case.
#[derive(Clone, Debug)]
pub enum Judgement {
    /// The verdict, and the policy's lints.
    Judged(Box<Verdict>, Vec<Diagnostic>),
    /// The policy has no errors, these lints, and the case has no flow.
    Accepted(Vec<Diagnostic>),
    /// The policy has errors.
    PolicyErrors(Vec<Diagnostic>),
    /// The flow has errors.
    FlowErrors(Vec<Diagnostic>),
}

/// The result of one test.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The name of the case.
    pub name: String,
    /// The line of its heading.
    pub line: usize,
    /// The unmet expectations; none when the test passed.
    pub differences: Vec<Difference>,
}

impl Trial {
    /// Returns what differs, each with its line; `None` when the test passed.
    pub fn failure(&self) -> Option<String> {
        let line = |each: &Difference| match &each.expected {
            Some(expected) => format!("    line {}: expected  {expected}\n    came:  {}\n", each.line, each.came),
            None => format!("    line {}: not expected  {}\n", each.line, each.came),
        };
        (!self.differences.is_empty()).then(|| self.differences.iter().map(line).collect())
    }
}

/// The results of the tests of one file.
#[derive(Clone, Debug)]
pub struct Report {
    /// The file's name.
    pub name: String,
    /// Each test, in order.
    pub trials: Vec<Trial>,
    /// The faults of the file itself.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Counts the tests that passed.
    pub fn passed(&self) -> usize {
        let passed = |trial: &&Trial| trial.differences.is_empty();
        self.trials.iter().filter(passed).count()
    }

    /// Counts the tests that failed, and the faults of the file.
    pub fn failed(&self) -> usize {
        self.trials.len() - self.passed() + self.faults.len()
    }
}

/// Parses the cases of a file that names no policy files.
///
/// # Errors
/// Returns every fault that keeps the file from testing what it seems to test.
pub fn read(markdown: &str) -> Result<Vec<Case>, Vec<Fault>> {
    read_with(markdown, &mut |_| Err("here a test reads no policy files".to_owned()))
}

/// Parses the cases of a file. `policies` returns the policy file that a path names, or why there is none.
///
/// ```
/// use lexloci::golden::{PolicyFile, read_with};
/// let markdown = "# T\npolicy: ./crm.loci\n```json\n{}\n```\n```verdict\nundetermined\n```\n";
/// let mut files = |path: &str| Ok(PolicyFile { name: path.to_owned(), text: "loci 1\n".to_owned(), ..PolicyFile::default() });
/// assert_eq!(read_with(markdown, &mut files).unwrap()[0].policy, "loci 1\n");
/// ```
///
/// # Errors
/// Returns every fault that keeps the file from testing what it seems to test.
pub fn read_with(
    markdown: &str,
    policies: &mut dyn FnMut(&str) -> Result<PolicyFile, String>,
) -> Result<Vec<Case>, Vec<Fault>> {
    markdown::cases(markdown, policies)
}

/// Parses and runs the cases of a file that names no policy files; `name` is its name in the report.
pub fn run(markdown: &str, name: &str) -> Report {
    Report::of(&read(markdown), name)
}

impl Report {
    /// Runs the cases of a file, or reports its faults; `name` is the file's name.
    pub fn of(read: &Result<Vec<Case>, Vec<Fault>>, name: &str) -> Report {
        let name = name.to_owned();
        match read {
            Ok(cases) => Report { name, trials: cases.iter().map(Case::run).collect(), faults: vec![] },
            Err(faults) => Report { name, trials: vec![], faults: faults.clone() },
        }
    }
}

impl Case {
    /// Judges the case.
    pub fn judge(&self) -> Judgement {
        let policy = match Policy::parse(&self.policy, &self.modules) {
            Ok(policy) => policy,
            Err(errors) => return Judgement::PolicyErrors(errors.into()),
        };
        let lints = policy.lint().to_vec();
        let Some(flow) = &self.flow else {
            return Judgement::Accepted(lints);
        };
        let verdict = flow.parse::<Json>().and_then(|flow| policy.check(&flow, &self.options));
        match verdict {
            Ok(verdict) => Judgement::Judged(Box::new(verdict), lints),
            Err(errors) => Judgement::FlowErrors(errors.into()),
        }
    }

    /// Judges the case and compares the result with the expectations.
    pub fn run(&self) -> Trial {
        let differences = compare::differences(self, &self.judge());
        Trial { name: self.name.clone(), line: self.line, differences }
    }
}

/// Returns a shipped policy by its name.
pub fn shipped_policy(name: &str) -> Option<&'static str> {
    crate::policies::policies().iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

/// Returns the text of a module: one that the host passed in, or a shipped one; empty when there is no such module.
pub fn module_text<'a>(modules: &'a Modules, name: &str) -> &'a str {
    let shipped = || atlas::modules().iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text);
    modules.get(name).map(String::as_str).or_else(shipped).unwrap_or("")
}
