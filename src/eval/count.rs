//! Counting entries: what is surely different, and what perhaps.

use super::Eval;
use super::entries::Entity;
use super::judged::Judged;
use super::missing::Missing;
use super::party::ID;
use crate::atlas::Place;
use crate::flow::{ObjectId, Value};
use crate::sorted::{SortedMap, SortedSet};
use crate::truth::Truth;

/// The identity of an entry, however often it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// A site, a transfer; a person, through a holding or a supply.
    Object(ObjectId),
    Place(Place),
    /// A value of a set that is not a place, by its position: sets hold each once.
    Value(usize),
}

/// Entries, each once.
#[derive(Default)]
struct Counted {
    persons: SortedSet<ObjectId>,
    others: SortedSet<Identity>,
}

impl<'e> Eval<'e> {
    /// Returns at least so many: over parties, so many persons who are known to be different.
    pub(super) fn at_least<'a>(&self, least: u32, entities: &[Entity<'a>], judged: Vec<Judged<'a>>) -> Judged<'a> {
        let (mut certain, mut possible, mut endless) = (Counted::default(), Counted::default(), false);
        for (index, (entity, one)) in entities.iter().zip(&judged).enumerate() {
            if one.truth == Truth::True {
                self.count(index, entity, &mut certain);
            }
            if one.truth != Truth::False {
                self.count(index, entity, &mut possible);
                endless |= matches!(entity, Entity::Rest(_));
            }
        }
        let fewest = certain.others.len() + self.surely_different(&certain.persons);
        let most = possible.others.len() + possible.persons.len();
        let least = least as usize;
        let truth = match () {
            () if fewest >= least => Truth::True,
            () if most < least && !endless => Truth::False,
            () => Truth::Unknown,
        };
        let mut missing = Missing::Nothing;
        if truth == Truth::Unknown {
            judged.iter().for_each(|one| missing.add_each(&one.missing));
            missing.add(self.undecided_identities(&certain.persons));
        }
        let because = judged.into_iter().flat_map(|one| one.because).collect();
        Judged { truth, missing, because }
    }

    fn count(&self, index: usize, entity: &Entity<'_>, counted: &mut Counted) {
        match (entity, self.person(entity)) {
            (_, Some(person)) => {
                counted.persons.insert(person);
            }
            (Entity::Object(id), _) => {
                counted.others.insert(Identity::Object(*id));
            }
            (Entity::Value(Value::Place(place), _), _) => {
                counted.others.insert(Identity::Place(self.place(place)));
            }
            (Entity::Value(..), _) => {
                counted.others.insert(Identity::Value(index));
            }
            (Entity::Rest(_), _) => {}
        }
    }

    /// Returns the size of the largest set of persons of whom any two are known to be different. Those with ids all are; others
    /// differ from whoever has another name. So the largest set has either everyone with an id, or, of each name, those
    /// with an id or one without.
    fn surely_different(&self, persons: &SortedSet<ObjectId>) -> usize {
        // Counts the entries of each name with an id, and notes whether somebody has none.
        let mut by_name: SortedMap<String, (usize, bool)> = SortedMap::new();
        let mut with_id = 0;
        for person in persons.iter() {
            let has_id = self.text(*person, ID).is_some();
            with_id += usize::from(has_id);
            if let Some(name) = self.flow.identity(*person, &self.policy.declared).name {
                by_name.update(name, (0, false), |(with, without)| {
                    *with += usize::from(has_id);
                    *without |= !has_id;
                });
            }
        }
        let named = by_name.values().map(|(with, without)| (*with).max(usize::from(*without))).sum();
        with_id.max(named).max(usize::from(!persons.is_empty()))
    }

    /// Returns the ids that would tell apart persons who could still be one.
    fn undecided_identities(&self, persons: &SortedSet<ObjectId>) -> Missing {
        let mut by_name: SortedMap<Option<String>, usize> = SortedMap::new();
        let name_of = |person: &ObjectId| self.flow.identity(*person, &self.policy.declared).name;
        for person in persons.iter() {
            by_name.update(name_of(person), 0, |count| *count += 1);
        }
        let nameless = by_name.get(&None).copied().unwrap_or(0);
        let could_be_another = |person: &&ObjectId| match name_of(person) {
            name @ Some(_) => nameless > 0 || by_name.get(&name).is_some_and(|count| *count > 1),
            None => persons.len() > 1,
        };
        let without_id = persons.iter().filter(|person| self.text(**person, ID).is_none());
        without_id.filter(could_be_another).map(|person| self.id_of(*person)).collect()
    }
}
