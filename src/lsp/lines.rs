//! Positions as an editor counts them: lines, and columns in the unit that was agreed on.

use crate::span::Span;
use serde_json::{Value, json};

/// The unit of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// Returns the encoding of this name.
    pub(super) fn from_name(name: &str) -> Option<Encoding> {
        match name {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn width(self, ch: char) -> u32 {
        match self {
            Encoding::Utf8 => ch.len_utf8() as u32,
            Encoding::Utf16 => ch.len_utf16() as u32,
            Encoding::Utf32 => 1,
        }
    }

    pub(super) fn length(self, text: &str) -> u32 {
        text.chars().map(|ch| self.width(ch)).sum()
    }
}

/// A place in a text: a line and a column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) character: u32,
}

impl Place {
    /// Reads a position; `None` where it is none.
    pub(super) fn of(value: &Value) -> Option<Place> {
        let number = |key| Some(u32::try_from(value.get(key)?.as_u64()?).unwrap_or(u32::MAX));
        Some(Place { line: number("line")?, character: number("character")? })
    }

    pub(super) fn json(self) -> Value {
        json!({"line": self.line, "character": self.character})
    }
}

/// The first byte of each line of a text. A line ends with a line feed, a carriage return, or both.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    starts: Vec<u32>,
    encoding: Encoding,
}

impl Lines {
    pub(super) fn new(text: &str, encoding: Encoding) -> Lines {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Lines { starts, encoding }
    }

    /// Returns the first byte of a line, and the byte after its last character.
    fn bounds(&self, text: &str, line: usize) -> (u32, u32) {
        let Some(start) = self.starts.get(line).copied() else { return (text.len() as u32, text.len() as u32) };
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len() as u32);
        let whole = Span::new(start, next).of(text);
        (start, start + whole.trim_end_matches(['\r', '\n']).len() as u32)
    }

    /// Returns the byte of a place. A column behind the line means its end, a line behind the text the end of the text.
    pub(super) fn byte(&self, text: &str, place: Place) -> u32 {
        let (start, end) = self.bounds(text, place.line as usize);
        let mut column = 0;
        for (at, ch) in Span::new(start, end).of(text).char_indices() {
            column += self.encoding.width(ch);
            if column > place.character {
                return start + at as u32;
            }
        }
        end
    }

    /// Returns the place of a byte.
    pub(super) fn place(&self, text: &str, byte: u32) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let (start, end) = self.bounds(text, line);
        let before = (start..=byte.min(end)).rev().find_map(|at| text.get(start as usize..at as usize)).unwrap_or("");
        Place { line: line as u32, character: self.encoding.length(before) }
    }

    pub(super) fn range(&self, text: &str, span: Span) -> Value {
        json!({"start": self.place(text, span.start).json(), "end": self.place(text, span.end).json()})
    }

    /// Reads a range; its ends are put in order.
    pub(super) fn span(&self, text: &str, range: &Value) -> Option<Span> {
        let start = self.byte(text, Place::of(range.get("start")?)?);
        let end = self.byte(text, Place::of(range.get("end")?)?);
        Some(Span::new(start.min(end), start.max(end)))
    }

    /// Returns the range of the first line of a number, counted from 1.
    pub(super) fn line(&self, text: &str, number: usize) -> Value {
        let (start, end) = self.bounds(text, number.saturating_sub(1));
        self.range(text, Span::new(start, end))
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "é = 𝒳1\r\nb\rc\n";

    fn lines(encoding: Encoding) -> Lines {
        Lines::new(TEXT, encoding)
    }

    fn at(line: u32, character: u32) -> Place {
        Place { line, character }
    }

    #[test]
    fn columns_are_counted_in_each_encoding() {
        let one = TEXT.find('1').expect("it is there") as u32;
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 6), (Encoding::Utf32, 5)] {
            let lines = lines(encoding);
            assert_eq!(lines.place(TEXT, one), at(0, column), "{encoding:?}");
            assert_eq!(lines.byte(TEXT, at(0, column)), one, "{encoding:?}");
        }
    }

    #[test]
    fn every_end_of_line_ends_one() {
        let lines = lines(Encoding::Utf16);
        assert_eq!(lines.byte(TEXT, at(1, 0)), TEXT.find('b').expect("it is there") as u32);
        assert_eq!(lines.byte(TEXT, at(2, 0)), TEXT.find('c').expect("it is there") as u32);
        assert_eq!(lines.place(TEXT, TEXT.len() as u32), at(3, 0));
        // Between carriage return and line feed the line has ended already.
        assert_eq!(lines.place(TEXT, TEXT.find('\n').expect("it is there") as u32), at(0, 7));
    }

    #[test]
    fn what_lies_outside_is_brought_inside() {
        let lines = lines(Encoding::Utf16);
        assert_eq!(lines.byte(TEXT, at(0, 99)), TEXT.find('\r').expect("it is there") as u32);
        assert_eq!(lines.byte(TEXT, at(99, 0)), TEXT.len() as u32);
        assert_eq!(lines.byte(TEXT, at(u32::MAX, u32::MAX)), TEXT.len() as u32);
        // In the middle of a character: its start.
        assert_eq!(lines.byte(TEXT, at(0, 5)), TEXT.find('𝒳').expect("it is there") as u32);
    }
}
