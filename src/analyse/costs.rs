//! Costs of a change, by its kind: the order in which cures are told.
//!
//! The order is legal before it is short. Data stay where they are allowed to be, or come back there with the same provider;
//! they go to another recipient; a transfer gets a tool, with what has to be found for it; measures are taken; another
//! provider is chosen; an entry is given up (EDPB Recommendations 01/2020, steps 3 and 4, and Guidelines 2/2018 on why a
//! derogation is no such step).

use super::nature::Natured;
use crate::vocab::{Kind, Type};

/// Costs of a change, by its kind. Only their order matters: a cure of lesser cost is told first.
///
/// ```
/// let mut costs = lexloci::analyse::Costs::default();
/// assert!(costs.relocate < costs.party, "the data move before the provider is changed");
/// costs.relocate = 100;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Costs {
    /// Stating a fact that is missing.
    pub state: u32,
    /// A condition: something that has to be found.
    pub find: u32,
    /// Another place, or another region of the same provider.
    pub relocate: u32,
    /// Another contract, exit, certificate.
    pub contract: u32,
    /// Another recipient.
    pub recipient: u32,
    /// A transfer tool.
    pub tool: u32,
    /// Encrypting, keeping keys elsewhere, another measure.
    pub measure: u32,
    /// Adding an entry to a list.
    pub add: u32,
    /// Another provider, operator or supplier.
    pub party: u32,
    /// Taking an entry out of a list.
    pub remove: u32,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs {
            state: 1,
            find: 1,
            relocate: 2,
            contract: 3,
            recipient: 4,
            tool: 6,
            measure: 8,
            add: 10,
            party: 12,
            remove: 16,
        }
    }
}

impl Costs {
    /// The name of each cost, in their default order.
    ///
    /// ```
    /// use lexloci::analyse::Costs;
    ///
    /// let mut costs = Costs::default();
    /// assert!(Costs::NAMES.iter().all(|name| costs.named(name).is_some()));
    /// ```
    pub const NAMES: [&'static str; 10] =
        ["state", "find", "relocate", "contract", "recipient", "tool", "measure", "add", "party", "remove"];

    /// Returns the cost with this name, to be set by a host.
    ///
    /// ```
    /// let mut costs = lexloci::analyse::Costs::default();
    /// if let Some(cost) = costs.named("relocate") {
    ///     *cost = 100;
    /// }
    /// assert_eq!(costs.relocate, 100);
    /// assert_eq!(costs.named("price"), None);
    /// ```
    pub fn named(&mut self, name: &str) -> Option<&mut u32> {
        match name {
            "state" => Some(&mut self.state),
            "find" => Some(&mut self.find),
            "relocate" => Some(&mut self.relocate),
            "contract" => Some(&mut self.contract),
            "recipient" => Some(&mut self.recipient),
            "tool" => Some(&mut self.tool),
            "measure" => Some(&mut self.measure),
            "add" => Some(&mut self.add),
            "party" => Some(&mut self.party),
            "remove" => Some(&mut self.remove),
            _ => None,
        }
    }

    /// Returns the least that a change can cost.
    pub(super) fn least(&self) -> u32 {
        let Costs { state, find, relocate, contract, recipient, tool, measure, add, party, remove } = *self;
        [find, relocate, contract, recipient, tool, measure, add, party, remove].into_iter().fold(state, u32::min)
    }

    /// Returns what it costs to change a fact.
    pub(super) fn of(&self, fact: &Natured) -> u32 {
        match (fact.spot.kind, fact.spot.ty) {
            (_, Type::List(Kind::Measure)) => self.measure,
            (_, Type::List(_)) => self.add,
            (Kind::Site, Type::Place | Type::Region) | (Kind::Transfer, Type::Place) => self.relocate,
            (Kind::Transfer, Type::Object(_)) => self.recipient,
            (_, Type::Object(Kind::Party)) => self.party,
            (Kind::Site | Kind::Measure | Kind::Keys, _) => self.measure,
            (Kind::Transfer, _) if fact.is_tool() => self.tool,
            _ => self.contract,
        }
    }
}
