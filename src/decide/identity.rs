//! Who is whom.

use super::Run;
use super::read::Reading;
use crate::program::{NONE, tag};
use crate::truth::Truth;
use crate::vocab::Kind;

impl Run<'_> {
    /// Compares two persons. Equal ids share one record, different ids are different persons; without ids, different names are; else it is
    /// unknown.
    pub(super) fn same_person(&self, a: u32, b: u32) -> Truth {
        if a == b {
            return Truth::True;
        }
        let differ = |a: u32, b: u32| a != 0 && b != 0 && a != b;
        let ids = (self.id(a), self.id(b));
        if (ids.0 != 0 && ids.1 != 0) || differ(self.name(a), self.name(b)) { Truth::False } else { Truth::Unknown }
    }

    /// Returns whether a person is the one with this id.
    pub(super) fn is_party(&self, reading: Reading, text: u32) -> Truth {
        let Reading::Record(person) = reading else { return Truth::False };
        match self.id(person) {
            0 => Truth::Unknown,
            id => Truth::from(id == text),
        }
    }

    pub(super) fn id(&self, person: u32) -> u32 {
        self.optional(person, self.program.known.party_id)
    }

    pub(super) fn name(&self, person: u32) -> u32 {
        self.optional(person, self.program.known.party_name)
    }

    /// Returns a fact's word; 0 where the policy does not read it.
    pub(super) fn optional(&self, record: u32, word: u16) -> u32 {
        if word == NONE { 0 } else { self.word(record + u32::from(word)) }
    }

    /// Returns the person that a record is, or is about through a holding or a supply.
    pub(super) fn person(&self, record: u32) -> Option<u32> {
        let known = &self.program.known;
        let person = match self.word(record) {
            kind if kind == tag(Kind::Party) => record,
            kind if kind == tag(Kind::Holder) => self.optional(record, known.holder_person),
            kind if kind == tag(Kind::Supplier) => self.optional(record, known.supplier_person),
            _ => 0,
        };
        (person != 0).then_some(person)
    }
}
