//! The records of a printed module: for each kind of thing, the facts that the policy reads, under their names in JavaScript.

use super::reading::Reading;
use crate::policy::{Declared, Field, Policy};
use crate::vocab::{self, Element, EnumId, Existence, Kind, SAYING, Type};

/// The code of the first value of an enumeration: 0 is unknown, and 1 absent.
const FIRST_CODE: u32 = 2;
/// The most values of a set that one number holds.
const MOST_VALUES: usize = 30;

/// One fact that is read.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) field: Field,
    /// Its name in a flow.
    pub(super) key: String,
    /// Its name in a record.
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) exists: Existence,
    /// Says whether a definition derives it, so that what is stated can contradict that.
    pub(super) derived: bool,
    /// Says whether it always is somebody.
    pub(super) somebody: bool,
    /// The values that say of another fact that is read that it is yes, as bits of their codes; 0 where none does.
    pub(super) says: u64,
}

/// The facts that are read, by kind.
pub(super) struct Schema<'p> {
    pub(super) declared: &'p Declared,
    kinds: Vec<(Kind, Vec<Fact>)>,
    /// Says whether parties are compared with one another.
    pub(super) compares_parties: bool,
    transfers: bool,
}

/// The codes in a record of a fact that is not known, and of one that does not exist.
pub(super) struct Form {
    /// The suffix of the fact's name.
    pub(super) suffix: &'static str,
    pub(super) unknown: String,
    pub(super) absent: String,
}

impl<'p> Schema<'p> {
    /// Finds what a policy reads.
    pub(super) fn of(policy: &'p Policy) -> Schema<'p> {
        let mut reading = Reading::of(policy);
        add_short_forms(&mut reading.facts);
        let mut kinds: Vec<(Kind, Vec<Fact>)> = vec![];
        // Objects stand after those that they lead to, so that each class knows the records that stand for nothing.
        for kind in ORDER {
            let facts = reading.facts.iter().filter(|(of, _)| of == kind);
            let facts: Vec<Fact> = facts.filter_map(|(_, field)| fact(*kind, *field, &policy.declared)).collect();
            kinds.push((*kind, facts));
        }
        let led_to: Vec<Kind> = kinds.iter().flat_map(|(_, facts)| facts).filter_map(|fact| inner(fact.ty)).collect();
        kinds.retain(|(kind, facts)| !facts.is_empty() || led_to.contains(kind));
        kinds.iter_mut().for_each(|(kind, facts)| follow(policy, *kind, facts));
        let compares_parties = reading.facts.contains(&(Kind::Party, Field::IDENTITY));
        Schema { declared: &policy.declared, kinds, compares_parties, transfers: reading.transfers }
    }

    /// Returns the kinds that are read, those that others lead to first.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, &[Fact])> {
        self.kinds.iter().map(|(kind, facts)| (*kind, facts.as_slice()))
    }

    /// Returns the facts of a kind that are read.
    pub(super) fn facts(&self, kind: Kind) -> &[Fact] {
        self.kinds.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, facts)| facts)
    }

    /// Returns a fact that is read.
    pub(super) fn fact(&self, kind: Kind, field: Field) -> Option<&Fact> {
        self.facts(kind).iter().find(|fact| fact.field == field)
    }

    /// Returns whether a fact is read, by its name.
    pub(super) fn reads(&self, kind: Kind, name: &str) -> bool {
        self.facts(kind).iter().any(|fact| fact.name == name)
    }

    /// Returns whether things of a kind are read.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kinds.iter().any(|(of, _)| *of == kind)
    }

    /// Returns whether conditions are about transfers, those that sites are among them.
    pub(super) fn implies_transfers(&self) -> bool {
        self.transfers
    }

    /// Returns the enumerations that are read, in order.
    pub(super) fn enumerations(&self) -> Vec<EnumId> {
        let mut found: Vec<EnumId> = vec![];
        for fact in self.kinds.iter().flat_map(|(_, facts)| facts) {
            if let Type::Enum(id) | Type::Set(Element::Enum(id)) = fact.ty
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        crate::order::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
        found
    }

    /// Returns whether a set of an enumeration's values is read.
    pub(super) fn has_set(&self, id: EnumId) -> bool {
        self.kinds.iter().flat_map(|(_, facts)| facts).any(|fact| fact.ty == Type::Set(Element::Enum(id)))
    }

    /// Returns what cannot be printed of the facts.
    pub(super) fn limits(&self) -> Vec<String> {
        let all = self.kinds.iter().flat_map(|(_, facts)| facts);
        let large = all.filter(|fact| match fact.ty {
            Type::Set(Element::Enum(id)) => self.declared.values(id).len() > MOST_VALUES,
            _ => false,
        });
        large.map(|fact| format!("`{}` is a set of more than {MOST_VALUES} values", fact.key)).collect()
    }
}

/// Notes which facts of a kind definitions derive, and which say something of others.
fn follow(policy: &Policy, kind: Kind, facts: &mut [Fact]) {
    for derivation in policy.derivations.iter().filter(|derivation| derivation.kind == kind) {
        facts.iter_mut().filter(|fact| fact.field == derivation.field).for_each(|fact| fact.derived = true);
    }
    for saying in SAYING.iter().filter(|saying| saying.kind == kind) {
        if facts.iter().any(|fact| fact.field == Field(saying.said)) {
            let says = facts.iter_mut().filter(|fact| fact.field == Field(saying.fact));
            says.for_each(|fact| fact.says = saying.values << FIRST_CODE);
        }
    }
}

/// Adds the facts that a short form states, of each kind that is read: a site by its place or region, data by its categories.
fn add_short_forms(facts: &mut Vec<(Kind, Field)>) {
    let short = [(Kind::Site, "place"), (Kind::Site, "region"), (Kind::Data, "categories"), (Kind::Measure, "kind")];
    for (kind, name) in short {
        let leads_to = |(of, field): &(Kind, Field)| {
            of.facts().get(usize::from(field.0)).and_then(|fact| inner(fact.ty)) == Some(kind)
        };
        let own = (kind, crate::flow::field(kind, name));
        if facts.iter().any(leads_to) && !facts.contains(&own) {
            facts.push(own);
        }
    }
    crate::order::sort_by(facts, |a, b| a.cmp(b));
}

/// Every kind, those that others lead to first.
const ORDER: &[Kind] = &[
    Kind::Data,
    Kind::Contract,
    Kind::Format,
    Kind::Service,
    Kind::Keys,
    Kind::Party,
    Kind::Holder,
    Kind::Supplier,
    Kind::Measure,
    Kind::Credential,
    Kind::Exit,
    Kind::Transfer,
    Kind::Site,
    Kind::Flow,
];

fn fact(kind: Kind, field: Field, declared: &Declared) -> Option<Fact> {
    if field == Field::PERSON {
        let (key, name) = ("person".to_owned(), "person".to_owned());
        let ty = Type::Object(Kind::Party);
        return Some(Fact {
            field,
            key,
            name,
            ty,
            exists: Existence::ALWAYS,
            derived: false,
            somebody: false,
            says: 0,
        });
    }
    if let Some(own) = declared.at(field) {
        let (key, name) = (own.name.clone(), format!("x_{}", own.name));
        return Some(Fact {
            field,
            key,
            name,
            ty: own.ty,
            exists: Existence::ALWAYS,
            derived: false,
            somebody: false,
            says: 0,
        });
    }
    let known = kind.facts().get(usize::from(field.0))?;
    let (key, name) = (known.name.to_owned(), known.name.to_owned());
    let vocab::Fact { ty, exists, derived, somebody, .. } = *known;
    Some(Fact { field, key, name, ty, exists, derived, somebody, says: 0 })
}

/// Returns the kind of what a fact leads to.
pub(super) fn inner(ty: Type) -> Option<Kind> {
    match ty {
        Type::Object(kind) | Type::List(kind) => Some(kind),
        _ => None,
    }
}

/// Returns the values of another fact beside which one exists, by the column of the vocabulary.
pub(super) fn needed_values(kind: Kind, name: &str) -> &'static [&'static str] {
    let condition = kind.fact(name).and_then(|(_, fact)| fact.exists.any.first());
    condition.map_or(&[], |condition| condition.values)
}

/// Returns the name of a kind's class.
pub(super) fn class(kind: Kind) -> String {
    let mut letters = kind.name().chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

impl Fact {
    /// Returns whether the policy declares it.
    pub(super) fn is_declared(&self) -> bool {
        self.field.0 >= Field::DECLARED && self.field != Field::PERSON
    }

    /// Returns how a record holds it.
    pub(super) fn forms(&self) -> Vec<Form> {
        let form = |suffix, unknown: &str, absent: &str| Form {
            suffix,
            unknown: unknown.to_owned(),
            absent: absent.to_owned(),
        };
        match self.ty {
            Type::YesNo => vec![form("", "1", "4")],
            Type::Enum(_) | Type::Place | Type::Region | Type::Category => vec![form("", "0", "1")],
            Type::Percent | Type::Date | Type::Duration => vec![form("", "0", "-1")],
            Type::Number => vec![form("", "null", "-Infinity")],
            Type::Text => vec![form("", "\"\"", "\"\"")],
            Type::Set(Element::Enum(_)) => vec![form("", "UNKNOWN_SET", "0")],
            Type::Set(Element::Category) => {
                vec![form("", "0", "0"), form("_high", "0", "0"), form("_open", "1", "0")]
            }
            Type::Set(Element::Place | Element::Region) => vec![form("", "EMPTY", "EMPTY"), form("_open", "1", "0")],
            Type::Object(kind) => {
                let class = class(kind);
                vec![form("", &format!("u{class}"), &format!("a{class}"))]
            }
            Type::List(kind) => {
                let mut forms = vec![form("", "EMPTY", "EMPTY"), form("_open", "1", "0")];
                if kind == Kind::Holder {
                    forms.push(form("_rest", "0", "0"));
                }
                forms
            }
        }
    }
}
