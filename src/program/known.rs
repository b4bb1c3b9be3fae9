//! Facts that the meaning of others depends on.

use super::NONE;
use super::compile::Compiler;
use crate::policy::Field;
use crate::vocab::{Kind, SUM};
use serde::{Deserialize, Serialize};

/// Words of facts that the meaning of others depends on; `NONE` where the policy reads nothing that does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the word of the fact of that name")]
pub struct Known {
    pub as_of: u16,
    pub from: u16,
    pub through: u16,
    pub exporter: u16,
    pub storage: u16,
    pub processing: u16,
    pub access: u16,
    pub transfers: u16,
    pub site_place: u16,
    pub site_operator: u16,
    pub site_transfer: u16,
    pub to: u16,
    pub recipient: u16,
    pub transfer_data: u16,
    pub categories: u16,
    pub party_id: u16,
    pub identity: u16,
    pub party_seat: u16,
    pub holder_person: u16,
    pub supplier_person: u16,
    pub exit: u16,
    pub notice: u16,
    pub transition: u16,
    pub switching_time: u16,
    /// Indices into `Program::dated`: the territory of each law on transfers, in the order of `Law::ALL`.
    pub inside: [u16; 3],
}

impl Default for Known {
    fn default() -> Known {
        Known {
            as_of: NONE,
            from: NONE,
            through: NONE,
            exporter: NONE,
            storage: NONE,
            processing: NONE,
            access: NONE,
            transfers: NONE,
            site_place: NONE,
            site_operator: NONE,
            site_transfer: NONE,
            to: NONE,
            recipient: NONE,
            transfer_data: NONE,
            categories: NONE,
            party_id: NONE,
            identity: NONE,
            party_seat: NONE,
            holder_person: NONE,
            supplier_person: NONE,
            exit: NONE,
            notice: NONE,
            transition: NONE,
            switching_time: NONE,
            inside: [NONE; 3],
        }
    }
}

impl Compiler<'_> {
    /// Finds the words of facts that the meaning of others depends on.
    pub(super) fn known(&mut self) {
        let layout = self.layout;
        let of = |kind, name| layout.named(kind, name);
        let [notice, transition, switching_time] = SUM.each().map(|fact| layout.word(SUM.kind, Field(fact)));
        self.program.known = Known {
            as_of: of(Kind::Flow, "as_of"),
            from: of(Kind::Credential, "from"),
            through: of(Kind::Credential, "through"),
            exporter: of(Kind::Flow, "exporter"),
            storage: of(Kind::Flow, "storage"),
            processing: of(Kind::Flow, "processing"),
            access: of(Kind::Flow, "access"),
            transfers: of(Kind::Flow, "transfers"),
            site_place: of(Kind::Site, "place"),
            site_operator: of(Kind::Site, "operator"),
            site_transfer: of(Kind::Site, "transfer"),
            to: of(Kind::Transfer, "to"),
            recipient: of(Kind::Transfer, "recipient"),
            transfer_data: of(Kind::Transfer, "data"),
            categories: of(Kind::Data, "categories"),
            party_id: of(Kind::Party, "id"),
            identity: layout.word(Kind::Party, Field::IDENTITY),
            party_seat: of(Kind::Party, "seat"),
            holder_person: layout.word(Kind::Holder, Field::PERSON),
            supplier_person: layout.word(Kind::Supplier, Field::PERSON),
            exit: layout.word(Kind::Flow, Field(SUM.of_flow)),
            notice,
            transition,
            switching_time,
            inside: self.inside(),
        };
    }
}
