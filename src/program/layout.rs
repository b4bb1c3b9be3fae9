//! Which facts a policy reads, and where each stands in the records of a packed flow.
//!
//! A record is a stretch of words: first its kind, then its facts in the order of the vocabulary. A word of zero means
//! that nothing is known. Places are one more than their position in the atlas, or `CHOICE` and
//! where the mask of the places stands; parties are the word of their record, or `NOBODY`; sets and lists say first
//! whether they are complete (1) or open (2).

use crate::policy::{
    Atom, Base, Day, Declared, Derived, Entries, Field, Formula, Member, MemberValue, Path, Policy, Quantifier, Set,
    Step, Subject, Test,
};
use crate::vocab::{DEFAULTED, Dependent, Element, Fact, Kind, SUM, Type};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Words before the first record.
pub(crate) const HEADER: u32 = 17;
/// Where the day judged stands, as days since 0000-12-31.
pub(crate) const AS_OF: u32 = 0;
/// The number of places that are groups, and the start of the list of their words, each with a mark where its place is compared.
pub(crate) const GROUPS: u32 = 1;
/// How many derived facts are stated, and where the list of pairs of derivation and record starts.
pub(crate) const STATED: u32 = 3;
/// Whether one set states several groups of places.
pub(crate) const SEVERAL: u32 = 5;
/// How many words there are.
pub(crate) const LENGTH: u32 = 6;
/// Whether the time to switch is stated against notice and transition, under `instead`: then none bounds another.
pub(crate) const SWITCHING_OVERRULED: u32 = 7;
/// The mask of places that are stated one by one.
pub(crate) const NAMED: u32 = 8;
/// The laws that the flow says bind the exporter: see `LawsSaid::word`.
pub(crate) const LAWS: u32 = 16;
/// A place that is one of a mask.
pub(crate) const CHOICE: u32 = 0x8000_0000;
/// A party that is none.
pub(crate) const NOBODY: u32 = 1;
/// The first word of a region's position; 1 is none.
pub(crate) const REGION: u32 = 2;
/// The word of 1970-01-01.
pub(crate) const EPOCH: i32 = 719_163;
/// Added to numbers in ten-thousandths, whose high word is then never zero.
pub(crate) const NUMBER: i64 = 1 << 62;

/// The records of a policy's flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The record of each kind, by its position among all kinds; one without words where the kind is not read.
    records: Vec<Record>,
}

/// The most words that a record of any policy has.
const MOST_WORDS: u16 = 4096;

/// The record of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Its facts, in the vocabulary's order.
    pub slots: Vec<Slot>,
    /// Its words.
    pub size: u16,
}

/// One fact of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// Which.
    pub field: Field,
    /// Its type.
    pub ty: Type,
    /// Its first word.
    pub word: u16,
}

/// Words that a fact takes.
pub(crate) fn width(ty: Type, declared: &Declared) -> u16 {
    match ty {
        Type::Number | Type::Duration | Type::List(_) | Type::Set(Element::Place | Element::Region) => 2,
        Type::Set(Element::Category) => 3,
        Type::Set(Element::Enum(id)) => 1 + declared.values(id).len().div_ceil(32) as u16,
        _ => 1,
    }
}

/// Returns the type of a fact; the person behind a relation is a party.
fn type_of(kind: Kind, field: Field, declared: &Declared) -> Option<Type> {
    if field == Field::PERSON {
        return Some(Type::Object(Kind::Party));
    }
    if field == Field::IDENTITY {
        // Three words, as this type has: see `Identity::words`.
        return Some(Type::Set(Element::Category));
    }
    match field.0.checked_sub(Field::DECLARED) {
        Some(index) => declared.facts.get(usize::from(index)).map(|fact| fact.ty),
        None => kind.facts().get(usize::from(field.0)).map(|fact| fact.ty),
    }
}

impl Layout {
    /// Lays out the records of everything that a program reads.
    pub fn new(reading: &Reading) -> Layout {
        let mut records = vec![Record::default(); Kind::ALL.len()];
        for (kind, field) in &reading.facts {
            let Some(ty) = type_of(*kind, *field, &reading.declared) else { continue };
            if let Some(record) = records.get_mut(*kind as usize) {
                record.add(*field, ty, &reading.declared);
            }
            if let Some(record) = inner(ty).and_then(|part| records.get_mut(part as usize)) {
                record.size = record.size.max(1);
            }
        }
        Layout { records }
    }

    /// Returns whether every record has at most so many words as a policy's can have.
    pub(super) fn is_bounded(&self) -> bool {
        self.records.iter().all(|record| record.size <= MOST_WORDS)
    }

    /// Returns the record of a kind; `None` when nothing of it is read.
    pub fn record(&self, kind: Kind) -> Option<&Record> {
        self.records.get(kind as usize).filter(|record| record.size > 0)
    }

    /// Returns the first word of a fact; `NONE` when it is not read.
    pub fn word(&self, kind: Kind, field: Field) -> u16 {
        let slots = self.record(kind).map_or(&[][..], |record| &record.slots);
        slots.iter().find(|slot| slot.field == field).map_or(super::NONE, |slot| slot.word)
    }

    /// Returns the same, of a fact of the vocabulary by its name.
    pub fn named(&self, kind: Kind, name: &str) -> u16 {
        self.word(kind, crate::flow::field(kind, name))
    }
}

impl Record {
    fn add(&mut self, field: Field, ty: Type, declared: &Declared) {
        let word = self.size.max(1);
        self.slots.push(Slot { field, ty, word });
        self.size = word.saturating_add(width(ty, declared));
    }
}

/// What reading a flow for a program takes of the policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The facts that the policy reads, and those that they depend on, in the order of kinds and fields.
    pub facts: Vec<(Kind, Field)>,
    /// The facts and enumerations that the policy declares.
    pub declared: Declared,
}

impl Reading {
    /// Finds what a policy reads.
    pub fn of(policy: &Policy) -> Reading {
        let mut used = Used { policy, facts: BTreeSet::new(), open: vec![] };
        used.root();
        used.policy();
        used.close();
        Reading { facts: used.facts.into_iter().collect(), declared: policy.declared.clone() }
    }
}

/// Facts that are read, while they are found.
struct Used<'p> {
    policy: &'p Policy,
    facts: BTreeSet<(Kind, Field)>,
    /// Those of which it is not yet settled what they depend on.
    open: Vec<(Kind, Field)>,
}

impl Used<'_> {
    fn add(&mut self, kind: Kind, field: Field) {
        if self.facts.insert((kind, field)) {
            self.open.push((kind, field));
        }
    }

    fn named(&mut self, kind: Kind, names: &[&str]) {
        for name in names {
            self.add(kind, crate::flow::field(kind, name));
        }
    }

    /// Adds the flow's record. It has one even when none of its facts is read.
    fn root(&mut self) {
        self.named(Kind::Flow, &["as_of"]);
    }

    fn policy(&mut self) {
        let policy = self.policy;
        self.formula(&policy.applies);
        for rule in policy.rules.iter().filter(|rule| rule.severity == crate::policy::Severity::Blocking) {
            for each in &rule.loops {
                self.entries(&each.from);
                self.formula(&each.filter);
            }
            self.formula(&rule.when);
            for demand in &rule.demands {
                self.formula(&demand.cond);
                demand.waivers.iter().for_each(|waiver| self.formula(waiver));
            }
            rule.exceptions.iter().for_each(|exception| self.exception(exception));
        }
    }

    fn exception(&mut self, exception: &crate::policy::Exception) {
        self.formula(&exception.when);
        exception.unless.iter().for_each(|unless| self.formula(unless));
        exception.defeated_by.iter().for_each(|defeat| self.exception(defeat));
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::Const(_) => {}
            Formula::Not(inner) => self.formula(inner),
            Formula::All(parts) | Formula::Any(parts) => parts.iter().for_each(|part| self.formula(part)),
            Formula::Quantified(quantified) => {
                if matches!(quantified.quantifier, Quantifier::AtLeast(_)) {
                    self.identity();
                }
                self.entries(&quantified.from);
                self.formula(&quantified.filter);
                self.formula(&quantified.body);
            }
            Formula::Atom(atom) => self.atom(atom),
            Formula::Derived(derived) => self.derived(derived),
        }
    }

    fn derived(&mut self, derived: &Derived) {
        self.atom(&derived.stated);
        self.formula(&derived.rule);
    }

    fn atom(&mut self, atom: &Atom) {
        match &atom.subject {
            Subject::Path(path) => self.path(path),
            Subject::Total(total) => {
                self.path(&total.share);
                self.entries(&total.from);
                self.formula(&total.filter);
            }
        }
        match &atom.test {
            Test::IsPath(path) | Test::OrderPath(_, path) => {
                if path.ty == Type::Object(Kind::Party) {
                    self.identity();
                }
                self.path(path);
            }
            Test::IsParty(_) => self.identity(),
            Test::In(membership) => {
                self.set(&membership.set);
                if let Some(path) = &membership.with {
                    self.path(path);
                }
                if let Some(Day::Path(path)) = &membership.on {
                    self.path(path);
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, set: &Set) {
        match set {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index) {
                    self.set(&named.set);
                }
            }
            Set::Members(members) if members.iter().any(is_party) => self.identity(),
            Set::Group(_) | Set::Members(_) => {}
            Set::Fact(path) => {
                if path.ty == Type::Object(Kind::Party) {
                    self.identity();
                }
                self.path(path);
            }
            Set::Entries(entries) => {
                self.identity();
                self.entries(entries);
            }
            Set::Union(parts) | Set::Intersection(parts) | Set::Except(parts) => {
                parts.iter().for_each(|part| self.set(part))
            }
        }
    }

    fn entries(&mut self, entries: &Entries) {
        match entries {
            Entries::Path(path) => self.path(path),
            Entries::Joined(parts) => parts.iter().for_each(|part| self.entries(part)),
            Entries::Filtered { from, filter, .. } => {
                self.entries(from);
                self.formula(filter);
            }
        }
    }

    fn path(&mut self, path: &Path) {
        debug_assert!(path.base != Base::Flow || !path.steps.is_empty() || path.ty == Type::Object(Kind::Flow));
        for Step { kind, field } in &path.steps {
            self.add(*kind, *field);
        }
    }

    /// Adds what comparing parties reads: their ids, names and seats, and who exports.
    fn identity(&mut self) {
        self.named(Kind::Party, &["id", "name", "seat"]);
        self.add(Kind::Party, Field::IDENTITY);
        self.named(Kind::Flow, &["exporter"]);
    }

    /// Adds what the facts that are read depend on.
    fn close(&mut self) {
        while let Some((kind, field)) = self.open.pop() {
            self.existence(kind, field);
            self.region(kind, field);
            self.follows(kind, field);
            self.shape(kind, field);
            let fact = kind.facts().get(usize::from(field.0)).map_or("", |fact| fact.name);
            self.depends(kind, if field == Field::PERSON { "person" } else { fact });
        }
    }

    /// Adds what a fact's existence depends on, and the facts that say of it which values it has.
    fn existence(&mut self, kind: Kind, field: Field) {
        for on in kind.dependent(field.0).into_iter().flat_map(Dependent::conditions) {
            if let Some(list) = on.list {
                self.add(kind, Field(list));
            }
            self.add(on.kind, Field(on.fact));
        }
        for (dependent, _) in kind.implying(field.0) {
            self.add(kind, Field(dependent.fact));
        }
    }

    /// Adds what a region tells. It tells facts of its object, and a place that it tells says whether it can be that region.
    fn region(&mut self, kind: Kind, field: Field) {
        let Some(own) = kind.facts().get(usize::from(field.0)) else { return };
        let tells = |other: &Fact| match own.ty {
            Type::Region => other.told_by_region && other.ty == Type::Place,
            _ => own.told_by_region && other.ty == Type::Region,
        };
        for (index, _) in kind.facts().iter().enumerate().filter(|(_, other)| tells(other)) {
            self.add(kind, Field(index as u16));
        }
    }

    /// Adds what follows from a fact: the flow supplies what is its own unless stated, sums are bounded by what makes them up, and shares come to a whole.
    fn follows(&mut self, kind: Kind, field: Field) {
        for each in DEFAULTED.iter().filter(|each| (each.kind, each.fact) == (kind, field.0)) {
            self.add(Kind::Flow, Field(each.of_flow));
        }
        if kind == SUM.kind && SUM.each().contains(&field.0) {
            SUM.each().into_iter().for_each(|fact| self.add(kind, Field(fact)));
        }
        if let Some(Type::List(of)) = kind.facts().get(usize::from(field.0)).map(|fact| fact.ty) {
            for (index, _) in of.facts().iter().enumerate().filter(|(_, fact)| fact.part_of_whole) {
                self.add(of, Field(index as u16));
            }
        }
    }

    /// Adds the shape of a fact. A party can be named by its id or by a word, and told of wherever that is; parties of relations stand behind them.
    fn shape(&mut self, kind: Kind, field: Field) {
        match type_of(kind, field, &self.policy.declared) {
            Some(Type::Object(Kind::Party)) => {
                self.named(Kind::Party, &["id"]);
                self.parties();
            }
            Some(Type::List(relation)) if relation.is_relation() => self.add(relation, Field::PERSON),
            Some(Type::List(Kind::Party)) => {
                self.identity();
                self.parties();
            }
            _ => {}
        }
    }

    fn depends(&mut self, kind: Kind, fact: &str) {
        match (kind, fact) {
            (Kind::Flow, "credentials") => self.named(Kind::Credential, &["from", "through"]),
            (Kind::Flow, "transfers") => self.transfers(),
            (Kind::Site, "transfer") => self.named(Kind::Flow, &["transfers"]),
            (Kind::Transfer, "measures") => self.named(Kind::Site, &["measures"]),
            _ => {}
        }
    }

    /// Adds what tells whether a transfer may be missing: the sites and on who operates them.
    fn transfers(&mut self) {
        self.named(Kind::Flow, &["storage", "processing", "access", "exporter"]);
        self.named(Kind::Site, &["place", "region", "operator", "data", "transfer"]);
        self.named(Kind::Transfer, &["to", "recipient", "data"]);
        self.named(Kind::Data, &["categories"]);
        self.named(Kind::Party, &["seat", "regime", "other_regimes"]);
        self.identity();
    }

    /// Adds the parties: everybody who is named anywhere is one.
    fn parties(&mut self) {
        for kind in Kind::ALL {
            kind.naming().for_each(|fact| self.add(*kind, Field(fact)));
        }
    }
}

/// Returns the kind of what a fact leads to.
pub(super) fn inner(ty: Type) -> Option<Kind> {
    match ty {
        Type::Object(kind) | Type::List(kind) => Some(kind),
        _ => None,
    }
}

fn is_party(member: &Member) -> bool {
    matches!(member.value, MemberValue::Party(_))
}
