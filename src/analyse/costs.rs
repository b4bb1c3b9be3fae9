//! What a change costs, by its kind.

use super::place::{Step, spot, steps};
use super::space::Space;
use crate::vocab::{Kind, Type};

/// What a change costs, by its kind. Only their order matters: a plan of lesser cost is told first.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// Stating a fact that is missing.
    pub state: u32,
    /// Encrypting, keeping keys elsewhere, another measure.
    pub measure: u32,
    /// Another contract, tool, assessment, certificate.
    pub contract: u32,
    /// Adding an entry to a list.
    pub add: u32,
    /// Another place or region.
    pub relocate: u32,
    /// Taking an entry out of a list.
    pub remove: u32,
    /// Other data, or another purpose.
    pub data: u32,
    /// Another party, or another owner.
    pub party: u32,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs { state: 1, measure: 2, contract: 3, add: 4, relocate: 5, remove: 8, data: 12, party: 20 }
    }
}

impl Costs {
    /// The cost with this name, to be set by a host.
    pub fn named(&mut self, name: &str) -> Option<&mut u32> {
        match name {
            "state" => Some(&mut self.state),
            "measure" => Some(&mut self.measure),
            "contract" => Some(&mut self.contract),
            "add" => Some(&mut self.add),
            "relocate" => Some(&mut self.relocate),
            "remove" => Some(&mut self.remove),
            "data" => Some(&mut self.data),
            "party" => Some(&mut self.party),
            _ => None,
        }
    }

    /// What it costs to change what stands at a path.
    pub(super) fn of(&self, space: &Space<'_>, path: &str) -> u32 {
        let way = steps(path);
        let Some(spot) = spot(&space.policy.declared, &way) else { return self.party };
        let names = |wanted: &[&str]| matches!(way.last(), Some(Step::Key(name)) if wanted.contains(name));
        match (spot.kind, spot.ty) {
            (_, Type::List(_)) => self.add,
            (Kind::Site, Type::Place | Type::Region) => self.relocate,
            (Kind::Site, _) if names(&["operator"]) => self.party,
            (Kind::Site | Kind::Measure | Kind::Keys, _) => self.measure,
            (Kind::Transfer, Type::Place) => self.relocate,
            (Kind::Transfer, _) if names(&["recipient", "exporter"]) => self.party,
            (Kind::Transfer | Kind::Contract | Kind::Exit | Kind::Service | Kind::Credential | Kind::Format, _) => {
                self.contract
            }
            (Kind::Party, Type::Set(_)) => self.contract,
            (Kind::Party | Kind::Holder | Kind::Supplier, _) => self.party,
            (Kind::Data | Kind::Flow, _) => self.data,
        }
    }
}
