//! Finds which facts a policy reads, those included that they depend on.

use crate::policy::{
    Atom, Base, Day, Declared, Derived, Entries, Field, Formula, Member, MemberValue, Path, Policy, Quantifier, Set,
    Step, Subject, Test,
};
use crate::vocab::{DEFAULTED, Dependent, Element, Fact, Kind, SAYING, SEATED, SUM, Type};
use std::collections::BTreeSet;

/// Returns the type of a fact; the person behind a relation is a party.
fn type_of(kind: Kind, field: Field, declared: &Declared) -> Option<Type> {
    if field == Field::PERSON {
        return Some(Type::Object(Kind::Party));
    }
    if field == Field::IDENTITY {
        return Some(Type::Set(Element::Category));
    }
    match field.0.checked_sub(Field::DECLARED) {
        Some(index) => declared.facts.get(usize::from(index)).map(|fact| fact.ty),
        None => kind.facts().get(usize::from(field.0)).map(|fact| fact.ty),
    }
}

/// The facts of a policy that a printed reader of flows needs.
pub(super) struct Reading {
    /// The facts that the policy reads, and those that they depend on, in the order of kinds and fields.
    pub(super) facts: Vec<(Kind, Field)>,
    /// Says that some condition is about transfers, including those that sites are.
    pub(super) transfers: bool,
}

impl Reading {
    /// Finds what a policy reads.
    pub(super) fn of(policy: &Policy) -> Reading {
        let mut used = Used { policy, facts: BTreeSet::new(), open: vec![], transfers: false };
        used.root();
        used.policy();
        let transfers = [(Kind::Flow, "transfers"), (Kind::Site, "transfer")];
        used.transfers =
            transfers.iter().any(|(kind, name)| used.facts.contains(&(*kind, crate::flow::field(*kind, name))));
        used.close();
        Reading { transfers: used.transfers, facts: used.facts.into_iter().collect() }
    }
}

/// Facts that are read, while they are found.
struct Used<'p> {
    policy: &'p Policy,
    facts: BTreeSet<(Kind, Field)>,
    /// Those of which it is not yet settled what they depend on.
    open: Vec<(Kind, Field)>,
    /// Says that some condition is about transfers. Where none is, transfers are read only for the parties that they name.
    transfers: bool,
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
            Formula::Defined(defined) => self.formula(&defined.formula),
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
        set.each_leaf(&mut |leaf| match leaf {
            Set::Named(index) => {
                if let Some(named) = self.policy.sets.get(*index) {
                    self.set(&named.set);
                }
            }
            Set::Members(members) if members.iter().any(is_party) => self.identity(),
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
            _ => {}
        });
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
            self.derivation(kind, field);
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
        for saying in SAYING.iter().filter(|saying| (saying.kind, saying.said) == (kind, field.0)) {
            self.add(kind, Field(saying.fact));
        }
    }

    /// Adds what a fact is derived from: what is stated of it must not contradict that.
    fn derivation(&mut self, kind: Kind, field: Field) {
        let policy = self.policy;
        let own = policy.derivations.iter().filter(|derivation| (derivation.kind, derivation.field) == (kind, field));
        own.for_each(|derivation| self.formula(&derivation.rule));
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
        for each in SEATED.iter().filter(|each| (each.kind, each.fact) == (kind, field.0)) {
            self.add(kind, Field(each.beside));
            self.named(Kind::Flow, &["exporter"]);
            self.named(Kind::Party, &["seat"]);
        }
        if (kind, field) == const { (Kind::Party, crate::flow::field(Kind::Party, "regime")) } {
            self.named(Kind::Flow, &["exporter"]);
            self.named(Kind::Party, &["seat"]);
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
            (Kind::Flow, "transfers") if self.transfers => self.transfers(),
            (Kind::Site, "transfer") if self.transfers => self.named(Kind::Flow, &["transfers"]),
            (Kind::Transfer, "tool") => self.named(Kind::Transfer, &["scc_version", "concluded"]),
            (Kind::Transfer, "measures") if self.transfers => self.named(Kind::Site, &["measures"]),
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
        // A supplier who can reach the data, and is at none of these sites, contradicts them.
        self.named(Kind::Flow, &["suppliers"]);
        self.named(Kind::Supplier, &["can_access_data"]);
    }

    /// Adds the parties: everybody who is named anywhere is one. Two statements of one party must not contradict each other.
    fn parties(&mut self) {
        self.named(Kind::Party, &["id", "name", "seat", "regime", "other_regimes"]);
        for kind in Kind::ALL {
            kind.naming().for_each(|fact| self.add(*kind, Field(fact)));
        }
    }
}

fn is_party(member: &Member) -> bool {
    matches!(member.value, MemberValue::Party(_))
}
