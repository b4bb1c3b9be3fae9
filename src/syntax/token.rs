//! Tokens and the reserved words of the language.

use crate::span::Span;

/// The kind of a token, fine enough for syntax highlighting.
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
    /// A pinpoint of a citation: `46(2)(c)`, `"use case 7"`.
    Pin,
    /// From `#` to the end of the line.
    Comment,
    /// `{`, `<=`, `&` and the other signs.
    Punctuation,
    /// Text that is not of the language.
    Bad,
}

/// One token and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its kind.
    pub kind: TokenKind,
    /// The text as written.
    pub text: &'a str,
    /// Its span in the source.
    pub span: Span,
    /// Says whether nothing but space stands before it on its line.
    pub opens_line: bool,
}

impl Token<'_> {
    /// Returns whether it is this keyword or sign.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self.kind, TokenKind::Keyword | TokenKind::Punctuation) && self.text == word
    }

    /// Returns whether it is a single name, not a path or a place with a subdivision.
    pub(super) fn is_name(&self) -> bool {
        self.is_path() && !self.text.contains(['.']) && (self.kind == TokenKind::Name || !self.text.contains(['-']))
    }

    /// Returns whether it is a name, a place or a path. A unit that ends no duration is a name.
    pub(super) fn is_path(&self) -> bool {
        use TokenKind::{DurationUnit, Name, Place};
        matches!(self.kind, Name | Place | DurationUnit)
    }

    /// Returns whether it opens a clause.
    pub(super) fn is_clause_word(&self) -> bool {
        self.kind == TokenKind::Keyword && CLAUSE_WORDS.contains(&self.text)
    }

    /// Returns whether a set, a value or a condition can end with it.
    pub(super) fn ends_operand(&self) -> bool {
        match self.kind {
            TokenKind::Keyword | TokenKind::Comment | TokenKind::Bad | TokenKind::Text => false,
            TokenKind::Punctuation => matches!(self.text, "}" | ")" | "]"),
            _ => true,
        }
    }
}

/// Opens the declaration of a vendor. Elsewhere it is a name.
pub(super) const VENDOR: &str = "vendor";
/// Opens the declaration of a region. Elsewhere it is a name, also that of a type.
pub(super) const REGION: &str = "region";
/// Opens the permission of a lint, before the code of one. Elsewhere it is a name.
pub(super) const ALLOW: &str = "allow";

/// The words that open a clause. Parsing resumes at one after a fault.
pub(super) const CLAUSE_WORDS: &[&str] = &[
    "loci",
    "use",
    "source",
    "set",
    "list",
    "replace",
    "define",
    "fact",
    VENDOR,
    REGION,
    ALLOW,
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

/// The other reserved words.
const INNER_WORDS: &[&str] = &[
    "is", "at", "of", "in", "where", "as", "version", "part", "every", "to", "from", "through", "before", "within",
    "and", "or", "not", "some", "no", "with", "on", "has", "except", "total",
];

/// The units of a duration.
pub(super) const UNITS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Returns whether `word` is a word of the language, which cannot be a name. Keywords are lower case. `vendor`, `region` and
/// `allow` are words of it only where they open a clause.
pub fn is_keyword(word: &str) -> bool {
    CLAUSE_WORDS.contains(&word) || INNER_WORDS.contains(&word)
}

/// Returns the keyword that `word` spells in other case.
pub(super) fn keyword_in_other_case(word: &str) -> Option<&'static str> {
    let mut words = CLAUSE_WORDS.iter().chain(INNER_WORDS).filter(|word| !matches!(**word, VENDOR | REGION | ALLOW));
    words.find(|keyword| **keyword != word && keyword.eq_ignore_ascii_case(word)).copied()
}
