//! Who is whom.

use super::Run;
use super::read::Reading;
use crate::flow::are_one_in_words;
use crate::program::layout::{HEADER, NOBODY};
use crate::program::{NONE, tag};
use crate::truth::Truth;
use crate::vocab::Kind;

impl Run<'_> {
    /// Returns whether two persons are one, as `Eval::same_person` has it. Equal ids share one record.
    pub(super) fn same_person(&self, a: u32, b: u32) -> Truth {
        if a == b {
            return Truth::True;
        }
        if self.id(a) != 0 && self.id(b) != 0 {
            return Truth::False;
        }
        let exporter = self.exporter();
        let is_exporter = exporter != 0 && (a == exporter || b == exporter);
        are_one_in_words(self.identity(a), self.identity(b), is_exporter)
    }

    /// Returns the record of the exporter; 0 where nobody is known to be.
    pub(super) fn exporter(&self) -> u32 {
        match self.optional(HEADER, self.program.known.exporter) {
            NOBODY => 0,
            exporter => exporter,
        }
    }

    /// Returns what tells a person from others: see `flow::Identity`.
    pub(super) fn identity(&self, person: u32) -> [u32; 3] {
        let word = self.program.known.identity;
        if word == NONE { [0; 3] } else { [0, 1, 2].map(|next| self.word(person + u32::from(word) + next)) }
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
        self.identity(person)[1]
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
