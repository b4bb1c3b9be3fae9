//! Outcomes of definitions: each is judged once for its subject and for the places on which it depends.

use super::missing::Missing;
use crate::atlas::Place;
use crate::flow::ObjectId;
use crate::truth::Truth;

/// The number of a definition, and what it is said of: an object, or the flow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) number: u32,
    pub(super) of: Option<ObjectId>,
    /// True at the pace that decides.
    pub(super) decides: bool,
    /// True where notes were taken.
    pub(super) notes: bool,
}

/// The number of what is no definition: that a site is a transfer.
pub(super) const SITE_TRANSFER: u32 = u32::MAX;

/// The most group places on which an answer may depend to be kept.
const PLACES: usize = 8;

/// The places that were chosen for the group places on which something depends, in their order.
pub(super) type Chosen = [Place; PLACES];

/// The group places that were looked at: a bit for each of the first 63, and the last bit for all others.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Looked(u64);

impl Looked {
    const OTHERS: u32 = 63;

    /// Adds a group place.
    pub(super) fn add(&mut self, choice: usize) {
        self.0 |= 1 << u32::try_from(choice).map_or(Looked::OTHERS, |choice| choice.min(Looked::OTHERS));
    }

    /// Returns those that either looked at.
    pub(super) fn and(self, other: Looked) -> Looked {
        Looked(self.0 | other.0)
    }

    /// Returns what was chosen for each; nothing where they are too many.
    pub(super) fn chosen(self, all: &[Place]) -> Option<Chosen> {
        let (mut chosen, mut rest) = ([Place(0); PLACES], self.0);
        for place in &mut chosen {
            let choice = rest.trailing_zeros();
            if choice >= Looked::OTHERS {
                break;
            }
            *place = *all.get(choice as usize)?;
            rest &= rest - 1;
        }
        (rest == 0).then_some(chosen)
    }
}

/// A definition, and the places on which its answer depends.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    said: Said,
    looked: Looked,
    chosen: Chosen,
}

/// Outcomes of definitions over the choices of group places, without reasons.
#[derive(Default)]
pub(super) struct Answers {
    looked: Known<Said, Looked>,
    answers: Known<Asked, (Truth, Missing)>,
}

impl Answers {
    /// Returns the outcome of a definition for these places, and the group places on which it depends.
    pub(super) fn get(&self, said: Said, chosen: &[Place]) -> Option<(&(Truth, Missing), Looked)> {
        let looked = *self.looked.get(said)?;
        let chosen = looked.chosen(chosen)?;
        Some((self.answers.get(Asked { said, looked, chosen })?, looked))
    }

    /// Keeps the outcome of a definition that looked at these places.
    pub(super) fn insert(&mut self, said: Said, chosen: &[Place], looked: Looked, answer: (Truth, Missing)) {
        let looked = self.looked.get(said).copied().unwrap_or_default().and(looked);
        self.looked.insert(said, looked);
        if let Some(chosen) = looked.chosen(chosen) {
            self.answers.insert(Asked { said, looked, chosen }, answer);
        }
    }
}

/// A key of a table, which says where in it to look.
pub(super) trait Key: Copy + PartialEq {
    /// Returns a number that most keys have to themselves, the same on every platform: what is forgotten costs steps.
    fn spread(self) -> u32;
}

/// Odd numbers by which counted things are multiplied, so that neighbours stand far apart.
const SPREAD: [u32; 2] = [0x9e37_79b1, 0x85eb_ca77];

impl Key for Said {
    /// Definitions are numbered one after the other, and so are objects.
    fn spread(self) -> u32 {
        let of = self.of.map_or(0, |id| id.0.wrapping_add(1));
        self.number.wrapping_mul(SPREAD[0]).wrapping_add(of.wrapping_mul(SPREAD[1]))
    }
}

impl Key for Asked {
    fn spread(self) -> u32 {
        let add = |spread: u32, place: &Place| spread.wrapping_mul(31).wrapping_add(place.index() as u32);
        self.chosen.iter().fold(self.said.spread(), add)
    }
}

/// A table of the latest values. A key stands at its place or near it; of very many keys some are forgotten, so that the table takes no
/// more memory.
pub(super) struct Known<K, V> {
    table: Vec<Option<(K, V)>>,
}

/// The places of a table at first, and at most; both are powers of two.
const FEW: usize = 16;
const MANY: usize = 4_096;
/// The places at which a key can stand.
const NEAR: usize = 8;

impl<K, V> Default for Known<K, V> {
    fn default() -> Known<K, V> {
        Known { table: vec![] }
    }
}

impl<K: Key, V> Known<K, V> {
    /// Returns the value of a key.
    pub(super) fn get(&self, key: K) -> Option<&V> {
        for place in self.places(key) {
            let (known, value) = self.table.get(place)?.as_ref()?;
            if *known == key {
                return Some(value);
            }
        }
        None
    }

    /// Keeps a value. The table grows while other keys stand at all places of this one.
    pub(super) fn insert(&mut self, key: K, value: V) {
        if self.table.is_empty() {
            self.table.resize_with(FEW, || None);
        }
        while self.table.len() < MANY && self.free(key).is_none() {
            let more = self.table.len() * 2;
            let before = std::mem::take(&mut self.table);
            self.table.resize_with(more, || None);
            before.into_iter().flatten().for_each(|(key, value)| self.put(key, value));
        }
        self.put(key, value);
    }

    fn put(&mut self, key: K, value: V) {
        let place = self.free(key).or_else(|| self.places(key).next());
        if let Some(kept) = place.and_then(|place| self.table.get_mut(place)) {
            *kept = Some((key, value));
        }
    }

    /// Returns the first of a key's places that is empty, or where it stands.
    fn free(&self, key: K) -> Option<usize> {
        let is_free = |kept: &Option<(K, V)>| kept.as_ref().is_none_or(|(known, _)| *known == key);
        self.places(key).find(|place| self.table.get(*place).is_some_and(is_free))
    }

    /// Returns the places at which a key can stand, the first one first. None is ever emptied, so that an empty one ends the search.
    fn places(&self, key: K) -> impl Iterator<Item = usize> + use<K, V> {
        let last = self.table.len().saturating_sub(1);
        let first = (key.spread().wrapping_mul(SPREAD[0]) >> 16) as usize;
        (0..NEAR).map(move |step| (first + step) & last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(number: u32, of: Option<ObjectId>) -> Said {
        Said { number, of, decides: false, notes: false }
    }

    fn all() -> impl Iterator<Item = Said> {
        let of = [None, Some(ObjectId(0)), Some(ObjectId(7))];
        (0..3_000).flat_map(move |number| of.map(|of| said(number, of)))
    }

    #[test]
    fn what_is_known_is_what_was_put_in() {
        let mut known = Known::default();
        assert!(known.get(said(1, None)).is_none());
        for said in all() {
            known.insert(said, said);
            assert!(known.get(said) == Some(&said), "the latest is always known");
        }
        let kept: Vec<(Said, &Said)> = all().filter_map(|said| Some((said, known.get(said)?))).collect();
        assert!(kept.iter().all(|(said, value)| *said == **value));
        assert!(known.table.len() == MANY && kept.len() > MANY / 2 && kept.len() <= MANY, "{}", kept.len());
    }

    #[test]
    fn an_answer_is_of_the_places_it_depends_on() {
        let mut answers = Answers::default();
        let said = said(3, Some(ObjectId(2)));
        let mut looked = Looked::default();
        looked.add(1);
        let places = |first, second| [Place(first), Place(second)];
        answers.insert(said, &places(4, 5), looked, (Truth::True, Missing::Nothing));
        let truth = |answers: &Answers, chosen: &[Place]| answers.get(said, chosen).map(|((truth, _), _)| *truth);
        assert_eq!(truth(&answers, &places(9, 5)), Some(Truth::True), "the first place was not looked at");
        assert_eq!(truth(&answers, &places(4, 6)), None);
        looked.add(0);
        answers.insert(said, &places(4, 6), looked, (Truth::False, Missing::Nothing));
        assert_eq!(truth(&answers, &places(4, 6)), Some(Truth::False));
        assert_eq!(truth(&answers, &places(9, 6)), None, "the first place was looked at since");
        assert_eq!(truth(&answers, &places(5, 0)), None, "the only place of before is not the first of now");
    }

    #[test]
    fn what_depends_on_too_many_places_is_not_kept() {
        let mut answers = Answers::default();
        let said = said(0, None);
        let all: Vec<Place> = (0..80).map(Place).collect();
        for many in [1, 8, 9, 70] {
            let mut looked = Looked::default();
            (0..many).for_each(|choice| looked.add(choice));
            answers.insert(said, &all, looked, (Truth::Unknown, Missing::Nothing));
            assert_eq!(answers.get(said, &all).is_some(), many <= PLACES, "{many}");
        }
    }
}
