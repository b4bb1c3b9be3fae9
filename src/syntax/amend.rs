//! An amendment: `US leaves adequate on 2027-03-01`.

use super::atom::{date, name, name_or_place, soft, word};
use super::set::member_kind;
use super::stream::{Fail, Parsed, Tokens};
use super::token::TokenKind;
use super::tree::Amendment;
use super::{hints, words};
use crate::diag::Diagnostic;
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, opt, value};
use nom::sequence::preceded;

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
    match whole_amendment(Tokens::new(&tokens)) {
        Ok((_, amendment)) => Ok(amendment),
        Err(nom::Err::Error(fail) | nom::Err::Failure(fail)) => {
            Err(vec![fail.help(format!("write {FORM}")).diagnostic(&tokens)])
        }
        Err(nom::Err::Incomplete(_)) => Err(vec![]),
    }
}

fn whole_amendment(i: Tokens<'_>) -> Parsed<'_, Amendment> {
    let with = opt(preceded(word("with", "`with`"), cut(name("a list, such as `dpf`"))));
    let verb = alt((value(true, soft("joins", FORM)), value(false, soft("leaves", "`joins` or `leaves`"))));
    let on = preceded(word("on", "`on` and a day"), date);
    let (rest, (member, with, joins, set, on)) =
        (member_kind, with, verb, name_or_place("the name of a set"), on).parse(i)?;
    match rest.first() {
        None => Ok((rest, Amendment { member, with, joins, set, on })),
        Some(_) => Fail::at(rest, "L0110", "nothing more").err(),
    }
}
