//! Tables of vendors: lists of sub-processors, registers, records of processing. A row is a transfer to the vendor.
//!
//! A mechanism that a table names sets the tool and nothing else: that a recipient is on a list, that clauses are filled in
//! and that somebody assessed them are findings, which no column of such a list states.

use super::draft::{Draft, Fact};
use super::headings::{Column, heading, past, past_title, upright};
use super::lines::Lines;
use super::places::places;
use super::services::{self, Service};
use super::sheets;
use super::{Fault, Found, Origin, Source, mechanisms, person, register, words};
use crate::atlas;
use crate::flow::json::Json;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A cell, and where it stands.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: Origin,
}

/// Rows of cells.
pub(super) type Rows = Vec<Vec<Cell>>;

/// A table, with what stands over it.
#[derive(Default)]
pub(super) struct Table {
    /// The headings of the text over it, or the name of its sheet.
    pub(super) titles: Vec<Cell>,
    /// The line of text right above it, where it is short.
    pub(super) note: Option<Cell>,
    pub(super) rows: Rows,
    /// True where the format of the file says that the first row has the headings.
    pub(super) is_headed: bool,
}

/// Reads every table of a file in which vendors are named.
pub(super) fn read(source: &Source, complete: bool) -> Result<Vec<Found>, Fault> {
    let is_text = !["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&source.extension().as_str());
    if let Some(what) = is_text.then(|| no_table(&source.bytes)).flatten() {
        return Err(Fault::of(&source.name, "L0005", what.to_owned()));
    }
    let tables = match source.extension().as_str() {
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => sheets::read(source)?,
        "md" | "markdown" => markdown(source)?,
        _ => vec![Table { rows: separated(source)?, ..Table::default() }],
    };
    let mut found: Vec<(&Table, usize, Vec<Column>)> = Vec::new();
    let mut registers: Vec<(&Table, register::Headings)> = Vec::new();
    let (mut headings, mut apart, mut uprights, mut placed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for table in &tables {
        if let Some(headings) = register::headings(table) {
            registers.push((table, headings));
            continue;
        }
        match (upright(&table.rows), heading(table)) {
            (Some(field), _) => uprights.push(field),
            (None, Some((above, columns))) => found.push((table, above, columns)),
            (None, None) => {
                let named = table.rows.iter().flatten().find(|cell| names_a_place(&cell.text));
                placed.extend(named.map(|cell| (cell.at.line, shortened(cell.text.trim()))));
                apart.extend(table.rows.iter().flatten().next().map(|cell| cell.at.clone()));
                headings.extend(table.rows.first().into_iter().flatten().map(|cell| cell.text.trim()));
            }
        }
    }
    let told = |field: &Cell| {
        let field = words::unmarked(&field.text);
        format!(
            "this table has a field in each row (\"{field}\"): write its recipients one a row, below headings such as Vendor and Location"
        )
    };
    if found.is_empty() && registers.is_empty() {
        if let Some(field) = uprights.first() {
            return Err(Fault::of(&source.name, "L0005", format!("line {}: {}", field.at.line, told(field))));
        }
        if headings.iter().all(|heading| heading.is_empty()) {
            let message = "there is no table in this file: a list of vendors has a row for each, below headings such as Vendor and Location";
            return Err(Fault::of(&source.name, "L0005", message.to_owned()));
        }
        let message = format!(
            "no table has a column of vendors; its headings are {}. Call one of them \"Vendor\", and the one of places \"Location\"",
            shortened(&headings.join(", "))
        );
        return Err(Fault::of(&source.name, "L0005", message));
    }
    let mut draft = Draft::default();
    apart.drain(..).for_each(|at| draft.unread(at, "this table has no column of vendors".to_owned()));
    for (line, place) in placed.drain(..) {
        let what = format!("a table without vendors has the place \"{place}\" on line {line}");
        draft.open_list("storage", what.clone());
        draft.open(what);
    }
    for field in uprights.drain(..) {
        draft.unread(field.at.clone(), told(field));
        draft.open("a table with a field in each row may name more recipients".to_owned());
    }
    let (past, current): (Vec<_>, Vec<_>) = found.into_iter().partition(|(table, ..)| past_title(table).is_some());
    for title in past.iter().filter_map(|(table, ..)| past_title(table)) {
        let title_text = words::unmarked(&title.text);
        let what = format!("the vendors of the table under \"{title_text}\": add those that receive data now");
        draft.open(what.clone());
        draft.unread(title.at.clone(), what);
    }
    let mut all: Vec<Found> = Vec::new();
    for (table, headings) in &registers {
        all.extend(register::read(std::mem::take(&mut draft), source, complete, table, headings));
    }
    if current.is_empty() && all.is_empty() {
        return Ok(vec![draft.finish(source.name.clone(), &["transfers"], complete)]);
    }
    let are_several = current.len() + registers.len() > 1;
    let found = current.into_iter().map(|(table, above, columns)| {
        let draft = std::mem::take(&mut draft);
        let mut found = vendors(draft, (source, complete), table, above, &columns);
        if are_several {
            found.name = format!("{}: {}", source.name, name(table));
        }
        found
    });
    all.extend(found);
    Ok(all)
}

/// Returns a name for a table among others of its file: its heading, or the line on which it starts.
fn name(table: &Table) -> String {
    let own = table.titles.iter().rev().map(|title| words::unmarked(&title.text)).find(|title| !title.is_empty());
    let line = table.rows.iter().flatten().next().map_or(0, |cell| cell.at.line);
    own.map_or_else(|| format!("table on line {line}"), |title| shortened(&title))
}

/// Returns why the bytes of a file are plainly no table.
fn no_table(bytes: &[u8]) -> Option<&'static str> {
    let is_wide = !super::is_utf16(bytes) && bytes.iter().take(200).filter(|byte| **byte == 0).count() > 2;
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(600)).unwrap_or(&[]));
    match super::kinds::of_markup(&start) {
        _ if is_wide => Some("this text is in UTF-16 without the mark that says so: save it as UTF-8"),
        found => found,
    }
}

/// The most letters of a text that a message quotes.
const MOST_QUOTED: usize = 300;

/// Returns the first letters of a text that is too long to be quoted.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// Reads rows below headings as one table.
pub(super) fn rows(source: &Source, rows: Rows, complete: bool) -> Result<Found, Fault> {
    let table = Table { rows, ..Table::default() };
    match heading(&table).filter(|_| upright(&table.rows).is_none()) {
        Some((above, columns)) => Ok(vendors(Draft::default(), (source, complete), &table, above, &columns)),
        None => Err(Fault::of(&source.name, "L0005", "this table has no column of vendors".to_owned())),
    }
}

/// Tells of the columns that are not read, and keeps the list open where one may name other places.
fn unread_columns(draft: &mut Draft, rows: &Rows, above: usize, columns: &[Column]) {
    let is_unread = |column: &&Column| column.fact.is_none_or(|fact| ["status", "ended", "service"].contains(&fact));
    for column in columns.iter().filter(is_unread).filter(|column| !column.heading.is_empty()) {
        if column.fact != Some("service")
            && let Some(cell) = rows.get(above).and_then(|row| row.get(column.index))
        {
            let what = match &column.instead {
                Some(other) => format!("the column \"{}\": the column \"{other}\" is read instead", column.heading),
                None => format!("the column \"{}\"", column.heading),
            };
            draft.unread(cell.at.clone(), what);
        }
        let mut texts = rows.iter().skip(above + 1).filter_map(|row| row.get(column.index));
        let is_of_places = column.is_of("place") || words::speaks_of_places(&column.heading);
        if is_of_places || texts.any(|cell| names_a_place(&cell.text)) {
            draft.open(format!("the column \"{}\" may name other places", column.heading));
        }
        if column.is_of("vendor") {
            draft.open(format!("the column \"{}\" may name other vendors", column.heading));
        }
    }
}

fn vendors(
    mut draft: Draft,
    (source, complete): (&Source, bool),
    table: &Table,
    above: usize,
    columns: &[Column],
) -> Found {
    let rows = &table.rows;
    for row in rows.iter().take(above) {
        if let Some(cell) = row.iter().find(|cell| !cell.text.trim().is_empty()) {
            draft.unread(cell.at.clone(), "this row stands above the headings".to_owned());
        }
    }
    unread_columns(&mut draft, rows, above, columns);
    for row in rows.iter().skip(above + 1) {
        let cells = |fact: &str| -> Vec<&Cell> {
            let own = columns.iter().filter(|column| column.fact == Some(fact));
            own.filter_map(|column| row.get(column.index)).filter(|cell| !cell.text.trim().is_empty()).collect()
        };
        let is_headed = |index: usize| columns.get(index).is_some_and(|column| !column.heading.is_empty());
        let apart = row.iter().enumerate().find(|(index, cell)| !is_headed(*index) && !cell.text.trim().is_empty());
        if let Some((_, cell)) = apart {
            let what = format!("\"{}\", which stands under no heading", cell.text.trim());
            draft.open(what.clone());
            draft.unread(cell.at.clone(), what);
        }
        if let Some(note) = footnote(row) {
            let text = shortened(note.text.trim());
            draft.open(format!("the note \"{text}\" may say more"));
            draft.unread(note.at.clone(), format!("the note \"{text}\""));
            continue;
        }
        match (cells("vendor").first(), past(columns, row)) {
            (Some(vendor), Some((column, cell))) => {
                let (name, said) = (words::unmarked(&vendor.text), shortened(&words::unmarked(&cell.text)));
                let what = format!("the vendor \"{name}\", of which the column \"{}\" says \"{said}\"", column.heading);
                draft.open(what.clone());
                draft.unread(cell.at.clone(), format!("{what}: state it as active if it receives data now"));
            }
            (Some(vendor), None) => entries(&mut draft, vendor, &cells),
            (None, _) => {
                if let Some(place) = cells("place").first() {
                    draft.open(format!("the place \"{}\" stands in a row without a vendor", place.text.trim()));
                }
                if let Some(filled) = row.iter().find(|cell| !cell.text.trim().is_empty()) {
                    draft.unread(filled.at.clone(), "this row names no vendor".to_owned());
                }
            }
        }
    }
    finish(draft, source, complete)
}

/// Returns the cell of a row that is a note below the table: its first one, which opens with the mark of a note, and the only one with text.
fn footnote(row: &[Cell]) -> Option<&Cell> {
    const MARKS: [&str; 8] = ["* ", "** ", "\u{2020}", "\u{2021}", "\u{b9}", "\u{b2}", "\u{b3}", "[1]"];
    let mut filled = row.iter().filter(|cell| !cell.text.trim().is_empty());
    let note = filled.next().filter(|_| filled.next().is_none())?;
    MARKS.iter().any(|mark| note.text.trim().starts_with(mark)).then_some(note)
}

/// Returns the flow of a table. It has a list of stores where a row says that its vendor keeps the data, or may say so.
fn finish(draft: Draft, source: &Source, complete: bool) -> Found {
    let lists: &[&'static str] = if draft.speaks_of("storage") { &["storage", "transfers"] } else { &["transfers"] };
    draft.finish(source.name.clone(), lists, complete)
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

/// Adds a transfer for each place of a row, or a store where the row says that its vendor keeps the data.
fn entries<'c>(draft: &mut Draft, vendor: &Cell, cells: &dyn Fn(&str) -> Vec<&'c Cell>) {
    let legal = cells("legal").into_iter().find(|cell| !is_none(&cell.text));
    let vendor = legal.unwrap_or(vendor);
    let (recipient, is_known) = recipient(draft, vendor, &cells("seat"));
    let service = said(draft, vendor, &recipient, &cells("service"));
    let spot = if is_known { "(the atlas knows this vendor)" } else { "" };
    let at = Origin { spot: [vendor.at.spot.as_str(), spot].concat(), ..vendor.at.clone() };
    let (mut tools, kinds, written) = (cells("tool"), cells("data"), cells("place"));
    let beside: Vec<Cell> = mechanism_of_place(&written).into_iter().collect();
    if tools.is_empty() {
        tools.extend(&beside);
    }
    let terms = mechanisms::tool(draft, &tools);
    let data = kinds.first().and_then(|first| Some(("data", data(draft, &kinds)?, first.at.clone())));
    let add = |draft: &mut Draft, place: Option<Fact>| {
        if matches!(service, Service::Store(_)) {
            let mut facts = vec![("operator", recipient.clone(), at.clone())];
            facts.extend(place.clone().map(|(_, code, at)| ("place", code, at)));
            facts.extend(data.clone());
            if let Some((_, _, at)) = terms.first() {
                let terms = terms.iter().map(|(fact, value, _)| ((*fact).to_owned(), value.clone()));
                facts.push(("transfer", Json::Object(terms.collect()), at.clone()));
            }
            draft.entry("storage", &vendor.at, facts);
        }
        if service != Service::Store(false) {
            let mut facts: Vec<Fact> = place.into_iter().collect();
            facts.push(("recipient", recipient.clone(), at.clone()));
            facts.extend(terms.iter().cloned());
            facts.extend(data.clone());
            draft.entry("transfers", &vendor.at, facts);
        }
    };
    let behind = super::places::of_region_behind(&vendor.text);
    let region = || behind.map(|code| ("to", Json::Text(code.to_owned()), vendor.at.clone()));
    if written.is_empty() {
        return add(draft, region());
    }
    let mut seen = Vec::new();
    for (cell, place) in
        written.iter().flat_map(|cell| places(&words::lines(&cell.text)).into_iter().map(move |place| (cell, place)))
    {
        match place {
            Some(code) if seen.contains(&code) => continue,
            Some(code) if !draft.has_room(code, if service == Service::Store(true) { 2 } else { 1 }) => {
                seen.push(code);
                draft.unread_cell(cell.at.clone(), cell.text.trim(), TOO_MANY);
                add(draft, None);
            }
            Some(code) => {
                seen.push(code);
                add(draft, Some(("to", Json::Text(code.to_owned()), cell.at.clone())));
            }
            None => {
                // Words that are not understood may name more places than one.
                let what = format!("the place \"{}\"", cell.text.trim());
                draft.open(format!("{what} is not known"));
                let hint = match super::places::has_letters_of_state(&cell.text) {
                    true => ": two letters may be those of a state: write the names of countries",
                    false => "",
                };
                draft.unread(cell.at.clone(), format!("{what}{hint}"));
                add(draft, None);
            }
        }
    }
}

/// The message on a group of places beyond those that can be judged together.
const TOO_MANY: &str = "as a place: too many rows of this list name a group of places instead of one, which cannot be judged together: state the country";

/// Returns whether a cell says that there is nothing to say.
pub(super) fn is_none(text: &str) -> bool {
    matches!(words::plain(text).as_str(), "" | "n a" | "na" | "none" | "unknown" | "tbd")
}

/// Returns the mechanism that stands in brackets behind the only place of a row: `USA (SCCs)`.
fn mechanism_of_place(written: &[&Cell]) -> Option<Cell> {
    let [cell] = written else { return None };
    let (outside, inside) = cell.text.trim().strip_suffix(')')?.split_once('(')?;
    let is_one = places(outside).len() == 1 && mechanisms::is_tool(inside);
    is_one.then(|| Cell { text: inside.to_owned(), at: cell.at.clone() })
}

/// Returns what a row says of the service of its vendor. What is not understood keeps the list of stores open.
fn said(draft: &mut Draft, vendor: &Cell, recipient: &Json, cells: &[&Cell]) -> Service {
    let texts: Vec<String> = cells.iter().map(|cell| words::unmarked(&cell.text)).collect();
    let service = services::service(texts.iter().map(String::as_str));
    let id = super::json::text(recipient, "id").unwrap_or("");
    let name = words::unmarked(&vendor.text);
    match service {
        Service::Unknown => {
            let text = mechanisms::short(&texts.join("; "));
            draft.open_list("storage", format!("the purpose \"{text}\" is not understood"));
            if let Some(cell) = cells.first() {
                draft.unread_cell(cell.at.clone(), &text, "as a purpose: it is not understood, so that the vendor may keep the data: add it to `storage` if it does");
            }
        }
        Service::Unsaid if services::is_host(id) => {
            draft.open_list("storage", format!("\"{name}\" may host the data"));
            draft.unread_cell(vendor.at.clone(), &name, "as a host: nothing says what the vendor does, and the atlas knows it as one that keeps data: add it to `storage` if it does");
        }
        _ => {}
    }
    service
}

/// Returns who a row names: a vendor of the atlas with what is known of it, or somebody of whom the table says the name.
fn recipient(draft: &mut Draft, vendor: &Cell, seats: &[&Cell]) -> (Json, bool) {
    let name = words::unmarked(&vendor.text).replace('\n', " ");
    let mut party = person::with_address(&name);
    party.told.drain(..).for_each(|what| draft.unread(vendor.at.clone(), what));
    let mut stated: Option<&str> = None;
    for cell in seats {
        match places(&words::lines(&cell.text)).as_slice() {
            [Some(code)] if stated.is_none_or(|other| other == *code) => {
                stated = Some(code);
                if let Some(what) = party.seated(code) {
                    draft.unread(cell.at.clone(), what);
                }
            }
            _ => draft.unread(cell.at.clone(), format!("the seat \"{}\"", cell.text.trim())),
        }
    }
    (Json::Object(party.facts), party.is_known)
}

/// Returns the categories that cells name. Where one of their words is not known there may be more.
pub(super) fn data(draft: &mut Draft, cells: &[&Cell]) -> Option<Json> {
    let mut items: Vec<Json> = Vec::new();
    let mut is_whole = true;
    for cell in cells {
        let text = words::unmarked(&cell.text);
        for part in words::parts(&text, &[",", ";", "\n", "/"]) {
            match words::category(part) {
                Some(category) => {
                    let category = Json::Text(category.to_owned());
                    if !items.contains(&category) {
                        items.push(category);
                    }
                }
                None => {
                    is_whole = false;
                    draft.unread_cell(cell.at.clone(), part, "as a category of data");
                }
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
    // Of two signs at the end of a line the reader counts one to the next line.
    text = text.replace("\r\n", "\n");
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

/// The most letters of a line above a table that is a heading of it in other words.
const MOST_OF_NOTE: usize = 80;

/// Reads every table of a Markdown text, with the headings over it.
fn markdown(source: &Source) -> Result<Vec<Table>, Fault> {
    let text = ruled(&source.text()?);
    let lines = Lines::of(&text);
    let at = |start: usize| Origin { file: source.name.clone(), line: lines.line(start), spot: String::new() };
    let mut tables: Vec<Table> = Vec::new();
    let mut titles: Vec<(HeadingLevel, Cell)> = Vec::new();
    let (mut is_cell, mut is_title, mut is_note) = (false, false, false);
    let mut note: Option<Cell> = None;
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        let rows = tables.last_mut().map(|table| &mut table.rows);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                is_title = true;
                note = None;
                titles.retain(|(above, _)| *above < level);
                titles.push((level, Cell { text: String::new(), at: at(range.start) }));
            }
            Event::End(TagEnd::Heading(_)) => is_title = false,
            Event::Start(Tag::Paragraph) => {
                is_note = true;
                note = Some(Cell { text: String::new(), at: at(range.start) });
            }
            Event::End(TagEnd::Paragraph) => is_note = false,
            Event::Text(part) | Event::Code(part) if is_note => {
                note.iter_mut().for_each(|note| note.text.push_str(&part));
            }
            Event::Start(Tag::Table(_)) => {
                let titles = titles.iter().map(|(_, title)| Cell { text: title.text.clone(), at: title.at.clone() });
                let note = note.take().filter(|note| note.text.chars().count() <= MOST_OF_NOTE);
                tables.push(Table { titles: titles.collect(), note, rows: Vec::new(), is_headed: true });
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.into_iter().for_each(|rows| rows.push(Vec::new())),
            Event::Start(Tag::TableCell) => {
                is_cell = true;
                if let Some(row) = rows.and_then(|rows| rows.last_mut()) {
                    row.push(Cell { text: String::new(), at: at(range.start) });
                }
            }
            Event::End(TagEnd::TableCell) => is_cell = false,
            Event::Text(part) | Event::Code(part) if is_title => {
                titles.iter_mut().last().into_iter().for_each(|(_, title)| title.text.push_str(&part));
            }
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

/// Returns a Markdown text in which each line of dashes below a row of cells has as many columns as the row. People leave one
/// out or write one too many, and such a table would be none.
fn ruled(text: &str) -> String {
    let is_rule =
        |line: &str| line.contains('|') && line.contains('-') && line.bytes().all(|byte| b"|-: \t\r".contains(&byte));
    let count = |line: &str| {
        let line = line.trim();
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
        inner.matches('|').count() + 1 - inner.matches("\\|").count()
    };
    let mut before = "";
    let mut all = Vec::new();
    for line in text.split('\n') {
        let is_off = is_rule(line) && before.trim_start().starts_with('|') && !is_rule(before);
        all.push(match is_off && count(line) != count(before) {
            true => format!("|{}", "-|".repeat(count(before))),
            false => line.to_owned(),
        });
        before = line;
    }
    all.join("\n")
}
