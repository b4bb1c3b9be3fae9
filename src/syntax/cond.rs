//! Conditions.

use super::atom::{
    cites, date, duration, flag, integer, literal, literal_value, name, name_or_place, path, soft, spanned, word,
};
use super::set::set_expr;
use super::stream::{Fail, Parsed, Precise, Tokens, quoted};
use super::token::TokenKind;
use super::tree::{Compare, Cond, CondKind, Left, On, Order, OrderTerm, Quantified, Quantifier, Term, Test, Total};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, terminated};

const COND: &str = "a condition, such as `s.place in EEA`";

/// A condition: a quantifier alone, or operands joined by one of `and` and `or`.
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
    let (rest, first) = operand(i)?;
    let Some(connective) = connective_at(rest) else {
        return Ok((rest, first));
    };
    let next = preceded(word(connective, connective), cut(operand));
    let (rest, others) = many0(next).parse(rest)?;
    if let Some(other) = connective_at(rest) {
        return mixed(rest, connective, other);
    }
    let operands = std::iter::once(first).chain(others);
    Ok((rest, joined(connective, operands, i, rest)))
}

/// One condition of several operands; an operand of the same kind gives its own.
fn joined<'a>(connective: &str, operands: impl Iterator<Item = Cond>, i: Tokens<'a>, rest: Tokens<'a>) -> Cond {
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

/// Whether a quantifier begins here.
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

/// `NAME in set_expr [where cond]`
fn drawn<'a>(i: Tokens<'a>) -> Parsed<'a, Drawn> {
    let var = name("the name of the variable");
    let from = preceded(word("in", "`in`"), set_expr);
    (var, from, opt(preceded(word("where", "`where`"), cut(cond)))).parse(i)
}

type Drawn = (super::tree::Name, super::tree::SetExpr, Option<Cond>);

fn quantified<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let colon = word(":", "`:` and what is said of each, or `where`");
    let parts = (quantifier, cut(terminated(drawn, colon)), cut(operand));
    let (rest, ((quantifier, (var, from, filter), body), span)) = spanned(parts)(i)?;
    let quantified = Quantified { quantifier, var, from, filter, body };
    let cond = Cond { kind: CondKind::Quantified(Box::new(quantified)), cites: vec![], span };
    Ok((rest, cond))
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
    let inner = i.deeper()?;
    let (rest, (operand, span)) = spanned(preceded(word("not", "`not`"), cut(operand)))(inner)?;
    let cond = Cond { kind: CondKind::Not(Box::new(operand)), cites: vec![], span };
    Ok((rest.as_deep_as(i), cond))
}

fn bracketed<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let close = word(")", "`)`, `and` or `or`");
    let inner = delimited(word("(", "`(`"), cut(cond), cut(close));
    let (rest, ((inner, cites), span)) = spanned((inner, cites))(i)?;
    let mut all = inner.cites;
    all.extend(cites);
    let cond = Cond { kind: inner.kind, cites: all, span };
    Ok((rest, cond))
}

fn compared<'a>(i: Tokens<'a>) -> Parsed<'a, Cond> {
    let compare = map((left, opt(test)), |(left, test)| Compare { left, test });
    let (rest, ((compare, cites), span)) = spanned((compare, cites))(i)?;
    let cond = Cond { kind: CondKind::Compare(compare), cites, span };
    Ok((rest, cond))
}

fn left<'a>(i: Tokens<'a>) -> Parsed<'a, Left> {
    if i.is_at("total") {
        return map(total, |total| Left::Total(Box::new(total))).parse(i);
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

fn total<'a>(i: Tokens<'a>) -> Parsed<'a, Total> {
    let share = path("the share to add up, such as `h.capital`");
    let inside = (share, preceded(word("for", "`for`"), drawn));
    let brackets = delimited(word("(", "`(`"), inside, word(")", "`)` or `where`"));
    let (rest, ((share, (var, from, filter)), span)) = spanned(preceded(word("total", "`total`"), cut(brackets)))(i)?;
    let total = Total { share, var, from, filter, span };
    Ok((rest, total))
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
    let operator = alt((value(true, (word("not", "`not`"), word("in", "`in`"))), value(false, word("in", "`in`"))));
    let with = preceded(word("with", "`with`"), cut(path("whose lists, such as `t.recipient.listed`")));
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

/// `within 12 months`; a bare `within` belongs to the clause around it.
fn within<'a>(i: Tokens<'a>) -> Parsed<'a, Test> {
    let length = cut(spanned(duration));
    map(preceded(word("within", "`within`"), length), |(d, span)| Test::Within(d, span)).parse(i)
}
