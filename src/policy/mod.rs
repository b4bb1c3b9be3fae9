//! The checked policy: formulas over atoms, every name resolved, every type known.
//!
//! Definitions are expanded where they are used, so that a formula speaks of facts alone. Variables are slots.

use crate::atlas::{Group, Place};
use crate::date::{Date, Duration, Window};
use crate::diag::Diagnostic;
use crate::span::{LineIndex, Span};
use crate::vocab::Kind;

mod allow;
mod declared;
mod formula;
mod places;
mod walk;

pub use crate::verdict::Severity;
pub use allow::Allowed;
#[doc(hidden)]
pub use allow::{ALWAYS, Allow, LINTS, sift};
pub(crate) use declared::{AnyOperator, AnyRegion, VendorId};
pub use declared::{Declared, DeclaredFact, DeclaredRegion, DeclaredVendor, Parent};
pub use formula::*;
pub(crate) use places::ComparedPlaces;
pub(crate) use walk::Part;

/// A policy that can be evaluated: parsed, every name resolved, every type checked.
///
/// ```
/// use lexloci::{Answer, Json, Options, Policy};
///
/// let policy: Policy = lexloci::policies::source("eu_residency").expect("it is shipped").parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// assert_eq!(policy.check(&flow, &Options::new())?.verdict, Answer::NonCompliant);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name.
    #[doc(hidden)]
    pub name: String,
    /// Its version, `1.2.0`.
    #[doc(hidden)]
    pub version: String,
    /// Its title, one sentence.
    #[doc(hidden)]
    pub title: String,
    /// SHA-256 of its text and of its modules' texts: `sha256:…`.
    #[doc(hidden)]
    pub digest: String,
    /// The condition under which it applies.
    #[doc(hidden)]
    pub applies: Formula,
    /// Its levels, lowest first.
    #[doc(hidden)]
    pub levels: Vec<String>,
    /// Its parts, in the order of their first rule.
    #[doc(hidden)]
    pub parts: Vec<String>,
    /// Its rules, in order.
    #[doc(hidden)]
    pub rules: Vec<Rule>,
    /// Its claims, in order.
    #[doc(hidden)]
    pub claims: Vec<Claim>,
    /// Everything that citations name.
    #[doc(hidden)]
    pub sources: Vec<Source>,
    /// Named sets, each with its members; set expressions refer to them by index.
    #[doc(hidden)]
    pub sets: Vec<NamedSet>,
    /// The facts, vendors and regions that it declares.
    #[doc(hidden)]
    pub declared: Declared,
    /// The rules by which derived facts follow from others.
    #[doc(hidden)]
    pub derivations: Vec<Derivation>,
    /// Names that it or a module replaced, sorted.
    #[doc(hidden)]
    pub replaced: Vec<String>,
    /// The suppositions about its sets, as they were written.
    #[doc(hidden)]
    pub supposed: Vec<String>,
    /// The suppositions about groups of the atlas.
    #[doc(hidden)]
    pub regrouped: Vec<Regrouped>,
    /// The lints: what is legal but probably not meant.
    #[doc(hidden)]
    pub lints: Vec<Diagnostic>,
    /// The lints that it allows, each with the reason.
    #[doc(hidden)]
    pub allowed: Vec<Allowed>,
    /// The lints that it allows.
    #[doc(hidden)]
    pub allows: Vec<Allow>,
    /// The texts that spans point into: the policy first, then its modules.
    #[doc(hidden)]
    pub texts: Vec<SourceText>,
    /// The lines of the policy's own text.
    #[doc(hidden)]
    pub lines: LineIndex,
}

/// A place that is supposed to join or leave a group of the atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regrouped {
    /// The group.
    pub group: Group,
    /// The place.
    pub place: Place,
    /// Says whether it joins; else it leaves.
    pub joins: bool,
    /// The first day on which it has.
    pub on: Date,
}

/// One text.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The module's name; empty for the policy.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A range in one of the policy's texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceSpan {
    /// Index into `Policy::texts`.
    pub text: u16,
    /// The range in that text.
    pub span: Span,
}

/// A source of citations.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its short name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The days on which it is in force: on others nothing is cited from it.
    pub window: Window,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Index into `Policy::sources`.
    pub source: usize,
    /// The place in the source.
    pub pin: String,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// It in a sentence.
    pub title: String,
    /// Index into `Policy::parts`.
    pub part: Option<usize>,
    /// Index into `Policy::levels`: it binds from there upward.
    pub level: usize,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
    /// The days on which it is in force.
    pub window: Window,
    /// The lists it ranges over, outermost first.
    pub loops: Vec<Loop>,
    /// `when`.
    pub when: Formula,
    /// All must be met or waived.
    pub demands: Vec<Demand>,
    /// Its weight.
    pub severity: Severity,
    /// The duties it carries.
    pub duties: Vec<Duty>,
    /// Advice when it is not met.
    pub remedy: Option<String>,
    /// The exceptions that can excuse it.
    pub exceptions: Vec<Exception>,
    /// Its span in the policy.
    pub span: Span,
}

/// One variable of a rule.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Its slot.
    pub slot: usize,
    /// The list it ranges over.
    pub from: Entries,
    /// The condition that selects entries.
    pub filter: Formula,
}

/// A demand: what must hold, and what waives it.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The condition that must hold.
    pub cond: Formula,
    /// Any one waives it.
    pub waivers: Vec<Formula>,
}

/// An exception, checked against one rule.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its name.
    pub name: String,
    /// It in a sentence.
    pub title: String,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
    /// The days on which it is in force.
    pub window: Window,
    /// The condition under which it holds.
    pub when: Formula,
    /// Any one defeats it.
    pub unless: Vec<Formula>,
    /// Exceptions to it: any one that holds defeats it.
    pub defeated_by: Vec<Exception>,
    /// The duties it carries.
    pub duties: Vec<Duty>,
    /// Its span in the policy.
    pub span: Span,
}

/// Something owed.
#[derive(Clone, Debug)]
pub struct Duty {
    /// By whom.
    pub holder: String,
    /// The text.
    pub text: String,
    /// By when, from `as_of`.
    pub within: Option<Duration>,
}

/// A claim: a condition that no compliant flow meets.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// It in a sentence.
    pub title: String,
    /// The flows that it is about.
    pub when: Formula,
    /// The condition that they must never meet.
    pub never: Formula,
    /// Its span in the policy.
    pub span: Span,
}

/// A rule by which a derived fact follows from others; its variable is slot 0.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// The kind that the fact belongs to.
    pub kind: Kind,
    /// The fact.
    pub field: Field,
    /// The condition under which it is yes.
    pub rule: Formula,
}
