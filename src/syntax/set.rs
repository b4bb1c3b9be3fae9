//! Parses sets and types.

use super::atom::{cites, literal, name, name_or_place, path, soft, spanned, token, window, word};
use super::stream::{Fail, Parsed, Precise, Tokens, firm};
use super::token::TokenKind;
use super::tree::{Member, MemberKind, SetExpr, SetKind, Type, TypeKind};
use crate::diag::Fix;
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, peek};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded};

const SET: &str = "a set, such as `EEA`, `approved` or `{FR, DE}`";
const OPERATORS: &[&str] = &["+", "&", "except"];

/// Parses one set, or sets joined by one operator.
pub(super) fn set_expr<'a>(i: Tokens<'a>) -> Parsed<'a, SetExpr> {
    let (rest, first) = set_atom(i.deeper()?)?;
    let Some(operator) = operator_at(rest) else {
        return Ok((rest.as_deep_as(i), first));
    };
    let mut rest = rest;
    let mut operands = vec![first];
    while rest.is_at(operator) {
        let (after, next) = firm(set_atom(rest.skip()))?;
        operands.push(next);
        rest = after;
    }
    let rest = rest.as_deep_as(i);
    if operator_at(rest).is_some() {
        return mixed(rest, operator);
    }
    let kind = match operator {
        "+" => SetKind::Union(operands),
        "&" => SetKind::Intersection(operands),
        _ => SetKind::Except(operands),
    };
    let span = i.span_to(rest);
    Ok((rest, SetExpr { kind, span }))
}

fn operator_at(i: Tokens<'_>) -> Option<&'static str> {
    OPERATORS.iter().find(|word| i.is_at(word)).copied()
}

fn mixed<'a, T>(i: Tokens<'a>, operator: &str) -> Parsed<'a, T> {
    let other = operator_at(i).unwrap_or("&");
    Fail::at(i, "L0127", "brackets")
        .precisely(Precise {
            message: format!("`{operator}` and `{other}` beside each other need brackets"),
            help: Some(format!("`(a {operator} b) {other} c` or `a {operator} (b {other} c)`")),
            ..Precise::default()
        })
        .err()
}

fn set_atom<'a>(i: Tokens<'a>) -> Parsed<'a, SetExpr> {
    if i.is_at("(") {
        return bracketed(i);
    }
    let kind = alt((map(braces, SetKind::Braces), map(path(SET), SetKind::Path)));
    let (rest, (kind, span)) = spanned(kind)(i)?;
    Ok((rest, SetExpr { kind, span }))
}

fn bracketed<'a>(i: Tokens<'a>) -> Parsed<'a, SetExpr> {
    let (rest, inner) = firm(set_expr(i.skip()))?;
    let (rest, _) = firm(word(")", "`)`")(rest))?;
    Ok((rest, inner))
}

fn braces<'a>(i: Tokens<'a>) -> Parsed<'a, Vec<Member>> {
    let none = map(peek(word("}", "`}`")), |_| vec![]);
    let members = alt((none, separated_list1(word(",", "`,`"), cut(member))));
    let close = cut(word("}", "`,` or `}`"));
    delimited(word("{", SET), members, close).parse(i)
}

/// Returns the failure for a comma before the closing brace.
fn comma_too_many<'a, T>(i: Tokens<'a>, comma: Span) -> Parsed<'a, T> {
    let precise = Precise {
        span: Some(comma),
        message: "no comma stands before `}`".into(),
        help: Some("`{FR, DE}`".into()),
        fix: Some(Fix { span: comma, text: String::new() }),
    };
    Fail::at(i, "L0110", "`}`").precisely(precise).err()
}

fn member<'a>(i: Tokens<'a>) -> Parsed<'a, Member> {
    if let Some(comma) = i.previous().filter(|token| token.is(",") && i.is_at("}")) {
        return comma_too_many(i, comma.span);
    }
    let with = opt(preceded(word("with", "`with`"), cut(name("the list that it holds with, such as `dpf`"))));
    let (rest, ((kind, with, window, cites), span)) = spanned((member_kind, with, window, cites))(i)?;
    let member = Member { kind, with, window, cites, span };
    Ok((rest, member))
}

/// Parses a member without its scope, window and citations.
pub(super) fn member_kind<'a>(i: Tokens<'a>) -> Parsed<'a, MemberKind> {
    let expected = "a name, a place, a region or a party";
    let kind = (
        map(literal(TokenKind::Region, expected), MemberKind::Region),
        map(literal(TokenKind::Party, expected), MemberKind::Party),
        map(name_or_place(expected), MemberKind::Name),
    );
    alt(kind).parse(i)
}

const TYPE: &str = "a type: yes_no, number, percent, date, duration, place, region, category, one of {…} or set of …";

/// Parses a type.
pub(super) fn type_of<'a>(i: Tokens<'a>) -> Parsed<'a, Type> {
    let (rest, (kind, span)) = spanned(alt((one_of, set_of, plain_type)))(i.deeper()?)?;
    Ok((rest.as_deep_as(i), Type { kind, span }))
}

fn plain_type<'a>(i: Tokens<'a>) -> Parsed<'a, TypeKind> {
    let (rest, found) = token(TYPE, |token| token.kind == TokenKind::Name)(i)?;
    match plain_type_named(found.text) {
        Some(kind) => Ok((rest, kind)),
        None => Fail::at(i, "L0110", TYPE).err(),
    }
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

fn one_of<'a>(i: Tokens<'a>) -> Parsed<'a, TypeKind> {
    let names = separated_list1(word(",", "`,`"), name("a value, which is a name"));
    let braces = delimited(word("{", "`{`"), names, word("}", "`,` or `}`"));
    let of = word("of", "`of`");
    map(preceded(soft("one", TYPE), cut(preceded(of, braces))), TypeKind::OneOf).parse(i)
}

fn set_of<'a>(i: Tokens<'a>) -> Parsed<'a, TypeKind> {
    let (rest, _) = word("set", TYPE)(i)?;
    let (rest, _) = firm(word("of", "`of`")(rest))?;
    let (rest, inner) = firm(type_of(rest))?;
    Ok((rest, TypeKind::SetOf(Box::new(inner))))
}
