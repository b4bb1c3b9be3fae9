//! Positions in a source text: bytes inside the engine, lines and UTF-16 columns at its interface.

use serde::Serialize;

/// A half-open range of bytes `[start, end)` in one source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// Returns the range from `start` to `end`, in bytes.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// Returns the smallest range that covers both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Returns the text that it covers; empty where the range does not fit the text.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A position in a text, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// Bytes from the start of the text.
    pub byte: u32,
    /// UTF-16 code units from the start of the text, as JavaScript strings count.
    pub utf16: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
    /// Column in UTF-16 code units, from 0, as the Language Server Protocol counts.
    pub utf16_column: u32,
}

/// Returns the byte at which this many UTF-16 code units of a text end, or the start of a character that they would
/// cut.
pub fn byte_at(source: &str, utf16: u32) -> u32 {
    let mut units = 0;
    let ended = source.char_indices().find(|(_, ch)| {
        units += ch.len_utf16() as u32;
        units > utf16
    });
    ended.map_or(source.len(), |(at, _)| at) as u32
}

/// An index of the lines of one text. Building it reads the text once.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The byte offset and UTF-16 offset of each line's start.
    lines: Vec<(u32, u32)>,
}

impl LineIndex {
    /// Indexes `source`.
    pub fn new(source: &str) -> Self {
        let mut lines = vec![(0, 0)];
        let mut utf16 = 0u32;
        for (byte, ch) in source.char_indices() {
            utf16 += ch.len_utf16() as u32;
            if ch == '\n' {
                lines.push((byte as u32 + 1, utf16));
            }
        }
        LineIndex { lines }
    }

    /// Returns the position of a byte offset. `source` is the text that the index was built from.
    pub fn position(&self, source: &str, byte: u32) -> Position {
        let row = self.lines.partition_point(|&(start, _)| start <= byte).saturating_sub(1);
        let (start, start16) = self.lines.get(row).copied().unwrap_or((0, 0));
        let before = source.get(start as usize..byte as usize).unwrap_or("");
        let utf16_column = before.chars().map(|c| c.len_utf16() as u32).sum();
        Position {
            byte,
            utf16: start16 + utf16_column,
            line: row as u32 + 1,
            column: before.chars().count() as u32 + 1,
            utf16_column,
        }
    }

    /// Converts a span to `[start, end)` in UTF-16 code units.
    pub fn utf16(&self, source: &str, span: Span) -> [u32; 2] {
        [self.utf16_at(source, span.start), self.utf16_at(source, span.end)]
    }

    /// Converts a byte offset. In a line with as many bytes as code units everything is ASCII, so nothing has to be
    /// counted.
    fn utf16_at(&self, source: &str, byte: u32) -> u32 {
        let next = self.lines.partition_point(|&(start, _)| start <= byte);
        match (self.lines.get(next.saturating_sub(1)), self.lines.get(next)) {
            (Some((start, start16)), Some((end, end16))) if end - start == end16 - start16 => start16 + (byte - start),
            _ => self.position(source, byte).utf16,
        }
    }
}
