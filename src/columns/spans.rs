//! The lists of a block's flows: where each starts, and how long it is.

use super::bits::{self, Bits, LANES};
use super::{Column, Values};

/// Up to here, the entries of all flows are visited together, the first of each, then the second.
const SHORT: u32 = 8;
/// Longer lists are left to be decided by themselves, each of which can be as long as it likes within its own bounds.
const LONGEST: u32 = 1024;

/// Where the lists of a block's flows start, and how long they are.
pub(super) struct Spans {
    from: [u32; LANES],
    length: [u32; LANES],
    longest: u32,
}

impl Spans {
    /// Of the lists at some rows, none where no row is known; nothing where an end lies before its start,
    /// or a list is too long.
    pub(super) fn of(column: &Column, rows: impl Iterator<Item = Option<usize>>) -> Option<Spans> {
        let Values::Lists { offsets, .. } = &column.values else { return None };
        let mut spans = Spans { from: [0; LANES], length: [0; LANES], longest: 0 };
        for ((start, length), row) in spans.from.iter_mut().zip(&mut spans.length).zip(rows) {
            let Some(row) = row else { continue };
            let (Some(from), Some(to)) = (offsets.get(row), offsets.get(row + 1)) else { return None };
            if *from < 0 || to < from {
                return None;
            }
            (*start, *length) = (*from as u32, (to - from) as u32);
        }
        spans.measured()
    }

    /// Of the lists of rows that follow one another.
    pub(super) fn straight(column: &Column, start: usize, count: usize) -> Option<Spans> {
        let Values::Lists { offsets, .. } = &column.values else { return None };
        let ends = offsets.get(start..=start + count).filter(|ends| ends.first().is_some_and(|first| *first >= 0))?;
        let mut spans = Spans { from: [0; LANES], length: [0; LANES], longest: 0 };
        spans.from.iter_mut().zip(ends).for_each(|(from, end)| *from = *end as u32);
        // An end before its start makes a length that no list has.
        let lengths = ends.iter().zip(ends.iter().skip(1)).map(|(from, to)| to.wrapping_sub(*from) as u32);
        spans.length.iter_mut().zip(lengths).for_each(|(length, found)| *length = found);
        spans.measured()
    }

    fn measured(mut self) -> Option<Spans> {
        self.longest = self.length.iter().fold(0, |longest, length| longest.max(*length));
        (self.longest <= LONGEST).then_some(self)
    }

    /// Visits every entry of every flow.
    pub(super) fn visit(&self, mut each: impl FnMut(usize, u32)) {
        for (lane, (from, length)) in self.from.iter().zip(&self.length).enumerate() {
            (0..*length).for_each(|nth| each(lane, from + nth));
        }
    }

    /// Joins what is said of the entries of each flow.
    pub(super) fn joined(&self, said: impl Fn(u32) -> u32) -> [u32; LANES] {
        let mut all = [0; LANES];
        if self.longest > SHORT {
            self.visit(|lane, entry| all.get_mut(lane).into_iter().for_each(|all| *all |= said(entry)));
            return all;
        }
        self.turns(|entries| all.iter_mut().zip(entries).for_each(|(all, entry)| *all |= said(*entry)));
        let lists = all.iter_mut().zip(&self.length);
        lists.for_each(|(all, length)| *all = if *length == 0 { 0 } else { *all });
        all
    }

    /// Visits the entries of all flows by turns, a shorter list's last one again: how long a list is cannot be foreseen, so
    /// no branch hangs on it. What comes of `empty` lists is of no meaning.
    pub(super) fn turns(&self, mut visit: impl FnMut(&[u32; LANES])) {
        let mut entries = self.from;
        for nth in 0..self.longest {
            visit(&entries);
            let lists = entries.iter_mut().zip(&self.length);
            lists.for_each(|(entry, length)| *entry += u32::from(nth + 1 < *length));
        }
    }

    /// The flows whose lists have no entry.
    pub(super) fn empty(&self) -> Bits {
        bits::pack(&self.length.map(|length| u8::from(length == 0)), 0)
    }

    /// The longest list.
    pub(super) fn longest(&self) -> u32 {
        self.longest
    }
}
