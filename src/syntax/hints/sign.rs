//! Recognises signs of other languages: operators, quotes, comments, regions with a colon.

use super::super::lexeme::is_odd_space;
use super::super::stream::quoted;
use super::super::token::{Token, TokenKind};
use super::bad;
use super::rewrite::{Rewrite, Rewriter, at, bad_at, is_at, name_at, replaced, span_of};
use crate::diag::Diagnostic;
use crate::span::Span;

/// Recognises `=` anywhere but after the name of a set or list.
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

/// Recognises a name with a hyphen: `my-rule`. After a name in capitals, as in `EEA-RU`, a hyphen means `except`,
/// unless the name is just being declared.
pub(super) fn hyphen<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let first = before.last().filter(|first| is_word(first))?;
    let mut end = first.span.end;
    let mut spelt = first.text.to_owned();
    let mut take = 0;
    while let (Some(sign), Some(part)) = (at(tokens, take), at(tokens, take + 1)) {
        let tight = sign.span.start == end && part.span.start == sign.span.end;
        let hyphen = sign.kind == TokenKind::Bad && matches!(sign.text, "-" | "–" | "—");
        let word = is_word(part) || matches!(part.kind, TokenKind::Number | TokenKind::Keyword);
        if !tight || !hyphen || !word {
            break;
        }
        spelt = format!("{spelt}_{}", part.text);
        end = part.span.end;
        take += 2;
    }
    let span = Span::new(first.span.start, end);
    let lower = |text: &str| text.contains(|c: char| c.is_ascii_lowercase());
    let numbered = (0..take / 2).all(|nth| at(tokens, 2 * nth + 1).is_some_and(|part| part.kind == TokenKind::Number));
    let named = before.out.iter().nth_back(1).is_some_and(|word| NAMING.contains(&word.text));
    if take == 0 || !(lower(first.text) || numbered || (named && lower(&spelt))) {
        return None;
    }
    let said =
        Diagnostic::error("L0103", span, format!("{} has a hyphen, which no name has", quoted(span.of(before.source))))
            .help(if named || spelt.contains(['.']) {
                format!("`{spelt}`")
            } else {
                format!("`{spelt}`; between sets `a except b`, a region is provider/id")
            })
            .fix(span, spelt);
    let name = Token { kind: TokenKind::Name, text: span.of(before.source), span, opens_line: first.opens_line };
    Some(Rewrite { drop: 1, take, put: vec![name], said: Some(said) })
}

/// Words that are followed by a name.
const NAMING: &[&str] = &["source", "set", "list", "define", "use", "policy", "rule", "exception", "claim", "part"];

/// Returns whether a token could be a part of a name.
fn is_word(token: &Token<'_>) -> bool {
    token.is_path() && !token.text.contains(['-'])
}

/// Recognises a minus between sets: `EEA - RU`.
pub(super) fn minus<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let sign = bad_at(tokens, 0).filter(|text| matches!(*text, "-" | "–" | "—"))?;
    let next = at(tokens, 1)?;
    let set = next.is_path() || next.is("{") || next.is("(");
    let last = before.last()?;
    if !set || !(last.is_path() || last.is("}") || last.is(")")) {
        return None;
    }
    let minus = at(tokens, 0)?.span;
    let pad = |tight: bool| if tight { " " } else { "" };
    let fix = format!("{}except{}", pad(last.span.end == minus.start), pad(next.span.start == minus.end));
    let message = format!("`{sign}` between sets is written `except`");
    replaced(tokens, 1, &["except"], ("L0118", message, &fix))
}

/// Recognises a region without its provider: `{eu-west-3}`, `is eu-west-3`, `in eu-west-3`. The name check lists the
/// candidates.
pub(super) fn bare_region<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let first = at(tokens, 0).filter(|token| token.is_path() || token.kind == TokenKind::Keyword)?;
    let take = hyphenated(tokens);
    let span = span_of(tokens, take);
    let text = span.of(before.source);
    let small = text.contains(|c: char| c.is_ascii_lowercase());
    let listed = before.braces > 0 && (before.last_is("{") || before.last_is(","));
    let compared = before.last_is("is") || before.last_is("not");
    let set = ["in", "=", "+", "&", "except"].iter().any(|word| before.last_is(word));
    let numbered = text.contains(|c: char| c.is_ascii_digit());
    let meant = if set { numbered } else { listed || compared };
    let named = before.opener == "define" && !before.defined;
    if take < 3 || !small || first.text.contains(['.']) || !meant || named {
        return None;
    }
    let region = Token { kind: TokenKind::Region, text, span, opens_line: first.opens_line };
    let brace = |sign| Token { kind: TokenKind::Punctuation, text: sign, ..region };
    let put = if set { vec![brace("{"), region, brace("}")] } else { vec![region] };
    Some(Rewrite { drop: 0, take, put, said: None })
}

/// Counts the tokens from the first on that form one word with hyphens, without space between them.
fn hyphenated(tokens: &[Token<'_>]) -> usize {
    let mut take = 1;
    while let (Some(last), Some(hyphen), Some(next)) = (at(tokens, take - 1), at(tokens, take), at(tokens, take + 1)) {
        let tight = last.span.end == hyphen.span.start && hyphen.span.end == next.span.start;
        let word = next.text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if hyphen.kind != TokenKind::Bad || hyphen.text != "-" || !tight || !word {
            break;
        }
        take += 2;
    }
    take
}

/// Signs of other languages, and ours.
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

/// Recognises `aws:eu-west-3`.
pub(super) fn colon_region<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let text = bad_at(tokens, 0).filter(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let (provider, id) = text.split_once(':')?;
    region_with_colon(tokens, 1, provider, id)
}

/// Recognises `{ovhcloud:GRA}`.
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

/// Recognises a text in other quotes: `'…'`, `“…”`.
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

/// Returns whether a citation has named its source and its pinpoint comes next.
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

/// Recognises a decimal comma: `24,5 %`.
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

/// Reports any other token that is not of the language.
pub(super) fn fault<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Bad)?;
    Some(Rewrite {
        drop: 0,
        take: 1,
        put: if bad::is_space(found) { vec![] } else { vec![*found] },
        said: Some(bad::fault(found)),
    })
}
