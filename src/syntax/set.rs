//! Parses sets and types.

use super::atom::{cites, list, literal, name, name_or_place, path, window, word};
use super::stream::{Fail, Parsed, Precise, Tokens};
use super::token::TokenKind;
use super::tree::{Member, MemberKind, Name, SetExpr, SetKind, Type, TypeKind};
use crate::diag::Fix;
use crate::span::Span;

const SET: &str = "a set, such as `EEA`, `approved` or `{FR, DE}`";
const OPERATORS: &[&str] = &["+", "&", "except"];

/// Parses one set, or sets joined by one operator.
pub(super) fn set_expr(i: &mut Tokens<'_>) -> Parsed<SetExpr> {
    let (start, depth) = (i.at(), i.deeper()?);
    let first = set_atom(i)?;
    let Some(operator) = operator_at(i) else {
        i.back_to(depth);
        return Ok(first);
    };
    let mut operands = vec![first];
    while i.take(operator) {
        operands.push(set_atom(i)?);
    }
    i.back_to(depth);
    if operator_at(i).is_some() {
        return Err(mixed(i, operator));
    }
    let kind = match operator {
        "+" => SetKind::Union(operands),
        "&" => SetKind::Intersection(operands),
        _ => SetKind::Except(operands),
    };
    Ok(SetExpr { kind, span: i.span_from(start) })
}

fn operator_at(i: &Tokens<'_>) -> Option<&'static str> {
    OPERATORS.iter().find(|word| i.is_at(word)).copied()
}

fn mixed(i: &Tokens<'_>, operator: &str) -> Fail {
    let other = operator_at(i).unwrap_or("&");
    i.fail("L0127", "brackets").precisely(Precise {
        message: format!("`{operator}` and `{other}` beside each other need brackets"),
        help: Some(format!("`(a {operator} b) {other} c` or `a {operator} (b {other} c)`")),
        ..Precise::default()
    })
}

fn set_atom(i: &mut Tokens<'_>) -> Parsed<SetExpr> {
    if i.take("(") {
        let inner = set_expr(i)?;
        word(i, ")", "`)`")?;
        return Ok(inner);
    }
    let start = i.at();
    let kind = if i.take("{") { SetKind::Braces(members(i)?) } else { SetKind::Path(path(i, SET)?) };
    Ok(SetExpr { kind, span: i.span_from(start) })
}

/// Parses the members up to the closing brace.
fn members(i: &mut Tokens<'_>) -> Parsed<Vec<Member>> {
    let members = if i.is_at("}") { vec![] } else { list(i, ",", member)? };
    word(i, "}", "`,` or `}`")?;
    Ok(members)
}

/// Returns the failure for a comma before the closing brace.
fn comma_too_many(i: &Tokens<'_>, comma: Span) -> Fail {
    i.fail("L0110", "`}`").precisely(Precise {
        span: Some(comma),
        message: "no comma stands before `}`".into(),
        help: Some("`{FR, DE}`".into()),
        fix: Some(Fix { span: comma, text: String::new() }),
    })
}

fn member(i: &mut Tokens<'_>) -> Parsed<Member> {
    if let Some(comma) = i.previous().filter(|token| token.is(",") && i.is_at("}")) {
        return Err(comma_too_many(i, comma.span));
    }
    let start = i.at();
    let kind = member_kind(i)?;
    let with = if i.take("with") { Some(name(i, "the list that it holds with, such as `dpf`")?) } else { None };
    let (window, cites) = (window(i)?, cites(i)?);
    Ok(Member { kind, with, window, cites, span: i.span_from(start) })
}

/// Parses a member without its scope, window and citations.
pub(super) fn member_kind(i: &mut Tokens<'_>) -> Parsed<MemberKind> {
    const EXPECTED: &str = "a name, a place, a region or a party";
    Ok(match i.kind() {
        Some(TokenKind::Region) => MemberKind::Region(literal(i, TokenKind::Region, EXPECTED)?),
        Some(TokenKind::Party) => MemberKind::Party(literal(i, TokenKind::Party, EXPECTED)?),
        _ => MemberKind::Name(name_or_place(i, EXPECTED)?),
    })
}

const TYPE: &str = "a type: yes_no, number, percent, date, duration, place, region, category, one of {…} or set of …";

/// Parses a type.
pub(super) fn type_of(i: &mut Tokens<'_>) -> Parsed<Type> {
    let (start, depth) = (i.at(), i.deeper()?);
    let kind = if i.take_soft("one") {
        word(i, "of", "`of`")?;
        TypeKind::OneOf(values(i)?)
    } else if i.take("set") {
        word(i, "of", "`of`")?;
        TypeKind::SetOf(Box::new(type_of(i)?))
    } else {
        plain_type(i)?
    };
    i.back_to(depth);
    Ok(Type { kind, span: i.span_from(start) })
}

fn plain_type(i: &mut Tokens<'_>) -> Parsed<TypeKind> {
    let named = i.first().filter(|token| token.kind == TokenKind::Name);
    let kind = named.and_then(|token| plain_type_named(token.text)).ok_or_else(|| i.fail("L0110", TYPE))?;
    i.skip();
    Ok(kind)
}

fn plain_type_named(word: &str) -> Option<TypeKind> {
    Some(match word {
        "yes_no" => TypeKind::YesNo,
        "number" => TypeKind::Number,
        "percent" => TypeKind::Percent,
        "date" => TypeKind::Date,
        "duration" => TypeKind::Duration,
        "place" => TypeKind::Place,
        "region" => TypeKind::Region,
        "category" => TypeKind::Category,
        _ => return None,
    })
}

/// Parses names in braces. A comma before the closing brace continues nothing.
fn values(i: &mut Tokens<'_>) -> Parsed<Vec<Name>> {
    const VALUE: &str = "a value, which is a name";
    word(i, "{", "`{`")?;
    let mut names = vec![name(i, VALUE)?];
    while i.is_at(",") && i.ahead(1).is_some_and(|token| token.is_name()) {
        i.skip();
        names.push(name(i, VALUE)?);
    }
    word(i, "}", "`,` or `}`")?;
    Ok(names)
}
