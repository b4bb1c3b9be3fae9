//! The tree of a policy file, as it was written: names are not resolved and types not known.
//!
//! Brackets are not kept: the printer adds them where a node needs them. A part that could not be parsed is `Broken`.
//! Later stages skip it, because its error is already reported.

use crate::date::{Date, Duration};
pub use crate::severity::Severity;
use crate::span::Span;

mod condition;

pub use condition::*;

/// A name, keyword-like word or place code, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `approved`, `FR`, `PT-20`.
    pub text: String,
    /// Its span in the source.
    pub span: Span,
}

/// A text in double quotes, without them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text between the quotes.
    pub text: String,
    /// Its span, quotes included.
    pub span: Span,
}

/// Names joined by dots: `t.recipient.seat`. A place such as `PT-20` is a path of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// At least one.
    pub names: Vec<Name>,
    /// Its span in the source.
    pub span: Span,
}

/// A comment: `#` to the end of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// With its `#`, without the line end.
    pub text: String,
    /// Its span in the source.
    pub span: Span,
    /// Says whether nothing but space stands before it on its line.
    pub own_line: bool,
}

/// The layout of a text: the line structure that the formatter preserves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The lines that are not empty, in order.
    pub lines: Vec<Line>,
    /// The clauses, from their first word to their last, in order.
    pub clauses: Vec<Span>,
}

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The offset of its first word or comment.
    pub start: u32,
    /// Its indentation in columns.
    pub indent: u32,
    /// Says whether an empty line stands above it.
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
    /// The lints that are allowed, in order.
    pub allows: Vec<AllowDecl>,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// The layout of the text.
    pub layout: Layout,
}

impl File {
    /// Returns what it says, as text without positions, comments and layout. Files with the same content have the same text.
    pub fn content(&self) -> String {
        const SPAN: &str = "Span { ";
        let bare = File { comments: vec![], layout: Layout::default(), ..self.clone() };
        let text = format!("{bare:?}");
        let mut parts = text.split(SPAN);
        let first = parts.next().unwrap_or("").to_owned();
        parts.fold(first, |content, part| content + SPAN + part.split_once('}').map_or(part, |(_, rest)| rest))
    }
}

/// `allow CODE TEXT`, before what it is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowDecl {
    /// The code of the lint: `L0404`.
    pub code: Name,
    /// The reason.
    pub reason: Text,
    /// The clause itself.
    pub span: Span,
    /// The declaration, the policy or the member of one that stands below it.
    pub of: Span,
}

/// A declaration before the policy.
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
    /// `vendor acme "Acme GmbH" seat DE parent DE`
    Vendor(VendorDecl),
    /// `region acme/fra-1 in DE operated by acme`
    Region(RegionDecl),
    /// A declaration that could not be parsed. Its name, where that could, keeps its uses from being reported too.
    Broken(Option<Name>, Span),
}

/// `source NAME is TEXT [at TEXT] [window]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDecl {
    /// The name that citations use.
    pub name: Name,
    /// Its title.
    pub title: Text,
    /// Its address.
    pub url: Option<Text>,
    /// The days on which it is in force.
    pub window: WindowDecl,
    /// The whole clause.
    pub span: Span,
}

/// `[replace] set NAME [of type] = set_expr`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetDecl {
    /// Says whether it replaces a set that is already declared.
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
    /// The list it ranges over.
    pub from: SetExpr,
    /// Restricts it to the entries that meet this.
    pub cond: Cond,
    /// The whole clause.
    pub span: Span,
}

/// `[replace] define [NAME is] NAME [TEXT] as cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefineDecl {
    /// Says whether it replaces a definition that is already declared.
    pub replace: bool,
    /// Its parameter: `h` in `define h is foreign as …`.
    pub param: Option<Name>,
    /// Its name.
    pub name: Name,
    /// Its title, for readers.
    pub title: Option<Text>,
    /// The condition it stands for.
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
    /// Its nature, where the declaration gives one.
    pub nature: Option<Nature>,
    /// The whole clause.
    pub span: Span,
}

/// `vendor KEY TEXT seat PLACE [parent (PLACE | KEY)]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorDecl {
    /// Its key, as written: `acme`, `@acme-cloud`.
    pub key: Name,
    /// Its name.
    pub name: Text,
    /// The place of its seat.
    pub seat: Name,
    /// The place of the company at the top of its group, or the key of that vendor.
    pub parent: Option<Name>,
    /// The whole clause.
    pub span: Span,
}

/// `region REGION in PLACE operated by KEY`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionDecl {
    /// Its id: `acme/fra-1`.
    pub id: Name,
    /// Its place, or the group of places in one of which it lies.
    pub place: Name,
    /// The key of the vendor that operates it, as written.
    pub operator: Name,
    /// The whole clause.
    pub span: Span,
}

/// The nature of a declared fact, as written: what it takes to make it true.
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
    /// Its kind.
    pub kind: TypeKind,
    /// Its span in the source.
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
    /// Its title, one sentence.
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

/// A member of a policy, between its braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyMember {
    /// `rule …`
    Rule(RuleDecl),
    /// `exception …`
    Exception(ExceptionDecl),
    /// `claim …`
    Claim(ClaimDecl),
    /// A member whose head could not be parsed, with its name where that could.
    Broken(Option<Name>, Span),
}

/// `rule NAME TEXT …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDecl {
    /// Its name.
    pub name: Name,
    /// Its title, one sentence.
    pub title: Text,
    /// `part chapter_v`
    pub part: Option<Name>,
    /// `at label_2`
    pub level: Option<Name>,
    /// `[GDPR 44]`
    pub cites: Vec<Cite>,
    /// The days on which it is in force.
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

/// `for every NAME in set_expr [where cond]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// The variable.
    pub var: Name,
    /// The list it ranges over.
    pub from: SetExpr,
    /// Restricts it to the entries that meet this.
    pub cond: Option<Cond>,
    /// The whole clause.
    pub span: Span,
}

/// `require cond` or `forbid cond`, with the conditions that waive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// `forbid` rather than `require`.
    pub forbid: bool,
    /// The condition demanded or forbidden.
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
    /// The rules that it excuses, or the exceptions that it defeats.
    pub targets: Vec<Name>,
    /// Its title, one sentence.
    pub title: Text,
    /// `[GDPR 49(1)(a)]`
    pub cites: Vec<Cite>,
    /// The days on which it is in force.
    pub window: WindowDecl,
    /// `when …`
    pub when: Cond,
    /// `unless …`: any one defeats it.
    pub unless: Vec<Cond>,
    /// The duties it carries.
    pub duties: Vec<DutyDecl>,
    /// The whole exception.
    pub span: Span,
}

/// `claim NAME TEXT … never cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDecl {
    /// Its name.
    pub name: Name,
    /// Its title, one sentence.
    pub title: Text,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
    /// `when …`
    pub when: Option<Cond>,
    /// The condition that no compliant flow meets.
    pub never: Cond,
    /// The whole claim.
    pub span: Span,
}

/// `duty NAME TEXT [within DURATION]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDecl {
    /// The role that has the duty: `exporter`.
    pub holder: Name,
    /// The text of the duty.
    pub text: Text,
    /// The time allowed, counted from `as_of`.
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
    /// Its span; empty when no window is given.
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
    /// The place in that source: `46(2)(c)`.
    pub pin: String,
    /// Its span in the source.
    pub span: Span,
}

/// A supposed change of a set: `US with dpf joins adequate on 2027-03-01`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The member that joins or leaves.
    pub member: MemberKind,
    /// The list under which it joins.
    pub with: Option<Name>,
    /// Says whether it joins rather than leaves.
    pub joins: bool,
    /// The set.
    pub set: Name,
    /// The first day of the change.
    pub on: Date,
}
