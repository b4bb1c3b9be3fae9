//! Golden cases: Markdown in which headings name tests, and fenced blocks hold the input and the expected result.
//!
//! | in the file | means |
//! |---|---|
//! | heading | the name of a test, after those of the headings above it |
//! | a line `policy: gdpr_transfers` | the shipped policy for the tests of this section and those under it |
//! | a block `loci` | the same, with the policy's text |
//! | a block `loci house` | a module for `use house`, as far as the policy reaches |
//! | a block `json` | the flow of this section's test |
//! | a block `verdict` | what must come out, one expectation a line: see [`Expectation`] |
//!
//! Everything else is prose. A test that cannot fail is an error: a flow without expectations, expectations that cannot
//! be parsed, a file without a test.

mod compare;
mod coverage;
mod expect;
mod export;
mod markdown;

pub use coverage::{Clause, ClauseKind, Coverage, Covered, Direction};
pub use expect::{AtCode, AtRule, Expectation, Expected, LevelWord};
pub use export::exported;

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
    /// The line of the file on which that text begins; `None` for a shipped policy.
    pub policy_at: Option<usize>,
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
    /// The unmet expectations and the verdict; `None` when the test passed.
    pub failure: Option<String>,
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
        let passed = |trial: &&Trial| trial.failure.is_none();
        self.trials.iter().filter(passed).count()
    }

    /// Counts the tests that failed, and the faults of the file.
    pub fn failed(&self) -> usize {
        self.trials.len() - self.passed() + self.faults.len()
    }
}

/// Parses the cases of a file.
///
/// # Errors
/// Returns every fault that keeps the file from testing what it seems to test.
pub fn read(markdown: &str) -> Result<Vec<Case>, Vec<Fault>> {
    markdown::cases(markdown)
}

/// Parses and runs the cases of a file; `name` is its name in the report.
pub fn run(markdown: &str, name: &str) -> Report {
    let (cases, faults) = match read(markdown) {
        Ok(cases) => (cases, vec![]),
        Err(faults) => (vec![], faults),
    };
    Report { name: name.to_owned(), trials: cases.iter().map(Case::run).collect(), faults }
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
        Trial { name: self.name.clone(), line: self.line, failure: compare::failure(self, &self.judge()) }
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
