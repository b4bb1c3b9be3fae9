//! Parses clauses, each on its own, so that a fault in one hides none in another.

use super::atom::{cites, duration, integer, list, literal, name, text, window, word};
use super::cond::cond;
use super::item;
use super::set::set_expr;
use super::stream::{Fail, Parsed, Tokens};
use super::token::{REGION, TokenKind, VENDOR};
use super::tree::{
    Cite, Cond, DefineDecl, DutyDecl, FactDecl, ListDecl, Loop, Name, RegionDecl, SetDecl, Severity, SourceDecl, Text,
    VendorDecl, WindowDecl,
};

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

/// Returns the failure for a word that opens no clause.
pub(super) fn clause_missing(i: &Tokens<'_>) -> Fail {
    i.fail("L0110", "a clause")
}

pub(super) const TITLE: &str = "a text in double quotes";

/// Parses the clause that begins here.
pub(super) fn clause(i: &mut Tokens<'_>) -> Parsed<Clause> {
    let (before, start, word) = (*i, i.at(), i.keyword());
    i.skip();
    Ok(match word {
        "loci" => Clause::Edition(integer(i, "the edition, `1`")?),
        "use" => Clause::Use(name(i, "the name of a module, such as `gdpr`")?),
        "source" => item::source(i, start)?,
        "list" => item::list(i, start)?,
        "fact" => item::fact(i, start)?,
        VENDOR => item::vendor(i, start)?,
        REGION => item::region(i, start)?,
        "replace" => item::replacing(i, start)?,
        "set" => item::set(i, start, false)?,
        "define" => item::define(i, start, false)?,
        "policy" => policy(i)?,
        "applies" => applies(i)?,
        "levels" => Clause::Levels(list(i, "<", |i| name(i, "the name of a level"))?),
        "}" => Clause::Close,
        "rule" => rule(i)?,
        "exception" => exception(i)?,
        "claim" => claim(i)?,
        "for" => for_every(i, start)?,
        "when" => Clause::When(cond(i)?),
        "require" => Clause::Demand { forbid: false, cond: cond(i)? },
        "forbid" => Clause::Demand { forbid: true, cond: cond(i)? },
        "unless" => Clause::Unless(cond(i)?),
        "never" => Clause::Never(cond(i)?),
        "severity" => severity(i)?,
        "duty" => duty_clause(i, start)?,
        "remedy" => Clause::Remedy(text(i, "the remedy, in double quotes")?),
        _ => return Err(clause_missing(&before)),
    })
}

fn policy(i: &mut Tokens<'_>) -> Parsed<Clause> {
    const VERSION: &str = "a version such as `1.0.0`";
    let name = name(i, "the name of the policy")?;
    if !i.take("version") {
        // The error shows how the whole head is written.
        let fail = i.fail("L0122", "`version` and a number such as `1.0.0`");
        return Err(fail.help("`policy crm_residency version 1.0.0 \"What it says\" {`"));
    }
    let before = *i;
    let version = literal(i, TokenKind::Number, VERSION).ok().filter(|found| found.text.matches('.').count() >= 2);
    let version = version.ok_or_else(|| before.fail("L0122", VERSION).help("`version 1.0.0`"))?;
    let title = text(i, TITLE)?;
    word(i, "{", "`{`")?;
    Ok(Clause::Policy(PolicyHead { name, version, title }))
}

fn applies(i: &mut Tokens<'_>) -> Parsed<Clause> {
    word(i, "when", "`when`")?;
    cond(i).map(Clause::Applies)
}

fn rule(i: &mut Tokens<'_>) -> Parsed<Clause> {
    let rule = name(i, "the name of the rule")?;
    let title = text(i, "what the rule says, in double quotes")?;
    let part = if i.take("part") { Some(name(i, "the name of the part")?) } else { None };
    let level = if i.take("at") { Some(name(i, "the name of a level")?) } else { None };
    let (cites, window) = (cites(i)?, window(i)?);
    Ok(Clause::Rule(RuleHead { name: rule, title, part, level, cites, window }))
}

fn exception(i: &mut Tokens<'_>) -> Parsed<Clause> {
    let exception = name(i, "the name of the exception")?;
    word(i, "to", "`to` and the rule that it excuses")?;
    let targets = list(i, ",", |i| name(i, "the name of a rule or exception"))?;
    let title = text(i, "what the exception says, in double quotes")?;
    let (cites, window) = (cites(i)?, window(i)?);
    Ok(Clause::Exception(ExceptionHead { name: exception, targets, title, cites, window }))
}

fn claim(i: &mut Tokens<'_>) -> Parsed<Clause> {
    let name = name(i, "the name of the claim")?;
    let title = text(i, "what is claimed, in double quotes")?;
    Ok(Clause::Claim(ClaimHead { name, title, cites: cites(i)? }))
}

fn for_every(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    word(i, "every", "`every`")?;
    let var = name(i, "the name of the variable")?;
    word(i, "in", "`in`")?;
    let from = set_expr(i)?;
    let cond = if i.take("where") { Some(cond(i)?) } else { None };
    Ok(Clause::For(Loop { var, from, cond, span: i.span_from(start) }))
}

fn severity(i: &mut Tokens<'_>) -> Parsed<Clause> {
    let named = i.first().filter(|token| token.is_name());
    let one = named.and_then(|token| Severity::ALL.iter().find(|severity| severity.as_str() == token.text));
    let one = one.ok_or_else(|| i.fail("L0110", Severity::EXPECTED))?;
    i.skip();
    Ok(Clause::Severity(*one))
}

fn duty_clause(i: &mut Tokens<'_>, start: usize) -> Parsed<Clause> {
    let holder = name(i, "who has the duty, such as `exporter`")?;
    let text = text(i, "the duty, in double quotes")?;
    let within = if i.take("within") { Some(duration(i)?) } else { None };
    Ok(Clause::Duty(DutyDecl { holder, text, within, span: i.span_from(start) }))
}
