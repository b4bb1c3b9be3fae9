//! Packed flows as columns.

use super::{Checked, Column, Columns, Items, Table, Values};
use crate::program::layout::{AS_OF, CHOICE, EPOCH, GROUP, HEADER, NOBODY, NUMBER, REGION};
use crate::program::{Fact, Form, Program};
use std::collections::BTreeMap;

/// What one row states of a fact.
#[derive(Clone, Debug)]
enum Stated {
    Word(u32),
    Pair(u32, u32),
    /// Whether it is complete, and its values or rows.
    List(bool, Vec<u32>),
}

/// One record that is still to be read: its flow, where it is, its table and its row.
type Open = (usize, u32, usize, usize);

struct Scattering<'s> {
    program: &'s Program,
    flows: &'s [Vec<u32>],
    /// For each table, its rows' facts.
    tables: Vec<Vec<Vec<Option<Stated>>>>,
    rows: BTreeMap<(usize, u32), usize>,
    open: Vec<Open>,
}

impl Columns {
    /// Lays packed flows out in columns. Nothing where a place is one of a mask rather than a group of the atlas, which
    /// no column holds.
    pub fn of(program: &Program, flows: &[Vec<u32>]) -> Option<Checked> {
        let tables = program.records.iter().map(|_| vec![]).collect();
        let mut scattering = Scattering { program, flows, tables, rows: BTreeMap::new(), open: vec![] };
        let day = |flow: &Vec<u32>| Some(*flow.get(AS_OF as usize)? as i32 - EPOCH);
        let days = flows.iter().map(day).collect::<Option<Vec<i32>>>()?;
        let root = scattering.table(crate::program::tag(crate::vocab::Kind::Flow))?;
        for flow in 0..flows.len() {
            scattering.row(flow, HEADER, root);
        }
        scattering.entries(root)?;
        let mut next = 0;
        while let Some(open) = scattering.open.get(next).copied() {
            scattering.record(open)?;
            next += 1;
        }
        let tables = (0..program.records.len()).map(|table| scattering.finish(table, root));
        Columns { days, tables: tables.collect::<Option<Vec<Table>>>()? }.checked(program).ok()
    }
}

impl Scattering<'_> {
    fn table(&self, tag: u32) -> Option<usize> {
        self.program.records.iter().position(|shape| shape.tag == tag)
    }

    fn word(&self, flow: usize, at: u32) -> u32 {
        self.flows.get(flow).and_then(|words| words.get(at as usize)).copied().unwrap_or(0)
    }

    /// The row of a record, a new one when it is first met.
    fn row(&mut self, flow: usize, at: u32, table: usize) -> usize {
        if let Some(row) = self.rows.get(&(flow, at)) {
            return *row;
        }
        let Some(rows) = self.tables.get_mut(table) else { return 0 };
        let row = rows.len();
        rows.push(vec![]);
        self.rows.insert((flow, at), row);
        self.open.push((flow, at, table, row));
        row
    }

    /// Gives the entries of each of the flows' lists, and its objects, rows that follow one another.
    fn entries(&mut self, root: usize) -> Option<()> {
        let facts = self.program.records.get(root)?.facts.clone();
        for Fact { word, form, leads, .. } in facts.into_iter().filter(|fact| fact.leads != 0) {
            let (table, at) = (self.table(leads)?, HEADER + u32::from(word));
            for flow in 0..self.flows.len() {
                let listed = if form == Form::List { self.listed(flow, at) } else { vec![self.word(flow, at)] };
                for record in listed.into_iter().filter(|record| *record > NOBODY) {
                    self.row(flow, record, table);
                }
            }
        }
        Some(())
    }

    /// The words of a list's entries.
    fn listed(&self, flow: usize, at: u32) -> Vec<u32> {
        let (head, first) = (self.word(flow, at), self.word(flow, at + 1));
        (0..head >> 2).map(|index| self.word(flow, first + index)).collect()
    }

    fn record(&mut self, (flow, at, table, row): Open) -> Option<()> {
        let facts = self.program.records.get(table)?.facts.clone();
        let mut stated = Vec::new();
        for Fact { word, form, leads, .. } in facts {
            stated.push(self.fact(flow, at + u32::from(word), form, leads)?);
        }
        *self.tables.get_mut(table)?.get_mut(row)? = stated;
        Some(())
    }

    /// What stands at a word; the outer nothing is for what no column holds.
    fn fact(&mut self, flow: usize, at: u32, form: Form, leads: u32) -> Option<Option<Stated>> {
        let word = self.word(flow, at);
        if word == 0 {
            return Some(None);
        }
        Some(Some(match form {
            Form::Number | Form::Duration => Stated::Pair(word, self.word(flow, at + 1)),
            Form::Object if word == NOBODY => Stated::Word(u32::MAX),
            Form::Object => {
                let table = self.table(leads)?;
                Stated::Word(self.row(flow, word, table) as u32)
            }
            Form::Bits(words) => Stated::List(word & 3 == 1, self.bits(flow, at + 1, u32::from(words))),
            Form::Categories => Stated::List(word & 3 == 1, self.bits(flow, at + 1, 2)),
            Form::Places | Form::Regions => {
                let listed = self.listed(flow, at);
                if listed.iter().any(|place| *place >= CHOICE) {
                    return None;
                }
                Stated::List(word & 3 == 1, listed)
            }
            Form::List => {
                let table = self.table(leads)?;
                let listed = self.listed(flow, at);
                Stated::List(word & 3 == 1, listed.into_iter().map(|at| self.row(flow, at, table) as u32).collect())
            }
            Form::Place if word >= CHOICE => return None,
            _ => Stated::Word(word),
        }))
    }

    fn bits(&self, flow: usize, at: u32, words: u32) -> Vec<u32> {
        (0..32 * words).filter(|value| self.word(flow, at + value / 32) >> (value % 32) & 1 == 1).collect()
    }

    fn finish(&self, table: usize, root: usize) -> Option<Table> {
        let rows = self.tables.get(table)?;
        let facts = &self.program.records.get(table)?.facts;
        let columns = facts.iter().enumerate().map(|(fact, Fact { form, leads, .. })| {
            let cells: Vec<Option<&Stated>> = rows.iter().map(|row| row.get(fact).and_then(Option::as_ref)).collect();
            let is_struct = table == root && *leads != crate::program::tag(crate::vocab::Kind::Party);
            cells.iter().any(Option::is_some).then(|| column(&cells, *form, is_struct))
        });
        Some(Table { rows: rows.len(), columns: columns.collect() })
    }
}

/// One column of what rows state. Entries of a flow's own lists are rows that follow one another.
fn column(cells: &[Option<&Stated>], form: Form, is_struct: bool) -> Column {
    let words = || cells.iter().map(|cell| if let Some(Stated::Word(word)) = cell { *word } else { 0 });
    let pairs = || cells.iter().map(|cell| if let Some(Stated::Pair(a, b)) = cell { (*a, *b) } else { (0, 0) });
    let values = match form {
        Form::YesNo => Values::Bits(bitmap(words().map(|word| word == 2))),
        Form::One | Form::Category => Values::U8(words().map(|word| word.saturating_sub(1) as u8).collect()),
        Form::Place => Values::U16(words().map(place).collect()),
        Form::Region => Values::U16(words().map(region).collect()),
        Form::Percent | Form::Text => Values::U32(words().map(|word| word.saturating_sub(1)).collect()),
        Form::Object => Values::U32(words().collect()),
        Form::Date => Values::I32(words().map(|word| word as i32 - EPOCH).collect()),
        Form::Number => {
            Values::I64(pairs().map(|(high, low)| (i64::from(high) << 32 | i64::from(low)) - NUMBER).collect())
        }
        Form::Duration => Values::Durations(pairs().map(|(months, days)| [months.saturating_sub(1), days]).collect()),
        Form::Bits(_) | Form::Categories => lists(cells, |all| Items::U8(all.map(|value| value as u8).collect())),
        Form::Places => lists(cells, |all| Items::U16(all.map(place).collect())),
        Form::Regions => lists(cells, |all| Items::U16(all.map(region).collect())),
        Form::List if is_struct => lists(cells, |_| Items::Rows),
        Form::List => lists(cells, |all| Items::U32(all.collect())),
    };
    let validity = (!cells.iter().all(Option::is_some)).then(|| bitmap(cells.iter().map(Option::is_some)));
    Column { validity, values }
}

fn lists(cells: &[Option<&Stated>], items: impl Fn(&mut dyn Iterator<Item = u32>) -> Items) -> Values {
    let of = |cell: &Option<&Stated>| if let Some(Stated::List(_, all)) = cell { all.clone() } else { vec![] };
    let items = items(&mut cells.iter().flat_map(of));
    // Entries that are rows follow one another from the first on.
    let first = cells.iter().flat_map(of).next().filter(|_| matches!(items, Items::Rows)).unwrap_or(0);
    let mut offsets = vec![first as i32];
    let mut end = first as i32;
    for cell in cells {
        end += of(cell).len() as i32;
        offsets.push(end);
    }
    let open = |cell: &Option<&Stated>| matches!(cell, Some(Stated::List(false, _)));
    let complete = cells.iter().any(open).then(|| bitmap(cells.iter().map(|cell| !open(cell))));
    Values::Lists { offsets, items, complete }
}

fn place(word: u32) -> u16 {
    if word >= GROUP { word as u16 } else { word.saturating_sub(1) as u16 }
}

fn region(word: u32) -> u16 {
    word.checked_sub(REGION).map_or(u16::MAX, |index| index as u16)
}

fn bitmap(bits: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, bit) in bits.enumerate() {
        if index % 8 == 0 {
            bytes.push(0);
        }
        if let Some(last) = bytes.last_mut().filter(|_| bit) {
            *last |= 1 << (index % 8);
        }
    }
    bytes
}
