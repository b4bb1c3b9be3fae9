//! The input and the failure of parser functions: a slice of tokens that nom can take as input.

use super::token::Token;
use crate::diag::{Diagnostic, Fix};
use crate::span::Span;
use nom::error::{ErrorKind, ParseError};
use nom::{Input, Needed};
use std::iter::Enumerate;

/// The deepest nesting of brackets, `not` and quantifiers.
pub(super) const DEEPEST: u8 = 64;

/// The tokens from `at` to the end. Those before are kept, so that a span can end at the last one consumed.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    all: &'a [Token<'a>],
    at: usize,
    depth: u8,
}

/// The result of a parser function.
pub(super) type Parsed<'a, T> = nom::IResult<Tokens<'a>, T, Fail>;

impl<'a> Tokens<'a> {
    pub(super) fn new(all: &'a [Token<'a>]) -> Self {
        Tokens { all, at: 0, depth: 0 }
    }

    /// Returns the index of the next token.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns the same tokens, read from another index.
    pub(super) fn moved(self, at: usize) -> Self {
        let at = at.min(self.all.len());
        Tokens { at, ..self }
    }

    /// Skips the next token.
    pub(super) fn skip(self) -> Self {
        self.moved(self.at + 1)
    }

    /// Returns the next token.
    pub(super) fn first(&self) -> Option<&'a Token<'a>> {
        self.all.get(self.at)
    }

    /// Returns the token `ahead` positions after the next one.
    pub(super) fn ahead(&self, ahead: usize) -> Option<&'a Token<'a>> {
        self.all.get(self.at + ahead)
    }

    /// Returns the token before the next one.
    pub(super) fn previous(&self) -> Option<&'a Token<'a>> {
        self.all.get(self.at.checked_sub(1)?)
    }

    /// Returns whether the next token is this keyword or sign.
    pub(super) fn is_at(&self, word: &str) -> bool {
        self.first().is_some_and(|token| token.is(word))
    }

    /// Returns the span from the next token to the last one before `rest`.
    pub(super) fn span_to(&self, rest: Tokens<'a>) -> Span {
        let start = self.first().or(self.previous()).map_or(0, |t| t.span.start);
        let end = rest.previous().map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    /// Descends one level, or fails beyond [`DEEPEST`].
    pub(super) fn deeper(self) -> Result<Self, nom::Err<Fail>> {
        if self.depth >= DEEPEST {
            return Fail::at(self, "L0191", "less nesting")
                .precisely(Precise {
                    span: self.first().map(|token| token.span),
                    message: format!("more than {DEEPEST} levels in each other"),
                    help: Some("give the inner part a name with `define`".into()),
                    ..Precise::default()
                })
                .err();
        }
        Ok(Tokens { depth: self.depth + 1, ..self })
    }

    /// Returns to the depth of `outer`.
    pub(super) fn as_deep_as(self, outer: Tokens<'a>) -> Self {
        Tokens { depth: outer.depth, ..self }
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token<'a>;
    type Iter = std::slice::Iter<'a, Token<'a>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.all.len().saturating_sub(self.at)
    }

    fn take(&self, index: usize) -> Self {
        Tokens { all: self.all.get(..self.at + index).unwrap_or(self.all), ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.moved(self.at + index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.all.get(self.at..).unwrap_or(&[]).iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        match count.checked_sub(self.input_len()) {
            None | Some(0) => Ok(count),
            Some(missing) => Err(Needed::new(missing)),
        }
    }
}

/// The reason why a clause could not be parsed. Boxed, because every parser function passes it on.
#[derive(Debug)]
pub(super) struct Fail(Box<Why>);

/// The content of a failure.
#[derive(Debug)]
pub(super) struct Why {
    /// The index of the token on which parsing stopped.
    pub(super) at: usize,
    /// The code of its diagnostic.
    pub(super) code: &'static str,
    /// A description of what could have stood there.
    pub(super) expected: &'static str,
    /// Replaces the general "expected … found …".
    pub(super) precise: Option<Precise>,
}

/// Makes an error final, so that no other alternative is tried. Works as nom's `cut`, but without a stack frame, for
/// functions that are mutually recursive.
pub(super) fn firm<T>(parsed: Parsed<'_, T>) -> Parsed<'_, T> {
    parsed.map_err(|error| match error {
        nom::Err::Error(fail) => nom::Err::Failure(fail),
        other => other,
    })
}

/// A failure with a message of its own.
#[derive(Debug, Default)]
pub(super) struct Precise {
    /// Its span, when it is not the token on which parsing stopped.
    pub(super) span: Option<Span>,
    /// The message; the general one when empty.
    pub(super) message: String,
    /// The right spelling.
    pub(super) help: Option<String>,
    /// A suggested replacement.
    pub(super) fix: Option<Fix>,
}

impl Fail {
    /// Returns a failure at the next token.
    pub(super) fn at(input: Tokens<'_>, code: &'static str, expected: &'static str) -> Self {
        Fail(Box::new(Why { at: input.at, code, expected, precise: None }))
    }

    /// Adds help below the general message.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        let precise = Precise { help: Some(help.into()), ..Precise::default() };
        self.precisely(precise)
    }

    /// Replaces the general message.
    pub(super) fn precisely(mut self, precise: Precise) -> Self {
        self.0.precise = Some(precise);
        self
    }

    /// Returns the content of the failure.
    pub(super) fn why(&self) -> &Why {
        &self.0
    }

    /// Returns the failure as the result of a parser function.
    pub(super) fn err<T>(self) -> Result<T, nom::Err<Fail>> {
        Err(nom::Err::Failure(self))
    }

    /// Converts the failure to a diagnostic. `all` are the tokens that were parsed.
    pub(super) fn diagnostic(self, all: &[Token<'_>]) -> Diagnostic {
        let why = *self.0;
        let tokens = Tokens::new(all).moved(why.at);
        let (span, general) = describe(tokens, why.expected);
        let precise = why.precise.unwrap_or_default();
        let message = if precise.message.is_empty() { general } else { precise.message };
        Diagnostic {
            help: precise.help,
            fix: precise.fix,
            ..Diagnostic::error(why.code, precise.span.unwrap_or(span), message)
        }
    }
}

/// Returns the span at which something is missing, and the general message for it.
fn describe(tokens: Tokens<'_>, expected: &str) -> (Span, String) {
    let on_line = tokens.first().filter(|token| !token.opens_line);
    match (on_line.or(tokens.previous()), on_line, tokens.first()) {
        (_, Some(found), _) => (found.span, format!("expected {expected}, found {}", quoted(found.text))),
        (Some(before), ..) => (before.span, format!("expected {expected} after {}", quoted(before.text))),
        (_, _, Some(found)) => (found.span, format!("expected {expected}, found {}", quoted(found.text))),
        _ => (Span::default(), format!("expected {expected}")),
    }
}

/// Puts a text in backticks, shortened when it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or("")),
        None => format!("`{text}`"),
    }
}

impl<'a> ParseError<Tokens<'a>> for Fail {
    fn from_error_kind(input: Tokens<'a>, _: ErrorKind) -> Self {
        Fail::at(input, "L0110", "something else")
    }

    fn append(_: Tokens<'a>, _: ErrorKind, other: Self) -> Self {
        other
    }

    /// Returns the failure that came further or, at the same token, has a message of its own.
    fn or(self, other: Self) -> Self {
        let rank = |fail: &Fail| (fail.0.at, fail.0.precise.is_some());
        if rank(&other) > rank(&self) { other } else { self }
    }
}
