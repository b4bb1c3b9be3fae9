//! Kinds of entry: entries of which all tests say the same.

use super::bits::{self, Bits, set};
use super::plan::Context;
use super::probe::{Lookup, Reader, Stretches, WORDS};
use super::{Column, Values, bit};
use crate::program::Form;

/// Kinds that are told apart.
const MAX_KINDS: usize = 255;

/// The kinds of entry of one table.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    /// Of each kind, which tests are true, and which false.
    pub(super) said: Vec<(u16, u16)>,
    /// Where a few looked-up columns say all: for each of them, what every word adds to the kind's number.
    parts: Option<Vec<Vec<u8>>>,
}

impl Kinds {
    /// The kinds of entry of a table, as far as they are known beforehand.
    pub(super) fn of(context: &Context, lookups: &[Lookup]) -> Kinds {
        let looked_up = |form| matches!(form, Form::YesNo | Form::One | Form::Place | Form::Region | Form::Category);
        let simple = context.probes.iter().all(|probe| probe.way.len() == 1 && looked_up(probe.form));
        let mut kinds = Kinds { said: vec![(0, 0)], parts: Some(vec![]) };
        for (probe, lookup) in context.probes.iter().zip(lookups).take_while(|_| simple) {
            let stride = kinds.said.len();
            let mut pairs: Vec<(u8, u8)> = vec![(0, 0)];
            let numbers = lookup.holds.iter().zip(&lookup.fails).map(|(holds, fails)| {
                let known = pairs.iter().position(|pair| pair == &(*holds, *fails));
                known.unwrap_or_else(|| {
                    pairs.push((*holds, *fails));
                    pairs.len() - 1
                })
            });
            let numbers: Vec<usize> = numbers.collect();
            if stride * pairs.len() > MAX_KINDS {
                return Kinds::default();
            }
            let spread = |said: u8| {
                let each = probe.tests.iter().enumerate();
                each.fold(0u16, |all, (bit, (_, number))| all | u16::from(said >> bit & 1) << number)
            };
            let wider = pairs.iter().map(|(holds, fails)| (spread(*holds), spread(*fails)));
            let before = kinds.said.clone();
            kinds.said = wider.flat_map(|(h, f)| before.iter().map(move |(a, b)| (a | h, b | f))).collect();
            if let Some(parts) = &mut kinds.parts {
                parts.push(numbers.into_iter().map(|number| (number * stride) as u8).collect());
            }
        }
        if simple { kinds } else { Kinds::default() }
    }

    /// Finds which flows have an entry of each kind in a list, and those of which that cannot be told.
    pub(super) fn find(
        &mut self,
        list: &Column,
        readers: &[Reader<'_>],
        (start, count): (usize, usize),
        at: &Stretches,
        (present, hard): (&mut Vec<Bits>, &mut Bits),
    ) {
        present.iter_mut().for_each(|bits| *bits = Bits::default());
        let parts = self.parts.take();
        let direct = parts.as_ref().and_then(|parts| Direct::of(readers, parts));
        if direct.is_some() {
            present.resize(self.said.len(), Bits::default());
        }
        for (lane, stretch) in at.each.iter().enumerate().take(count) {
            let row = start + lane;
            let span = list.span(row).filter(|_| list.is_valid(row) && list.is_complete(row) && list.is_rows());
            let told = span.is_some_and(|(from, to)| {
                (from..to).all(|entry| {
                    let kind = match &direct {
                        Some(direct) => direct.kind(entry, *stretch),
                        None => self.kind(readers, entry, *stretch),
                    };
                    kind.is_some_and(|kind| mark(present, kind, lane))
                })
            });
            if !told {
                set(hard, lane);
            }
        }
        drop(direct);
        self.parts = parts;
    }

    /// The number of an entry's kind, a new one when it is first met.
    fn kind(&mut self, readers: &[Reader<'_>], entry: usize, stretch: u8) -> Option<usize> {
        let (mut holds, mut fails) = (0u16, 0u16);
        for reader in readers {
            let said = reader.said(entry, stretch)?;
            for (bit, (_, number)) in reader.probe.tests.iter().enumerate() {
                holds |= u16::from(said.0 >> bit & 1) << number;
                fails |= u16::from(said.1 >> bit & 1) << number;
            }
        }
        let known = self.said.iter().position(|said| *said == (holds, fails));
        known.or_else(|| {
            (self.said.len() < MAX_KINDS).then(|| {
                self.said.push((holds, fails));
                self.said.len() - 1
            })
        })
    }
}

/// Looked-up columns, each with what its words add to the number of a kind.
struct Direct<'d> {
    columns: Vec<(Option<&'d Column>, Form, &'d [u8])>,
}

impl<'d> Direct<'d> {
    fn of(readers: &[Reader<'d>], parts: &'d [Vec<u8>]) -> Option<Direct<'d>> {
        let known = |column: &Column| matches!(column.values, Values::Bits(_) | Values::U8(_) | Values::U16(_));
        let columns = readers.iter().zip(parts).map(|(reader, part)| {
            let column = reader.direct();
            column.is_none_or(known).then_some((column, reader.probe.form, part.as_slice()))
        });
        columns.collect::<Option<Vec<_>>>().map(|columns| Direct { columns })
    }

    #[inline]
    fn kind(&self, entry: usize, stretch: u8) -> Option<usize> {
        let mut kind = 0;
        for (column, form, part) in &self.columns {
            let word = match column {
                Some(column) if column.is_valid(entry) => match &column.values {
                    Values::U16(values) => super::probe::word_of(*values.get(entry)?, *form)?,
                    Values::U8(values) => u16::from(*values.get(entry)?) + 1,
                    Values::Bits(bitmap) => u16::from(bit(bitmap, entry)) + 1,
                    _ => return None,
                },
                _ => 0,
            };
            kind += usize::from(*part.get(usize::from(stretch) * WORDS + usize::from(word))?);
        }
        Some(kind)
    }
}

#[inline]
fn mark(present: &mut Vec<Bits>, kind: usize, lane: usize) -> bool {
    if present.len() <= kind {
        present.resize(kind + 1, Bits::default());
    }
    let bits = present.get_mut(kind);
    bits.map(|bits| bits::set(bits, lane)).is_some()
}
