//! The days on which something changes for a policy: between two of them, every day is like the other.

use crate::date::{Date, Duration, Window};
use crate::policy::{Atom, Exception, Literal, MemberValue, Part, Policy, Set, Test};
use crate::sorted::SortedSet;

/// Days of one policy that are looked at; past this many, an analysis cannot say that it looked at all.
const MAX_DAYS: usize = 400;

/// Days after which the calendar repeats: 400 years.
const CYCLE: i32 = 146_097;

/// Lists a day of each stretch on which nothing changes, the latest first; and whether these are all.
///
/// A fact that is a day is compared with days that the policy names, and with days at some distance before the day judged:
/// which of the two is earlier, and whether a day lies between them, changes on the named day, that distance later. Durations
/// come to stand in other orders too, since a month has 28 to 31 days.
pub(super) fn days(policies: &[&Policy]) -> (Vec<Date>, bool) {
    let mut days = SortedSet::from([Date::MIN]);
    let mut lengths = Lengths::default();
    for policy in policies {
        let turns = Turns::of(policy);
        let named: Vec<Date> = turns.named.iter().copied().collect();
        days.extend(turns.days.iter().copied());
        for day in named {
            days.extend([day, day.next()]);
            for distance in &turns.distances {
                let later = [day, day.next(), day.next().next()].map(|day| day.plus(*distance));
                days.extend(later.iter().flat_map(|later| [*later, later.next()]));
            }
        }
        lengths.ahead.extend(turns.durations);
        lengths.back.extend(turns.distances);
    }
    lengths.each_order(&mut days);
    let mut days: Vec<Date> = days.iter().copied().collect();
    days.reverse();
    let all = days.len() <= MAX_DAYS;
    days.truncate(MAX_DAYS);
    (days, all)
}

/// The durations with which a policy compares others, and the distances at which it compares days.
#[derive(Default)]
struct Lengths {
    ahead: Vec<Duration>,
    back: Vec<Duration>,
}

impl Lengths {
    /// Adds a day of each order in which these stand on some day of a stretch; `days` are the first days of all stretches.
    fn each_order(&self, days: &mut SortedSet<Date>) {
        if is_of_one_unit(&self.ahead) && is_of_one_unit(&self.back) {
            return;
        }
        let starts: Vec<i32> = days.iter().map(|day| day.days()).collect();
        let ends = starts.iter().skip(1).copied().chain([Date::MAX.days() + 1]);
        for (start, end) in starts.iter().zip(ends) {
            let mut seen = SortedSet::new();
            for day in (*start..end.min(start + CYCLE)).map(Date::from_days) {
                if seen.insert(self.order(day)) {
                    days.insert(day);
                }
            }
        }
    }

    /// Returns, for each two of them, which is longer on a day, and whether another length lies between them.
    fn order(&self, day: Date) -> Vec<i32> {
        let ahead: Vec<i32> = self.ahead.iter().map(|length| day.plus(*length).days()).collect();
        let back: Vec<i32> = self.back.iter().map(|length| day.minus(*length).days()).collect();
        let mut order = vec![];
        for reached in [ahead, back] {
            for (index, one) in reached.iter().enumerate() {
                order.extend(reached.iter().skip(index + 1).map(|other| (other - one).clamp(-2, 2)));
            }
        }
        order
    }
}

/// Returns whether durations stand in one order on every day: all are months, or all are days.
pub(super) fn is_of_one_unit(durations: &[Duration]) -> bool {
    let lacks = |unit: fn((u32, u32)) -> u32| durations.iter().all(|each| unit(each.months_and_days()) == 0);
    lacks(|(months, _)| months) || lacks(|(_, days)| days)
}

/// The parts of a policy that depend on the day.
pub(super) struct Turns<'p> {
    policy: &'p Policy,
    /// Days from which something else holds.
    pub(super) days: SortedSet<Date>,
    /// Days with which facts are compared.
    pub(super) named: SortedSet<Date>,
    /// The longest time that a fact may lie before the day judged.
    pub(super) distances: Vec<Duration>,
    /// Durations with which facts are compared.
    pub(super) durations: Vec<Duration>,
}

impl<'p> Turns<'p> {
    pub(super) fn of(policy: &'p Policy) -> Turns<'p> {
        let (days, named) = (SortedSet::new(), SortedSet::new());
        let mut turns = Turns { policy, days, named, distances: vec![], durations: vec![] };
        turns.policy();
        turns
    }

    fn policy(&mut self) {
        for rule in &self.policy.rules {
            self.window(&rule.window);
            rule.exceptions.iter().for_each(|exception| self.exception(exception));
        }
        let policy = self.policy;
        policy.each_atom(&mut |atom| self.atom(atom));
        for claim in &policy.claims {
            [&claim.when, &claim.never].into_iter().for_each(|formula| formula.each_atom(&mut |atom| self.atom(atom)));
        }
        self.days.extend(policy.regrouped.iter().map(|regrouped| regrouped.on));
    }

    fn atom(&mut self, atom: &Atom) {
        match &atom.test {
            Test::IsLiteral(Literal::Date(day)) | Test::Order(_, Literal::Date(day)) => {
                self.named.insert(*day);
            }
            Test::IsLiteral(Literal::Duration(duration)) | Test::Order(_, Literal::Duration(duration)) => {
                self.durations.push(*duration);
            }
            Test::Within(distance) => self.distances.push(*distance),
            Test::In(membership) => {
                self.set(&membership.set, 0);
                if membership.on.is_some() {
                    let turns: Vec<Date> = self.days.iter().copied().collect();
                    self.named.extend(turns);
                }
            }
            // The other tests say the same on each day.
            Test::IsLiteral(_) | Test::Order(..) | Test::OrderPath(..) | Test::IsPath(_) | Test::Yes | Test::IsNone => {
            }
            Test::IsValue(_) | Test::IsPlace(_) | Test::IsRegion(_) | Test::IsCategory(_) | Test::IsParty(_) => {}
            Test::HasValue(_) | Test::HasCategory(_) | Test::HasPlace(_) => {}
        }
    }

    pub(super) fn window(&mut self, window: &Window) {
        self.days.extend(window.from);
        self.days.extend(window.through.map(Date::next));
    }

    fn exception(&mut self, exception: &Exception) {
        self.window(&exception.window);
        exception.defeated_by.iter().for_each(|defeat| self.exception(defeat));
    }

    pub(super) fn group(&mut self, group: crate::atlas::Group) {
        group.memberships().iter().for_each(|membership| self.window(&membership.window));
    }

    fn set(&mut self, set: &Set, depth: usize) {
        set.each_leaf(&mut |leaf| match leaf {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index).filter(|_| depth < 64) {
                    self.set(&named.set, depth + 1);
                }
            }
            Set::Group(group) => self.group(*group),
            Set::Members(members) => {
                for member in members {
                    self.window(&member.window);
                    if let MemberValue::Group(group) = member.value {
                        self.group(group);
                    }
                }
            }
            Set::Entries(entries) => entries.each_part(&mut |part| {
                if let Part::Atom(atom) = part {
                    self.atom(atom);
                }
            }),
            _ => {}
        });
    }
}
