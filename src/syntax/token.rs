//! What the text is made of: tokens, and the words that the language keeps for itself.

use crate::span::Span;

/// What a token is: enough to colour a text by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word of the language: `require`.
    Keyword,
    /// A name, or names joined by dots: `approved`, `t.recipient.seat`.
    Name,
    /// Two capitals, or these and a subdivision: `FR`, `PT-20`.
    Place,
    /// Provider and id: `aws/eu-west-3`.
    Region,
    /// `@acme`
    Party,
    /// `2026-03-01`
    Date,
    /// `15`, `1.5`; also the version `1.2.0`.
    Number,
    /// `24%`, `24 %`
    Percent,
    /// `days`, `months` and so on, after a number.
    DurationUnit,
    /// A text in double quotes, with them.
    Text,
    /// Where in a source a citation points: `46(2)(c)`, `"use case 7"`.
    Pin,
    /// From `#` to the end of the line.
    Comment,
    /// `{`, `<=`, `&` and the other signs.
    Punctuation,
    /// What the language does not know.
    Bad,
}

/// One token, with the text that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// As written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Whether nothing but space stands before it on its line.
    pub opens_line: bool,
}

impl Token<'_> {
    /// Whether it is this keyword or sign.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self.kind, TokenKind::Keyword | TokenKind::Punctuation) && self.text == word
    }

    /// Whether it is a single name that nothing else claims.
    pub(super) fn is_name(&self) -> bool {
        self.is_path() && !self.text.contains(['.']) && (self.kind == TokenKind::Name || !self.text.contains(['-']))
    }

    /// Whether it is a name, a place or a path. A unit that ends no duration is a name.
    pub(super) fn is_path(&self) -> bool {
        use TokenKind::{DurationUnit, Name, Place};
        matches!(self.kind, Name | Place | DurationUnit)
    }

    /// Whether it opens a clause.
    pub(super) fn is_clause_word(&self) -> bool {
        self.kind == TokenKind::Keyword && CLAUSE_WORDS.contains(&self.text)
    }

    /// Whether a set, a value or a condition can end with it.
    pub(super) fn ends_operand(&self) -> bool {
        match self.kind {
            TokenKind::Keyword | TokenKind::Comment | TokenKind::Bad | TokenKind::Text => false,
            TokenKind::Punctuation => matches!(self.text, "}" | ")" | "]"),
            _ => true,
        }
    }
}

/// The words that open a clause: where reading goes on after a fault.
pub(super) const CLAUSE_WORDS: &[&str] = &[
    "loci",
    "use",
    "source",
    "set",
    "list",
    "replace",
    "define",
    "fact",
    "policy",
    "applies",
    "levels",
    "rule",
    "exception",
    "claim",
    "for",
    "when",
    "require",
    "forbid",
    "unless",
    "never",
    "severity",
    "duty",
    "remedy",
];

/// The other words that cannot be names.
const INNER_WORDS: &[&str] = &[
    "is", "at", "of", "in", "where", "as", "version", "part", "every", "to", "from", "through", "before", "within",
    "and", "or", "not", "some", "no", "with", "on", "has", "except", "total",
];

/// The units of a duration.
pub(super) const UNITS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Whether `word` cannot be a name: keywords are lower case.
pub fn is_keyword(word: &str) -> bool {
    CLAUSE_WORDS.contains(&word) || INNER_WORDS.contains(&word)
}

/// The keyword that `word` is in other case.
pub(super) fn keyword_in_other_case(word: &str) -> Option<&'static str> {
    let mut words = CLAUSE_WORDS.iter().chain(INNER_WORDS);
    words.find(|keyword| **keyword != word && keyword.eq_ignore_ascii_case(word)).copied()
}
