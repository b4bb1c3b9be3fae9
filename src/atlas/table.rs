//! The tables' form: a header, then one row a line, fields apart by commas; a field with a comma in it stands in
//! double quotes, and no field has a double quote in it. Nothing is copied: every field is a slice of the table.
//!
//! The tables are part of the program, so a row that cannot be read is a mistake of ours: it is left out, and the
//! test `every_row_is_read` counts.

use super::{Confidence, Place};
use crate::date::{Date, Window};

/// Reads every row with `read`.
pub(super) fn parse<T>(text: &'static str, read: impl Fn(&mut Row) -> Option<T>) -> Vec<T> {
    let rows = text.lines().skip(1);
    rows.filter_map(|line| read(&mut Row(Some(line)))).collect()
}

/// What is left of a row; every method takes its next field, `None` where that cannot be read.
pub(super) struct Row(Option<&'static str>);

impl Row {
    /// The field as it stands, which may be empty.
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

    /// The field if anything stands in it.
    pub(super) fn optional(&mut self) -> Option<Option<&'static str>> {
        let field = self.text()?;
        Some((!field.is_empty()).then_some(field))
    }

    /// A day, or none.
    pub(super) fn date(&mut self) -> Option<Option<Date>> {
        match self.optional()? {
            Some(day) => Date::parse(day).map(Some),
            None => Some(None),
        }
    }

    /// Two fields: the first day and the last.
    pub(super) fn window(&mut self) -> Option<Window> {
        Some(Window { from: self.date()?, through: self.date()? })
    }

    /// The code of a place.
    pub(super) fn place(&mut self) -> Option<Place> {
        Place::from_code(self.text()?)
    }

    /// The code of a place, or nothing.
    pub(super) fn optional_place(&mut self) -> Option<Option<Place>> {
        match self.optional()? {
            Some(code) => Place::from_code(code).map(Some),
            None => Some(None),
        }
    }

    /// How sure it is.
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
