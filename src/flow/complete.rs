//! Finds the lists that may have more entries than are stated.

use super::node::{Keys, Node};
use super::path::join;
use super::read::{Reader, describe};
use super::territory::territory;
use super::{Entries, Flow, ObjectId, Unlisted, Value, field};
use crate::date::Date;
use crate::order::sort_texts;
use crate::policy::Field;
use crate::vocab::Kind;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const MOST_SHARES: u64 = 10_050;
/// From here on, nobody of weight can be missing.
const ALL_SHARES: u64 = 9_950;

/// Lists in which a recipient could be that no transfer names. Data only pass through transit sites: a carrier is no recipient
/// (EDPB Recommendations 01/2020, use case 3).
pub(super) const REACHED: [ListOfFlow; 3] =
    [ListOfFlow::of("storage"), ListOfFlow::of("processing"), ListOfFlow::of("access")];

/// A list of the flow.
#[derive(Clone, Copy)]
pub(super) struct ListOfFlow {
    pub(super) name: &'static str,
    pub(super) field: Field,
}

impl ListOfFlow {
    const fn of(name: &'static str) -> ListOfFlow {
        ListOfFlow { name, field: field(Kind::Flow, name) }
    }
}

/// The shares of one kind that holders have.
#[derive(Clone, Copy)]
struct Shares {
    sum: u64,
    /// True if each holder states its share.
    all_stated: bool,
}

/// Writes hundredths of a percent.
fn percent(hundredths: u64) -> String {
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// The key by which a flow says that it lists all that there is.
pub(super) const COMPLETE: &str = "complete";
/// The lists that it closes.
const CLOSED: [ListOfFlow; 6] = [
    ListOfFlow::of("storage"),
    ListOfFlow::of("processing"),
    ListOfFlow::of("access"),
    ListOfFlow::of("transit"),
    ListOfFlow::of("transfers"),
    ListOfFlow::of("measures"),
];

impl Reader<'_> {
    /// Closes the lists that a flow leaves out where it says `"complete": true`: what it does not list does not exist.
    ///
    /// Data and whatever is listed of a person stay as they are, and a list that is stated as null stays unknown.
    pub(super) fn close_unstated(&mut self, keys: Keys<'_>) {
        match keys.get(COMPLETE) {
            None | Some(Node::Null | Node::Bool(false)) => {}
            Some(Node::Bool(true)) => {
                self.is_complete = true;
                for list in CLOSED.into_iter().filter(|list| !keys.has(list.name)) {
                    self.set(Flow::ROOT, list.field, Value::List(Entries::new(vec![], vec![])));
                }
                self.note("L0555", COMPLETE, "the flow says that what it does not list does not exist");
            }
            Some(other) => {
                let message = format!("this is {}, not true or false", describe(other));
                self.error("L0503", COMPLETE, message, "write true where the flow lists all that there is");
            }
        }
    }

    /// Opens lists that cannot be complete, however they are written.
    pub(super) fn complete_lists(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            if self.kind(ObjectId(index as u32)) == Kind::Party {
                self.complete_holders(ObjectId(index as u32));
            }
        }
        self.open_transfers();
        self.note_empty_storage();
        self.note_idle_tools(as_of);
        self.note_vendors();
        self.note_declared();
        self.note_said();
        self.gather_parties();
    }

    /// Notes the places that the flow names in words, each with the code that it is judged by.
    fn note_said(&mut self) {
        if let Some(path) = self.said_at.take() {
            let said: Vec<&str> = self.said.iter().map(String::as_str).collect();
            let message = format!("places are named in words: {}", said.join(", "));
            self.note("L0558", &path, &message);
        }
    }

    /// Closes a list of holders that is stated complete, or whose capital or votes come to a whole; opens any other.
    fn complete_holders(&mut self, party: ObjectId) {
        let holders = const { field(Kind::Party, "holders") };
        let Some(Value::List(mut entries)) = self.fact(party, holders).cloned() else { return };
        let path = join(&self.path_of(party), "holders");
        let facts = Kind::Holder.facts().iter().enumerate().filter(|(_, fact)| fact.part_of_whole);
        let shares: Vec<(&str, Shares)> =
            facts.map(|(index, fact)| (fact.name, self.shares(&entries.items, Field(index as u16)))).collect();
        for (name, Shares { sum, .. }) in &shares {
            let sum = *sum;
            if sum > MOST_SHARES {
                let message = format!("the shares of {name} add up to {}", percent(sum));
                self.error("L0513", &path, message, "they can reach 100 %, and 100.5 % with rounding");
            }
        }
        let comes_to_a_whole = shares.iter().any(|(_, Shares { sum, .. })| *sum >= ALL_SHARES);
        let stated_complete = entries.unlisted != Unlisted::Anybody;
        if !stated_complete && !comes_to_a_whole {
            entries.open = vec![path.clone()];
        }
        // Nobody else has any: all that is stated has to come to a whole.
        let is_whole = entries.open.is_empty() && matches!(entries.unlisted, Unlisted::Anybody | Unlisted::Entries);
        if is_whole && entries.items.is_empty() {
            let message = "nobody is listed as a holder, and it is not said that nobody is".to_owned();
            let help = "list the holders, write \"complete\": false, or \"remainder\": \"none\" beside \"complete\": true where it belongs to nobody, as a foundation";
            self.error("L0513", &path, message, help);
        }
        for (name, Shares { sum, all_stated }) in shares {
            if is_whole && all_stated && !entries.items.is_empty() && sum < ALL_SHARES {
                let message = format!("these are all holders, and their shares of {name} add up to {}", percent(sum));
                let help = "list the others, write \"complete\": false, or name whose the rest is beside \"complete\": true: \"remainder\": \"free float\", or \"none\" where it is nobody's";
                self.error("L0513", &path, message, help);
            }
        }
        self.set(party, holders, Value::List(entries));
    }

    /// Adds up the stated shares of one kind, in hundredths of a percent.
    fn shares(&self, holders: &[ObjectId], field: Field) -> Shares {
        let share = |id: &ObjectId| match self.fact(*id, field) {
            Some(Value::Percent(share)) => Some(u64::from(*share)),
            _ => None,
        };
        let stated: Vec<u64> = holders.iter().filter_map(share).collect();
        Shares { sum: stated.iter().sum(), all_stated: stated.len() == holders.len() }
    }

    /// Opens the list of transfers while a list of sites may have further ones: each may be another transfer.
    fn open_transfers(&mut self) {
        let transfers = const { field(Kind::Flow, "transfers") };
        let Some(Value::List(mut entries)) = self.fact(Flow::ROOT, transfers).cloned() else { return };
        for list in REACHED {
            match self.fact(Flow::ROOT, list.field) {
                Some(Value::List(sites)) => entries.open.extend(sites.open.iter().cloned()),
                _ => entries.open.push(list.name.to_owned()),
            }
        }
        sort_texts(&mut entries.open);
        self.set(Flow::ROOT, transfers, Value::List(entries));
    }

    /// Notes transfers whose tool has no effect: within the territory of the GDPR data need none. An exporter outside may
    /// need it under its own law.
    fn note_idle_tools(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            if self.kind(id) != Kind::Transfer || !self.states_tool(id) {
                continue;
            }
            let within = |value: Option<&Value>| match value {
                Some(Value::Place(place)) => Some(place.places.is_subset(territory(as_of))),
                _ => None,
            };
            let exporter = match self.fact(id, const { field(Kind::Transfer, "exporter") }) {
                Some(Value::Object(exporter)) => within(self.fact(*exporter, const { field(Kind::Party, "seat") })),
                _ => None,
            };
            if exporter != Some(false) && within(self.fact(id, const { field(Kind::Transfer, "to") })) == Some(true) {
                let path = join(&self.path_of(id), "tool");
                self.note("L0553", &path, "the data do not leave the GDPR's territory, so this tool has no effect");
            }
        }
    }

    fn states_tool(&self, transfer: ObjectId) -> bool {
        let none = self.declared.value(crate::vocab::values::TOOL, "none");
        match self.fact(transfer, const { field(Kind::Transfer, "tool") }) {
            Some(Value::Enum(_, tool)) => Some(*tool) != none,
            _ => false,
        }
    }

    fn note_empty_storage(&mut self) {
        if let Some(Value::List(entries)) = self.fact(Flow::ROOT, const { field(Kind::Flow, "storage") })
            && entries.items.is_empty()
            && entries.open.is_empty()
        {
            self.note("L0550", "storage", "storage is empty: the flow says that the data rest nowhere");
        }
    }
}
