//! What became of a condition: its truth, the facts that are missing for it, and the facts that decided it.

use crate::policy::{Atom, Cite};
use crate::sorted::SortedSet;
use crate::truth::Truth;

/// A judged condition.
#[derive(Clone, Debug)]
pub(super) struct Judged<'p> {
    pub(super) truth: Truth,
    /// Paths of missing facts; empty unless the truth is unknown.
    pub(super) missing: SortedSet<String>,
    /// The facts that decided it.
    pub(super) because: Vec<Reason<'p>>,
}

/// A fact that decided a condition.
#[derive(Clone, Debug)]
pub(super) struct Reason<'p> {
    pub(super) fact: String,
    pub(super) value: Option<String>,
    pub(super) atom: &'p Atom,
    pub(super) holds: Truth,
    pub(super) attested: bool,
    /// What the member of a set that was found rests on.
    pub(super) cites: Vec<&'p Cite>,
}

impl<'p> Judged<'p> {
    /// Decided by no fact.
    pub(super) fn plain(truth: bool) -> Judged<'p> {
        Judged { truth: truth.into(), missing: SortedSet::new(), because: vec![] }
    }

    /// Unknown for want of these facts.
    pub(super) fn missing(paths: impl IntoIterator<Item = String>) -> Judged<'p> {
        let mut missing = SortedSet::new();
        missing.extend(paths);
        Judged { truth: Truth::Unknown, missing, because: vec![] }
    }

    /// Of this truth; the missing facts count only when it is unknown.
    pub(super) fn new(truth: Truth, missing: SortedSet<String>) -> Judged<'p> {
        let missing = if truth == Truth::Unknown { missing } else { SortedSet::new() };
        Judged { truth, missing, because: vec![] }
    }

    /// It does not hold.
    pub(super) fn negated(self) -> Judged<'p> {
        Judged { truth: !self.truth, ..self }
    }

    /// All hold. What decides a false one are the false parts.
    pub(super) fn all(parts: Vec<Judged<'p>>) -> Judged<'p> {
        Judged::joined(parts, Truth::True, Truth::and, Truth::False)
    }

    /// At least one holds. What decides a true one are the true parts.
    pub(super) fn any(parts: Vec<Judged<'p>>) -> Judged<'p> {
        Judged::joined(parts, Truth::False, Truth::or, Truth::True)
    }

    fn joined(parts: Vec<Judged<'p>>, start: Truth, join: fn(Truth, Truth) -> Truth, decisive: Truth) -> Judged<'p> {
        let truth = parts.iter().map(|part| part.truth).fold(start, join);
        let mut missing = SortedSet::new();
        let mut because = Vec::new();
        for part in parts {
            if truth == Truth::Unknown {
                missing.extend(part.missing);
            }
            if truth != decisive || part.truth == decisive {
                because.extend(part.because);
            }
        }
        Judged { truth, missing, because }
    }
}
