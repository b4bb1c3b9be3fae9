//! Sums of shares, as intervals: what is missing to the whole may belong to anyone.

use super::Eval;
use super::entries::{Entity, Entry};
use super::env::Env;
use super::judged::{Fact, Judged, Reason, ReasonValue};
use super::missing::Missing;
use super::reading::Reading;
use super::test::holds;
use crate::flow::{Unlisted, Value};
use crate::policy::{Atom, Field, Literal, Order, Test, Total};
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::vocab::Kind;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const WHOLE: u32 = 10_050;
/// From here on, no share of weight can be missing.
const ENOUGH: u32 = 9_950;
/// No total exceeds this.
const HUNDRED: u32 = 10_000;

/// The interval of a total, in hundredths of a percent.
struct Interval {
    low: u32,
    high: u32,
    /// The facts that would narrow it.
    missing: Missing,
}

impl<'e> Eval<'e> {
    /// Compares a total with a percent.
    pub(super) fn total<'a>(&'a self, atom: &'a Atom, total: &'a Total, env: &mut Env<'a>) -> Judged<'a>
    where
        'e: 'a,
    {
        let Test::Order(order, Literal::Percent(limit)) = atom.test else { return Judged::plain(false) };
        let interval = self.interval(total, env);
        let truth = compare(&interval, order, limit);
        self.note_share(atom, &interval.missing);
        if !self.explains() {
            return Judged::new(truth, || interval.missing);
        }
        let value = Some(ReasonValue::Interval(interval.low, interval.high));
        let fact = Fact::Words(format!("total of {}", super::words::path(self, &total.share, env)));
        let reason = Reason { fact, value, atom, holds: truth, attested: false, cites: vec![] };
        Judged { because: vec![reason], ..Judged::new(truth, || interval.missing) }
    }

    /// Adds up each of the lists that are joined: each has a whole of its own.
    fn interval<'a>(&'a self, total: &'a Total, env: &mut Env<'a>) -> Interval {
        let mut sums: SortedMap<usize, Sum> = SortedMap::new();
        for entry in &self.shareholders(&total.from, env) {
            sums.update(entry.list, Sum::default(), |sum| {
                self.bound(total.slot, entry.entity.clone(), env, |env| self.add(entry, total, env, sum));
            });
        }
        let whole = comes_to_a_whole(total);
        let mut all = Interval { low: 0, high: 0, missing: Missing::Nothing };
        for (_, sum) in sums {
            let one = sum.interval(whole);
            all.low += one.low;
            all.high += one.high;
            all.missing.add(one.missing);
        }
        Interval { low: all.low.min(HUNDRED), high: all.high.min(HUNDRED), ..all }
    }

    fn add<'a>(&'a self, entry: &Entry<'a>, total: &'a Total, env: &mut Env<'a>, sum: &mut Sum) {
        let filter = self.formula(&total.filter, env);
        let meant = entry.is_entry.clone().and(filter);
        if let Entity::Rest(why) = &entry.entity {
            sum.unstated.add_each(&why.missing);
            sum.all_stated = false;
            sum.unlisted = Unlisted::Anybody;
            return;
        }
        sum.unlisted = entry.unlisted;
        match self.read(&total.share, env) {
            Reading::Known(Value::Percent(share), _) => {
                sum.stated += share;
                match meant.truth {
                    Truth::True => sum.low += share,
                    Truth::Unknown => {
                        sum.perhaps += share;
                        sum.unsure.add(meant.missing);
                    }
                    Truth::False => {}
                }
            }
            Reading::Unknown(why) => {
                sum.unstated.add(why.missing);
                sum.all_stated = false;
                sum.all_unstated_are_meant &= meant.truth == Truth::True;
                sum.some_unstated_is_meant |= meant.truth != Truth::False;
                sum.unsure.add(meant.missing);
            }
            _ => {}
        }
    }
}

/// The shares of one list, while they are added up.
struct Sum {
    /// Every stated share.
    stated: u32,
    /// Shares of entries that are meant.
    low: u32,
    /// Shares of entries of which that is unknown.
    perhaps: u32,
    /// Says whether the list has no further entries, and each states its share.
    all_stated: bool,
    /// Says whether every entry without a share is one that is meant.
    all_unstated_are_meant: bool,
    /// Says whether an entry without a share may be one that is meant.
    some_unstated_is_meant: bool,
    /// The possible holder of the shares that are not stated.
    unlisted: Unlisted,
    unstated: Missing,
    unsure: Missing,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum {
            stated: 0,
            low: 0,
            perhaps: 0,
            all_stated: true,
            all_unstated_are_meant: true,
            some_unstated_is_meant: false,
            unlisted: Unlisted::Entries,
            unstated: Missing::Nothing,
            unsure: Missing::Nothing,
        }
    }
}

impl Sum {
    /// Returns what the sum can be. What is missing to a whole may belong to anybody, or in a complete list to the entries
    /// that do not state their share. Where there is no whole, what is not stated may be anything.
    fn interval(self, whole: bool) -> Interval {
        let room = WHOLE.saturating_sub(self.stated);
        let listed = whole && matches!(self.unlisted, Unlisted::Entries | Unlisted::Nobody);
        let (least, most) = match () {
            () if self.all_stated && (listed || self.stated >= ENOUGH) => (0, 0),
            () if listed && !self.some_unstated_is_meant => (0, 0),
            () if listed && self.all_unstated_are_meant && self.unlisted == Unlisted::Entries => {
                (ENOUGH.saturating_sub(self.stated), room)
            }
            () if !self.all_stated && !whole => (0, HUNDRED),
            () => (0, room),
        };
        let low = (self.low + least).min(HUNDRED);
        let high = (self.low + self.perhaps + most).min(HUNDRED);
        Interval { low, high, missing: self.unstated.and(self.unsure) }
    }
}

/// Returns whether the shares of one list cannot exceed the whole, which a flow's capital and votes never do.
fn comes_to_a_whole(total: &Total) -> bool {
    let last = total.share.steps.last();
    last.is_some_and(|step| step.kind == Kind::Holder && step.field.0 < Field::DECLARED)
}

/// Compares an interval: true when it holds at both ends and false when at neither.
fn compare(interval: &Interval, order: Order, limit: u32) -> Truth {
    let low = holds(order, interval.low.cmp(&limit));
    let high = holds(order, interval.high.cmp(&limit));
    if low == high { low.into() } else { Truth::Unknown }
}
