//! Parses the smallest parts of a clause: keywords, names, values, citations, windows.

use super::stream::{Fail, Parsed, Precise, Tokens, quoted};
use super::token::{Token, TokenKind};
use super::tree::{Cite, Name, Path, Text, Until, Value, WindowDecl};
use crate::date::{Date, Duration};
use crate::span::Span;

/// Parses this keyword or sign.
pub(super) fn word(i: &mut Tokens<'_>, word: &str, expected: &'static str) -> Parsed<()> {
    if i.take(word) { Ok(()) } else { Err(i.fail("L0110", expected)) }
}

/// Parses a word that is a keyword only in this position, such as `least`.
pub(super) fn soft(i: &mut Tokens<'_>, word: &str, expected: &'static str) -> Parsed<()> {
    if i.take_soft(word) { Ok(()) } else { Err(i.fail("L0110", expected)) }
}

/// Parses a token of this kind.
fn of_kind<'a>(i: &mut Tokens<'a>, kind: TokenKind, expected: &'static str) -> Parsed<&'a Token<'a>> {
    let found = i.first().filter(|token| token.kind == kind).ok_or_else(|| i.fail("L0110", expected))?;
    i.skip();
    Ok(found)
}

/// Parses parts between which a keyword or sign stands.
pub(super) fn list<'a, T>(i: &mut Tokens<'a>, between: &str, part: fn(&mut Tokens<'a>) -> Parsed<T>) -> Parsed<Vec<T>> {
    let mut parts = vec![part(i)?];
    while i.take(between) {
        parts.push(part(i)?);
    }
    Ok(parts)
}

fn to_name(token: &Token<'_>) -> Name {
    Name { text: token.text.to_owned(), span: token.span }
}

/// Returns the failure for a token that is no name, such as a keyword.
fn no_name(i: &Tokens<'_>, expected: &'static str) -> Fail {
    let fail = |code| i.fail(code, expected);
    match i.first() {
        Some(found) if found.kind == TokenKind::Keyword && !found.opens_line => fail("L0112").precisely(Precise {
            message: format!("{} is a word of the language and cannot be a name", quoted(found.text)),
            help: Some(format!("another name, such as `{}_`", found.text)),
            ..Precise::default()
        }),
        Some(found) if found.is_path() => {
            fail("L0110").help(format!("one name without dots or dashes; {} is more than that", quoted(found.text)))
        }
        _ => fail("L0110"),
    }
}

/// Parses a token that `accept` takes for a name.
fn named<'a>(i: &mut Tokens<'a>, expected: &'static str, accept: fn(&Token<'a>) -> bool) -> Parsed<&'a Token<'a>> {
    let found = i.first().filter(|token| accept(token)).ok_or_else(|| no_name(i, expected))?;
    i.skip();
    Ok(found)
}

/// Parses a single name.
pub(super) fn name(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<Name> {
    named(i, expected, |token| token.is_name()).map(to_name)
}

/// Parses a name or a place such as `PT-20`.
pub(super) fn name_or_place(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<Name> {
    named(i, expected, |token| token.is_path() && !token.text.contains(['.'])).map(to_name)
}

/// Parses a token of this kind as a name: a region or a party.
pub(super) fn literal(i: &mut Tokens<'_>, kind: TokenKind, expected: &'static str) -> Parsed<Name> {
    of_kind(i, kind, expected).map(to_name)
}

/// Parses the key of a vendor: a name, or with other signs `@acme-cloud`.
pub(super) fn key(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<Name> {
    named(i, expected, |token| token.kind == TokenKind::Party || token.is_name()).map(to_name)
}

/// Parses names joined by dots, or a place.
pub(super) fn path(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<Path> {
    named(i, expected, |token| token.is_path()).map(to_path)
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
pub(super) fn text(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<Text> {
    let token = of_kind(i, TokenKind::Text, expected)?;
    Ok(Text { text: unquoted(token.text).to_owned(), span: token.span })
}

/// Said where a date is missing.
pub(super) const DATE: &str = "a date such as `2026-03-01`";

/// Parses a date.
pub(super) fn date(i: &mut Tokens<'_>) -> Parsed<Date> {
    let at = *i;
    let found = of_kind(i, TokenKind::Date, DATE)?;
    Date::parse(found.text).ok_or_else(|| at.fail("L0108", DATE))
}

/// Parses a whole number and a unit: `12 months`.
pub(super) fn duration(i: &mut Tokens<'_>) -> Parsed<Duration> {
    const DURATION: &str = "a duration such as `12 months`";
    let at = *i;
    let count = of_kind(i, TokenKind::Number, DURATION)?;
    let unit = of_kind(i, TokenKind::DurationUnit, DURATION)?;
    let whole = count.text.parse().ok();
    whole.and_then(|count| Duration::of(count, unit.text)).ok_or_else(|| {
        at.fail("L0109", DURATION).precisely(Precise {
            message: format!("{} is no count of {}", quoted(count.text), unit.text),
            help: Some("a whole number up to 9999: `18 months`".into()),
            ..Precise::default()
        })
    })
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
fn too_fine(i: &Tokens<'_>, found: &Token<'_>, limit: &str) -> Fail {
    i.fail("L0109", "a value").precisely(Precise {
        message: format!("{} has too many digits", quoted(found.text)),
        help: Some(limit.into()),
        ..Precise::default()
    })
}

/// Parses a number: `15`, `1.5`.
fn number(i: &mut Tokens<'_>) -> Parsed<Value> {
    let at = *i;
    let found = of_kind(i, TokenKind::Number, "a number")?;
    let number = fixed_point(found.text, 4);
    number.map(Value::Number).ok_or_else(|| too_fine(&at, found, "at most four decimals: `1.2345`"))
}

/// Parses a percent: `24%`.
fn percent(i: &mut Tokens<'_>) -> Parsed<Value> {
    let at = *i;
    let found = of_kind(i, TokenKind::Percent, "a percent")?;
    let digits = found.text.trim_end_matches('%').trim_end();
    let percent = fixed_point(digits, 2).and_then(|n| u32::try_from(n).ok());
    percent.map(Value::Percent).ok_or_else(|| too_fine(&at, found, "at most two decimals: `24.25%`"))
}

/// Returns whether the next token begins a date, duration, percent or number.
pub(super) fn is_value(i: &Tokens<'_>) -> bool {
    matches!(i.kind(), Some(TokenKind::Date | TokenKind::Number | TokenKind::Percent))
}

/// Parses a date, duration, percent or number.
pub(super) fn literal_value(i: &mut Tokens<'_>) -> Parsed<(Value, Span)> {
    let start = i.at();
    let value = match i.kind() {
        Some(TokenKind::Number) if i.ahead(1).is_some_and(|token| token.kind == TokenKind::DurationUnit) => {
            Value::Duration(duration(i)?)
        }
        Some(TokenKind::Number) => number(i)?,
        Some(TokenKind::Percent) => percent(i)?,
        _ => Value::Date(date(i)?),
    };
    Ok((value, i.span_from(start)))
}

/// Parses a small whole number.
pub(super) fn integer(i: &mut Tokens<'_>, expected: &'static str) -> Parsed<u32> {
    let at = *i;
    let found = of_kind(i, TokenKind::Number, expected)?;
    found.text.parse().map_err(|_| at.fail("L0110", expected))
}

/// Parses citations, `[GDPR 46(2)(c); DPO 1]`, or nothing.
pub(super) fn cites(i: &mut Tokens<'_>) -> Parsed<Vec<Cite>> {
    if !i.take("[") {
        return Ok(vec![]);
    }
    let cites = list(i, ";", cite)?;
    cite_end(i)?;
    Ok(cites)
}

fn cite(i: &mut Tokens<'_>) -> Parsed<Cite> {
    let start = i.at();
    let source = name(i, "a source and where in it, such as `GDPR 46(2)`")?;
    let pin = of_kind(i, TokenKind::Pin, "where in the source")?;
    Ok(Cite { source, pin: unquoted(pin.text).to_owned(), span: i.span_from(start) })
}

/// Parses the closing `]`. Reports a pinpoint with a space in it, which needs quotes.
fn cite_end(i: &mut Tokens<'_>) -> Parsed<()> {
    match (i.first(), i.previous()) {
        (Some(found), Some(before)) if found.kind == TokenKind::Pin => {
            let raw = before.kind == TokenKind::Pin && !before.text.starts_with('"');
            let help = format!("in quotes: `\"{} {}\"`", before.text, found.text);
            let fail = i.fail("L0138", "`;` or `]`");
            Err(if raw { fail.help(help) } else { fail })
        }
        _ => word(i, "]", "`;` or `]`"),
    }
}

/// Parses a window, `from 2020-01-01 through 2026-12-31`; either end may be missing.
pub(super) fn window(i: &mut Tokens<'_>) -> Parsed<WindowDecl> {
    let start = i.at();
    let from = if i.take("from") { Some(date(i)?) } else { None };
    let until = if i.take("through") {
        Some(Until::Through(date(i)?))
    } else if i.take("before") {
        Some(Until::Before(date(i)?))
    } else {
        None
    };
    let span = match i.at() > start {
        true => i.span_from(start),
        false => i.previous().map_or(Span::default(), |token| Span::new(token.span.end, token.span.end)),
    };
    Ok(WindowDecl { from, until, span })
}
