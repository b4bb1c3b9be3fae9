//! The keys of one object, sorted out by the facts that they are.

use super::node::{Keys, Node};
use crate::vocab::Kind;

/// The most facts that a kind of object has.
const MOST_FACTS: usize = 48;

const _: () = {
    let mut kinds = Kind::ALL;
    while let [kind, others @ ..] = kinds {
        assert!(kind.facts().len() <= MOST_FACTS, "a kind has more facts than a reader counts");
        kinds = others;
    }
};

/// The keys that an object states, with the places of their values among its keys.
pub(super) struct Stated<'j> {
    /// Keys that are facts, by the positions of the facts, as bits.
    pub(super) met: u64,
    /// Of each fact that was met, the position of its first value: see `Keys::at`.
    pub(super) positions: [u32; MOST_FACTS],
    /// Keys that are facts of the person of a relation, as bits.
    pub(super) met_of_person: u64,
    /// The vendor that a party is, by key or name.
    pub(super) vendor: Option<Node<'j>>,
    /// The object under `x`.
    pub(super) declared: Option<Node<'j>>,
}

impl<'j> Stated<'j> {
    pub(super) const fn new() -> Stated<'j> {
        Stated { met: 0, positions: [0; MOST_FACTS], met_of_person: 0, vendor: None, declared: None }
    }

    /// Notes where the value of a fact stands; returns whether it is the first one.
    pub(super) fn meet(&mut self, index: usize, position: u32) -> bool {
        let is_new = meet(&mut self.met, index);
        if is_new && let Some(first) = self.positions.get_mut(index) {
            *first = position;
        }
        is_new
    }

    /// Returns whether a fact is stated that is not null.
    pub(super) fn is_something(&self, keys: Keys<'_>) -> bool {
        let is_known = |(index, position): (usize, &u32)| self.met >> index & 1 == 1 && !keys.at(*position).is_null();
        self.positions.iter().enumerate().any(is_known)
    }

    pub(super) fn put_declared(&mut self, value: Node<'j>) {
        if !value.is_null() && self.declared.is_none() {
            self.declared = Some(value);
        }
    }
}

/// Notes that a fact was met; returns whether it is the first time.
pub(super) fn meet(met: &mut u64, index: usize) -> bool {
    let bit = 1 << (index % MOST_FACTS);
    let is_new = *met & bit == 0;
    *met |= bit;
    is_new
}
