//! Rows of CSV, one record at a time: a quote that is not closed ends in an error, not in a cell of the rest of the file.

use std::io::{BufRead, BufReader, Read};

/// The longest record, in bytes, and the most lines that a quoted cell may run over.
const LONGEST: usize = 1 << 20;

/// A record: the line on which it begins, and its cells as bytes.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<Vec<u8>>,
}

/// Reads records.
pub(super) struct Table {
    input: BufReader<Box<dyn Read + Send>>,
    delimiter: Option<u8>,
    line: u64,
    /// The number of bytes read.
    pub(super) bytes: u64,
}

impl Table {
    pub(super) fn new(input: Box<dyn Read + Send>) -> Table {
        Table { input: BufReader::with_capacity(1 << 16, input), delimiter: None, line: 1, bytes: 0 }
    }

    /// Returns the next record that is not empty.
    ///
    /// # Errors
    /// Returns in words what is wrong.
    pub(super) fn next(&mut self) -> Result<Option<Row>, String> {
        loop {
            let first = self.line;
            let Some(record) = self.record()? else { return Ok(None) };
            let record = match first {
                1 => record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&record),
                _ => &record,
            };
            if first == 1 && (record.starts_with(&[0xff, 0xfe]) || record.starts_with(&[0xfe, 0xff])) {
                return Err("the file is in UTF-16: save it as UTF-8".to_owned());
            }
            if record.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let delimiter = *self.delimiter.get_or_insert_with(|| delimiter(record));
            return Ok(Some(Row { line: first, cells: cells(record, delimiter) }));
        }
    }

    /// Reads lines until no quote is open.
    fn record(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut record = vec![];
        let first = self.line;
        let mut quotes = Quotes { is_open: false, is_start: true };
        loop {
            let start = record.len();
            let limit = (LONGEST + 1).saturating_sub(start) as u64;
            let read =
                (&mut self.input).take(limit).read_until(b'\n', &mut record).map_err(|error| error.to_string())?;
            self.bytes += read as u64;
            let is_whole = record.last() == Some(&b'\n');
            self.line += u64::from(is_whole && read > 0);
            quotes.read(record.get(start..).unwrap_or_default(), self.delimiter.unwrap_or(b','));
            let is_open = quotes.is_open;
            if record.len() > LONGEST || (read == 0 && is_open) {
                return Err(format!(
                    "the row on line {first} does not end within {} KiB: a quote that opens a cell is not closed, or a quote within one is not written twice",
                    LONGEST >> 10
                ));
            }
            if read == 0 || (is_whole && !is_open) {
                return Ok((!record.is_empty()).then_some(record));
            }
        }
    }
}

/// Returns the sign between cells: the one that is most frequent in the first line.
fn delimiter(first: &[u8]) -> u8 {
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    let best = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| count(*sign));
    best.unwrap_or(b',')
}

/// The state of the quotes of a record, as far as it was read.
struct Quotes {
    /// Says whether a cell with a quote is open.
    is_open: bool,
    /// Says whether a quote would open one here.
    is_start: bool,
}

impl Quotes {
    fn read(&mut self, bytes: &[u8], delimiter: u8) {
        for byte in bytes {
            match (*byte, self.is_open) {
                (b'"', true) => self.is_open = false,
                // A quote that was closed and follows at once is written twice.
                (b'"', false) if self.is_start => self.is_open = true,
                _ => {}
            }
            self.is_start = !self.is_open && (*byte == delimiter || *byte == b'"');
        }
    }
}

fn cells(record: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let record = record.strip_suffix(b"\n").unwrap_or(record);
    let record = record.strip_suffix(b"\r").unwrap_or(record);
    let mut cells = vec![];
    let mut cell: Vec<u8> = vec![];
    let mut bytes = record.iter().copied().peekable();
    let (mut is_quoted, mut is_start) = (false, true);
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if is_quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
                cell.push(b'"');
            }
            b'"' if is_quoted => is_quoted = false,
            b'"' if is_start => is_quoted = true,
            _ if byte == delimiter && !is_quoted => {
                cells.push(std::mem::take(&mut cell));
                is_start = true;
                continue;
            }
            _ => cell.push(byte),
        }
        is_start = false;
    }
    cells.push(cell);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, Vec<String>)>, String> {
        let mut table = Table::new(Box::new(std::io::Cursor::new(text.as_bytes().to_vec())));
        let mut rows = vec![];
        while let Some(row) = table.next()? {
            rows.push((row.line, row.cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect()));
        }
        Ok(rows)
    }

    /// Compares the cells with those that the crate `csv` reads.
    #[test]
    fn cells_are_those_of_another_reader() {
        for text in [
            "a,b\n1,2\n",
            "a,b\r\n\"1,\"\"x\"\"\",2\r\n\r\n\"two\nlines\",z",
            "a,b\n5\" disk,2\n\"\",\n",
            "a,b\n\"\"\"q\"\"\",\"\"\n",
            "\u{feff}a,b\n1,2",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            let expected: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            let read: Vec<Vec<String>> = rows(text).unwrap().into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(read, expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_through_cells() {
        let lines: Vec<u64> = rows("a;b\n\n\"x\ny\";2\nz;3\n").unwrap().into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 3, 5]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_an_error() {
        assert!(rows("a,b\n\"1,2\n3,4\n").unwrap_err().contains("line 2"));
        let long = format!("a,b\n\"{}", "x\n".repeat(LONGEST));
        assert!(rows(&long).unwrap_err().contains("line 2"));
        assert_eq!(rows("a,b\n1\",2\n3,4\n").unwrap().len(), 3);
    }
}
