//! Which lists may have more entries than are stated.

use super::explain::{EXPLAINS, message};
use super::node::{Keys, Node};
use super::read::{Reader, describe};
use super::{Entries, Flow, ObjectId, Opening, Unlisted, Value, field};
use crate::atlas::{Group, PlaceSet};
use crate::date::Date;
use crate::order::sort_by_key;
use crate::policy::Field;
use crate::sorted::SortedSet;
use crate::vocab::Kind;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const MOST_SHARES: u64 = 10_050;
/// From here on, nobody of weight can be missing.
const ALL_SHARES: u64 = 9_950;

/// Where a recipient could sit that no transfer names. Data only pass through transit sites: a carrier is no recipient
/// (EDPB Recommendations 01/2020, use case 3).
const REACHED: [&str; 3] = ["storage", "processing", "access"];

/// The shares of one kind that holders have.
#[derive(Clone, Copy)]
struct Shares {
    sum: u64,
    /// Whether there are holders, and each states its share.
    all_stated: bool,
}

/// Writes hundredths of a percent.
fn percent(hundredths: u64) -> String {
    message!("{}.{:02} %", hundredths / 100, hundredths % 100)
}

/// The key by which a flow says that it lists all that there is.
pub(super) const COMPLETE: &str = "complete";
/// The lists that it closes.
const CLOSED: [&str; 6] = ["storage", "processing", "access", "transit", "transfers", "measures"];

impl Reader<'_> {
    /// Closes the lists that a flow leaves out where it says `"complete": true`: what it does not list does not exist.
    ///
    /// Data and whatever is listed of a person stay as they are, and a list that is stated as null stays unknown.
    pub(super) fn close_unstated(&mut self, keys: Keys<'_>) {
        match keys.get(COMPLETE) {
            None | Some(Node::Null | Node::Bool(false)) => {}
            Some(Node::Bool(true)) => {
                self.is_complete = true;
                for name in CLOSED.into_iter().filter(|name| !keys.has(name)) {
                    self.set(Flow::ROOT, field(Kind::Flow, name), Value::List(Entries::new(vec![], vec![])));
                }
                self.note("L0555", COMPLETE, "the flow says that what it does not list does not exist");
            }
            Some(other) => {
                let message = message!("this is {}, not true or false", describe(other));
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
        // Where a flow is only decided, `decide::open` finds the sites that leave room for a transfer.
        if EXPLAINS && (self.is_traced || self.gathers) {
            self.complete_transfers(as_of);
        }
        if EXPLAINS && self.is_traced {
            self.note_empty_storage();
            self.note_idle_tools(as_of);
            self.note_vendors();
        }
        if self.gathers {
            self.gather_parties();
        }
    }

    /// Closes a list of holders that is stated complete, or whose capital or votes come to a whole; opens any other.
    fn complete_holders(&mut self, party: ObjectId) {
        let holders = const { field(Kind::Party, "holders") };
        let Some(Value::List(mut entries)) = self.fact(party, holders).cloned() else { return };
        let path = self.join(&self.path_of(party), "holders");
        let facts = Kind::Holder.facts().iter().enumerate().filter(|(_, fact)| fact.part_of_whole);
        let shares: Vec<(&str, Shares)> =
            facts.map(|(index, fact)| (fact.name, self.shares(&entries.items, Field(index as u16)))).collect();
        for (name, Shares { sum, .. }) in &shares {
            let sum = *sum;
            if sum > MOST_SHARES {
                let message = message!("the shares of {name} add up to {}", percent(sum));
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
        for (name, Shares { sum, all_stated }) in shares {
            if is_whole && all_stated && sum < ALL_SHARES {
                let message = message!("these are all holders, and their shares of {name} add up to {}", percent(sum));
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
        Shares { sum: stated.iter().sum(), all_stated: !holders.is_empty() && stated.len() == holders.len() }
    }

    /// A transfer may be missing while a site lies abroad, in other hands, and no transfer names those hands. Where the
    /// site is a group of places, that is so for each member by itself.
    fn complete_transfers(&mut self, as_of: Date) {
        let transfers = const { field(Kind::Flow, "transfers") };
        let Some(Value::List(mut entries)) = self.fact(Flow::ROOT, transfers).cloned() else { return };
        let written_complete = entries.open.is_empty();
        let covered = self.covered(&entries.items);
        let inside = territory(as_of);
        let mut uncovered = None;
        for name in REACHED {
            let Some(Value::List(sites)) = self.fact(Flow::ROOT, field(Kind::Flow, name)).cloned() else {
                entries.open.push(name.to_owned());
                continue;
            };
            entries.open.extend(sites.open);
            for site in sites.items {
                let Some(why) = self.uncovered(site, &covered, inside) else { continue };
                uncovered = uncovered.or(Some(self.path_of(site)));
                if self.may_lie(site, inside) {
                    self.openings.push((site, Opening { choice: 0, unless: inside, why }));
                } else {
                    entries.open.extend(why);
                }
            }
        }
        if let Some(site) = uncovered.filter(|_| written_complete) {
            self.note("L0551", &site, "the site may lie outside the GDPR's territory and no transfer names its operator as recipient, so there may be another transfer");
        }
        sort_by_key(&mut entries.open, String::clone);
        entries.open.dedup();
        self.set(Flow::ROOT, transfers, Value::List(entries));
    }

    /// Whoever needs no further transfer: the exporter, and every recipient.
    fn covered(&self, transfers: &[ObjectId]) -> SortedSet<ObjectId> {
        let exporter = self.fact(Flow::ROOT, const { field(Kind::Flow, "exporter") });
        let recipients =
            transfers.iter().filter_map(|transfer| self.fact(*transfer, const { field(Kind::Transfer, "recipient") }));
        let person = |value: &Value| match value {
            Value::Object(person) => Some(*person),
            _ => None,
        };
        recipients.chain(exporter).filter_map(person).collect()
    }

    /// Whether a site may lie there, as far as its place is stated.
    fn may_lie(&self, site: ObjectId, inside: PlaceSet) -> bool {
        match self.fact(site, const { field(Kind::Site, "place") }) {
            Some(Value::Place(place)) => !place.places.intersection(inside).is_empty(),
            _ => false,
        }
    }

    /// The facts that would show that a site needs no further transfer; `None` when none is needed.
    fn uncovered(&self, site: ObjectId, covered: &SortedSet<ObjectId>, inside: PlaceSet) -> Option<Vec<String>> {
        let path = self.path_of(site);
        let place = self.fact(site, const { field(Kind::Site, "place") });
        if let Some(Value::Place(place)) = place
            && place.places.is_subset(inside)
        {
            return None;
        }
        let operator = self.fact(site, const { field(Kind::Site, "operator") });
        if let Some(Value::Object(person)) = operator
            && covered.contains(person)
        {
            return None;
        }
        let mut missing = Vec::new();
        if place.is_none() {
            missing.push(self.join(&path, "place"));
        }
        match operator {
            None => missing.push(self.join(&path, "operator")),
            Some(_) => missing.push("transfers".to_owned()),
        }
        Some(missing)
    }

    /// Notes transfers whose tool has no effect: within the territory of the GDPR data need none. An exporter outside may
    /// need it under its own law.
    fn note_idle_tools(&mut self, as_of: Date) {
        let inside = territory(as_of);
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            if self.kind(id) != Kind::Transfer || !self.states_tool(id) {
                continue;
            }
            let within = |value: Option<&Value>| match value {
                Some(Value::Place(place)) => Some(place.places.is_subset(inside)),
                _ => None,
            };
            let exporter = match self.fact(id, const { field(Kind::Transfer, "exporter") }) {
                Some(Value::Object(exporter)) => within(self.fact(*exporter, const { field(Kind::Party, "seat") })),
                _ => None,
            };
            if exporter != Some(false) && within(self.fact(id, const { field(Kind::Transfer, "to") })) == Some(true) {
                let path = self.join(&self.path_of(id), "tool");
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

/// Where the Union's data-protection law applies as such on a day: the GDPR, before it Directive 95/46.
pub(crate) fn territory(day: Date) -> PlaceSet {
    let of = |name| Group::from_name(name).map(|group: Group| group.members_on(day)).unwrap_or_default();
    of("GDPR_TERRITORY").union(of("DIRECTIVE_TERRITORY"))
}
