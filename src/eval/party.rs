//! Tells whether two parties are one.

use super::Eval;
use super::entries::Entity;
use super::judged::Judged;
use super::missing::{FactId, Missing};
use super::reading::At;
use crate::flow::{ObjectId, Value, are_one, field};
use crate::policy::{Field, Step};
use crate::truth::Truth;
use crate::vocab::Kind;

/// The marks that tell persons apart.
pub(super) const ID: Field = field(Kind::Party, "id");
pub(super) const NAME: Field = field(Kind::Party, "name");

impl<'e> Eval<'e> {
    /// Compares two persons. Equal ids are one person, different ids different ones. Without two ids, different names or seats are, and whoever is
    /// described beside the exporter is another than the exporter; else it is unknown.
    pub(super) fn same_person<'a>(&self, a: ObjectId, b: ObjectId) -> Judged<'a> {
        if a == b {
            return Judged::plain(true);
        }
        let (id_a, id_b) = (self.text(a, ID), self.text(b, ID));
        if id_a.is_some() && id_b.is_some() {
            return Judged::plain(false);
        }
        let exporter = self.flow.exporter();
        let is_exporter = !self.flow.refuses_assumed && [a, b].into_iter().any(|person| Some(person) == exporter);
        let identity = |party| self.flow.identity(party, &self.policy.declared);
        let (truth, is_assumed) = are_one(&identity(a), &identity(b), is_exporter);
        if is_assumed {
            let other = if Some(a) == exporter { b } else { a };
            self.ledger.assumed.borrow_mut().insert(other);
        }
        if truth != Truth::Unknown {
            return Judged::plain(truth == Truth::True);
        }
        let without = [(a, id_a), (b, id_b)].into_iter().filter(|(_, id)| id.is_none());
        Judged::missing(without.map(|(person, _)| self.id_of(person)).collect::<Missing>())
    }

    /// Returns whether a person is the one with this id.
    pub(super) fn is_party<'a>(&self, person: ObjectId, id: &str) -> Judged<'a> {
        match self.text(person, ID) {
            Some(own) => Judged::plain(own == id),
            None => Judged::missing(self.id_of(person)),
        }
    }

    pub(super) fn text(&self, person: ObjectId, field: Field) -> Option<&str> {
        match self.flow.fact(person, field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns the fact that would tell who a person is.
    pub(super) fn id_of(&self, person: ObjectId) -> FactId {
        self.fact_at(At { object: person, step: Some(Step { kind: Kind::Party, field: ID }) })
    }

    /// Returns the person that an entry is, through a holding or a supply.
    pub(super) fn person(&self, entity: &Entity<'_>) -> Option<ObjectId> {
        let Entity::Object(id) = entity else { return None };
        let object = self.flow.object(*id)?;
        match object.kind {
            Kind::Party => Some(*id),
            kind if kind.is_relation() => match object.facts.get(&Field::PERSON) {
                Some(Value::Object(person)) => Some(*person),
                _ => None,
            },
            _ => None,
        }
    }
}
