//! Days on which sets change, and what each set is between them.

use super::compile::{Compiler, index_of, insert, ordered};
use super::{Dated, Mask};
use crate::atlas::{Group, Place, PlaceSet};
use crate::date::{Date, Window};
use crate::flow::territories;
use crate::policy::{Member, MemberValue, Policy, Set};
use crate::truth::Truth;
use crate::vocab::{Category, category};

/// The stretches of days on which no set changes.
pub(crate) struct Calendar<'p> {
    policy: &'p Policy,
    turns: Vec<Date>,
    /// Every group of the atlas on the first day of each stretch.
    groups: Vec<Vec<PlaceSet>>,
}

impl<'p> Calendar<'p> {
    /// Computes the stretches of a policy.
    pub(crate) fn of(policy: &'p Policy) -> Calendar<'p> {
        let mut days = policy.regrouped.iter().map(|regrouped| regrouped.on).collect();
        for group in Group::all() {
            group.memberships().iter().for_each(|membership| turns_of(membership.window, &mut days));
        }
        policy.sets.iter().for_each(|named| turns_in(&named.set, &mut days));
        policy.each_atom(&mut |atom| {
            if let crate::policy::Test::In(membership) = &atom.test {
                turns_in(&membership.set, &mut days);
            }
        });
        let turns = ordered(days);
        let mut calendar = Calendar { policy, turns, groups: vec![] };
        calendar.groups =
            Group::all().map(|group| calendar.days().map(|day| calendar.members(group, day)).collect()).collect();
        calendar
    }

    /// Returns the first day of every stretch but the first.
    pub(crate) fn turns(&self) -> &[Date] {
        &self.turns
    }

    /// Iterates over a day of each stretch.
    pub(crate) fn days(&self) -> impl Iterator<Item = Date> {
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
    pub(crate) fn places_of(&self, set: &Set, list: Option<u8>, stretch: usize, day: Date) -> PlaceSet {
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

/// Which members of a set are meant: those without a list, or those on one.
#[derive(Clone, Copy)]
pub(super) struct Scope(pub(super) Option<u8>);

impl Scope {
    fn holds(self, member: &Member) -> bool {
        member.scope == self.0
    }
}

impl Compiler<'_> {
    /// Returns the index of a set of places.
    pub(super) fn dated_places(&mut self, set: &Set) -> u16 {
        self.dated_scope(set, Scope(None))
    }

    /// Returns the index of the places of a set that are on a list.
    pub(super) fn dated_scope(&mut self, set: &Set, scope: Scope) -> u16 {
        let calendar = self.calendar;
        let rows = calendar.days().enumerate().map(|(stretch, day)| words(calendar.places(set, scope, stretch, day)));
        let rows: Vec<Mask> = rows.collect();
        self.dated(&rows)
    }

    /// Returns the index of members that are values of an enumeration.
    pub(super) fn dated_values(&mut self, members: &[&Member]) -> u16 {
        let rows = self.rows(members, |member, mask| {
            if let MemberValue::Value(value) = member.value {
                insert(mask, usize::from(value));
            }
        });
        self.dated(&rows)
    }

    /// Returns the index of members that are categories: for each stated one, whether it is surely in, and whether it may be.
    pub(super) fn dated_categories(&mut self, members: &[&Member]) -> u16 {
        let rows = self.rows(members, |member, mask| {
            let MemberValue::Category(wanted) = member.value else { return };
            for stated in Category::all() {
                let (certain, perhaps) = mask.split_at_mut(2);
                match category::has(&[stated], true, wanted) {
                    Truth::True => insert(certain, stated.index()),
                    Truth::Unknown => insert(perhaps, stated.index()),
                    Truth::False => {}
                }
            }
        });
        self.dated(&rows)
    }

    /// Returns the index of members that are regions, in two masks.
    pub(super) fn dated_regions(&mut self, members: &[&Member]) -> u16 {
        let region = |member: &Member| match member.value {
            MemberValue::Region(index) => Some(usize::from(index)),
            _ => None,
        };
        let low = self.rows(members, |member, mask| {
            region(member).filter(|index| *index < 256).into_iter().for_each(|index| insert(mask, index))
        });
        let high = self.rows(members, |member, mask| {
            region(member).and_then(|index| index.checked_sub(256)).into_iter().for_each(|index| insert(mask, index))
        });
        // Both masks of a stretch stand side by side.
        let mut changes: Vec<(u16, u16)> = Vec::new();
        let mut last = None;
        for (stretch, pair) in low.iter().zip(&high).enumerate().filter(|(_, pair)| {
            let differs = last != Some(*pair);
            last = Some(*pair);
            differs
        }) {
            changes.push((stretch as u16, self.program.masks.len() as u16));
            self.program.masks.extend([*pair.0, *pair.1]);
        }
        index_of(&mut self.program.dated, Dated { changes, wide: true })
    }

    fn rows(&self, members: &[&Member], put: impl Fn(&Member, &mut Mask)) -> Vec<Mask> {
        let row = |day: Date| {
            let mut mask = Mask::default();
            members.iter().filter(|member| member.window.holds(day)).for_each(|member| put(member, &mut mask));
            mask
        };
        self.calendar.days().map(row).collect()
    }

    fn dated(&mut self, rows: &[Mask]) -> u16 {
        let mut changes: Vec<(u16, u16)> = Vec::new();
        let mut last = None;
        for (stretch, row) in rows.iter().enumerate() {
            if last != Some(row) {
                changes.push((stretch as u16, self.mask(*row)));
            }
            last = Some(row);
        }
        index_of(&mut self.program.dated, Dated { changes, wide: false })
    }

    /// Returns the index of the territory of each law on transfers.
    pub(super) fn inside(&mut self) -> [u16; 3] {
        let rows: Vec<[Mask; 3]> = self.calendar.days().map(|day| territories(day).map(words)).collect();
        [0, 1, 2].map(|law| {
            let rows: Vec<Mask> = rows.iter().filter_map(|row| row.get(law)).copied().collect();
            self.dated(&rows)
        })
    }
}

fn turns_in(set: &Set, days: &mut Vec<Date>) {
    match set {
        Set::Members(members) => members.iter().for_each(|member| turns_of(member.window, days)),
        Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
            parts.iter().for_each(|part| turns_in(part, days));
        }
        Set::Named(_) | Set::Group(_) | Set::Fact(_) | Set::Entries(_) => {}
    }
}

fn turns_of(window: Window, days: &mut Vec<Date>) {
    days.extend(window.from);
    days.extend(window.through.map(Date::next));
}

/// Places as a mask.
pub(crate) fn words(places: PlaceSet) -> Mask {
    let mut mask = Mask::default();
    places.iter().map(Place::index).for_each(|index| insert(&mut mask, index));
    mask
}
