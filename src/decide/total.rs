//! Sums of shares, as intervals: what is missing to the whole may belong to anyone.

use super::Run;
use super::entries::List;
use super::read::{Entity, Reading};
use crate::flow::Unlisted;
use crate::program::Total;
use crate::truth::Truth;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const WHOLE: u32 = 10_050;
/// From here on, no share of weight can be missing.
const ENOUGH: u32 = 9_950;
/// No total exceeds this.
const HUNDRED: u32 = 10_000;

/// The shares of one list, while they are added up: as `eval::total` has it.
#[derive(Clone, Copy)]
struct Sum {
    list: usize,
    /// Every stated share.
    stated: u32,
    /// Shares of entries that are meant.
    low: u32,
    /// Shares of entries of which that is unknown.
    perhaps: u32,
    /// Whether the list has no further entries, and each states its share.
    all_stated: bool,
    /// Whether every entry without a share is one that is meant.
    all_unstated_are_meant: bool,
    /// Whether an entry without a share may be one that is meant.
    some_unstated_is_meant: bool,
    /// Who may have the shares that are not stated: the code of an `Unlisted`.
    unlisted: u32,
}

impl Run<'_> {
    /// Compares a total with a percent: true when it holds at both ends, false when at neither.
    pub(super) fn total(&self, start: usize, total: &Total) -> Truth {
        let (mut low, mut high) = (0, 0);
        let mut add = |sum: Option<Sum>| {
            if let Some(sum) = sum {
                let (least, most) = sum.interval(total.whole);
                low += least;
                high += most;
            }
        };
        let mut sum: Option<Sum> = None;
        self.each(total.entries, &mut |entity, is_entry, list| {
            if sum.is_none_or(|sum| sum.list != list.index) {
                add(sum.replace(Sum::of(list)));
            }
            let (meant, _) = self.meant(start, total.slot, entity, is_entry);
            if let Some(sum) = &mut sum {
                self.add(sum, entity, meant, total.share);
            }
            true
        });
        add(sum);
        let fits = |sum: u32| total.orders >> (sum.min(HUNDRED).cmp(&total.limit) as i8 + 1) & 1 == 1;
        match (fits(low), fits(high)) {
            (a, b) if a == b => Truth::from(a),
            _ => Truth::Unknown,
        }
    }

    fn add(&self, sum: &mut Sum, entity: Entity, meant: Truth, share: u16) {
        if matches!(entity, Entity::Rest) {
            sum.all_stated = false;
            sum.unlisted = Unlisted::Anybody.code();
            return;
        }
        match self.read(share).0 {
            Reading::Unknown => {
                sum.all_stated = false;
                sum.all_unstated_are_meant &= meant == Truth::True;
                sum.some_unstated_is_meant |= meant != Truth::False;
            }
            Reading::At(at) => {
                let share = self.word(at).saturating_sub(1).min(WHOLE);
                sum.stated = sum.stated.saturating_add(share);
                match meant {
                    Truth::True => sum.low = sum.low.saturating_add(share),
                    Truth::Unknown => sum.perhaps = sum.perhaps.saturating_add(share),
                    Truth::False => {}
                }
            }
            _ => {}
        }
    }
}

impl Sum {
    fn of(list: List) -> Sum {
        Sum {
            list: list.index,
            stated: 0,
            low: 0,
            perhaps: 0,
            all_stated: true,
            all_unstated_are_meant: true,
            some_unstated_is_meant: false,
            unlisted: list.unlisted,
        }
    }

    /// Returns what the sum can be. What is missing to a whole may belong to anybody, or in a complete list to the entries
    /// that do not state their share. Where there is no whole, what is not stated may be anything.
    fn interval(self, whole: bool) -> (u32, u32) {
        let room = WHOLE.saturating_sub(self.stated);
        let (entries, nobody) = (Unlisted::Entries.code(), Unlisted::Nobody.code());
        let listed = whole && (self.unlisted == entries || self.unlisted == nobody);
        let (least, most) = match () {
            () if self.all_stated && (listed || self.stated >= ENOUGH) => (0, 0),
            () if listed && !self.some_unstated_is_meant => (0, 0),
            () if listed && self.all_unstated_are_meant && self.unlisted == entries => {
                (ENOUGH.saturating_sub(self.stated), room)
            }
            () if !self.all_stated && !whole => (0, HUNDRED),
            () => (0, room),
        };
        let low = self.low.saturating_add(least);
        let high = self.low.saturating_add(self.perhaps).saturating_add(most);
        (low.min(HUNDRED), high.min(HUNDRED))
    }
}
