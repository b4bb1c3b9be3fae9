//! Rest of a text: an input for nom that cannot panic, wherever it is cut.

use nom::{Compare, CompareResult, Input, Needed, Offset};
use std::str::{CharIndices, Chars};

/// The rest of a text.
#[derive(Clone, Copy)]
pub(super) struct Rest<'a>(pub(super) &'a str);

impl<'a> Input for Rest<'a> {
    type Item = char;
    type Iter = Chars<'a>;
    type IterIndices = CharIndices<'a>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Rest(self.0.get(..index).unwrap_or(self.0))
    }

    fn take_from(&self, index: usize) -> Self {
        Rest(self.0.get(index..).unwrap_or(""))
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(char) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.char_indices().find(|(_, c)| predicate(*c)).map(|(index, _)| index)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.chars()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.char_indices()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        let mut ends = self.0.char_indices().map(|(index, _)| index).chain([self.0.len()]);
        ends.nth(count).ok_or(Needed::Unknown)
    }
}

impl Compare<&str> for Rest<'_> {
    fn compare(&self, text: &str) -> CompareResult {
        self.0.as_bytes().compare(text.as_bytes())
    }

    fn compare_no_case(&self, text: &str) -> CompareResult {
        self.0.compare_no_case(text)
    }
}

impl Offset for Rest<'_> {
    fn offset(&self, second: &Self) -> usize {
        self.0.offset(second.0)
    }
}
