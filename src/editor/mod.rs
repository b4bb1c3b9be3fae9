//! What an editor asks of a text while it is written: colours, diagnostics, completion, hover, definitions.
//!
//! Everything works on texts with errors and nothing here fails. Where something stands is read off the tokens, since
//! the line under the cursor is rarely a clause yet; what the names around it mean comes from the trees of the files,
//! the vocabulary and the atlas. Offsets are bytes; the Wasm package turns them into UTF-16.

mod choice;
mod complete;
mod context;
mod fix;
mod hover;
mod keyword;
mod mark;
mod member;
mod named;
mod scope;
mod target;

pub use choice::Choice;
pub use complete::Completion;
pub use fix::{diagnose, fix};
pub use hover::{Cited, Hover};
pub use keyword::keywords;
pub use mark::{Mark, MarkKind, marks};
pub use target::Target;

use crate::check::{Survey, survey};
use crate::sorted::SortedMap;
use crate::syntax::{LONGEST_SOURCE, Token, TokenKind, tokens};

/// A text under edit, with the files that it sees.
pub struct Document<'a> {
    source: &'a str,
    /// Its tokens but for comments.
    tokens: Vec<Token<'a>>,
    survey: Survey,
    modules: &'a SortedMap<String, String>,
}

impl<'a> Document<'a> {
    /// Reads a text; `modules` are those that `use` may name beside the shipped ones.
    pub fn new(source: &'a str, modules: &'a SortedMap<String, String>) -> Document<'a> {
        let mut tokens = if source.len() > LONGEST_SOURCE { vec![] } else { tokens(source) };
        tokens.retain(|token| token.kind != TokenKind::Comment);
        Document { source, tokens, survey: survey(source, modules), modules }
    }

    /// The text of a module: a shipped one, or one that was passed in.
    pub fn module(&self, name: &str) -> Option<&str> {
        let shipped = crate::atlas::modules().iter().find(|module| module.0 == name);
        shipped.map(|module| module.1).or_else(|| self.modules.get(name).map(String::as_str))
    }

    /// The token at a position.
    fn token(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    /// The token so many before a position; 1 is the one directly before it.
    fn before(&self, at: usize, back: usize) -> Option<&Token<'a>> {
        self.tokens.get(at.checked_sub(back)?)
    }

    /// The words of the token so many before a position; empty where there is none.
    fn word_before(&self, at: usize, back: usize) -> &'a str {
        self.before(at, back).map_or("", |token| token.text)
    }

    /// The position of the first token that does not end before this byte.
    fn position(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= byte)
    }

    /// The token under a byte, or that ends there.
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

/// Whether a token is a word rather than a sign.
fn names_something(token: &Token<'_>) -> bool {
    !matches!(token.kind, TokenKind::Punctuation | TokenKind::Bad)
}

/// Whether a token is a name, a place or a path.
fn is_path(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Name | TokenKind::Place | TokenKind::DurationUnit)
}

/// Whether a token is this keyword or sign.
fn is(token: Option<&Token<'_>>, word: &str) -> bool {
    token.is_some_and(|t| t.text == word && matches!(t.kind, TokenKind::Keyword | TokenKind::Punctuation))
}
