//! Splits a text into tokens. Never fails: what is not of the language becomes a token of kind `Bad`.

use super::lexeme;
use super::rest::Rest;
use super::token::{ALLOW, CLAUSE_WORDS, REGION, Token, TokenKind, UNITS, VENDOR};
use crate::span::Span;

/// The largest number of tokens; reading stops there.
pub(super) const MOST_TOKENS: usize = 200_000;

/// Splits a text into tokens, comments included; at most [`MOST_TOKENS`] and one more.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer::new(source);
    while lexer.tokens.len() <= MOST_TOKENS && lexer.step() {}
    lexer.tokens
}

/// The tokens that are possible at this point: citations have tokens of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Plain,
    /// After `[` and `;`: the source of a citation.
    Source,
    /// After the source of a citation: its pinpoint.
    Pin,
}

struct Lexer<'a> {
    source: &'a str,
    rest: &'a str,
    mode: Mode,
    opens_line: bool,
    after_number: bool,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn new(source: &'a str) -> Self {
        Lexer {
            source,
            rest: source.strip_prefix('\u{feff}').unwrap_or(source),
            mode: Mode::Plain,
            opens_line: true,
            after_number: false,
            tokens: vec![],
        }
    }

    /// Reads one token; returns false at the end.
    fn step(&mut self) -> bool {
        self.skip_space();
        let rest = Rest(self.rest);
        let found = match self.mode {
            Mode::Plain => lexeme::plain(rest),
            Mode::Source => lexeme::cited_source(rest),
            Mode::Pin => lexeme::cited_pin(rest),
        };
        let Ok((rest, (kind, text))) = found else {
            return false;
        };
        let start = self.source.len() - self.rest.len();
        self.rest = rest.0;
        self.push(kind, text, start);
        true
    }

    fn skip_space(&mut self) {
        let Ok((rest, space)) = lexeme::space(Rest(self.rest)) else {
            return;
        };
        self.rest = rest.0;
        if space.0.contains(['\n']) {
            self.opens_line = true;
            if self.mode != Mode::Plain && opens_clause(rest.0) {
                self.mode = Mode::Plain;
            }
        }
    }

    /// Returns whether `vendor`, `region` or `allow`, which was just read, opens a clause: what comes next is a vendor with its name,
    /// a region or the code of a diagnostic; or `vendor` or `region` stands first in its line, in no list and where no name or type
    /// is expected.
    fn opens_declaration(&self, word: &str) -> bool {
        let next = self.rest.trim_start();
        let end = next.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.' | '@'));
        let (first, after) = next.split_at_checked(end.unwrap_or(next.len())).unwrap_or((next, ""));
        if word == ALLOW {
            return self.mode == Mode::Plain && is_code(first);
        }
        let is_followed = match word {
            VENDOR => !first.is_empty() && after.trim_start().starts_with('"'),
            _ => !first.is_empty() && after.starts_with('/'),
        };
        let is_listed = next.is_empty() || next.starts_with([',', '}', ')', ':', '.']);
        self.mode == Mode::Plain && (is_followed || (self.opens_line && !is_listed && !self.expects_operand()))
    }

    /// Returns whether the last token leaves a clause open for a name or a type: `or`, `set of`, `{`.
    fn expects_operand(&self) -> bool {
        let last = self.tokens.iter().rev().find(|token| token.kind != TokenKind::Comment);
        last.is_some_and(|token| match token.kind {
            TokenKind::Keyword => true,
            TokenKind::Punctuation => !matches!(token.text, "}" | ")" | "]"),
            _ => false,
        })
    }

    fn push(&mut self, kind: TokenKind, text: &'a str, start: usize) {
        let unit = kind == TokenKind::Name && self.after_number && UNITS.contains(&text);
        let kind = match kind {
            _ if unit => TokenKind::DurationUnit,
            TokenKind::Keyword if matches!(text, VENDOR | REGION | ALLOW) && !self.opens_declaration(text) => {
                TokenKind::Name
            }
            kind => kind,
        };
        self.tokens.push(Token {
            kind,
            text,
            span: Span::new(start as u32, (start + text.len()) as u32),
            opens_line: self.opens_line,
        });
        self.opens_line = false;
        if kind != TokenKind::Comment {
            self.after_number = kind == TokenKind::Number;
            self.mode = self.mode.after(kind, text);
        }
    }
}

impl Mode {
    fn after(self, kind: TokenKind, text: &str) -> Mode {
        match (self, kind, text) {
            (Mode::Plain, TokenKind::Punctuation, "[") => Mode::Source,
            (Mode::Plain, ..) | (_, TokenKind::Punctuation, "]") => Mode::Plain,
            (_, TokenKind::Punctuation, ";") => Mode::Source,
            _ => Mode::Pin,
        }
    }
}

/// Returns whether a word has the form of a diagnostic's code: `L0404`.
fn is_code(word: &str) -> bool {
    let digits = word.strip_prefix(['L', 'l']).unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Returns whether a line begins like a clause: then a citation before it was not closed.
pub(super) fn opens_clause(line: &str) -> bool {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    line.starts_with('}') || line.get(..end).is_some_and(|word| CLAUSE_WORDS.contains(&word))
}
