//! Places and sets of places. Source: ISO 3166-1 alpha-2, and for territories the column `source` of territories.csv.

use super::table::{self, Row};
use super::{Confidence, tables};
use std::sync::OnceLock;

/// A place: a country or territory of ISO 3166, or an organisation that data can go to.
///
/// There are 256, in the order of their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub(crate) u8);

/// Returns code and name of each place, in the order of the codes.
fn places() -> &'static [(&'static str, &'static str)] {
    static PLACES: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    PLACES.get_or_init(|| table::parse(tables::PLACES, |row| Some((row.text()?, row.text()?))))
}

/// Returns the places whose codes are two letters, by these: nearly every place that is stated is one of them.
fn countries() -> &'static [Option<Place>] {
    static COUNTRIES: OnceLock<Vec<Option<Place>>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        let mut all = vec![None; 26 * 26];
        for (row, (code, _)) in (0..=u8::MAX).zip(places()) {
            if let [first, second] = code.as_bytes()
                && let Some(place) = all.get_mut(letters(*first, *second))
            {
                *place = Some(Place(row));
            }
        }
        all
    })
}

fn letters(first: u8, second: u8) -> usize {
    usize::from(first.wrapping_sub(b'A')) * 26 + usize::from(second.wrapping_sub(b'A'))
}

impl Place {
    /// Returns the place with this code, as written in a policy: `FR`, `PT-20`, `EPO`.
    pub fn from_code(code: &str) -> Option<Place> {
        if let [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] = code.as_bytes() {
            return countries().get(letters(*first, *second)).copied().flatten();
        }
        let row = places().binary_search_by(|(c, _)| (*c).cmp(code)).ok()?;
        Place::from_index(row)
    }

    /// Returns its code: `FR`, `PT-20`, `EPO`.
    pub fn code(self) -> &'static str {
        places().get(self.index()).map_or("", |(code, _)| code)
    }

    /// Returns its name in English.
    pub fn name(self) -> &'static str {
        places().get(self.index()).map_or("", |(_, name)| name)
    }

    /// Returns every place, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Place> {
        (0..=u8::MAX).map(Place)
    }

    /// Returns its position among all places, below 256.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Returns the place at this position.
    pub fn from_index(index: usize) -> Option<Place> {
        u8::try_from(index).ok().map(Place)
    }

    /// Returns whether it is an organisation rather than a country or territory.
    pub fn is_organisation(self) -> bool {
        self.code() == "EPO"
    }

    /// Returns whether ISO 3166 has its code: all but Kosovo's and the organisations'.
    pub fn is_iso(self) -> bool {
        !self.is_organisation() && self.code() != "XK"
    }

    /// Returns the state that a territory belongs to or is linked with; any other place is its own.
    pub fn state(self) -> Place {
        self.territory().and_then(|territory| territory.state).unwrap_or(self)
    }

    /// Returns its special status, if it is a territory apart from its State or a place that is easily mistaken for
    /// another.
    pub fn territory(self) -> Option<&'static Territory> {
        let territories = territories();
        let row = territories.binary_search_by_key(&self, |t| t.place).ok()?;
        territories.get(row)
    }
}

/// A territory apart from its State, or a place that is easily mistaken for another.
#[derive(Clone, Copy, Debug)]
pub struct Territory {
    /// Its place.
    pub place: Place,
    /// The State that it belongs to or is linked with. Membership is never inferred from it.
    pub state: Option<Place>,
    /// Its status under Union law.
    pub status: &'static str,
    /// A note; may be empty.
    pub note: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// Returns every territory with a special status, in the order of their codes.
pub fn territories() -> &'static [Territory] {
    static TERRITORIES: OnceLock<Vec<Territory>> = OnceLock::new();
    TERRITORIES.get_or_init(|| table::parse(tables::TERRITORIES, territory))
}

fn territory(row: &mut Row) -> Option<Territory> {
    Some(Territory {
        place: row.place()?,
        state: row.optional_place()?,
        status: row.text()?,
        note: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}

/// A set of places, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceSet([u64; 4]);

impl PlaceSet {
    /// Returns the empty set.
    pub const fn empty() -> PlaceSet {
        PlaceSet([0; 4])
    }

    /// Returns the set of every place, organisations included.
    pub const fn all() -> PlaceSet {
        PlaceSet([u64::MAX; 4])
    }

    /// Returns the set of one place.
    pub fn of(place: Place) -> PlaceSet {
        let mut set = PlaceSet::empty();
        set.insert(place);
        set
    }

    /// Adds a place.
    pub fn insert(&mut self, place: Place) {
        if let Some(word) = self.0.get_mut(place.index() / 64) {
            *word |= 1 << (place.index() % 64);
        }
    }

    /// Returns whether the place is in the set.
    pub fn contains(&self, place: Place) -> bool {
        let word = self.0.get(place.index() / 64).copied().unwrap_or(0);
        word >> (place.index() % 64) & 1 == 1
    }

    /// Returns the places in either set.
    pub fn union(self, other: PlaceSet) -> PlaceSet {
        self.zip(other, |a, b| a | b)
    }

    /// Returns the places in both sets.
    pub fn intersection(self, other: PlaceSet) -> PlaceSet {
        self.zip(other, |a, b| a & b)
    }

    /// Returns the places in this set and not in the other.
    pub fn difference(self, other: PlaceSet) -> PlaceSet {
        self.zip(other, |a, b| a & !b)
    }

    /// Returns whether every place of this set is in the other.
    pub fn is_subset(self, other: PlaceSet) -> bool {
        self.difference(other).is_empty()
    }

    /// Returns whether the set is empty.
    pub fn is_empty(&self) -> bool {
        *self == PlaceSet::empty()
    }

    /// Returns the number of places.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Returns the places, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = Place> + use<> {
        let words = self.0.into_iter().zip([0, 64, 128, 192]);
        words.flat_map(|(word, base)| bits(word).map(move |bit| Place(base + bit)))
    }

    fn zip(self, other: PlaceSet, with: impl Fn(u64, u64) -> u64) -> PlaceSet {
        let mut set = self;
        for (a, b) in set.0.iter_mut().zip(other.0) {
            *a = with(*a, b);
        }
        set
    }
}

/// Returns the positions of the bits that are set, lowest first.
fn bits(word: u64) -> impl Iterator<Item = u8> {
    let rest = |word: u64| (word != 0).then_some(word);
    std::iter::successors(rest(word), move |word| rest(word & (word - 1))).map(|word| word.trailing_zeros() as u8)
}

impl FromIterator<Place> for PlaceSet {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> PlaceSet {
        let mut set = PlaceSet::empty();
        places.into_iter().for_each(|place| set.insert(place));
        set
    }
}
