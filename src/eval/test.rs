//! Tests on facts. A test on a fact that does not exist is false; on one that is not known, unknown.

use super::Eval;
use super::entries::Entity;
use super::env::Env;
use super::judged::{Fact, Judged, ReasonValue};
use super::missing::Why;
use super::reading::{At, Reading};
use crate::atlas::Place;
use crate::date::{Date, Duration};
use crate::flow::exit::Reach;
use crate::flow::{Flow, PlaceFact, Possible, Value, possible};
use crate::policy::{Atom, Base, Literal, Order, Path, Subject, Test};
use crate::truth::Truth;
use crate::vocab::{Category, SUM, Type, category};
use std::cmp::Ordering;

impl<'e> Eval<'e> {
    /// Judges an atom.
    pub(super) fn atom<'a>(&'a self, atom: &'a Atom, env: &mut Env<'a>) -> Judged<'a>
    where
        'e: 'a,
    {
        self.step();
        let path = match &atom.subject {
            Subject::Path(path) => path,
            Subject::Total(total) => return self.total(atom, total, env),
        };
        let reading = self.read(path, env);
        self.note_test(atom, &reading, env);
        let (judged, fact, value) = match reading {
            Reading::Known(value, at) => {
                let told = ReasonValue::Value(value);
                (self.test(atom, value, (at, told), env), Fact::At(at), Some(told))
            }
            Reading::Entry(id) => {
                let (at, told) = (At::object(id), ReasonValue::Object(id));
                (self.test(atom, &Value::Object(id), (at, told), env), Fact::At(at), Some(told))
            }
            Reading::Unknown(why) => {
                let told = why.first.map_or(Fact::Words(String::new()), Fact::Missing);
                let bounds = self.test_bounds(atom, path, env);
                match (bounds, self.test_possible(atom, path, env)) {
                    (Some((holds, reach)), _) => (Judged::plain(holds), told, Some(ReasonValue::Reach(reach))),
                    (None, Some((truth, one_of))) => (Judged::new(truth, Default::default), told, Some(one_of)),
                    (None, None) => {
                        let value = why.is_listed.then_some(ReasonValue::Incomplete);
                        (self.test_unknown(atom, why, env), told, value)
                    }
                }
            }
            Reading::Absent if self.explains() => {
                (Judged::plain(false), Fact::Words(super::words::path(self, path, env)), None)
            }
            Reading::Absent => return Judged::plain(false),
        };
        if !self.explains() || !judged.because.is_empty() {
            return judged;
        }
        self.reason(atom, fact, value, judged)
    }

    /// Compares a duration that is not stated with what the other stated durations leave to it; `None` where it is stated, or
    /// where they do not settle the test.
    fn test_bounds(&self, atom: &Atom, path: &Path, env: &[Entity<'_>]) -> Option<(bool, Reach)> {
        if path.ty != Type::Duration {
            return None;
        }
        let own = self.reach(path, env)?;
        let on = |duration: Duration| Reach::on(self.flow.as_of.plus(duration));
        let holds = match &atom.test {
            Test::IsLiteral(Literal::Duration(other)) => own.compares(on(*other), |order| order == Ordering::Equal),
            Test::Order(order, Literal::Duration(other)) => own.compares(on(*other), |have| holds(*order, have)),
            Test::IsPath(other) => own.compares(self.reach(other, env)?, |order| order == Ordering::Equal),
            Test::OrderPath(order, other) => own.compares(self.reach(other, env)?, |have| holds(*order, have)),
            _ => None,
        };
        holds.map(|holds| (holds, own))
    }

    /// Tests a fact that is not stated where others say which values it can have; `None` where those do not settle it.
    fn test_possible<'a>(
        &'a self,
        atom: &'a Atom,
        path: &Path,
        env: &[Entity<'a>],
    ) -> Option<(Truth, ReasonValue<'a>)> {
        let (last, owner) = path.steps.split_last()?;
        let Type::Enum(id) = path.ty else { return None };
        last.kind.implying(last.field.0).next()?;
        let owner = Path { steps: owner.to_vec(), base: path.base, ty: Type::Object(last.kind) };
        let Reading::Entry(object) = self.read(&owner, env) else { return None };
        let possible: Possible = possible(&self.flow.objects, object, last.kind, last.field)?;
        let (at, one_of) = (At { object, step: Some(*last) }, ReasonValue::OneOf(*last, possible));
        let says = |value: u8| self.test(atom, &Value::Enum(id, value), (at, one_of), env).truth;
        let mut said = possible.each().map(says);
        let first = said.next().filter(|truth| *truth != Truth::Unknown)?;
        said.all(|truth| truth == first).then_some((first, one_of))
    }

    /// Returns the days that a duration can reach: one where it is known, more where other durations bound it.
    fn reach(&self, path: &Path, env: &[Entity<'_>]) -> Option<Reach> {
        if let Reading::Known(Value::Duration(duration), _) = self.read(path, env) {
            return Some(Reach::on(self.flow.as_of.plus(*duration)));
        }
        let ([exit, own], Base::Flow) = (path.steps.as_slice(), path.base) else { return None };
        match self.flow.fact(Flow::ROOT, exit.field) {
            Some(Value::Object(id)) if own.kind == SUM.kind && self.flow.fact(*id, own.field).is_none() => {
                self.flow.exit_bounds(*id, own.field)
            }
            _ => None,
        }
    }

    /// Judges a test on an unknown fact: membership in a set with no members at all is false, everything else unknown.
    fn test_unknown<'a>(&'a self, atom: &'a Atom, why: Why, env: &[Entity<'a>]) -> Judged<'a> {
        let other = match &atom.test {
            Test::IsPath(path) | Test::OrderPath(_, path) => Some(self.read(path, env)),
            _ => None,
        };
        match other {
            Some(Reading::Absent) => Judged::plain(false),
            Some(Reading::Unknown(more)) => Judged::missing(why.missing.and(more.missing)),
            _ => Judged::missing(why.missing),
        }
    }

    fn test<'a>(
        &'a self,
        atom: &'a Atom,
        value: &Value,
        told: (At, ReasonValue<'a>),
        env: &[Entity<'a>],
    ) -> Judged<'a> {
        let at = told.0;
        match (&atom.test, value) {
            (Test::Yes, Value::YesNo(yes)) => Judged::plain(*yes),
            (Test::IsNone, value) => Judged::plain(*value == Value::Nobody),
            (Test::IsValue(wanted), Value::Enum(_, have)) => Judged::plain(wanted == have),
            (Test::IsPlace(wanted), Value::Place(place)) => Judged::plain(*wanted == self.place(place)),
            (Test::IsRegion(wanted), Value::Region(have)) => Judged::plain(wanted == have),
            (Test::IsCategory(wanted), Value::Category(have)) => self.is_category(*have, *wanted, at),
            (Test::IsParty(id), Value::Object(person)) => self.is_party(*person, id),
            (Test::IsPath(path), value) => self.is_same(value, at, path, env),
            (Test::IsLiteral(literal), value) => Judged::plain(self.compare(value, *literal) == Some(Ordering::Equal)),
            (Test::In(membership), value) => self.is_in(atom, value, told, membership, env),
            (Test::HasValue(_) | Test::HasPlace(_) | Test::HasCategory(_), Value::Set(entries)) => {
                self.has(&atom.test, entries, at)
            }
            (Test::Order(order, literal), value) => {
                Judged::plain(self.compare(value, *literal).is_some_and(|have| holds(*order, have)))
            }
            (Test::OrderPath(order, path), value) => self.order_path(*order, value, path, env),
            (Test::Within(duration), Value::Date(date)) => Judged::plain(self.is_within(*date, *duration)),
            // The checker admits no test on a value of another type. Each test is named, so that a new one is not false in silence.
            (Test::Yes | Test::IsValue(_) | Test::IsPlace(_) | Test::IsRegion(_) | Test::IsCategory(_), _)
            | (Test::IsParty(_) | Test::HasValue(_) | Test::HasPlace(_) | Test::HasCategory(_) | Test::Within(_), _) => {
                Judged::plain(false)
            }
        }
    }

    /// Returns the place that a fact is taken to be.
    pub(super) fn place(&self, fact: &PlaceFact) -> Place {
        let chosen = fact.choice.and_then(|choice| {
            let mut looked = self.ledger.looked.get();
            looked.add(choice);
            self.ledger.looked.set(looked);
            self.chosen.get(choice).copied()
        });
        chosen.or_else(|| fact.places.iter().next()).unwrap_or(Place(0))
    }

    fn is_within(&self, date: Date, duration: Duration) -> bool {
        self.flow.as_of.minus(duration) <= date && date <= self.flow.as_of
    }

    fn has<'a>(&'a self, test: &Test, entries: &crate::flow::Entries<Value>, at: At) -> Judged<'a> {
        let complete = entries.open.is_empty();
        let found = |wanted: &dyn Fn(&Value) -> bool| match (entries.items.iter().any(wanted), complete) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown,
        };
        let truth = match test {
            Test::HasValue(wanted) => found(&|value| matches!(value, Value::Enum(_, have) if have == wanted)),
            Test::HasPlace(wanted) => {
                found(&|value| matches!(value, Value::Place(place) if self.place(place) == *wanted))
            }
            Test::HasCategory(wanted) => {
                let stated: Vec<Category> = entries.items.iter().filter_map(as_category).collect();
                category::has(&stated, complete, *wanted)
            }
            _ => Truth::False,
        };
        // Of a set that has no further entries, those that it has say too little.
        Judged::new(truth, || if complete { self.fact_at(at).into() } else { self.facts_named(&entries.open) })
    }

    /// Returns whether two facts are the same.
    fn is_same<'a>(&'a self, value: &Value, at: At, path: &Path, env: &[Entity<'a>]) -> Judged<'a> {
        let entry;
        let (other, other_at) = match self.read(path, env) {
            Reading::Absent => return Judged::plain(false),
            Reading::Unknown(why) => {
                let equal = |order: Ordering| order == Ordering::Equal;
                return self.against_bounds(value, path, env, equal).unwrap_or(Judged::missing(why.missing));
            }
            Reading::Entry(id) => {
                entry = Value::Object(id);
                (&entry, At::object(id))
            }
            Reading::Known(value, other_at) => (value, other_at),
        };
        match (value, other) {
            (Value::Object(a), Value::Object(b)) => self.same_person(*a, *b),
            (Value::Nobody, _) | (_, Value::Nobody) => Judged::plain(false),
            (Value::Place(a), Value::Place(b)) => Judged::plain(self.place(a) == self.place(b)),
            (Value::Category(have), Value::Category(wanted)) => self.is_within_category(*have, *wanted, [at, other_at]),
            (value, other) => Judged::plain(self.order(value, other) == Some(Ordering::Equal) || value == other),
        }
    }

    fn order_path<'a>(&'a self, order: Order, value: &Value, path: &Path, env: &[Entity<'a>]) -> Judged<'a> {
        match self.read(path, env) {
            Reading::Unknown(why) => {
                let fits = |have: Ordering| holds(order, have);
                self.against_bounds(value, path, env, fits).unwrap_or(Judged::missing(why.missing))
            }
            Reading::Known(other, _) => Judged::plain(self.order(value, other).is_some_and(|have| holds(order, have))),
            Reading::Absent | Reading::Entry(_) => Judged::plain(false),
        }
    }

    /// Compares a known duration with one that is not stated, as far as other durations bound that.
    fn against_bounds<'a>(
        &self,
        value: &Value,
        other: &Path,
        env: &[Entity<'_>],
        holds: impl Fn(Ordering) -> bool,
    ) -> Option<Judged<'a>> {
        let Value::Duration(own) = value else { return None };
        let own = Reach::on(self.flow.as_of.plus(*own));
        own.compares(self.reach(other, env)?, holds).map(Judged::plain)
    }

    /// Durations compare as the days they reach from `as_of`.
    fn order(&self, a: &Value, b: &Value) -> Option<Ordering> {
        match (a, b) {
            (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
            (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
            (Value::Percent(a), Value::Percent(b)) => Some(a.cmp(b)),
            (Value::Duration(a), Value::Duration(b)) => Some(self.flow.as_of.plus(*a).cmp(&self.flow.as_of.plus(*b))),
            _ => None,
        }
    }

    fn compare(&self, value: &Value, literal: Literal) -> Option<Ordering> {
        let other = match literal {
            Literal::Date(date) => Value::Date(date),
            Literal::Duration(duration) => Value::Duration(duration),
            Literal::Percent(percent) => Value::Percent(percent),
            Literal::Number(number) => Value::Number(number),
        };
        self.order(value, &other)
    }

    /// Compares one category with another: at or below it, or perhaps below it.
    pub(super) fn is_category<'a>(&self, have: Category, wanted: Category, at: At) -> Judged<'a> {
        Judged::new(category::has(&[have], true, wanted), || self.fact_at(at).into())
    }

    /// Compares one stated category with another.
    pub(super) fn is_within_category<'a>(&self, have: Category, wanted: Category, at: [At; 2]) -> Judged<'a> {
        let both = || at.into_iter().map(|at| self.fact_at(at)).collect();
        Judged::new(category::is_known_within(have, wanted), both)
    }
}

/// Returns whether an ordering fits an order.
pub(super) fn holds(order: Order, have: Ordering) -> bool {
    match order {
        Order::LessOrEqual => have != Ordering::Greater,
        Order::GreaterOrEqual => have != Ordering::Less,
        Order::Less => have == Ordering::Less,
        Order::Greater => have == Ordering::Greater,
    }
}

fn as_category(value: &Value) -> Option<Category> {
    match value {
        Value::Category(category) => Some(*category),
        _ => None,
    }
}
