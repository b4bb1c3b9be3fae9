//! What the parser functions read and how they fail: a slice of tokens that nom can take as input.

use super::token::Token;
use crate::diag::{Diagnostic, Fix};
use crate::span::Span;
use nom::error::{ErrorKind, ParseError};
use nom::{Input, Needed};
use std::iter::Enumerate;

/// Brackets, `not` and quantifiers may lie this deep in each other.
pub(super) const DEEPEST: u8 = 64;

/// The tokens from `at` to the end, with those before them, so that a span can end where reading did.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    all: &'a [Token<'a>],
    at: usize,
    depth: u8,
}

/// What a parser function returns.
pub(super) type Parsed<'a, T> = nom::IResult<Tokens<'a>, T, Fail>;

impl<'a> Tokens<'a> {
    pub(super) fn new(all: &'a [Token<'a>]) -> Self {
        Tokens { all, at: 0, depth: 0 }
    }

    /// The index of the next token.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The same tokens, read from another index.
    pub(super) fn moved(self, at: usize) -> Self {
        let at = at.min(self.all.len());
        Tokens { at, ..self }
    }

    /// The tokens after the next one.
    pub(super) fn skip(self) -> Self {
        self.moved(self.at + 1)
    }

    /// The next token.
    pub(super) fn first(&self) -> Option<&'a Token<'a>> {
        self.all.get(self.at)
    }

    /// The token `ahead` of the next one.
    pub(super) fn ahead(&self, ahead: usize) -> Option<&'a Token<'a>> {
        self.all.get(self.at + ahead)
    }

    /// The token before the next one.
    pub(super) fn previous(&self) -> Option<&'a Token<'a>> {
        self.all.get(self.at.checked_sub(1)?)
    }

    /// Whether the next token is this keyword or sign.
    pub(super) fn is_at(&self, word: &str) -> bool {
        self.first().is_some_and(|token| token.is(word))
    }

    /// From the next token to the last one before `rest`.
    pub(super) fn span_to(&self, rest: Tokens<'a>) -> Span {
        let start = self.first().or(self.previous()).map_or(0, |t| t.span.start);
        let end = rest.previous().map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    /// One level deeper, if that is allowed.
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

    /// As deep as `outer`.
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

/// Why a clause could not be read. Boxed, because every parser function hands it on.
#[derive(Debug)]
pub(super) struct Fail(Box<Why>);

/// What a failure says.
#[derive(Debug)]
pub(super) struct Why {
    /// The index of the token on which reading stopped.
    pub(super) at: usize,
    /// Its code.
    pub(super) code: &'static str,
    /// What could have stood there.
    pub(super) expected: &'static str,
    /// What is said instead of "expected … found …".
    pub(super) precise: Option<Precise>,
}

/// What was read must be right: no other alternative is tried. As `cut`, without a frame on the stack,
/// for the functions that call each other in circles.
pub(super) fn firm<T>(parsed: Parsed<'_, T>) -> Parsed<'_, T> {
    parsed.map_err(|error| match error {
        nom::Err::Error(fail) => nom::Err::Failure(fail),
        other => other,
    })
}

/// A fault that has words of its own.
#[derive(Debug, Default)]
pub(super) struct Precise {
    /// Where, when it is not the token on which reading stopped.
    pub(super) span: Option<Span>,
    /// The head line; the general one when empty.
    pub(super) message: String,
    /// The right spelling.
    pub(super) help: Option<String>,
    /// A replacement.
    pub(super) fix: Option<Fix>,
}

impl Fail {
    /// A failure on the next token.
    pub(super) fn at(input: Tokens<'_>, code: &'static str, expected: &'static str) -> Self {
        Fail(Box::new(Why { at: input.at, code, expected, precise: None }))
    }

    /// The same, with help below the general head line.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        let precise = Precise { help: Some(help.into()), ..Precise::default() };
        self.precisely(precise)
    }

    /// The same, in words of its own.
    pub(super) fn precisely(mut self, precise: Precise) -> Self {
        self.0.precise = Some(precise);
        self
    }

    /// What it says.
    pub(super) fn why(&self) -> &Why {
        &self.0
    }

    /// As what a parser function returns.
    pub(super) fn err<T>(self) -> Result<T, nom::Err<Fail>> {
        Err(nom::Err::Failure(self))
    }

    /// As a diagnostic about `all`, the tokens that were read.
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

/// Where something is missing, and the general words for it.
fn describe(tokens: Tokens<'_>, expected: &str) -> (Span, String) {
    let here = tokens.first().filter(|token| !token.opens_line);
    match (here.or(tokens.previous()), here, tokens.first()) {
        (_, Some(found), _) => (found.span, format!("expected {expected}, found {}", quoted(found.text))),
        (Some(before), ..) => (before.span, format!("expected {expected} after {}", quoted(before.text))),
        (_, _, Some(found)) => (found.span, format!("expected {expected}, found {}", quoted(found.text))),
        _ => (Span::default(), format!("expected {expected}")),
    }
}

/// A text in backticks, shortened when it is long.
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

    /// The one that came further, or that says more.
    fn or(self, other: Self) -> Self {
        let rank = |fail: &Fail| (fail.0.at, fail.0.precise.is_some());
        if rank(&other) > rank(&self) { other } else { self }
    }
}
