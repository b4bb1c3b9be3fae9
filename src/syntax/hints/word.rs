//! Recognises words of other languages, and our words in a wrong position or case.

use super::super::stream::quoted;
use super::super::token::{Token, TokenKind, keyword_in_other_case};
use super::rewrite::{Rewrite, Rewriter, at, draws, instead, is_at, name_at, replaced, span_of};
use crate::diag::Diagnostic;

/// Recognises `is yes`, `== true`, `is not no`: a yes_no fact is a condition on its own.
pub(super) fn yes_no<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (negated, length) = comparison(tokens)?;
    let found = at(tokens, length)?;
    let positive = match found.text {
        "yes" | "true" => !negated,
        "no" | "false" => negated,
        _ => return None,
    };
    let stands_alone = !draws(tokens, length + 1) || found.text != "no";
    let fact = *before.last().filter(|_| before.in_test() && stands_alone)?;
    let spelt = match positive {
        true => fact.text.to_owned(),
        false => format!("not {}", fact.text),
    };
    let span = span_of(tokens, length + 1);
    let said = Diagnostic::error("L0115", span, "a yes_no fact is not compared: it stands for itself");
    let not = instead(&fact, "not");
    let said = match found.text {
        "no" => said.help(format!("`{spelt}`; Norway is `NO`")),
        _ => said.help(format!("`{spelt}`")).fix(fact.span.to(span), spelt),
    };
    Some(Rewrite {
        drop: 1,
        take: length + 1,
        put: match positive {
            true => vec![fact],
            false => vec![not, Token { opens_line: false, ..fact }],
        },
        said: Some(said),
    })
}

/// Returns whether `is`, `is not`, `==`, `!=` or `=` negates, and its number of tokens.
fn comparison(tokens: &[Token<'_>]) -> Option<(bool, usize)> {
    match at(tokens, 0)?.text {
        "is" if is_at(tokens, 0, "is") => match is_at(tokens, 1, "not") {
            true => Some((true, 2)),
            false => Some((false, 1)),
        },
        "=" | "==" | "===" => Some((false, 1)),
        "!=" | "!==" | "≠" | "<>" => Some((true, 1)),
        _ => None,
    }
}

/// Recognises `is not in`, `is in`, `is one of {…}`.
pub(super) fn membership<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "is") {
        return None;
    }
    let not = usize::from(is_at(tokens, 1, "not"));
    let one_of = name_at(tokens, 1 + not) == Some("one") && is_at(tokens, 2 + not, "of");
    let length = match (is_at(tokens, 1 + not, "in"), one_of) {
        (true, _) => 2 + not,
        (_, true) if before.opener != "fact" => 3 + not,
        _ => return None,
    };
    let words: &[&str] = if not == 1 { &["not", "in"] } else { &["in"] };
    let theirs: Vec<_> = tokens.iter().take(length).map(|token| token.text).collect();
    let message = format!("`{}` is written `{}`", theirs.join(" "), words.join(" "));
    replaced(tokens, length, words, ("L0116", message, &words.join(" ")))
}

/// Quantifiers of other languages, and ours.
const QUANTIFIERS: &[(&str, &str)] =
    &[("any", "some"), ("exists", "some"), ("all", "every"), ("each", "every"), ("forall", "every"), ("none", "no")];

fn quantifier_habit(tokens: &[Token<'_>], n: usize) -> Option<(&'static str, &'static str)> {
    let theirs = name_at(tokens, n)?;
    QUANTIFIERS.iter().find(|(word, _)| *word == theirs).copied()
}

pub(super) fn quantifier<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let (theirs, ours) = quantifier_habit(tokens, 0).filter(|_| draws(tokens, 1))?;
    let message = format!("`{theirs}` is written `{ours}`");
    replaced(tokens, 1, &[ours], ("L0114", message, ours))
}

/// Recognises `for all s in`, `for s in`.
pub(super) fn for_each<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    if !is_at(tokens, 0, "for") {
        return None;
    }
    let habit = quantifier_habit(tokens, 1).filter(|_| draws(tokens, 2));
    let length = match habit {
        Some(_) => 2,
        None if draws(tokens, 1) && before.brackets == 0 => 1,
        None => return None,
    };
    let message = match habit {
        Some((theirs, _)) => format!("`for {theirs}` is written `for every`"),
        None => "`for` without `every`".to_owned(),
    };
    replaced(tokens, length, &["for", "every"], ("L0114", message, "for every"))
}

pub(super) fn at_most<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let most = at(tokens, 1).filter(|token| token.is_name() && token.text == "most")?;
    if !is_at(tokens, 0, "at") {
        return None;
    }
    let span = span_of(tokens, 2);
    let first = *at(tokens, 0)?;
    Some(Rewrite {
        drop: 0,
        take: 2,
        put: vec![first, Token { text: "least", ..*most }],
        said: Some(
            Diagnostic::error("L0114", span, "there is no `at most`")
                .help("`not (at least 3 s in storage: …)` says at most two"),
        ),
    })
}

/// Recognises `until 2026-03-01`.
pub(super) fn until<'a>(_: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let day = at(tokens, 1).filter(|token| token.kind == TokenKind::Date)?;
    let word = at(tokens, 0).filter(|token| token.is_name() && token.text == "until")?;
    Some(Rewrite {
        drop: 0,
        take: 1,
        put: vec![instead(word, "through")],
        said: Some(
            Diagnostic::error("L0117", word.span, "`until` leaves open whether its day counts")
                .help(format!("`through {0}` when it does, `before {0}` when it does not", day.text)),
        ),
    })
}

/// Recognises `{se, no}`: the quantifier where Norway is meant.
pub(super) fn norway<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    const BEFORE: &[&str] = &["in", "{", ",", "is", "not", "has", "+", "&", "except", "("];
    let expected = BEFORE.iter().any(|word| before.last_is(word));
    if !is_at(tokens, 0, "no") || !expected || name_at(tokens, 1).is_some() {
        return None;
    }
    let message = "`no` is a quantifier; Norway is `NO`".to_owned();
    let mut found = replaced(tokens, 1, &["no"], ("L0119", message, "NO"))?;
    for token in &mut found.put {
        (token.kind, token.text) = (TokenKind::Place, "NO");
    }
    Some(found)
}

/// Recognises keywords that are not in lower case: `AND`, `Require`.
pub(super) fn other_case<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.is_name())?;
    let keyword = keyword_in_other_case(found.text)?;
    let next = at(tokens, 1)?;
    let operand = match next.kind {
        TokenKind::Keyword | TokenKind::Punctuation => ["(", "{", "in", "not"].iter().any(|word| next.is(word)),
        kind => !matches!(kind, TokenKind::Text | TokenKind::Bad),
    };
    let last = before.last().map(|token| token.kind);
    let after_operand = before.after_operand() && last != Some(TokenKind::Number);
    let meant = match found.text {
        "NOT" => operand,
        _ if found.kind == TokenKind::Place => after_operand && operand && before.braces == 0,
        _ => after_operand || (last == Some(TokenKind::Text) && found.opens_line),
    };
    if !meant {
        return None;
    }
    let message = format!("{} is written `{keyword}`: keywords are lower case", quoted(found.text));
    replaced(tokens, 1, &[keyword], ("L0120", message, keyword))
}

/// Recognises names, places and regions in quotes: `use "gdpr"`, `t.tool is "scc"`, `{"FR"}`.
pub(super) fn quoted_value<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let found = at(tokens, 0).filter(|token| token.kind == TokenKind::Text)?;
    let value = ["use", "is", "not", "has", "in", "{"].iter().any(|word| before.last_is(word));
    let member = before.last_is(",") && before.braces > 0;
    if before.opener == "source" || !(value || member) {
        return None;
    }
    let inner = found.text.trim_matches('"');
    let (kind, text) = match super::super::words::tokens(inner).as_slice() {
        [only] => (only.kind, only.text),
        _ => return None,
    };
    let plain = matches!(kind, TokenKind::Name | TokenKind::Place | TokenKind::Region);
    if !plain || text != inner {
        return None;
    }
    let message = format!("{} stands without quotes", quoted(text));
    let mut rewrite = replaced(tokens, 1, &["in"], ("L0139", message, text))?;
    for token in &mut rewrite.put {
        (token.kind, token.text) = (kind, text);
    }
    Some(rewrite)
}

/// Recognises `data contains health`.
pub(super) fn contains<'a>(before: &Rewriter<'a>, tokens: &[Token<'a>]) -> Option<Rewrite<'a>> {
    let theirs = name_at(tokens, 0).filter(|word| matches!(*word, "contains" | "includes"))?;
    if !before.after_operand() || !at(tokens, 1)?.is_path() {
        return None;
    }
    let message = format!("`{theirs}` is written `has`");
    replaced(tokens, 1, &["has"], ("L0113", message, "has"))
}
