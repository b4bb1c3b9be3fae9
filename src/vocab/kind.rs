//! The kinds of thing that a flow is made of, and what is known of each of their facts.

use super::existence::{Existence, is_same};
use super::facts::*;
use super::party::*;
use super::transfer::TRANSFER;
use super::{Type, told};

/// The kind of object to which a fact belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is described by `doc`")]
pub enum Kind {
    Flow,
    Data,
    Contract,
    Exit,
    Service,
    Party,
    Holder,
    Supplier,
    Site,
    Transfer,
    Measure,
    Keys,
    Credential,
    Format,
}

/// The nature of a fact: the way in which it becomes true. Cures change acts, list findings as conditions, and leave the rest.
///
/// The column stands beside each fact in `facts.rs`. It follows the law that the facts are taken from: which operator or
/// recipient one uses is decided, who that person is, is not; an assessment has to be made and can come out either way; a
/// derogation of Article 49 GDPR rests on a situation that nobody brings about in order to comply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Whoever is responsible for the flow can decide it: region, operator, keys, tool, contract, measure.
    Act,
    /// Somebody has to find it true: assessment, necessity, state of the art.
    Finding,
    /// It is as it is: what the data are, who a person is, which law binds it, what was done on which day.
    Given,
}

impl Nature {
    /// Every nature, in the order of the words that a policy uses.
    pub const ALL: [Nature; 3] = [Nature::Act, Nature::Finding, Nature::Given];

    /// Returns its name, as `fact x.tier is … as act` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Nature::Act => "act",
            Nature::Finding => "finding",
            Nature::Given => "given",
        }
    }
}

/// One fact.
#[derive(Debug)]
pub struct Fact {
    /// Its name: the last part of its path.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// Its meaning, in a line.
    pub doc: &'static str,
    /// Its term in the W3C DPV, or of our own (`lex:`).
    pub term: &'static str,
    /// Its words in English and in French, as forms and paths in words have them.
    pub words: [&'static str; 2],
    /// The words of one entry of a list, in the same languages.
    pub one: [&'static str; 2],
    /// Its rank among the facts of its kind that a form shows first.
    pub shown: Option<u8>,
    /// When it exists.
    pub exists: Existence,
    /// Its nature.
    pub nature: Nature,
    /// Values that no cure states, nor supposes to be found.
    pub never_cures: &'static [&'static str],
    /// Values that a cure states last: they need the approval of an authority, a treaty, or somebody who seldom takes part.
    pub rarely_cures: &'static [&'static str],
    /// The value that says that nothing was found yet: a finding that is stated so is open, not given.
    pub unfound: Option<&'static str>,
    /// Says whether it carries a person's conclusion; reports mark it so.
    pub attested: bool,
    /// Says whether the engine works it out from other facts.
    pub derived: bool,
    /// Says whether the cloud region of the same object tells it.
    pub told_by_region: bool,
    /// Says whether it is the flow's own fact of the same name, unless it is stated.
    pub defaults_to_flow: bool,
    /// The two durations of the same object that make it up together.
    pub sum_of: Option<[&'static str; 2]>,
    /// Says whether it was agreed with the recipient of a transfer, or found of it: with another one it is not known.
    pub of_recipient: bool,
    /// Says whether it was found of the law or the authorities of one destination: in another one it is not known.
    pub of_destination: bool,
    /// Says whether it was agreed or found of one tool of a transfer: with another tool it is not known.
    pub of_tool: bool,
    /// The fact of the same object of which it was said: with another value of that one it is not known.
    pub said_of: Option<&'static str>,
    /// Says whether it is a share of a whole, which those of all entries of a list come to.
    pub part_of_whole: bool,
    /// Says whether it always is somebody: of a party that cannot be none.
    pub somebody: bool,
    /// Those of its values that say of a yes-or-no fact of the same object that it is yes.
    pub says: Option<Says>,
    /// The values of another fact of the same object beside which it is the seat of the flow's exporter, unless it is stated.
    pub seat_beside: Option<Beside>,
}

/// Values of another fact of the same object beside which a fact has a value of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The name of the other fact.
    pub fact: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
}

/// Values of a fact that say of another fact of the same object that it is yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Says {
    /// The values that say so.
    pub values: &'static [&'static str],
    /// The name of the yes-or-no fact that is then yes.
    pub fact: &'static str,
}

impl Fact {
    pub(super) const fn new(
        name: &'static str,
        ty: Type,
        nature: Nature,
        doc: &'static str,
        term: &'static str,
    ) -> Fact {
        let (doc, term) = (told(doc), told(term));
        Fact {
            name,
            ty,
            nature,
            doc,
            term,
            words: ["", ""],
            one: ["", ""],
            shown: None,
            never_cures: &[],
            rarely_cures: &[],
            unfound: None,
            exists: Existence::ALWAYS,
            attested: false,
            derived: false,
            told_by_region: false,
            defaults_to_flow: false,
            sum_of: None,
            of_recipient: false,
            of_destination: false,
            of_tool: false,
            said_of: None,
            part_of_whole: false,
            somebody: false,
            says: None,
            seat_beside: None,
        }
    }
    pub(super) const fn words(self, english: &'static str, french: &'static str) -> Fact {
        Fact { words: [told(english), told(french)], ..self }
    }
    pub(super) const fn one(self, english: &'static str, french: &'static str) -> Fact {
        Fact { one: [told(english), told(french)], ..self }
    }
    pub(super) const fn shown(self, rank: u8) -> Fact {
        Fact { shown: Some(rank), ..self }
    }
    pub(super) const fn never(self, values: &'static [&'static str]) -> Fact {
        Fact { never_cures: values, ..self }
    }
    pub(super) const fn rarely(self, values: &'static [&'static str]) -> Fact {
        Fact { rarely_cures: values, ..self }
    }
    pub(super) const fn unfound(self, value: &'static str) -> Fact {
        Fact { unfound: Some(value), ..self }
    }
    pub(super) const fn only(self, exists: Existence) -> Fact {
        Fact { exists, ..self }
    }
    pub(super) const fn attested(self) -> Fact {
        Fact { attested: true, ..self }
    }
    pub(super) const fn derived(self) -> Fact {
        Fact { derived: true, ..self }
    }
    pub(super) const fn told_by_region(self) -> Fact {
        Fact { told_by_region: true, ..self }
    }
    pub(super) const fn defaults_to_flow(self) -> Fact {
        Fact { defaults_to_flow: true, ..self }
    }
    pub(super) const fn sum_of(self, first: &'static str, second: &'static str) -> Fact {
        Fact { sum_of: Some([first, second]), ..self }
    }
    pub(super) const fn of_recipient(self) -> Fact {
        Fact { of_recipient: true, ..self }
    }
    pub(super) const fn of_destination(self) -> Fact {
        Fact { of_destination: true, ..self }
    }
    pub(super) const fn of_tool(self) -> Fact {
        Fact { of_tool: true, ..self }
    }
    pub(super) const fn said_of(self, fact: &'static str) -> Fact {
        Fact { said_of: Some(fact), ..self }
    }
    pub(super) const fn part_of_whole(self) -> Fact {
        Fact { part_of_whole: true, ..self }
    }
    pub(super) const fn somebody(self) -> Fact {
        Fact { somebody: true, ..self }
    }
    pub(super) const fn seat_beside(self, fact: &'static str, values: &'static [&'static str]) -> Fact {
        Fact { seat_beside: Some(Beside { fact, values }), ..self }
    }
    pub(super) const fn says(self, values: &'static [&'static str], fact: &'static str) -> Fact {
        Fact { says: Some(Says { values, fact }), ..self }
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Flow,
        Kind::Data,
        Kind::Contract,
        Kind::Exit,
        Kind::Service,
        Kind::Party,
        Kind::Holder,
        Kind::Supplier,
        Kind::Site,
        Kind::Transfer,
        Kind::Measure,
        Kind::Keys,
        Kind::Credential,
        Kind::Format,
    ];

    /// Returns its name, as `fact site.x.… is …` writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Flow => "flow",
            Kind::Data => "data",
            Kind::Contract => "contract",
            Kind::Exit => "exit",
            Kind::Service => "service",
            Kind::Party => "party",
            Kind::Holder => "holder",
            Kind::Supplier => "supplier",
            Kind::Site => "site",
            Kind::Transfer => "transfer",
            Kind::Measure => "measure",
            Kind::Keys => "keys",
            Kind::Credential => "credential",
            Kind::Format => "format",
        }
    }

    /// Returns one of it, as an error message says it.
    pub fn one(self) -> &'static str {
        match self {
            Kind::Flow => "the flow",
            Kind::Data => "data",
            Kind::Contract => "a contract",
            Kind::Exit => "an exit",
            Kind::Service => "a service",
            Kind::Party => "a party",
            Kind::Holder => "a holder",
            Kind::Supplier => "a supplier",
            Kind::Site => "a site",
            Kind::Transfer => "a transfer",
            Kind::Measure => "a measure",
            Kind::Keys => "keys",
            Kind::Credential => "a credential",
            Kind::Format => "a format",
        }
    }

    /// Returns one of it and "has", as a message on its facts opens.
    pub(crate) fn has(self) -> String {
        match self {
            Kind::Flow => "a flow has".to_owned(),
            Kind::Data | Kind::Keys => format!("{} have", self.one()),
            _ => format!("{} has", self.one()),
        }
    }

    /// Returns one of it, as a message on what was written in its place opens.
    pub(crate) fn alone(self) -> String {
        match self {
            Kind::Flow => "a flow".to_owned(),
            Kind::Data | Kind::Keys => format!("`{}`", self.name()),
            _ => self.one().to_owned(),
        }
    }

    /// Returns what it is, in a line.
    pub fn doc(self) -> &'static str {
        match self {
            Kind::Flow => "one data set, one exporter, one day",
            Kind::Data => "what the data are",
            Kind::Contract => "the contract with the provider",
            Kind::Exit => "leaving the provider",
            Kind::Service => "the service",
            Kind::Party => "a person: exporter, provider, operator, recipient, holder, supplier, issuer",
            Kind::Holder => "a party that owns a share",
            Kind::Supplier => "a party that the provider depends on",
            Kind::Site => "a place where data rest, are processed, reached, or pass through",
            Kind::Transfer => "a disclosure to a recipient",
            Kind::Measure => "a technical, organisational or contractual measure",
            Kind::Keys => "keys, or the additional information of a pseudonymisation",
            Kind::Credential => "something the provider shows on entry",
            Kind::Format => "a format of export",
        }
    }

    /// Returns the kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Returns its own facts. Holders and suppliers have those of a party besides.
    pub const fn facts(self) -> &'static [Fact] {
        match self {
            Kind::Flow => FLOW,
            Kind::Data => DATA,
            Kind::Contract => CONTRACT,
            Kind::Exit => EXIT,
            Kind::Service => SERVICE,
            Kind::Party => PARTY,
            Kind::Holder => HOLDER,
            Kind::Supplier => SUPPLIER,
            Kind::Site => SITE,
            Kind::Transfer => TRANSFER,
            Kind::Measure => MEASURE,
            Kind::Keys => KEYS,
            Kind::Credential => CREDENTIAL,
            Kind::Format => FORMAT,
        }
    }

    /// Returns whether it is a party in a relation: its other facts are the person's.
    pub const fn is_relation(self) -> bool {
        matches!(self, Kind::Holder | Kind::Supplier)
    }

    /// Returns the position of one of its own facts.
    pub(crate) const fn position(self, name: &str) -> Option<u16> {
        let (mut facts, mut index) = (self.facts(), 0);
        while let [fact, others @ ..] = facts {
            if is_same(fact.name, name) {
                return Some(index);
            }
            (facts, index) = (others, index + 1);
        }
        None
    }

    /// Returns the position and description of one of its own facts.
    pub fn fact(self, name: &str) -> Option<(usize, &'static Fact)> {
        self.facts().iter().enumerate().find(|(_, fact)| fact.name == name)
    }
}
