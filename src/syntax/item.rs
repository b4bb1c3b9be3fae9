//! Parses the declarations before the policy. The word that opens each is read already; `start` is its index.

use super::atom::{key, literal, name, name_or_place, path, soft, text, window, word};
use super::clause::{Clause, TITLE, clause_missing};
use super::cond::cond;
use super::set::{set_expr, type_of};
use super::stream::{Parsed, Tokens};
use super::token::TokenKind;
use super::tree::{DefineDecl, FactDecl, ListDecl, Nature, RegionDecl, SetDecl, SourceDecl, VendorDecl};

pub(super) fn source(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    let name = name(i, "the name of the source")?;
    word(i, "is", "`is` and a text in double quotes")?;
    let title = text(i, TITLE)?;
    let url = if i.take("at") { Some(text(i, "its address in double quotes")?) } else { None };
    let window = window(i)?;
    Ok(Clause::Source(SourceDecl { name, title, url, window, span: i.span_from(start) }))
}

pub(super) fn list(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    let list = name(i, "the name of the list")?;
    word(i, "=", "`=`")?;
    let var = name(i, "the name of the variable")?;
    word(i, "in", "`in`")?;
    let from = set_expr(i)?;
    word(i, "where", "`where`")?;
    let cond = cond(i)?;
    Ok(Clause::List(ListDecl { name: list, var, from, cond, span: i.span_from(start) }))
}

pub(super) fn fact(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    let path = path(i, "the path of the fact, such as `x.tier`")?;
    word(i, "is", "`is` and a type")?;
    let ty = type_of(i)?;
    let nature = if i.take("as") { Some(nature(i)?) } else { None };
    Ok(Clause::Fact(FactDecl { path, ty, nature, span: i.span_from(start) }))
}

pub(super) fn vendor(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    const PARENT: &str = "the place of the company at the top of its group, or the key of that vendor";
    let key = key(i, "the key of the vendor, such as `acme`")?;
    let name = text(i, "its name in double quotes")?;
    soft(i, "seat", "`seat` and a place")?;
    let seat = name_or_place(i, "the place of its seat, such as `DE`")?;
    let parent = match i.take_soft("parent") {
        true if i.kind() == Some(TokenKind::Party) => Some(literal(i, TokenKind::Party, PARENT)?),
        true => Some(name_or_place(i, PARENT)?),
        false => None,
    };
    Ok(Clause::Vendor(VendorDecl { key, name, seat, parent, span: i.span_from(start) }))
}

pub(super) fn region(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    const BY: &str = "`operated by` and a vendor";
    let id = literal(i, TokenKind::Region, "a region: provider/id, such as `acme/fra-1`")?;
    word(i, "in", "`in` and a place")?;
    let place = name_or_place(i, "the place of the region, such as `DE`")?;
    soft(i, "operated", BY)?;
    soft(i, "by", "`by` and a vendor")?;
    let operator = key(i, "the key of the vendor that operates it, such as `acme`")?;
    Ok(Clause::Region(RegionDecl { id, place, operator, span: i.span_from(start) }))
}

fn nature(i: &mut Tokens<'_>) -> Parsed<Nature> {
    let natures = [("act", Nature::Act), ("finding", Nature::Finding), ("given", Nature::Given)];
    let named = natures.into_iter().find(|(word, _)| i.take_soft(word));
    named.map(|(_, nature)| nature).ok_or_else(|| i.fail("L0110", "`act`, `finding` or `given`"))
}

/// Parses `set` or `define` after `replace`.
pub(super) fn replacing(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    if i.take("set") {
        set(i, start, true)
    } else if i.take("define") {
        define(i, start, true)
    } else {
        Err(clause_missing(i))
    }
}

pub(super) fn set(i: &mut Tokens<'_>, start: usize, replace: bool) -> Parsed<Clause> {
    let name = name(i, "the name of the set")?;
    let of = if i.take("of") { Some(type_of(i)?) } else { None };
    word(i, "=", "`=`")?;
    let value = set_expr(i)?;
    Ok(Clause::Set(SetDecl { replace, name, of, value, span: i.span_from(start) }))
}

pub(super) fn define(i: &mut Tokens<'_>, start: usize, replace: bool) -> Parsed<Clause> {
    let mut param = None;
    if i.ahead(1).is_some_and(|token| token.is("is")) && i.first().is_some_and(|token| token.is_name()) {
        param = Some(name(i, "a name")?);
        i.skip();
    }
    let name = name(i, "the name of the definition")?;
    let title = if i.kind() == Some(TokenKind::Text) { Some(text(i, TITLE)?) } else { None };
    word(i, "as", "`as` and a condition")?;
    let cond = cond(i)?;
    Ok(Clause::Define(DefineDecl { replace, param, name, title, cond, span: i.span_from(start) }))
}
