//! Tests on facts. A test on a fact that does not exist is false; on one that is not known, unknown.

use super::Run;
use super::read::Reading;
use crate::date::{Date, Duration};
use crate::flow::exit::Reach;
use crate::program::layout::{EPOCH, NOBODY, NUMBER};
use crate::program::{Literal, Mask, Of, Orders, Test};
use crate::truth::Truth;
use std::cmp::Ordering;

impl Run<'_> {
    pub(super) fn test(&self, path: u16, test: &Test) -> Truth {
        let (reading, of) = self.read(path);
        match reading {
            Reading::Absent => Truth::False,
            Reading::Unknown if of == Of::Duration => self.within_bounds(path, test),
            Reading::Unknown if of == Of::Word => {
                let possible = self.said_of_possible(path, |value| self.known(value, of, test));
                possible.unwrap_or_else(|| self.unknown(test))
            }
            Reading::Unknown => self.unknown(test),
            known => self.known(known, of, test),
        }
    }

    /// Tests a fact that is not stated where others say which values it can have; `None` where those do not settle it.
    pub(super) fn said_of_possible(&self, path: u16, says: impl Fn(Reading) -> Truth) -> Option<Truth> {
        let values = self.possible_at(path)?;
        let mut said =
            (0..u64::BITS).filter(|value| values >> value & 1 == 1).map(|value| says(Reading::Is(value + 1)));
        let first = said.next().filter(|truth| *truth != Truth::Unknown)?;
        said.all(|truth| truth == first).then_some(first)
    }

    /// Tests a duration that is not stated, as far as other durations bound it.
    fn within_bounds(&self, path: u16, test: &Test) -> Truth {
        let compared = |own: Reach| match test {
            Test::Compare(orders, Literal::Duration(months, days)) => {
                own.compares(Reach::on(self.after(*months, *days)), |have| fits(*orders, Some(have)) == Truth::True)
            }
            Test::IsPath(other) => own.compares(self.reach_of(*other)?, |have| have == Ordering::Equal),
            Test::ComparePath(orders, other) => {
                own.compares(self.reach_of(*other)?, |have| fits(*orders, Some(have)) == Truth::True)
            }
            _ => None,
        };
        self.reach_of(path).and_then(compared).map_or_else(|| self.unknown(test), Truth::from)
    }

    /// Compares a known duration with one that is not stated, as far as other durations bound that.
    fn against_bounds(&self, reading: Reading, of: Of, other: u16, holds: impl Fn(Ordering) -> bool) -> Truth {
        let own = self.reach(reading).filter(|_| of == Of::Duration);
        let compared = own.zip(self.reach_of(other)).and_then(|(own, other)| Reach::on(own).compares(other, holds));
        compared.map_or(Truth::Unknown, Truth::from)
    }

    /// Returns the truth of a test on an unknown fact. Comparing it with an absent one is false, as for a known fact.
    fn unknown(&self, test: &Test) -> Truth {
        match test {
            Test::IsPath(path) | Test::ComparePath(_, path) if matches!(self.read(*path).0, Reading::Absent) => {
                Truth::False
            }
            _ => Truth::Unknown,
        }
    }

    fn known(&self, reading: Reading, of: Of, test: &Test) -> Truth {
        match test {
            Test::IsNone => Truth::from(self.value(reading) == NOBODY),
            Test::Is(word) => Truth::from(self.value(reading) == *word),
            Test::IsPlace(place) => Truth::from(self.place(reading) == *place),
            Test::IsCategory(mask) => self.is_category(self.value(reading), *mask),
            Test::IsParty(text) => self.is_party(reading, *text),
            Test::IsPath(path) => self.is_same(reading, of, *path),
            Test::Compare(orders, literal) => fits(*orders, self.against(reading, literal)),
            Test::ComparePath(orders, path) => self.compare_path(*orders, reading, of, *path),
            Test::Within(months, days) => self.is_within(self.value(reading), *months, *days),
            Test::HasValue(value) => self.has_value(reading, *value),
            Test::HasPlace(place) => self.has_place(reading, *place),
            Test::HasCategory(mask) => self.has_category(reading, *mask),
        }
    }

    fn is_within(&self, date: u32, months: u32, days: u32) -> Truth {
        let first = self.date().minus(Duration { years: 0, months, days });
        Truth::from((first.days() + EPOCH) as u32 <= date && date <= self.as_of)
    }

    fn has_value(&self, reading: Reading, value: u32) -> Truth {
        let Reading::At(at) = reading else { return Truth::False };
        match self.word(at + 1 + value / 32) >> (value % 32) & 1 {
            1 => Truth::True,
            _ => Truth::from(false).or(self.rest(self.word(at))),
        }
    }

    /// Returns whether there may be more in a set or list.
    pub(super) fn rest(&self, head: u32) -> Truth {
        if head & 3 == 1 { Truth::False } else { Truth::Unknown }
    }

    fn has_place(&self, reading: Reading, place: u32) -> Truth {
        let Reading::At(at) = reading else { return Truth::False };
        let (head, first) = (self.word(at), self.word(at + 1));
        let found = (0..head >> 2).any(|index| self.place_at(first + index) == place);
        Truth::from(found).or(self.rest(head))
    }

    fn has_category(&self, reading: Reading, mask: u16) -> Truth {
        let Reading::At(at) = reading else { return Truth::False };
        let stated = u64::from(self.word(at + 1)) | u64::from(self.word(at + 2)) << 32;
        self.mask(mask).map_or(Truth::Unknown, |mask| has(stated, mask).or(self.rest(self.word(at))))
    }

    fn is_category(&self, word: u32, mask: u16) -> Truth {
        self.mask(mask).map_or(Truth::Unknown, |mask| has(one_bit(word), mask))
    }

    pub(super) fn mask(&self, index: u16) -> Option<&Mask> {
        self.program.masks.get(usize::from(index))
    }

    /// Compares one stated category with another: what is said in general may turn out to be anything below it.
    pub(super) fn is_within_category(&self, have: u32, wanted: u32) -> Truth {
        let Some(mask) = self.program.lattice.get(wanted.wrapping_sub(1) as usize) else { return Truth::Unknown };
        let is_general = pair(mask, 0).count_ones() > 1;
        match has(one_bit(have), mask) {
            Truth::True if is_general => Truth::Unknown,
            truth => truth,
        }
    }

    fn is_same(&self, reading: Reading, of: Of, path: u16) -> Truth {
        match self.read(path).0 {
            Reading::Absent => Truth::False,
            Reading::Unknown if of == Of::Duration => {
                self.against_bounds(reading, of, path, |have| have == Ordering::Equal)
            }
            Reading::Unknown => Truth::Unknown,
            other => self.equal(reading, other, of),
        }
    }

    /// Returns whether two known facts of one form are the same.
    pub(super) fn equal(&self, a: Reading, b: Reading, of: Of) -> Truth {
        match of {
            Of::Object => match (a, b) {
                (Reading::Record(a), Reading::Record(b)) => self.same_person(a, b),
                _ => Truth::False,
            },
            Of::Place | Of::Places => Truth::from(self.place(a) == self.place(b)),
            Of::Category | Of::Categories => self.is_within_category(self.value(a), self.value(b)),
            Of::Number | Of::Duration => Truth::from(self.order(a, b, of) == Some(Ordering::Equal)),
            _ => Truth::from(self.value(a) == self.value(b)),
        }
    }

    fn compare_path(&self, orders: Orders, reading: Reading, of: Of, path: u16) -> Truth {
        match self.read(path).0 {
            Reading::Unknown if of == Of::Duration => {
                self.against_bounds(reading, of, path, |have| fits(orders, Some(have)) == Truth::True)
            }
            Reading::Unknown => Truth::Unknown,
            Reading::Absent | Reading::Record(_) => Truth::False,
            other => fits(orders, self.order(reading, other, of)),
        }
    }

    fn order(&self, a: Reading, b: Reading, of: Of) -> Option<Ordering> {
        match of {
            Of::Ordered => Some(self.value(a).cmp(&self.value(b))),
            Of::Number => Some(self.number(a)?.cmp(&self.number(b)?)),
            Of::Duration => Some(self.reach(a)?.cmp(&self.reach(b)?)),
            _ => None,
        }
    }

    fn against(&self, reading: Reading, literal: &Literal) -> Option<Ordering> {
        match literal {
            Literal::Word(word) => Some(self.value(reading).cmp(word)),
            Literal::Number(number) => Some(self.number(reading)?.cmp(number)),
            Literal::Duration(months, days) => Some(self.reach(reading)?.cmp(&self.after(*months, *days))),
        }
    }

    fn number(&self, reading: Reading) -> Option<i64> {
        let Reading::At(at) = reading else { return None };
        Some((i64::from(self.word(at)) << 32 | i64::from(self.word(at + 1))) - NUMBER)
    }

    /// Returns the day that a duration reaches from the day judged.
    fn reach(&self, reading: Reading) -> Option<Date> {
        let Reading::At(at) = reading else { return None };
        Some(self.after(self.word(at).checked_sub(1)?, self.word(at + 1)))
    }

    fn after(&self, months: u32, days: u32) -> Date {
        self.date().plus(Duration { years: 0, months, days })
    }
}

fn fits(orders: Orders, have: Option<Ordering>) -> Truth {
    Truth::from(have.is_some_and(|have| orders >> (have as i8 + 1) & 1 == 1))
}

/// Returns two words of a mask as one.
pub(super) fn pair(mask: &Mask, part: usize) -> u64 {
    let word = |index: usize| u64::from(mask.get(index).copied().unwrap_or(0));
    word(2 * part) | word(2 * part + 1) << 32
}

/// Returns a category's bit, from its word.
pub(super) fn one_bit(word: u32) -> u64 {
    1u64.checked_shl(word.wrapping_sub(1)).unwrap_or(0)
}

/// Returns whether all that is stated says of having a category: see `Test::HasCategory`.
fn has(stated: u64, mask: &Mask) -> Truth {
    let alone = stated & pair(mask, 3) == 0;
    if stated & pair(mask, 0) != 0 {
        Truth::True
    } else if stated & pair(mask, 1) != 0 || (alone && stated & pair(mask, 2) != 0) {
        Truth::Unknown
    } else {
        Truth::False
    }
}
