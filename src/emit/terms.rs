//! Conditions as terms over the facts of a plain flow: what is said of the entries of a list is parted from what is said of the flow.
//!
//! On the three truths `and` is the minimum and `or` the maximum, so that "some entry is abroad, and the flow has no consent" is "some
//! entry is abroad" and "the flow has no consent". What is left of a list is then a few truths, and one loop finds them all.

use super::facts::Schema;
use super::ir::{Entries, Id, Node, Path, Says, When};
use super::lower::{Lowered, Rule};
use crate::policy::Base;
use crate::vocab::{Element, Kind, Type};
use std::collections::{BTreeMap, BTreeSet};

/// The most truths that are gathered over the entries of a kind: two bits each in one number.
const MOST_FIELDS: usize = 15;
/// The most parts that a condition is taken apart into.
const MOST_PARTS: usize = 24;

/// A condition. Truths are those of a printed module.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    Const(u8),
    Atom(Atom),
    All(Vec<Term>),
    Any(Vec<Term>),
    /// The first where it is known, else the second.
    Known(Box<Term>, Box<Term>),
    /// A truth about some entry of a list, in the number that the list is read into.
    Field {
        list: String,
        field: usize,
        negated: bool,
        slot: Option<usize>,
        /// The truth where nothing is known of the list.
        missing: u8,
    },
}

/// A test on one variable of the reader.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atom {
    /// The variable.
    pub(super) name: String,
    pub(super) path: Path,
    pub(super) test: Test,
    pub(super) negated: bool,
    /// The variable of the policy that the fact belongs to.
    slot: Option<usize>,
    /// The variable of the policy to which the flow supplies the fact. What may be missing from its list has it not.
    supplied: Option<usize>,
}

/// The test of an atom.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Says(Says),
    InForce(u32, u32),
    /// A truth that is never false: true where the fact is known, unknown where it is not.
    IsKnown,
}

/// A truth that is gathered over entries, and what it is of an entry that may be missing.
pub(super) struct Field {
    pub(super) of_entry: Term,
    pub(super) of_missing: u8,
}

/// The terms of a rule: whether it is violated, and whether it applies.
pub(super) struct Judged {
    pub(super) violated: Term,
    pub(super) applies: Term,
}

/// The terms by which a plain flow is judged.
pub(super) struct Terms<'a, 'p> {
    lowered: &'a Lowered<'p>,
    schema: &'a Schema<'p>,
    /// The truths that are gathered, by kind of entry.
    pub(super) fields: BTreeMap<Kind, Vec<Field>>,
    /// The variables of facts that are tested.
    pub(super) tested: BTreeSet<String>,
    /// The variables of lists that are read.
    pub(super) lists: BTreeSet<String>,
    pub(super) rules: Vec<Judged>,
}

impl<'a, 'p> Terms<'a, 'p> {
    /// Returns the terms of all rules; nothing where one of them asks what is not asked of a plain flow.
    pub(super) fn of(lowered: &'a Lowered<'p>, schema: &'a Schema<'p>) -> Option<Self> {
        let mut terms = Terms {
            lowered,
            schema,
            fields: BTreeMap::new(),
            tested: BTreeSet::new(),
            lists: BTreeSet::new(),
            rules: vec![],
        };
        let applies = terms.term(lowered.applies)?;
        for rule in &lowered.rules {
            let judged = terms.rule(rule, &applies)?;
            terms.rules.push(judged);
        }
        Some(terms)
    }

    /// Returns the tests on categories, each once.
    pub(super) fn categories(&self) -> Vec<[u64; 4]> {
        let judged = self.rules.iter().flat_map(|rule| [&rule.violated, &rule.applies]);
        let fields = self.fields.values().flatten().map(|field| &field.of_entry);
        let mut found = vec![];
        for leaf in judged.chain(fields).flat_map(Term::leaves) {
            if let Term::Atom(Atom { test: Test::Says(Says::HasCategory(masks)), .. }) = leaf {
                super::test::position(&mut found, *masks);
            }
        }
        found
    }

    fn rule(&mut self, rule: &Rule, applies: &Term) -> Option<Judged> {
        let mut here = vec![self.term(rule.when)?];
        let unmet = negation(self.term(rule.demand)?);
        let unexcused = negation(self.term(rule.excuse)?);
        let mut violated = all([here.clone(), vec![unmet, unexcused]].concat());
        let mut applying = all(std::mem::take(&mut here));
        for (slot, entries, filter) in rule.loops.iter().rev() {
            let filter = self.term(*filter)?;
            violated = self.some(*entries, *slot, all(vec![filter.clone(), violated]))?;
            applying = self.some(*entries, *slot, all(vec![filter, applying]))?;
        }
        let mut outer = vec![applies.clone()];
        if let Some((from, through)) = rule.window {
            outer.push(in_force(from, through));
        }
        Some(Judged {
            violated: all([outer.clone(), vec![violated]].concat()),
            applies: all([outer, vec![applying]].concat()),
        })
    }

    fn term(&mut self, id: Id) -> Option<Term> {
        let lowered = self.lowered;
        match lowered.graph.node(id) {
            Node::Const(value) => Some(Term::Const(if *value { 3 } else { 0 })),
            Node::Not(inner) => self.term(*inner).map(negation),
            Node::All(parts) => parts.iter().map(|part| self.term(*part)).collect::<Option<Vec<_>>>().map(all),
            Node::Any(parts) => parts.iter().map(|part| self.term(*part)).collect::<Option<Vec<_>>>().map(any),
            Node::Known(stated, rule) => self.known(*stated, *rule),
            Node::InForce(from, through, When::AsOf) => Some(in_force(*from, *through)),
            Node::Test(path, says) => self.test(path, says),
            Node::Guard(path, inner) => {
                if matches!(path.ty, Type::Set(_)) {
                    return None;
                }
                let inner = self.term(*inner)?;
                let known = self.atom(path, Test::IsKnown)?;
                Some(all(vec![any(vec![inner, negation(known.clone())]), known]))
            }
            Node::Some { entries, slot, body } => {
                let body = self.term(*body)?;
                self.some(*entries, *slot, body)
            }
            _ => None,
        }
    }

    /// Lowers a fact that others supply. A derived fact that is stated may contradict what it follows from: such a flow is not plain.
    fn known(&mut self, stated: Id, rule: Id) -> Option<Term> {
        if let Node::Test(path, _) = self.lowered.graph.node(stated)
            && let Some((kind, field)) = path.steps.last()
            && self.schema.fact(*kind, *field).is_some_and(|fact| fact.derived && fact.ty == Type::YesNo)
        {
            return self.term(rule);
        }
        let stated = self.term(stated)?;
        Some(Term::Known(Box::new(stated), Box::new(self.term(rule)?)))
    }

    fn test(&mut self, path: &Path, says: &Says) -> Option<Term> {
        let is_told = match says {
            Says::Yes | Says::IsNone | Says::HasValue(_) | Says::HasCategory(_) => true,
            // Of a plain flow no region is stated, and no id of a party.
            Says::Regions(_) | Says::IsParty(_) => return self.place(path).map(|_| Term::Const(1)),
            Says::Codes(_, When::AsOf) | Says::Places(_, When::AsOf) => true,
            Says::Order(..) => path.ty != Type::Duration,
            _ => false,
        };
        if !is_told {
            return None;
        }
        self.atom(path, Test::Says(says.clone()))
    }

    fn atom(&mut self, path: &Path, test: Test) -> Option<Term> {
        let (name, slot, supplied) = self.place(path)?;
        self.tested.insert(name.clone());
        Some(Term::Atom(Atom { name, path: path.clone(), test, negated: false, slot, supplied }))
    }

    /// Returns the variable of a fact, and the variables of the policy that it depends on.
    fn place(&self, path: &Path) -> Option<(String, Option<usize>, Option<usize>)> {
        let mut slot = super::path::slot(path);
        let mut supplied = None;
        let mut names = vec![];
        for (at, (kind, field)) in path.steps.iter().enumerate() {
            let fact = self.schema.fact(*kind, *field)?;
            match (kind, fact.name.as_str()) {
                (Kind::Site, "data") if at == 0 => (supplied, slot) = (slot, None),
                (Kind::Site, "data" | "transfer" | "keys") | (Kind::Measure, "keys") => return None,
                (Kind::Flow, "exit") if self.schema.reads(Kind::Exit, "notice") => return None,
                (
                    Kind::Flow
                    | Kind::Data
                    | Kind::Contract
                    | Kind::Service
                    | Kind::Format
                    | Kind::Exit
                    | Kind::Party
                    | Kind::Site
                    | Kind::Measure,
                    _,
                ) => {}
                _ => return None,
            }
            names.push(fact.name.as_str());
        }
        let prefix = if slot.is_some() { "$" } else { "" };
        Some((format!("{prefix}{}", names.join("$")), slot, supplied))
    }

    /// Returns what some entry says: for each part of the condition the truth that the list is read for, and what the flow says.
    fn some(&mut self, entries: usize, slot: usize, body: Term) -> Option<Term> {
        match self.lowered.graph.entries.get(entries)? {
            Entries::Path(path) => self.listed(&path.clone(), slot, body),
            Entries::Joined(parts) => {
                let parts = parts.clone();
                parts.iter().map(|part| self.some(*part, slot, body.clone())).collect::<Option<Vec<_>>>().map(any)
            }
            Entries::Filtered { from, slot: own, filter } => {
                let (from, own, filter) = (*from, *own, *filter);
                let filter = self.term(filter)?.renamed(own, slot);
                self.some(from, slot, all(vec![filter, body]))
            }
        }
    }

    fn listed(&mut self, path: &Path, slot: usize, body: Term) -> Option<Term> {
        let Type::List(kind @ (Kind::Site | Kind::Measure)) = path.ty else { return None };
        let (list, outer, supplied) = self.place(path)?;
        if supplied.is_some() || list.trim_start_matches('$').contains('$') {
            return None;
        }
        self.lists.insert(list.clone());
        let is_supplied = body.is_supplied(slot);
        let missing = is_supplied.then(|| all(vec![Term::Const(1), body.missing(slot)]));
        let mut found = vec![];
        for (of_entry, of_flow) in body.parted(slot)? {
            let of_missing = match all(vec![Term::Const(1), of_entry.missing(slot)]) {
                Term::Const(truth) if !is_supplied => truth,
                _ if is_supplied => 0,
                _ => return None,
            };
            let field = self.field(kind, of_entry.erased(), of_missing)?;
            found.push(all(vec![
                Term::Field { list: list.clone(), field, negated: false, slot: outer, missing: of_missing },
                of_flow,
            ]));
        }
        if let Some(missing) = missing {
            let field = self.field(kind, Term::Const(0), 1)?;
            found.push(all(vec![Term::Field { list, field, negated: false, slot: outer, missing: 1 }, missing]));
        }
        Some(any(found))
    }

    fn field(&mut self, kind: Kind, of_entry: Term, of_missing: u8) -> Option<usize> {
        let fields = self.fields.entry(kind).or_default();
        let same = |field: &Field| field.of_entry == of_entry && field.of_missing == of_missing;
        if let Some(at) = fields.iter().position(same) {
            return Some(at);
        }
        fields.push(Field { of_entry, of_missing });
        (fields.len() <= MOST_FIELDS).then_some(fields.len() - 1)
    }
}

fn in_force(from: u32, through: u32) -> Term {
    let path = Path { base: Base::Flow, steps: vec![], ty: Type::Date };
    let test = Test::InForce(from, through);
    Term::Atom(Atom { name: String::new(), path, test, negated: false, slot: None, supplied: None })
}

/// Returns the conjunction of terms.
pub(super) fn all(parts: Vec<Term>) -> Term {
    joined(parts, 3)
}

/// Returns the disjunction of terms.
pub(super) fn any(parts: Vec<Term>) -> Term {
    joined(parts, 0)
}

/// Joins terms; `neutral` changes nothing, its negation settles all.
fn joined(parts: Vec<Term>, neutral: u8) -> Term {
    let mut kept: Vec<Term> = vec![];
    for part in parts {
        let inner = match part {
            Term::All(inner) if neutral == 3 => inner,
            Term::Any(inner) if neutral == 0 => inner,
            other => vec![other],
        };
        for term in inner {
            match term {
                Term::Const(truth) if truth == neutral => {}
                Term::Const(truth) if truth == 3 - neutral => return term,
                _ if kept.contains(&term) => {}
                _ => kept.push(term),
            }
        }
    }
    match (kept.len(), neutral) {
        (0, _) => Term::Const(neutral),
        (1, _) => kept.swap_remove(0),
        (_, 3) => Term::All(kept),
        _ => Term::Any(kept),
    }
}

/// Returns the negation of a term.
pub(super) fn negation(term: Term) -> Term {
    match term {
        Term::Const(truth) => Term::Const(super::tables::truth::not(truth)),
        Term::Atom(atom) => Term::Atom(Atom { negated: !atom.negated, ..atom }),
        Term::All(parts) => any(parts.into_iter().map(negation).collect()),
        Term::Any(parts) => all(parts.into_iter().map(negation).collect()),
        Term::Known(stated, rule) => Term::Known(Box::new(negation(*stated)), Box::new(negation(*rule))),
        Term::Field { list, field, negated, slot, missing } => {
            Term::Field { list, field, negated: !negated, slot, missing: super::tables::truth::not(missing) }
        }
    }
}

impl Term {
    /// Returns the terms that a term is made of.
    pub(super) fn parts(&self) -> Vec<&Term> {
        match self {
            Term::All(parts) | Term::Any(parts) => parts.iter().collect(),
            Term::Known(stated, rule) => vec![stated, rule],
            _ => vec![],
        }
    }

    /// Returns the term with each atom and field changed.
    fn mapped(&self, change: &dyn Fn(&Term) -> Term) -> Term {
        let mapped = |parts: &[Term]| parts.iter().map(|part| part.mapped(change)).collect();
        match self {
            Term::Const(_) => self.clone(),
            Term::Atom(_) | Term::Field { .. } => change(self),
            Term::All(parts) => all(mapped(parts)),
            Term::Any(parts) => any(mapped(parts)),
            Term::Known(stated, rule) => match (stated.mapped(change), rule.mapped(change)) {
                (Term::Const(1), rule) => rule,
                (known @ Term::Const(_), _) => known,
                (stated, rule) => Term::Known(Box::new(stated), Box::new(rule)),
            },
        }
    }

    fn slot(&self) -> Option<usize> {
        match self {
            Term::Atom(atom) => atom.slot,
            Term::Field { slot, .. } => *slot,
            _ => None,
        }
    }

    /// Returns the atoms and fields that a term is made of.
    pub(super) fn leaves(&self) -> Vec<&Term> {
        match self {
            Term::Atom(_) | Term::Field { .. } => vec![self],
            _ => self.parts().into_iter().flat_map(Term::leaves).collect(),
        }
    }

    fn is_supplied(&self, slot: usize) -> bool {
        self.leaves().iter().any(|leaf| matches!(leaf, Term::Atom(atom) if atom.supplied == Some(slot)))
    }

    /// Returns the term of an entry that may be missing, of which nothing is known.
    fn missing(&self, slot: usize) -> Term {
        self.mapped(&|leaf| {
            let is_supplied = matches!(leaf, Term::Atom(atom) if atom.supplied == Some(slot));
            match leaf {
                Term::Field { slot: own, missing, .. } if *own == Some(slot) => Term::Const(*missing),
                _ if leaf.slot() == Some(slot) || is_supplied => Term::Const(1),
                _ => leaf.clone(),
            }
        })
    }

    fn renamed(&self, from: usize, to: usize) -> Term {
        let name = |slot: Option<usize>| if slot == Some(from) { Some(to) } else { slot };
        self.mapped(&|leaf| match leaf.clone() {
            Term::Atom(atom) => {
                let (slot, supplied) = (name(atom.slot), name(atom.supplied));
                Term::Atom(Atom { slot, supplied, ..atom })
            }
            Term::Field { list, field, negated, slot, missing } => {
                Term::Field { list, field, negated, slot: name(slot), missing }
            }
            other => other,
        })
    }

    /// Returns the term without the variable that it is about, as the reader of any entry prints it.
    fn erased(&self) -> Term {
        self.mapped(&|leaf| match leaf.clone() {
            Term::Atom(atom) => {
                let path = Path { base: Base::Flow, ..atom.path };
                Term::Atom(Atom { slot: None, path, ..atom })
            }
            Term::Field { list, field, negated, missing, .. } => {
                Term::Field { list, field, negated, slot: None, missing }
            }
            other => other,
        })
    }

    /// Parts a term: what is said of an entry, and what of everything else, so that the term is the disjunction of their
    /// conjunctions.
    fn parted(&self, slot: usize) -> Option<Vec<(Term, Term)>> {
        let own = self.leaves().iter().filter(|leaf| leaf.slot() == Some(slot)).count();
        if own == 0 {
            return Some(vec![(Term::Const(3), self.clone())]);
        }
        if own == self.leaves().len() {
            return Some(vec![(self.clone(), Term::Const(3))]);
        }
        let parts = self.parts().into_iter().map(|part| part.parted(slot));
        let parts: Vec<Vec<(Term, Term)>> = parts.collect::<Option<_>>()?;
        let found = match self {
            Term::Any(_) => merged(parts.concat()),
            Term::All(_) => {
                let mut found = vec![(Term::Const(3), Term::Const(3))];
                for part in parts {
                    let pairs = found.iter().flat_map(|(a, b)| {
                        part.iter()
                            .map(move |(c, d)| (all(vec![a.clone(), c.clone()]), all(vec![b.clone(), d.clone()])))
                    });
                    found = merged(pairs.collect());
                }
                found
            }
            _ => return None,
        };
        (found.len() <= MOST_PARTS).then_some(found)
    }
}

/// Puts together pairs with one of their two terms in common.
fn merged(pairs: Vec<(Term, Term)>) -> Vec<(Term, Term)> {
    let mut found: Vec<(Term, Term)> = vec![];
    for (entry, flow) in pairs {
        if entry == Term::Const(0) || flow == Term::Const(0) {
            continue;
        }
        if let Some((_, known)) = found.iter_mut().find(|(known, _)| *known == entry) {
            *known = any(vec![known.clone(), flow]);
        } else if let Some((known, _)) = found.iter_mut().find(|(_, known)| *known == flow) {
            *known = any(vec![known.clone(), entry]);
        } else {
            found.push((entry, flow));
        }
    }
    found
}

/// Returns whether a fact of a kind is read by its own variable: an object's or a list's facts are.
pub(super) fn is_value(ty: Type) -> bool {
    !matches!(ty, Type::Object(_) | Type::List(_) | Type::Set(Element::Place | Element::Region))
}
