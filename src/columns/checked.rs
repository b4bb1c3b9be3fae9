//! Columns that fit a program: checked once, so that deciding need not. A code that is no value of its fact, or a row
//! that is none of its table, would otherwise stand for something that nobody stated.

use super::{Column, Columns, Items, Values};
use crate::date::Date;
use crate::program::layout::GROUP;
use crate::program::{Fact, Form, Program};
use std::fmt;

/// The largest share, in hundredths of a percent.
const MAX_PERCENT: u32 = 10_050;
/// Months and days of the longest duration: as many of each unit as can be stated, added up.
const LONGEST: [u32; 2] = [2 * 9_999 * 13, 2 * 9_999 * 8];
/// Numbers, in ten-thousandths, either way.
const MAX_NUMBER: u64 = 9_000_000_000_000_000;

/// Columns that fit the flows of one program.
#[derive(Clone, Debug)]
pub struct Checked {
    columns: Columns,
    /// The digest of the policy.
    digest: String,
}

/// Why columns do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Position of the table among the program's records.
    pub table: usize,
    /// Position of the fact in it; nothing where the table itself does not fit.
    pub fact: Option<usize>,
    /// What is wrong.
    pub what: &'static str,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fact {
            Some(fact) => write!(f, "table {}, fact {fact}: {}", self.table, self.what),
            None => write!(f, "table {}: {}", self.table, self.what),
        }
    }
}

impl std::error::Error for Misfit {}

impl Columns {
    /// The columns, once they are found to fit the program.
    ///
    /// # Errors
    /// The first column that has too few values, a value that its fact cannot have, or a row that is none of its table.
    pub fn checked(self, program: &Program) -> Result<Checked, Misfit> {
        let wrong = |table, fact, what| Misfit { table, fact, what };
        if self.tables.len() != program.records.len() {
            return Err(wrong(self.tables.len(), None, "there are not as many tables as kinds that the policy reads"));
        }
        if !self.days.iter().all(|day| is_day(*day)) {
            return Err(wrong(0, None, "a day to judge is none of the calendar"));
        }
        let flow = crate::program::tag(crate::vocab::Kind::Flow);
        for (index, (table, shape)) in self.tables.iter().zip(&program.records).enumerate() {
            if shape.tag == flow && table.rows != self.days.len() {
                return Err(wrong(index, None, "there are not as many flows as days"));
            }
            if table.columns.len() != shape.facts.len() {
                return Err(wrong(index, None, "there are not as many columns as facts"));
            }
            for (position, (column, fact)) in table.columns.iter().zip(&shape.facts).enumerate() {
                if let Some(column) = column {
                    let fit = Fit { program, columns: &self, fact, rows: table.rows };
                    fit.check(column).map_err(|what| wrong(index, Some(position), what))?;
                }
            }
        }
        let [_, _, digest] = program.policy.clone();
        Ok(Checked { columns: self, digest })
    }
}

impl Checked {
    /// The columns, for the program that they fit.
    pub(super) fn columns(&self, program: &Program) -> Option<&Columns> {
        let [_, _, digest] = &program.policy;
        (*digest == self.digest).then_some(&self.columns)
    }

    /// How many flows there are.
    pub fn flows(&self) -> usize {
        self.columns.days.len()
    }
}

/// What a column has to fit.
struct Fit<'f> {
    program: &'f Program,
    columns: &'f Columns,
    fact: &'f Fact,
    rows: usize,
}

impl Fit<'_> {
    fn check(&self, column: &Column) -> Result<(), &'static str> {
        let covers = |bits: &Option<Vec<u8>>| bits.as_ref().is_none_or(|bits| bits.len() >= self.rows.div_ceil(8));
        if !covers(&column.validity) || !covers(column.complete()) {
            return Err("a bitmap has fewer bits than there are rows");
        }
        match (&column.values, self.fact.form) {
            (Values::Bits(bits), Form::YesNo) if bits.len() >= self.rows.div_ceil(8) => Ok(()),
            (Values::U8(values), Form::One | Form::Category) => self.each(column, values, |value| self.is_code(*value)),
            (Values::U16(values), Form::Place | Form::Region) => {
                self.each(column, values, |value| self.is_spot(*value))
            }
            (Values::U32(values), Form::Percent) => self.each(column, values, |value| *value <= MAX_PERCENT),
            (Values::U32(values), Form::Text) => self.each(column, values, |value| *value < u32::MAX),
            (Values::U32(values), Form::Object) => self.each(column, values, |row| self.is_object(*row)),
            (Values::I32(values), Form::Date) => self.each(column, values, |day| is_day(*day)),
            (Values::I64(values), Form::Number) => {
                self.each(column, values, |value| value.unsigned_abs() <= MAX_NUMBER)
            }
            (Values::Durations(values), Form::Duration) => {
                self.each(column, values, |[months, days]| *months <= LONGEST[0] && *days <= LONGEST[1])
            }
            (Values::Same, Form::Object) if self.rows <= self.target() => Ok(()),
            (Values::Lists { offsets, items, .. }, _) => self.lists(offsets, items),
            _ => Err("it is not of the form of the fact, or has fewer values than there are rows"),
        }
    }

    /// One value for each row; what rows state that state nothing is of no meaning.
    fn each<T>(&self, column: &Column, values: &[T], fits: impl Fn(&T) -> bool) -> Result<(), &'static str> {
        if values.len() < self.rows {
            return Err("there are fewer values than rows");
        }
        let wrong = values.iter().take(self.rows).enumerate().any(|(row, value)| column.is_valid(row) && !fits(value));
        if wrong { Err("a value is none that this fact can have") } else { Ok(()) }
    }

    fn lists(&self, offsets: &[i32], items: &Items) -> Result<(), &'static str> {
        let ends = offsets.get(..=self.rows).ok_or("there are fewer offsets than rows, and one more")?;
        let (first, last) = (ends.first().copied().unwrap_or(0), ends.last().copied().unwrap_or(0));
        if first < 0 || !ends.is_sorted() {
            return Err("offsets must not decrease");
        }
        let meant = first as usize..last as usize;
        let fits = match (items, self.fact.form) {
            (Items::Rows, Form::List) => meant.end <= self.target(),
            (Items::U32(items), Form::List) => all(items, meant, |row| (*row as usize) < self.target()),
            (Items::U16(items), Form::Places | Form::Regions) => all(items, meant, |value| self.is_spot(*value)),
            (Items::U8(items), Form::Bits(_) | Form::Categories) => all(items, meant, |value| self.is_code(*value)),
            _ => return Err("it is not of the form of the fact"),
        };
        if fits { Ok(()) } else { Err("an entry is none that this fact can have, or lies past the end") }
    }

    fn is_code(&self, value: u8) -> bool {
        u16::from(value) < self.fact.values
    }

    /// A place, a group of places, a region, or that there is none.
    fn is_spot(&self, value: u16) -> bool {
        let is_place = matches!(self.fact.form, Form::Place | Form::Places);
        match u32::from(value).checked_sub(GROUP) {
            Some(group) if is_place => (group as usize) < self.program.groups.len(),
            _ => value < self.fact.values || (!is_place && value == u16::MAX),
        }
    }

    /// A row of the table that the fact leads to, or a party that is none.
    fn is_object(&self, row: u32) -> bool {
        let may_be_none = self.fact.leads == crate::program::tag(crate::vocab::Kind::Party);
        (row as usize) < self.target() || (row == u32::MAX && may_be_none)
    }

    /// Rows of the table that the fact leads to.
    fn target(&self) -> usize {
        let table = self.program.records.iter().position(|shape| shape.tag == self.fact.leads);
        table.and_then(|table| self.columns.tables.get(table)).map_or(0, |table| table.rows)
    }
}

fn all<T>(items: &[T], meant: std::ops::Range<usize>, fits: impl Fn(&T) -> bool) -> bool {
    items.get(meant).is_some_and(|items| items.iter().all(fits))
}

fn is_day(day: i32) -> bool {
    (Date::MIN.days()..=Date::MAX.days()).contains(&day)
}
