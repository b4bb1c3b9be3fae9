//! Kinds of entry: entries of which all tests say the same.

use super::bits::{self, ALL, Bits, LANES, set};
use super::plan::Context;
use super::probe::{Lookup, Reader, Stretches, WORDS};
use super::spans::Spans;
use super::{Column, Items, Values, bit};
use crate::program::Form;

/// Kinds that are told apart.
const MAX_KINDS: usize = 250;
/// Kinds that are looked for, for the longest list of a block.
const MAX_TURNS: usize = 128;
/// A flow without another entry.
const NO_KIND: u8 = 255;
/// An entry of which lanes cannot tell.
const UNTOLD: u8 = 254;

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
        Kinds::foreseen(context, lookups).unwrap_or_default()
    }

    fn foreseen(context: &Context, lookups: &[Lookup]) -> Option<Kinds> {
        let looked_up = |form| matches!(form, Form::YesNo | Form::One | Form::Place | Form::Region | Form::Category);
        let simple = context.probes.iter().all(|probe| probe.way.len() == 1 && looked_up(probe.form));
        let mut kinds = Kinds { said: vec![(0, 0)], parts: Some(vec![]) };
        for (probe, lookup) in context.probes.iter().zip(lookups).take_while(|_| simple) {
            let stride = kinds.said.len();
            let Answers { pairs, numbers } = Answers::of(lookup, MAX_KINDS / stride)?;
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
        simple.then_some(kinds)
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
        let Values::Lists { items: Items::Rows, .. } = &list.values else {
            *hard = ALL;
            return;
        };
        let known = bits::and(bitmap(&list.validity, start), bitmap(list.complete(), start));
        *hard = bits::or(*hard, bits::without(bits::first(count), known));
        let Some(spans) = Spans::straight(list, start, count) else {
            *hard = ALL;
            return;
        };
        let parts = self.parts.take();
        match parts.as_ref().and_then(|parts| Direct::of(readers, parts)) {
            Some(direct) if self.said.len() * spans.longest() as usize <= MAX_TURNS => {
                present.resize(self.said.len(), Bits::default());
                spans.turns(|entries| direct.mark(entries, at, present, hard));
            }
            _ => self.find_each(&spans, readers, at, present, hard),
        }
        self.parts = parts;
    }

    /// The same, entry by entry.
    fn find_each(
        &mut self,
        spans: &Spans,
        readers: &[Reader<'_>],
        at: &Stretches,
        present: &mut Vec<Bits>,
        hard: &mut Bits,
    ) {
        spans.visit(|lane, entry| {
            let stretch = at.each.get(lane).copied().unwrap_or(0);
            match self.kind(readers, entry as usize, stretch) {
                Some(kind) => mark(present, kind, lane),
                None => set(hard, lane),
            }
        });
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

/// What a lookup tells apart.
struct Answers {
    /// Its different answers.
    pairs: Vec<(u8, u8)>,
    /// Which of them it gives for each word and stretch of days.
    numbers: Vec<usize>,
}

impl Answers {
    /// Nothing where there are more than so many.
    fn of(lookup: &Lookup, most: usize) -> Option<Answers> {
        let mut answers = Answers { pairs: vec![(0, 0)], numbers: Vec::with_capacity(lookup.holds.len()) };
        for pair in lookup.holds.iter().copied().zip(lookup.fails.iter().copied()) {
            let known = answers.pairs.iter().position(|known| *known == pair);
            answers.numbers.push(known.unwrap_or(answers.pairs.len()));
            if known.is_none() {
                answers.pairs.push(pair);
            }
            if answers.pairs.len() > most {
                return None;
            }
        }
        Some(answers)
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

    /// Marks the kinds of one entry of each flow.
    fn mark(&self, entries: &[u32; LANES], at: &Stretches, present: &mut [Bits], hard: &mut Bits) {
        let mut kinds = [NO_KIND; LANES];
        if let [(Some(Column { validity: None, values: Values::U16(values) }), Form::Place, part)] = self.columns[..] {
            for ((kind, entry), stretch) in kinds.iter_mut().zip(entries).zip(&at.each) {
                let place = if *entry == u32::MAX { None } else { Some(values.get(*entry as usize)) };
                *kind = match place {
                    None => NO_KIND,
                    Some(Some(place @ 0..256)) => {
                        part.get(usize::from(*stretch) * WORDS + usize::from(*place) + 1).copied().unwrap_or(UNTOLD)
                    }
                    Some(_) => UNTOLD,
                };
            }
        } else {
            let lanes = kinds.iter_mut().zip(entries).zip(&at.each);
            for ((kind, entry), stretch) in lanes.filter(|((_, entry), _)| **entry != u32::MAX) {
                *kind = self.kind(*entry as usize, *stretch).map_or(UNTOLD, |kind| kind as u8);
            }
        }
        let mut seen = [false; 256];
        kinds.iter().for_each(|kind| {
            if let Some(seen) = seen.get_mut(usize::from(*kind)) {
                *seen = true;
            }
        });
        let of = |wanted: u8| bits::pack(&kinds.map(|kind| u8::from(kind == wanted)), 0);
        for (kind, (bits, _)) in (0..).zip(present.iter_mut().zip(seen)).filter(|(_, (_, seen))| *seen) {
            *bits = bits::or(*bits, of(kind));
        }
        *hard = bits::or(*hard, of(UNTOLD));
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

fn bitmap(bitmap: &Option<Vec<u8>>, start: usize) -> Bits {
    bitmap.as_ref().map_or(ALL, |bitmap| bits::read(bitmap, start))
}

#[inline]
fn put(present: &mut [Bits], kind: usize, lane: usize) {
    if let Some(bits) = present.get_mut(kind) {
        set(bits, lane);
    }
}

fn mark(present: &mut Vec<Bits>, kind: usize, lane: usize) {
    if present.len() <= kind {
        present.resize(kind + 1, Bits::default());
    }
    put(present, kind, lane);
}
