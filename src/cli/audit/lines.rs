//! NDJSON in pieces of whole lines.

use super::part::Reject;
use std::io::{BufRead, BufReader, Read};

/// The bytes of a piece, about.
const PIECE: u64 = 2 << 20;
/// The longest line. Longer ones are passed over without being kept.
const LONGEST: usize = 16 << 20;

/// Some whole lines.
pub(super) struct Lines {
    /// The number of the first line, from 1.
    pub(super) first: u64,
    pub(super) bytes: Vec<u8>,
    /// A line that was passed over.
    pub(super) passed: Option<Reject>,
}

/// A file of lines.
pub(super) struct LineReader {
    name: String,
    input: BufReader<Box<dyn Read + Send>>,
    /// The start of a line whose end was not read yet.
    begun: Vec<u8>,
    next: u64,
}

impl LineReader {
    pub(super) fn new(name: &str, input: Box<dyn Read + Send>) -> LineReader {
        LineReader { name: name.to_owned(), input: BufReader::with_capacity(1 << 16, input), begun: vec![], next: 1 }
    }

    /// Returns the next piece.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Lines>> {
        let mut bytes = std::mem::take(&mut self.begun);
        bytes.reserve(PIECE as usize);
        let first = self.next;
        loop {
            let start = bytes.len();
            let read = (&mut self.input).take(PIECE).read_to_end(&mut bytes)?;
            let added = bytes.get(start..).unwrap_or_default();
            if let Some(end) = added.iter().rposition(|byte| *byte == b'\n') {
                self.begun = bytes.split_off(start + end + 1);
                break;
            }
            if read == 0 {
                break;
            }
            if bytes.len() > LONGEST {
                self.pass_over()?;
                self.next += 1;
                let reason = format!("the line is longer than {} MiB", LONGEST >> 20);
                let passed = Some(Reject::of(&self.name, first, "L0002", reason));
                return Ok(Some(Lines { first, bytes: vec![], passed }));
            }
        }
        self.next += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok((!bytes.is_empty()).then_some(Lines { first, bytes, passed: None }))
    }

    /// Reads to the end of the line without keeping it.
    fn pass_over(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.input.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: Vec<u8>) -> Vec<(u64, usize, bool)> {
        let mut reader = LineReader::new("a", Box::new(std::io::Cursor::new(text)));
        std::iter::from_fn(|| reader.next().unwrap())
            .map(|lines| (lines.first, lines.bytes.len(), lines.passed.is_some()))
            .collect()
    }

    #[test]
    fn pieces_end_with_lines() {
        let line = [vec![b'a'; 999_999], vec![b'\n']].concat();
        let pieces = pieces(line.repeat(5));
        assert!(pieces.iter().all(|(_, bytes, _)| bytes % 1_000_000 == 0), "{pieces:?}");
        assert_eq!(pieces.iter().map(|(_, bytes, _)| bytes).sum::<usize>(), 5_000_000);
        let lines = pieces.iter().map(|(first, bytes, _)| (*first, (bytes / 1_000_000) as u64));
        lines.fold(1, |next, (first, lines)| {
            assert_eq!(first, next);
            first + lines
        });
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let text = [b"{}\n".to_vec(), vec![b'x'; LONGEST + (8 << 20)], b"\n{}\n{}".to_vec()].concat();
        let pieces = pieces(text);
        assert_eq!(pieces.iter().filter(|piece| piece.2).map(|piece| piece.0).collect::<Vec<_>>(), [2]);
        assert_eq!(pieces.last().map(|piece| (piece.0, piece.2)), Some((4, false)));
    }

    #[test]
    fn an_empty_file_has_no_piece() {
        assert_eq!(pieces(vec![]), []);
    }
}
