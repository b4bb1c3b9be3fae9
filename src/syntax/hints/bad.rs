//! Reports tokens that are not of the language.

use super::super::stream::quoted;
use super::super::token::{Token, UNITS};
use super::super::{lexeme, unseen};
use crate::date::Date;
use crate::diag::Diagnostic;

/// Returns whether the token consists of unseen characters only: it is then skipped.
pub(super) fn is_space(token: &Token<'_>) -> bool {
    token.text.chars().all(lexeme::is_unseen)
}

/// Returns the diagnostic for a bad token that no habit explains.
pub(super) fn fault(token: &Token<'_>) -> Diagnostic {
    match token.text.chars().next().unwrap_or(' ') {
        '"' => Diagnostic::error("L0104", token.span, "the text is not closed on its line")
            .help("`\"` at its end; a text cannot hold another `\"`"),
        first if lexeme::is_odd_space(first) => odd_space(token, first),
        first if lexeme::is_unseen(first) => unseen::unseen_char(first, token.span),
        first if first.is_ascii_digit() => number(token),
        '@' => Diagnostic::error("L0103", token.span, "`@` without the id of a party").help("`@acme`"),
        '.' => Diagnostic::error("L0103", token.span, "a dot without a name after it").help("`t.recipient.seat`"),
        first if first.is_alphabetic() => word(token),
        _ => sign(token),
    }
}

fn odd_space(token: &Token<'_>, found: char) -> Diagnostic {
    let message = format!("U+{:04X} is a space of a word processor", found as u32);
    let plain = if found.is_whitespace() { " " } else { "" };
    Diagnostic::error("L0106", token.span, message).help("a plain space").fix(token.span, plain)
}

/// Reports digits that form no number, date or duration.
fn number(token: &Token<'_>) -> Diagnostic {
    let text = token.text;
    let day = text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2;
    if day && text.bytes().all(|b| b.is_ascii_digit() || b == b'-') && Date::parse(text).is_none() {
        let message = format!("there is no day {}", quoted(text));
        return Diagnostic::error("L0108", token.span, message).help("year-month-day: `2026-03-01`");
    }
    let said = Diagnostic::error("L0109", token.span, format!("{} is no number, date or duration", quoted(text)));
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match text.split_at_checked(split) {
        Some((count, unit)) if UNITS.contains(&unit) => {
            let spaced = format!("{count} {unit}");
            said.help(format!("`{spaced}`")).fix(token.span, spaced)
        }
        _ => said.help("`15`, `1.5`, `24%`, `12 months`, `2026-03-01`"),
    }
}

fn word(token: &Token<'_>) -> Diagnostic {
    let message = format!("{} has letters that a name cannot have", quoted(token.text));
    Diagnostic::error("L0103", token.span, message)
        .help("names are made of a to z, A to Z, 0 to 9 and `_`; other letters stand in texts: `\"Données\"`")
}

fn sign(token: &Token<'_>) -> Diagnostic {
    let said = Diagnostic::error("L0103", token.span, format!("{} is not a sign of the language", quoted(token.text)));
    match token.text {
        ";" => said.help("clauses need nothing at their end").fix(token.span, ""),
        "|" => said.help("`or` between conditions, `+` between sets"),
        "%" => said.help("a percent is written `24%`"),
        "-" | "–" | "—" => said.help("`a except b` takes the places of b out of a"),
        _ => said,
    }
}
