//! Parses the declarations before the policy.

use super::atom::{flag, integer, key, literal, name, name_or_place, path, soft, spanned, text, window, word};
use super::clause::{Clause, TITLE, after};
use super::cond::cond;
use super::set::{set_expr, type_of};
use super::stream::{Fail, Parsed, Tokens};
use super::token::TokenKind;
use super::tree::{AllowDecl, DefineDecl, FactDecl, ListDecl, Nature, RegionDecl, SetDecl, SourceDecl, VendorDecl};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, value};
use nom::sequence::{preceded, terminated};

/// Parses a clause that stands before the policy.
pub(super) fn item<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    alt((edition, use_clause, source, list, fact, vendor, region, allow, replaceable)).parse(i)
}

fn edition<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    map(after("loci", integer("the edition, `1`")), Clause::Edition).parse(i)
}

fn use_clause<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    map(after("use", name("the name of a module, such as `gdpr`")), Clause::Use).parse(i)
}

fn source<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let is = word("is", "`is` and a text in double quotes");
    let url = opt(after("at", text("its address in double quotes")));
    let parts = (name("the name of the source"), preceded(is, text(TITLE)), url, window);
    map(spanned(after("source", parts)), |((name, title, url, window), span)| {
        Clause::Source(SourceDecl { name, title, url, window, span })
    })
    .parse(i)
}

fn allow<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (name("the code of a lint, such as `L0402`"), text("the reason, in double quotes"));
    map(spanned(after("allow", parts)), |((code, reason), span)| {
        Clause::Allow(AllowDecl { code, reason, span, of: span })
    })
    .parse(i)
}

fn list<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (
        terminated(name("the name of the list"), word("=", "`=`")),
        terminated(name("the name of the variable"), word("in", "`in`")),
        terminated(set_expr, word("where", "`where`")),
        cond,
    );
    map(spanned(after("list", parts)), |((name, var, from, cond), span)| {
        Clause::List(ListDecl { name, var, from, cond, span })
    })
    .parse(i)
}

fn fact<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let fact = path("the path of the fact, such as `x.tier`");
    let parts = (terminated(fact, word("is", "`is` and a type")), type_of, opt(after("as", nature)));
    map(spanned(after("fact", parts)), |((path, ty, nature), span)| Clause::Fact(FactDecl { path, ty, nature, span }))
        .parse(i)
}

fn vendor<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    const KEY: &str = "the key of the vendor, such as `acme`";
    const SEAT: &str = "`seat` and a place";
    let seat = preceded(soft("seat", SEAT), cut(name_or_place("the place of its seat, such as `DE`")));
    let owner = alt((literal(TokenKind::Party, PARENT), name_or_place(PARENT)));
    let parent = opt(preceded(soft("parent", "`parent`"), cut(owner)));
    map(spanned(after("vendor", (key(KEY), text("its name in double quotes"), seat, parent))), |(parts, span)| {
        let (key, name, seat, parent) = parts;
        Clause::Vendor(VendorDecl { key, name, seat, parent, span })
    })
    .parse(i)
}

const PARENT: &str = "the place of the company at the top of its group, or the key of that vendor";

fn region<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let id = literal(TokenKind::Region, "a region: provider/id, such as `acme/fra-1`");
    let place = preceded(word("in", "`in` and a place"), name_or_place("the place of the region, such as `DE`"));
    let by = preceded(soft("operated", "`operated by` and a vendor"), soft("by", "`by` and a vendor"));
    let operator = preceded(by, key("the key of the vendor that operates it, such as `acme`"));
    map(spanned(after("region", (id, place, operator))), |((id, place, operator), span)| {
        Clause::Region(RegionDecl { id, place, operator, span })
    })
    .parse(i)
}

fn nature<'a>(i: Tokens<'a>) -> Parsed<'a, Nature> {
    const WORDS: &str = "`act`, `finding` or `given`";
    alt((
        value(Nature::Act, soft("act", WORDS)),
        value(Nature::Finding, soft("finding", WORDS)),
        value(Nature::Given, soft("given", WORDS)),
    ))
    .parse(i)
}

/// Parses `set` and `define`, which `replace` can precede.
fn replaceable<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let (rest, replace) = flag("replace").parse(i)?;
    let found = alt((map(set, Clause::Set), map(define, Clause::Define), |i| {
        Err(nom::Err::Error(Fail::at(i, "L0110", "`set` or `define`")))
    }))
    .parse(rest);
    let (rest, mut clause) = match (found, replace) {
        (Err(nom::Err::Error(fail)), true) => return fail.err(),
        (found, _) => found?,
    };
    match &mut clause {
        Clause::Set(set) => (set.replace, set.span) = (replace, i.span_to(rest)),
        Clause::Define(define) => (define.replace, define.span) = (replace, i.span_to(rest)),
        _ => {}
    }
    Ok((rest, clause))
}

fn set<'a>(i: Tokens<'a>) -> Parsed<'a, SetDecl> {
    let parts = (name("the name of the set"), opt(after("of", type_of)), preceded(word("=", "`=`"), set_expr));
    map(spanned(after("set", parts)), |((name, of, value), span)| SetDecl { replace: false, name, of, value, span })
        .parse(i)
}

fn define<'a>(i: Tokens<'a>) -> Parsed<'a, DefineDecl> {
    let param = terminated(name("a name"), word("is", "`is`"));
    let body = preceded(word("as", "`as` and a condition"), cond);
    let parts = (opt(param), name("the name of the definition"), opt(text(TITLE)), body);
    map(spanned(after("define", parts)), |((param, name, title, cond), span)| DefineDecl {
        replace: false,
        param,
        name,
        title,
        cond,
        span,
    })
    .parse(i)
}
