//! Conditions and sets, as they were written.

use super::{Cite, Name, Path, WindowDecl};
use crate::date::{Date, Duration};
use crate::span::Span;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cond {
    /// What it says.
    pub kind: CondKind,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Where it stands.
    pub span: Span,
}

/// What a condition says. `And` and `Or` have at least two operands, none of the same kind unless it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CondKind {
    /// `a and b`
    And(Vec<Cond>),
    /// `a or b`
    Or(Vec<Cond>),
    /// `not a`
    Not(Box<Cond>),
    /// `every x in … : a`
    Quantified(Box<Quantified>),
    /// `s.place in EEA`
    Compare(Compare),
    /// Something that could not be read.
    Broken,
}

/// `every x in set_expr [where cond]: cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantified {
    /// `every`, `some`, `no`, `at least n`.
    pub quantifier: Quantifier,
    /// The variable.
    pub var: Name,
    /// What it runs over.
    pub from: SetExpr,
    /// Which entries.
    pub filter: Option<Cond>,
    /// What is said of them.
    pub body: Cond,
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

/// `(PATH | total) [test]`; without a test, a yes_no fact or a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// What is tested.
    pub left: Left,
    /// How.
    pub test: Option<Test>,
}

/// What a test is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// A fact.
    Path(Path),
    /// `total(h.capital for h in provider.holders where …)`
    Total(Box<Total>),
}

/// `total(PATH for NAME in set_expr [where cond])`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// What is added up: a percent of the variable.
    pub share: Path,
    /// The variable.
    pub var: Name,
    /// What it runs over.
    pub from: SetExpr,
    /// Which entries.
    pub filter: Option<Cond>,
    /// Where it stands.
    pub span: Span,
}

/// A test on a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `is term`, `is not term`
    Is {
        /// `is not`
        not: bool,
        /// The other side.
        term: Term,
    },
    /// `in set`, `not in set`, `with` the recipient's lists, `on` another day
    In {
        /// `not in`
        not: bool,
        /// The set.
        set: SetExpr,
        /// Whose lists a scoped set is read with.
        with: Option<Path>,
        /// Another day than `as_of`.
        on: Option<On>,
    },
    /// `has health`
    Has(Name),
    /// `<= 24%`
    Order(Order, OrderTerm),
    /// `within 12 months`
    Within(Duration, Span),
}

/// `on DATE`, `on PATH`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// That day.
    Date(Date, Span),
    /// The day that this fact states.
    Path(Path),
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

/// The right side of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderTerm {
    /// A value.
    Value(Value, Span),
    /// Another fact.
    Path(Path),
}

/// The right side of `is`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A name, place or path: told apart by type.
    Ref(Path),
    /// `aws/eu-west-3`
    Region(Name),
    /// `@acme`, with its `@`
    Party(Name),
    /// A date, duration, percent or number.
    Value(Value, Span),
}

/// A literal value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// `2026-03-01`
    Date(Date),
    /// `12 months`
    Duration(Duration),
    /// `24%`, in hundredths of a percent: 2400. At most two decimals.
    Percent(u32),
    /// `15`, `1.5`, in ten-thousandths: 150000. At most four decimals.
    Number(i64),
}

/// A set, or a list of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetExpr {
    /// Which.
    pub kind: SetKind,
    /// Where it stands.
    pub span: Span,
}

/// How a set is put together. The operators have at least two operands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetKind {
    /// A fact, a named set or list, a group or a place.
    Path(Path),
    /// `{FR, US with dpf from 2023-07-10}`
    Braces(Vec<Member>),
    /// `a + b`
    Union(Vec<SetExpr>),
    /// `a & b`
    Intersection(Vec<SetExpr>),
    /// `a except b except c`: the first without the others.
    Except(Vec<SetExpr>),
    /// Something that could not be read.
    Broken,
}

/// A member between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What it is.
    pub kind: MemberKind,
    /// `with dpf`: it holds only under this scope.
    pub with: Option<Name>,
    /// When it holds.
    pub window: WindowDecl,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Where it stands.
    pub span: Span,
}

/// What a member is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A name or place: `scc`, `FR`, `PT-20`.
    Name(Name),
    /// `aws/eu-west-3`
    Region(Name),
    /// `@acme`, with its `@`
    Party(Name),
}
