//! What is tested of one column, for many rows.

use super::lanes::{Bits, LANES, Stretches};
use super::plan::Probe;
use super::{Column, Columns, Items, Values};
use crate::program::{Form, Literal, Mask, Op, Program, Test};
use crate::truth::Truth;

/// Words that a value of a looked-up column can be: 0 when it is not known.
pub(super) const WORDS: usize = 512;

/// What up to eight tests say of each word: bits of those that are true, and eight places on of those that are false.
#[derive(Debug, Default)]
pub(super) struct Table16 {
    /// `WORDS` for each stretch of days.
    pub(super) rows: Vec<u16>,
    /// Whether a known value can leave a test undecided.
    pub(super) doubts: bool,
}

impl Table16 {
    fn look(&self, stretch: u8, word: u32) -> u16 {
        self.rows.get(usize::from(stretch) * WORDS + word as usize).copied().unwrap_or(0)
    }
}

/// A probe with its columns.
pub(super) struct Reader<'c> {
    pub(super) probe: &'c Probe,
    pub(super) table: &'c Table16,
    program: &'c Program,
    /// Validity of the objects on the way.
    hops: Vec<&'c Column>,
    column: Option<&'c Column>,
}

/// Where a fact stands.
enum Found<'c> {
    Row(&'c Column, usize),
    Unknown,
    /// It is a fact of nobody: every test on it is false.
    Absent,
}

/// All tests are false.
const FALSE: u16 = 0xff00;

impl<'c> Reader<'c> {
    pub(super) fn new(program: &'c Program, probe: &'c Probe, table: &'c Table16, columns: &'c Columns) -> Reader<'c> {
        let of = |(table, fact): &(usize, usize)| columns.tables.get(*table)?.columns.get(*fact)?.as_ref();
        let mut hops: Vec<&Column> = Vec::new();
        let mut column = None;
        if let Some((last, way)) = probe.way.split_last() {
            let found: Option<Vec<&Column>> = way.iter().map(of).collect();
            column = found.as_ref().and_then(|_| of(last));
            hops = found.unwrap_or_default();
        }
        Reader { probe, table, program, hops, column }
    }

    /// The row of the fact's own table, over the objects on the way.
    #[inline]
    fn find(&self, row: usize) -> Found<'c> {
        let mut row = row;
        for hop in &self.hops {
            if !hop.is_valid(row) {
                return Found::Unknown;
            }
            match &hop.values {
                Values::Same => {}
                Values::U32(rows) => match rows.get(row) {
                    Some(&u32::MAX) => return Found::Absent,
                    Some(other) => row = *other as usize,
                    None => return Found::Unknown,
                },
                _ => return Found::Unknown,
            }
        }
        match self.column {
            Some(column) if column.is_valid(row) => Found::Row(column, row),
            _ => Found::Unknown,
        }
    }

    /// The word of a row's value; nothing for a group of places.
    #[inline]
    fn word(&self, column: &Column, row: usize) -> Option<u32> {
        Some(match (&column.values, self.probe.form) {
            (Values::U8(values), Form::One | Form::Category) => u32::from(*values.get(row)?) + 1,
            (Values::U16(values), Form::Place) => {
                let place = *values.get(row)?;
                return (place < 256).then_some(u32::from(place) + 1);
            }
            (Values::U16(values), Form::Region) => match *values.get(row)? {
                u16::MAX => 1,
                region => u32::from(region) + 2,
            },
            (Values::Bits(bits), Form::YesNo) => u32::from(super::bit(bits, row)) + 1,
            _ => return None,
        })
    }

    /// What the tests say of a row, as `Table16` has it; nothing where lanes cannot tell.
    #[inline]
    pub(super) fn said(&self, row: usize, stretch: u8) -> Option<u16> {
        match self.find(row) {
            Found::Unknown => Some(0),
            Found::Absent => Some(FALSE),
            Found::Row(column, row) => match self.probe.form {
                Form::YesNo | Form::One | Form::Place | Form::Region | Form::Category => {
                    Some(self.table.look(stretch, self.word(column, row)?))
                }
                _ => self.compared(column, row),
            },
        }
    }

    /// Tests of numbers, days, percents and sets, one by one.
    fn compared(&self, column: &Column, row: usize) -> Option<u16> {
        let mut said = 0;
        for (bit, (op, _)) in self.probe.tests.iter().enumerate() {
            let Some(Op::Test(_, test)) = self.program.ops.get(*op) else { return None };
            said |= match self.one(column, test, row)? {
                Truth::True => 1 << bit,
                Truth::False => 256 << bit,
                Truth::Unknown => 0,
            };
        }
        Some(said)
    }

    fn one(&self, column: &Column, test: &Test, row: usize) -> Option<Truth> {
        let fits = |orders: u8, have: std::cmp::Ordering| Some(Truth::from(orders >> (have as i8 + 1) & 1 == 1));
        match (test, &column.values) {
            (Test::IsNone, Values::U32(rows)) => Some(Truth::from(*rows.get(row)? == u32::MAX)),
            (Test::IsNone, Values::Same) => Some(Truth::False),
            (Test::Compare(orders, Literal::Number(number)), Values::I64(values)) => {
                fits(*orders, values.get(row)?.cmp(number))
            }
            (Test::Compare(orders, Literal::Word(word)), Values::U32(values)) => {
                fits(*orders, values.get(row)?.saturating_add(1).cmp(word))
            }
            (Test::Compare(orders, Literal::Word(word)), Values::I32(values)) => {
                fits(*orders, super::gather::day(*values.get(row)?).cmp(word))
            }
            (Test::HasValue(value), Values::Lists { items: Items::U8(items), .. }) => {
                let (start, end) = column.span(row)?;
                let found = items.get(start..end)?.iter().any(|item| u32::from(*item) == *value);
                Some(Truth::from(found).or(rest(column, row)))
            }
            (Test::HasCategory(mask), Values::Lists { items: Items::U8(items), .. }) => {
                let (start, end) = column.span(row)?;
                let stated = items.get(start..end)?.iter().fold(0u64, |all, item| all | 1u64 << (item & 63));
                let mask: &Mask = self.program.masks.get(usize::from(*mask))?;
                Some(crate::decide::has(stated, mask).or(rest(column, row)))
            }
            _ => None,
        }
    }

    /// Writes where each test of the flow is true and where it is false; the lanes that it cannot tell of are left out.
    pub(super) fn read(
        &self,
        start: usize,
        count: usize,
        stretches: &Stretches,
        atoms: &mut [(Bits, Bits)],
        hard: &mut Bits,
    ) {
        let mut said = [0u16; LANES];
        for (lane, (said, stretch)) in said.iter_mut().zip(&stretches.0).enumerate().take(count) {
            match self.said(start + lane, *stretch) {
                Some(found) => *said = found,
                None => set(hard, lane),
            }
        }
        for (bit, (_, number)) in self.probe.tests.iter().enumerate() {
            if let Some((holds, fails)) = atoms.get_mut(*number) {
                *holds = extract(&said, bit);
                *fails = extract(&said, bit + 8);
            }
        }
    }
}

fn rest(column: &Column, row: usize) -> Truth {
    if column.is_complete(row) { Truth::False } else { Truth::Unknown }
}

/// Sets the bit of a lane.
pub(super) fn set(bits: &mut Bits, lane: usize) {
    if let Some(word) = bits.get_mut(lane / 64) {
        *word |= 1 << (lane % 64);
    }
}

/// One bit of every lane.
fn extract(said: &[u16; LANES], bit: usize) -> Bits {
    let mut bits = Bits::default();
    for (word, said) in bits.iter_mut().zip(said.chunks_exact(64)) {
        *word = said.iter().enumerate().fold(0, |all, (lane, said)| all | u64::from(said >> bit & 1) << lane);
    }
    bits
}
