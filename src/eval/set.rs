//! Membership in sets: dated, scoped, put together.

use super::Eval;
use super::entries::Entity;
use super::env::Env;
use super::judged::{Fact, Judged, Reason, ReasonValue};
use super::missing::Missing;
use super::reading::{At, Reading};
use crate::atlas::{Group, Place};
use crate::date::Date;
use crate::flow::Value;
use crate::policy::{Atom, Cite, Day, Member, MemberValue, Membership, Path, Set};
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::vocab::values;
use std::cmp::Ordering;

/// Membership as far as it is decided, with what the members that decided it rest on.
struct Found<'a> {
    judged: Judged<'a>,
    cites: Vec<&'a Cite>,
}

/// The value that is looked for, and the way in which sets are read.
struct Query<'a, 'q> {
    value: &'q Value,
    /// The place of the value.
    at: At,
    day: Date,
    /// The lists that scoped members are read with.
    lists: Option<&'q Reading<'a>>,
}

impl<'e> Eval<'e> {
    /// Returns whether a value is in a set.
    pub(super) fn is_in<'a>(
        &'a self,
        atom: &'a Atom,
        value: &Value,
        (at, told): (At, ReasonValue<'a>),
        membership: &'a Membership,
        env: &[Entity<'a>],
    ) -> Judged<'a>
    where
        'e: 'a,
    {
        let lists = membership.with.as_ref().map(|path| self.read(path, env));
        let found = match &membership.on {
            None => self.member_on(self.flow.as_of, value, at, lists.as_ref(), &membership.set, env),
            Some(Day::Date(day)) => self.member_on(*day, value, at, lists.as_ref(), &membership.set, env),
            Some(Day::Path(path)) => self.member_on_fact(path, value, at, lists.as_ref(), &membership.set, env),
        };
        if !self.explains() {
            return found.judged;
        }
        let reason = Reason {
            fact: Fact::At(at),
            value: Some(told),
            atom,
            holds: found.judged.truth,
            attested: self.is_attested(atom),
            cites: found.cites,
        };
        let mut because = vec![reason];
        if let (Some(Reading::Known(lists, path)), Truth::True | Truth::False) = (&lists, found.judged.truth) {
            because.push(Reason {
                fact: Fact::At(*path),
                value: Some(ReasonValue::Value(lists)),
                atom,
                holds: found.judged.truth,
                attested: false,
                cites: vec![],
            });
        }
        Judged { because, ..found.judged }
    }

    fn member_on<'a>(
        &'a self,
        day: Date,
        value: &Value,
        at: At,
        lists: Option<&Reading<'a>>,
        set: &'a Set,
        env: &[Entity<'a>],
    ) -> Found<'a> {
        self.member(&Query { value, at, day, lists }, set, env)
    }

    /// Judges membership on a day that a fact states; while that is unknown, what holds on every day.
    fn member_on_fact<'a>(
        &'a self,
        path: &Path,
        value: &Value,
        at: At,
        lists: Option<&Reading<'a>>,
        set: &'a Set,
        env: &[Entity<'a>],
    ) -> Found<'a> {
        let missing = match self.read(path, env) {
            Reading::Known(Value::Date(day), _) => return self.member_on(*day, value, at, lists, set, env),
            Reading::Unknown(why) => why.missing,
            _ => return Found::plain(false),
        };
        let mut days = SortedSet::from([Date::MIN]);
        self.turns(set, &mut days);
        let each: Vec<Found<'a>> = days.iter().map(|day| self.member_on(*day, value, at, lists, set, env)).collect();
        let constant = |truth: Truth| each.iter().all(|found| found.judged.truth == truth);
        match () {
            () if constant(Truth::True) || constant(Truth::False) => {
                each.into_iter().last().unwrap_or(Found::plain(false))
            }
            () => {
                let more = each.into_iter().map(|found| found.judged.missing);
                Found { judged: Judged::missing(more.fold(missing, Missing::and)), cites: vec![] }
            }
        }
    }

    /// Collects every day on which membership can change.
    pub(super) fn turns(&self, set: &Set, days: &mut SortedSet<Date>) {
        days.extend(self.policy.regrouped.iter().map(|regrouped| regrouped.on));
        let mut turn = |window: &crate::date::Window| {
            days.extend(window.from);
            days.extend(window.through.map(Date::next));
        };
        match set {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index) {
                    self.turns(&named.set, days);
                }
            }
            Set::Group(group) => group.memberships().iter().for_each(|m| turn(&m.window)),
            Set::Members(members) => {
                for member in members {
                    turn(&member.window);
                    if let MemberValue::Group(group) = member.value {
                        group.memberships().iter().for_each(|m| turn(&m.window));
                    }
                }
            }
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().for_each(|part| self.turns(part, days))
            }
            Set::Fact(_) | Set::Entries(_) => {}
        }
    }

    fn member<'a>(&'a self, query: &Query<'a, '_>, set: &'a Set, env: &[Entity<'a>]) -> Found<'a> {
        self.step();
        if self.is_exhausted() {
            return Found { judged: Judged::missing(Missing::Nothing), cites: vec![] };
        }
        match set {
            Set::Named(index) => match self.policy.sets.get(*index) {
                Some(named) => self.member(query, &named.set, env),
                None => Found::plain(false),
            },
            Set::Group(group) => Found::plain(self.in_group(query, *group)),
            Set::Members(members) => {
                // Most members are passed over at a glance.
                self.take_steps(members.len() / 4);
                self.union(members.iter().filter_map(|member| self.one_member(query, member)))
            }
            Set::Fact(path) => Found { judged: self.in_fact(query, path, env), cites: vec![] },
            Set::Entries(entries) => {
                let mut env = Env::of(env.to_vec());
                let found = self.entries(entries, &mut env);
                let parts = found.into_iter().map(|entry| {
                    let same = match (&entry.entity, query.value) {
                        (Entity::Object(id), Value::Object(person)) => self.same_entry(*id, *person),
                        (Entity::Rest(why), _) => Judged::missing(why.missing.clone()),
                        _ => Judged::plain(false),
                    };
                    entry.is_entry.and(same)
                });
                Found { judged: self.any(parts), cites: vec![] }
            }
            Set::Union(parts) => self.union(parts.iter().map(|part| self.member(query, part, env))),
            Set::Intersection(parts) => {
                parts.iter().map(|part| self.member(query, part, env)).fold(Found::plain(true), Found::and)
            }
            Set::Except(parts) => {
                let found = parts.iter().enumerate().map(|(index, part)| match self.member(query, part, env) {
                    first if index == 0 => first,
                    other => Found { judged: other.judged.negated(), ..other },
                });
                found.fold(Found::plain(true), Found::and)
            }
        }
    }

    /// Joins membership in any of several sets.
    fn union<'a>(&self, parts: impl Iterator<Item = Found<'a>>) -> Found<'a> {
        let mut all = Found::plain(false);
        for part in parts {
            all = all.or(part);
            if self.settles(&all.judged, Truth::True) {
                break;
            }
        }
        all
    }

    fn in_group(&self, query: &Query<'_, '_>, group: Group) -> bool {
        match query.value {
            Value::Place(place) => self.belongs(self.place(place), group, query.day),
            _ => false,
        }
    }

    /// Returns membership by the atlas, and by what is supposed of it since.
    fn belongs(&self, place: Place, group: Group, day: Date) -> bool {
        let by_atlas = group.windows(place).any(|m| m.window.holds(day));
        let mut supposed = self.policy.regrouped.iter().filter(|r| r.group == group && r.place == place && r.on <= day);
        supposed.next_back().map_or(by_atlas, |regrouped| regrouped.joins)
    }

    /// Returns what a member says of the value; nothing where it is another on the day.
    fn one_member<'a>(&'a self, query: &Query<'a, '_>, member: &'a Member) -> Option<Found<'a>> {
        if !member.window.holds(query.day) {
            return None;
        }
        let is = match (&member.value, query.value) {
            (MemberValue::Place(wanted), Value::Place(place)) => Judged::plain(*wanted == self.place(place)),
            (MemberValue::Group(group), _) => Judged::plain(self.in_group(query, *group)),
            (MemberValue::Value(wanted), Value::Enum(_, have)) => Judged::plain(wanted == have),
            (MemberValue::Region(wanted), Value::Region(have)) => Judged::plain(Some(*wanted) == *have),
            (MemberValue::Category(wanted), Value::Category(have)) => self.is_category(*have, *wanted, query.at),
            (MemberValue::Party(id), Value::Object(person)) => self.is_party(*person, id),
            _ => return None,
        };
        if is.truth == Truth::False {
            return None;
        }
        let judged = match member.scope {
            Some(scope) => is.and(self.listed(query.lists, scope)),
            None => is,
        };
        let cites = if self.explains() { member.cites.iter().collect() } else { vec![] };
        Some(Found { judged, cites })
    }

    /// Returns the values of a set of the flow, or the one value that a fact is.
    fn in_fact<'a>(&'a self, query: &Query<'a, '_>, path: &Path, env: &[Entity<'a>]) -> Judged<'a> {
        let equal = |other: &Value, at: At| match (query.value, other) {
            (Value::Place(a), Value::Place(b)) => Judged::plain(self.place(a) == self.place(b)),
            (Value::Category(have), Value::Category(wanted)) => self.is_within_category(*have, *wanted, [query.at, at]),
            (Value::Object(a), Value::Object(b)) => self.same_person(*a, *b),
            (Value::Nobody, _) | (_, Value::Nobody) => Judged::plain(false),
            (a, b) => Judged::plain(a == b),
        };
        match self.read(path, env) {
            Reading::Known(Value::Set(entries), at) => {
                let known = self.any(entries.items.iter().map(|other| equal(other, at)));
                match entries.open.as_slice() {
                    [] => known,
                    open => known.or(Judged::missing(self.facts_named(open))),
                }
            }
            Reading::Known(other, at) => equal(other, at),
            Reading::Entry(id) => equal(&Value::Object(id), At::object(id)),
            Reading::Unknown(why) => Judged::missing(why.missing),
            Reading::Absent => Judged::plain(false),
        }
    }

    fn same_entry<'a>(&self, entry: crate::flow::ObjectId, person: crate::flow::ObjectId) -> Judged<'a> {
        let behind = self.flow.fact(entry, crate::policy::Field::PERSON);
        match behind {
            Some(Value::Object(id)) => self.same_person(*id, person),
            _ => self.same_person(entry, person),
        }
    }

    /// Returns whether someone is on a list.
    fn listed<'a>(&self, lists: Option<&Reading<'a>>, scope: u8) -> Judged<'a> {
        match lists {
            Some(Reading::Known(Value::Set(entries), _)) => {
                match (entries.items.contains(&Value::Enum(values::LISTED, scope)), entries.open.is_empty()) {
                    (true, _) => Judged::plain(true),
                    (false, true) => Judged::plain(false),
                    (false, false) => Judged::missing(self.facts_named(&entries.open)),
                }
            }
            Some(Reading::Unknown(why)) => Judged::missing(why.missing.clone()),
            _ => Judged::plain(false),
        }
    }
}

impl<'a> Found<'a> {
    fn plain(truth: bool) -> Found<'a> {
        Found { judged: Judged::plain(truth), cites: vec![] }
    }

    fn and(mut self, other: Found<'a>) -> Found<'a> {
        self.cites.extend(other.cites);
        Found { judged: self.judged.and(other.judged), cites: self.cites }
    }

    /// Joins two by `or`. The citations are those of the members that decide it.
    fn or(mut self, other: Found<'a>) -> Found<'a> {
        match other.judged.truth.cmp(&self.judged.truth) {
            Ordering::Greater => self.cites = other.cites,
            Ordering::Equal if other.judged.truth != Truth::False => self.cites.extend(other.cites),
            _ => {}
        }
        Found { judged: self.judged.or(other.judged), cites: self.cites }
    }
}
