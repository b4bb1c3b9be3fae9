//! Sums of shares, as intervals: what is missing to the whole may belong to anyone.

use super::Run;
use super::read::{Entity, Reading};
use crate::program::Total;
use crate::truth::Truth;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const WHOLE: u32 = 10_050;
/// From here on, no share of weight can be missing.
const ENOUGH: u32 = 9_950;
/// No total exceeds this.
const HUNDRED: u32 = 10_000;

/// The shares of one list, while they are added up.
#[derive(Clone, Copy)]
struct Sum {
    list: usize,
    /// Every stated share.
    stated: u32,
    /// Shares of entries that are meant.
    low: u32,
    /// Shares of entries of which that is unknown.
    perhaps: u32,
    /// Whether every entry and every share is known.
    all_known: bool,
}

impl Run<'_> {
    /// A total compared with a percent: true when it holds at both ends, false when at neither.
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
            if sum.is_none_or(|sum| sum.list != list) {
                add(sum.replace(Sum { list, stated: 0, low: 0, perhaps: 0, all_known: true }));
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
        let reading = if matches!(entity, Entity::Rest) { Reading::Unknown } else { self.read(share).0 };
        match reading {
            Reading::Unknown => sum.all_known = false,
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
    /// What is missing to a whole may belong to anyone; where there is no whole, what is not stated may be anything.
    fn interval(self, whole: bool) -> (u32, u32) {
        let rest = match (self.all_known, whole) {
            (true, _) if self.stated >= ENOUGH => 0,
            (false, false) => HUNDRED,
            _ => WHOLE.saturating_sub(self.stated),
        };
        let high = self.low.saturating_add(self.perhaps).saturating_add(rest);
        (self.low.min(HUNDRED), high.min(HUNDRED))
    }
}
