//! Tables of vendors: lists of sub-processors, registers, records of processing. A row is a transfer to the vendor.
//!
//! A mechanism that a table names sets the tool and nothing else: that a recipient is on a list, that clauses are filled in
//! and that somebody assessed them are findings, which no column of such a list states.

use super::draft::{Draft, Fact};
use super::lines::Lines;
use super::places::places;
use super::sheets;
use super::{Fault, Found, Origin, Source, Unread, person, words};
use crate::atlas;
use crate::flow::json::Json;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The most rows above the headings.
const MOST_ABOVE: usize = 20;

/// A cell, and where it stands.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: Origin,
}

/// Rows of cells.
pub(super) type Rows = Vec<Vec<Cell>>;

/// Reads every table of a file in which vendors are named.
pub(super) fn read(source: &Source, complete: bool) -> Result<Vec<Found>, Fault> {
    let tables = match source.extension().as_str() {
        "xlsx" | "xlsm" | "xls" | "ods" => sheets::read(source)?,
        "md" | "markdown" => markdown(source)?,
        _ => vec![separated(source)?],
    };
    let mut found = Vec::new();
    let (mut headings, mut apart) = (Vec::new(), Vec::new());
    for rows in &tables {
        match heading(rows) {
            Some((above, columns)) => found.push(vendors(source, rows, above, &columns, complete)),
            None => {
                apart.extend(rows.iter().flatten().next().map(|cell| cell.at.clone()));
                headings.extend(rows.first().into_iter().flatten().map(|cell| cell.text.as_str()));
            }
        }
    }
    if let Some(first) = found.first_mut() {
        let what = "this table has no column of vendors";
        first.unread.extend(apart.into_iter().map(|at| Unread { at, what: what.to_owned() }));
    }
    if found.is_empty() {
        let message = format!(
            "no table has a column of vendors; its headings are {}. Call one of them \"Vendor\", and the one of places \"Location\"",
            headings.join(", ")
        );
        return Err(Fault::of(&source.name, "L0005", message));
    }
    Ok(found)
}

/// Reads rows below headings as one table.
pub(super) fn rows(source: &Source, rows: &Rows, complete: bool) -> Result<Found, Fault> {
    match heading(rows) {
        Some((above, columns)) => Ok(vendors(source, rows, above, &columns, complete)),
        None => Err(Fault::of(&source.name, "L0005", "this table has no column of vendors".to_owned())),
    }
}

/// A column, and the fact that it is of.
struct Column {
    index: usize,
    heading: String,
    fact: Option<&'static str>,
}

/// Finds the row of headings: the first in which a column of vendors stands beside others.
fn heading(rows: &Rows) -> Option<(usize, Vec<Column>)> {
    rows.iter().take(MOST_ABOVE).enumerate().find_map(|(above, row)| {
        let mut seen: Vec<&str> = vec![];
        let columns = row.iter().enumerate().map(|(index, cell)| {
            // The first column of a kind counts.
            let fact = words::column(&cell.text).filter(|fact| !seen.contains(fact));
            seen.extend(fact);
            Column { index, heading: cell.text.clone(), fact }
        });
        let columns: Vec<Column> = columns.collect();
        (seen.contains(&"vendor") && columns.len() > 1).then_some((above, columns))
    })
}

fn vendors(source: &Source, rows: &Rows, above: usize, columns: &[Column], complete: bool) -> Found {
    let mut draft = Draft::default();
    for row in rows.iter().take(above) {
        if let Some(cell) = row.iter().find(|cell| !cell.text.trim().is_empty()) {
            draft.unread(cell.at.clone(), "this row stands above the headings".to_owned());
        }
    }
    for column in columns.iter().filter(|column| column.fact.is_none() && !column.heading.trim().is_empty()) {
        if let Some(cell) = rows.get(above).and_then(|row| row.get(column.index)) {
            draft.unread(cell.at.clone(), format!("the column \"{}\"", column.heading));
        }
        let mut texts = rows.iter().skip(above + 1).filter_map(|row| row.get(column.index));
        let is_of_places = words::column(&column.heading) == Some("place") || words::speaks_of_places(&column.heading);
        if is_of_places || texts.any(|cell| names_a_place(&cell.text)) {
            draft.open(format!("the column \"{}\" may name other places", column.heading));
        }
    }
    for row in rows.iter().skip(above + 1) {
        let cell = |fact: &str| {
            let column = columns.iter().find(|column| column.fact == Some(fact))?;
            row.get(column.index).filter(|cell| !cell.text.trim().is_empty())
        };
        let is_headed = |index: usize| columns.get(index).is_some_and(|column| !column.heading.trim().is_empty());
        let apart = row.iter().enumerate().find(|(index, cell)| !is_headed(*index) && !cell.text.trim().is_empty());
        if let Some((_, cell)) = apart {
            let what = format!("\"{}\", which stands under no heading", cell.text.trim());
            draft.open(what.clone());
            draft.unread(cell.at.clone(), what);
        }
        match cell("vendor") {
            Some(vendor) => transfers(&mut draft, vendor, &cell),
            None => {
                if let Some(place) = cell("place") {
                    draft.open(format!("the place \"{}\" stands in a row without a vendor", place.text.trim()));
                }
                if let Some(filled) = row.iter().find(|cell| !cell.text.trim().is_empty()) {
                    draft.unread(filled.at.clone(), "this row names no vendor".to_owned());
                }
            }
        }
    }
    draft.finish(source.name.clone(), &["transfers"], complete)
}

/// The most letters of a text that is more often another word than a place: `no`, `IT`.
const SHORT: usize = 3;

/// Reports whether a cell names a place or a cloud's region.
fn names_a_place(text: &str) -> bool {
    let text = words::lines(text);
    let is_region = |word: &str| {
        let ends = |id: &str| id.rsplit_once('/').is_some_and(|(_, own)| own == word);
        word.contains('-') && atlas::regions().iter().any(|region| ends(region.id))
    };
    let is_place = text.trim().len() > SHORT && places(&text).iter().any(Option::is_some);
    is_place || text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(is_region)
}

/// Adds a transfer for each place of a row.
fn transfers<'c>(draft: &mut Draft, vendor: &Cell, cell: &dyn Fn(&str) -> Option<&'c Cell>) {
    let (recipient, is_known) = recipient(draft, vendor, cell("seat"));
    let spot = if is_known { "(the atlas knows this vendor)" } else { "" };
    let at = Origin { spot: [vendor.at.spot.as_str(), spot].concat(), ..vendor.at.clone() };
    let mut facts = vec![("recipient", recipient, at)];
    if let Some(cell) = cell("tool") {
        facts.extend(tool(draft, cell).map(|tool| ("tool", Json::Text(tool.to_owned()), cell.at.clone())));
    }
    if let Some(cell) = cell("data") {
        facts.extend(data(draft, cell).map(|data| ("data", data, cell.at.clone())));
    }
    let Some(written) = cell("place") else {
        return draft.entry("transfers", &vendor.at, facts);
    };
    for place in places(&words::lines(&written.text)) {
        let mut all: Vec<Fact> = facts.clone();
        match place {
            Some(code) => all.insert(0, ("to", Json::Text(code.to_owned()), written.at.clone())),
            None => {
                // Words that are not understood may name more places than one.
                let what = format!("the place \"{}\"", written.text.trim());
                draft.open(format!("{what} is not known"));
                draft.unread(written.at.clone(), what);
            }
        }
        draft.entry("transfers", &vendor.at, all);
    }
}

/// Returns who a row names: a vendor of the atlas with what is known of it, or somebody of whom the table says the name.
fn recipient(draft: &mut Draft, vendor: &Cell, seat: Option<&Cell>) -> (Json, bool) {
    let name = words::unmarked(&vendor.text).replace('\n', " ");
    let text = |text: &str| Json::Text(text.to_owned());
    let (mut facts, is_known) = person::named(&name);
    if let Some(cell) = seat {
        match places(&words::lines(&cell.text)).as_slice() {
            [Some(code)] => {
                facts.retain(|(name, _)| name != "seat");
                facts.push(("seat".to_owned(), text(code)));
            }
            _ => draft.unread(cell.at.clone(), format!("the seat \"{}\"", cell.text.trim())),
        }
    }
    (Json::Object(facts), is_known)
}

/// Returns the tool that a cell names; what else it names is told.
fn tool(draft: &mut Draft, cell: &Cell) -> Option<&'static str> {
    let text = words::unmarked(&cell.text);
    let mut parts = vec![text.as_str()];
    for between in ["+", ",", ";", "/", "\n", " and ", " et ", " & "] {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    person::tool(draft, parts.map(|part| (part, cell.at.clone())))
}

/// Returns the categories that a cell names. Where one of its words is not known there may be more.
fn data(draft: &mut Draft, cell: &Cell) -> Option<Json> {
    let text = words::unmarked(&cell.text);
    let parts = text.split([',', ';', '\n', '/']).map(str::trim).filter(|part| !part.is_empty());
    let mut items: Vec<Json> = Vec::new();
    let mut is_whole = true;
    for part in parts {
        match words::category(part) {
            Some(category) => {
                let category = Json::Text(category.to_owned());
                if !items.contains(&category) {
                    items.push(category);
                }
            }
            None => {
                is_whole = false;
                draft.unread(cell.at.clone(), format!("\"{part}\" as a category of data"));
            }
        }
    }
    match (items.is_empty(), is_whole) {
        (true, _) => None,
        (false, true) => Some(Json::Array(items)),
        (false, false) => Some(Json::Object(vec![
            ("items".to_owned(), Json::Array(items)),
            ("complete".to_owned(), Json::Bool(false)),
        ])),
    }
}

/// Reads a table whose cells are apart by commas, semicolons, tabs or bars, whichever is most frequent in its first line.
fn separated(source: &Source) -> Result<Rows, Fault> {
    // Classic Mac OS ends lines with a carriage return alone.
    let mut text = source.text()?;
    if !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |byte: u8| first.bytes().filter(|other| *other == byte).count();
    let delimiter = [b',', b';', b'\t', b'|'].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',');
    if let Some(line) = unclosed(&text, delimiter) {
        let message = format!(
            "the quote that opens a cell on line {line} is not closed, so that the rows after it are part of the cell: close it, and write a quote within a cell twice"
        );
        return Err(Fault::of(&source.name, "L0004", message));
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Fault::of(&source.name, "L0004", error.to_string()))?;
        let line = record.position().map_or(0, |position| position.line() as usize);
        let at = Origin { file: source.name.clone(), line, spot: String::new() };
        rows.push(record.iter().map(|text| Cell { text: text.to_owned(), at: at.clone() }).collect());
    }
    Ok(rows)
}

/// Returns the line of the quote that opens a cell and is open at the end of the text.
fn unclosed(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut opened, mut starts) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let is_twice = byte == b'"' && opened.is_some() && bytes.next_if_eq(&b'"').is_some();
        match byte {
            b'"' if !is_twice && opened.is_some() => opened = None,
            b'"' if starts => opened = Some(line),
            _ => {}
        }
        starts = opened.is_none() && (byte == delimiter || byte == b'\n' || byte == b'\r');
        line += usize::from(byte == b'\n');
    }
    opened
}

/// Reads every table of a Markdown text.
fn markdown(source: &Source) -> Result<Vec<Rows>, Fault> {
    let text = source.text()?;
    let lines = Lines::of(&text);
    let mut tables: Vec<Rows> = Vec::new();
    let mut is_cell = false;
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        let rows = tables.last_mut();
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.into_iter().for_each(|rows| rows.push(Vec::new())),
            Event::Start(Tag::TableCell) => {
                is_cell = true;
                let at = Origin { file: source.name.clone(), line: lines.line(range.start), spot: String::new() };
                if let Some(row) = rows.and_then(|rows| rows.last_mut()) {
                    row.push(Cell { text: String::new(), at });
                }
            }
            Event::End(TagEnd::TableCell) => is_cell = false,
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) if is_cell => {
                if let Some(cell) = rows.and_then(|rows| rows.last_mut()).and_then(|row| row.last_mut()) {
                    cell.text.push_str(&part);
                }
            }
            _ => {}
        }
    }
    Ok(tables)
}
