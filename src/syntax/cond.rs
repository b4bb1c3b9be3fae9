//! Parses conditions.

use super::atom::{
    cites, date, duration, flag, integer, literal, literal_value, name, name_or_place, path, soft, spanned, word,
};
use super::set::set_expr;
use super::stream::{Fail, Parsed, Precise, Tokens, firm, quoted};
use super::token::TokenKind;
use super::tree::{
    Compare, Cond, CondKind, Left, Name, On, Order, OrderTerm, Quantified, Quantifier, SetExpr, Term, Test, Total,
};
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};

use nom::sequence::preceded;

const COND: &str = "a condition, such as `s.place in EEA`";

/// Parses a condition: a quantifier alone, or operands joined by one of `and` and `or`.
pub(super) fn cond<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let inner = i.deeper()?;
    let (rest, found) = match quantifier_at(i) {
        true => lone_quantified(inner)?,
        false => chain(inner)?,
    };
    Ok((rest.as_deep_as(i), found))
}

fn connective_at(i: Tokens<'_>) -> Option<&'static str> {
    ["and", "or"].into_iter().find(|word| i.is_at(word))
}

fn chain<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (mut rest, first) = operand(i)?;
    let Some(connective) = connective_at(rest) else {
        return Ok((rest, first));
    };
    let mut operands = vec![first];
    while rest.is_at(connective) {
        let (after, next) = firm(operand(rest.skip()))?;
        operands.push(next);
        rest = after;
    }
    match connective_at(rest) {
        Some(other) => mixed(rest, connective, other),
        None => Ok((rest, joined(connective, operands, i, rest))),
    }
}

/// Joins operands into one condition, and flattens operands of the same kind that have no citation.
fn joined<'a>(connective: &str, operands: Vec<Cond>, i: Tokens<'a>, rest: Tokens<'a>) -> Cond {
    let all = connective == "and";
    let mut flat = vec![];
    for operand in operands {
        match operand.kind {
            CondKind::And(inner) if all && operand.cites.is_empty() => flat.extend(inner),
            CondKind::Or(inner) if !all && operand.cites.is_empty() => flat.extend(inner),
            kind => flat.push(Cond { kind, ..operand }),
        }
    }
    Cond {
        kind: match all {
            true => CondKind::And(flat),
            false => CondKind::Or(flat),
        },
        cites: vec![],
        span: i.span_to(rest),
    }
}

fn mixed<'a, T>(i: Tokens<'a>, before: &str, after: &str) -> Parsed<'a, T> {
    Fail::at(i, "L0125", "brackets")
        .precisely(Precise {
            span: i.first().map(|token| token.span),
            message: "`and` and `or` beside each other need brackets".into(),
            help: Some(format!("`(a {before} b) {after} c` or `a {before} (b {after} c)`")),
            ..Precise::default()
        })
        .err()
}

/// Returns whether a quantifier begins here.
fn quantifier_at(i: Tokens<'_>) -> bool {
    i.is_at("every") || i.is_at("some") || i.is_at("no") || i.is_at("at")
}

fn lone_quantified<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (rest, found) = quantified(i)?;
    match connective_at(rest) {
        Some(_) => beside(rest),
        None => Ok((rest, found)),
    }
}

fn beside<'a, T>(i: Tokens<'a>) -> Parsed<'a, T> {
    Fail::at(i, "L0126", "brackets")
        .precisely(Precise {
            span: i.first().map(|token| token.span),
            message: "a quantifier beside others needs brackets".into(),
            help: Some("`(some s in storage: s in EEA) and …`, or `some s in storage: (… and …)`".into()),
            ..Precise::default()
        })
        .err()
}

fn quantifier<'a>(i: Tokens<'a>) -> Parsed<'a, Quantifier> {
    let least = (word("at", "`at least`"), cut(soft("least", "`least`")));
    alt((
        value(Quantifier::Every, word("every", "`every`")),
        value(Quantifier::Some, word("some", "`some`")),
        value(Quantifier::No, word("no", "`no`")),
        map(preceded(least, cut(integer("a whole number"))), Quantifier::AtLeast),
    ))
    .parse(i)
}

/// Parses the range of a variable: `NAME in set_expr [where cond]`.
fn variable_range<'a>(i: Tokens<'a>) -> Parsed<'a, (Name, SetExpr, Option<Cond>)> {
    let (rest, var) = name("the name of the variable")(i)?;
    let (rest, _) = word("in", "`in`")(rest)?;
    let (rest, from) = set_expr(rest)?;
    if !rest.is_at("where") {
        return Ok((rest, (var, from, None)));
    }
    let (rest, filter) = firm(cond(rest.skip()))?;
    Ok((rest, (var, from, Some(filter))))
}

fn quantified<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (rest, quantifier) = quantifier(i)?;
    let (rest, (var, from, filter)) = firm(variable_range(rest))?;
    let colon = match filter {
        Some(_) => "`:` and what is said of each",
        None => "`where`, or `:` and what is said of each",
    };
    let (rest, _) = firm(word(":", colon)(rest))?;
    let (rest, body) = firm(operand(rest))?;
    let quantified = Box::new(Quantified { quantifier, var, from, filter, body });
    Ok((rest, uncited(CondKind::Quantified(quantified), i.span_to(rest))))
}

fn uncited(kind: CondKind, span: Span) -> Cond {
    Cond { kind, cites: vec![], span }
}

fn operand<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    if i.is_at("not") {
        negated(i)
    } else if i.is_at("(") {
        bracketed(i)
    } else if quantifier_at(i) {
        beside(i)
    } else {
        compared(i)
    }
}

fn negated<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (rest, inner) = firm(operand(i.deeper()?.skip()))?;
    let rest = rest.as_deep_as(i);
    Ok((rest, uncited(CondKind::Not(Box::new(inner)), i.span_to(rest))))
}

fn bracketed<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (rest, mut inner) = firm(cond(i.skip()))?;
    let (rest, _) = firm(word(")", "`)`, `and` or `or`")(rest))?;
    let (rest, cites) = cites(rest)?;
    inner.cites.extend(cites);
    inner.span = i.span_to(rest);
    Ok((rest, inner))
}

fn compared<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let (rest, left) = left(i)?;
    let (rest, test) = opt(test).parse(rest)?;
    let (rest, cites) = cites(rest)?;
    let cond = Cond { kind: CondKind::Compare(Compare { left, test }), cites, span: i.span_to(rest) };
    Ok((rest, cond))
}

fn left<'a>(i: Tokens<'a>) -> Parsed<'a, Left> {
    if i.is_at("total") {
        let (rest, total) = firm(total(i))?;
        return Ok((rest, Left::Total(total)));
    }
    match i.first() {
        Some(token) if is_value(token.kind) => Fail::at(i, "L0137", "a fact")
            .precisely(Precise {
                span: Some(token.span),
                message: format!("the fact comes first, {} after it", quoted(token.text)),
                help: Some("`h.capital <= 24%`, `s.region is aws/eu-west-3`".into()),
                ..Precise::default()
            })
            .err(),
        _ => map(path(COND), Left::Path).parse(i),
    }
}

fn is_value(kind: TokenKind) -> bool {
    use TokenKind::{Date, Number, Party, Percent, Region, Text};
    matches!(kind, Date | Number | Party | Percent | Region | Text)
}

fn total<'a>(i: Tokens<'a>) -> Parsed<'a, Box<Total>> {
    let (rest, _) = word("(", "`(`")(i.skip())?;
    let (rest, share) = path("the share to add up, such as `h.capital`")(rest)?;
    let (rest, _) = word("for", "`for`")(rest)?;
    let (rest, (var, from, filter)) = variable_range(rest)?;
    let close = match filter {
        Some(_) => "`)`, `and` or `or`",
        None => "`)` or `where`",
    };
    let (rest, _) = word(")", close)(rest)?;
    let total = Total { share, var, from, filter, span: i.span_to(rest) };
    Ok((rest, Box::new(total)))
}

fn test<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    alt((is, within_set, has, order, within)).parse(i)
}

fn is<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    map(preceded(word("is", "`is`"), cut((flag("not"), term))), |(not, term)| Test::Is { not, term }).parse(i)
}

fn term<'a>(i: Tokens<'a>) -> Parsed<'a, Term> {
    const TERM: &str = "a name, a place, a region, a party or a value";
    alt((
        map(literal(TokenKind::Region, TERM), Term::Region),
        map(literal(TokenKind::Party, TERM), Term::Party),
        map(literal_value, |(value, span)| Term::Value(value, span)),
        map(path(TERM), Term::Ref),
    ))
    .parse(i)
}

fn within_set<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    let operator =
        alt((value(true, (word("not", "`not`"), cut(word("in", "`in`")))), value(false, word("in", "`in`"))));
    let with = preceded(word("with", "`with`"), cut(path("the fact with the lists, such as `t.recipient.listed`")));
    let day = preceded(word("on", "`on`"), cut(on));
    let parts = (operator, cut(set_expr), opt(with), opt(day));
    map(parts, |(not, set, with, on)| Test::In { not, set, with, on }).parse(i)
}

fn on<'a>(i: Tokens<'a>) -> Parsed<'a, On> {
    const DAY: &str = "a date or a fact that states one";
    alt((map(spanned(date), |(date, span)| On::Date(date, span)), map(path(DAY), On::Path))).parse(i)
}

fn has<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    let member = name_or_place("what the set has, such as `health`");
    map(preceded(word("has", "`has`"), cut(member)), Test::Has).parse(i)
}

fn order<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    let sign = alt((
        value(Order::LessOrEqual, word("<=", "`<=`")),
        value(Order::GreaterOrEqual, word(">=", "`>=`")),
        value(Order::Less, word("<", "`<`")),
        value(Order::Greater, word(">", "`>`")),
    ));
    let term = alt((
        map(literal_value, |(value, span)| OrderTerm::Value(value, span)),
        map(path("a value or a fact"), OrderTerm::Path),
    ));
    map((sign, cut(term)), |(order, term)| Test::Order(order, term)).parse(i)
}

/// Parses `within 12 months`. A bare `within` belongs to the clause around it.
fn within<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    let length = cut(spanned(duration));
    map(preceded(word("within", "`within`"), length), |(d, span)| Test::Within(d, span)).parse(i)
}
