//! Notes of the tests on each fact: the values with which it was compared, or that it was run over.

use super::Eval;
use super::entries::Entity;
use super::missing::{FactId, Missing};
use super::reading::{At, Reading};
use super::texts::Texts;
use crate::atlas::Place;
use crate::date::{Date, Duration};
use crate::flow::{Flow, Value};
use crate::policy::{Atom, Base, Day, Field, Literal, MemberValue, Membership, Set, Step, Subject, Test};
use crate::sorted::SortedSet;
use crate::vocab::{Category, SUM};
use std::rc::Rc;

/// A value with which a fact was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Constant {
    /// A value of its enumeration.
    Value(u8),
    Place(Place),
    Region(Option<u16>),
    Category(Category),
    Date(Date),
    /// Years, months and days.
    Duration(u32, u32, u32),
    /// Hundredths.
    Percent(u32),
    /// Ten-thousandths.
    Number(i64),
    /// A test asked who the person is.
    Person,
    /// Its entries were run over.
    Entries,
    /// Another fact, of which the value is not known.
    Fact,
}

/// The tests on each fact, by its number; nothing where there were none.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(Vec<Option<Vec<Constant>>>);

impl Notes {
    fn add(&mut self, number: usize, constants: impl IntoIterator<Item = Constant>) {
        self.0.resize(self.0.len().max(number + 1), None);
        if let Some(known) = self.0.get_mut(number) {
            let known = known.get_or_insert_default();
            // They are few, and mostly the same again.
            for constant in constants {
                if !known.contains(&constant) {
                    known.push(constant);
                }
            }
        }
    }

    fn get(&self, number: usize) -> Option<SortedSet<Constant>> {
        self.0.get(number)?.as_ref().map(|known| known.iter().copied().collect())
    }

    pub(super) fn with_paths(self, paths: &Rc<Texts>) -> Comparisons {
        Comparisons { paths: paths.clone(), notes: self }
    }
}

/// For each fact that was asked of, by its path, with what it was compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comparisons {
    paths: Rc<Texts>,
    notes: Notes,
}

impl Comparisons {
    /// Returns an empty record.
    pub(crate) fn new() -> Comparisons {
        Comparisons::default()
    }

    /// Returns with what a fact was compared; nothing where it was not asked of.
    pub(crate) fn get(&self, path: &str) -> Option<SortedSet<Constant>> {
        self.notes.get(self.paths.find(path)?)
    }

    /// Adds that a fact was compared with some values.
    pub(crate) fn add(&mut self, path: &str, constants: impl IntoIterator<Item = Constant>) {
        self.notes.add(Rc::make_mut(&mut self.paths).number(path), constants);
    }

    /// Returns each with what it was compared, in the order in which they were first read.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &[Constant])> {
        let noted = self.notes.0.iter().enumerate();
        noted.filter_map(|(number, constants)| Some((self.paths.get(number)?, constants.as_deref()?)))
    }
}

impl<'e> Eval<'e> {
    /// Notes that a fact was compared with some values.
    pub(super) fn note(&self, fact: FactId, constants: &[Constant]) {
        if let Some(asked) = self.asked {
            asked.borrow_mut().add(fact.number(), constants.iter().copied());
        }
    }

    fn note_each(&self, missing: &Missing, constants: &[Constant]) {
        missing.iter().for_each(|fact| self.note(fact, constants));
    }

    /// Notes what stands at a path.
    fn note_reading(&self, reading: &Reading<'_>, constants: &[Constant]) {
        match reading {
            Reading::Known(_, at) => self.note(self.fact_at(*at), constants),
            Reading::Entry(id) => self.note(self.fact_at(At::object(*id)), constants),
            Reading::Unknown(why) => self.note_each(&why.missing, constants),
            Reading::Absent => {}
        }
    }

    /// Notes a list or set that is run over.
    pub(super) fn note_entries(&self, reading: &Reading<'_>) {
        if self.asked.is_some() {
            self.note_reading(reading, &[Constant::Entries]);
        }
    }

    /// Notes a test, on what it reads.
    pub(super) fn note_test(&self, atom: &Atom, reading: &Reading<'_>, env: &[Entity<'_>]) {
        if self.asked.is_none() {
            return;
        }
        let constant = match &atom.test {
            Test::Yes | Test::IsNone => return self.note_reading(reading, &[]),
            Test::IsValue(value) | Test::HasValue(value) => Constant::Value(*value),
            Test::IsPlace(place) | Test::HasPlace(place) => Constant::Place(*place),
            Test::IsRegion(region) => Constant::Region(*region),
            Test::IsCategory(category) | Test::HasCategory(category) => Constant::Category(*category),
            Test::IsParty(_) => Constant::Person,
            Test::IsLiteral(literal) | Test::Order(_, literal) => constant_of(*literal),
            Test::IsPath(other) | Test::OrderPath(_, other) => {
                let other = self.read(other, env);
                self.note_reading(&other, &self.other(reading));
                self.note_parts(atom, reading, &self.other(&other));
                return self.note_reading(reading, &self.other(&other));
            }
            Test::In(membership) => return self.note_membership(membership, reading, env),
            Test::Within(duration) => {
                let days = [self.flow.as_of.minus(*duration), self.flow.as_of];
                return self.note_reading(reading, &days.map(Constant::Date));
            }
        };
        self.note_reading(reading, &[constant]);
        self.note_parts(atom, reading, &[constant]);
    }

    /// Notes a test of a duration that is not stated on the stated ones that bound it.
    fn note_parts(&self, atom: &Atom, reading: &Reading<'_>, constants: &[Constant]) {
        let Subject::Path(path) = &atom.subject else { return };
        let ([exit, own], Reading::Unknown(_), Base::Flow) = (path.steps.as_slice(), reading, path.base) else {
            return;
        };
        let Some(Value::Object(id)) = self.flow.fact(Flow::ROOT, exit.field) else { return };
        if own.kind != SUM.kind || self.flow.exit_bounds(*id, own.field).is_none() {
            return;
        }
        for field in SUM.each().map(Field) {
            if self.flow.fact(*id, field).is_some() {
                let step = Some(Step { kind: SUM.kind, field });
                self.note(self.fact_at(At { object: *id, step }), constants);
            }
        }
    }

    /// Notes the share of a total that is compared.
    pub(super) fn note_share(&self, atom: &Atom, missing: &Missing) {
        if let (Some(_), Test::Order(_, literal)) = (self.asked, &atom.test) {
            self.note_each(missing, &[constant_of(*literal)]);
        }
    }

    fn note_membership(&self, membership: &Membership, reading: &Reading<'_>, env: &[Entity<'_>]) {
        let day = match &membership.on {
            None => Some(self.flow.as_of),
            Some(Day::Date(day)) => Some(*day),
            Some(Day::Path(path)) => {
                let on = self.read(path, env);
                let mut days = SortedSet::new();
                self.turns(&membership.set, &mut days);
                self.note_reading(&on, &days.iter().map(|day| Constant::Date(*day)).collect::<Vec<_>>());
                None
            }
        };
        let (mut constants, mut scopes) = (vec![], vec![]);
        let place = match reading {
            Reading::Known(Value::Place(place), _) => Some(self.place(place)),
            _ => None,
        };
        let own = self.other(reading);
        self.members(&membership.set, (day, place, &own), &mut constants, &mut scopes, env);
        self.note_reading(reading, &constants);
        if let Some(with) = &membership.with {
            self.note_reading(&self.read(with, env), &scopes);
        }
    }

    /// Returns the members of a set, and the lists under which those hold that the place can be. A fact that is a set, or a member of
    /// one, is compared with the value that is looked for.
    fn members(
        &self,
        set: &Set,
        at: (Option<Date>, Option<Place>, &[Constant]),
        constants: &mut Vec<Constant>,
        scopes: &mut Vec<Constant>,
        env: &[Entity<'_>],
    ) {
        set.each_leaf(&mut |leaf| match leaf {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index) {
                    self.members(&named.set, at, constants, scopes, env);
                }
            }
            Set::Members(members) => {
                for member in members.iter().filter(|member| at.0.is_none_or(|day| member.window.holds(day))) {
                    constants.extend(match &member.value {
                        MemberValue::Place(_) | MemberValue::Group(_) => None,
                        MemberValue::Value(value) => Some(Constant::Value(*value)),
                        MemberValue::Region(region) => Some(Constant::Region(Some(*region))),
                        MemberValue::Category(category) => Some(Constant::Category(*category)),
                        MemberValue::Party(_) => Some(Constant::Person),
                    });
                    let meant = |_: &u8| at.1.is_none_or(|stated| may_mean(&member.value, stated));
                    scopes.extend(member.scope.filter(meant).map(Constant::Value));
                }
            }
            Set::Fact(path) => {
                let other = self.read(path, env);
                constants.extend(self.other(&other));
                self.note_reading(&other, at.2);
            }
            Set::Entries(_) => constants.push(Constant::Person),
            _ => {}
        });
    }

    /// Returns a known value, as what another is compared with.
    fn constant(&self, reading: &Reading<'_>) -> Vec<Constant> {
        let one = |value: &Value| match value {
            Value::Enum(_, value) => Some(Constant::Value(*value)),
            Value::Place(place) => Some(Constant::Place(self.place(place))),
            Value::Region(region) => Some(Constant::Region(*region)),
            Value::Category(category) => Some(Constant::Category(*category)),
            Value::Date(date) => Some(Constant::Date(*date)),
            Value::Duration(Duration { years, months, days }) => Some(Constant::Duration(*years, *months, *days)),
            Value::Percent(percent) => Some(Constant::Percent(*percent)),
            Value::Number(number) => Some(Constant::Number(*number)),
            Value::Object(_) => Some(Constant::Person),
            _ => None,
        };
        match reading {
            Reading::Known(Value::Set(entries), _) => entries.items.iter().filter_map(one).collect(),
            Reading::Known(value, _) => one(value).into_iter().collect(),
            Reading::Entry(_) => vec![Constant::Person],
            Reading::Unknown(_) | Reading::Absent => vec![],
        }
    }

    /// Returns what another fact is, as far as that is known.
    fn other(&self, reading: &Reading<'_>) -> Vec<Constant> {
        match reading {
            Reading::Unknown(_) => vec![Constant::Fact],
            _ => self.constant(reading),
        }
    }

    /// Notes the bound of a credential's window.
    pub(super) fn note_bound(&self, bound: FactId) {
        self.note(bound, &[Constant::Date(self.flow.as_of)]);
    }
}

/// Returns whether a member is a place, or was ever.
fn may_mean(member: &MemberValue, place: Place) -> bool {
    match member {
        MemberValue::Place(other) => *other == place,
        MemberValue::Group(group) => group.windows(place).next().is_some(),
        _ => true,
    }
}

fn constant_of(literal: Literal) -> Constant {
    match literal {
        Literal::Date(date) => Constant::Date(date),
        Literal::Duration(Duration { years, months, days }) => Constant::Duration(years, months, days),
        Literal::Percent(percent) => Constant::Percent(percent),
        Literal::Number(number) => Constant::Number(number),
    }
}
