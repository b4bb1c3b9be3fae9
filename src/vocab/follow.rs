//! Lists which facts follow from others, by positions: facts that the flow supplies, facts that a value of another says, places that
//! are the exporter's seat, durations that others make up, facts that name a party.

use super::existence::{is_same, position, value};
use super::{Kind, Type};

/// A fact that is the flow's own of the same name, unless it is stated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defaulted {
    /// The kind that it is a fact of.
    pub(crate) kind: Kind,
    /// Its position among the facts of the kind.
    pub(crate) fact: u16,
    /// The position of the flow's fact.
    pub(crate) of_flow: u16,
}

/// Every such fact, in the order of kinds and of their facts.
pub(crate) static DEFAULTED: [Defaulted; count_defaulted()] = defaulted();

/// Returns the names of those facts, each once.
pub(crate) fn defaulted_names() -> impl Iterator<Item = &'static str> {
    let is_first = |each: &Defaulted| {
        let first = DEFAULTED.iter().find(|other| other.of_flow == each.of_flow);
        first.is_some_and(|first| (first.kind, first.fact) == (each.kind, each.fact))
    };
    let flows = |each: &Defaulted| Kind::Flow.facts().get(usize::from(each.of_flow));
    DEFAULTED.iter().filter(move |each| is_first(each)).filter_map(flows).map(|fact| fact.name)
}

/// Stops the compiler where a fact is said of one that its kind does not have.
const _: () = {
    let mut kinds = Kind::ALL;
    while let [kind, others @ ..] = kinds {
        let mut facts = kind.facts();
        while let [fact, more @ ..] = facts {
            if let Some(other) = fact.said_of {
                position(*kind, other);
                assert!(!is_same(other, fact.name), "a fact is not said of itself");
            }
            facts = more;
        }
        kinds = others;
    }
};

/// A fact some values of which say of another fact of the same object that it is yes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saying {
    /// The kind that both are facts of.
    pub(crate) kind: Kind,
    /// The position of the fact that says it.
    pub(crate) fact: u16,
    /// The values that say it, as bits.
    pub(crate) values: u64,
    /// The position of the yes-or-no fact that is then yes.
    pub(crate) said: u16,
}

/// Every such fact, in the order of kinds and of their facts.
pub(crate) static SAYING: [Saying; count_saying()] = saying();

/// A place that is the seat of the flow's exporter beside some values of another fact of its object, unless it is stated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seated {
    /// The kind that both are facts of.
    pub(crate) kind: Kind,
    /// The position of the place.
    pub(crate) fact: u16,
    /// The position of the other fact.
    pub(crate) beside: u16,
    /// Its values, as bits.
    pub(crate) values: u64,
}

/// Every such place, in the order of kinds and of their facts.
pub(crate) static SEATED: [Seated; count_seated()] = seated();

/// A duration that two others make up together. Each bounds the others where one is not stated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    /// The kind that they are facts of.
    pub(crate) kind: Kind,
    /// The position of the flow's fact that has this kind.
    pub(crate) of_flow: u16,
    /// The position of the sum.
    pub(crate) total: u16,
    /// The positions of what makes it up.
    pub(crate) addends: [u16; 2],
}

/// The only sum of the vocabulary: the time to switch (Data Act 25(2)(a), (d)).
pub(crate) const SUM: Sum = sum();

impl Sum {
    /// Returns the total and what makes it up.
    pub(crate) fn each(&self) -> [u16; 3] {
        let [first, second] = self.addends;
        [first, second, self.total]
    }
}

impl Type {
    /// Returns whether a fact of this type can name a party.
    pub(crate) const fn names_party(self) -> bool {
        match self {
            Type::Object(kind) => matches!(kind, Kind::Party),
            Type::List(kind) => matches!(kind, Kind::Party) || kind.is_relation() || has_party(kind),
            _ => false,
        }
    }
}

/// For each kind, those of its stated facts that can name a party, as bits.
static NAMING: [u64; Kind::ALL.len()] = naming();

impl Kind {
    /// Returns the positions of its facts that can name a party; not of those that are derived.
    pub(crate) fn naming(self) -> impl Iterator<Item = u16> {
        let bits = NAMING.get(self as usize).copied().unwrap_or(0);
        (0..u64::BITS as u16).filter(move |fact| bits >> fact & 1 == 1)
    }
}

/// Returns whether one of the facts of a kind is a party.
const fn has_party(kind: Kind) -> bool {
    let mut facts = kind.facts();
    while let [fact, others @ ..] = facts {
        if matches!(fact.ty, Type::Object(Kind::Party)) {
            return true;
        }
        facts = others;
    }
    false
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn naming() -> [u64; Kind::ALL.len()] {
    let (mut bits, mut kind) = ([0; Kind::ALL.len()], 0);
    while kind < bits.len() {
        let (facts, mut fact) = (Kind::ALL[kind].facts(), 0);
        while fact < facts.len() {
            bits[kind] |= ((facts[fact].ty.names_party() && !facts[fact].derived) as u64) << fact;
            fact += 1;
        }
        kind += 1;
    }
    bits
}

const fn count_defaulted() -> usize {
    let (mut kinds, mut count) = (Kind::ALL, 0);
    while let [kind, others @ ..] = kinds {
        let mut facts = kind.facts();
        while let [fact, rest @ ..] = facts {
            count += fact.defaults_to_flow as usize;
            facts = rest;
        }
        kinds = others;
    }
    count
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn defaulted() -> [Defaulted; count_defaulted()] {
    let mut all = [Defaulted { kind: Kind::Flow, fact: 0, of_flow: 0 }; count_defaulted()];
    let (mut next, mut index) = (0, 0);
    while index < Kind::ALL.len() {
        let (kind, mut fact) = (Kind::ALL[index], 0);
        while fact < kind.facts().len() {
            let row = &kind.facts()[fact];
            if row.defaults_to_flow {
                let of_flow = position(Kind::Flow, row.name);
                assert!(
                    is_same_object(row.ty, Kind::Flow.facts()[of_flow as usize].ty),
                    "the flow's fact has another type"
                );
                all[next] = Defaulted { kind, fact: fact as u16, of_flow };
                next += 1;
            }
            fact += 1;
        }
        index += 1;
    }
    all
}

const fn count_saying() -> usize {
    let (mut kinds, mut count) = (Kind::ALL, 0);
    while let [kind, others @ ..] = kinds {
        let mut facts = kind.facts();
        while let [fact, rest @ ..] = facts {
            count += fact.says.is_some() as usize;
            facts = rest;
        }
        kinds = others;
    }
    count
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn saying() -> [Saying; count_saying()] {
    let mut all = [Saying { kind: Kind::Flow, fact: 0, values: 0, said: 0 }; count_saying()];
    let (mut next, mut index) = (0, 0);
    while index < Kind::ALL.len() {
        let (kind, mut fact) = (Kind::ALL[index], 0);
        while fact < kind.facts().len() {
            if let Some(says) = kind.facts()[fact].says {
                let said = position(kind, says.fact);
                assert!(matches!(kind.facts()[said as usize].ty, Type::YesNo), "what is said is yes or no");
                let (mut values, mut each) = (0, 0);
                while each < says.values.len() {
                    values |= 1 << value(kind.facts()[fact].ty, says.values[each]);
                    each += 1;
                }
                all[next] = Saying { kind, fact: fact as u16, values, said };
                next += 1;
            }
            fact += 1;
        }
        index += 1;
    }
    all
}

const fn count_seated() -> usize {
    let (mut kinds, mut count) = (Kind::ALL, 0);
    while let [kind, others @ ..] = kinds {
        let mut facts = kind.facts();
        while let [fact, rest @ ..] = facts {
            count += fact.seat_beside.is_some() as usize;
            facts = rest;
        }
        kinds = others;
    }
    count
}

#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
const fn seated() -> [Seated; count_seated()] {
    let mut all = [Seated { kind: Kind::Flow, fact: 0, beside: 0, values: 0 }; count_seated()];
    let (mut next, mut index) = (0, 0);
    while index < Kind::ALL.len() {
        let (kind, mut fact) = (Kind::ALL[index], 0);
        while fact < kind.facts().len() {
            if let Some(other) = kind.facts()[fact].seat_beside {
                assert!(matches!(kind.facts()[fact].ty, Type::Place), "a seat is a place");
                let beside = position(kind, other.fact);
                let (mut values, mut each) = (0, 0);
                while each < other.values.len() {
                    values |= 1 << value(kind.facts()[beside as usize].ty, other.values[each]);
                    each += 1;
                }
                all[next] = Seated { kind, fact: fact as u16, beside, values };
                next += 1;
            }
            fact += 1;
        }
        index += 1;
    }
    all
}

/// Returns whether both types are objects of one kind, as those are that the flow supplies.
const fn is_same_object(a: Type, b: Type) -> bool {
    match (a, b) {
        (Type::Object(a), Type::Object(b)) => is_same(a.name(), b.name()),
        _ => false,
    }
}

#[expect(clippy::indexing_slicing, clippy::panic, reason = "the compiler runs it, and stops where there is none")]
const fn sum() -> Sum {
    let (mut found, mut index): (Option<Sum>, _) = (None, 0);
    while index < Kind::ALL.len() {
        let (kind, mut fact) = (Kind::ALL[index], 0);
        while fact < kind.facts().len() {
            if let Some([first, second]) = kind.facts()[fact].sum_of {
                assert!(found.is_none(), "there is one sum");
                let addends = [position(kind, first), position(kind, second)];
                found = Some(Sum { kind, of_flow: object_of_flow(kind), total: fact as u16, addends });
            }
            fact += 1;
        }
        index += 1;
    }
    match found {
        Some(sum) => sum,
        None => panic!("there is no sum"),
    }
}

/// Returns the position of the flow's fact that is an object of this kind.
#[expect(clippy::indexing_slicing, clippy::panic, reason = "the compiler runs it, and stops where there is none")]
const fn object_of_flow(kind: Kind) -> u16 {
    let (facts, mut index) = (Kind::Flow.facts(), 0);
    while index < facts.len() {
        if is_same_object(facts[index].ty, Type::Object(kind)) {
            return index as u16;
        }
        index += 1;
    }
    panic!("the flow has no object of this kind")
}
