//! Dated tables: what the tests on places, values and categories say, for each stretch of days on which nothing changes.

use crate::atlas::PlaceSet;

/// A set of places over the days: a position in `Tables::places`.
pub(super) type RowsId = usize;
/// Answers for each code of a value over the days, by their position in `Tables::vectors`.
pub(super) type VectorId = usize;

/// Truths as a printed module holds them.
pub(super) mod truth {
    pub(in super::super) const FALSE: u8 = 0;
    pub(in super::super) const UNKNOWN: u8 = 1;
    pub(in super::super) const TRUE: u8 = 3;

    /// Returns the negation.
    pub(in super::super) fn not(truth: u8) -> u8 {
        match truth {
            TRUE => FALSE,
            UNKNOWN => UNKNOWN,
            _ => TRUE,
        }
    }
}

/// The tables of a policy. Rows stand for the stretches of its calendar, in order.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) places: Vec<Vec<PlaceSet>>,
    pub(super) vectors: Vec<Vec<Vec<u8>>>,
}

impl Tables {
    /// Returns the position of a set of places, each kept once.
    pub(super) fn places(&mut self, rows: Vec<PlaceSet>) -> RowsId {
        position(&mut self.places, rows)
    }

    /// Returns the position of a table by codes, each kept once.
    pub(super) fn vector(&mut self, rows: Vec<Vec<u8>>) -> VectorId {
        position(&mut self.vectors, rows)
    }

    /// Returns the stretches at which a table changes: the first, and those that differ from the one before.
    pub(super) fn used(&self, stretches: usize) -> Vec<usize> {
        let changes = |at: usize| {
            at == 0
                || self.places.iter().any(|rows| rows.get(at) != rows.get(at - 1))
                || self.vectors.iter().any(|rows| rows.get(at) != rows.get(at - 1))
        };
        (0..stretches).filter(|at| changes(*at)).collect()
    }
}

fn position<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    if let Some(index) = all.iter().position(|known| *known == one) {
        return index;
    }
    all.push(one);
    all.len() - 1
}
