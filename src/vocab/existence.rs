//! When facts exist: the column of each row in words, and the same by positions for readers that run often.

use super::values::enumeration_of;
use super::{Fact, Kind, Type};

/// When a fact exists: where one of these conditions is met. A test on a fact that does not exist is false.
///
/// A row names facts and values, and both are looked up when the crate is compiled: a name that is not in the vocabulary
/// does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Existence {
    /// The conditions, one of which is enough; none where the fact always exists.
    pub any: &'static [Where],
    /// The same in words, after the name of the fact.
    pub doc: &'static str,
    /// Says whether stating the fact says that its condition is met: clauses have a version only where the tool is clauses.
    pub is_implied: bool,
}

/// A condition on the object that a fact belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Where {
    /// The list of the object of which some entry meets the condition; the object itself where there is none.
    pub list: Option<&'static str>,
    /// The name of a yes-or-no fact, or of one with the values of an enumeration.
    pub fact: &'static str,
    /// The values that meet the condition; `true` of a yes-or-no fact.
    pub values: &'static [&'static str],
}

impl Where {
    pub(super) const fn is(fact: &'static str, values: &'static [&'static str]) -> Where {
        Where { list: None, fact, values }
    }
    pub(super) const fn entry(list: &'static str, fact: &'static str, values: &'static [&'static str]) -> Where {
        Where { list: Some(list), fact, values }
    }
}

impl Existence {
    /// The existence of a fact that depends on no other.
    pub const ALWAYS: Existence = Existence { any: &[], doc: "", is_implied: false };

    pub(super) const fn only(any: &'static [Where], doc: &'static str) -> Existence {
        Existence { any, doc, is_implied: false }
    }

    pub(super) const fn implied(self) -> Existence {
        Existence { is_implied: true, ..self }
    }

    /// Returns whether it depends on no other fact.
    pub const fn is_always(&self) -> bool {
        self.any.is_empty()
    }
}

/// A fact that does not always exist, and on what that depends, by positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dependent {
    /// The kind that it is a fact of.
    pub(crate) kind: Kind,
    /// Its position among the facts of the kind.
    pub(crate) fact: u16,
    /// The conditions, one of which is enough.
    any: [Option<Condition>; MOST_CONDITIONS],
    /// Says whether stating it says that its one condition is met.
    pub(crate) is_implied: bool,
}

/// A condition by positions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition {
    /// The position of the list of which some entry meets it.
    pub(crate) list: Option<u16>,
    /// The kind of the object, or of the entries.
    pub(crate) kind: Kind,
    /// The position of the fact that it is about.
    pub(crate) fact: u16,
    /// The values that meet it, as bits: of a yes-or-no fact no is bit 0 and yes bit 1.
    pub(crate) values: u64,
}

/// The most conditions of one fact.
const MOST_CONDITIONS: usize = 2;
/// The kinds, and one more for where the last one ends.
const KINDS: usize = Kind::ALL.len() + 1;

/// The first of the dependent facts of each kind.
const STARTS: [usize; KINDS] = starts();
/// Every dependent fact, in the order of kinds and of their facts.
static DEPENDENT: [Dependent; STARTS[KINDS - 1]] = dependents();

impl Kind {
    /// Returns those of its facts that do not always exist.
    pub(crate) fn dependents(self) -> &'static [Dependent] {
        let at = |index: usize| STARTS.get(index).copied().unwrap_or(DEPENDENT.len());
        DEPENDENT.get(at(self as usize)..at(self as usize + 1)).unwrap_or(&[])
    }

    /// Returns the dependent fact at a position; `None` where the fact there always exists.
    pub(crate) fn dependent(self, fact: u16) -> Option<&'static Dependent> {
        self.dependents().iter().find(|dependent| dependent.fact == fact)
    }

    /// Returns the facts of this kind that say, where they are stated, what values another one has, and which.
    pub(crate) fn implying(self, fact: u16) -> impl Iterator<Item = (&'static Dependent, Condition)> {
        let implying = self.dependents().iter().filter(|dependent| dependent.is_implied);
        implying
            .filter_map(move |dependent| dependent.conditions().find(|on| on.fact == fact).map(|on| (dependent, on)))
    }

    /// Returns whether the existence of another fact of this kind depends on one of its facts.
    pub(crate) fn governs(self, fact: u16) -> bool {
        let mut on = self.dependents().iter().flat_map(|dependent| dependent.conditions());
        on.any(|on| on.list.unwrap_or(on.fact) == fact)
    }
}

impl Dependent {
    /// Returns the conditions, one of which is enough.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = Condition> {
        self.any.into_iter().flatten()
    }

    /// Returns its row.
    pub(crate) fn row(&self) -> Option<&'static Fact> {
        self.kind.facts().get(usize::from(self.fact))
    }
}

impl Condition {
    /// Returns the only value that meets it.
    pub(crate) fn only(&self) -> Option<u8> {
        self.values.is_power_of_two().then_some(self.values.trailing_zeros() as u8)
    }
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn starts() -> [usize; KINDS] {
    let (mut starts, mut kind) = ([0; KINDS], 0);
    while kind < Kind::ALL.len() {
        let (facts, mut fact, mut count) = (Kind::ALL[kind].facts(), 0, 0);
        while fact < facts.len() {
            count += !facts[fact].exists.is_always() as usize;
            fact += 1;
        }
        assert!(Kind::ALL[kind] as usize == kind, "kinds stand in their order");
        starts[kind + 1] = starts[kind] + count;
        kind += 1;
    }
    starts
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn dependents() -> [Dependent; STARTS[KINDS - 1]] {
    let blank = Dependent { kind: Kind::Flow, fact: 0, any: [None; MOST_CONDITIONS], is_implied: false };
    let (mut all, mut next, mut kind) = ([blank; STARTS[KINDS - 1]], 0, 0);
    while kind < Kind::ALL.len() {
        let (facts, mut fact) = (Kind::ALL[kind].facts(), 0);
        while fact < facts.len() {
            if !facts[fact].exists.is_always() {
                all[next] = dependent(Kind::ALL[kind], fact, &facts[fact].exists);
                next += 1;
            }
            fact += 1;
        }
        kind += 1;
    }
    all
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn dependent(kind: Kind, fact: usize, exists: &Existence) -> Dependent {
    let (mut any, mut index) = ([None; MOST_CONDITIONS], 0);
    while index < exists.any.len() {
        let condition = condition(kind, &exists.any[index]);
        assert!(condition.list.is_some() || condition.fact as usize != fact, "a fact cannot depend on itself");
        any[index] = Some(condition);
        index += 1;
    }
    let is_plain = exists.any.len() == 1 && exists.any[0].list.is_none();
    assert!(is_plain || !exists.is_implied, "only one condition on the same object can be implied");
    Dependent { kind, fact: fact as u16, any, is_implied: exists.is_implied }
}

#[expect(clippy::indexing_slicing, clippy::panic, reason = "the compiler runs it, and stops where a name is unknown")]
const fn condition(owner: Kind, on: &Where) -> Condition {
    let (list, kind) = match on.list {
        None => (None, owner),
        Some(name) => {
            let list = position(owner, name);
            match owner.facts()[list as usize].ty {
                Type::List(kind) => (Some(list), kind),
                _ => panic!("a condition on entries names a list"),
            }
        }
    };
    let fact = position(kind, on.fact);
    assert!(kind.facts()[fact as usize].exists.is_always(), "a fact cannot depend on one that does not always exist");
    let (mut values, mut index) = (0, 0);
    while index < on.values.len() {
        values |= 1 << value(kind.facts()[fact as usize].ty, on.values[index]);
        index += 1;
    }
    Condition { list, kind, fact, values }
}

/// Returns the position of a fact that must be there.
#[expect(clippy::panic, reason = "the compiler runs it, and stops where a name is unknown")]
pub(super) const fn position(kind: Kind, name: &str) -> u16 {
    match kind.position(name) {
        Some(position) => position,
        None => panic!("no fact of this kind has this name"),
    }
}

#[expect(clippy::indexing_slicing, clippy::panic, reason = "the compiler runs it, and stops where a name is unknown")]
pub(super) const fn value(ty: Type, name: &str) -> usize {
    let values = match ty {
        Type::YesNo => {
            assert!(is_same(name, "true"), "a condition on a yes-or-no fact is that it is true");
            return 1;
        }
        Type::Enum(id) => enumeration_of(id).values,
        _ => panic!("a condition is about a yes-or-no fact or an enumeration"),
    };
    let mut index = 0;
    while index < values.len() {
        if is_same(values[index].0, name) {
            return index;
        }
        index += 1;
    }
    panic!("the enumeration has no value of this name")
}

/// Returns whether two names are the same, for what is looked up when the crate is compiled.
pub(crate) const fn is_same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([first, a_rest @ ..], [other, b_rest @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}
