//! Sheets of OpenDocument. A cell or a row may be repeated as often as the sheet has room: what is empty is passed over, and what
//! is not counts each time.

use super::sheets::{MOST_CELLS, Sheet};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads the sheets out of `content.xml`.
pub(super) fn sheets(content: &str) -> Result<Vec<Sheet>, String> {
    let mut reader = Reader::from_str(content);
    let mut reading = Reading::default();
    loop {
        let event =
            reader.read_event().map_err(|error| format!("content.xml, byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Eof => return Ok(reading.sheets),
            Event::Start(tag) => reading.start(&tag),
            Event::Empty(tag) => {
                reading.start(&tag);
                reading.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) => reading.end(tag.local_name().as_ref())?,
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().map_err(|error| format!("content.xml: {error}"))?;
                let text = sign.map_or_else(|| entity(&name), |sign| sign.to_string());
                reading.text(&text);
            }
            _ => {}
        }
    }
}

/// Returns what one of the five names of XML stands for; any other one stays as it is written.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

/// The place of the reading in a file.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    /// The row and the column from 0, and how often each is repeated.
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
    /// The cells of the row in which something stands.
    cells: Vec<(usize, String)>,
    /// The text of the cell, line by line.
    lines: Vec<String>,
    is_cell: bool,
    /// The remarks on the cell that are open.
    remarks: usize,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "table" => {
                self.sheets.push(Sheet::new(&attribute(tag, "name").unwrap_or_default()));
                self.row = 0;
            }
            "table-row" => {
                self.rows = repeated(tag, "number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => {
                self.columns = repeated(tag, "number-columns-repeated");
                self.is_cell = true;
                self.lines.clear();
            }
            "annotation" => self.remarks += 1,
            "p" | "h" if self.is_cell && self.remarks == 0 => self.lines.push(String::new()),
            "line-break" => self.text("\n"),
            "s" | "tab" => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_cell && self.remarks == 0 {
            self.lines.iter_mut().last().into_iter().for_each(|line| line.push_str(text));
        }
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "annotation" => self.remarks = self.remarks.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                let text = self.lines.join("\n");
                if !text.trim().is_empty() {
                    let count = self.columns.min(MOST_CELLS + 1);
                    self.cells.extend((0..count).map(|index| (self.column.saturating_add(index), text.clone())));
                }
                self.column = self.column.saturating_add(self.columns);
                self.is_cell = false;
            }
            "table-row" => {
                let rows = if self.cells.is_empty() { 0 } else { self.rows };
                if let Some(sheet) = self.sheets.last_mut() {
                    for row in 0..rows {
                        for (column, text) in &self.cells {
                            sheet.add(self.row.saturating_add(row), *column, text.clone())?;
                        }
                    }
                }
                self.row = self.row.saturating_add(self.rows);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Returns an attribute of a tag, by its name without the prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().filter_map(Result::ok);
    let found = all.find(|one| one.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(found.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}

/// Returns how often a row or a cell is repeated.
fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}
