//! Which lists may have more entries than are stated.

use super::read::{Reader, join};
use super::{Flow, ObjectId, Value, field};
use crate::atlas::Group;
use crate::date::Date;
use crate::order::sort_by_key;
use crate::vocab::Kind;

/// Shares may add up to this much, in hundredths of a percent, for rounding.
const MOST_SHARES: u64 = 10_050;
/// From here on, nobody of weight can be missing.
const ALL_SHARES: u64 = 9_950;

/// Where a recipient could sit that no transfer names. Data only pass through transit sites: a carrier is no recipient
/// (EDPB Recommendations 01/2020, use case 3).
const REACHED: [&str; 3] = ["storage", "processing", "access"];

impl Reader<'_> {
    /// Opens lists that cannot be complete, however they are written.
    pub(super) fn complete_lists(&mut self, as_of: Date) {
        for index in 0..self.objects.len() {
            if self.kind(ObjectId(index as u32)) == Kind::Party {
                self.complete_holders(ObjectId(index as u32));
            }
        }
        self.complete_transfers(as_of);
        self.note_empty_storage();
        self.gather_parties();
    }

    /// Holders whose shares do not add up leave room for others.
    fn complete_holders(&mut self, party: ObjectId) {
        let holders = field(Kind::Party, "holders");
        let Some(Value::List(entries)) = self.fact(party, holders).cloned() else { return };
        if entries.items.is_empty() {
            return;
        }
        let path = join(&self.path_of(party), "holders");
        let sum = |name: &str| -> u64 {
            let share = |id: &ObjectId| match self.fact(*id, field(Kind::Holder, name)) {
                Some(Value::Percent(share)) => u64::from(*share),
                _ => 0,
            };
            entries.items.iter().map(share).sum()
        };
        let (capital, votes) = (sum("capital"), sum("votes"));
        for (name, total) in [("capital", capital), ("votes", votes)] {
            if total > MOST_SHARES {
                let message = format!("the shares of {name} add up to {}.{:02} %", total / 100, total % 100);
                self.error("L0513", &path, message, "they can reach 100 %, and 100.5 % with rounding");
            }
        }
        let open = if capital.max(votes) >= ALL_SHARES { vec![] } else { vec![path] };
        self.set(party, holders, Value::List(super::Entries { open, ..entries }));
    }

    /// A transfer may be missing while a site lies abroad, in other hands, and no transfer names those hands.
    fn complete_transfers(&mut self, as_of: Date) {
        let transfers = field(Kind::Flow, "transfers");
        let Some(Value::List(mut entries)) = self.fact(Flow::ROOT, transfers).cloned() else { return };
        let written_complete = entries.open.is_empty();
        let mut why = Vec::new();
        let mut uncovered = None;
        for name in REACHED {
            match self.fact(Flow::ROOT, field(Kind::Flow, name)).cloned() {
                Some(Value::List(sites)) => {
                    why.extend(sites.open.iter().cloned());
                    for site in sites.items {
                        if let Some(missing) = self.uncovered(site, &entries.items, as_of) {
                            uncovered = uncovered.or(Some(self.path_of(site)));
                            why.extend(missing);
                        }
                    }
                }
                _ => why.push(name.to_owned()),
            }
        }
        if let Some(site) = uncovered.filter(|_| written_complete) {
            self.note("L0551", &site, "the site may lie outside the GDPR's territory and no transfer names its operator as recipient, so there may be another transfer");
        }
        entries.open.extend(why);
        sort_by_key(&mut entries.open, String::clone);
        entries.open.dedup();
        self.set(Flow::ROOT, transfers, Value::List(entries));
    }

    /// The facts that would show that a site needs no further transfer; `None` when none is needed.
    fn uncovered(&self, site: ObjectId, transfers: &[ObjectId], as_of: Date) -> Option<Vec<String>> {
        let path = self.path_of(site);
        let place = self.fact(site, field(Kind::Site, "place"));
        if let Some(Value::Place(place)) = place
            && place.places.is_subset(territory(as_of))
        {
            return None;
        }
        let operator = self.fact(site, field(Kind::Site, "operator"));
        if let Some(Value::Object(person)) = operator {
            let exporter = self.fact(Flow::ROOT, field(Kind::Flow, "exporter"));
            let recipient = field(Kind::Transfer, "recipient");
            let named = transfers.iter().any(|t| self.fact(*t, recipient) == Some(&Value::Object(*person)));
            if named || exporter == Some(&Value::Object(*person)) {
                return None;
            }
        }
        let mut missing = Vec::new();
        if place.is_none() {
            missing.push(join(&path, "place"));
        }
        match operator {
            None => missing.push(join(&path, "operator")),
            Some(_) => missing.push("transfers".to_owned()),
        }
        Some(missing)
    }

    fn note_empty_storage(&mut self) {
        if let Some(Value::List(entries)) = self.fact(Flow::ROOT, field(Kind::Flow, "storage"))
            && entries.items.is_empty()
            && entries.open.is_empty()
        {
            self.note("L0550", "storage", "storage is empty: the flow says that the data rest nowhere");
        }
    }
}

/// Where the Union's data-protection law applies as such on a day: the GDPR, before it Directive 95/46.
fn territory(day: Date) -> crate::atlas::PlaceSet {
    let of = |name| Group::from_name(name).map(|group: Group| group.members_on(day)).unwrap_or_default();
    of("GDPR_TERRITORY").union(of("DIRECTIVE_TERRITORY"))
}
