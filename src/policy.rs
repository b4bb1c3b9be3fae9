//! The checked policy: formulas over atoms, every name resolved, every type known.
//!
//! Definitions are expanded where they are used, so that a formula speaks of facts alone. Variables are slots.

use crate::atlas::{Group, Place};
use crate::date::{Date, Duration, Window};
use crate::diag::Diagnostic;
use crate::span::{LineIndex, Span};
use crate::vocab::{Category, EnumId, Kind, Type, values};

use crate::verdict::Cited;
pub use crate::verdict::Severity;

/// A policy that can be evaluated.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// Its version, `1.2.0`.
    pub version: String,
    /// What it says, in a sentence.
    pub title: String,
    /// SHA-256 of its text and of its modules' texts: `sha256:…`.
    pub digest: String,
    /// What it applies to.
    pub applies: Formula,
    /// Its levels, lowest first.
    pub levels: Vec<String>,
    /// Its parts, in the order of their first rule.
    pub parts: Vec<String>,
    /// Its rules, in order.
    pub rules: Vec<Rule>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Everything that citations name.
    pub sources: Vec<Source>,
    /// Named sets, each with its members; set expressions refer to them by index.
    pub sets: Vec<NamedSet>,
    /// The facts and enumerations that it declares.
    pub declared: Declared,
    /// How derived facts follow from others.
    pub derivations: Vec<Derivation>,
    /// Names that it or a module replaced, sorted.
    pub replaced: Vec<String>,
    /// What is legal but probably not meant.
    pub lints: Vec<Diagnostic>,
    /// The texts that spans point into: the policy first, then its modules.
    pub texts: Vec<SourceText>,
    /// The lines of the policy's own text.
    pub lines: LineIndex,
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
pub struct Site {
    /// Index into `Policy::texts`.
    pub text: u16,
    /// Where in it.
    pub span: Span,
}

/// What a citation names.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its short name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Index into `Policy::sources`.
    pub source: usize,
    /// Where in it.
    pub pin: String,
}

/// Facts and enumerations that a policy declares with `fact`.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// `x.tier`, `site.x.disclosed`; their fields stand after the vocabulary's own, in this order.
    pub facts: Vec<DeclaredFact>,
    /// The values of `one of {…}`; their ids stand after the vocabulary's own, in this order.
    pub enumerations: Vec<Vec<String>>,
}

/// A declared fact.
#[derive(Clone, Debug)]
pub struct DeclaredFact {
    /// What it belongs to.
    pub kind: Kind,
    /// Its name under `x`.
    pub name: String,
    /// Its type.
    pub ty: Type,
}

impl Declared {
    /// The values of an enumeration, the vocabulary's or a declared one.
    pub fn values(&self, id: EnumId) -> Vec<&str> {
        match values::enumeration(id) {
            Some(own) => own.values.iter().map(|value| value.0).collect(),
            None => {
                let index = usize::from(id.0) - values::ENUMERATIONS.len();
                self.enumerations.get(index).into_iter().flatten().map(String::as_str).collect()
            }
        }
    }

    /// The position of a value in its enumeration.
    pub fn value(&self, id: EnumId, name: &str) -> Option<u8> {
        self.values(id).iter().position(|value| *value == name).map(|index| index as u8)
    }

    /// The field and declaration of `kind.x.name`.
    pub fn fact(&self, kind: Kind, name: &str) -> Option<(Field, &DeclaredFact)> {
        let index = self.facts.iter().position(|fact| fact.kind == kind && fact.name == name)?;
        Some((Field(Field::DECLARED + index as u16), self.facts.get(index)?))
    }
}

/// One fact of an object: its position in the kind's table, or a declared fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field(pub u16);

impl Field {
    /// The first declared fact.
    pub const DECLARED: u16 = 1 << 8;
    /// The person behind a holder or supplier.
    pub const PERSON: Field = Field(u16::MAX);
}

/// A path from a variable or from the flow to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub base: Base,
    /// The facts on the way.
    pub steps: Vec<Step>,
    /// The type of what it leads to.
    pub ty: Type,
}

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The flow.
    Flow,
    /// A variable.
    Slot(usize),
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it steps from.
    pub kind: Kind,
    /// To which of its facts.
    pub field: Field,
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// Decided by the policy alone.
    Const(bool),
    /// It does not hold.
    Not(Box<Formula>),
    /// All hold.
    All(Vec<Formula>),
    /// At least one holds.
    Any(Vec<Formula>),
    /// Said of the entries of a list.
    Quantified(Box<Quantified>),
    /// A test on a fact.
    Atom(Box<Atom>),
    /// A fact that follows from others unless the flow states it.
    Derived(Box<Derived>),
}

/// How many entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// All of them.
    Every,
    /// One or more.
    Some,
    /// None.
    No,
    /// This many or more.
    AtLeast(u32),
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the signs")]
pub enum Order {
    LessOrEqual,
    GreaterOrEqual,
    Less,
    Greater,
}

/// A condition on the entries of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantified {
    /// How many.
    pub quantifier: Quantifier,
    /// The variable.
    pub slot: usize,
    /// The entries.
    pub from: Entries,
    /// Which of them.
    pub filter: Formula,
    /// What is said of them.
    pub body: Formula,
}

/// What a rule, quantifier or total runs over.
#[derive(Clone, Debug, PartialEq)]
pub enum Entries {
    /// A list or set of the flow.
    Path(Path),
    /// One after the other.
    Joined(Vec<Entries>),
    /// Those of which a condition holds.
    Filtered {
        /// The entries.
        from: Box<Entries>,
        /// The condition's variable.
        slot: usize,
        /// The condition.
        filter: Formula,
    },
}

/// A yes_no fact that follows from others unless it is stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The fact, when the flow states it.
    pub stated: Atom,
    /// Its path without the fact itself: what it is derived from.
    pub rule: Formula,
}

/// A test on a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Atom {
    /// What is tested.
    pub subject: Subject,
    /// How.
    pub test: Test,
    /// Its own words.
    pub words: Site,
    /// Where in the policy it is used: the same, unless a definition brought it in.
    pub used: Site,
    /// What it rests on.
    pub cites: Vec<Cite>,
}

/// What a test is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A fact.
    Path(Path),
    /// A sum of percents.
    Total(Box<Total>),
}

/// A sum of percents over entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// What is added up.
    pub share: Path,
    /// The variable.
    pub slot: usize,
    /// The entries.
    pub from: Entries,
    /// Which of them.
    pub filter: Formula,
}

/// A test.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is yes.
    Yes,
    /// A party that is none.
    IsNone,
    /// It is this value of its enumeration.
    IsValue(u8),
    /// It is this place.
    IsPlace(Place),
    /// It is this region, or on none.
    IsRegion(Option<u16>),
    /// It is at or below this category.
    IsCategory(Category),
    /// It is the party with this id, without `@`.
    IsParty(String),
    /// It is what another fact is.
    IsPath(Path),
    /// It is this date, duration, percent or number.
    IsLiteral(Literal),
    /// It is in a set.
    In(Membership),
    /// The set has this value of its enumeration.
    HasValue(u8),
    /// The data have a category at or below this.
    HasCategory(Category),
    /// The set has this place.
    HasPlace(Place),
    /// It stands in this order to a value.
    Order(Order, Literal),
    /// It stands in this order to another fact.
    OrderPath(Order, Path),
    /// It is a day at most this long before `as_of`.
    Within(Duration),
}

/// A literal to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A day.
    Date(Date),
    /// A duration.
    Duration(Duration),
    /// Hundredths of a percent.
    Percent(u32),
    /// Ten-thousandths.
    Number(i64),
}

/// Membership in a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// The set.
    pub set: Set,
    /// Whose lists a scoped set is read with.
    pub with: Option<Path>,
    /// The day it is read on, when not `as_of`.
    pub on: Option<Day>,
}

/// A day that a policy names.
#[derive(Clone, Debug, PartialEq)]
pub enum Day {
    /// This one.
    Date(Date),
    /// The one that a fact states.
    Path(Path),
}

/// A set of places, values, regions, categories or parties.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// A named set: an index into `Policy::sets`.
    Named(usize),
    /// A group of the atlas.
    Group(Group),
    /// Members between braces.
    Members(Vec<Member>),
    /// The values of a fact, or the one place that it is.
    Fact(Path),
    /// The entries of a list of parties.
    Entries(Entries),
    /// In any.
    Union(Vec<Set>),
    /// In all.
    Intersection(Vec<Set>),
    /// In the first, in none of the others.
    Except(Vec<Set>),
}

/// A named set, typed by its use.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSet {
    /// Its name.
    pub name: String,
    /// What it is.
    pub set: Set,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it is.
    pub value: MemberValue,
    /// The list under which it holds: a value of the enumeration that `with` reads.
    pub scope: Option<u8>,
    /// When it holds.
    pub window: Window,
    /// What it rests on.
    pub cites: Vec<Cite>,
}

/// What a member is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the types of values")]
pub enum MemberValue {
    Place(Place),
    Group(Group),
    Value(u8),
    Region(u16),
    Category(Category),
    Party(String),
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
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// When it is in force.
    pub window: Window,
    /// What it runs over, outermost first.
    pub loops: Vec<Loop>,
    /// `when`.
    pub when: Formula,
    /// All must be met or waived.
    pub demands: Vec<Demand>,
    /// How much it weighs.
    pub severity: Severity,
    /// What it obliges to.
    pub duties: Vec<Duty>,
    /// Advice when it is not met.
    pub remedy: Option<String>,
    /// What can excuse it.
    pub exceptions: Vec<Exception>,
    /// Where it stands in the policy.
    pub span: Span,
}

/// One variable of a rule.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Its slot.
    pub slot: usize,
    /// What it runs over.
    pub from: Entries,
    /// Which entries.
    pub filter: Formula,
}

/// A demand: what must hold, and what waives it.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What must hold.
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
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// When it is in force.
    pub window: Window,
    /// When it holds.
    pub when: Formula,
    /// Any one defeats it.
    pub unless: Vec<Formula>,
    /// Exceptions to it: any one that holds defeats it.
    pub defeated_by: Vec<Exception>,
    /// What it obliges to.
    pub duties: Vec<Duty>,
}

/// Something owed.
#[derive(Clone, Debug)]
pub struct Duty {
    /// By whom.
    pub holder: String,
    /// What.
    pub text: String,
    /// By when, from `as_of`.
    pub within: Option<Duration>,
}

/// What no compliant flow may be.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// It in a sentence.
    pub title: String,
    /// Which flows it is about.
    pub when: Formula,
    /// What they must never be.
    pub never: Formula,
    /// Where it stands in the policy.
    pub span: Span,
}

/// How a derived fact follows from others: the rule's variable is slot 0.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// What the fact belongs to.
    pub kind: Kind,
    /// The fact.
    pub field: Field,
    /// When it is yes.
    pub rule: Formula,
}

impl Policy {
    /// The words at a place of one of the texts.
    pub fn words(&self, site: Site) -> &str {
        self.texts.get(usize::from(site.text)).map_or("", |text| site.span.of(&text.text))
    }

    /// A range as `[start, end)` in UTF-16 code units; `[0, 0]` where it does not stand in the policy itself.
    pub fn utf16(&self, site: Site) -> [u32; 2] {
        match self.texts.first() {
            Some(text) if site.text == 0 => self.lines.utf16(&text.text, site.span),
            _ => [0, 0],
        }
    }

    /// A citation that can be opened.
    pub fn cited(&self, cite: &Cite) -> Cited {
        let source = self.sources.get(cite.source);
        Cited {
            source: source.map_or(String::new(), |source| source.name.clone()),
            pin: cite.pin.clone(),
            url: source.and_then(|source| source.url.clone()),
        }
    }

    /// Every test of every rule, exception and derivation.
    pub fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.applies.each_atom(visit);
        for rule in &self.rules {
            for each in &rule.loops {
                each.from.each_atom(visit);
                each.filter.each_atom(visit);
            }
            rule.when.each_atom(visit);
            for demand in &rule.demands {
                demand.cond.each_atom(visit);
                demand.waivers.iter().for_each(|waiver| waiver.each_atom(visit));
            }
            rule.exceptions.iter().for_each(|exception| exception.each_atom(visit));
        }
    }
}

impl Exception {
    fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        self.when.each_atom(visit);
        self.unless.iter().for_each(|unless| unless.each_atom(visit));
        self.defeated_by.iter().for_each(|defeat| defeat.each_atom(visit));
    }
}

impl Entries {
    fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        match self {
            Entries::Path(_) => {}
            Entries::Joined(parts) => parts.iter().for_each(|part| part.each_atom(visit)),
            Entries::Filtered { from, filter, .. } => {
                from.each_atom(visit);
                filter.each_atom(visit);
            }
        }
    }
}

impl Formula {
    fn each_atom<'p>(&'p self, visit: &mut impl FnMut(&'p Atom)) {
        match self {
            Formula::Const(_) => {}
            Formula::Not(inner) => inner.each_atom(visit),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| part.each_atom(visit)),
            Formula::Quantified(quantified) => {
                quantified.from.each_atom(visit);
                quantified.filter.each_atom(visit);
                quantified.body.each_atom(visit);
            }
            Formula::Derived(derived) => {
                visit(&derived.stated);
                derived.rule.each_atom(visit);
            }
            Formula::Atom(atom) => {
                visit(atom);
                if let Subject::Total(total) = &atom.subject {
                    total.from.each_atom(visit);
                    total.filter.each_atom(visit);
                }
            }
        }
    }
}
