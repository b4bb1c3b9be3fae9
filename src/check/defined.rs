//! Definitions in the place of their names: each is lowered once for its subject and for the place at which it is used.

use super::world::Layer;
use crate::policy::{Base, Cite, Defined, Formula, Path, SourceSpan};
use crate::sorted::SortedMap;
use std::sync::Arc;

/// The definitions that were lowered.
#[derive(Default)]
pub(super) struct Definitions {
    meanings: SortedMap<Layer, Vec<Meaning>>,
    /// The numbers of meanings and of places so far.
    counted: (u32, u32),
}

/// A definition, and what it is said of.
struct Meaning {
    number: u32,
    subject: Option<Path>,
    slots: usize,
    places: Vec<Lowered>,
}

/// A place at which a definition is used.
#[derive(PartialEq)]
pub(super) struct Place {
    /// The position in the policy.
    pub(super) used: SourceSpan,
    /// The subject in the policy's words.
    pub(super) written: String,
    /// The citations of the enclosing brackets.
    pub(super) cites: Vec<Cite>,
}

/// A definition that is expanded, said of a subject, where so many slots are taken.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    pub(super) layer: Layer,
    pub(super) subject: Option<&'s Path>,
    pub(super) slots: usize,
}

/// The depth in conditions and in definitions.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    pub(super) nesting: usize,
    pub(super) expanding: usize,
}

/// A definition that was lowered without an error.
struct Lowered {
    place: Place,
    formula: Formula,
    /// The tests and members in it.
    cost: usize,
    depth: Depth,
}

impl Definitions {
    /// Returns the formula of a definition in the same place, and the number of its tests and members; nothing at a greater depth, at which
    /// it could nest too deep.
    pub(super) fn known(&self, said: Said<'_>, place: &Place, depth: Depth) -> Option<(Formula, usize)> {
        let meaning = self.meanings.get(&said.layer)?.iter().find(|meaning| meaning.is(said))?;
        let lowered = meaning.places.iter().find(|lowered| {
            let is_deeper = depth.nesting > lowered.depth.nesting || depth.expanding > lowered.depth.expanding;
            lowered.place == *place && !is_deeper
        })?;
        Some((lowered.formula.clone(), lowered.cost))
    }

    /// Returns a definition with its numbers; a single test needs none.
    pub(super) fn numbered(&mut self, said: Said<'_>, formula: Formula) -> Formula {
        if matches!(formula, Formula::Const(_) | Formula::Atom(_) | Formula::Defined(_)) {
            return formula;
        }
        let (meanings, places) = &mut self.counted;
        let mut meaning = *meanings;
        self.meanings.update(said.layer, vec![], |known| match known.iter().find(|known| known.is(said)) {
            Some(known) => meaning = known.number,
            None => {
                *meanings += 1;
                let subject = said.subject.cloned();
                known.push(Meaning { number: meaning, subject, slots: said.slots, places: vec![] });
            }
        });
        *places += 1;
        let slot = match said.subject.map(|path| path.base) {
            Some(Base::Slot(slot)) => Some(slot),
            Some(Base::Flow) | None => None,
        };
        Formula::Defined(Arc::new(Defined { meaning, place: *places, slot, formula }))
    }

    /// Keeps the formula of a definition.
    pub(super) fn keep(&mut self, said: Said<'_>, place: Place, formula: &Formula, cost: usize, depth: Depth) {
        let lowered = Lowered { place, formula: formula.clone(), cost, depth };
        self.meanings.update(said.layer, vec![], |known| {
            if let Some(known) = known.iter_mut().find(|known| known.is(said)) {
                known.places.push(lowered);
            }
        });
    }
}

impl Meaning {
    fn is(&self, said: Said<'_>) -> bool {
        self.slots == said.slots && self.subject.as_ref() == said.subject
    }
}
