//! The input in pieces, each with its number. Workers take the next one; what has to be read in order is read here.

use super::group::{Grouped, Grouper, Orders};
use super::job::BATCH;
use super::lines::{LineReader, Lines};
use super::map::Map;
use super::row_groups::{Batches, Parquet};
use super::table::{Row, Table};
use crate::cli::rejected::Rejected;
use lexloci::audit::{Columns, Mapping, is_of_a_flow, key_text};
use lexloci::{Diagnostic, Json};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The rows of a flat table in a piece, about.
const ROWS: usize = 8_192;

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ndjson,
    Csv,
    Parquet,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) bytes: u64,
}

impl Input {
    /// Looks at a file.
    pub(super) fn of(name: &str) -> Result<Input, Rejected<'static>> {
        let refuse = |code, message: String| Err(Rejected::without_position(name, code, message));
        if name == "-" {
            return Ok(Input { name: name.to_owned(), kind: Kind::Ndjson, bytes: 0 });
        }
        let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let kind = match ending.as_deref() {
            Some("ndjson" | "jsonl" | "json") => Kind::Ndjson,
            Some("csv" | "tsv") => Kind::Csv,
            Some("parquet" | "pq") => Kind::Parquet,
            _ => {
                let message = "inventories are .ndjson, .jsonl, .csv, .tsv or .parquet".to_owned();
                return refuse("L0005", message);
            }
        };
        if ending.as_deref() == Some("json") && !has_a_flow_a_line(Path::new(name)) {
            let message = format!("one flow stands on each line of an inventory: jq -c '.[]' {name} > flows.ndjson");
            return refuse("L0005", message);
        }
        match std::fs::metadata(name) {
            Ok(found) if found.is_dir() => refuse("L0001", "this is a folder".to_owned()),
            Ok(found) => Ok(Input { name: name.to_owned(), kind, bytes: found.len() }),
            Err(error) => refuse("L0001", error.to_string()),
        }
    }
}

/// Returns whether the first line of a file is a whole object, or too long to tell.
fn has_a_flow_a_line(path: &Path) -> bool {
    const SEEN: u64 = 1 << 20;
    let mut start = vec![];
    let read = File::open(path).and_then(|file| file.take(SEEN).read_to_end(&mut start));
    let text = String::from_utf8_lossy(&start);
    let mut lines = text.trim_start_matches('\u{feff}').trim_start().lines();
    let first = lines.next().unwrap_or_default();
    let is_cut = start.len() as u64 == SEEN && lines.next().is_none();
    read.is_err() || first.is_empty() || is_cut || matches!(first.parse(), Ok(Json::Object(_)))
}

/// A piece of the input, its number, and about how many bytes it is.
pub(super) struct Task {
    pub(super) id: u64,
    pub(super) bytes: u64,
    pub(super) piece: Piece,
}

/// A piece of the input, for one worker.
pub(super) enum Piece {
    Lines(Arc<str>, Lines),
    RowGroup(Arc<Parquet>, usize),
    Groups(Arc<str>, Arc<Form>, Vec<Grouped>),
    /// A table of vendors that is one flow.
    Whole(Arc<str>),
}

/// The meaning of the rows of a flat table.
pub(super) enum Form {
    Mapped(Mapping),
    /// Rows of a table of vendors, with its headings.
    Vendors(Vec<String>),
}

/// A file that is being read.
enum Open {
    Lines(LineReader),
    RowGroups(Arc<Parquet>, usize),
    Flat(Box<Flat>),
    Whole,
}

/// A flat table that is being read.
struct Flat {
    rows: FlatRows,
    form: Arc<Form>,
    /// The positions of the columns that are keys.
    keys: Vec<usize>,
    /// The number of columns.
    columns: usize,
    grouper: Grouper,
}

enum FlatRows {
    Csv(Table),
    Parquet(Batches, u64),
}

/// All files.
pub(super) struct Source<'m> {
    inputs: std::vec::IntoIter<Input>,
    keys: Vec<String>,
    map: Option<&'m Map>,
    complete: bool,
    open: Option<(Arc<str>, u64, Open)>,
    next: u64,
    told: Vec<String>,
    /// The order of the keys of the flat tables that were read.
    orders: Orders,
}

impl<'m> Source<'m> {
    pub(super) fn new(inputs: Vec<Input>, keys: &[String], map: Option<&'m Map>, complete: bool) -> Source<'m> {
        let inputs = inputs.into_iter();
        Source {
            inputs,
            keys: keys.to_vec(),
            map,
            complete,
            open: None,
            next: 0,
            told: vec![],
            orders: Orders::default(),
        }
    }

    /// Returns how many pieces there were.
    pub(super) fn tasks(&self) -> u64 {
        self.next
    }

    /// Returns what is to be told of the files.
    pub(super) fn told(&self) -> &[String] {
        &self.told
    }

    /// Returns the next piece.
    ///
    /// # Errors
    /// Returns the fault of a file that cannot be read on.
    pub(super) fn next(&mut self) -> Result<Option<Task>, Rejected<'static>> {
        loop {
            let (name, bytes, mut open) = match self.open.take() {
                Some(open) => open,
                None => match self.inputs.next() {
                    Some(input) => self.open_file(&input)?,
                    None => return Ok(None),
                },
            };
            let fault = |message: String| Rejected::without_position(&name, "L0004", message);
            let piece = match &mut open {
                Open::Whole => {
                    let task = self.numbered(bytes, Piece::Whole(name));
                    return Ok(Some(task));
                }
                Open::Lines(reader) => reader
                    .next()
                    .map_err(|error| fault(error.to_string()))?
                    .map(|lines| (lines.bytes.len() as u64, Piece::Lines(Arc::clone(&name), lines))),
                Open::RowGroups(file, next) => (*next < file.groups()).then(|| {
                    *next += 1;
                    (file.bytes(*next - 1), Piece::RowGroup(Arc::clone(file), *next - 1))
                }),
                Open::Flat(flat) => {
                    let before = flat.bytes();
                    flat.next(&name).map_err(fault)?.map(|groups| {
                        let bytes = flat.bytes() - before;
                        (bytes, Piece::Groups(Arc::clone(&name), Arc::clone(&flat.form), groups))
                    })
                }
            };
            if let Open::Flat(flat) = &open {
                self.orders = flat.orders();
            }
            if let Some((size, piece)) = piece {
                self.open = Some((name, bytes, open));
                return Ok(Some(self.numbered(size, piece)));
            }
        }
    }

    fn numbered(&mut self, bytes: u64, piece: Piece) -> Task {
        self.next += 1;
        Task { id: self.next - 1, bytes, piece }
    }

    fn open_file(&mut self, input: &Input) -> Result<(Arc<str>, u64, Open), Rejected<'static>> {
        let refuse = |message: String| Rejected::without_position(&input.name, "L0005", message);
        let shown: Arc<str> = Arc::from(if input.name == "-" { "<stdin>" } else { &input.name });
        let open = match input.kind {
            Kind::Ndjson if self.map.is_some() => {
                return Err(refuse("--map is for tables: CSV and flat Parquet".to_owned()));
            }
            Kind::Ndjson => Open::Lines(LineReader::new(&shown, bytes_of(input)?)),
            Kind::Csv if self.map.is_none() && self.keys.is_empty() => Open::Whole,
            Kind::Csv => self.csv(input)?,
            Kind::Parquet => {
                let file = Parquet::open(&input.name)
                    .map_err(|message| Rejected::without_position(&input.name, "L0004", message))?;
                match self.map {
                    Some(map) => {
                        let fields = file.schema().fields().iter();
                        let headings: Vec<String> = fields.map(|field| field.name().clone()).collect();
                        let batches = file.batches(None, BATCH).map_err(&refuse)?;
                        self.flat(&input.name, FlatRows::Parquet(batches, 0), &headings, Some(map))?
                    }
                    None => {
                        self.assert_columns(&file).map_err(refuse)?;
                        Open::RowGroups(Arc::new(file), 0)
                    }
                }
            }
        };
        Ok((shown, input.bytes, open))
    }

    /// Refuses columns that no row could be read with.
    fn assert_columns(&self, file: &Parquet) -> Result<(), String> {
        let names: Vec<&str> = file.schema().fields().iter().map(|field| field.name().as_str()).collect();
        if let Some(key) = self.keys.iter().find(|key| !names.contains(&key.as_str())) {
            return Err(format!("there is no column `{key}`; there are {}", names.join(", ")));
        }
        if names.contains(&"flow") {
            return Ok(());
        }
        let odd: Vec<&str> =
            names.into_iter().filter(|name| !is_of_a_flow(name) && !self.keys.iter().any(|key| key == name)).collect();
        match odd.as_slice() {
            [] => Ok(()),
            _ => Err(format!(
                "{} {} no fact of a flow: name by --key what identifies one, or say by --map what each column is",
                odd.join(", "),
                if odd.len() == 1 { "is" } else { "are" }
            )),
        }
    }

    fn csv(&mut self, input: &Input) -> Result<Open, Rejected<'static>> {
        let refuse = |message: String| Rejected::without_position(&input.name, "L0005", message);
        let mut table = Table::new(bytes_of(input)?);
        let Some(Row { cells, .. }) = table.next().map_err(refuse)? else {
            return Ok(Open::Lines(LineReader::new(&input.name, Box::new(std::io::empty()))));
        };
        let heading = |cell: Vec<u8>| String::from_utf8_lossy(&cell).trim().to_owned();
        let headings: Vec<String> = cells.into_iter().map(heading).collect();
        self.flat(&input.name, FlatRows::Csv(table), &headings, self.map)
    }

    fn flat(
        &mut self,
        name: &str,
        rows: FlatRows,
        headings: &[String],
        map: Option<&Map>,
    ) -> Result<Open, Rejected<'static>> {
        let refuse = |message: String| Rejected::without_position(name, "L0005", message);
        let position = |key: &String| {
            let found = headings.iter().position(|heading| heading == key);
            found.ok_or_else(|| refuse(format!("there is no column `{key}`; there are {}", headings.join(", "))))
        };
        let keys = self.keys.iter().map(position).collect::<Result<Vec<_>, _>>()?;
        let form = match map {
            Some(map) => {
                let (mapping, told) = map.of(headings, self.complete).map_err(refuse)?;
                self.told.extend(told.into_iter().map(|line| format!("{name}: {line}")));
                Form::Mapped(mapping)
            }
            None => {
                let others = headings.iter().enumerate().filter(|(at, _)| !keys.contains(at));
                Form::Vendors(others.map(|(_, heading)| heading.clone()).collect())
            }
        };
        let (columns, grouper) = (headings.len(), Grouper::after(self.orders.clone()));
        Ok(Open::Flat(Box::new(Flat { rows, form: Arc::new(form), keys, columns, grouper })))
    }
}

/// Opens a file, or standard input.
fn bytes_of(input: &Input) -> Result<Box<dyn Read + Send>, Rejected<'static>> {
    if input.name == "-" {
        return Ok(Box::new(std::io::stdin()));
    }
    match File::open(&input.name) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(Rejected::without_position(&input.name, "L0001", error.to_string())),
    }
}

impl Flat {
    fn bytes(&self) -> u64 {
        match &self.rows {
            FlatRows::Csv(table) => table.bytes,
            FlatRows::Parquet(_, rows) => *rows,
        }
    }

    fn orders(&self) -> Orders {
        self.grouper.orders()
    }

    /// Returns the next groups.
    fn next(&mut self, name: &str) -> Result<Option<Vec<Grouped>>, String> {
        loop {
            if let Some(groups) = self.grouper.ready(ROWS) {
                return Ok(Some(groups));
            }
            let has_more = match &mut self.rows {
                FlatRows::Csv(_) => self.csv_row()?,
                FlatRows::Parquet(..) => self.batch(name)?,
            };
            if !has_more {
                return Ok(self.grouper.finish());
            }
        }
    }

    fn csv_row(&mut self) -> Result<bool, String> {
        let FlatRows::Csv(table) = &mut self.rows else { return Ok(false) };
        let Some(Row { line, cells }) = table.next()? else { return Ok(false) };
        let mut fault = None;
        if cells.iter().skip(self.columns).any(|cell| !cell.iter().all(u8::is_ascii_whitespace)) {
            fault = Some(Diagnostic::host("L0503", "the row has more cells than there are headings"));
        }
        let mut texts = Vec::with_capacity(cells.len());
        let mut lost_key = false;
        for (at, cell) in cells.into_iter().take(self.columns).enumerate() {
            match String::from_utf8(cell) {
                Ok(text) => texts.push((!text.trim().is_empty()).then_some(Json::Text(text))),
                Err(error) => {
                    lost_key |= self.keys.contains(&at);
                    let at = error.utf8_error().valid_up_to();
                    let message = format!("byte {at} of a cell belongs to no character of UTF-8");
                    fault.get_or_insert_with(|| Diagnostic::host("L0003", message));
                    texts.push(None);
                }
            }
        }
        texts.resize(self.columns, None);
        self.row(line, texts, fault, lost_key)?;
        Ok(true)
    }

    fn batch(&mut self, name: &str) -> Result<bool, String> {
        let FlatRows::Parquet(batches, next) = &mut self.rows else { return Ok(false) };
        let first = *next;
        let Some(batch) = batches.next() else { return Ok(false) };
        // A flow of which rows are lost could be taken for a whole one.
        let batch = batch.map_err(|message| format!("{name} cannot be read from row {first} on: {message}"))?;
        *next += batch.num_rows() as u64;
        let columns = Columns::of(&batch).map_err(|errors| errors.to_string())?;
        for row in 0..batch.num_rows() {
            let number = first + row as u64;
            match columns.cells(row) {
                Ok(cells) => self.row(number, cells, None, false)?,
                Err(errors) => self.row(number, vec![None; self.columns], errors.into_iter().next(), true)?,
            }
        }
        Ok(true)
    }

    fn row(
        &mut self,
        number: u64,
        cells: Vec<Option<Json>>,
        fault: Option<Diagnostic>,
        lost_key: bool,
    ) -> Result<(), String> {
        let key = |at: &usize| cells.get(*at).cloned().flatten().as_ref().and_then(key_text);
        let keys: Vec<Option<String>> = self.keys.iter().map(key).collect();
        let keys = if lost_key { vec![None; keys.len()] } else { keys };
        let cells = match *self.form {
            Form::Mapped(_) => cells,
            Form::Vendors(_) => {
                let others = cells.into_iter().enumerate().filter(|(at, _)| !self.keys.contains(at));
                others.map(|(_, cell)| cell).collect()
            }
        };
        self.grouper.add(keys, (number, cells), fault)
    }
}
