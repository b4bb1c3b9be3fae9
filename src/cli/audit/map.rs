//! `--map`: what the columns of a flat table are.

use crate::cli::files::{self, POLICY_LIMIT};
use crate::cli::rejected::Rejected;
use lexloci::audit::{Mapping, Target, is_of_a_flow};
use lexloci::policy::Declared;

/// The meaning of each column, in the order of the file.
pub(super) struct Map(Vec<(String, Target)>);

/// The columns of verdicts, which no key may be called.
const OWN: [&str; 6] = ["file", "row", "verdict", "rules", "missing", "level"];

/// Reads a mapping: a CSV with the columns `column` and `fact`.
pub(super) fn read(name: &str, declared: &Declared) -> Result<Map, Rejected<'static>> {
    let text = files::read(name, POLICY_LIMIT)?;
    let refuse =
        |line: u64, message: String| Rejected::without_position(&text.name, "L0005", format!("line {line}: {message}"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).comment(Some(b'#')).from_reader(text.text.as_bytes());
    let mut columns: Vec<(String, Target)> = vec![];
    for (at, row) in reader.records().enumerate() {
        let row = row.map_err(|error| refuse(at as u64 + 1, error.to_string()))?;
        let line = row.position().map_or(0, csv::Position::line);
        let (column, fact) = match (row.get(0), row.get(1)) {
            (Some(column), Some(fact)) => (column.trim_start_matches('\u{feff}').trim(), fact.trim()),
            _ => return Err(refuse(line, "a row is a column and a fact".to_owned())),
        };
        if at == 0 {
            if (column, fact) != ("column", "fact") {
                return Err(refuse(line, "the headings are `column,fact`".to_owned()));
            }
            continue;
        }
        if columns.iter().any(|(known, _)| known == column) {
            return Err(refuse(line, format!("`{column}` stands twice")));
        }
        let target = Target::of(fact, declared).map_err(|message| refuse(line, message))?;
        columns.push((column.to_owned(), target));
    }
    Ok(Map(columns))
}

/// Refuses names of keys that verdicts have themselves, that stand twice, or that are facts: a flow would be judged without them.
pub(super) fn assert_keys(keys: &[String]) -> Result<(), Rejected<'static>> {
    let bad = keys.iter().enumerate().find(|(at, key)| {
        OWN.contains(&key.as_str()) || keys.iter().take(*at).any(|other| other == *key) || *key == "flow"
    });
    let fact = keys.iter().find(|key| is_of_a_flow(key));
    match bad {
        None if fact.is_some() => {
            let key = fact.map_or("", String::as_str);
            let message = format!("`{key}` cannot be a key: it is a fact, and the flow would be judged without it");
            Err(Rejected::without_position("--key", "L0005", message))
        }
        Some((_, key)) => {
            let message = format!("`{key}` cannot be a key: a column of the verdicts, or another key, is called so");
            Err(Rejected::without_position("--key", "L0005", message))
        }
        None => Ok(()),
    }
}

impl Map {
    /// Returns the columns that are keys.
    pub(super) fn keys(&self) -> Vec<String> {
        let keys = self.0.iter().filter(|(_, target)| *target == Target::Key);
        keys.map(|(column, _)| column.clone()).collect()
    }

    /// Returns the mapping of a table with these headings, and what is to be told of it.
    pub(super) fn of(&self, headings: &[String], complete: bool) -> Result<(Mapping, Vec<String>), String> {
        let twice = headings.iter().enumerate().find(|(at, one)| headings.iter().take(*at).any(|other| other == *one));
        if let Some((_, heading)) = twice.filter(|(_, heading)| self.0.iter().any(|(column, _)| column == *heading)) {
            return Err(format!("two columns are called `{heading}`"));
        }
        let lacking: Vec<&str> = self
            .0
            .iter()
            .map(|(column, _)| column.as_str())
            .filter(|column| !headings.iter().any(|h| h == column))
            .collect();
        if !lacking.is_empty() {
            return Err(format!("there is no column {}; there are {}", lacking.join(", "), headings.join(", ")));
        }
        let target = |heading: &String| {
            let found = self.0.iter().find(|(column, _)| column == heading);
            found.map_or(Target::Unsaid, |(_, target)| target.clone())
        };
        let targets: Vec<Target> = headings.iter().map(target).collect();
        let unsaid = headings.iter().zip(&targets).filter(|(_, target)| **target == Target::Unsaid);
        let mut told: Vec<String> = unsaid.map(|(heading, _)| format!("not read: the column `{heading}`")).collect();
        if complete && !told.is_empty() {
            told.push(
                "--complete does not close the lists: say by `-` in --map which columns matter to nobody".to_owned(),
            );
        }
        Ok((Mapping::of(targets, complete)?, told))
    }
}
