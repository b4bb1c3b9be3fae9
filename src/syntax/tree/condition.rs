//! Conditions and sets, as they were written.

use super::{Cite, Name, Path, WindowDecl};
use crate::date::{Date, Duration};
use crate::span::Span;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cond {
    /// Its kind and operands.
    pub kind: CondKind,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
    /// Its span in the source.
    pub span: Span,
}

/// The kind of a condition. `And` and `Or` have at least two operands, none of the same kind unless it is cited.
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
    /// A part that could not be parsed.
    Broken,
}

/// `every x in set_expr [where cond]: cond`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantified {
    /// `every`, `some`, `no`, `at least n`.
    pub quantifier: Quantifier,
    /// The variable.
    pub var: Name,
    /// The list it ranges over.
    pub from: SetExpr,
    /// Restricts it to the entries that meet this.
    pub filter: Option<Cond>,
    /// The condition asked of each entry.
    pub body: Cond,
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

/// `(PATH | total) [test]`; without a test, a yes_no fact or a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The fact or total that is tested.
    pub left: Left,
    /// The test; absent for a yes_no fact or a definition.
    pub test: Option<Test>,
}

/// The left side of a test.
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
    /// The percent of the variable that is added up.
    pub share: Path,
    /// The variable.
    pub var: Name,
    /// The list it ranges over.
    pub from: SetExpr,
    /// Restricts it to the entries that meet this.
    pub filter: Option<Cond>,
    /// Its span in the source.
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
        /// The fact with the lists that a scoped set is read under.
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
    /// A literal day.
    Date(Date, Span),
    /// The day that this fact states.
    Path(Path),
}

/// An order comparison.
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
    /// A name, place or path; the checker resolves it by type.
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
    /// Its kind.
    pub kind: SetKind,
    /// Its span in the source.
    pub span: Span,
}

/// The kind of a set. The operators have at least two operands.
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
    /// A part that could not be parsed.
    Broken,
}

/// A member between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its kind.
    pub kind: MemberKind,
    /// `with dpf`: it holds only under this scope.
    pub with: Option<Name>,
    /// The days on which it holds.
    pub window: WindowDecl,
    /// The citations it rests on.
    pub cites: Vec<Cite>,
    /// Its span in the source.
    pub span: Span,
}

/// The kind of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A name or place: `scc`, `FR`, `PT-20`.
    Name(Name),
    /// `aws/eu-west-3`
    Region(Name),
    /// `@acme`, with its `@`
    Party(Name),
}
