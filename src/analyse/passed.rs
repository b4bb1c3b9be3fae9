//! Things that an analysis did not try. An answer that could not be decided for that reason names it.

use crate::diag::Diagnostic;
use serde::Serialize;
use std::fmt;

/// The most things that one answer names.
const MAX_NAMED: usize = 16;

/// The reason why not everything was tried at a path, in [`PassedOver::what`].
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Untried};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// let exact = Analysis::new(&policy, &flow, None, None, Budget { steps: 0 })?.exact();
/// assert!(exact.passed_over.iter().any(|passed| passed.what == Untried::Steps));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum Untried {
    /// The fact has kinds of values of which none was tried.
    Values,
    /// The list can have more entries than were tried.
    Entries,
    /// The fact is missing, and too many others are stated before it.
    Depth,
    /// The fact is missing, and no statement that was tried makes it known.
    Open,
    /// A value that was tried for others contradicts another fact, which one of those others might not.
    Contradiction,
    /// A flow was too large to be judged.
    Size,
    /// There are more days on which something changes than are looked at.
    Days,
    /// The budget ended before what was left.
    Steps,
}

/// Something that an analysis did not try. It displays as a clause: "the budget ended".
///
/// ```
/// use lexloci::analyse::{Analysis, Budget, Untried};
///
/// let policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// let flow = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse::<lexloci::Json>()?;
/// let exact = Analysis::new(&policy, &flow, None, None, Budget { steps: 0 })?.exact();
/// assert!(!exact.decided);
/// assert_eq!(exact.passed_over[0].what, Untried::Steps);
/// assert_eq!(exact.passed_over[0].to_string(), "the budget ended");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PassedOver {
    /// The fact or the list; empty for the flow itself.
    pub path: String,
    /// The part of it that was not tried.
    pub what: Untried,
}

impl fmt::Display for PassedOver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the flow" } else { self.path.as_str() };
        match self.what {
            Untried::Values => write!(out, "not every value of {path} was tried"),
            Untried::Entries => write!(out, "not every number of entries of {path} was tried"),
            Untried::Depth => write!(out, "{path} was left open, since too many other facts are missing"),
            Untried::Open => write!(out, "{path} was left open, since nothing that was stated made it known"),
            Untried::Contradiction => {
                write!(out, "a value of {path} that was tried for all values like it contradicts another fact")
            }
            Untried::Size => write!(out, "a flow was too large to be judged, by its {path}"),
            Untried::Days => write!(out, "not every day on which something changes was looked at"),
            Untried::Steps => write!(out, "the budget ended"),
        }
    }
}

/// Everything that an analysis did not try, each thing once.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed(Vec<PassedOver>);

impl Passed {
    /// Returns whether everything was tried.
    pub(super) fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, path: &str, what: Untried) {
        self.insert(PassedOver { path: path.to_owned(), what });
    }

    pub(super) fn join(&mut self, other: &Passed) {
        other.0.iter().for_each(|passed| self.insert(passed.clone()));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn insert(&mut self, passed: PassedOver) {
        if self.0.len() < MAX_NAMED && !self.0.contains(&passed) {
            self.0.push(passed);
        }
    }

    /// Writes the first thing that was not tried, in words, and how many others there are.
    pub(super) fn why(&self) -> Option<String> {
        let (first, others) = self.0.split_first()?;
        Some(match others.len() {
            0 => first.to_string(),
            more => format!("{first}, and {more} more of the kind"),
        })
    }

    /// Returns what an answer shows of it.
    pub(super) fn into_shown(self) -> Vec<PassedOver> {
        self.0
    }

    /// Notes an error behind which there may be flows that are possible.
    pub(super) fn add_error(&mut self, error: &Diagnostic) {
        let what = match error.code {
            "L0506" | "L0507" | "L0516" => Untried::Contradiction,
            "L0590" | "L0591" | "L0592" => Untried::Size,
            _ => return,
        };
        self.add(error.path.as_deref().unwrap_or_default(), what);
    }
}

impl FromIterator<PassedOver> for Passed {
    fn from_iter<I: IntoIterator<Item = PassedOver>>(all: I) -> Passed {
        let mut passed = Passed::default();
        all.into_iter().for_each(|one| passed.insert(one));
        passed
    }
}
