//! Workbooks: every sheet as a table.
//!
//! A small file may unpack to more than memory holds, and a sheet may have a cell in its last corner. What a workbook unpacks to
//! is counted first, and only the rows and columns that have something are kept.

#[cfg(not(feature = "read"))]
use super::{Fault, Source, table::Table};
#[cfg(feature = "read")]
pub(super) use full::{MOST_CELLS, Sheet, read};

/// Refuses a workbook: its reader is in the command only.
#[cfg(not(feature = "read"))]
pub(super) fn read(source: &Source) -> Result<Vec<Table>, Fault> {
    let message = "workbooks are read by the command only: save the sheet as CSV".to_owned();
    Err(Fault::of(&source.name, "L0005", message))
}

#[cfg(feature = "read")]
mod full {
    use crate::read::table::{Cell, Table};
    use crate::read::{Fault, Origin, Source, ods};
    use calamine::{DataRef, Reader, Xlsx};
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    /// The most bytes that a workbook may unpack to.
    const MOST_BYTES: u64 = 64 << 20;

    /// The most cells of a sheet: those of the rows and columns in which anything stands.
    pub(in crate::read) const MOST_CELLS: usize = 1_000_000;

    /// The cells of a sheet in which something stands, by row and column from 0.
    #[derive(Default)]
    pub(in crate::read) struct Sheet {
        pub(in crate::read) name: String,
        rows: BTreeMap<usize, Vec<(usize, String)>>,
        columns: BTreeSet<usize>,
    }

    impl Sheet {
        /// Returns a sheet without cells.
        pub(in crate::read) fn new(name: &str) -> Sheet {
            Sheet { name: name.to_owned(), ..Sheet::default() }
        }

        /// Adds a cell.
        ///
        /// # Errors
        /// Returns the reason where the sheet has too many cells.
        pub(in crate::read) fn add(&mut self, row: usize, column: usize, text: String) -> Result<(), String> {
            if text.is_empty() {
                return Ok(());
            }
            self.columns.insert(column);
            self.rows.entry(row).or_default().push((column, text));
            if self.rows.len().saturating_mul(self.columns.len()) > MOST_CELLS {
                return Err(format!(
                    "sheet {}, cell {}{}: the rows and columns of the sheet have more than {MOST_CELLS} cells. Delete what stands apart from the table, or save the table as CSV",
                    self.name,
                    letters(column),
                    row + 1
                ));
            }
            Ok(())
        }

        /// Returns the rows, each with a cell for every column in which anything stands.
        fn table(self, file: &str) -> Table {
            let at = |row: usize, column: usize| {
                let spot = format!("{}!{}{}", self.name, letters(column), row + 1);
                Origin { file: file.to_owned(), line: row + 1, spot }
            };
            let row = |(row, cells): (&usize, &Vec<(usize, String)>)| {
                let cell = |column: &usize| {
                    let text =
                        cells.iter().rfind(|(own, _)| own == column).map_or(String::new(), |(_, text)| text.clone());
                    Cell { text, at: at(*row, *column) }
                };
                self.columns.iter().map(cell).collect()
            };
            let rows = self.rows.iter().map(row).collect();
            let title = Cell { text: self.name.clone(), at: at(0, 0) };
            Table { titles: vec![title], rows, ..Table::default() }
        }
    }

    /// Reads every sheet of a workbook.
    pub(in crate::read) fn read(source: &Source) -> Result<Vec<Table>, Fault> {
        let fault = |message: String| Fault::of(&source.name, "L0004", message);
        if !source.bytes.starts_with(b"PK") {
            let message =
                "this is no workbook of Excel since 2007 or of OpenDocument: save it as .xlsx, or the sheet as CSV";
            return Err(fault(message.to_owned()));
        }
        let mut archive =
            ZipArchive::new(Cursor::new(source.bytes.as_slice())).map_err(|error| fault(error.to_string()))?;
        let content = unpacked(&mut archive).map_err(fault)?;
        let sheets = match content {
            Some(content) => ods::sheets(&content),
            None => sheets(&source.bytes),
        };
        Ok(sheets.map_err(fault)?.into_iter().map(|sheet| sheet.table(&source.name)).collect())
    }

    /// Unpacks every part of a workbook, to know that it is of bearable size. Returns the content of one of OpenDocument.
    fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Option<String>, String> {
        let mut left = MOST_BYTES;
        let mut content = None;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| error.to_string())?;
            let name = part.name().map_err(|error| error.to_string())?.into_owned();
            let mut limited = part.take(left + 1);
            let count = if name == "content.xml" {
                let mut text = String::new();
                let count = limited.read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
                content = Some(text);
                count as u64
            } else {
                std::io::copy(&mut limited, &mut std::io::sink()).map_err(|error| format!("{name}: {error}"))?
            };
            left = left.checked_sub(count).ok_or_else(|| {
                format!(
                    "{name}: the workbook unpacks to more than {} MiB. Delete the sheets and pictures that are no list, or save the list as CSV",
                    MOST_BYTES >> 20
                )
            })?;
        }
        Ok(content)
    }

    /// Reads the sheets of a workbook of Excel.
    fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let mut sheet = Sheet::new(&name);
            let of_sheet = |error: calamine::XlsxError| format!("sheet {name}: {error}");
            let mut cells = book.worksheet_cells_reader(&name).map_err(of_sheet)?;
            while let Some(cell) = cells.next_cell().map_err(of_sheet)? {
                let (row, column) = cell.get_position();
                let text = match cell.get_value() {
                    DataRef::Empty => continue,
                    value => calamine::Data::from(value.clone()).to_string(),
                };
                sheet.add(row as usize, column as usize, text)?;
            }
            sheets.push(sheet);
        }
        Ok(sheets)
    }

    /// Returns the letters of a column: `A` for 0, `AA` for 26.
    fn letters(column: usize) -> String {
        let letter = char::from(b'A' + (column % 26) as u8);
        if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
    }
}
