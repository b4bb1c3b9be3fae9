//! Days on which sets change, and what each set is between them.

use crate::atlas::{Group, PlaceSet};
use crate::date::{Date, Window};
use crate::order::sort_by;
use crate::policy::{Member, MemberValue, Policy, Set};

/// The number of days from 0000-12-31 to 1970-01-01.
const EPOCH: i32 = 719_163;

/// Returns a day as the number that a printed module has for it: days since 0000-12-31.
pub(super) fn day_word(date: Date) -> u32 {
    (date.days() + EPOCH) as u32
}

/// The stretches of days on which no set changes.
pub(super) struct Calendar<'p> {
    policy: &'p Policy,
    turns: Vec<Date>,
    /// Every group of the atlas on the first day of each stretch.
    groups: Vec<Vec<PlaceSet>>,
}

impl<'p> Calendar<'p> {
    /// Computes the stretches of a policy.
    pub(super) fn of(policy: &'p Policy) -> Calendar<'p> {
        let mut days: Vec<Date> = policy.regrouped.iter().map(|regrouped| regrouped.on).collect();
        for group in Group::all() {
            group.memberships().iter().for_each(|membership| turns_of(membership.window, &mut days));
        }
        policy.sets.iter().for_each(|named| turns_in(&named.set, &mut days));
        policy.each_atom(&mut |atom| {
            if let crate::policy::Test::In(membership) = &atom.test {
                turns_in(&membership.set, &mut days);
            }
        });
        sort_by(&mut days, |a: &Date, b| a.cmp(b));
        days.dedup();
        let turns = days;
        let mut calendar = Calendar { policy, turns, groups: vec![] };
        calendar.groups =
            Group::all().map(|group| calendar.days().map(|day| calendar.members(group, day)).collect()).collect();
        calendar
    }

    /// Returns the first day of every stretch but the first.
    pub(super) fn turns(&self) -> &[Date] {
        &self.turns
    }

    /// Iterates over a day of each stretch.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        std::iter::once(Date::MIN).chain(self.turns.iter().copied())
    }

    /// Returns the members by the atlas, and by what is supposed of it since.
    fn members(&self, group: Group, day: Date) -> PlaceSet {
        let mut members = group.members_on(day);
        for supposed in self.policy.regrouped.iter().filter(|r| r.group == group && r.on <= day) {
            let place = PlaceSet::of(supposed.place);
            members = if supposed.joins { members.union(place) } else { members.difference(place) };
        }
        members
    }

    fn group(&self, group: Group, stretch: usize) -> PlaceSet {
        let rows = Group::all().position(|known| known == group).and_then(|index| self.groups.get(index));
        rows.and_then(|rows| rows.get(stretch)).copied().unwrap_or_default()
    }

    /// Returns the places of a set that are on a list, or on none, in a stretch that starts with `day`.
    pub(super) fn places_of(&self, set: &Set, list: Option<u8>, stretch: usize, day: Date) -> PlaceSet {
        self.places(set, Scope(list), stretch, day)
    }

    fn places(&self, set: &Set, fits: Scope, stretch: usize, day: Date) -> PlaceSet {
        let part = |set: &Set| self.places(set, fits, stretch, day);
        match set {
            Set::Named(index) => self.policy.sets.get(*index).map_or(PlaceSet::empty(), |named| part(&named.set)),
            Set::Group(group) => self.group(*group, stretch),
            Set::Members(members) => {
                let held = members.iter().filter(|member| fits.holds(member) && member.window.holds(day));
                held.fold(PlaceSet::empty(), |all, member| match member.value {
                    MemberValue::Place(place) => all.union(PlaceSet::of(place)),
                    MemberValue::Group(group) => all.union(self.group(group, stretch)),
                    _ => all,
                })
            }
            Set::Union(parts) => parts.iter().map(part).fold(PlaceSet::empty(), PlaceSet::union),
            Set::Intersection(parts) => parts.iter().map(part).reduce(PlaceSet::intersection).unwrap_or_default(),
            Set::Except(parts) => parts.iter().map(part).reduce(PlaceSet::difference).unwrap_or_default(),
            Set::Fact(_) | Set::Entries(_) => PlaceSet::empty(),
        }
    }
}

/// Selects members of a set: those without a list, or those on one.
#[derive(Clone, Copy)]
struct Scope(Option<u8>);

impl Scope {
    fn holds(self, member: &Member) -> bool {
        member.scope == self.0
    }
}

impl Policy {
    /// Returns whether a set of places depends on the day alone.
    pub(super) fn is_dated(&self, set: &Set) -> bool {
        match set {
            Set::Named(index) => self.sets.get(*index).is_some_and(|named| self.is_dated(&named.set)),
            Set::Group(_) => true,
            Set::Members(members) => members.iter().all(|member| member.scope.is_none()),
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().all(|part| self.is_dated(part))
            }
            Set::Fact(_) | Set::Entries(_) => false,
        }
    }
}

fn turns_in(set: &Set, days: &mut Vec<Date>) {
    set.each_leaf(&mut |leaf| {
        if let Set::Members(members) = leaf {
            members.iter().for_each(|member| turns_of(member.window, days));
        }
    });
}

fn turns_of(window: Window, days: &mut Vec<Date>) {
    days.extend(window.from);
    days.extend(window.through.map(Date::next));
}
