//! Results of a condition: its truth, the facts that are missing for it, and the facts that decided it.

use super::missing::{FactId, Missing};
use super::reading::At;
use crate::flow::exit::Reach;
use crate::flow::{ObjectId, Possible, Value};
use crate::policy::{Atom, Cite, Step};
use crate::truth::Truth;

/// A judged condition.
#[derive(Clone, Debug)]
pub(super) struct Judged<'p> {
    pub(super) truth: Truth,
    /// Empty unless the truth is unknown.
    pub(super) missing: Missing,
    /// The facts that decided it.
    pub(super) because: Vec<Reason<'p>>,
}

/// A fact that decided a condition.
#[derive(Clone, Debug)]
pub(super) struct Reason<'p> {
    pub(super) fact: Fact,
    pub(super) value: Option<ReasonValue<'p>>,
    pub(super) atom: &'p Atom,
    pub(super) holds: Truth,
    pub(super) attested: bool,
    /// The citation of the member of a set that was found.
    pub(super) cites: Vec<&'p Cite>,
}

/// The fact that decided: it is put in words only where the verdict tells it.
#[derive(Clone, Debug)]
pub(super) enum Fact {
    /// One that is stated.
    At(At),
    /// One that is not.
    Missing(FactId),
    /// One that does not exist, or several together.
    Words(String),
}

/// The value of a fact that decided: it is put in words only where the verdict tells it.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReasonValue<'p> {
    Value(&'p Value),
    Object(ObjectId),
    /// Between two percents, in hundredths.
    Interval(u32, u32),
    /// A duration of which it is known what days it can reach.
    Reach(Reach),
    /// One of the values that a fact can have, as others say.
    OneOf(Step, Possible),
    /// A list that is stated, and that may have more entries.
    Incomplete,
}

impl<'p> Judged<'p> {
    /// Returns a truth that no fact decides.
    pub(super) fn plain(truth: bool) -> Judged<'p> {
        Judged { truth: truth.into(), missing: Missing::Nothing, because: vec![] }
    }

    /// Returns unknown, for want of these facts.
    pub(super) fn missing(missing: impl Into<Missing>) -> Judged<'p> {
        Judged { truth: Truth::Unknown, missing: missing.into(), because: vec![] }
    }

    /// Returns this truth; the missing facts are asked for only when it is unknown.
    pub(super) fn new(truth: Truth, missing: impl FnOnce() -> Missing) -> Judged<'p> {
        match truth {
            Truth::Unknown => Judged::missing(missing()),
            known => Judged { truth: known, missing: Missing::Nothing, because: vec![] },
        }
    }

    /// Negates it.
    pub(super) fn negated(self) -> Judged<'p> {
        Judged { truth: !self.truth, ..self }
    }

    /// Joins two by `and`. What decides a false one are the false parts.
    pub(super) fn and(self, other: Judged<'p>) -> Judged<'p> {
        let truth = self.truth.and(other.truth);
        self.joined(other, truth, Truth::False)
    }

    /// Joins two by `or`. What decides a true one are the true parts.
    pub(super) fn or(self, other: Judged<'p>) -> Judged<'p> {
        let truth = self.truth.or(other.truth);
        self.joined(other, truth, Truth::True)
    }

    fn joined(mut self, other: Judged<'p>, truth: Truth, decisive: Truth) -> Judged<'p> {
        match truth {
            Truth::Unknown => self.missing.add(other.missing),
            _ => self.missing = Missing::Nothing,
        }
        if truth == decisive && self.truth != decisive {
            self.because.clear();
        }
        if truth != decisive || other.truth == decisive {
            append(&mut self.because, other.because);
        }
        Judged { truth, ..self }
    }
}

/// Adds what mostly is all there is: then nothing is moved.
fn append<T>(all: &mut Vec<T>, more: Vec<T>) {
    if all.is_empty() {
        *all = more;
    } else {
        all.extend(more);
    }
}
