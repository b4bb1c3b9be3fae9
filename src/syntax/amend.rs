//! An amendment: `US leaves adequate on 2027-03-01`.

use super::atom::{date, name, name_or_place, soft, word};
use super::set::member_kind;
use super::stream::{Parsed, Tokens};
use super::token::TokenKind;
use super::tree::Amendment;
use super::{hints, words};
use crate::diag::Diagnostic;
use crate::span::Span;

const FORM: &str = "an amendment such as `US leaves adequate on 2027-03-01`";

/// Parses an amendment: a member that `joins` or `leaves` a set `on` a day.
///
/// # Errors
/// Returns the syntax errors of a text that is no amendment.
pub fn amendment(text: &str) -> Result<Amendment, Vec<Diagnostic>> {
    if text.len() > 1_000 {
        return Err(vec![
            Diagnostic::error("L0190", Span::default(), "the amendment is longer than 1,000 bytes").help(FORM),
        ]);
    }
    let tokens = words::tokens(text);
    let (tokens, habits) = hints::rewrite(text, tokens);
    if !habits.is_empty() {
        return Err(habits);
    }
    let tokens: Vec<_> = tokens.into_iter().filter(|token| token.kind != TokenKind::Comment).collect();
    whole_amendment(&mut Tokens::new(&tokens))
        .map_err(|fail| vec![fail.help(format!("write {FORM}")).diagnostic(&tokens)])
}

fn whole_amendment(i: &mut Tokens<'_>) -> Parsed<Amendment> {
    let member = member_kind(i)?;
    let with = if i.take("with") { Some(name(i, "a list, such as `dpf`")?) } else { None };
    let joins = i.take_soft("joins");
    if !joins {
        soft(i, "leaves", FORM)?;
    }
    let set = name_or_place(i, "the name of a set")?;
    word(i, "on", "`on` and a day")?;
    let on = date(i)?;
    match i.first() {
        None => Ok(Amendment { member, with, joins, set, on }),
        Some(_) => Err(i.fail("L0110", "nothing more")),
    }
}
