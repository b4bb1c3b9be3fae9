//! Statements that exclude each other: a party under no law and under one, shares of one owner in two entries, data of an entry that the flow
//! says are not there. Neither can be known better, so that each is refused whatever the flow lists under `instead`.

use super::path::join;
use super::read::Reader;
use super::{Flow, ObjectId, Value, field};
use crate::atlas;
use crate::policy::Field;
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::vocab::{Category, Kind, category, values};

const REGIME: Field = field(Kind::Party, "regime");
const OTHERS: Field = field(Kind::Party, "other_regimes");
const HOLDERS: Field = field(Kind::Party, "holders");
const ID: Field = field(Kind::Party, "id");
const NAME: Field = field(Kind::Party, "name");
const CATEGORIES: Field = field(Kind::Data, "categories");

impl Reader<'_> {
    /// Refuses statements that exclude each other.
    pub(super) fn refuse_denied_statements(&mut self) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            match self.kind(id) {
                Kind::Party => {
                    self.refuse_laws_beside_none(id);
                    self.refuse_owners_told_twice(id);
                }
                Kind::Site => self.refuse_denied_data(id, const { field(Kind::Site, "data") }),
                Kind::Transfer => self.refuse_denied_data(id, const { field(Kind::Transfer, "data") }),
                _ => {}
            }
        }
    }

    /// Refuses further data-protection laws of a party that none binds.
    fn refuse_laws_beside_none(&mut self, party: ObjectId) {
        let none = self.declared.value(values::REGIME, "none");
        let is_none = |value: &Value| matches!(value, Value::Enum(_, law) if Some(*law) == none);
        let Some(Value::Set(others)) = self.fact(party, OTHERS) else { return };
        if others.items.iter().any(|law| !is_none(law)) && self.fact(party, REGIME).is_some_and(is_none) {
            let [regime, path] = ["regime", "other_regimes"].map(|name| join(&self.path_of(party), name));
            let message = format!("from {regime} it follows that there is none");
            self.error("L0507", &path, message, "correct one of them: a law that binds this party stands in `regime`");
        }
    }

    /// Refuses a second share of one owner: rules on the share of a single owner would see two small ones.
    fn refuse_owners_told_twice(&mut self, company: ObjectId) {
        let Some(Value::List(holders)) = self.fact(company, HOLDERS) else { return };
        let mut twice = vec![];
        for (index, share) in Kind::Holder.facts().iter().enumerate().filter(|(_, fact)| fact.part_of_whole) {
            let states = |holder: &&ObjectId| self.fact(**holder, Field(index as u16)).is_some();
            let (mut persons, mut names) = (SortedMap::new(), SortedMap::new());
            for holder in holders.items.iter().filter(states) {
                let Some(Value::Object(person)) = self.fact(*holder, Field::PERSON) else { continue };
                let earlier = persons.insert(*person, *holder).map(|first| (share.name, first));
                let name = self.name_without_id(*person);
                let alike = name.and_then(|name| names.insert(name, *holder)).map(|first| ("name", first));
                if let Some((at, first)) = earlier.or(alike) {
                    twice.push((join(&self.path_of(*holder), at), self.path_of(first)));
                }
            }
        }
        for (path, first) in twice {
            let message = format!("this is the owner of `{first}` once more");
            self.error("L0507", &path, message, "state all shares of one owner in one entry, or give each an id");
        }
    }

    /// Returns the stated name of a party that has no id, without legal form.
    fn name_without_id(&self, party: ObjectId) -> Option<String> {
        match (self.fact(party, ID), self.fact(party, NAME)) {
            (None, Some(Value::Text(name))) => Some(atlas::name_stem(name)),
            _ => None,
        }
    }

    /// Refuses data of a site or transfer that the law treats apart and that are not among the flow's: what a policy asks of the
    /// flow's data would not be asked of them.
    fn refuse_denied_data(&mut self, entry: ObjectId, own: Field) {
        let categories = |data: Option<&Value>| match data {
            Some(Value::Object(data)) => match self.fact(*data, CATEGORIES) {
                Some(Value::Set(set)) => Some((*data, set)),
                _ => None,
            },
            _ => None,
        };
        let Some((all, flows)) = categories(self.fact(Flow::ROOT, const { field(Kind::Flow, "data") })) else { return };
        let Some((data, set)) = categories(self.fact(entry, own)) else { return };
        if all == data || !flows.open.is_empty() {
            return;
        }
        let known = |items: &[Value]| -> Vec<Category> {
            let category = |value: &Value| match value {
                Value::Category(category) => Some(*category),
                _ => None,
            };
            items.iter().filter_map(category).collect()
        };
        let (all, part) = (known(&flows.items), known(&set.items));
        let denied = Category::apart().find(|apart| {
            category::has(&all, true, *apart) == Truth::False && category::has(&part, false, *apart) == Truth::True
        });
        if let Some(denied) = denied {
            let path = join(&self.path_of(entry), "data");
            let message = format!("from data it follows that `{}`, which this says, is not among them", denied.name());
            self.error("L0507", &path, message, "state it among the flow's data too, or correct this");
        }
    }
}
