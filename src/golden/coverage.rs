//! Measures which directions of which rules and exceptions the cases of a policy reach.
//!
//! A rule has three directions: satisfied, violated, undetermined. An exception has three for each rule that it can
//! excuse: it held (it excused an instance, or defeated another exception), it did not hold where it would have
//! mattered (the instance is violated, or the other exception succeeded), or it was unknown where it would have
//! mattered. Everything that a case reaches counts, whether or not its `verdict` block names it. The instances are
//! those that its verdict shows.
//!
//! It is a lower bound, not a proof: in a violated instance every exception counts as not held, whatever the reason.

use super::{Case, Report};
use crate::engine::Modules;
use crate::input;
use crate::policy::{Exception, Policy};
use crate::span::{LineIndex, Span};
use crate::truth::Truth;
use crate::verdict::Outcome;

/// A way in which a rule or an exception can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the variants are the words of the table above")]
pub enum Direction {
    Satisfied,
    Violated,
    Undetermined,
    Excused,
    NotApplicable,
    Held,
    NotHeld,
    Unknown,
}

impl Direction {
    /// Returns the word for reports: `not held`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Satisfied => "satisfied",
            Direction::Violated => "violated",
            Direction::Undetermined => "undetermined",
            Direction::Excused => "excused",
            Direction::NotApplicable => "not applicable",
            Direction::Held => "held",
            Direction::NotHeld => "not held",
            Direction::Unknown => "unknown",
        }
    }
}

impl From<Outcome> for Direction {
    fn from(outcome: Outcome) -> Direction {
        match outcome {
            Outcome::NotApplicable => Direction::NotApplicable,
            Outcome::Satisfied => Direction::Satisfied,
            Outcome::Excused => Direction::Excused,
            Outcome::Violated => Direction::Violated,
            Outcome::Undetermined => Direction::Undetermined,
        }
    }
}

impl From<Truth> for Direction {
    fn from(truth: Truth) -> Direction {
        match truth {
            Truth::True => Direction::Held,
            Truth::False => Direction::NotHeld,
            Truth::Unknown => Direction::Unknown,
        }
    }
}

/// The kind of a clause that can be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words of the language")]
pub enum ClauseKind {
    Rule,
    Exception,
}

impl ClauseKind {
    /// Returns the word of the language: `rule`.
    pub fn as_str(self) -> &'static str {
        match self {
            ClauseKind::Rule => "rule",
            ClauseKind::Exception => "exception",
        }
    }

    /// Returns the directions that cases must reach.
    pub fn needed(self) -> [Direction; 3] {
        match self {
            ClauseKind::Rule => [Direction::Satisfied, Direction::Violated, Direction::Undetermined],
            ClauseKind::Exception => [Direction::Held, Direction::NotHeld, Direction::Unknown],
        }
    }

    /// Returns the directions that are reported. A rule can also be excused or not applicable.
    pub fn reported(self) -> Vec<Direction> {
        let more: &[Direction] = match self {
            ClauseKind::Rule => &[Direction::Excused, Direction::NotApplicable],
            ClauseKind::Exception => &[],
        };
        [&self.needed()[..], more].concat()
    }
}

/// A rule or an exception, and the directions in which the cases took it.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Its kind.
    pub kind: ClauseKind,
    /// Its name.
    pub name: String,
    /// The line of the file on which it begins.
    pub line: usize,
    /// The rules that an exception can excuse, directly or through another exception; for a rule its own name.
    pub targets: Vec<String>,
    reached: Vec<(String, Direction)>,
}

impl Clause {
    /// Counts the instances that took this direction.
    pub fn count(&self, direction: Direction) -> usize {
        self.reached.iter().filter(|(_, reached)| *reached == direction).count()
    }

    /// Returns the targets for which no case takes this direction.
    pub fn lacking(&self, direction: Direction) -> Vec<&str> {
        let lacks = |target: &&String| !self.reached.iter().any(|(at, way)| at == *target && *way == direction);
        self.targets.iter().filter(lacks).map(String::as_str).collect()
    }

    /// Returns the directions that no case takes, or not for each target.
    pub fn missing(&self) -> Vec<Direction> {
        self.kind.needed().into_iter().filter(|direction| !self.lacking(*direction).is_empty()).collect()
    }
}

/// A policy, and the directions that the cases reach.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Its name.
    pub name: String,
    /// The file with its text: `gdpr_transfers.loci` for a shipped one, else that of the cases.
    pub file: String,
    /// Says whether it is a shipped one.
    pub shipped: bool,
    /// The number of flows judged by it.
    pub cases: usize,
    /// Its rules and exceptions, by line.
    pub clauses: Vec<Clause>,
    text: String,
    modules: Modules,
    policy: Policy,
}

impl Covered {
    /// Returns the policy of a case with nothing reached; `None` where it has errors.
    fn new(case: &Case, file: String) -> Option<Covered> {
        let policy = Policy::parse(&case.policy, &case.modules).ok()?;
        Some(Covered {
            name: policy.name.clone(),
            file,
            shipped: case.policy_at.is_none() && case.policy_file.is_none(),
            cases: 0,
            clauses: clauses(&policy, case),
            text: case.policy.clone(),
            modules: case.modules.clone(),
            policy,
        })
    }

    /// Counts the rules and exceptions that are reached in every direction.
    pub fn complete(&self) -> usize {
        self.clauses.iter().filter(|clause| clause.missing().is_empty()).count()
    }

    fn reach(&mut self, kind: ClauseKind, name: &str, target: &str, direction: Direction) {
        let found = self.clauses.iter_mut().find(|clause| clause.kind == kind && clause.name == name);
        found.into_iter().for_each(|clause| clause.reached.push((target.to_owned(), direction)));
    }
}

/// The coverage of every policy that the cases use.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    policies: Vec<Covered>,
}

impl Coverage {
    /// Returns the policies, in the order in which cases used them.
    pub fn policies(&self) -> &[Covered] {
        &self.policies
    }

    /// Returns the number of rules and exceptions reached in every direction, and of all.
    pub fn total(&self) -> (usize, usize) {
        let complete = self.policies.iter().map(Covered::complete).sum();
        (complete, self.policies.iter().map(|covered| covered.clauses.len()).sum())
    }

    /// Adds what the passed ones of a file's cases reach.
    pub fn add_passed(&mut self, cases: &[Case], report: &Report) {
        for (case, _) in cases.iter().zip(&report.trials).filter(|(_, trial)| trial.differences.is_empty()) {
            self.add(case, &report.name);
        }
    }

    /// Adds what a case reaches; nothing where its policy or its flow has errors. `file` is the file of the case.
    pub fn add(&mut self, case: &Case, file: &str) {
        let Some(covered) = self.covered(case, file) else { return };
        let flow = case.flow.as_deref().and_then(|flow| input::json(flow).ok());
        let Some(trace) = flow.and_then(|flow| covered.policy.trace(&flow, &case.options).ok()) else { return };
        covered.cases += 1;
        for instance in &trace.verdict.instances {
            covered.reach(ClauseKind::Rule, &instance.rule, &instance.rule, instance.outcome.into());
        }
        for exception in &trace.exceptions {
            let rule = covered.policy.rules.get(exception.rule).map_or_else(String::new, |rule| rule.name.clone());
            covered.reach(ClauseKind::Exception, &exception.exception, &rule, exception.truth.into());
        }
    }

    /// Returns the policy of a case, adding a new one. Cases of one file that share a text and modules share a policy.
    fn covered(&mut self, case: &Case, file: &str) -> Option<&mut Covered> {
        let place = place(case, file);
        let same =
            |covered: &Covered| covered.file == place && covered.text == case.policy && covered.modules == case.modules;
        let at = self.policies.iter().position(same).unwrap_or(self.policies.len());
        if at == self.policies.len() {
            self.policies.push(Covered::new(case, place)?);
        }
        self.policies.get_mut(at)
    }
}

/// Returns the file in which the lines of a policy are counted.
fn place(case: &Case, file: &str) -> String {
    if let Some(own) = &case.policy_file {
        return own.clone();
    }
    let shipped = crate::policies::policies().iter().find(|(_, text)| *text == case.policy);
    match (case.policy_at, shipped) {
        (None, Some((name, _))) => format!("{name}.loci"),
        _ => file.to_owned(),
    }
}

/// Lists the rules and exceptions of a policy, none of them reached, by line.
fn clauses(policy: &Policy, case: &Case) -> Vec<Clause> {
    let lines = LineIndex::new(&case.policy);
    let first = case.policy_at.unwrap_or(1);
    let line = |span: Span| lines.position(&case.policy, span.start).line as usize - 1 + first;
    let mut clauses: Vec<Clause> = Vec::new();
    for rule in &policy.rules {
        name_target(&mut clauses, ClauseKind::Rule, &rule.name, line(rule.span), &rule.name);
        for exception in rule.exceptions.iter().flat_map(with_defeats) {
            name_target(&mut clauses, ClauseKind::Exception, &exception.name, line(exception.span), &rule.name);
        }
    }
    clauses.sort_by_key(|clause| clause.line);
    clauses
}

/// Adds a rule or an exception, or one more target of an exception that is already there.
fn name_target(clauses: &mut Vec<Clause>, kind: ClauseKind, name: &str, line: usize, target: &str) {
    let known = clauses.iter().position(|clause| clause.kind == kind && clause.name == name);
    match known.and_then(|at| clauses.get_mut(at)) {
        Some(clause) if clause.targets.iter().any(|known| known == target) => {}
        Some(clause) => clause.targets.push(target.to_owned()),
        None => {
            let targets = vec![target.to_owned()];
            clauses.push(Clause { kind, name: name.to_owned(), line, targets, reached: vec![] });
        }
    }
}

/// Lists an exception and all exceptions that defeat it.
fn with_defeats(exception: &Exception) -> Vec<&Exception> {
    std::iter::once(exception).chain(exception.defeated_by.iter().flat_map(with_defeats)).collect()
}
