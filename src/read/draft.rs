//! A flow while it is read: sites and transfers with the place of each fact.

use super::{Found, Origin, Unread};
use crate::flow::json::Json;
use std::collections::BTreeMap;

/// A fact of an entry, and where it stands.
pub(super) type Fact = (&'static str, Json, Origin);

/// A flow that is being read.
#[derive(Default)]
pub(super) struct Draft {
    lists: BTreeMap<&'static str, Vec<Json>>,
    origins: BTreeMap<String, Origin>,
    unread: Vec<Unread>,
    verified: Vec<Unread>,
    /// Parties, and facts that are no lists of entries.
    parties: Vec<(String, Json)>,
    /// Why more entries than were read may exist; empty where every entry was read.
    open: Vec<String>,
}

impl Draft {
    /// Adds an entry to a list. `at` is where the entry itself stands.
    pub(super) fn entry(&mut self, list: &'static str, at: &Origin, facts: Vec<Fact>) {
        let entries = self.lists.entry(list).or_default();
        let path = format!("{list}[{}]", entries.len());
        self.origins.insert(path.clone(), at.clone());
        let mut object = Vec::new();
        for (name, value, origin) in facts {
            note(&mut self.origins, &format!("{path}.{name}"), &value, &origin);
            object.push((name.to_owned(), value));
        }
        entries.push(Json::Object(object));
    }

    /// States a party of the flow, and where each of its facts stands.
    pub(super) fn party(&mut self, name: &'static str, at: &Origin, facts: Vec<Fact>) {
        self.origins.insert(name.to_owned(), at.clone());
        let mut object = Vec::new();
        for (fact, value, origin) in facts {
            note(&mut self.origins, &format!("{name}.{fact}"), &value, &origin);
            object.push((fact.to_owned(), value));
        }
        self.parties.push((name.to_owned(), Json::Object(object)));
    }

    /// States a fact of the flow itself.
    pub(super) fn fact(&mut self, name: &'static str, value: Json, at: &Origin) {
        note(&mut self.origins, name, &value, at);
        self.parties.push((name.to_owned(), value));
    }

    /// Tells of something that was not read.
    pub(super) fn unread(&mut self, at: Origin, what: String) {
        self.unread.push(Unread { at, what });
    }

    /// Tells of a signature that holds.
    pub(super) fn verified(&mut self, at: Origin, what: String) {
        self.verified.push(Unread { at, what });
    }

    /// Keeps every list open: there may be entries that were not read.
    pub(super) fn open(&mut self, why: String) {
        self.open.push(why);
    }

    /// Returns the flow. Its lists are open unless the user says that nothing is missing and everything was read.
    pub(super) fn finish(mut self, name: String, lists: &[&'static str], complete: bool) -> Found {
        let is_closed = complete && self.open.is_empty();
        if complete && !is_closed {
            let at = Origin { file: name.clone(), line: 0, spot: String::new() };
            let why = self.open.join("; ");
            self.unread.push(Unread { at, what: format!("--complete does not close the lists: {why}") });
        }
        let mut flow = self.parties;
        for list in lists {
            let items = Json::Array(self.lists.remove(list).unwrap_or_default());
            let value = match is_closed {
                true => items,
                false => Json::Object(vec![("items".to_owned(), items), ("complete".to_owned(), Json::Bool(false))]),
            };
            flow.push(((*list).to_owned(), value));
        }
        Found { name, flow: Json::Object(flow), origins: self.origins, unread: self.unread, verified: self.verified }
    }
}

/// Notes where a value stands, and where every fact inside it does.
fn note(origins: &mut BTreeMap<String, Origin>, path: &str, value: &Json, origin: &Origin) {
    origins.insert(path.to_owned(), origin.clone());
    if let Json::Object(facts) = value {
        for (name, value) in facts {
            note(origins, &format!("{path}.{name}"), value, origin);
        }
    }
}
