//! Meanings of texts, kept from flow to flow: the fact that a key names, the thing of the atlas that a value names, the value of an
//! enumeration that it is. A text is looked up once for each question, however many flows state it.

use crate::atlas::{self, Group, Place};
use crate::policy::{Declared, DeclaredFact, Field};
use crate::vocab::{Category, EnumId, Fact, Kind};
use std::cell::Cell;

/// An entry of the atlas or the policy that a text names. No text names two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Nothing,
    Place(Place),
    Group(Group),
    /// The code of a place or a group that is named in words.
    Said(&'static str),
    /// A position among the regions: those that the policy declares stand after those of the atlas.
    Region(u16),
    /// A position among the multi-regions of the atlas.
    Multi(u16),
    /// A region of a platform: the key of the vendor that runs it, and the position of the region below.
    Platform(&'static str, u16),
}

impl Named {
    /// Looks a text up in the atlas, and among the regions that the policy declares.
    pub(super) fn of(text: &str, declared: &Declared) -> Named {
        if let Some(place) = Place::from_code(text) {
            Named::Place(place)
        } else if let Some(group) = Group::from_name(text) {
            Named::Group(group)
        } else {
            let known = || declared.region(text).map(|region| Named::Region(region.index as u16));
            let multi = || Named::multi(text);
            let written = || atlas::region_written(text).map(|region| Named::Region(region.index as u16));
            let below =
                || atlas::platform_region(text).map(|(vendor, region)| Named::Platform(vendor, region.index as u16));
            let said = || atlas::place_read(text).map(Named::Said);
            known().or_else(multi).or_else(written).or_else(below).or_else(said).unwrap_or(Named::Nothing)
        }
    }
}

impl Named {
    fn multi(text: &str) -> Option<Named> {
        let found = atlas::multi_region_written(text)?;
        let index = atlas::multi_regions().iter().position(|each| each.id == found.id)?;
        Some(Named::Multi(index as u16))
    }
}

/// Kinds of object.
const KINDS: usize = Kind::ALL.len();
/// A key that was not looked up yet.
const UNASKED: u8 = u8::MAX;
/// A key that names no fact.
const NO_FACT: u8 = u8::MAX - 1;
/// Stands for the categories of data where an enumeration is asked for.
const CATEGORIES: EnumId = EnumId(u16::MAX);

/// The meaning of one text, as far as it was asked.
pub(crate) struct Meaning {
    /// The position of the fact that it names, for each kind of object.
    facts: [Cell<u8>; KINDS],
    /// The kind for which it was last looked up among the declared facts, and the field that it names.
    declared: Cell<Option<(Kind, Option<Field>)>>,
    named: Cell<Option<Named>>,
    /// The enumeration of which it was asked last, and which value of it the text is.
    value: Cell<Option<(EnumId, Option<u8>)>>,
}

impl Default for Meaning {
    fn default() -> Meaning {
        let facts = [const { Cell::new(UNASKED) }; KINDS];
        Meaning { facts, declared: Cell::new(None), named: Cell::new(None), value: Cell::new(None) }
    }
}

impl Meaning {
    /// Returns the fact of a kind that has this text as its name.
    pub(super) fn fact(&self, kind: Kind, text: &str) -> Option<(usize, &'static Fact)> {
        let known = self.facts.get(kind as usize)?;
        if known.get() == UNASKED {
            known.set(look_up(kind, text));
        }
        let index = usize::from(known.get());
        kind.facts().get(index).map(|fact| (index, fact))
    }

    /// Returns the fact of a kind that the policy declares under this name, and its field.
    pub(super) fn declared_fact<'d>(
        &self,
        kind: Kind,
        text: &str,
        declared: &'d Declared,
    ) -> Option<(Field, &'d DeclaredFact)> {
        let field = match self.declared.get() {
            Some((known, field)) if known == kind => field,
            _ => {
                let field = declared.fact(kind, text).map(|(field, _)| field);
                self.declared.set(Some((kind, field)));
                field
            }
        }?;
        Some((field, declared.at(field)?))
    }

    /// Returns what the text names in the atlas, or among the regions that the policy declares.
    pub(super) fn named(&self, text: &str, declared: &Declared) -> Named {
        self.named.get().unwrap_or_else(|| {
            let named = Named::of(text, declared);
            self.named.set(Some(named));
            named
        })
    }

    /// Returns which value of an enumeration the text is.
    pub(super) fn value(&self, id: EnumId, text: &str, declared: &Declared) -> Option<u8> {
        self.value_of(id, || declared.value(id, text))
    }

    /// Returns the category of data that the text names.
    pub(super) fn category(&self, text: &str) -> Option<Category> {
        let index = self.value_of(CATEGORIES, || Category::from_name(text).map(|category| category.index() as u8))?;
        Category::from_index(usize::from(index))
    }

    fn value_of(&self, id: EnumId, look_up: impl Fn() -> Option<u8>) -> Option<u8> {
        match self.value.get() {
            Some((known, value)) if known == id => value,
            _ => {
                let value = look_up();
                self.value.set(Some((id, value)));
                value
            }
        }
    }
}

/// Returns the position of the fact that has this name.
#[inline(never)]
fn look_up(kind: Kind, name: &str) -> u8 {
    kind.fact(name).map_or(NO_FACT, |(index, _)| index as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_names_two_things_in_the_atlas() {
        for region in atlas::regions() {
            assert_eq!(Named::of(region.id, &Declared::default()), Named::Region(region.index as u16), "{}", region.id);
        }
        for group in Group::all() {
            assert_eq!(Named::of(group.name(), &Declared::default()), Named::Group(group), "{}", group.name());
        }
    }
}
