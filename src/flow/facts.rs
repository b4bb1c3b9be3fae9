//! The known facts of one object.

use super::Value;
use crate::policy::Field;

/// Known facts, in the order of their fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(Vec<(Field, Value)>);

impl Facts {
    /// Returns no facts.
    pub const fn new() -> Facts {
        Facts(Vec::new())
    }

    /// Makes room for facts that are about to be stated.
    pub(super) fn reserve(&mut self, count: usize) {
        self.0.reserve(count);
    }

    /// Returns a known fact.
    pub fn get(&self, field: &Field) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == field).map(|(_, value)| value)
    }

    /// Sets a fact, whether it was known or not.
    pub(super) fn insert(&mut self, field: Field, value: Value) {
        if self.0.last().is_none_or(|(last, _)| *last < field) {
            self.0.push((field, value));
            return;
        }
        let at = self.0.partition_point(|(known, _)| *known < field);
        match self.0.get_mut(at) {
            Some((known, old)) if *known == field => *old = value,
            _ => self.0.insert(at, (field, value)),
        }
    }

    /// Takes a fact back.
    pub(super) fn remove(&mut self, field: Field) {
        self.0.retain(|(known, _)| *known != field);
    }

    /// Returns the facts of the vocabulary that are known, as bits by their positions.
    pub(super) fn known(&self) -> u128 {
        let bits = self.0.iter().filter_map(|(field, _)| 1u128.checked_shl(field.0.into()));
        bits.fold(0, |known, bit| known | bit)
    }

    /// Returns how many facts are known.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the facts in the order of their fields.
    pub fn iter(&self) -> impl Iterator<Item = (&Field, &Value)> + Clone {
        self.0.iter().map(|(field, value)| (field, value))
    }

    /// Returns the values in the order of their fields.
    pub fn values(&self) -> impl Iterator<Item = &Value> + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// Changes every value, in the order of the fields.
    pub(super) fn change(&mut self, mut change: impl FnMut(&Field, &mut Value)) {
        self.0.iter_mut().for_each(|(field, value)| change(field, value));
    }
}

impl IntoIterator for Facts {
    type Item = (Field, Value);
    type IntoIter = std::vec::IntoIter<(Field, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
