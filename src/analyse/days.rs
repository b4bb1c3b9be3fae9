//! The days on which something changes for a policy: between two of them, every day is like the other.

use crate::date::{Date, Duration, Window};
use crate::policy::{Atom, Exception, Literal, MemberValue, Part, Policy, Set, Test};
use crate::sorted::SortedSet;

/// Days of one policy that are looked at; past this many, an analysis cannot say that it looked at all.
const MAX_DAYS: usize = 400;

/// Lists a day of each stretch on which nothing changes, the latest first; and whether these are all.
///
/// A fact that is a day is compared with days that the policy names, and with days at some distance before the day judged:
/// which of the two is earlier changes on the named day, that distance later.
pub(super) fn days(policies: &[&Policy]) -> (Vec<Date>, bool) {
    let mut days = SortedSet::from([Date::MIN]);
    for policy in policies {
        let turns = Turns::of(policy);
        let named: Vec<Date> = turns.named.iter().copied().collect();
        days.extend(turns.days.iter().copied());
        for day in &named {
            days.extend([*day, day.next()]);
            for distance in &turns.distances {
                let later = day.plus(*distance);
                days.extend([later, later.next()]);
            }
        }
    }
    let mut days: Vec<Date> = days.iter().copied().collect();
    days.reverse();
    let all = days.len() <= MAX_DAYS;
    days.truncate(MAX_DAYS);
    (days, all)
}

/// The parts of a policy that depend on the day.
pub(super) struct Turns<'p> {
    policy: &'p Policy,
    /// Days from which something else holds.
    pub(super) days: SortedSet<Date>,
    /// Days with which facts are compared.
    pub(super) named: SortedSet<Date>,
    /// How long before the day judged facts may lie.
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
