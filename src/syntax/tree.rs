//! The tree of a policy file, as it was written: names are not looked up and types not known.
//!
//! Brackets are not kept: a node that needs them when printed gets them. A part that could not be
//! read is `Broken`, and whoever reads the tree passes over it in silence: its error is already said.

use crate::date::{Date, Duration};
use crate::span::Span;

mod condition;

pub use condition::*;

/// A name, keyword-like word or place code, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `approved`, `FR`, `PT-20`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A text in double quotes, without them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What is between the quotes.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// Names joined by dots: `t.recipient.seat`. A place such as `PT-20` is a path of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// At least one.
    pub names: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

/// A comment: `#` to the end of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// With its `#`, without the line end.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether nothing but space stands before it on its line.
    pub own_line: bool,
}

/// How a text is laid out: what a formatter keeps beside the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The lines on which anything stands, in order.
    pub lines: Vec<Line>,
    /// The clauses, from their first word to their last, in order.
    pub clauses: Vec<Span>,
}

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where its first word or comment begins.
    pub start: u32,
    /// How many columns stand before that.
    pub indent: u32,
    /// Whether an empty line stands above it.
    pub after_blank: bool,
}

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// The number after `loci`, when there is one.
    pub edition: Option<(u32, Span)>,
    /// `use gdpr`.
    pub uses: Vec<Name>,
    /// Everything before the policy, in order.
    pub items: Vec<Item>,
    /// The policy; modules have none.
    pub policy: Option<PolicyDecl>,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// How the text was laid out.
    pub layout: Layout,
}

/// What can stand before the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `source DPO is "…" at "…"`
    Source(SourceDecl),
    /// `set approved = {…}`
    Set(SetDecl),
    /// `list exports = t in transfers where …`
    List(ListDecl),
    /// `define p is foreign as …`
    Define(DefineDecl),
    /// `fact x.tier is one of {…}`
    Fact(FactDecl),
    /// Something that could not be read. Its name, when it could be, so that its uses are not reported again.
    Broken(Option<Name>, Span),
}

/// `source NAME is TEXT [at TEXT]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDecl {
    /// What citations call it.
    pub name: Name,
    /// What it is.
    pub title: Text,
    /// Its address.
    pub url: Option<Text>,
    /// The whole clause.
    pub span: Span,
}

/// `[replace] set NAME [of type] = set_expr`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetDecl {
    /// Whether it replaces one that stands.
    pub replace: bool,
    /// Its name.
    pub name: Name,
    /// Its type, said only for the empty set.
    pub of: Option<Type>,
    /// Its members.
    pub value: SetExpr,
    /// The whole clause.
    pub span: Span,
}

/// `list NAME = NAME in set_expr where cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDecl {
    /// Its name.
    pub name: Name,
    /// The variable of `cond`.
    pub var: Name,
    /// What it is drawn from.
    pub from: SetExpr,
    /// Which entries.
    pub cond: Cond,
    /// The whole clause.
    pub span: Span,
}

/// `[replace] define [NAME is] NAME [TEXT] as cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefineDecl {
    /// Whether it replaces one that stands.
    pub replace: bool,
    /// Its parameter: `h` in `define h is foreign as …`.
    pub param: Option<Name>,
    /// Its name.
    pub name: Name,
    /// How to read it aloud.
    pub title: Option<Text>,
    /// What it means.
    pub cond: Cond,
    /// The whole clause.
    pub span: Span,
}

/// `fact PATH is type [as nature]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactDecl {
    /// `x.tier`, `site.x.disclosed`.
    pub path: Path,
    /// Its type.
    pub ty: Type,
    /// What it takes to make it true, where that is said.
    pub nature: Option<Nature>,
    /// The whole clause.
    pub span: Span,
}

/// What it takes to make a declared fact true, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word of the language itself")]
pub enum Nature {
    Act,
    Finding,
    Given,
}

/// A type, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// Which.
    pub kind: TypeKind,
    /// Where it stands.
    pub span: Span,
}

/// The types that a `fact` line or `set … of` can name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word of the language itself")]
pub enum TypeKind {
    YesNo,
    Number,
    Percent,
    Date,
    Duration,
    Place,
    Region,
    Category,
    OneOf(Vec<Name>),
    SetOf(Box<Type>),
}

/// `policy NAME version SEMVER TEXT { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDecl {
    /// Its name.
    pub name: Name,
    /// `1.2.0`, as written.
    pub version: Name,
    /// What it says, in a sentence.
    pub title: Text,
    /// `applies when`.
    pub applies: Option<Cond>,
    /// `levels a < b < c`, lowest first.
    pub levels: Vec<Name>,
    /// Rules, exceptions and claims, in order.
    pub members: Vec<PolicyMember>,
    /// From `policy` to `}`.
    pub span: Span,
}

/// What stands between a policy's braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyMember {
    /// `rule …`
    Rule(RuleDecl),
    /// `exception …`
    Exception(ExceptionDecl),
    /// `claim …`
    Claim(ClaimDecl),
    /// Something whose head could not be read, with its name when that could be.
    Broken(Option<Name>, Span),
}

/// `rule NAME TEXT …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDecl {
    /// Its name.
    pub name: Name,
    /// What it says, in a sentence.
    pub title: Text,
    /// `part chapter_v`
    pub part: Option<Name>,
    /// `at label_2`
    pub level: Option<Name>,
    /// `[GDPR 44]`
    pub cites: Vec<Cite>,
    /// When it is in force.
    pub window: WindowDecl,
    /// `for every …`, outermost first.
    pub loops: Vec<Loop>,
    /// `when …`
    pub when: Option<Cond>,
    /// At least one, unless broken.
    pub demands: Vec<Demand>,
    /// `severity minor`
    pub severity: Option<(Severity, Span)>,
    /// `duty exporter "…" within 12 months`
    pub duties: Vec<DutyDecl>,
    /// `remedy "…"`
    pub remedy: Option<Text>,
    /// The whole rule.
    pub span: Span,
}

/// How much a rule weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It decides the verdict.
    Blocking,
    /// It becomes a reservation.
    Minor,
    /// It changes nothing.
    Advisory,
}

/// `for every NAME in set_expr [where cond]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// The variable.
    pub var: Name,
    /// What it runs over.
    pub from: SetExpr,
    /// Which entries.
    pub cond: Option<Cond>,
    /// The whole clause.
    pub span: Span,
}

/// `require cond` or `forbid cond`, with what waives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// `forbid` rather than `require`.
    pub forbid: bool,
    /// What is demanded or forbidden.
    pub cond: Cond,
    /// `unless …`: any one waives this demand only.
    pub unless: Vec<Cond>,
    /// The clause and its waivers.
    pub span: Span,
}

/// `exception NAME to NAME, … TEXT …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionDecl {
    /// Its name.
    pub name: Name,
    /// The rules, or the exceptions, that it excuses or defeats.
    pub targets: Vec<Name>,
    /// What it says, in a sentence.
    pub title: Text,
    /// `[GDPR 49(1)(a)]`
    pub cites: Vec<Cite>,
    /// When it is in force.
    pub window: WindowDecl,
    /// `when …`
    pub when: Cond,
    /// `unless …`: any one defeats it.
    pub unless: Vec<Cond>,
    /// What it obliges to.
    pub duties: Vec<DutyDecl>,
    /// The whole exception.
    pub span: Span,
}

/// `claim NAME TEXT … never cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDecl {
    /// Its name.
    pub name: Name,
    /// What it says, in a sentence.
    pub title: Text,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// `when …`
    pub when: Option<Cond>,
    /// What no compliant flow may be.
    pub never: Cond,
    /// The whole claim.
    pub span: Span,
}

/// `duty NAME TEXT [within DURATION]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDecl {
    /// Who: `exporter`.
    pub holder: Name,
    /// What.
    pub text: Text,
    /// By when, from `as_of`.
    pub within: Option<Duration>,
    /// The whole clause.
    pub span: Span,
}

/// `[from DATE] [through DATE | before DATE]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowDecl {
    /// First day.
    pub from: Option<Date>,
    /// Its end.
    pub until: Option<Until>,
    /// Where it stands; empty when nothing is said.
    pub span: Span,
}

/// The end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The last day with it.
    Through(Date),
    /// The first day without it.
    Before(Date),
}

/// `GDPR 46(2)(c)` in `[GDPR 46(2)(c); DPO 1]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The name of the source.
    pub source: Name,
    /// Where in it: `46(2)(c)`.
    pub pin: String,
    /// Where it stands.
    pub span: Span,
}

/// `US with dpf joins adequate on 2027-03-01`: what is supposed of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Who joins or leaves.
    pub member: MemberKind,
    /// The list under which it joins.
    pub with: Option<Name>,
    /// Whether it joins; else it leaves.
    pub joins: bool,
    /// The set.
    pub set: Name,
    /// The first day on which it has.
    pub on: Date,
}
