//! Workbooks: every sheet as a table.

use super::table::Rows;
use super::{Fault, Source};
#[cfg(feature = "read")]
use {super::Origin, super::table::Cell, calamine::Reader, std::io::Cursor};

/// Reads every sheet of a workbook.
#[cfg(feature = "read")]
pub(super) fn read(source: &Source) -> Result<Vec<Rows>, Fault> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(source.bytes.as_slice()))
        .map_err(|error| Fault::of(&source.name, "L0004", error.to_string()))?;
    let mut tables = Vec::new();
    for sheet in book.sheet_names() {
        let range = book
            .worksheet_range(&sheet)
            .map_err(|error| Fault::of(&source.name, "L0004", format!("sheet {sheet}: {error}")))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let cell = |row: usize, column: usize, value: &calamine::Data| {
            let spot = format!("{sheet}!{}{}", letters(left as usize + column), top as usize + row + 1);
            let at = Origin { file: source.name.clone(), line: top as usize + row + 1, spot };
            Cell { text: value.to_string(), at }
        };
        let rows = range.rows().enumerate();
        let cells = |(row, values): (usize, &[calamine::Data])| {
            values.iter().enumerate().map(|(column, value)| cell(row, column, value)).collect()
        };
        tables.push(rows.map(cells).collect());
    }
    Ok(tables)
}

/// Refuses a workbook: its reader is in the command only.
#[cfg(not(feature = "read"))]
pub(super) fn read(source: &Source) -> Result<Vec<Rows>, Fault> {
    let message = "workbooks are read by the command only: save the sheet as CSV".to_owned();
    Err(Fault::of(&source.name, "L0005", message))
}

/// Returns the letters of a column: `A` for 0, `AA` for 26.
#[cfg(feature = "read")]
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}
