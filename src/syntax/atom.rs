//! Parses the smallest parts of a clause: keywords, names, values, citations, windows.

use super::stream::{Fail, Parsed, Precise, Tokens, quoted};
use super::token::{Token, TokenKind};
use super::tree::{Cite, Name, Path, Text, Until, Value, WindowDecl};
use crate::date::{Date, Duration};
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};

/// Parses one token that `accept` takes.
pub(super) fn token<'a>(
    expected: &'static str,
    accept: impl Fn(&Token<'a>) -> bool,
) -> impl Fn(Tokens<'a>) -> Parsed<'a, &'a Token<'a>> {
    move |i| match i.first() {
        Some(token) if accept(token) => Ok((i.moved(i.at() + 1), token)),
        _ => Err(nom::Err::Error(Fail::at(i, "L0110", expected))),
    }
}

/// Parses this keyword or sign.
pub(super) fn word<'a>(word: &'static str, expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Span> {
    move |i| match i.first() {
        Some(token) if token.is(word) => Ok((i.moved(i.at() + 1), token.span)),
        _ => Err(nom::Err::Error(Fail::at(i, "L0110", expected))),
    }
}

/// Parses a word that is a keyword only in this position, such as `least`.
pub(super) fn soft<'a>(word: &'static str, expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, &'a Token<'a>> {
    token(expected, move |token| token.is_name() && token.text == word)
}

/// Adds to a parser's result the span that it consumed.
pub(super) fn spanned<'a, T>(
    mut parser: impl Parser<Tokens<'a>, Output = T, Error = Fail>,
) -> impl FnMut(Tokens<'a>) -> Parsed<'a, (T, Span)> {
    move |i| {
        let (rest, found) = parser.parse(i)?;
        Ok((rest, (found, i.span_to(rest))))
    }
}

fn to_name(token: &Token<'_>) -> Name {
    Name { text: token.text.to_owned(), span: token.span }
}

/// Returns the failure for a token that is no name, such as a keyword.
fn no_name<'a>(i: Tokens<'a>, expected: &'static str) -> nom::Err<Fail> {
    let fail = |code| Fail::at(i, code, expected);
    nom::Err::Error(match i.first() {
        Some(found) if found.kind == TokenKind::Keyword && !found.opens_line => fail("L0112").precisely(Precise {
            message: format!("{} is a word of the language and cannot be a name", quoted(found.text)),
            help: Some(format!("another name, such as `{}_`", found.text)),
            ..Precise::default()
        }),
        Some(found) if found.is_path() => {
            fail("L0110").help(format!("one name without dots or dashes; {} is more than that", quoted(found.text)))
        }
        _ => fail("L0110"),
    })
}

/// Parses a single name.
pub(super) fn name<'a>(expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Name> {
    move |i| match i.first() {
        Some(token) if token.is_name() => Ok((i.moved(i.at() + 1), to_name(token))),
        _ => Err(no_name(i, expected)),
    }
}

/// Parses a name or a place such as `PT-20`.
pub(super) fn name_or_place<'a>(expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Name> {
    move |i| match i.first() {
        Some(token) if token.is_path() && !token.text.contains(['.']) => Ok((i.moved(i.at() + 1), to_name(token))),
        _ => Err(no_name(i, expected)),
    }
}

/// Parses a token of this kind as a name: a region or a party.
pub(super) fn literal<'a>(
    kind: TokenKind,
    expected: &'static str,
) -> impl Parser<Tokens<'a>, Output = Name, Error = Fail> {
    map(token(expected, move |token| token.kind == kind), to_name)
}

/// Parses the key of a vendor: a name, or with other signs `@acme-cloud`.
pub(super) fn key<'a>(expected: &'static str) -> impl Parser<Tokens<'a>, Output = Name, Error = Fail> {
    alt((literal(TokenKind::Party, expected), name(expected)))
}

/// Parses names joined by dots, or a place.
pub(super) fn path<'a>(expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, Path> {
    move |i| match i.first() {
        Some(token) if token.is_path() => Ok((i.moved(i.at() + 1), to_path(token))),
        _ => Err(no_name(i, expected)),
    }
}

fn to_path(token: &Token<'_>) -> Path {
    let mut start = token.span.start;
    let names = token.text.split('.').map(|part| {
        let span = Span::new(start, start + part.len() as u32);
        start = span.end + 1;
        Name { text: part.to_owned(), span }
    });
    Path { names: names.collect(), span: token.span }
}

/// Removes the double quotes, where the text still has them.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// Parses a text in double quotes.
pub(super) fn text<'a>(expected: &'static str) -> impl Parser<Tokens<'a>, Output = Text, Error = Fail> {
    let quoted = token(expected, |token| token.kind == TokenKind::Text);
    map(quoted, |token| Text { text: unquoted(token.text).to_owned(), span: token.span })
}

/// Parses a date.
pub(super) fn date<'a>(i: Tokens<'a>) -> Parsed<'a, Date> {
    let expected = "a date such as `2026-03-01`";
    let (rest, found) = token(expected, |token| token.kind == TokenKind::Date)(i)?;
    match Date::parse(found.text) {
        Some(date) => Ok((rest, date)),
        None => Err(nom::Err::Error(Fail::at(i, "L0108", expected))),
    }
}

/// Parses a whole number and a unit: `12 months`.
pub(super) fn duration<'a>(i: Tokens<'a>) -> Parsed<'a, Duration> {
    let expected = "a duration such as `12 months`";
    let (rest, count) = token(expected, |token| token.kind == TokenKind::Number)(i)?;
    let (rest, unit) = token(expected, |token| token.kind == TokenKind::DurationUnit)(rest)?;
    let whole = count.text.parse().ok();
    match whole.and_then(|count| Duration::of(count, unit.text)) {
        Some(duration) => Ok((rest, duration)),
        None => Fail::at(i, "L0109", expected)
            .precisely(Precise {
                message: format!("{} is no count of {}", quoted(count.text), unit.text),
                help: Some("a whole number up to 9999: `18 months`".into()),
                ..Precise::default()
            })
            .err(),
    }
}

/// Parses digits with at most `decimals` decimals, as a count of the smallest unit.
fn fixed_point(text: &str, decimals: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > decimals || fraction.contains(['.']) {
        return None;
    }
    let scaled = format!("{whole}{fraction:0<decimals$}");
    scaled.parse().ok().filter(|n| *n <= 999_999_999_999_999)
}

/// Returns the failure for a number that has too many digits.
fn too_fine<'a, T>(i: Tokens<'a>, found: &Token<'_>, limit: &str) -> Parsed<'a, T> {
    Fail::at(i, "L0109", "a value")
        .precisely(Precise {
            message: format!("{} has too many digits", quoted(found.text)),
            help: Some(limit.into()),
            ..Precise::default()
        })
        .err()
}

/// Parses a number: `15`, `1.5`.
fn number<'a>(i: Tokens<'a>) -> Parsed<'a, Value> {
    let (rest, found) = token("a number", |token| token.kind == TokenKind::Number)(i)?;
    match fixed_point(found.text, 4) {
        Some(n) => Ok((rest, Value::Number(n))),
        None => too_fine(i, found, "at most four decimals: `1.2345`"),
    }
}

/// Parses a percent: `24%`.
fn percent<'a>(i: Tokens<'a>) -> Parsed<'a, Value> {
    let (rest, found) = token("a percent", |token| token.kind == TokenKind::Percent)(i)?;
    let digits = found.text.trim_end_matches('%').trim_end();
    match fixed_point(digits, 2).and_then(|n| u32::try_from(n).ok()) {
        Some(n) => Ok((rest, Value::Percent(n))),
        None => too_fine(i, found, "at most two decimals: `24.25%`"),
    }
}

/// Parses a date, duration, percent or number.
pub(super) fn literal_value<'a>(i: Tokens<'a>) -> Parsed<'a, (Value, Span)> {
    spanned(alt((map(date, Value::Date), map(duration, Value::Duration), percent, number)))(i)
}

/// Parses a small whole number.
pub(super) fn integer<'a>(expected: &'static str) -> impl Fn(Tokens<'a>) -> Parsed<'a, u32> {
    move |i| {
        let (rest, found) = token(expected, |token| token.kind == TokenKind::Number)(i)?;
        match found.text.parse() {
            Ok(n) => Ok((rest, n)),
            Err(_) => Err(nom::Err::Error(Fail::at(i, "L0110", expected))),
        }
    }
}

/// Parses citations, `[GDPR 46(2)(c); DPO 1]`, or nothing.
pub(super) fn cites<'a>(i: Tokens<'a>) -> Parsed<'a, Vec<Cite>> {
    let list = separated_list1(word(";", "`;`"), cut(cite));
    let close = cut(cite_end);
    let (rest, found) = opt(delimited(word("[", "`[`"), list, close)).parse(i)?;
    Ok((rest, found.unwrap_or_default()))
}

fn cite<'a>(i: Tokens<'a>) -> Parsed<'a, Cite> {
    let pin = token("where in the source", |token| token.kind == TokenKind::Pin);
    let (rest, (source, pin)) = (name("a source and where in it, such as `GDPR 46(2)`"), pin).parse(i)?;
    let cite = Cite { source, pin: unquoted(pin.text).to_owned(), span: i.span_to(rest) };
    Ok((rest, cite))
}

/// Parses the closing `]`. Reports a pinpoint with a space in it, which needs quotes.
fn cite_end<'a>(i: Tokens<'a>) -> Parsed<'a, Span> {
    match (i.first(), i.previous()) {
        (Some(found), Some(before)) if found.kind == TokenKind::Pin => {
            let raw = before.kind == TokenKind::Pin && !before.text.starts_with('"');
            let help = format!("in quotes: `\"{} {}\"`", before.text, found.text);
            let fail = Fail::at(i, "L0138", "`;` or `]`");
            if raw { fail.help(help).err() } else { fail.err() }
        }
        _ => word("]", "`;` or `]`")(i),
    }
}

/// Parses a window, `from 2020-01-01 through 2026-12-31`; either end may be missing.
pub(super) fn window<'a>(i: Tokens<'a>) -> Parsed<'a, WindowDecl> {
    let from = preceded(word("from", "`from`"), cut(date));
    let through = preceded(word("through", "`through`"), cut(date));
    let before = preceded(word("before", "`before`"), cut(date));
    let until = alt((map(through, Until::Through), map(before, Until::Before)));
    let (rest, (from, until)) = (opt(from), opt(until)).parse(i)?;
    let span = match rest.at() > i.at() {
        true => i.span_to(rest),
        false => i.previous().map_or(Span::default(), |token| Span::new(token.span.end, token.span.end)),
    };
    Ok((rest, WindowDecl { from, until, span }))
}

/// Parses an optional keyword and returns whether it was there.
pub(super) fn flag<'a>(keyword: &'static str) -> impl Parser<Tokens<'a>, Output = bool, Error = Fail> {
    map(opt(word(keyword, keyword)), |found| found.is_some())
}
