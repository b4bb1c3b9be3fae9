//! Counting entries: what is surely different, and what perhaps.

use super::Run;
use super::read::Entity;
use crate::program::Quantified;
use crate::truth::Truth;

/// An entry, counted once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    who: Who,
    /// Whether it is one for sure.
    certain: bool,
}

/// What makes an entry one and the same, however often it is named.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    Person(u32),
    Record(u32),
    Place(u32),
    /// A value of a set that is not a place, by its word: sets hold each once.
    Value(u32),
}

impl Run<'_> {
    /// Returns whether there are at least `least`: over parties, as many persons who are known to be different.
    pub(super) fn at_least(&self, start: usize, quantified: &Quantified, least: u32) -> Truth {
        let mut counted = self.counted.take();
        let before = counted.len();
        let mut endless = false;
        self.each(quantified.entries, &mut |entity, is_entry, _| {
            let (meant, at) = self.meant(start, quantified.slot, entity, is_entry);
            let truth = if meant == Truth::False { meant } else { meant.and(self.nested(&mut counted, at)) };
            match self.who(entity) {
                _ if truth == Truth::False => {}
                Some(who) => self.count(&mut counted, before, Counted { who, certain: truth == Truth::True }),
                None => endless = true,
            }
            true
        });
        let own = counted.get(before..).unwrap_or(&[]);
        let fewest = self.fewest(own);
        let most = own.len();
        counted.truncate(before);
        self.counted.set(counted);
        match least as usize {
            least if fewest >= least => Truth::True,
            least if most < least && !endless => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Runs a condition that may count in its turn, on the same list.
    fn nested(&self, counted: &mut Vec<Counted>, at: usize) -> Truth {
        self.counted.set(std::mem::take(counted));
        let truth = self.condition(&mut { at });
        *counted = self.counted.take();
        truth
    }

    fn who(&self, entity: Entity) -> Option<Who> {
        match entity {
            Entity::Record(record) => Some(self.person(record).map_or(Who::Record(record), Who::Person)),
            Entity::At(at) => Some(Who::Place(self.place_at(at))),
            Entity::Is(word) => Some(Who::Value(word)),
            Entity::Rest => None,
        }
    }

    fn count(&self, counted: &mut Vec<Counted>, before: usize, one: Counted) {
        let own = counted.get_mut(before..).unwrap_or(&mut []);
        let known = own.iter_mut().find(|known| self.step() && known.who == one.who);
        match known {
            Some(known) => known.certain |= one.certain,
            None => counted.push(one),
        }
    }

    /// Counts how many are surely different.
    fn fewest(&self, counted: &[Counted]) -> usize {
        let certain = counted.iter().filter(|one| one.certain);
        let others = certain.filter(|one| !matches!(one.who, Who::Person(_))).count();
        others + self.surely_different(counted)
    }

    /// Returns the size of the largest set of persons of whom any two are known to be different: either everyone with an id, or,
    /// of each name, those with an id or one without.
    fn surely_different(&self, counted: &[Counted]) -> usize {
        let persons = || {
            counted.iter().filter(|one| one.certain).filter_map(|one| match one.who {
                Who::Person(person) => Some(person),
                _ => None,
            })
        };
        let with_id = persons().filter(|person| self.id(*person) != 0).count();
        let mut named = 0;
        for (index, person) in persons().enumerate() {
            let name = self.name(person);
            let is_first = self.step() && persons().take(index).all(|other| self.name(other) != name);
            if name != 0 && is_first {
                let namesakes = || persons().filter(|other| self.name(*other) == name);
                let with = namesakes().filter(|other| self.id(*other) != 0).count();
                named += with.max(usize::from(namesakes().any(|other| self.id(other) == 0)));
            }
        }
        with_id.max(named).max(usize::from(persons().next().is_some()))
    }
}
