//! One row as the words of a packed flow.

use super::{Column, Columns, Items, Values, bit};
use crate::program::layout::{
    AS_OF, EPOCH, GROUP, GROUPS, HEADER, LENGTH, NAMED, NOBODY, NUMBER, REGION, SEVERAL, STATED,
};
use crate::program::{Fact, Form, NONE, Program, Shape};

/// Records of one flow, and entries of one of its lists.
const MAX_RECORDS: usize = 20_000;
/// Values in the lists of one flow, taken together.
const MAX_VALUES: usize = 200_000;
/// How deep records may lead to others.
const MAX_DEPTH: usize = 64;

/// Packs one flow. Nothing where its day is not stated, or where it is too large.
pub(super) fn gather(program: &Program, columns: &Columns, row: usize, words: &mut Vec<u32>) -> Option<()> {
    words.clear();
    words.resize(HEADER as usize, 0);
    let mut gathering = Gathering { program, columns, words, records: vec![], groups: vec![], values: 0, depth: 0 };
    let root = program.records.iter().position(|shape| shape.tag == crate::program::tag(crate::vocab::Kind::Flow))?;
    gathering.record(root, row)?;
    gathering.header(row)
}

struct Gathering<'g> {
    program: &'g Program,
    columns: &'g Columns,
    words: &'g mut Vec<u32>,
    /// Table, row, and where the record is.
    records: Vec<(usize, usize, u32)>,
    groups: Vec<u32>,
    values: usize,
    depth: usize,
}

impl Gathering<'_> {
    fn set(&mut self, at: u32, word: u32) {
        if let Some(place) = self.words.get_mut(at as usize) {
            *place = word;
        }
    }

    /// Where the record of a row is; rows that several facts lead to have one.
    fn record(&mut self, table: usize, row: usize) -> Option<u32> {
        if let Some((.., at)) = self.records.iter().find(|known| (known.0, known.1) == (table, row)) {
            return Some(*at);
        }
        if self.records.len() >= MAX_RECORDS || self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let shape: &Shape = self.program.records.get(table)?;
        let at = self.words.len() as u32;
        self.words.resize(self.words.len() + usize::from(shape.size), 0);
        self.records.push((table, row, at));
        self.set(at, shape.tag);
        for (index, fact) in shape.facts.iter().enumerate() {
            let columns = self.columns;
            let column = columns.tables.get(table).and_then(|table| table.columns.get(index)).and_then(Option::as_ref);
            if let Some(column) = column.filter(|column| column.is_valid(row)) {
                self.fact(at + u32::from(fact.word), fact, column, row)?;
            }
        }
        self.depth -= 1;
        Some(at)
    }

    fn fact(&mut self, at: u32, fact: &Fact, column: &Column, row: usize) -> Option<()> {
        let leads = fact.leads;
        match (&column.values, fact.form) {
            (Values::Bits(bits), Form::YesNo) => self.set(at, u32::from(bit(bits, row)) + 1),
            (Values::U8(values), Form::One | Form::Category) => self.set(at, u32::from(*values.get(row)?) + 1),
            (Values::U16(values), Form::Place) => self.place(at, *values.get(row)?),
            (Values::U16(values), Form::Region) => self.set(at, region(*values.get(row)?)),
            (Values::U32(values), Form::Percent | Form::Text) => self.set(at, values.get(row)?.saturating_add(1)),
            (Values::I32(values), Form::Date) => self.set(at, day(*values.get(row)?)),
            (Values::I64(values), Form::Number) => {
                let word = values.get(row)?.checked_add(NUMBER)?;
                self.set(at, (word >> 32) as u32);
                self.set(at + 1, word as u32);
            }
            (Values::Durations(values), Form::Duration) => {
                let [months, days] = *values.get(row)?;
                self.set(at, months.saturating_add(1));
                self.set(at + 1, days);
            }
            (Values::Same, Form::Object) => self.object(at, leads, row)?,
            (Values::U32(values), Form::Object) => match *values.get(row)? {
                u32::MAX => self.set(at, NOBODY),
                other => self.object(at, leads, other as usize)?,
            },
            (Values::Lists { items, .. }, form) => self.list(at, form, leads, (column, items), row)?,
            _ => return None,
        }
        Some(())
    }

    fn object(&mut self, at: u32, leads: u32, row: usize) -> Option<()> {
        let table = self.program.records.iter().position(|shape| shape.tag == leads)?;
        let record = self.record(table, row)?;
        self.set(at, record);
        Some(())
    }

    fn list(&mut self, at: u32, form: Form, leads: u32, list: (&Column, &Items), row: usize) -> Option<()> {
        let (column, items) = list;
        let (start, end) = column.span(row).filter(|(start, end)| end - start <= MAX_RECORDS)?;
        self.values += end - start;
        if self.values > MAX_VALUES {
            return None;
        }
        let head = if column.is_complete(row) { 1 } else { 2 };
        match (items, form) {
            (Items::U8(values), Form::Bits(_) | Form::Categories) => {
                self.set(at, head);
                for value in values.get(start..end)? {
                    let word = self.words.get_mut(at as usize + 1 + usize::from(*value) / 32)?;
                    *word |= 1 << (value % 32);
                }
            }
            (Items::U16(values), Form::Places | Form::Regions) => {
                let first = self.room(at, head, end - start);
                let before = self.groups.len();
                for (index, value) in (0..).zip(values.get(start..end)?) {
                    match form {
                        Form::Places => self.place(first + index, *value),
                        _ => self.set(first + index, region(*value)),
                    }
                }
                if self.groups.len() > before {
                    self.set(SEVERAL, 1);
                }
            }
            (Items::Rows, Form::List) => {
                let table = self.program.records.iter().position(|shape| shape.tag == leads)?;
                let first = self.room(at, head, end - start);
                for (index, row) in (0..).zip(start..end) {
                    let record = self.record(table, row)?;
                    self.set(first + index, record);
                }
            }
            (Items::U32(rows), Form::List) => {
                let table = self.program.records.iter().position(|shape| shape.tag == leads)?;
                let first = self.room(at, head, end - start);
                for (index, row) in (0..).zip(rows.get(start..end)?) {
                    let record = self.record(table, *row as usize)?;
                    self.set(first + index, record);
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Room for the entries of a list; where it starts.
    fn room(&mut self, at: u32, head: u32, count: usize) -> u32 {
        let first = self.words.len() as u32;
        self.words.resize(self.words.len() + count, 0);
        self.set(at, head | (count as u32) << 2);
        self.set(at + 1, first);
        first
    }

    fn place(&mut self, at: u32, place: u16) {
        let place = u32::from(place);
        if place >= GROUP {
            self.groups.push(at);
            self.set(at, place);
        } else {
            self.set(at, place + 1);
            let word = self.words.get(NAMED as usize + place as usize / 32).copied().unwrap_or(0);
            if place < 256 {
                self.set(NAMED + place / 32, word | 1 << (place % 32));
            }
        }
    }

    fn header(&mut self, row: usize) -> Option<()> {
        let as_of = day(*self.columns.days.get(row)?);
        self.set(AS_OF, as_of);
        if self.program.known.as_of != NONE {
            self.set(HEADER + u32::from(self.program.known.as_of), as_of);
        }
        let stated = self.stated();
        for (header, each, list) in [(GROUPS, 1, std::mem::take(&mut self.groups)), (STATED, 2, stated)] {
            self.set(header, (list.len() / each) as u32);
            self.set(header + 1, self.words.len() as u32);
            self.words.extend(list);
        }
        self.set(LENGTH, self.words.len() as u32);
        Some(())
    }

    /// Derived facts that are stated.
    fn stated(&self) -> Vec<u32> {
        let mut pairs = Vec::new();
        for (index, derivation) in (0..).zip(&self.program.derivations) {
            for (table, _, at) in &self.records {
                let is_of = self.program.records.get(*table).is_some_and(|shape| shape.tag == derivation.tag);
                let word = self.words.get(*at as usize + usize::from(derivation.word)).copied().unwrap_or(0);
                if is_of && derivation.start != u32::MAX && word != 0 {
                    pairs.extend([index, *at]);
                }
            }
        }
        pairs
    }
}

fn region(region: u16) -> u32 {
    if region == u16::MAX { 1 } else { u32::from(region) + REGION }
}

pub(super) fn day(days: i32) -> u32 {
    days.saturating_add(EPOCH).max(1) as u32
}
