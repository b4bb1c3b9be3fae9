//! The lists of a block's flows: where each starts, and how long it is.

use super::bits::LANES;
use super::{Column, Values};

/// Up to here, the entries of all flows are visited together, the first of each, then the second.
const SHORT: u32 = 8;
/// Longer lists are left to be decided by themselves, each of which can be as long as it likes within its own bounds.
const LONGEST: u32 = 1024;

/// Where the lists of a block's flows start and end.
pub(super) struct Spans {
    each: [(u32, u32); LANES],
    longest: u32,
}

impl Spans {
    /// Of the lists at some rows, none where no row is known; nothing where an end lies before its start,
    /// or a list is too long.
    pub(super) fn of(column: &Column, rows: impl Iterator<Item = Option<usize>>) -> Option<Spans> {
        let Values::Lists { offsets, .. } = &column.values else { return None };
        let mut spans = Spans { each: [(0, 0); LANES], longest: 0 };
        for (span, row) in spans.each.iter_mut().zip(rows) {
            let Some(row) = row else { continue };
            let (Some(from), Some(to)) = (offsets.get(row), offsets.get(row + 1)) else { return None };
            if *from < 0 || to < from {
                return None;
            }
            *span = (*from as u32, *to as u32);
            spans.longest = spans.longest.max((to - from) as u32);
        }
        (spans.longest <= LONGEST).then_some(spans)
    }

    /// Of the lists of rows that follow one another.
    pub(super) fn straight(column: &Column, start: usize, count: usize) -> Option<Spans> {
        let Values::Lists { offsets, .. } = &column.values else { return None };
        let ends = offsets.get(start..=start + count)?;
        let mut spans = Spans { each: [(0, 0); LANES], longest: 0 };
        let mut turned = ends.first().is_some_and(|first| *first < 0);
        for (span, (from, to)) in spans.each.iter_mut().zip(ends.iter().zip(ends.iter().skip(1))) {
            turned |= to < from;
            *span = (*from as u32, *to as u32);
            spans.longest = spans.longest.max((*to as u32).saturating_sub(*from as u32));
        }
        (!turned && spans.longest <= LONGEST).then_some(spans)
    }

    /// Visits every entry of every flow.
    pub(super) fn visit(&self, mut each: impl FnMut(usize, u32)) {
        for (lane, (from, to)) in self.each.iter().enumerate() {
            (*from..*to).for_each(|entry| each(lane, entry));
        }
    }

    /// Folds the entries of each flow, those of short lists without a branch for each list's end: how long one is cannot
    /// be foreseen.
    pub(super) fn fold<T: Copy>(&self, said: &mut [T; LANES], mut each: impl FnMut(usize, u32, T) -> T) {
        if self.longest > SHORT {
            for (lane, (said, (from, to))) in said.iter_mut().zip(&self.each).enumerate() {
                *said = (*from..*to).fold(*said, |said, entry| each(lane, entry, said));
            }
            return;
        }
        for nth in 0..self.longest {
            for (lane, (said, (from, to))) in said.iter_mut().zip(&self.each).enumerate() {
                let entry = from + nth;
                let next = each(lane, if entry < *to { entry } else { *from }, *said);
                *said = if entry < *to { next } else { *said };
            }
        }
    }

    /// Visits the entries of all flows by turns; `u32::MAX` stands for none.
    pub(super) fn turns(&self, mut visit: impl FnMut(&[u32; LANES])) {
        for nth in 0..self.longest {
            let entry = |(from, to): (u32, u32)| if from + nth < to { from + nth } else { u32::MAX };
            visit(&self.each.map(entry));
        }
    }

    /// The longest list.
    pub(super) fn longest(&self) -> u32 {
        self.longest
    }
}
