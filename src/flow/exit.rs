//! The time to switch is notice and transition together (Data Act 25(2)(a), (d)): each stated part bounds the others.
//!
//! Durations mix months and days, so they are compared as the days that they reach from the day judged.

use crate::date::{Date, Duration};
use crate::policy::Field;
use crate::vocab::{Kind, SUM};
use std::cmp::Ordering;

/// One of the three durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Notice,
    Transition,
    Both,
}

/// The path of the sum in a flow.
pub(crate) const TOTAL: &str = "exit.switching_time";

/// Returns the paths of what makes the sum up.
pub(crate) fn addends() -> Vec<String> {
    let name = |kind: Kind, fact: u16| kind.facts().get(usize::from(fact)).map_or("", |fact| fact.name);
    SUM.addends.map(|fact| format!("{}.{}", name(Kind::Flow, SUM.of_flow), name(SUM.kind, fact))).to_vec()
}

impl Part {
    /// Returns the part that a fact of leaving the provider is.
    pub(crate) fn of(field: Field) -> Option<Part> {
        let parts = [Part::Notice, Part::Transition, Part::Both];
        SUM.each().into_iter().zip(parts).find(|(each, _)| *each == field.0).map(|(_, part)| part)
    }
}

/// The durations that are known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Exit {
    pub(crate) notice: Option<Duration>,
    pub(crate) transition: Option<Duration>,
    pub(crate) both: Option<Duration>,
}

/// The days that a duration can reach from the day judged: the first, and the last where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) first: Date,
    pub(crate) last: Option<Date>,
}

/// The fewest and the most days of a month.
const MONTH: (i64, i64) = (28, 31);

impl Exit {
    /// Returns what notice and transition come to, where both are known.
    pub(crate) fn sum(&self) -> Option<Duration> {
        self.notice.zip(self.transition).map(|(notice, transition)| notice.plus(transition))
    }

    /// Returns whether the three cannot all be so on a day.
    pub(crate) fn contradicts(&self, as_of: Date) -> bool {
        let Some(both) = self.both.map(|both| as_of.plus(both)) else { return false };
        match self.sum() {
            Some(sum) => as_of.plus(sum) != both,
            None => self.notice.or(self.transition).is_some_and(|part| as_of.plus(part) > both),
        }
    }

    /// Returns what the stated durations leave to one that is not stated; `None` where they say nothing of it.
    pub(crate) fn bounds(&self, part: Part, as_of: Date) -> Option<Reach> {
        let other = match part {
            Part::Both => {
                let known = self.notice.or(self.transition)?;
                return Some(Reach { first: as_of.plus(known), last: None });
            }
            Part::Notice => self.transition,
            Part::Transition => self.notice,
        };
        let both = as_of.plus(self.both?);
        let is_alone = other.is_none();
        let other = other.unwrap_or_default();
        let months = i64::from(other.years) * 12 + i64::from(other.months);
        // The months of the other part begin when this one ends, which is not known: each may be long or short.
        let before = |month: i64| {
            let days = i64::from(both.days()) - i64::from(other.days) - months * month;
            Date::from_days(days.max(i64::from(as_of.days())) as i32)
        };
        // Beyond the last day of the calendar every duration reaches that day.
        let last = if both == Date::MAX { both } else { before(MONTH.0) };
        Some(Reach { first: if is_alone { as_of } else { before(MONTH.1) }, last: Some(last) })
    }
}

impl Reach {
    /// Returns the one day that a known duration reaches.
    pub(crate) fn on(day: Date) -> Reach {
        Reach { first: day, last: Some(day) }
    }

    /// Calls `holds` with every order in which the two can stand; whether it holds of all, of none (`Some(false)`) or of
    /// some (`None`).
    pub(crate) fn compares(self, other: Reach, holds: impl Fn(Ordering) -> bool) -> Option<bool> {
        let begins_before = |a: Reach, b: Reach| b.last.is_none_or(|last| a.first < last);
        let meets = |a: Reach, b: Reach| b.last.is_none_or(|last| a.first <= last);
        let possible = [
            (begins_before(self, other), Ordering::Less),
            (meets(self, other) && meets(other, self), Ordering::Equal),
            (begins_before(other, self), Ordering::Greater),
        ];
        let mut said = possible.into_iter().filter(|(is_possible, _)| *is_possible).map(|(_, order)| holds(order));
        let first = said.next()?;
        said.all(|another| another == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: [&str; 3] = ["2026-01-31", "2026-03-01", "2024-02-29"];

    fn months_and_days(months: u32, days: u32) -> Duration {
        Duration { years: 0, months, days }
    }

    /// Durations of up to two months and some days, and longer ones that fill any gap.
    fn durations() -> Vec<Duration> {
        let mixed = (0..3).flat_map(|months| [0, 1, 28, 30, 31, 45].map(|days| months_and_days(months, days)));
        mixed.chain([months_and_days(0, 200), months_and_days(12, 0)]).collect()
    }

    /// Returns every statement of the three of which up to two are left out.
    fn statements() -> Vec<Exit> {
        let each: Vec<Option<Duration>> = std::iter::once(None).chain(durations().into_iter().map(Some)).collect();
        let mut all = vec![];
        for notice in &each {
            for transition in &each {
                for both in &each {
                    all.push(Exit { notice: *notice, transition: *transition, both: *both });
                }
            }
        }
        all.retain(|exit| exit.notice.is_none() || exit.transition.is_none() || exit.both.is_none());
        all
    }

    /// Returns the ways to state everything so that notice and transition together are the time to switch.
    fn completions(exit: &Exit, as_of: Date) -> Vec<[Duration; 3]> {
        let options = |stated: Option<Duration>| stated.map_or_else(durations, |one| vec![one]);
        let mut found = vec![];
        for notice in options(exit.notice) {
            for transition in options(exit.transition) {
                let sum = as_of.plus(notice.plus(transition));
                let both = exit.both.unwrap_or(notice.plus(transition));
                if as_of.plus(both) == sum {
                    found.push([notice, transition, both]);
                }
            }
        }
        found
    }

    #[test]
    fn the_path_of_the_sum_is_that_of_its_row() {
        let name = |kind: Kind, fact: u16| kind.facts()[usize::from(fact)].name;
        assert_eq!(TOTAL, format!("{}.{}", name(Kind::Flow, SUM.of_flow), name(SUM.kind, SUM.total)));
        assert_eq!(
            SUM.each().map(|fact| Part::of(Field(fact))),
            [Part::Notice, Part::Transition, Part::Both].map(Some)
        );
    }

    #[test]
    fn bounds_hold_every_completion_and_contradictions_have_none() {
        let (mut bounded, mut contradictory) = (0, 0);
        for day in DAYS {
            let as_of = Date::parse(day).unwrap();
            for exit in statements() {
                let completions = completions(&exit, as_of);
                if exit.contradicts(as_of) {
                    contradictory += 1;
                    assert!(completions.is_empty(), "{exit:?} on {day}");
                    continue;
                }
                for (index, part) in [Part::Notice, Part::Transition, Part::Both].into_iter().enumerate() {
                    let stated = [exit.notice, exit.transition, exit.both][index];
                    let Some(reach) = exit.bounds(part, as_of).filter(|_| stated.is_none()) else { continue };
                    for completion in &completions {
                        bounded += 1;
                        let day = as_of.plus(completion[index]);
                        let within = reach.first <= day && reach.last.is_none_or(|last| day <= last);
                        assert!(within, "{part:?} of {exit:?} can be {completion:?}, not only {reach:?}");
                    }
                }
            }
        }
        assert!(bounded > 5_000 && contradictory > 1_000, "{bounded} {contradictory}");
    }

    #[test]
    fn a_statement_of_days_that_leaves_room_is_no_contradiction() {
        let as_of = Date::parse("2026-03-01").unwrap();
        let days = |days: u32| Some(months_and_days(0, days));
        for (notice, transition, both) in
            [(days(10), None, days(10)), (None, days(3), days(9)), (days(4), days(5), days(9))]
        {
            assert!(!Exit { notice, transition, both }.contradicts(as_of));
        }
        let exit = Exit { notice: days(10), transition: None, both: days(30) };
        let twenty = Reach::on(as_of.plus(months_and_days(0, 20)));
        assert_eq!(exit.bounds(Part::Transition, as_of), Some(twenty));
        assert_eq!(Exit::default().bounds(Part::Both, as_of), None);
    }
}
