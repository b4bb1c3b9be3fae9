//! The input and the failure of parser functions.
//!
//! A parser function reads from the next token on and moves past what it takes. The first token of each part tells which part it is,
//! so nothing is tried twice, and the first failure is the one to report.

use super::token::{Token, TokenKind};
use crate::diag::{Diagnostic, Fix};
use crate::span::Span;

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
pub(super) type Parsed<T> = Result<T, Fail>;

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

    /// Moves past the next token.
    pub(super) fn skip(&mut self) {
        *self = self.moved(self.at + 1);
    }

    /// Moves past the next token where it is this keyword or sign, and returns whether it was.
    pub(super) fn take(&mut self, word: &str) -> bool {
        let is_there = self.is_at(word);
        if is_there {
            self.skip();
        }
        is_there
    }

    /// Moves past the next token where it is this word, which is a keyword only in this position, and returns whether it was.
    pub(super) fn take_soft(&mut self, word: &str) -> bool {
        let is_there = self.first().is_some_and(|token| token.is_name() && token.text == word);
        if is_there {
            self.skip();
        }
        is_there
    }

    /// Returns the kind of the next token.
    pub(super) fn kind(&self) -> Option<TokenKind> {
        self.first().map(|token| token.kind)
    }

    /// Returns the keyword or sign that comes next; empty where there is none.
    pub(super) fn keyword(&self) -> &'a str {
        let next = self.first().filter(|token| matches!(token.kind, TokenKind::Keyword | TokenKind::Punctuation));
        next.map_or("", |token| token.text)
    }

    /// Returns the failure at the next token.
    pub(super) fn fail(&self, code: &'static str, expected: &'static str) -> Fail {
        Fail(Box::new(Why { at: self.at, code, expected, precise: None }))
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

    /// Returns the span from the token at an index to the last one before the next.
    pub(super) fn span_from(&self, at: usize) -> Span {
        self.moved(at).span_to(*self)
    }

    /// Descends one level, or fails beyond [`DEEPEST`]. Returns the depth to return to.
    pub(super) fn deeper(&mut self) -> Parsed<u8> {
        if self.depth >= DEEPEST {
            return Err(self.fail("L0191", "less nesting").precisely(Precise {
                span: self.first().map(|token| token.span),
                message: format!("more than {DEEPEST} levels in each other"),
                help: Some("give the inner part a name with `define`".into()),
                ..Precise::default()
            }));
        }
        self.depth += 1;
        Ok(self.depth - 1)
    }

    /// Returns to a depth.
    pub(super) fn back_to(&mut self, depth: u8) {
        self.depth = depth;
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
