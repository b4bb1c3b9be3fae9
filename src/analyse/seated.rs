//! Places that are the seat of the exporter unless they are stated: where the exporter's own keys lie.
//!
//! Once the seat is known and the exporter holds the keys, their place is no longer missing, so that no other would be tried of it. It is
//! asked for before that: one choice leaves it to the seat, and the others are as of every place.

use super::choice::{Choice, Question};
use super::place::{FactType, Step, entries, fact_type, get, key, steps, words};
use super::space::Space;
use crate::eval::probe::Comparisons;
use crate::flow::json::Json;
use crate::policy::{Declared, Field};
use crate::vocab::values::position_in;
use crate::vocab::{Kind, SEATED, Seated, Type};

/// Returns the question about such a place that has to be asked before another fact is stated, since it may be the seat afterwards.
pub(super) fn unseated(space: &Space<'_>, flow: &Json, next: &str, asked: &Comparisons) -> Option<Question> {
    if !space.reads.seated {
        return None;
    }
    let declared = &space.policy.declared;
    let way = steps(next);
    let path = match row_beside(declared, &way) {
        Some((row, owner)) => open(row, get(flow, owner), owner),
        None if tells_persons(fact_type(declared, &way)?) => seatless(space, flow),
        None => None,
    }?;
    let here = fact_type(declared, &steps(&path))?;
    let mut question = space.of_type(flow, &path, here, asked);
    question.choices.insert(0, Choice { value: Json::Null, like: 1 });
    Some(question)
}

/// Reports whether a statement leaves such a place to the seat of the exporter.
pub(super) fn leaves_to_seat(path: &str, value: &Json) -> bool {
    let is_place = || fact_type(&Declared::default(), &steps(path)).is_some_and(|here| here.ty == Type::Place);
    *value == Json::Null && is_place()
}

/// Returns the row of the vocabulary of which a path leads to the other fact, and the object that both belong to.
fn row_beside<'w, 's>(declared: &Declared, way: &'w [Step<'s>]) -> Option<(&'static Seated, &'w [Step<'s>])> {
    let (Step::Key(name), owner) = way.split_last()? else { return None };
    let kind = fact_type(declared, way)?.kind;
    let row = SEATED.iter().find(|row| row.kind == kind && named(kind, row.beside) == Some(*name))?;
    Some((row, owner))
}

/// Reports whether a fact can tell where the exporter has its seat: it is of somebody, or says who somebody is.
fn tells_persons(here: FactType) -> bool {
    let is_of_person = matches!(here.kind, Kind::Party | Kind::Holder | Kind::Supplier);
    is_of_person || matches!(here.ty, Type::Object(Kind::Party) | Type::Region)
}

/// Returns such a place of the flow that is not known yet, though what makes it the seat is stated beside it.
fn seatless(space: &Space<'_>, flow: &Json) -> Option<String> {
    let mut all = vec![];
    collect(Type::Object(Kind::Flow), flow, &mut vec![], &mut all);
    if all.is_empty() {
        return None;
    }
    let read = space.read(flow)?;
    all.into_iter()
        .find(|(row, owner, place)| {
            let field = Field(row.fact);
            let object = read.objects.iter().find(|object| object.kind == row.kind && object.path == *owner);
            get(flow, &steps(place)).is_none() && object.is_some_and(|object| object.facts.get(&field).is_none())
        })
        .map(|(.., place)| place)
}

/// Collects the objects that state what makes a place of theirs the seat, and nothing of the place: their paths, and that of the place.
fn collect<'f>(ty: Type, value: &'f Json, way: &mut Vec<Step<'f>>, found: &mut Vec<(&'static Seated, String, String)>) {
    match ty {
        Type::List(kind) => {
            for (index, entry) in entries(value).0.iter().enumerate() {
                way.push(Step::Index(index));
                collect(Type::Object(kind), entry, way, found);
                way.pop();
            }
        }
        Type::Object(kind) => {
            let rows = SEATED.iter().filter(|row| row.kind == kind && is_beside(row, value));
            found.extend(rows.filter_map(|row| Some((row, words(way), open(row, Some(value), way)?))));
            for fact in kind.facts().iter().filter(|fact| matches!(fact.ty, Type::Object(_) | Type::List(_))) {
                if let Some(inner) = key(value, fact.name) {
                    way.push(Step::Key(fact.name));
                    collect(fact.ty, inner, way, found);
                    way.pop();
                }
            }
        }
        _ => {}
    }
}

/// Reports whether an object states a value beside which the place is the seat.
fn is_beside(row: &Seated, object: &Json) -> bool {
    let beside = row.kind.facts().get(usize::from(row.beside));
    let stated = beside.and_then(|fact| match key(object, fact.name)? {
        Json::Text(value) => position_in(fact.ty, value),
        _ => None,
    });
    stated.is_some_and(|value| row.values >> value & 1 == 1)
}

/// Returns the path of the place of an object, where nothing is said of it: neither where it is nor that it is left to the seat.
fn open(row: &Seated, object: Option<&Json>, owner: &[Step<'_>]) -> Option<String> {
    let place = named(row.kind, row.fact)?;
    let is_said = match object {
        Some(Json::Object(facts)) => facts.iter().any(|(name, _)| name == place),
        _ => false,
    };
    (!is_said).then(|| words(&[owner, &[Step::Key(place)]].concat()))
}

fn named(kind: Kind, fact: u16) -> Option<&'static str> {
    kind.facts().get(usize::from(fact)).map(|fact| fact.name)
}
