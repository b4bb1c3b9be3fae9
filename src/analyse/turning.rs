//! The days on which the answer on one flow can turn: between two of them, every day is like the other.
//!
//! A flow can be judged on more days than an analysis looks at: the atlas says other things of its sites, parties and groups,
//! and what it states is compared with the day judged.

use super::days::{Turns, is_of_one_unit};
use crate::atlas::{Group, instruments, providers};
use crate::date::{Date, Duration};
use crate::flow::exit::{self, Exit, Part};
use crate::flow::json::Json;
use crate::order::sort_by;
use crate::policy::Policy;
use crate::sorted::SortedSet;

/// Durations that are compared on each day; past this many, every day is listed.
const MAX_DURATIONS: usize = 24;

/// Lists `from`, and every later day through `through` on which the answer on a flow can be another than on the day before.
pub(super) fn turning(policy: &Policy, flow: &Json, from: Date, through: Date) -> Vec<Date> {
    let stated = Stated::of(flow);
    let mut turns = Turns::of(policy);
    Group::all().for_each(|group| turns.group(group));
    providers().iter().for_each(|operator| turns.window(&operator.window));
    instruments().iter().for_each(|clauses| turns.window(&clauses.new));
    let Turns { mut days, mut named, distances, durations, .. } = turns;
    named.extend(stated.days);
    for day in named.iter() {
        days.extend([*day, day.next()]);
        days.extend(distances.iter().filter_map(|distance| passed(*day, *distance, from, through)));
    }
    reordered(&Durations::of(&stated.durations, durations, flow), from, through, &mut days);
    days.insert(from);
    days.iter().copied().filter(|day| from <= *day && *day <= through).collect()
}

/// The days and durations that a flow states anywhere.
#[derive(Default)]
struct Stated {
    days: Vec<Date>,
    durations: Vec<Duration>,
}

impl Stated {
    fn of(flow: &Json) -> Stated {
        let mut stated = Stated::default();
        let mut left = vec![flow];
        while let Some(value) = left.pop() {
            match value {
                Json::Text(text) => {
                    stated.days.extend(Date::parse(text));
                    stated.durations.extend(Duration::parse(text));
                }
                Json::Array(items) => left.extend(items),
                Json::Object(entries) => left.extend(entries.iter().map(|(_, value)| value)),
                Json::Null | Json::Bool(_) | Json::Number(_) => {}
            }
        }
        stated
    }
}

/// Returns the first day after `from` on which `day` lies longer ago than `distance`.
fn passed(day: Date, distance: Duration, from: Date, through: Date) -> Option<Date> {
    let is_passed = |judged: i32| Date::from_days(judged).minus(distance) > day;
    let (mut low, mut high) = (from.days(), through.days());
    if is_passed(low) || !is_passed(high) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        *(if is_passed(middle) { &mut high } else { &mut low }) = middle;
    }
    Some(Date::from_days(high))
}

/// The durations that are compared by the day that each reaches from the day judged.
struct Durations {
    each: Vec<Duration>,
    /// The parts of the time to switch, where those that are stated bound another.
    exit: Option<Exit>,
}

impl Durations {
    fn of(stated: &[Duration], policy: Vec<Duration>, flow: &Json) -> Durations {
        let part = |path: &str| {
            let found = path.split('.').try_fold(flow, |value, key| match value {
                Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
                _ => None,
            });
            found.and_then(|value| if let Json::Text(text) = value { Duration::parse(text) } else { None })
        };
        let addends = exit::addends();
        let [notice, transition] = [0, 1].map(|index: usize| addends.get(index).and_then(|path| part(path)));
        let exit = Exit { notice, transition, both: part(exit::TOTAL) };
        let is_bounded = [notice, transition, exit.both].iter().flatten().next().is_some();
        let mut each = policy;
        each.extend(stated.iter().copied().chain(exit.sum()));
        sort_by(&mut each, |a: &Duration, b| key(a).cmp(&key(b)));
        each.dedup();
        Durations { each, exit: Some(exit).filter(|_| is_bounded) }
    }

    /// Returns whether these stand in one order on every day through `through`: all are months, or all are days.
    fn are_steady(&self, through: Date) -> bool {
        let is_within = self.each.iter().all(|each| through.plus(*each) < Date::MAX);
        self.exit.is_none() && is_within && is_of_one_unit(&self.each)
    }

    /// Returns the days that each reaches from one day, in one order whatever the day is.
    fn reached(&self, day: Date) -> Vec<Date> {
        let mut reached: Vec<Date> = self.each.iter().map(|each| day.plus(*each)).collect();
        for part in [Part::Notice, Part::Transition, Part::Both] {
            if let Some(reach) = self.exit.and_then(|exit| exit.bounds(part, day)) {
                reached.push(reach.first);
                reached.extend(reach.last);
            }
        }
        reached
    }
}

fn key(duration: &Duration) -> (u32, u32, u32) {
    (duration.years, duration.months, duration.days)
}

/// Adds the days on which durations come to stand in another order: a month is as long as 28 days on some of them, and as 31 on others.
fn reordered(durations: &Durations, from: Date, through: Date, days: &mut SortedSet<Date>) {
    if durations.are_steady(through) {
        return;
    }
    let all = (from.days()..=through.days()).map(Date::from_days);
    if durations.each.len() > MAX_DURATIONS {
        return days.extend(all);
    }
    let mut before = vec![];
    for day in all {
        let order = order_of(&durations.reached(day));
        if order != before {
            days.insert(day);
            before = order;
        }
    }
}

/// Returns, for each day, how many others are earlier.
fn order_of(days: &[Date]) -> Vec<usize> {
    days.iter().map(|day| days.iter().filter(|other| *other < day).count()).collect()
}
