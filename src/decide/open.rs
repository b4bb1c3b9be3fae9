//! Which lists may have more entries than they say: as `flow::complete` has it.

use super::Run;
use crate::program::NONE;
use crate::program::layout::{HEADER, NOBODY};
use crate::truth::Truth;

impl Run<'_> {
    /// Returns whether a credential is an entry: it is one within its window.
    pub(super) fn is_valid(&self, credential: u32) -> Truth {
        let known = &self.program.known;
        let bound = |word: u16, holds: fn(u32, u32) -> bool| match self.optional(credential, word) {
            0 => Truth::Unknown,
            day => Truth::from(holds(day, self.as_of)),
        };
        bound(known.from, |from, as_of| from <= as_of).and(bound(known.through, |through, as_of| as_of <= through))
    }

    /// Returns whether a transfer may be missing: it may while a site lies abroad, in other hands, and no transfer names those hands.
    pub(super) fn lacks_transfers(&self) -> bool {
        let known = self.opens.get();
        known.unwrap_or_else(|| {
            let known = &self.program.known;
            let lists = [known.storage, known.processing, known.access];
            let opens = lists.into_iter().any(|list| self.has_uncovered(list));
            self.opens.set(Some(opens));
            opens
        })
    }

    fn has_uncovered(&self, list: u16) -> bool {
        let at = HEADER + u32::from(list);
        let (head, first) = (self.word(at), self.word(at + 1));
        list == NONE || head & 3 != 1 || (0..head >> 2).any(|index| self.is_uncovered(self.word(first + index)))
    }

    fn is_uncovered(&self, site: u32) -> bool {
        let known = &self.program.known;
        let place = site + u32::from(known.site_place);
        let inside = self.row(self.stretch, known.inside);
        if self.word(place) != 0 && self.holds(inside, self.place_at(place)) == Truth::True {
            return false;
        }
        match self.word(site + u32::from(known.site_operator)) {
            0 | NOBODY => true,
            operator => !self.is_covered(operator),
        }
    }

    /// Returns whether somebody needs no further transfer: the exporter, and every recipient.
    fn is_covered(&self, operator: u32) -> bool {
        let known = &self.program.known;
        let list = HEADER + u32::from(known.transfers);
        let (head, first) = (self.word(list), self.word(list + 1));
        self.word(HEADER + u32::from(known.exporter)) == operator
            || (0..head >> 2).any(|index| {
                self.step() && self.word(self.word(first + index) + u32::from(known.recipient)) == operator
            })
    }
}
