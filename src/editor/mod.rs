//! Answers an editor's questions about a text while it is written: colours, diagnostics, completion, hover,
//! definitions.
//!
//! Everything works on texts with errors and nothing here fails. Positions are determined from the tokens, since the
//! line under the cursor is rarely a whole clause. The names around it are resolved from the trees of the files, the
//! vocabulary and the atlas. Offsets are bytes; the Wasm package converts them to UTF-16.

mod choice;
mod complete;
mod context;
mod fix;
mod hover;
mod keyword;
mod mark;
mod member;
mod named;
#[cfg(feature = "lsp")]
mod refer;
mod scope;
mod target;

pub use choice::Choice;
pub use complete::Completion;
pub use fix::{diagnose, fix};
pub use hover::{Cited, Hover};
pub use keyword::keywords;
pub use mark::{Mark, MarkKind, marks};
#[cfg(feature = "lsp")]
pub use refer::{Held, Symbol};
pub use target::Target;

use crate::check::{Survey, survey};
use crate::sorted::SortedMap;
use crate::syntax::{LONGEST_SOURCE, Token, TokenKind, tokens};

/// A text under edit, with the files that it sees.
pub struct Document<'a> {
    source: &'a str,
    /// Its tokens without comments.
    tokens: Vec<Token<'a>>,
    survey: Survey,
    modules: &'a SortedMap<String, String>,
}

impl<'a> Document<'a> {
    /// Parses a text; `modules` are those that `use` may name beside the shipped ones.
    pub fn new(source: &'a str, modules: &'a SortedMap<String, String>) -> Document<'a> {
        let mut tokens = if source.len() > LONGEST_SOURCE { vec![] } else { tokens(source) };
        tokens.retain(|token| token.kind != TokenKind::Comment);
        Document { source, tokens, survey: survey(source, modules), modules }
    }

    /// Returns the text of a module: a shipped one, or one that was passed in.
    pub fn module(&self, name: &str) -> Option<&str> {
        let shipped = crate::atlas::modules().iter().find(|module| module.0 == name);
        shipped.map(|module| module.1).or_else(|| self.modules.get(name).map(String::as_str))
    }

    /// Returns the token at a position.
    fn token(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    /// Returns the token `back` positions before; 1 is the one directly before.
    fn before(&self, at: usize, back: usize) -> Option<&Token<'a>> {
        self.tokens.get(at.checked_sub(back)?)
    }

    /// Returns the text of the token `back` positions before; empty where there is none.
    fn word_before(&self, at: usize, back: usize) -> &'a str {
        self.before(at, back).map_or("", |token| token.text)
    }

    /// Returns the position of the first token that ends after this byte.
    fn position(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= byte)
    }

    /// Returns the token under a byte, or the one that ends there.
    fn under(&self, byte: u32) -> Option<usize> {
        let at = self.tokens.partition_point(|token| token.span.end < byte);
        let found = self.token(at).is_some_and(|token| token.span.start <= byte);
        let next = self.token(at + 1).filter(|token| token.span.start == byte && names_something(token));
        match (found, next) {
            (true, Some(_)) => Some(at + 1),
            (true, None) => Some(at),
            (false, _) => None,
        }
    }
}

/// Returns whether a token is a word rather than a sign.
fn names_something(token: &Token<'_>) -> bool {
    !matches!(token.kind, TokenKind::Punctuation | TokenKind::Bad)
}

/// Returns whether a token is a name, a place or a path.
fn is_path(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Name | TokenKind::Place | TokenKind::DurationUnit)
}

/// Returns whether a token is this keyword or sign.
fn is(token: Option<&Token<'_>>, word: &str) -> bool {
    token.is_some_and(|t| t.text == word && matches!(t.kind, TokenKind::Keyword | TokenKind::Punctuation))
}
