//! Parses the tables: a header, then one row a line, fields separated by commas. A field with a comma in it stands in
//! double quotes, and no field has a double quote in it. Nothing is copied: every field is a slice of the table.
//!
//! The tables are part of the program. A row that cannot be parsed is our mistake: it is left out, and the test
//! `every_row_is_read` counts the rows.

use super::{Confidence, Place};
use crate::date::{Date, Window};

/// Parses every row with `read`.
pub(super) fn parse<T>(text: &'static str, read: impl Fn(&mut Row) -> Option<T>) -> Vec<T> {
    let rows = text.lines().skip(1);
    rows.filter_map(|line| read(&mut Row(Some(line)))).collect()
}

/// The rest of a row. Every method takes its next field, and returns `None` where that cannot be parsed.
pub(super) struct Row(Option<&'static str>);

impl Row {
    /// Takes the field unchanged; it may be empty.
    pub(super) fn text(&mut self) -> Option<&'static str> {
        let rest = self.0?;
        let (field, rest) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (field, after) = quoted.split_once('"')?;
                (field, after.strip_prefix(','))
            }
            None => match rest.split_once(',') {
                Some((field, after)) => (field, Some(after)),
                None => (rest, None),
            },
        };
        self.0 = rest;
        Some(field)
    }

    /// Takes the field, `None` inside where it is empty.
    pub(super) fn optional(&mut self) -> Option<Option<&'static str>> {
        let field = self.text()?;
        Some((!field.is_empty()).then_some(field))
    }

    /// Takes a day, or an empty field.
    pub(super) fn date(&mut self) -> Option<Option<Date>> {
        match self.optional()? {
            Some(day) => Date::parse(day).map(Some),
            None => Some(None),
        }
    }

    /// Takes two fields: the first day and the last.
    pub(super) fn window(&mut self) -> Option<Window> {
        Some(Window { from: self.date()?, through: self.date()? })
    }

    /// Takes the code of a place.
    pub(super) fn place(&mut self) -> Option<Place> {
        Place::from_code(self.text()?)
    }

    /// Takes the code of a place, or an empty field.
    pub(super) fn optional_place(&mut self) -> Option<Option<Place>> {
        match self.optional()? {
            Some(code) => Place::from_code(code).map(Some),
            None => Some(None),
        }
    }

    /// Takes a confidence.
    pub(super) fn confidence(&mut self) -> Option<Confidence> {
        Confidence::from_name(self.text()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let mut row = Row(Some("a,\"b, c\",,2020-01-31,"));
        assert_eq!(row.text(), Some("a"));
        assert_eq!(row.text(), Some("b, c"));
        assert_eq!(row.optional(), Some(None));
        assert_eq!(row.date(), Some(Date::new(2020, 1, 31)));
        assert_eq!(row.date(), Some(None));
        assert_eq!(row.text(), None);
        assert_eq!(Row(Some("2020-02-30")).date(), None);
    }
}
