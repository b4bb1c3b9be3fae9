//! What is tested of one column, for the flows of a block.

use super::bits::{self, ALL, Bits, LANES, Truths, and, not, or, set, without};
use super::plan::Probe;
use super::spans::Spans;
use super::{Column, Columns, Items, Values};
use crate::program::{Form, Literal, Op, Orders, Program, Test};

/// Words that a value of a looked-up column can be: 0 when it is not known.
pub(super) const WORDS: usize = 512;

/// Values that an entry's set may list: as many as there can be.
const MAX_VALUES: usize = 256;

/// What up to eight tests say of each word, a bit for each: `WORDS` entries for each stretch of days.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    pub(super) holds: Vec<u8>,
    pub(super) fails: Vec<u8>,
    /// Whether a known value can leave a test undecided.
    pub(super) doubts: bool,
    /// For sets, what each value in it says: a byte of tests that it settles, of those that it leaves open, of those that
    /// it leaves open alone, and whether it says what data are.
    pub(super) sets: Vec<u32>,
}

/// Which stretch of days each flow of a block lies in.
pub(super) struct Stretches {
    pub(super) each: [u8; LANES],
    /// Whether it is the same for all.
    pub(super) one: bool,
}

/// A probe with its columns.
pub(super) struct Reader<'c> {
    pub(super) probe: &'c Probe,
    pub(super) lookup: &'c Lookup,
    program: &'c Program,
    /// The objects on the way.
    hops: Vec<&'c Column>,
    column: Option<&'c Column>,
}

/// The rows of a block's flows in the table of a fact.
struct Rows {
    /// The first, where they follow one another.
    start: Option<usize>,
    count: usize,
    each: [u32; LANES],
    /// Where there is one.
    known: Bits,
    /// Where it is known that there is none: every test is false.
    absent: Bits,
}

impl<'c> Reader<'c> {
    pub(super) fn new(program: &'c Program, probe: &'c Probe, lookup: &'c Lookup, columns: &'c Columns) -> Reader<'c> {
        let of = |(table, fact): &(usize, usize)| columns.tables.get(*table)?.columns.get(*fact)?.as_ref();
        let (last, way) = probe.way.split_last().map_or((None, &[][..]), |(last, way)| (Some(last), way));
        let hops: Option<Vec<&Column>> = way.iter().map(of).collect();
        let column = hops.as_ref().and_then(|_| of(last?));
        Reader { probe, lookup, program, hops: hops.unwrap_or_default(), column }
    }

    /// The column itself, where nothing stands between it and the entry.
    pub(super) fn direct(&self) -> Option<&'c Column> {
        self.column.filter(|_| self.hops.is_empty())
    }

    fn rows(&self, start: usize, count: usize) -> Rows {
        let mut rows =
            Rows { start: Some(start), count, each: [0; LANES], known: bits::first(count), absent: Bits::default() };
        for hop in &self.hops {
            rows.known = and(rows.known, rows.valid(hop));
            if let Values::U32(values) = &hop.values {
                let each = *rows.fetch(values, &mut [0; LANES]);
                let nobody = bits::pack(&each.map(|row| u8::from(row == u32::MAX)), 0);
                rows.absent = or(rows.absent, and(rows.known, nobody));
                rows.known = without(rows.known, nobody);
                let first = each.first().copied().unwrap_or(0);
                let follows = each.iter().zip(0u32..).take(count).all(|(row, nth)| *row == first.wrapping_add(nth));
                rows.start = follows.then_some(first as usize);
                rows.each = each;
            }
        }
        rows
    }

    /// Writes where each test is true and where it is false, and which flows it cannot tell of.
    pub(super) fn read(&self, start: usize, count: usize, at: &Stretches, atoms: &mut [Truths], hard: &mut Bits) {
        let rows = self.rows(start, count);
        let tests = self.probe.tests.iter().map(|(op, number)| (*op, *number));
        let Some(column) = self.column else {
            return tests.for_each(|(_, number)| put(atoms, number, (Bits::default(), rows.absent)));
        };
        let known = and(rows.known, rows.valid(column));
        for (bit, (op, number)) in tests.enumerate() {
            if let Some(holds) = self.compared(column, op, &rows) {
                let fails = or(without(known, holds), rows.absent);
                put(atoms, number, (and(known, holds), fails));
            } else if bit == 0 {
                self.look_up(column, &rows, known, at, atoms, hard);
            }
        }
    }

    /// Tests of numbers, days and percents against a value.
    fn compared(&self, column: &Column, op: usize, rows: &Rows) -> Option<Bits> {
        let Some(Op::Test(_, Test::Compare(orders, literal))) = self.program.ops.get(op) else { return None };
        let said = match (&column.values, literal) {
            (Values::I64(values), Literal::Number(number)) => {
                rows.fetch(values, &mut [0; LANES]).map(|value| fits(*orders, value, *number))
            }
            (Values::U32(values), Literal::Word(word)) => {
                rows.fetch(values, &mut [0; LANES]).map(|value| fits(*orders, value.saturating_add(1), *word))
            }
            (Values::I32(values), Literal::Word(word)) => {
                rows.fetch(values, &mut [0; LANES]).map(|value| fits(*orders, super::gather::day(value), *word))
            }
            _ => return None,
        };
        Some(bits::pack(&said, 0))
    }

    fn look_up(
        &self,
        column: &Column,
        rows: &Rows,
        known: Bits,
        at: &Stretches,
        atoms: &mut [Truths],
        hard: &mut Bits,
    ) {
        let (mut holds, mut fails, mut closed) = ([0u8; LANES], [0u8; LANES], ALL);
        match &column.values {
            Values::Bits(bitmap) => return self.truths(&rows.bits(bitmap), known, rows.absent, atoms),
            Values::U8(values) => {
                let words = rows.fetch(values, &mut [0; LANES]).map(|value| u16::from(value) + 1);
                self.lookup.say(&words, at, &mut holds, &mut fails);
            }
            Values::U16(values) => {
                let values = *rows.fetch(values, &mut [0; LANES]);
                let words = values.map(|value| word_of(value, self.probe.form).unwrap_or(0));
                let groups = bits::pack(&words.map(|word| u8::from(word == 0)), 0);
                *hard = or(*hard, and(known, groups));
                self.lookup.say(&words, at, &mut holds, &mut fails);
            }
            _ => {
                self.each(column, rows, known, (&mut holds, &mut fails), hard);
                if let Some(complete) = column.complete() {
                    closed = rows.bits(complete);
                }
            }
        }
        let doubts =
            self.lookup.doubts || matches!(column.values, Values::Lists { .. } | Values::U32(_) | Values::Same);
        for (bit, (_, number)) in self.probe.tests.iter().enumerate() {
            let true_of = and(known, bits::pack(&holds, bit));
            let false_of =
                if doubts { and(and(known, closed), bits::pack(&fails, bit)) } else { without(known, true_of) };
            put(atoms, *number, (true_of, or(false_of, rows.absent)));
        }
    }

    /// Truth values are bits already.
    fn truths(&self, yes: &Bits, known: Bits, absent: Bits, atoms: &mut [Truths]) {
        for (bit, (_, number)) in self.probe.tests.iter().enumerate() {
            let said = |word: usize| self.lookup.holds.get(word).is_some_and(|said| said >> bit & 1 == 1);
            let of_yes = if said(2) { *yes } else { Bits::default() };
            let of_no = if said(1) { not(*yes) } else { Bits::default() };
            let holds = and(known, or(of_yes, of_no));
            put(atoms, *number, (holds, or(without(known, holds), absent)));
        }
    }

    /// Sets, and parties that are none.
    fn each(
        &self,
        column: &Column,
        rows: &Rows,
        known: Bits,
        (holds, fails): (&mut [u8; LANES], &mut [u8; LANES]),
        hard: &mut Bits,
    ) {
        if let Values::U32(_) | Values::Same = &column.values {
            for (lane, (holds, fails)) in holds.iter_mut().zip(fails).enumerate() {
                (*holds, *fails) = self.one(column, rows.row(lane)).unwrap_or((0, 0));
            }
            return;
        }
        let is_known = |lane: usize| known.get(lane / 64).is_some_and(|word| word >> (lane % 64) & 1 == 1);
        let spans = match rows.start {
            Some(start) if known == bits::first(rows.count) => Spans::straight(column, start, rows.count),
            _ => Spans::of(column, (0..LANES).map(|lane| is_known(lane).then(|| rows.row(lane)))),
        };
        let (Some(spans), Values::Lists { items: Items::U8(items), .. }) = (spans, &column.values) else {
            *hard = ALL;
            return;
        };
        let sets = self.lookup.sets.first_chunk::<MAX_VALUES>();
        let sums = spans.joined(|entry| {
            let item = items.get(entry as usize).map_or(usize::MAX, |item| usize::from(*item));
            sets.and_then(|sets| sets.get(item)).copied().unwrap_or(UNTOLD)
        });
        for ((holds, fails), sum) in holds.iter_mut().zip(fails).zip(&sums) {
            (*holds, *fails) = of_set(*sum);
        }
        let untold = bits::pack(&sums.map(|sum| u8::from(sum & UNTOLD != 0)), 0);
        *hard = or(*hard, untold);
    }

    /// What the tests say of a row, by bits; nothing where lanes cannot tell.
    fn one(&self, column: &Column, row: usize) -> Option<(u8, u8)> {
        match &column.values {
            Values::U32(rows) => Some(if *rows.get(row)? == u32::MAX { (u8::MAX, 0) } else { (0, u8::MAX) }),
            Values::Same => Some((0, u8::MAX)),
            Values::Lists { items: Items::U8(items), .. } => {
                let (start, end) = column.span(row).filter(|(start, end)| end - start <= MAX_VALUES)?;
                let said = |item: &u8| self.lookup.sets.get(usize::from(*item)).copied();
                let sum = items.get(start..end)?.iter().try_fold(0, |sum, item| Some(sum | said(item)?))?;
                let (holds, fails) = of_set(sum);
                Some((holds, if column.is_complete(row) { fails } else { 0 }))
            }
            _ => None,
        }
    }

    /// What the tests say of an entry of a list, by bits; nothing where lanes cannot tell.
    pub(super) fn said(&self, row: usize, stretch: u8) -> Option<(u8, u8)> {
        let mut row = row;
        for hop in &self.hops {
            match &hop.values {
                _ if !hop.is_valid(row) => return Some((0, 0)),
                Values::Same => {}
                Values::U32(rows) => match *rows.get(row)? {
                    u32::MAX => return Some((0, u8::MAX)),
                    other => row = other as usize,
                },
                _ => return None,
            }
        }
        let Some(column) = self.column.filter(|column| column.is_valid(row)) else { return Some((0, 0)) };
        match self.word(column, row) {
            Some(word) => Some(self.lookup.of(stretch, word?)),
            None => self.one_compared(column, row).or_else(|| self.one(column, row)),
        }
    }

    /// The word of a looked-up value; the inner nothing for a group of places.
    fn word(&self, column: &Column, row: usize) -> Option<Option<u16>> {
        match &column.values {
            Values::Bits(bitmap) => Some(Some(u16::from(super::bit(bitmap, row)) + 1)),
            Values::U8(values) => Some(values.get(row).map(|value| u16::from(*value) + 1)),
            Values::U16(values) => Some(values.get(row).and_then(|value| word_of(*value, self.probe.form))),
            _ => None,
        }
    }

    fn one_compared(&self, column: &Column, row: usize) -> Option<(u8, u8)> {
        let (mut holds, mut fails) = (0, 0);
        for (bit, (op, _)) in self.probe.tests.iter().enumerate() {
            let Some(Op::Test(_, Test::Compare(orders, literal))) = self.program.ops.get(*op) else { return None };
            let have = match (&column.values, literal) {
                (Values::I64(values), Literal::Number(number)) => values.get(row)?.cmp(number),
                (Values::U32(values), Literal::Word(word)) => values.get(row)?.saturating_add(1).cmp(word),
                (Values::I32(values), Literal::Word(word)) => super::gather::day(*values.get(row)?).cmp(word),
                _ => return None,
            };
            let fits = orders >> (have as i8 + 1) & 1 == 1;
            *(if fits { &mut holds } else { &mut fails }) |= 1 << bit;
        }
        Some((holds, fails))
    }
}

/// Whether a value compares as it is asked to, without a branch.
fn fits<T: Ord + Copy>(orders: Orders, have: T, wanted: T) -> u8 {
    (u8::from(have < wanted) & orders)
        | (u8::from(have == wanted) & orders >> 1)
        | (u8::from(have > wanted) & orders >> 2)
}

/// What a set says, from what its values say together: which tests are true, and which false if it is complete.
fn of_set(sum: u32) -> (u8, u8) {
    let [holds, open, open_alone, what] = sum.to_le_bytes();
    let doubted = if what & 1 == 0 { open | open_alone } else { open };
    (holds, !holds & !doubted)
}

/// A value of which lanes cannot tell.
const UNTOLD: u32 = 2 << 24;

impl Rows {
    fn row(&self, lane: usize) -> usize {
        self.start.map_or_else(|| self.each.get(lane).map_or(0, |row| *row as usize), |start| start + lane)
    }

    /// Where a column of the rows' table states something.
    fn valid(&self, column: &Column) -> Bits {
        column.validity.as_ref().map_or(ALL, |bitmap| self.bits(bitmap))
    }

    fn bits(&self, bitmap: &[u8]) -> Bits {
        if let Some(start) = self.start.filter(|start| start % 8 == 0) {
            return bits::read(bitmap, start);
        }
        let mut found = Bits::default();
        (0..LANES).filter(|lane| super::bit(bitmap, self.row(*lane))).for_each(|lane| set(&mut found, lane));
        found
    }

    /// The values of the rows; what lies past the end is of no meaning.
    fn fetch<'v, T: Copy + Default>(&self, values: &'v [T], room: &'v mut [T; LANES]) -> &'v [T; LANES] {
        let straight = self.start.and_then(|start| values.get(start..start + LANES));
        if let Some(values) = straight.and_then(|values| <&[T; LANES]>::try_from(values).ok()) {
            return values;
        }
        for (lane, to) in room.iter_mut().enumerate() {
            *to = values.get(self.row(lane)).copied().unwrap_or_default();
        }
        room
    }
}

impl Lookup {
    pub(super) fn of(&self, stretch: u8, word: u16) -> (u8, u8) {
        let at = usize::from(stretch) * WORDS + usize::from(word);
        (self.holds.get(at).copied().unwrap_or(0), self.fails.get(at).copied().unwrap_or(0))
    }

    fn say(&self, words: &[u16; LANES], at: &Stretches, holds: &mut [u8; LANES], fails: &mut [u8; LANES]) {
        let row = |all: &'_ [u8], stretch: u8| -> Option<[u8; WORDS]> {
            let start = usize::from(stretch) * WORDS;
            all.get(start..start + WORDS)?.try_into().ok()
        };
        let first = at.each.first().copied().unwrap_or(0);
        for (all, to) in [(&self.holds, holds), (&self.fails, fails)].into_iter().take(1 + usize::from(self.doubts)) {
            match row(all, first).filter(|_| at.one) {
                Some(row) => to
                    .iter_mut()
                    .zip(words)
                    .for_each(|(to, word)| *to = row.get(usize::from(*word)).copied().unwrap_or(0)),
                None => {
                    for ((to, word), stretch) in to.iter_mut().zip(words).zip(&at.each) {
                        *to = all.get(usize::from(*stretch) * WORDS + usize::from(*word)).copied().unwrap_or(0);
                    }
                }
            }
        }
    }
}

/// The word of a place or region; nothing for a group of places.
#[inline]
pub(super) fn word_of(value: u16, form: Form) -> Option<u16> {
    match (form, value) {
        (Form::Place, 256..) => None,
        (Form::Place, place) => Some(place + 1),
        (_, u16::MAX) => Some(1),
        (_, region) => region.checked_add(2).filter(|word| usize::from(*word) < WORDS),
    }
}

fn put(atoms: &mut [Truths], number: usize, truths: Truths) {
    if let Some(atom) = atoms.get_mut(number) {
        *atom = truths;
    }
}
