//! Parses conditions.

use super::atom::{
    DATE, cites, date, duration, integer, is_value, literal, literal_value, name, name_or_place, path, soft, word,
};
use super::set::set_expr;
use super::stream::{Fail, Parsed, Precise, Tokens, quoted};
use super::token::TokenKind;
use super::tree::{
    Compare, Cond, CondKind, Left, Name, On, Order, OrderTerm, Quantified, Quantifier, SetExpr, Term, Test, Total,
};
use crate::span::Span;

const COND: &str = "a condition, such as `s.place in EEA`";

/// Parses a condition: a quantifier alone, or operands joined by one of `and` and `or`.
pub(super) fn cond(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let depth = i.deeper()?;
    let found = if quantifier_at(i) { lone_quantified(i)? } else { chain(i)? };
    i.back_to(depth);
    Ok(found)
}

fn connective_at(i: &Tokens<'_>) -> Option<&'static str> {
    ["and", "or"].into_iter().find(|word| i.is_at(word))
}

fn chain(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let start = i.at();
    let first = operand(i)?;
    let Some(connective) = connective_at(i) else { return Ok(first) };
    let mut operands = vec![first];
    while i.take(connective) {
        operands.push(operand(i)?);
    }
    match connective_at(i) {
        Some(other) => Err(mixed(i, connective, other)),
        None => Ok(joined(connective, operands, i.span_from(start))),
    }
}

/// Joins operands into one condition, and flattens operands of the same kind that have no citation.
fn joined(connective: &str, operands: Vec<Cond>, span: Span) -> Cond {
    let all = connective == "and";
    let mut flat = vec![];
    for operand in operands {
        match operand.kind {
            CondKind::And(inner) if all && operand.cites.is_empty() => flat.extend(inner),
            CondKind::Or(inner) if !all && operand.cites.is_empty() => flat.extend(inner),
            kind => flat.push(Cond { kind, ..operand }),
        }
    }
    uncited(if all { CondKind::And(flat) } else { CondKind::Or(flat) }, span)
}

fn mixed(i: &Tokens<'_>, before: &str, after: &str) -> Fail {
    i.fail("L0125", "brackets").precisely(Precise {
        span: i.first().map(|token| token.span),
        message: "`and` and `or` beside each other need brackets".into(),
        help: Some(format!("`(a {before} b) {after} c` or `a {before} (b {after} c)`")),
        ..Precise::default()
    })
}

/// Returns whether a quantifier begins here.
fn quantifier_at(i: &Tokens<'_>) -> bool {
    matches!(i.keyword(), "every" | "some" | "no" | "at")
}

fn lone_quantified(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let found = quantified(i)?;
    match connective_at(i) {
        Some(_) => Err(beside(i)),
        None => Ok(found),
    }
}

fn beside(i: &Tokens<'_>) -> Fail {
    i.fail("L0126", "brackets").precisely(Precise {
        span: i.first().map(|token| token.span),
        message: "a quantifier beside others needs brackets".into(),
        help: Some("`(some s in storage: s in EEA) and …`, or `some s in storage: (… and …)`".into()),
        ..Precise::default()
    })
}

fn quantifier(i: &mut Tokens<'_>) -> Parsed<Quantifier> {
    if i.take("every") {
        return Ok(Quantifier::Every);
    }
    if i.take("some") {
        return Ok(Quantifier::Some);
    }
    if i.take("no") {
        return Ok(Quantifier::No);
    }
    word(i, "at", "`at least`")?;
    soft(i, "least", "`least`")?;
    integer(i, "a whole number").map(Quantifier::AtLeast)
}

/// Parses the range of a variable: `NAME in set_expr [where cond]`.
fn variable_range(i: &mut Tokens<'_>) -> Parsed<(Name, SetExpr, Option<Cond>)> {
    let var = name(i, "the name of the variable")?;
    word(i, "in", "`in`")?;
    let from = set_expr(i)?;
    let filter = if i.take("where") { Some(cond(i)?) } else { None };
    Ok((var, from, filter))
}

fn quantified(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let start = i.at();
    let quantifier = quantifier(i)?;
    let (var, from, filter) = variable_range(i)?;
    let colon = match filter {
        Some(_) => "`:` and what is said of each",
        None => "`where`, or `:` and what is said of each",
    };
    word(i, ":", colon)?;
    let body = operand(i)?;
    let quantified = Box::new(Quantified { quantifier, var, from, filter, body });
    Ok(uncited(CondKind::Quantified(quantified), i.span_from(start)))
}

fn uncited(kind: CondKind, span: Span) -> Cond {
    Cond { kind, cites: vec![], span }
}

fn operand(i: &mut Tokens<'_>) -> Parsed<Cond> {
    if i.is_at("not") {
        negated(i)
    } else if i.is_at("(") {
        bracketed(i)
    } else if quantifier_at(i) {
        Err(beside(i))
    } else {
        compared(i)
    }
}

fn negated(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let (start, depth) = (i.at(), i.deeper()?);
    i.skip();
    let inner = operand(i)?;
    i.back_to(depth);
    Ok(uncited(CondKind::Not(Box::new(inner)), i.span_from(start)))
}

fn bracketed(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let start = i.at();
    i.skip();
    let mut inner = cond(i)?;
    word(i, ")", "`)`, `and` or `or`")?;
    inner.cites.extend(cites(i)?);
    inner.span = i.span_from(start);
    Ok(inner)
}

fn compared(i: &mut Tokens<'_>) -> Parsed<Cond> {
    let start = i.at();
    let (left, test, cites) = (left(i)?, test(i)?, cites(i)?);
    Ok(Cond { kind: CondKind::Compare(Compare { left, test }), cites, span: i.span_from(start) })
}

fn left(i: &mut Tokens<'_>) -> Parsed<Left> {
    if i.is_at("total") {
        return total(i).map(Left::Total);
    }
    match i.first() {
        Some(token) if is_no_fact(token.kind) => Err(i.fail("L0137", "a fact").precisely(Precise {
            span: Some(token.span),
            message: format!("the fact comes first, {} after it", quoted(token.text)),
            help: Some("`h.capital <= 24%`, `s.region is aws/eu-west-3`".into()),
            ..Precise::default()
        })),
        _ => path(i, COND).map(Left::Path),
    }
}

fn is_no_fact(kind: TokenKind) -> bool {
    use TokenKind::{Date, Number, Party, Percent, Region, Text};
    matches!(kind, Date | Number | Party | Percent | Region | Text)
}

fn total(i: &mut Tokens<'_>) -> Parsed<Box<Total>> {
    let start = i.at();
    i.skip();
    word(i, "(", "`(`")?;
    let share = path(i, "the share to add up, such as `h.capital`")?;
    word(i, "for", "`for`")?;
    let (var, from, filter) = variable_range(i)?;
    let close = match filter {
        Some(_) => "`)`, `and` or `or`",
        None => "`)` or `where`",
    };
    word(i, ")", close)?;
    Ok(Box::new(Total { share, var, from, filter, span: i.span_from(start) }))
}

/// Parses the test of a fact, or nothing where none begins.
fn test(i: &mut Tokens<'_>) -> Parsed<Option<Test>> {
    let sign = i.keyword();
    let before = *i;
    i.skip();
    Ok(Some(match sign {
        "is" => Test::Is { not: i.take("not"), term: term(i)? },
        "not" => {
            word(i, "in", "`in`")?;
            within_set(i, true)?
        }
        "in" => within_set(i, false)?,
        "has" => Test::Has(name_or_place(i, "what the set has, such as `health`")?),
        "<=" => Test::Order(Order::LessOrEqual, order_term(i)?),
        ">=" => Test::Order(Order::GreaterOrEqual, order_term(i)?),
        "<" => Test::Order(Order::Less, order_term(i)?),
        ">" => Test::Order(Order::Greater, order_term(i)?),
        "within" => {
            let start = i.at();
            let length = duration(i)?;
            Test::Within(length, i.span_from(start))
        }
        _ => {
            *i = before;
            return Ok(None);
        }
    }))
}

fn term(i: &mut Tokens<'_>) -> Parsed<Term> {
    const TERM: &str = "a name, a place, a region, a party or a value";
    Ok(match i.kind() {
        Some(TokenKind::Region) => Term::Region(literal(i, TokenKind::Region, TERM)?),
        Some(TokenKind::Party) => Term::Party(literal(i, TokenKind::Party, TERM)?),
        _ if is_value(i) => {
            let (value, span) = literal_value(i)?;
            Term::Value(value, span)
        }
        _ => Term::Ref(path(i, TERM)?),
    })
}

/// Parses the set after `in`, and on whose lists or on which day it is meant.
fn within_set(i: &mut Tokens<'_>, not: bool) -> Parsed<Test> {
    let set = set_expr(i)?;
    let with =
        if i.take("with") { Some(path(i, "the fact with the lists, such as `t.recipient.listed`")?) } else { None };
    let on = if i.take("on") { Some(on(i)?) } else { None };
    Ok(Test::In { not, set, with, on })
}

fn on(i: &mut Tokens<'_>) -> Parsed<On> {
    if i.kind() != Some(TokenKind::Date) {
        return path(i, DATE).map(On::Path);
    }
    let start = i.at();
    let day = date(i)?;
    Ok(On::Date(day, i.span_from(start)))
}

fn order_term(i: &mut Tokens<'_>) -> Parsed<OrderTerm> {
    if !is_value(i) {
        return path(i, DATE).map(OrderTerm::Path);
    }
    let (value, span) = literal_value(i)?;
    Ok(OrderTerm::Value(value, span))
}
