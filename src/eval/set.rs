//! Membership in sets: dated, scoped, put together.

use super::Eval;
use super::entries::Entity;
use super::judged::{Judged, Reason};
use super::reading::Reading;
use super::test::{is_category, is_within};
use crate::atlas::{Group, Place};
use crate::date::Date;
use crate::flow::Value;
use crate::policy::{Atom, Cite, Day, Member, MemberValue, Membership, Path, Set};
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::vocab::values;

/// Membership as far as it is decided, with what the members that decided it rest on.
struct Found<'a> {
    judged: Judged<'a>,
    cites: Vec<&'a Cite>,
}

/// What is looked for, and how sets are read.
struct Query<'a, 'q> {
    value: &'q Value,
    /// Path of the value.
    at: &'q str,
    day: Date,
    /// The lists that scoped members are read with.
    lists: Option<&'q Reading<'a>>,
}

impl<'e> Eval<'e> {
    /// Whether a value is in a set.
    pub(super) fn is_in<'a>(
        &'a self,
        atom: &'a Atom,
        value: &Value,
        at: &str,
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
        if !self.explains {
            return found.judged;
        }
        let reason = Reason {
            fact: at.to_owned(),
            value: Some(super::words::value(self, value)),
            atom,
            holds: found.judged.truth,
            attested: self.is_attested(atom),
            cites: found.cites,
        };
        let mut because = vec![reason];
        if let (Some(Reading::Known(lists, path)), Truth::True | Truth::False) = (&lists, found.judged.truth) {
            let value = Some(super::words::value(self, lists));
            because.push(Reason {
                fact: path.clone(),
                value,
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
        at: &str,
        lists: Option<&Reading<'a>>,
        set: &'a Set,
        env: &[Entity<'a>],
    ) -> Found<'a> {
        self.member(&Query { value, at, day, lists }, set, env)
    }

    /// On a day that a fact states; while that is unknown, what holds on every day.
    fn member_on_fact<'a>(
        &'a self,
        path: &Path,
        value: &Value,
        at: &str,
        lists: Option<&Reading<'a>>,
        set: &'a Set,
        env: &[Entity<'a>],
    ) -> Found<'a> {
        let missing = match self.read(path, env) {
            Reading::Known(Value::Date(day), _) => return self.member_on(*day, value, at, lists, set, env),
            Reading::Unknown(paths) => paths,
            _ => return Found { judged: Judged::plain(false), cites: vec![] },
        };
        let mut days = SortedSet::from([Date::MIN]);
        self.turns(set, &mut days);
        let each: Vec<Found<'a>> = days.iter().map(|day| self.member_on(*day, value, at, lists, set, env)).collect();
        let constant = |truth: Truth| each.iter().all(|found| found.judged.truth == truth);
        match () {
            () if constant(Truth::True) || constant(Truth::False) => {
                each.into_iter().last().unwrap_or(Found { judged: Judged::plain(false), cites: vec![] })
            }
            () => {
                let more = each.into_iter().flat_map(|found| found.judged.missing);
                Found { judged: Judged::missing(missing.into_iter().chain(more)), cites: vec![] }
            }
        }
    }

    /// Every day on which membership can change.
    fn turns(&self, set: &Set, days: &mut SortedSet<Date>) {
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
            return Found { judged: Judged::missing([]), cites: vec![] };
        }
        match set {
            Set::Named(index) => match self.policy.sets.get(*index) {
                Some(named) => self.member(query, &named.set, env),
                None => Found { judged: Judged::plain(false), cites: vec![] },
            },
            Set::Group(group) => Found { judged: Judged::plain(self.in_group(query, *group)), cites: vec![] },
            Set::Members(members) => {
                // Most members are passed over at a glance.
                self.take_steps(members.len() / 4);
                union(members.iter().map(|member| self.one_member(query, member)).collect())
            }
            Set::Fact(path) => Found { judged: self.in_fact(query, path, env), cites: vec![] },
            Set::Entries(entries) => {
                let mut env = env.to_vec();
                let found = self.entries(entries, &mut env);
                let parts = found.into_iter().map(|entry| {
                    let same = match (&entry.entity, query.value) {
                        (Entity::Object(id), Value::Object(person)) => self.same_entry(*id, *person),
                        (Entity::Rest(why), _) => Judged::missing(why.iter().cloned()),
                        _ => Judged::plain(false),
                    };
                    Judged::all(vec![entry.is_entry, same])
                });
                Found { judged: Judged::any(parts.collect()), cites: vec![] }
            }
            Set::Union(parts) => union(parts.iter().map(|part| self.member(query, part, env)).collect()),
            Set::Intersection(parts) => {
                let (judged, cites) = split(parts.iter().map(|part| self.member(query, part, env)));
                Found { judged: Judged::all(judged), cites: cites.concat() }
            }
            Set::Except(parts) => {
                let (mut judged, cites) = split(parts.iter().map(|part| self.member(query, part, env)));
                for part in judged.iter_mut().skip(1) {
                    *part = std::mem::replace(part, Judged::plain(false)).negated();
                }
                Found { judged: Judged::all(judged), cites: cites.concat() }
            }
        }
    }

    fn in_group(&self, query: &Query<'_, '_>, group: Group) -> bool {
        match query.value {
            Value::Place(place) => self.belongs(self.place(place), group, query.day),
            _ => false,
        }
    }

    /// Membership by the atlas, and by what is supposed of it since.
    fn belongs(&self, place: Place, group: Group, day: Date) -> bool {
        let by_atlas = group.windows(place).any(|m| m.window.holds(day));
        let mut supposed = self.policy.regrouped.iter().filter(|r| r.group == group && r.place == place && r.on <= day);
        supposed.next_back().map_or(by_atlas, |regrouped| regrouped.joins)
    }

    fn one_member<'a>(&'a self, query: &Query<'a, '_>, member: &'a Member) -> Found<'a> {
        let none = Found { judged: Judged::plain(false), cites: vec![] };
        if !member.window.holds(query.day) {
            return none;
        }
        let is = match (&member.value, query.value) {
            (MemberValue::Place(wanted), Value::Place(place)) => Judged::plain(*wanted == self.place(place)),
            (MemberValue::Group(group), _) => Judged::plain(self.in_group(query, *group)),
            (MemberValue::Value(wanted), Value::Enum(_, have)) => Judged::plain(wanted == have),
            (MemberValue::Region(wanted), Value::Region(have)) => Judged::plain(Some(*wanted) == *have),
            (MemberValue::Category(wanted), Value::Category(have)) => is_category(*have, *wanted, query.at),
            (MemberValue::Party(id), Value::Object(person)) => self.is_party(*person, id),
            _ => return none,
        };
        let judged = match member.scope {
            Some(scope) if is.truth != Truth::False => Judged::all(vec![is, listed(query.lists, scope)]),
            _ => is,
        };
        Found { judged, cites: member.cites.iter().collect() }
    }

    /// The values of a set of the flow, or the one value that a fact is.
    fn in_fact<'a>(&'a self, query: &Query<'a, '_>, path: &Path, env: &[Entity<'a>]) -> Judged<'a> {
        let equal = |other: &Value, at: &str| match (query.value, other) {
            (Value::Place(a), Value::Place(b)) => Judged::plain(self.place(a) == self.place(b)),
            (Value::Category(have), Value::Category(wanted)) => is_within(*have, *wanted, [query.at, at]),
            (Value::Object(a), Value::Object(b)) => self.same_person(*a, *b),
            (Value::Nobody, _) | (_, Value::Nobody) => Judged::plain(false),
            (a, b) => Judged::plain(a == b),
        };
        match self.read(path, env) {
            Reading::Known(Value::Set(entries), at) => {
                let mut parts: Vec<Judged<'a>> = entries.items.iter().map(|other| equal(other, &at)).collect();
                if !entries.open.is_empty() {
                    parts.push(Judged::missing(entries.open.iter().cloned()));
                }
                Judged::any(parts)
            }
            Reading::Known(other, at) => equal(other, &at),
            Reading::Entry(id) => equal(&Value::Object(id), ""),
            Reading::Unknown(paths) => Judged::missing(paths),
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
}

/// Whether someone is on a list.
fn listed<'a>(lists: Option<&Reading<'a>>, scope: u8) -> Judged<'a> {
    match lists {
        Some(Reading::Known(Value::Set(entries), _)) => {
            match (entries.items.contains(&Value::Enum(values::LISTED, scope)), entries.open.is_empty()) {
                (true, _) => Judged::plain(true),
                (false, true) => Judged::plain(false),
                (false, false) => Judged::missing(entries.open.iter().cloned()),
            }
        }
        Some(Reading::Unknown(paths)) => Judged::missing(paths.iter().cloned()),
        _ => Judged::plain(false),
    }
}

fn split<'a>(parts: impl Iterator<Item = Found<'a>>) -> (Vec<Judged<'a>>, Vec<Vec<&'a Cite>>) {
    parts.map(|found| (found.judged, found.cites)).unzip()
}

/// In any: the citations are those of the members that decided it.
fn union<'a>(parts: Vec<Found<'a>>) -> Found<'a> {
    let truth = parts.iter().map(|part| part.judged.truth).fold(Truth::False, Truth::or);
    let mut cites = Vec::new();
    let mut judged = Vec::new();
    for part in parts {
        if part.judged.truth == truth && truth != Truth::False {
            cites.extend(part.cites);
        }
        judged.push(part.judged);
    }
    Found { judged: Judged::any(judged), cites }
}
