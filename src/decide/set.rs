//! Membership in sets.

use super::read::{Entity, Reading};
use super::test::{one_bit, pair};
use super::{Run, stretch_of};
use crate::program::layout::REGION;
use crate::program::{Membership, NONE, Of, On, SetOp};
use crate::truth::Truth;

/// What is looked for, and how sets are read.
struct Query {
    value: Reading,
    of: Of,
    stretch: usize,
    day: u32,
    /// The lists that scoped members are read with.
    lists: Option<Reading>,
}

impl Run<'_> {
    pub(super) fn is_in(&self, path: u16, membership: &Membership) -> Truth {
        let (value, of) = self.read(path);
        match value {
            Reading::Absent => Truth::False,
            Reading::Unknown if of == Of::Word => {
                let possible = self.said_of_possible(path, |value| self.holds_in(value, of, membership));
                possible.unwrap_or(Truth::Unknown)
            }
            Reading::Unknown => Truth::Unknown,
            known => self.holds_in(known, of, membership),
        }
    }

    /// Returns the same of a known value.
    pub(super) fn holds_in(&self, value: Reading, of: Of, membership: &Membership) -> Truth {
        if let (Of::Place, On::AsOf, Some(SetOp::Dated(set))) =
            (of, membership.on, self.program.sets.get(membership.set as usize))
        {
            return self.holds(self.row(self.stretch, *set), self.place(value));
        }
        let lists = (membership.with != NONE).then(|| self.read(membership.with).0);
        let query = Query { value, of, stretch: self.stretch, day: self.as_of, lists };
        let start = membership.set as usize;
        match membership.on {
            On::AsOf => self.member(&query, &mut { start }),
            On::Day(day) => self.member_on(day, query, start),
            On::Path(path) => match self.read(path).0 {
                Reading::Unknown => self.member_on_any(query, start),
                known @ (Reading::At(_) | Reading::Is(_)) => self.member_on(self.value(known), query, start),
                _ => Truth::False,
            },
        }
    }

    fn member_on(&self, day: u32, query: Query, start: usize) -> Truth {
        let query = Query { stretch: stretch_of(self.program, day), day, ..query };
        self.member(&query, &mut { start })
    }

    /// Returns what holds on every day, while the day is unknown.
    fn member_on_any(&self, mut query: Query, start: usize) -> Truth {
        let mut found = None;
        for stretch in 0..=self.program.turns.len() {
            query.stretch = stretch;
            query.day = stretch.checked_sub(1).and_then(|turn| self.program.turns.get(turn)).copied().unwrap_or(1);
            let truth = self.member(&query, &mut { start });
            if truth == Truth::Unknown || found.is_some_and(|found| found != truth) {
                return Truth::Unknown;
            }
            found = Some(truth);
        }
        found.unwrap_or(Truth::Unknown)
    }

    /// Returns whether a value is in the set that starts at `at`; `at` is then the position after it.
    fn member(&self, query: &Query, at: &mut usize) -> Truth {
        let Some(op) = self.program.sets.get(*at).filter(|_| self.step()) else {
            *at = usize::MAX;
            return Truth::Unknown;
        };
        *at += 1;
        match op {
            SetOp::Dated(index) => self.dated(query, *index),
            SetOp::Listed(list) => self.listed(query.lists, u32::from(*list)),
            SetOp::Party(text, from, through) if *from <= query.day && query.day <= *through => {
                self.is_party(query.value, *text)
            }
            SetOp::Party(..) => Truth::False,
            SetOp::Fact(path) => self.in_fact(query, *path),
            SetOp::Entries(entries) => self.in_entries(query, *entries),
            SetOp::Not => !self.member(query, at),
            SetOp::Any(length) => {
                let end = at.saturating_add(*length as usize);
                let mut truth = Truth::False;
                while *at < end && truth != Truth::True {
                    truth = truth.or(self.member(query, at));
                }
                *at = end;
                truth
            }
            SetOp::All(length) => {
                let end = at.saturating_add(*length as usize);
                let mut truth = Truth::True;
                while *at < end && truth != Truth::False {
                    truth = truth.and(self.member(query, at));
                }
                *at = end;
                truth
            }
        }
    }

    /// Returns the index of the mask that a dated set is in a stretch of days.
    pub(super) fn row(&self, stretch: usize, dated: u16) -> u16 {
        let row = stretch * self.program.dated.len() + usize::from(dated);
        self.rows.get(row).copied().unwrap_or(NONE)
    }

    fn dated(&self, query: &Query, dated: u16) -> Truth {
        let row = self.row(query.stretch, dated);
        match query.of {
            Of::Place | Of::Places => self.holds(row, self.place(query.value)),
            Of::Category | Of::Categories => {
                let bit = one_bit(self.value(query.value));
                match self.mask(row) {
                    Some(mask) if pair(mask, 0) & bit != 0 => Truth::True,
                    Some(mask) if pair(mask, 1) & bit == 0 => Truth::False,
                    _ => Truth::Unknown,
                }
            }
            Of::Word | Of::Bits(_) | Of::Regions => self.value_in(query, dated, row),
            _ => Truth::False,
        }
    }

    fn value_in(&self, query: &Query, dated: u16, row: u16) -> Truth {
        let word = self.value(query.value);
        let is_wide = self.program.dated.get(usize::from(dated)).is_some_and(|dated| dated.wide);
        match word.checked_sub(if is_wide { REGION } else { 1 }) {
            Some(value) if is_wide => self.holds(row.saturating_add((value / 256) as u16), value % 256),
            Some(value) => self.holds(row, value),
            None => Truth::False,
        }
    }

    /// Returns whether a mask has a value.
    pub(super) fn holds(&self, mask: u16, value: u32) -> Truth {
        let word = self.mask(mask).and_then(|mask| mask.get(value as usize / 32));
        Truth::from(word.is_some_and(|word| word >> (value % 32) & 1 == 1))
    }

    /// Returns whether somebody is on a list.
    fn listed(&self, lists: Option<Reading>, list: u32) -> Truth {
        match lists {
            Some(Reading::At(at)) => match self.word(at + 1 + list / 32) >> (list % 32) & 1 {
                1 => Truth::True,
                _ => self.rest(self.word(at)),
            },
            Some(Reading::Unknown) => Truth::Unknown,
            _ => Truth::False,
        }
    }

    /// Compares with the values of a set of the flow, or the one value that a fact is.
    fn in_fact(&self, query: &Query, path: u16) -> Truth {
        let (other, of) = self.read(path);
        match (other, of) {
            (Reading::Unknown, _) => Truth::Unknown,
            (Reading::Absent, _) => Truth::False,
            (Reading::At(at), Of::Bits(_)) => {
                let value = self.value(query.value).wrapping_sub(1);
                let bit = self.word(at.saturating_add(1 + value / 32)) >> (value % 32) & 1;
                Truth::from(bit == 1).or(self.rest(self.word(at)))
            }
            (Reading::At(at), Of::Categories) => {
                let stated = u64::from(self.word(at + 1)) | u64::from(self.word(at + 2)) << 32;
                let have = self.value(query.value);
                let within = |index: u32| self.is_within_category(have, index + 1);
                let each = (0..64).filter(|index| stated >> index & 1 == 1).map(within);
                each.fold(self.rest(self.word(at)), Truth::or)
            }
            (Reading::At(at), Of::Places | Of::Regions) => {
                let (head, first) = (self.word(at), self.word(at + 1));
                let each = (0..head >> 2).map(|index| self.equal(query.value, Reading::At(first + index), of));
                each.fold(self.rest(head), Truth::or)
            }
            (known, of) => self.equal(query.value, known, of),
        }
    }

    /// Compares with the parties among entries.
    fn in_entries(&self, query: &Query, entries: u16) -> Truth {
        let mut truth = Truth::False;
        self.each(entries, &mut |entity, is_entry, _| {
            let same = match (entity, query.value) {
                (Entity::Record(entry), Reading::Record(person)) => {
                    self.same_person(self.person(entry).unwrap_or(entry), person)
                }
                (Entity::Rest, _) => Truth::Unknown,
                _ => Truth::False,
            };
            truth = truth.or(is_entry.and(same));
            truth != Truth::True
        });
        truth
    }
}
