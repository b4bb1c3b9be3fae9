//! Resolves which facts exist beside the others, by the column of the vocabulary.

use super::{Object, ObjectId, Value};
use crate::policy::Field;
use crate::truth::Truth;
use crate::vocab::{Condition, Kind, values};

/// Returns whether a fact of an object can exist beside the others.
pub(crate) fn exists(objects: &[Object], id: ObjectId, kind: Kind, field: Field) -> Truth {
    match kind.dependent(field.0) {
        None => Truth::True,
        Some(dependent) => dependent.conditions().map(|on| is_met(objects, id, on)).fold(Truth::False, Truth::or),
    }
}

fn is_met(objects: &[Object], id: ObjectId, on: Condition) -> Truth {
    let Some(list) = on.list else { return has(objects, id, on) };
    match fact(objects, id, Field(list)) {
        Some(Value::List(entries)) => {
            let rest = if entries.open.is_empty() { Truth::False } else { Truth::Unknown };
            entries.items.iter().map(|entry| has(objects, *entry, on)).fold(rest, Truth::or)
        }
        _ => Truth::Unknown,
    }
}

/// Returns whether the fact that a condition is about has one of its values.
fn has(objects: &[Object], id: ObjectId, on: Condition) -> Truth {
    let stated = fact(objects, id, Field(on.fact)).and_then(bit);
    match (stated, possible(objects, id, on.kind, Field(on.fact))) {
        (Some(bit), _) => (bit & on.values != 0).into(),
        (None, Some(possible)) if possible.values & on.values == possible.values => Truth::True,
        (None, Some(possible)) if possible.values & on.values == 0 => Truth::False,
        (None, _) => Truth::Unknown,
    }
}

/// The values that a fact can have, as other facts say that exist only beside them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Possible {
    /// The values, as bits.
    pub(crate) values: u64,
    /// Their names, in the order in which the vocabulary states the condition.
    names: &'static [&'static str],
}

/// Returns the values that an unstated fact of an object can have; `None` where no stated fact says anything of it.
pub(crate) fn possible(objects: &[Object], id: ObjectId, kind: Kind, field: Field) -> Option<Possible> {
    let mut found: Option<Possible> = None;
    for (dependent, on) in kind.implying(field.0) {
        if fact(objects, id, Field(dependent.fact)).is_some() {
            let names = dependent.row().and_then(|row| row.exists.any.first()).map_or(&[][..], |on| on.values);
            let known = found.unwrap_or(Possible { values: u64::MAX, names });
            found = Some(Possible { values: known.values & on.values, ..known });
        }
    }
    found
}

impl Possible {
    /// Returns the values, as positions in their enumeration.
    pub(crate) fn each(self) -> impl Iterator<Item = u8> {
        (0..u64::BITS as u8).filter(move |value| self.values >> value & 1 == 1)
    }

    /// Returns the names of the values of a fact of this kind.
    pub(crate) fn names(self, kind: Kind, field: Field) -> Vec<&'static str> {
        let fact = kind.facts().get(usize::from(field.0));
        let fits = |name: &&str| match fact.and_then(|fact| values::position_in(fact.ty, name)) {
            Some(value) => self.values >> value & 1 == 1,
            None => false,
        };
        self.names.iter().copied().filter(fits).collect()
    }
}

fn fact(objects: &[Object], id: ObjectId, field: Field) -> Option<&Value> {
    objects.get(id.0 as usize)?.facts.get(&field)
}

/// Returns the bit of a value of an enumeration, or of yes and no.
pub(super) fn bit(value: &Value) -> Option<u64> {
    match value {
        Value::YesNo(yes) => Some(1 << u8::from(*yes)),
        Value::Enum(_, value) => 1u64.checked_shl((*value).into()),
        _ => None,
    }
}

/// Returns the value at a position of its enumeration, or yes or no.
pub(super) fn value_at(kind: Kind, field: Field, position: u8) -> Option<Value> {
    match kind.facts().get(usize::from(field.0))?.ty {
        crate::vocab::Type::YesNo => Some(Value::YesNo(position == 1)),
        crate::vocab::Type::Enum(id) => Some(Value::Enum(id, position)),
        _ => None,
    }
}
