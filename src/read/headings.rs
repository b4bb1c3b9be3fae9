//! Headings of tables: which column says what, which tables are no lists of vendors, and which rows are of the past.

use super::table::{Cell, Rows, Table};
use super::words;

/// The most rows above the headings.
const MOST_ABOVE: usize = 20;

/// A column, and the fact that it is of.
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) heading: String,
    /// The fact that is read of it.
    pub(super) fact: Option<&'static str>,
    /// The heading of the column that is read instead, where both are of one fact.
    pub(super) instead: Option<String>,
}

impl Column {
    /// Reports whether its heading is of a fact, whether or not it is read.
    pub(super) fn is_of(&self, fact: &str) -> bool {
        words::column(&self.heading).is_some_and(|(own, _)| own == fact)
    }
}

/// The facts of which each column says something about the same row.
const SEVERAL: [&str; 3] = ["status", "ended", "service"];

/// Finds the row of headings: the first in which a column of vendors stands beside others.
pub(super) fn heading(table: &Table) -> Option<(usize, Vec<Column>)> {
    let is_blank = |row: &Vec<Cell>| row.iter().all(|cell| cell.text.trim().is_empty());
    // The format of a table may say which row has the headings.
    let first = table.rows.iter().position(|row| !is_blank(row)).unwrap_or(0);
    let most = if table.is_headed { first + 1 } else { MOST_ABOVE };
    table.rows.iter().take(most).enumerate().find_map(|(above, row)| {
        let columns = columns(row);
        let has_vendors = columns.iter().any(|column| column.fact == Some("vendor"));
        (has_vendors && columns.len() > 1).then_some((above, columns))
    })
}

/// Tells which fact each column is of. Of several columns of one fact those count whose words say it most plainly; of vendors,
/// one.
fn columns(row: &[Cell]) -> Vec<Column> {
    let mut known: Vec<_> = row.iter().map(|cell| words::column(&cell.text)).collect();
    // The legal name is the vendor where nothing else names it.
    if !known.iter().flatten().any(|(fact, _)| *fact == "vendor") {
        let legal = known.iter_mut().flatten().find(|(fact, _)| *fact == "legal");
        legal.into_iter().for_each(|(fact, _)| *fact = "vendor");
    }
    let best = |fact: &str| known.iter().flatten().filter(|(own, _)| *own == fact).map(|(_, rank)| *rank).min();
    let first = |fact: &str, rank: usize| known.iter().position(|one| *one == Some((fact, rank)));
    let read = |index: usize, (fact, rank): (&str, usize)| {
        let is_best = SEVERAL.contains(&fact) || best(fact) == Some(rank);
        is_best && (fact != "vendor" || first(fact, rank) == Some(index))
    };
    let heading = |index: usize| row.get(index).map_or(String::new(), |cell| cell.text.trim().to_owned());
    let column = |(index, one): (usize, &Option<(&'static str, usize)>)| {
        let other = one.filter(|one| !read(index, *one)).and_then(|(fact, _)| first(fact, best(fact)?));
        Column {
            index,
            heading: heading(index),
            fact: one.filter(|one| read(index, *one)).map(|(fact, _)| fact),
            instead: other.map(heading),
        }
    };
    known.iter().enumerate().map(column).collect()
}

/// Words over the two columns of a table that has a field in each row.
const FIELD: [&str; 22] = [
    "field",
    "value",
    "champ",
    "valeur",
    "detail",
    "details",
    "feld",
    "wert",
    "inhalt",
    "angabe",
    "angaben",
    "information",
    "informations",
    "item",
    "description",
    "beschreibung",
    "attribute",
    "property",
    "rubrique",
    "contenu",
    "element",
    "",
];

/// Returns the first field of a table that stands upright: a record with a field in each row, and its value beside it.
pub(super) fn upright(rows: &Rows) -> Option<&Cell> {
    let text = |row: &[Cell], index: usize| row.get(index).map_or(String::new(), |cell| words::plain(&cell.text));
    let is_narrow = rows.iter().all(|row| row.iter().skip(2).all(|cell| cell.text.trim().is_empty()));
    if !is_narrow {
        return None;
    }
    let is_fact = |words: &str| words::column(words).is_some_and(|(fact, _)| !SEVERAL.contains(&fact));
    let fields: Vec<&Cell> = rows
        .iter()
        .filter(|row| is_fact(&text(row, 0)) && !is_fact(&text(row, 1)))
        .filter_map(|row| row.first())
        .collect();
    let mut facts: Vec<_> = fields.iter().filter_map(|cell| words::column(&cell.text)).map(|(fact, _)| fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let is_record = rows.first().is_some_and(|row| (0..2).all(|index| FIELD.contains(&text(row, index).as_str())));
    (facts.len() > 1 || is_record).then_some(fields).and_then(|fields| fields.into_iter().next())
}

/// Returns the words of a title that say that what stands below is past or to come, and not that it is current too.
pub(super) fn past_title(table: &Table) -> Option<&Cell> {
    let is_current = |text: &str| {
        // `not yet active` says the contrary.
        let plain = words::without_past(text);
        ["current", "active", "aktuelle", "actuels", "actuelles"]
            .iter()
            .any(|word| plain.split(' ').any(|own| own == *word))
    };
    table.titles.iter().chain(&table.note).find(|title| words::is_past(&title.text) && !is_current(&title.text))
}

/// Words of a cell that say that nothing ended.
const OPEN: [&str; 16] = [
    "", "ongoing", "present", "none", "no", "n a", "na", "open", "current", "active", "en cours", "laufend", "offen",
    "aucun", "keine", "today",
];

/// Returns the column and the cell by which a row says that its vendor is past, planned or not in use.
pub(super) fn past<'r>(columns: &'r [Column], row: &'r [Cell]) -> Option<(&'r Column, &'r Cell)> {
    columns.iter().find_map(|column| {
        let cell = row.get(column.index)?;
        let plain = words::plain(&cell.text);
        let is_past = match column.fact? {
            "status" => words::is_past(&cell.text) || ["no", "false", "nein", "non"].contains(&plain.as_str()),
            "ended" => !OPEN.contains(&plain.as_str()) && !is_still(&plain),
            _ => false,
        };
        is_past.then_some((column, cell))
    })
}

/// Returns whether a period has a start and no end: `since 2024`, `2024 to present`.
fn is_still(plain: &str) -> bool {
    let is_from = ["since ", "seit ", "depuis "].iter().any(|start| plain.starts_with(start));
    let is_open = ["present", "today", "ongoing", "now", "heute", "aujourd hui"].iter().any(|end| plain.ends_with(end));
    is_from || is_open
}
