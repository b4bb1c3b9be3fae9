//! Parses clauses, each on its own, so that a fault in one hides none in another.

use super::atom::{cites, duration, literal, name, spanned, text, token, window, word};
use super::cond::cond;
use super::item::item;
use super::set::set_expr;
use super::stream::{Fail, Parsed, Tokens};
use super::token::{Token, TokenKind};
use super::tree::{
    AllowDecl, Cite, Cond, DefineDecl, DutyDecl, FactDecl, ListDecl, Loop, Name, RegionDecl, SetDecl, Severity,
    SourceDecl, Text, VendorDecl, WindowDecl,
};
use crate::span::Span;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{cut, map, opt, verify};
use nom::multi::separated_list1;
use nom::sequence::{preceded, terminated};

/// One clause of a file, in the order of the text.
#[derive(Debug)]
pub(super) enum Clause {
    Edition(u32),
    Use(Name),
    Source(SourceDecl),
    Set(SetDecl),
    List(ListDecl),
    Define(DefineDecl),
    Fact(FactDecl),
    Vendor(VendorDecl),
    Region(RegionDecl),
    Allow(AllowDecl),
    Policy(PolicyHead),
    Applies(Cond),
    Levels(Vec<Name>),
    Rule(RuleHead),
    Exception(ExceptionHead),
    Claim(ClaimHead),
    For(Loop),
    When(Cond),
    Demand { forbid: bool, cond: Cond },
    Unless(Cond),
    Never(Cond),
    Severity(Severity),
    Duty(DutyDecl),
    Remedy(Text),
    Close,
}

/// `policy NAME version SEMVER TEXT {`
#[derive(Debug)]
pub(super) struct PolicyHead {
    pub(super) name: Name,
    pub(super) version: Name,
    pub(super) title: Text,
}

/// `rule NAME TEXT [part NAME] [at NAME] [cites] window`
#[derive(Debug)]
pub(super) struct RuleHead {
    pub(super) name: Name,
    pub(super) title: Text,
    pub(super) part: Option<Name>,
    pub(super) level: Option<Name>,
    pub(super) cites: Vec<Cite>,
    pub(super) window: WindowDecl,
}

/// `exception NAME to NAME, … TEXT [cites] window`
#[derive(Debug)]
pub(super) struct ExceptionHead {
    pub(super) name: Name,
    pub(super) targets: Vec<Name>,
    pub(super) title: Text,
    pub(super) cites: Vec<Cite>,
    pub(super) window: WindowDecl,
}

/// `claim NAME TEXT [cites]`
#[derive(Debug)]
pub(super) struct ClaimHead {
    pub(super) name: Name,
    pub(super) title: Text,
    pub(super) cites: Vec<Cite>,
}

/// Parses the clause that begins here.
pub(super) fn clause<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    alt((
        item,
        alt((policy, applies, levels, close)),
        alt((rule, exception, claim)),
        alt((for_every, conditions, severity, duty_clause, remedy)),
    ))
    .parse(i)
}

/// Parses a clause that is a keyword followed by `rest`.
pub(super) fn after<'a, T>(
    keyword: &'static str,
    rest: impl Parser<Tokens<'a>, Output = T, Error = Fail>,
) -> impl Parser<Tokens<'a>, Output = T, Error = Fail> {
    preceded(word(keyword, "a clause"), cut(rest))
}

pub(super) const TITLE: &str = "a text in double quotes";

fn policy<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let version = preceded(no_version, cut(three_numbers));
    let parts = (name("the name of the policy"), version, terminated(text(TITLE), word("{", "`{`")));
    map(after("policy", parts), |(name, version, title)| Clause::Policy(PolicyHead { name, version, title })).parse(i)
}

/// Parses `version`. Where it is missing, the error shows how the whole head is written.
fn no_version<'a>(i: Tokens<'a>) -> Parsed<'a, Span> {
    word("version", "`version`")(i).map_err(|e| {
        e.map(|_| {
            Fail::at(i, "L0122", "`version` and a number such as `1.0.0`")
                .help("`policy crm_residency version 1.0.0 \"What it says\" {`")
        })
    })
}

/// Parses a version of three numbers: `1.2.0`.
fn three_numbers<'a>(i: Tokens<'a>) -> Parsed<'a, Name> {
    const VERSION: &str = "a version such as `1.0.0`";
    verify(literal(TokenKind::Number, VERSION), |version: &Name| version.text.matches('.').count() >= 2)
        .parse(i)
        .map_err(|error| error.map(|_| Fail::at(i, "L0122", VERSION).help("`version 1.0.0`")))
}

fn applies<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let when = preceded(word("when", "`when`"), cond);
    map(after("applies", when), Clause::Applies).parse(i)
}

fn levels<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let names = separated_list1(word("<", "`<`"), cut(name("the name of a level")));
    map(after("levels", names), Clause::Levels).parse(i)
}

fn close<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    map(word("}", "a clause"), |_| Clause::Close).parse(i)
}

fn rule<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (
        name("the name of the rule"),
        text("what the rule says, in double quotes"),
        opt(after("part", name("the name of the part"))),
        opt(after("at", name("the name of a level"))),
        cites,
        window,
    );
    map(after("rule", parts), |(name, title, part, level, cites, window)| {
        Clause::Rule(RuleHead { name, title, part, level, cites, window })
    })
    .parse(i)
}

fn exception<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let target = cut(name("the name of a rule or exception"));
    let targets = separated_list1(word(",", "`,`"), target);
    let parts = (
        name("the name of the exception"),
        preceded(word("to", "`to` and the rule that it excuses"), targets),
        text("what the exception says, in double quotes"),
        cites,
        window,
    );
    map(after("exception", parts), |(name, targets, title, cites, window)| {
        Clause::Exception(ExceptionHead { name, targets, title, cites, window })
    })
    .parse(i)
}

fn claim<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (name("the name of the claim"), text("what is claimed, in double quotes"), cites);
    map(after("claim", parts), |(name, title, cites)| Clause::Claim(ClaimHead { name, title, cites })).parse(i)
}

fn for_every<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (
        preceded(word("every", "`every`"), name("the name of the variable")),
        preceded(word("in", "`in`"), set_expr),
        opt(after("where", cond)),
    );
    map(spanned(after("for", parts)), |((var, from, cond), span)| Clause::For(Loop { var, from, cond, span })).parse(i)
}

/// Parses a clause that is a keyword and a condition.
fn conditions<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    alt((
        map(after("when", cond), Clause::When),
        map(after("require", cond), |cond| Clause::Demand { forbid: false, cond }),
        map(after("forbid", cond), |cond| Clause::Demand { forbid: true, cond }),
        map(after("unless", cond), Clause::Unless),
        map(after("never", cond), Clause::Never),
    ))
    .parse(i)
}

fn severity<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let one = |token: &Token<'_>| Severity::ALL.iter().copied().find(|severity| severity.as_str() == token.text);
    let word = token(Severity::EXPECTED, |token| token.is_name() && one(token).is_some());
    map(after("severity", word), move |word| Clause::Severity(one(word).unwrap_or_default())).parse(i)
}

fn duty_clause<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    let parts = (
        name("who has the duty, such as `exporter`"),
        text("the duty, in double quotes"),
        opt(after("within", duration)),
    );
    map(spanned(after("duty", parts)), |((holder, text, within), span)| {
        Clause::Duty(DutyDecl { holder, text, within, span })
    })
    .parse(i)
}

fn remedy<'a>(i: Tokens<'a>) -> Parsed<'a, Clause> {
    map(after("remedy", text("the remedy, in double quotes")), Clause::Remedy).parse(i)
}
