//! The entries that a rule, quantifier or total runs over; the rest of an open list comes last.

use super::Run;
use super::read::{Entity, Reading};
use crate::flow::Unlisted;
use crate::program::{Entries, ListOf, Of};
use crate::truth::Truth;

/// What is done with an entry: who it is, whether it is one, which of the lists that are joined it comes from. Whether
/// to go on.
pub(super) type Visit<'v> = dyn FnMut(Entity, Truth, List) -> bool + 'v;

/// The list that an entry comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// Its position among the lists that are joined.
    pub(super) index: usize,
    /// Who may have the shares that no entry states: the code of an `Unlisted`.
    pub(super) unlisted: u32,
}

impl List {
    /// A list by itself, in which nothing has a share of a whole.
    pub(super) const ALONE: List = List { index: 0, unlisted: Unlisted::Anybody.code() };
}

impl Run<'_> {
    /// Visits every entry, as `each` does; those of plain lists without a call for each.
    #[inline]
    pub(super) fn visit(&self, entries: u16, mut visit: impl FnMut(Entity, Truth, List) -> bool) {
        let Some(Entries::Path(path, ListOf::Plain)) = self.program.entries.get(usize::from(entries)) else {
            self.each(entries, &mut visit);
            return;
        };
        let (Reading::At(at), Of::List) = self.read(*path) else {
            self.each(entries, &mut visit);
            return;
        };
        let (head, first) = (self.word(at), self.word(at + 1));
        for index in 0..head >> 2 {
            if !self.step() || !visit(Entity::Record(self.word(first + index)), Truth::True, List::ALONE) {
                return;
            }
        }
        if head & 3 != 1 {
            visit(Entity::Rest, Truth::Unknown, List::ALONE);
        }
    }

    /// Visits every entry; whether all were.
    pub(super) fn each(&self, entries: u16, visit: &mut Visit<'_>) -> bool {
        match self.program.entries.get(usize::from(entries)) {
            Some(Entries::Path(path, list)) => self.each_at(*path, *list, visit),
            Some(Entries::Joined(parts)) => self.each_joined(parts, visit),
            Some(Entries::Filtered(from, slot, condition)) => self.each(*from, &mut |entity, is_entry, list| {
                let (kept, _) = self.meant(*condition as usize, *slot, entity, is_entry);
                visit(entity, kept, list)
            }),
            None => true,
        }
    }

    fn each_joined(&self, parts: &[u16], visit: &mut Visit<'_>) -> bool {
        let mut before = 0;
        for part in parts {
            let mut lists = before;
            let goes_on = self.each(*part, &mut |entity, is_entry, list| {
                let index = before + list.index;
                lists = lists.max(index + 1);
                visit(entity, is_entry, List { index, ..list })
            });
            before = lists;
            if !goes_on {
                return false;
            }
        }
        true
    }

    fn each_at(&self, path: u16, list: ListOf, visit: &mut Visit<'_>) -> bool {
        let (reading, of) = self.read(path);
        let Reading::At(at) = reading else {
            if list == ListOf::Transfers && matches!(reading, Reading::Unknown) && !self.each_site_transfer(visit) {
                return false;
            }
            return !matches!(reading, Reading::Unknown) || visit(Entity::Rest, Truth::Unknown, List::ALONE);
        };
        let head = self.word(at);
        let open = match of {
            Of::List => self.each_record(at, list, visit),
            Of::Places | Of::Regions => self.each_word(at, visit),
            Of::Bits(words) => self.each_bit(at, u32::from(words), visit),
            Of::Categories => self.each_bit(at, 2, visit),
            _ => return true,
        };
        match open {
            Some(open) if open || head & 3 != 1 => visit(Entity::Rest, Truth::Unknown, List::ALONE),
            Some(_) => true,
            None => false,
        }
    }

    /// Visits the records of a list; whether there may be more than it says, or nothing when it was to stop.
    fn each_record(&self, at: u32, list: ListOf, visit: &mut Visit<'_>) -> Option<bool> {
        let (head, first) = (self.word(at), self.word(at + 1));
        let anybody = Unlisted::Anybody.code();
        let unlisted = if list == ListOf::Holders { self.word(first + (head >> 2)) } else { anybody };
        for index in 0..head >> 2 {
            let record = self.word(first + index);
            let is_entry = if list == ListOf::Credentials { self.is_valid(record) } else { Truth::True };
            if !self.step() || !visit(Entity::Record(record), is_entry, List { index: 0, unlisted }) {
                return None;
            }
        }
        // A named remainder is no entry, but a total counts it.
        if unlisted == Unlisted::Named.code() && !visit(Entity::Rest, Truth::False, List { index: 0, unlisted }) {
            return None;
        }
        if list == ListOf::Transfers && !self.each_site_transfer(visit) {
            return None;
        }
        Some(false)
    }

    fn each_word(&self, at: u32, visit: &mut Visit<'_>) -> Option<bool> {
        let (head, first) = (self.word(at), self.word(at + 1));
        let goes_on =
            (0..head >> 2).all(|index| self.step() && visit(Entity::At(first + index), Truth::True, List::ALONE));
        goes_on.then_some(false)
    }

    fn each_bit(&self, at: u32, words: u32, visit: &mut Visit<'_>) -> Option<bool> {
        for value in 0..32 * words {
            let is_in = self.word(at + 1 + value / 32) >> (value % 32) & 1 == 1;
            if is_in && !(self.step() && visit(Entity::Is(value + 1), Truth::True, List::ALONE)) {
                return None;
            }
        }
        Some(false)
    }
}
