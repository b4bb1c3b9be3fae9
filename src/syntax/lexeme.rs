//! Parses single tokens.

use super::token::{TokenKind, is_keyword};
use crate::date::Date;

/// A token's kind and text.
pub(super) type Lexeme<'a> = (TokenKind, &'a str);

/// The longest provider or place. Without a bound, `a-a-a-…` would be parsed again from each `a`.
const LONGEST_PREFIX: usize = 63;

/// The signs of the language; a longer one stands before its prefix.
const SIGNS: &[&str] = &["<=", ">=", "{", "}", "(", ")", "[", "]", ",", ":", "+", "&", "=", "<", ">"];

/// Signs of other languages, which get a hint; longest first.
const FOREIGN_SIGNS: &[&str] = &[
    "===", "!==", "&&", "||", "==", "!=", "<>", "=>", "=<", "->", "≤", "≥", "≠", "∈", "∉", "∧", "∨", "¬", "!", "|",
    "–", "—", "-",
];

/// What is left of a text. Each method moves past what it takes, and returns `None` where that does not stand there.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

/// The shape of a token, or of a part of one.
type Shape = fn(&mut Rest<'_>) -> Option<()>;

impl Rest<'_> {
    /// Takes one of these characters.
    fn one(&mut self, accept: fn(char) -> bool) -> Option<()> {
        self.between(1, 1, accept)
    }

    /// Takes one or more of these characters.
    fn some(&mut self, accept: fn(char) -> bool) -> Option<()> {
        self.between(1, usize::MAX, accept)
    }

    /// Takes any number of these characters.
    fn any(&mut self, accept: fn(char) -> bool) -> Option<()> {
        self.between(0, usize::MAX, accept)
    }

    /// Takes at most `most` of these characters, and no fewer than `least`.
    fn between(&mut self, least: usize, most: usize, accept: fn(char) -> bool) -> Option<()> {
        let mut taken = 0;
        let mut chars = self.0.chars();
        while taken < most && chars.clone().next().is_some_and(accept) {
            chars.next();
            taken += 1;
        }
        self.0 = chars.as_str();
        (taken >= least).then_some(())
    }

    /// Takes this sign.
    fn sign(&mut self, sign: char) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    /// Takes this shape where it stands there.
    fn opt(&mut self, shape: Shape) -> bool {
        let mut after = *self;
        let is_there = shape(&mut after).is_some();
        if is_there {
            *self = after;
        }
        is_there
    }

    /// Takes this shape as often as it stands there, and returns how often it did.
    fn many(&mut self, shape: Shape) -> usize {
        let mut times = 0;
        while self.opt(shape) {
            times += 1;
        }
        times
    }
}

/// Returns the token of this kind where its shape stands at the start of a text.
fn of(kind: TokenKind, text: &str, shape: Shape) -> Option<Lexeme<'_>> {
    let mut rest = Rest(text);
    shape(&mut rest)?;
    let found = text.get(..text.len() - rest.0.len())?;
    Some((kind, found))
}

/// Returns the length of the space between tokens. A lone carriage return is not space.
pub(super) fn space(text: &str) -> usize {
    let mut rest = Rest(text);
    rest.many(|rest| match rest.0.strip_prefix("\r\n") {
        Some(after) => {
            rest.0 = after;
            Some(())
        }
        None => rest.some(|c| matches!(c, ' ' | '\t' | '\n')),
    });
    text.len() - rest.0.len()
}

/// Parses a token outside citations.
pub(super) fn plain(i: &str) -> Option<Lexeme<'_>> {
    comment(i)
        .or_else(|| foreign_comment(i))
        .or_else(|| text(i))
        .or_else(|| foreign_text(i))
        .or_else(|| of(TokenKind::Bad, i, colon_region))
        .or_else(|| of(TokenKind::Region, i, region))
        .or_else(|| of(TokenKind::Place, i, place))
        .or_else(|| word(i))
        .or_else(|| date(i))
        .or_else(|| of(TokenKind::Percent, i, percent))
        .or_else(|| of(TokenKind::Number, i, version))
        .or_else(|| of(TokenKind::Number, i, number))
        .or_else(|| of(TokenKind::Bad, i, run_together))
        .or_else(|| of(TokenKind::Party, i, party))
        .or_else(|| one_sign(TokenKind::Bad, FOREIGN_SIGNS, i))
        .or_else(|| one_sign(TokenKind::Punctuation, SIGNS, i))
        .or_else(|| stray(i))
}

/// Parses a token where a citation names its source.
pub(super) fn cited_source(i: &str) -> Option<Lexeme<'_>> {
    comment(i).or_else(|| cite_sign(i)).or_else(|| foreign_text(i)).or_else(|| single_word(i)).or_else(|| pin(i))
}

/// Parses a token where a citation points into the source.
pub(super) fn cited_pin(i: &str) -> Option<Lexeme<'_>> {
    comment(i).or_else(|| cite_sign(i)).or_else(|| foreign_text(i)).or_else(|| pin(i))
}

/// Returns the text up to the end of its line.
fn line(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or(text);
    line.strip_suffix('\r').unwrap_or(line)
}

fn comment(text: &str) -> Option<Lexeme<'_>> {
    text.starts_with('#').then(|| (TokenKind::Comment, line(text)))
}

fn foreign_comment(text: &str) -> Option<Lexeme<'_>> {
    (text.starts_with("//") || text.starts_with("/*")).then(|| (TokenKind::Bad, line(text)))
}

/// Parses a text, or the rest of the line where a quote is not closed.
fn text(text: &str) -> Option<Lexeme<'_>> {
    let closed = of(TokenKind::Text, text, |rest| {
        rest.sign('"')?;
        rest.any(|c| c != '"' && c != '\n')?;
        rest.sign('"')
    });
    closed.or_else(|| text.starts_with('"').then(|| (TokenKind::Bad, line(text))))
}

/// Parses a text in other quotes: `'…'`, `“…”`, `«…»`.
fn foreign_text(text: &str) -> Option<Lexeme<'_>> {
    let close = closing_quotes(text.chars().next()?)?;
    let mut ends = text.char_indices().skip(1);
    let closed = match ends.find(|(_, c)| *c == '\n' || close.contains([*c])) {
        Some((end, c)) if c != '\n' => text.get(..end + c.len_utf8()),
        _ => None,
    };
    Some((TokenKind::Bad, closed.unwrap_or(line(text))))
}

/// Returns the quotes that may close a text that this quote opens.
fn closing_quotes(open: char) -> Option<&'static str> {
    Some(match open {
        '\'' => "'",
        '‘' | '’' => "’‘'",
        '«' => "»",
        '`' => "`",
        '“' | '”' | '„' => "”“\"",
        _ => return None,
    })
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_region_id(c: char) -> bool {
    is_word(c) || c == '-'
}

fn is_foreign_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn letter(rest: &mut Rest<'_>) -> Option<()> {
    rest.one(|c| c.is_ascii_alphabetic() || c == '_')
}

fn ascii_word(rest: &mut Rest<'_>) -> Option<()> {
    letter(rest)?;
    rest.any(is_word)
}

fn boundary(rest: &mut Rest<'_>) -> Option<()> {
    (!rest.0.starts_with(is_foreign_word)).then_some(())
}

/// Parses `aws:eu-west-3`, a region written with a colon instead of a slash.
fn colon_region(rest: &mut Rest<'_>) -> Option<()> {
    letter(rest)?;
    rest.between(0, LONGEST_PREFIX, is_word)?;
    rest.sign(':')?;
    rest.some(is_alphanumeric)?;
    let parts = rest.many(|rest| {
        rest.sign('-')?;
        rest.some(is_alphanumeric)
    });
    (parts > 0).then_some(())
}

fn region(rest: &mut Rest<'_>) -> Option<()> {
    letter(rest)?;
    rest.between(0, LONGEST_PREFIX, is_region_id)?;
    let parts = rest.many(|rest| {
        rest.sign('/')?;
        rest.one(is_word)?;
        rest.any(is_region_id)
    });
    (parts > 0).then_some(())
}

/// Parses a place with a subdivision: `PT-20`.
fn place(rest: &mut Rest<'_>) -> Option<()> {
    rest.between(2, 2, |c| c.is_ascii_uppercase())?;
    rest.sign('-')?;
    rest.between(1, 3, |c| c.is_ascii_uppercase() || c.is_ascii_digit())?;
    boundary(rest)
}

fn path(rest: &mut Rest<'_>) -> Option<()> {
    ascii_word(rest)?;
    rest.many(|rest| {
        rest.sign('.')?;
        ascii_word(rest)
    });
    boundary(rest)
}

/// Parses a keyword, a name, a path, or a word with letters that no name has.
fn word(text: &str) -> Option<Lexeme<'_>> {
    if let Some((_, path)) = of(TokenKind::Name, text, path) {
        return Some((word_kind(path), path));
    }
    of(TokenKind::Bad, text, |rest| {
        letter(rest)?;
        rest.any(|c| is_foreign_word(c) || c == '.')
    })
}

fn word_kind(text: &str) -> TokenKind {
    if is_keyword(text) {
        TokenKind::Keyword
    } else if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        TokenKind::Place
    } else {
        TokenKind::Name
    }
}

fn single_word(text: &str) -> Option<Lexeme<'_>> {
    let (_, word) = of(TokenKind::Name, text, |rest| {
        ascii_word(rest)?;
        (rest.0.is_empty() || rest.0.starts_with([' ', '\t', '\r', '\n', ']', ';'])).then_some(())
    })?;
    Some((word_kind(word), word))
}

/// Succeeds where nothing runs into the number before.
fn number_ends(rest: &mut Rest<'_>) -> Option<()> {
    let mut joined = *rest;
    let is_joined = joined.one(|c| matches!(c, '-' | '/' | '.')).is_some() && joined.one(is_alphanumeric).is_some();
    if is_joined { None } else { boundary(rest) }
}

fn date(text: &str) -> Option<Lexeme<'_>> {
    let (_, day) = of(TokenKind::Date, text, |rest| {
        rest.between(4, 4, is_digit)?;
        rest.sign('-')?;
        rest.between(2, 2, is_digit)?;
        rest.sign('-')?;
        rest.between(2, 2, is_digit)?;
        number_ends(rest)
    })?;
    Some((if Date::parse(day).is_some() { TokenKind::Date } else { TokenKind::Bad }, day))
}

/// Parses a point and digits.
fn fraction(rest: &mut Rest<'_>) -> Option<()> {
    rest.sign('.')?;
    rest.some(is_digit)
}

fn decimal(rest: &mut Rest<'_>) -> Option<()> {
    rest.some(is_digit)?;
    rest.opt(fraction);
    Some(())
}

fn percent(rest: &mut Rest<'_>) -> Option<()> {
    decimal(rest)?;
    rest.any(|c| c == ' ' || c == '\t')?;
    rest.sign('%')
}

/// Parses a version: `1.2.0`, `1.0.0-rc.1`.
fn version(rest: &mut Rest<'_>) -> Option<()> {
    rest.some(is_digit)?;
    fraction(rest)?;
    fraction(rest)?;
    rest.many(|rest| {
        rest.one(|c| c == '-' || c == '+')?;
        rest.some(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
    });
    number_ends(rest)
}

fn number(rest: &mut Rest<'_>) -> Option<()> {
    decimal(rest)?;
    number_ends(rest)
}

/// Parses digits that run into something else: `12months`, `01/03/2026`.
fn run_together(rest: &mut Rest<'_>) -> Option<()> {
    rest.some(is_digit)?;
    rest.any(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/'))
}

fn party(rest: &mut Rest<'_>) -> Option<()> {
    rest.sign('@')?;
    rest.one(is_word)?;
    rest.any(|c| is_word(c) || c == '.' || c == '-')
}

fn one_sign<'a>(kind: TokenKind, signs: &[&str], text: &'a str) -> Option<Lexeme<'a>> {
    let sign = signs.iter().find(|sign| text.starts_with(**sign))?;
    Some((kind, text.get(..sign.len())?))
}

fn cite_sign(text: &str) -> Option<Lexeme<'_>> {
    of(TokenKind::Punctuation, text, |rest| rest.one(|c| c == ';' || c == ']'))
}

/// Parses a pinpoint: a text, or raw text without space, `;` or `]`.
fn pin(i: &str) -> Option<Lexeme<'_>> {
    match text(i) {
        Some((TokenKind::Text, quoted)) => Some((TokenKind::Pin, quoted)),
        Some(open) => Some(open),
        None => of(TokenKind::Pin, i, |rest| rest.some(|c| !ends_pin(c))).or_else(|| stray(i)),
    }
}

/// Returns whether the raw text of a pinpoint ends before this character.
pub(super) fn ends_pin(c: char) -> bool {
    c.is_whitespace() || is_unseen(c) || c == ';' || c == ']'
}

/// Returns whether the character changes the direction of the text around it, so that it is displayed in another order
/// than it is parsed.
pub(super) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether the character is a space other than the usual one, or one without width.
pub(super) fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{180e}')
        || (c.is_whitespace() && !c.is_ascii() && !c.is_control())
}

/// Returns whether a reader cannot see the character.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control() || is_bidi(c) || is_odd_space(c)
}

/// Parses what nothing else does: unseen characters, a foreign word, or a run of one strange character.
fn stray(text: &str) -> Option<Lexeme<'_>> {
    let one_kind: [Shape; 4] = [
        |rest| rest.some(is_bidi),
        |rest| rest.some(is_odd_space),
        |rest| rest.some(|c| c.is_control() && c != '\n' && c != '\t'),
        |rest| {
            rest.one(char::is_alphabetic)?;
            rest.any(is_foreign_word)
        },
    ];
    one_kind.into_iter().find_map(|shape| of(TokenKind::Bad, text, shape)).or_else(|| {
        let first = text.chars().next()?;
        let end = text.find(|c| c != first).unwrap_or(text.len());
        Some((TokenKind::Bad, text.get(..end)?))
    })
}
