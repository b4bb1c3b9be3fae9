//! Kinds of entry: entries of which all tests say the same.

use super::bits::{self, ALL, Bits, LANES, set};
use super::plan::Context;
use super::probe::{Lookup, Reader, Stretches, WORDS};
use super::spans::Spans;
use super::{Column, Items, Values, bit};
use crate::program::Form;

/// Kinds that are told apart.
const MAX_KINDS: usize = 250;
/// Kinds that are told apart as bits of a word, and entries of the longest list that is looked at so.
const MAX_BITS: usize = 31;
const MAX_TURNS: u32 = 16;
/// Places; what is more is a group.
const PLACES: usize = 256;
/// The bit of an entry of which lanes cannot tell.
const UNTOLD: u8 = 31;

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
            Some(direct) if self.said.len() <= MAX_BITS && spans.longest() <= MAX_TURNS => {
                present.resize(self.said.len(), Bits::default());
                direct.mark(&spans, at, present, hard);
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

    /// Marks the kinds of the entries of each flow.
    fn mark(&self, spans: &Spans, at: &Stretches, present: &mut [Bits], hard: &mut Bits) {
        let mut seen = [0u32; LANES];
        spans.turns(|entries| self.look(entries, at, &mut seen));
        let empty = spans.empty();
        let of = |kind: usize| bits::without(bits::pack(&seen.map(|seen| (seen >> kind & 1) as u8), 0), empty);
        let any = seen.iter().fold(0, |any, seen| any | seen);
        for (kind, bits) in present.iter_mut().enumerate().filter(|(kind, _)| any >> kind & 1 == 1) {
            *bits = of(kind);
        }
        *hard = bits::or(*hard, of(usize::from(UNTOLD)));
    }

    /// Adds the kind of one entry of each flow to those that were seen.
    fn look(&self, entries: &[u32; LANES], at: &Stretches, seen: &mut [u32; LANES]) {
        let lanes = seen.iter_mut().zip(entries).zip(&at.each);
        if let [(Some(Column { validity: None, values: Values::U16(values) }), Form::Place, part)] = self.columns[..] {
            for ((seen, entry), stretch) in lanes {
                let place = usize::from(values.get(*entry as usize).copied().unwrap_or(u16::MAX));
                let kind = part.get(usize::from(*stretch) * WORDS + place + 1).filter(|_| place < PLACES);
                *seen |= 1 << kind.copied().unwrap_or(UNTOLD);
            }
        } else {
            for ((seen, entry), stretch) in lanes {
                *seen |= 1 << self.kind(*entry as usize, *stretch).unwrap_or(usize::from(UNTOLD));
            }
        }
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
