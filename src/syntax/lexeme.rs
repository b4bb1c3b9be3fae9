//! Parses single tokens with nom.

use super::rest::Rest;
use super::token::{TokenKind, is_keyword};
use crate::date::Date;
use nom::branch::alt;
use nom::bytes::complete::{is_a, tag, take_till, take_while, take_while_m_n, take_while1};
use nom::character::complete::{anychar, char, digit1, one_of, satisfy};
use nom::combinator::{eof, not, opt, peek, recognize, verify};
use nom::multi::{many0_count, many1_count};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

/// A token's kind and text.
pub(super) type Lexeme<'a> = (TokenKind, &'a str);
type Lex<'a, T = Rest<'a>> = IResult<Rest<'a>, T, ()>;

/// The longest provider or place. Without a bound, `a-a-a-…` would be parsed again from each `a`.
const LONGEST_PREFIX: usize = 63;

/// The signs of the language; a longer one stands before its prefix.
const SIGNS: &[&str] = &["<=", ">=", "{", "}", "(", ")", "[", "]", ",", ":", "+", "&", "=", "<", ">"];

/// Signs of other languages, which get a hint; longest first.
const FOREIGN_SIGNS: &[&str] = &[
    "===", "!==", "&&", "||", "==", "!=", "<>", "=>", "=<", "->", "≤", "≥", "≠", "∈", "∉", "∧", "∨", "¬", "!", "|",
    "–", "—", "-",
];

/// Skips the space between tokens. A lone carriage return is not space.
pub(super) fn space(i: Rest<'_>) -> Lex<'_> {
    recognize(many0_count(alt((is_a(" \t\n"), tag("\r\n"))))).parse(i)
}

/// Parses a token outside citations.
pub(super) fn plain(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    alt((
        comment,
        alt((foreign_comment, text, foreign_text)),
        alt((colon_region, region, place, word)),
        alt((date, percent, version, number, run_together)),
        party,
        alt((foreign_sign, sign)),
        stray,
    ))
    .parse(i)
}

/// Parses a token where a citation names its source.
pub(super) fn cited_source(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    alt((comment, cite_sign, foreign_text, single_word, pin)).parse(i)
}

/// Parses a token where a citation points into the source.
pub(super) fn cited_pin(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    alt((comment, cite_sign, foreign_text, pin)).parse(i)
}

fn of(kind: TokenKind) -> impl Fn(Rest<'_>) -> Lexeme<'_> {
    move |text| (kind, text.0)
}

// The character classes are functions, not closures, so that nom's parsers are compiled once for all of them.

/// Parses any number of these characters.
fn any<'a>(accept: fn(char) -> bool) -> impl Parser<Rest<'a>, Output = Rest<'a>, Error = ()> {
    take_while(accept)
}

/// Parses one or more of these characters.
fn some<'a>(accept: fn(char) -> bool) -> impl Parser<Rest<'a>, Output = Rest<'a>, Error = ()> {
    take_while1(accept)
}

/// Parses between `least` and `most` of these characters.
fn between<'a>(
    least: usize,
    most: usize,
    accept: fn(char) -> bool,
) -> impl Parser<Rest<'a>, Output = Rest<'a>, Error = ()> {
    take_while_m_n(least, most, accept)
}

/// Parses one of these characters.
fn one<'a>(accept: fn(char) -> bool) -> impl Parser<Rest<'a>, Output = char, Error = ()> {
    satisfy(accept)
}

fn to_line_end(i: Rest<'_>) -> Lex<'_> {
    let (_, line) = take_till(|c| c == '\n').parse(i)?;
    let line = line.0.strip_suffix('\r').unwrap_or(line.0);
    nom::bytes::complete::take(line.chars().count()).parse(i)
}

fn comment(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    preceded(peek(char('#')), to_line_end).map(of(TokenKind::Comment)).parse(i)
}

fn foreign_comment(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    preceded(peek(alt((tag("//"), tag("/*")))), to_line_end).map(of(TokenKind::Bad)).parse(i)
}

/// Parses a text, or the rest of the line where a quote is not closed.
fn text(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let closed = recognize((char('"'), take_till(|c| c == '"' || c == '\n'), char('"')));
    alt((closed.map(of(TokenKind::Text)), preceded(peek(char('"')), to_line_end).map(of(TokenKind::Bad)))).parse(i)
}

/// Parses a text in other quotes: `'…'`, `“…”`, `«…»`.
fn foreign_text(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let (_, open) = one_of("'‘’“”„«`").parse(i)?;
    let close = closing_quotes(open);
    let closed = recognize((
        anychar,
        take_till(move |c| c == '\n' || close.contains([c])),
        satisfy(move |c| close.contains([c])),
    ));
    alt((closed, to_line_end)).map(of(TokenKind::Bad)).parse(i)
}

fn closing_quotes(open: char) -> &'static str {
    match open {
        '\'' => "'",
        '‘' | '’' => "’‘'",
        '«' => "»",
        '`' => "`",
        _ => "”“\"",
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_region_id(c: char) -> bool {
    is_word(c) || c == '-'
}

fn letter(i: Rest<'_>) -> Lex<'_, char> {
    one(|c| c.is_ascii_alphabetic() || c == '_').parse(i)
}

fn ascii_word(i: Rest<'_>) -> Lex<'_> {
    recognize(pair(letter, any(is_word))).parse(i)
}

fn boundary(i: Rest<'_>) -> Lex<'_, ()> {
    not(one(|c| c.is_alphanumeric() || c == '_')).parse(i)
}

/// Parses `aws:eu-west-3`, a region written with a colon instead of a slash.
fn colon_region(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let provider = pair(letter, between(0, LONGEST_PREFIX, is_word));
    let id = pair(
        some(|c: char| c.is_ascii_alphanumeric()),
        many1_count(pair(char('-'), some(|c: char| c.is_ascii_alphanumeric()))),
    );
    recognize((provider, char(':'), id)).map(of(TokenKind::Bad)).parse(i)
}

fn region(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let provider = pair(letter, between(0, LONGEST_PREFIX, is_region_id));
    let id = (char('/'), one(is_word), any(is_region_id));
    recognize(pair(provider, many1_count(id))).map(of(TokenKind::Region)).parse(i)
}

/// Parses a place with a subdivision: `PT-20`.
fn place(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let country = between(2, 2, |c: char| c.is_ascii_uppercase());
    let part = between(1, 3, |c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    terminated(recognize((country, char('-'), part)), boundary).map(of(TokenKind::Place)).parse(i)
}

/// Parses a keyword, a name, a path, or a word with letters that no name has.
fn word(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let path = recognize(pair(ascii_word, many0_count(pair(char('.'), ascii_word))));
    let foreign = pair(letter, any(|c: char| c.is_alphanumeric() || c == '_' || c == '.'));
    alt((
        terminated(path, boundary).map(|text: Rest<'_>| (word_kind(text.0), text.0)),
        recognize(foreign).map(of(TokenKind::Bad)),
    ))
    .parse(i)
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

fn single_word(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    terminated(ascii_word, peek(alt((eof, recognize(one_of(" \t\r\n];"))))))
        .map(|text: Rest<'_>| (word_kind(text.0), text.0))
        .parse(i)
}

fn digits<'a>(count: usize) -> impl Parser<Rest<'a>, Output = Rest<'a>, Error = ()> {
    between(count, count, |c| c.is_ascii_digit())
}

/// Succeeds where nothing runs into the number before.
fn number_ends(i: Rest<'_>) -> Lex<'_, ()> {
    let joined = pair(one_of("-/."), one(|c| c.is_ascii_alphanumeric()));
    not(alt((recognize(one(|c| c.is_alphanumeric() || c == '_')), recognize(joined)))).parse(i)
}

fn date(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let shape = recognize((digits(4), char('-'), digits(2), char('-'), digits(2)));
    terminated(shape, number_ends)
        .map(|text: Rest<'_>| match Date::parse(text.0) {
            Some(_) => (TokenKind::Date, text.0),
            None => (TokenKind::Bad, text.0),
        })
        .parse(i)
}

fn decimal(i: Rest<'_>) -> Lex<'_> {
    recognize(pair(digit1, opt(pair(char('.'), digit1)))).parse(i)
}

fn percent(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    recognize((decimal, any(|c| c == ' ' || c == '\t'), char('%'))).map(of(TokenKind::Percent)).parse(i)
}

/// Parses a version: `1.2.0`, `1.0.0-rc.1`.
fn version(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let core = (digit1, char('.'), digit1, char('.'), digit1);
    let suffix = many0_count(pair(one_of("-+"), some(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-')));
    terminated(recognize(pair(core, suffix)), number_ends).map(of(TokenKind::Number)).parse(i)
}

fn number(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    terminated(decimal, number_ends).map(of(TokenKind::Number)).parse(i)
}

/// Parses digits that run into something else: `12months`, `01/03/2026`.
fn run_together(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let rest = any(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/'));
    recognize(pair(digit1, rest)).map(of(TokenKind::Bad)).parse(i)
}

fn party(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let id = pair(one(is_word), any(|c| is_word(c) || c == '.' || c == '-'));
    recognize(pair(char('@'), id)).map(of(TokenKind::Party)).parse(i)
}

fn one_sign<'a>(signs: &'static [&'static str], i: Rest<'a>) -> Lex<'a> {
    match signs.iter().find(|sign| i.0.starts_with(**sign)) {
        Some(sign) => tag(*sign).parse(i),
        None => Err(nom::Err::Error(())),
    }
}

fn foreign_sign(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let (rest, text) = one_sign(FOREIGN_SIGNS, i)?;
    Ok((rest, (TokenKind::Bad, text.0)))
}

fn sign(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let (rest, text) = one_sign(SIGNS, i)?;
    Ok((rest, (TokenKind::Punctuation, text.0)))
}

fn cite_sign(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    recognize(one_of(";]")).map(of(TokenKind::Punctuation)).parse(i)
}

/// Parses a pinpoint: a text, or raw text without space, `;` or `]`.
fn pin(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let raw = some(|c: char| !ends_pin(c));
    let quoted = verify(text, |found: &Lexeme<'_>| found.0 == TokenKind::Text);
    alt((
        quoted.map(|(_, text)| (TokenKind::Pin, text)),
        preceded(not(char('"')), raw).map(of(TokenKind::Pin)),
        text,
        stray,
    ))
    .parse(i)
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
fn stray(i: Rest<'_>) -> Lex<'_, Lexeme<'_>> {
    let run = |i| {
        let (_, first) = anychar(i)?;
        take_while1(move |c| c == first).parse(i)
    };
    alt((
        some(is_bidi),
        some(is_odd_space),
        some(|c: char| c.is_control() && c != '\n' && c != '\t'),
        recognize(pair(one(char::is_alphabetic), any(|c: char| c.is_alphanumeric() || c == '_'))),
        run,
    ))
    .map(of(TokenKind::Bad))
    .parse(i)
}
