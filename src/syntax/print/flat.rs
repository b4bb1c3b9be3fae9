//! Prints each part of a clause on one line.

use super::super::tree::{
    Cite, Compare, Cond, CondKind, Left, Member, MemberKind, Name, Nature, On, Order, OrderTerm, Path, Quantified,
    Quantifier, SetExpr, SetKind, Term, Test, Total, Type, TypeKind, Until, Value, WindowDecl,
};
use super::super::words::opens_clause;
use crate::decimal;

/// Joins `parts` with `between`.
fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

pub(super) fn names(names: &[Name], between: &str) -> String {
    joined(names.iter().map(|name| name.text.clone()), between)
}

pub(super) fn path(path: &Path) -> String {
    names(&path.names, ".")
}

/// Puts a text in quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Prints `[GDPR 44; DPO 1]` with a space before it, or nothing.
pub(super) fn cites(cites: &[Cite]) -> String {
    match cites {
        [] => String::new(),
        cites => format!(" [{}]", joined(cites.iter().map(cite), "; ")),
    }
}

fn cite(cite: &Cite) -> String {
    let pin = cite.pin.as_str();
    // A comment before the pinpoint puts it on a line of its own, where it must not begin like a clause.
    let raw = !pin.is_empty()
        && !opens_clause(pin)
        && !pin.starts_with(['"', '#', '\'', '‘', '’', '“', '”', '„', '«', '`'])
        && !pin.contains(|c: char| super::super::lexeme::ends_pin(c));
    match raw {
        true => format!("{} {pin}", cite.source.text),
        false => format!("{} {}", cite.source.text, quoted(pin)),
    }
}

/// Prints ` from 2020-01-01 through 2026-12-31`, or nothing.
pub(super) fn window(window: &WindowDecl) -> String {
    let from = window.from.map(|day| format!(" from {day}"));
    let until = window.until.map(|until| match until {
        Until::Through(day) => format!(" through {day}"),
        Until::Before(day) => format!(" before {day}"),
    });
    from.unwrap_or_default() + &until.unwrap_or_default()
}

pub(super) fn type_of(ty: &Type) -> String {
    let word = match &ty.kind {
        TypeKind::YesNo => "yes_no",
        TypeKind::Number => "number",
        TypeKind::Percent => "percent",
        TypeKind::Date => "date",
        TypeKind::Duration => "duration",
        TypeKind::Place => "place",
        TypeKind::Region => "region",
        TypeKind::Category => "category",
        TypeKind::OneOf(values) => return format!("one of {{{}}}", names(values, ", ")),
        TypeKind::SetOf(inner) => return format!("set of {}", type_of(inner)),
    };
    word.to_owned()
}

pub(super) fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Act => "act",
        Nature::Finding => "finding",
        Nature::Given => "given",
    }
}

pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Date(date) => date.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Percent(hundredths) => decimal::percent(*hundredths),
        Value::Number(number) => decimal::number(*number),
    }
}

/// Returns the operator of a set and its operands, if it has one.
pub(super) fn set_operator(kind: &SetKind) -> Option<(&'static str, &[SetExpr])> {
    match kind {
        SetKind::Union(sets) => Some(("+", sets)),
        SetKind::Intersection(sets) => Some(("&", sets)),
        SetKind::Except(sets) => Some(("except", sets)),
        _ => None,
    }
}

pub(super) fn set(set: &SetExpr) -> String {
    if let Some((operator, operands)) = set_operator(&set.kind) {
        return joined(operands.iter().map(set_operand), &format!(" {operator} "));
    }
    match &set.kind {
        SetKind::Path(found) => path(found),
        SetKind::Braces(members) => format!("{{{}}}", joined(members.iter().map(member), ", ")),
        _ => "{}".to_owned(),
    }
}

/// Prints an operand of a set: nested operators get brackets.
fn set_operand(operand: &SetExpr) -> String {
    match set_operator(&operand.kind) {
        Some(_) => format!("({})", set(operand)),
        None => set(operand),
    }
}

pub(super) fn member(member: &Member) -> String {
    let (MemberKind::Name(kind) | MemberKind::Region(kind) | MemberKind::Party(kind)) = &member.kind;
    let with = member.with.as_ref().map(|with| format!(" with {}", with.text));
    format!("{}{}{}{}", kind.text, with.unwrap_or_default(), window(&member.window), cites(&member.cites))
}

/// Returns the operator of a chain and its operands, if it is one.
pub(super) fn chain(cond: &Cond) -> Option<(&'static str, &[Cond])> {
    match &cond.kind {
        CondKind::And(operands) => Some(("and", operands)),
        CondKind::Or(operands) => Some(("or", operands)),
        _ => None,
    }
}

/// Returns whether a condition needs brackets before its citations.
pub(super) fn cited_in_brackets(cond: &Cond) -> bool {
    !cond.cites.is_empty() && !matches!(cond.kind, CondKind::Compare(_))
}

/// Returns whether a condition needs brackets as an operand.
pub(super) fn operand_in_brackets(cond: &Cond) -> bool {
    let chained = chain(cond).is_some() || matches!(cond.kind, CondKind::Quantified(_));
    chained || cited_in_brackets(cond)
}

pub(super) fn cond(cond: &Cond) -> String {
    match cited_in_brackets(cond) {
        true => format!("({}){}", bare(cond), cites(&cond.cites)),
        false => bare(cond) + &cites(&cond.cites),
    }
}

pub(super) fn operand(cond: &Cond) -> String {
    match operand_in_brackets(cond) {
        true => format!("({}){}", bare(cond), cites(&cond.cites)),
        false => bare(cond) + &cites(&cond.cites),
    }
}

/// Prints a condition without its citations.
pub(super) fn bare(cond: &Cond) -> String {
    if let Some((word, operands)) = chain(cond) {
        return joined(operands.iter().map(operand), &format!(" {word} "));
    }
    match &cond.kind {
        CondKind::Not(inner) => format!("not {}", operand(inner)),
        CondKind::Quantified(quantified) => {
            format!("{}: {}", quantified_head(quantified), operand(&quantified.body))
        }
        CondKind::Compare(found) => compare(found),
        _ => String::new(),
    }
}

/// Prints `every s in storage where …`.
pub(super) fn quantified_head(quantified: &Quantified) -> String {
    let filter = quantified.filter.as_ref().map(|cond| format!(" where {}", operand_if_quantified(cond)));
    format!(
        "{} {} in {}{}",
        quantifier(quantified.quantifier),
        quantified.var.text,
        set(&quantified.from),
        filter.unwrap_or_default()
    )
}

/// Prints a condition. A quantifier between `where` and `:` gets brackets, so that each `:` visibly belongs to one.
fn operand_if_quantified(found: &Cond) -> String {
    match found.kind {
        CondKind::Quantified(_) => operand(found),
        _ => cond(found),
    }
}

pub(super) fn quantifier(quantifier: Quantifier) -> String {
    match quantifier {
        Quantifier::Every => "every".to_owned(),
        Quantifier::Some => "some".to_owned(),
        Quantifier::No => "no".to_owned(),
        Quantifier::AtLeast(n) => format!("at least {n}"),
    }
}

pub(super) fn compare(compare: &Compare) -> String {
    let left = match &compare.left {
        Left::Path(found) => path(found),
        Left::Total(found) => total(found),
    };
    match &compare.test {
        Some(found) => format!("{left} {}", test(found)),
        None => left,
    }
}

fn total(total: &Total) -> String {
    let filter = total.filter.as_ref().map(|found| format!(" where {}", cond(found)));
    format!(
        "total({} for {} in {}{})",
        path(&total.share),
        total.var.text,
        set(&total.from),
        filter.unwrap_or_default()
    )
}

fn test(test: &Test) -> String {
    match test {
        Test::Is { not, term: right } => {
            format!("is {}{}", if *not { "not " } else { "" }, term(right))
        }
        Test::In { not, set: right, with, on } => {
            let not = if *not { "not " } else { "" };
            format!("{not}in {}{}", set(right), membership(with.as_ref(), on.as_ref()))
        }
        Test::Has(name) => format!("has {}", name.text),
        Test::Order(order, right) => format!("{} {}", sign(*order), order_term(right)),
        Test::Within(duration, _) => format!("within {duration}"),
    }
}

/// Prints ` with t.recipient.listed on 2020-01-01`, or nothing.
pub(super) fn membership(with: Option<&Path>, on: Option<&On>) -> String {
    let with = with.map(|with| format!(" with {}", path(with)));
    let on = on.map(|on| match on {
        On::Date(day, _) => format!(" on {day}"),
        On::Path(found) => format!(" on {}", path(found)),
    });
    with.unwrap_or_default() + &on.unwrap_or_default()
}

fn sign(order: Order) -> &'static str {
    match order {
        Order::LessOrEqual => "<=",
        Order::GreaterOrEqual => ">=",
        Order::Less => "<",
        Order::Greater => ">",
    }
}

fn order_term(term: &OrderTerm) -> String {
    match term {
        OrderTerm::Value(found, _) => value(found),
        OrderTerm::Path(found) => path(found),
    }
}

fn term(term: &Term) -> String {
    match term {
        Term::Ref(found) => path(found),
        Term::Region(name) | Term::Party(name) => name.text.clone(),
        Term::Value(found, _) => value(found),
    }
}
