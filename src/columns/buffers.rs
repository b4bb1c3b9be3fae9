//! Columns from buffers of bytes, as Arrow lays them out: little-endian, by the form of each fact. What they hold is
//! checked with the rest (`Columns::checked`).

use super::{Column, Columns, Items, Misfit, Table, Values};
use crate::program::{Form, Program};

/// The buffers of one fact.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    /// Which rows state it, as a bitmap; all when absent.
    pub validity: Option<Vec<u8>>,
    /// Values, or what stands in lists; absent where objects or entries are the rows of the same number.
    pub values: Option<Vec<u8>>,
    /// Where each list starts, and where the last ends.
    pub offsets: Option<Vec<u8>>,
    /// Which lists are complete, as a bitmap; all when absent.
    pub complete: Option<Vec<u8>>,
}

const PART: &str = "a buffer ends within a value";

impl Columns {
    /// Flows of which nothing is stated yet, judged on these days; each of the other tables has so many rows.
    ///
    /// # Errors
    /// When the last day is not whole.
    pub fn on(program: &Program, days: &[u8], rows: &[u32]) -> Result<Columns, Misfit> {
        let flow = crate::program::tag(crate::vocab::Kind::Flow);
        let root = program.records.iter().position(|shape| shape.tag == flow).unwrap_or(0);
        let days = wide(days, i32::from_le_bytes).map_err(|what| Misfit { table: root, fact: None, what })?;
        let table = |(table, shape): (usize, &crate::program::Shape)| {
            let rows = if table == root { days.len() } else { rows.get(table).map_or(0, |rows| *rows as usize) };
            Table { rows, columns: vec![None; shape.facts.len()] }
        };
        let tables = program.records.iter().enumerate().map(table).collect();
        Ok(Columns { days, tables })
    }

    /// States one fact.
    ///
    /// # Errors
    /// When there is no such fact, or the buffers are not those of its form.
    pub fn state(&mut self, program: &Program, (table, fact): (usize, usize), buffers: Buffers) -> Result<(), Misfit> {
        let misfit = |what| Misfit { table, fact: Some(fact), what };
        let form = program.records.get(table).and_then(|shape| shape.facts.get(fact)).map(|fact| fact.form);
        let place = self.tables.get_mut(table).and_then(|table| table.columns.get_mut(fact));
        let (Some(form), Some(place)) = (form, place) else { return Err(misfit("the policy reads no such fact")) };
        *place = Some(buffers.column(form).map_err(misfit)?);
        Ok(())
    }
}

impl Buffers {
    fn column(self, form: Form) -> Result<Column, &'static str> {
        let Buffers { validity, values, offsets, complete } = self;
        let is_list = matches!(form, Form::Bits(_) | Form::Categories | Form::Places | Form::Regions | Form::List);
        if !is_list && (offsets.is_some() || complete.is_some()) {
            return Err("only lists have offsets, and are complete or not");
        }
        let values = match form {
            Form::Object | Form::List => values,
            _ => Some(values.ok_or("its values are missing")?),
        };
        if !is_list {
            return Ok(Column { validity, values: one(form, values)? });
        }
        let items = values.map_or(Ok(Items::Rows), |values| items(form, values))?;
        let offsets = wide(&offsets.ok_or("its offsets are missing")?, i32::from_le_bytes)?;
        Ok(Column { validity, values: Values::Lists { offsets, items, complete } })
    }
}

/// One value a row.
fn one(form: Form, values: Option<Vec<u8>>) -> Result<Values, &'static str> {
    let Some(bytes) = values else { return Ok(Values::Same) };
    Ok(match form {
        Form::YesNo => Values::Bits(bytes),
        Form::One | Form::Category => Values::U8(bytes),
        Form::Place | Form::Region => Values::U16(wide(&bytes, u16::from_le_bytes)?),
        Form::Date => Values::I32(wide(&bytes, i32::from_le_bytes)?),
        Form::Number => Values::I64(wide(&bytes, i64::from_le_bytes)?),
        Form::Duration => Values::Durations(wide(&bytes, |bytes| {
            let both = u64::from_le_bytes(bytes);
            [both as u32, (both >> 32) as u32]
        })?),
        _ => Values::U32(wide(&bytes, u32::from_le_bytes)?),
    })
}

/// What stands in lists.
fn items(form: Form, bytes: Vec<u8>) -> Result<Items, &'static str> {
    Ok(match form {
        Form::Places | Form::Regions => Items::U16(wide(&bytes, u16::from_le_bytes)?),
        Form::List => Items::U32(wide(&bytes, u32::from_le_bytes)?),
        _ => Items::U8(bytes),
    })
}

/// Values of so many bytes each.
fn wide<const N: usize, T>(bytes: &[u8], of: impl Fn([u8; N]) -> T) -> Result<Vec<T>, &'static str> {
    let (values, rest) = bytes.as_chunks::<N>();
    if rest.is_empty() { Ok(values.iter().map(|value| of(*value)).collect()) } else { Err(PART) }
}
