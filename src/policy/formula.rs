//! Conditions: formulas over tests on facts.

use super::{Cite, SourceSpan};
use crate::atlas::{Group, Place};
use crate::date::{Date, Duration, Window};
use crate::vocab::{Category, EnumId, Kind, Type};
use std::sync::Arc;

/// One fact of an object: its position in the kind's table, or a declared fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field(pub u16);

impl Field {
    /// The first declared fact.
    pub const DECLARED: u16 = 1 << 8;
    /// The person behind a holder or supplier.
    pub const PERSON: Field = Field(u16::MAX);
    /// The features that tell a party from others, in packed flows.
    pub(crate) const IDENTITY: Field = Field(u16::MAX - 1);
}

/// A path from a variable or from the flow to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its start.
    pub base: Base,
    /// The facts on the way.
    pub steps: Vec<Step>,
    /// The type of what it leads to.
    pub ty: Type,
}

/// The start of a path.
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
    /// The kind of object that it steps from.
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
    /// A definition.
    Defined(Arc<Defined>),
}

/// A definition where the policy uses it. Its numbers tell what is judged once and used again.
#[derive(Clone, Debug, PartialEq)]
pub struct Defined {
    /// The number of what it says: the same wherever the policy says it of the same subject.
    pub meaning: u32,
    /// The number of what it says in this place: with the same words and citations.
    pub place: u32,
    /// The variable that it is said of; nothing where it is said of the flow.
    pub slot: Option<usize>,
    /// The condition that it stands for.
    pub formula: Formula,
}

/// The number of entries that must meet a condition.
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

impl Order {
    /// Returns the outcomes of a comparison that satisfy it, as bits: 1 less, 2 equal, 4 greater.
    pub(crate) fn bits(self) -> u8 {
        match self {
            Order::LessOrEqual => 3,
            Order::GreaterOrEqual => 6,
            Order::Less => 1,
            Order::Greater => 4,
        }
    }
}

/// A condition on the entries of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantified {
    /// The number of entries that must meet `body`.
    pub quantifier: Quantifier,
    /// The variable.
    pub slot: usize,
    /// The entries.
    pub from: Entries,
    /// The condition that selects entries.
    pub filter: Formula,
    /// The condition asked of each entry.
    pub body: Formula,
}

/// The list that a rule, quantifier or total ranges over.
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
    /// The subject of the test.
    pub subject: Subject,
    /// The test.
    pub test: Test,
    /// Its own words.
    pub words: SourceSpan,
    /// The variable of the definition whose words these are, and what it stands for where the policy uses it.
    pub renamed: Option<Arc<Renamed>>,
    /// Says whether those words negate it: `is not`, `not in`.
    pub negated: bool,
    /// The position in the policy at which it is used: that of `words`, unless a definition brought it in.
    pub used: SourceSpan,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
}

/// A variable of a definition or a list, and the path that it stands for where the policy uses that.
#[derive(Clone, Debug, PartialEq)]
pub struct Renamed {
    from: String,
    to: String,
}

impl Renamed {
    /// Returns the pair; nothing where both are written alike.
    pub(crate) fn new(from: &str, to: String) -> Option<Arc<Renamed>> {
        (from != to && !to.is_empty()).then(|| Arc::new(Renamed { from: from.to_owned(), to }))
    }

    /// Writes the path in the place of the variable, wherever a path starts with it.
    pub(crate) fn apply(&self, words: &str) -> String {
        let is_part = |c: char| c.is_alphanumeric() || "_-./@".contains([c]);
        let mut out = String::with_capacity(words.len() + self.to.len());
        let mut rest = words;
        while !rest.is_empty() {
            let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let (path, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            match path.strip_prefix(self.from.as_str()) {
                Some(steps) if steps.is_empty() || steps.starts_with(['.']) => out.extend([self.to.as_str(), steps]),
                _ => out.push_str(path),
            }
            let gap = after.find(is_part).unwrap_or(after.len());
            let (between, next) = after.split_at_checked(gap).unwrap_or((after, ""));
            out.push_str(between);
            rest = next;
        }
        out
    }
}

/// The subject of a test.
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
    /// The share that is added up.
    pub share: Path,
    /// The variable.
    pub slot: usize,
    /// The entries.
    pub from: Entries,
    /// The condition that selects entries.
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
    /// The fact with the lists that a scoped set is read under.
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

/// The type of a set's members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the variants are the types of values")]
pub enum Of {
    Place,
    Region,
    Category,
    Enum(EnumId),
    Party,
}

/// A named set, typed by its use.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSet {
    /// Its name.
    pub name: String,
    /// The type of its members.
    pub of: Of,
    /// The set.
    pub set: Set,
}

/// A member of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The value.
    pub value: MemberValue,
    /// The list under which it holds: a value of the enumeration that `with` reads.
    pub scope: Option<u8>,
    /// The days on which it holds.
    pub window: Window,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
}

/// The value of a member.
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
