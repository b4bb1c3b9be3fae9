//! Conditions between a checked policy and a printed module: a graph in which equal conditions are one node.

use super::tables::{RowsId, VectorId};
use crate::policy::{Base, Field};
use crate::vocab::{Kind, Type};
use std::collections::BTreeMap;

/// A node of the graph.
pub(super) type Id = usize;

/// A path from a variable or from the flow to a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) base: Base,
    pub(super) steps: Vec<(Kind, Field)>,
    pub(super) ty: Type,
}

/// The day on which a set is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// The day judged.
    AsOf,
    /// A day that the policy names.
    Day(u32),
    /// The day that the function around it is called with.
    Bound,
}

/// A value to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// A date or a percent, as the number that a record holds.
    Ordered(u32),
    /// Months and days.
    Duration(u32, u32),
    /// Ten-thousandths.
    Number(i64),
}

/// Orderings that fit, as bits: less 1, equal 2, greater 4.
pub(super) type Orders = u8;

/// A test on the fact at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is yes.
    Yes,
    /// It is a party that is none.
    IsNone,
    /// Its code stands for true in a table.
    Codes(VectorId, When),
    /// It is one of these places.
    Places(RowsId, When),
    /// It is one of these regions: the codes.
    Regions(Vec<u32>),
    /// It is the party with this id.
    IsParty(String),
    /// It is what another fact is.
    IsPath(Path),
    /// It compares with a value.
    Order(Orders, Literal),
    /// It compares with another fact.
    OrderPath(Orders, Path),
    /// It is a day at most so many months and days before the day judged.
    Within(u32, u32),
    /// The set has this value.
    HasValue(u8),
    /// The data have a category at or below one: the masks of those that say so, that may, that may alone.
    HasCategory([u64; 4]),
    /// The set has this place; the table that tells it from others.
    HasPlace(u32, RowsId),
    /// It is among the values of another fact.
    InFact(Path),
    /// It is among the parties of these entries.
    InEntries(usize),
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Const(bool),
    Not(Id),
    All(Vec<Id>),
    Any(Vec<Id>),
    /// The first where it is known, else the second.
    Known(Id, Id),
    /// The day lies between two, both included.
    InForce(u32, u32, When),
    Test(Path, Says),
    /// The fact at a path is known, exists, and meets the condition.
    Guard(Path, Id),
    /// The condition on the day that a fact states.
    OnDay(Path, Id),
    /// There is an entry that meets the condition.
    Some {
        entries: usize,
        slot: usize,
        body: Id,
    },
    /// There are so many.
    AtLeast {
        least: u32,
        entries: usize,
        slot: usize,
        body: Id,
    },
    /// A sum of shares compares with a percent.
    Total {
        share: Path,
        slot: usize,
        entries: usize,
        filter: Id,
        whole: bool,
        orders: Orders,
        limit: u32,
    },
}

/// The entries that a rule, quantifier or total ranges over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    Path(Path),
    Joined(Vec<usize>),
    Filtered { from: usize, slot: usize, filter: Id },
}

/// All conditions of a policy.
#[derive(Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    known: BTreeMap<String, Id>,
    /// Entries, each once.
    pub(super) entries: Vec<Entries>,
}

impl Graph {
    /// Returns the node of an id.
    pub(super) fn node(&self, id: Id) -> &Node {
        const NEVER: &Node = &Node::Const(false);
        self.nodes.get(id).unwrap_or(NEVER)
    }

    /// Returns how many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Adds a node, or finds the one that is equal.
    pub(super) fn add(&mut self, node: Node) -> Id {
        let key = format!("{node:?}");
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        self.nodes.push(node);
        self.known.insert(key, self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    /// Adds a condition that the policy alone decides.
    pub(super) fn constant(&mut self, value: bool) -> Id {
        self.add(Node::Const(value))
    }

    /// Adds the negation of a condition.
    pub(super) fn not(&mut self, id: Id) -> Id {
        match self.node(id) {
            Node::Const(value) => {
                let value = !value;
                self.constant(value)
            }
            Node::Not(inner) => *inner,
            _ => self.add(Node::Not(id)),
        }
    }

    /// Adds the conjunction of conditions.
    pub(super) fn all(&mut self, parts: Vec<Id>) -> Id {
        self.joined(parts, true)
    }

    /// Adds the disjunction of conditions.
    pub(super) fn any(&mut self, parts: Vec<Id>) -> Id {
        self.joined(parts, false)
    }

    fn joined(&mut self, parts: Vec<Id>, all: bool) -> Id {
        let mut kept: Vec<Id> = vec![];
        for part in parts {
            match self.node(part) {
                Node::Const(value) if *value == all => {}
                Node::Const(_) => return self.constant(!all),
                Node::All(inner) if all => kept.extend(inner),
                Node::Any(inner) if !all => kept.extend(inner),
                _ => kept.push(part),
            }
        }
        let mut once: Vec<Id> = vec![];
        for part in kept {
            if !once.contains(&part) {
                once.push(part);
            }
        }
        match once.as_slice() {
            [] => self.constant(all),
            [one] => *one,
            _ => self.add(if all { Node::All(once) } else { Node::Any(once) }),
        }
    }

    /// Adds entries, or finds those that are equal.
    pub(super) fn list(&mut self, entries: Entries) -> usize {
        if let Some(index) = self.entries.iter().position(|known| *known == entries) {
            return index;
        }
        self.entries.push(entries);
        self.entries.len() - 1
    }

    /// Returns the conditions that a condition is made of.
    pub(super) fn parts(&self, id: Id) -> Vec<Id> {
        match self.node(id) {
            Node::Const(_) | Node::InForce(..) => vec![],
            Node::Test(_, Says::InEntries(entries)) => self.filters(*entries),
            Node::Test(..) => vec![],
            Node::Not(inner) | Node::Guard(_, inner) | Node::OnDay(_, inner) => vec![*inner],
            Node::All(parts) | Node::Any(parts) => parts.clone(),
            Node::Known(stated, rule) => vec![*stated, *rule],
            Node::Some { entries, body, .. } | Node::AtLeast { entries, body, .. } => {
                [self.filters(*entries), vec![*body]].concat()
            }
            Node::Total { entries, filter, .. } => [self.filters(*entries), vec![*filter]].concat(),
        }
    }

    /// Returns the conditions that select entries.
    pub(super) fn filters(&self, entries: usize) -> Vec<Id> {
        match self.entries.get(entries) {
            Some(Entries::Filtered { from, filter, .. }) => [self.filters(*from), vec![*filter]].concat(),
            Some(Entries::Joined(parts)) => parts.iter().flat_map(|part| self.filters(*part)).collect(),
            _ => vec![],
        }
    }

    /// Returns the paths that entries stand at.
    pub(super) fn lists(&self, entries: usize) -> Vec<&Path> {
        match self.entries.get(entries) {
            Some(Entries::Path(path)) => vec![path],
            Some(Entries::Joined(parts)) => parts.iter().flat_map(|part| self.lists(*part)).collect(),
            Some(Entries::Filtered { from, .. }) => self.lists(*from),
            None => vec![],
        }
    }
}

impl Graph {
    /// Returns the variables that a condition itself reads.
    pub(super) fn own_slots(&self, id: Id) -> Vec<usize> {
        let paths: Vec<&Path> = match self.node(id) {
            Node::Test(at, says) => match says {
                Says::IsPath(other) | Says::OrderPath(_, other) | Says::InFact(other) => vec![at, other],
                Says::InEntries(entries) => [vec![at], self.lists(*entries)].concat(),
                _ => vec![at],
            },
            Node::Guard(at, _) | Node::OnDay(at, _) => vec![at],
            Node::Some { entries, .. } | Node::AtLeast { entries, .. } => self.lists(*entries),
            Node::Total { share, entries, .. } => [vec![share], self.lists(*entries)].concat(),
            _ => vec![],
        };
        paths.into_iter().filter_map(super::path::slot).collect()
    }

    /// Returns the variables that a condition binds.
    pub(super) fn bound(&self, id: Id) -> Vec<usize> {
        match self.node(id) {
            Node::Some { entries, slot, .. }
            | Node::AtLeast { entries, slot, .. }
            | Node::Total { entries, slot, .. } => [vec![*slot], self.bound_by(*entries)].concat(),
            Node::Test(_, Says::InEntries(entries)) => self.bound_by(*entries),
            _ => vec![],
        }
    }

    /// Returns the variables that the filters of entries bind.
    pub(super) fn bound_by(&self, entries: usize) -> Vec<usize> {
        match self.entries.get(entries) {
            Some(Entries::Filtered { from, slot, .. }) => [vec![*slot], self.bound_by(*from)].concat(),
            Some(Entries::Joined(parts)) => parts.iter().flat_map(|part| self.bound_by(*part)).collect(),
            _ => vec![],
        }
    }
}

impl Node {
    /// Returns whether the node itself reads a set on a day that is given with the call.
    pub(super) fn reads_bound_day(&self) -> bool {
        matches!(
            self,
            Node::InForce(_, _, When::Bound)
                | Node::Test(_, Says::Codes(_, When::Bound) | Says::Places(_, When::Bound))
        )
    }
}
