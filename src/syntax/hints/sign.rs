//! Signs of other languages: operators, quotes, comments, regions with a colon.

use super::super::lexeme::is_odd_space;
use super::super::token::{Token, TokenKind};
use super::bad;
use super::rewrite::{Rewrite, Rewriter, at, bad_at, is_at, name_at, replaced, span_of};

/// `=` anywhere but after the name of a set or list.
pub(super) fn equals<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "=") {
        return None;
    }
    let word = match (before.definition_word(), before.defined) {
        ("=", false) => return None,
        (word @ ("as" | "is"), false) => word,
        _ if before.after_operand() && !before.after_first_name() => "is",
        _ => return None,
    };
    let message = format!("`=` names sets and lists; here it is `{word}`");
    replaced(tokens, 1, &[word], ("L0113", message, word))
}

/// `EEA - RU`
pub(super) fn minus<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let sign = bad_at(tokens, 0).filter(|text| matches!(*text, "-" | "–" | "—"))?;
    let next = at(tokens, 1)?;
    let set = next.is_path() || next.is("{") || next.is("(");
    let last = before.last()?;
    if !set || !(last.is_path() || last.is("}") || last.is(")")) {
        return None;
    }
    let here = at(tokens, 0)?.span;
    let pad = |tight: bool| if tight { " " } else { "" };
    let fix = format!("{}except{}", pad(last.span.end == here.start), pad(next.span.start == here.end));
    let message = format!("`{sign}` between sets is written `except`");
    replaced(tokens, 1, &["except"], ("L0118", message, &fix))
}

/// Signs of other languages, and what they are here.
const SIGNS: &[(&str, &[&str])] = &[
    ("&&", &["and"]),
    ("∧", &["and"]),
    ("||", &["or"]),
    ("∨", &["or"]),
    ("!", &["not"]),
    ("¬", &["not"]),
    ("==", &["is"]),
    ("===", &["is"]),
    ("!=", &["is", "not"]),
    ("!==", &["is", "not"]),
    ("<>", &["is", "not"]),
    ("≠", &["is", "not"]),
    ("≤", &["<="]),
    ("=<", &["<="]),
    ("≥", &[">="]),
    ("=>", &[">="]),
    ("∈", &["in"]),
    ("∉", &["not", "in"]),
];

pub(super) fn sign<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let theirs = bad_at(tokens, 0)?;
    let (_, ours) = SIGNS.iter().find(|(sign, _)| *sign == theirs)?;
    let words = ours.join(" ");
    let message = format!("`{theirs}` is written `{words}`");
    let tight = at(tokens, 1).is_some_and(|next| next.span.start == span_of(tokens, 1).end);
    let fix = if tight && theirs.len() == 1 { format!("{words} ") } else { words };
    replaced(tokens, 1, ours, ("L0113", message, &fix))
}

/// `aws:eu-west-3`
pub(super) fn colon_region<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let text = bad_at(tokens, 0).filter(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let (provider, id) = text.split_once(':')?;
    region_with_colon(tokens, 1, provider, id)
}

/// `{ovhcloud:GRA}`
pub(super) fn colon_in_braces<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (provider, id) = (name_at(tokens, 0)?, name_at(tokens, 2)?);
    if !is_at(tokens, 1, ":") || before.braces == 0 {
        return None;
    }
    region_with_colon(tokens, 3, provider, id)
}

fn region_with_colon<'a>(tokens: &[Token<'a>], take: usize, provider: &str, id: &'a str) -> Option<Rewrite<'a>> {
    let fix = format!("{provider}/{id}");
    let message = format!("`{provider}:{id}` is written with a slash");
    let mut found = replaced(tokens, take, &["in"], ("L0121", message, &fix))?;
    for token in &mut found.put {
        (token.kind, token.text) = (TokenKind::Region, at(tokens, 0)?.text);
    }
    Some(found)
}

/// `'…'`, `“…”`: a text in other quotes.
pub(super) fn foreign_text<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Bad)?;
    let open = found.text.chars().next().filter(|c| "'‘’“”„«`".contains([*c]))?;
    let inner = found.text.strip_prefix(open)?;
    let text = inner.strip_suffix(|c| "'‘’“”\"»`".contains([c])).unwrap_or(inner);
    let text = text.trim_matches(|c: char| open == '«' && (c == ' ' || is_odd_space(c)));
    let code = if open == '\'' || open == '`' { "L0124" } else { "L0106" };
    let message = format!("a text stands in double quotes, not in `{open}`");
    let spelt = format!("\"{}\"", text.replace('"', ""));
    let mut rewrite = replaced(tokens, 1, &["is"], (code, message, &spelt))?;
    let cited = before.last().is_some_and(|last| in_cites(before, last));
    for token in &mut rewrite.put {
        token.text = text;
        token.kind = if cited { TokenKind::Pin } else { TokenKind::Text };
    }
    Some(rewrite)
}

/// Whether a citation has named its source, and says next where in it.
fn in_cites(before: &Rewriter<'_>, last: &Token<'_>) -> bool {
    let opening = before.out.iter().nth_back(1);
    last.is_name() && opening.is_some_and(|token| token.is("[") || token.is(";"))
}

pub(super) fn foreign_comment<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let text = bad_at(tokens, 0).filter(|text| text.starts_with("//") || text.starts_with("/*"))?;
    let mut said = text.trim_start_matches(['/', '*']);
    while let Some(shorter) = said.strip_suffix("*/") {
        said = shorter;
    }
    let said = said.trim();
    let message = "a comment begins with `#`".to_owned();
    replaced(tokens, 1, &[], ("L0123", message, &format!("# {said}")))
}

/// `24,5 %`
pub(super) fn decimal_comma<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (whole, comma, fraction) = (at(tokens, 0)?, at(tokens, 1)?, at(tokens, 2)?);
    let numbers = whole.kind == TokenKind::Number && matches!(fraction.kind, TokenKind::Number | TokenKind::Percent);
    let tight = whole.span.end == comma.span.start && comma.span.end == fraction.span.start;
    if !numbers || !tight || !comma.is(",") {
        return None;
    }
    let fix = format!("{}.{}", whole.text, fraction.text);
    let message = "decimals follow a dot".to_owned();
    let mut found = replaced(tokens, 3, &["in"], ("L0109", message, &fix))?;
    for token in &mut found.put {
        (token.kind, token.text) = (fraction.kind, fraction.text);
    }
    Some(found)
}

/// Anything else that is not of the language.
pub(super) fn fault<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Bad)?;
    Some(Rewrite {
        drop: 0,
        take: 1,
        put: if bad::is_space(found) { vec![] } else { vec![*found] },
        said: bad::fault(found),
    })
}
