//! A flow while it is read: sites and transfers with the place of each fact.

use super::{Found, Origin, Unread};
use crate::atlas::Group;
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
    /// The same of one list.
    left: BTreeMap<&'static str, Vec<String>>,
    /// Cells of a column that are told together, by what is said of them.
    cells: Vec<(String, Vec<(Origin, String)>)>,
    /// The room that groups of places take.
    groups: usize,
}

/// The room for groups of places in one flow: three of the size of the Union, or two larger ones. The policies of this edition
/// judge so many together, and refuse more (L0592).
const ROOM: usize = 6;

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

    /// Returns what was told so far.
    pub(super) fn told(&self) -> Vec<&str> {
        self.unread.iter().map(|one| one.what.as_str()).collect()
    }

    /// Tells of a signature that holds.
    pub(super) fn verified(&mut self, at: Origin, what: String) {
        self.verified.push(Unread { at, what });
    }

    /// Keeps every list open: there may be entries that were not read.
    pub(super) fn open(&mut self, why: String) {
        self.open.push(why);
    }

    /// Keeps one list open: it may have entries that were not read.
    pub(super) fn open_list(&mut self, list: &'static str, why: String) {
        self.left.entry(list).or_default().push(why);
    }

    /// Reports whether a list has entries, or may have entries that were not read.
    pub(super) fn speaks_of(&self, list: &str) -> bool {
        self.lists.contains_key(list) || self.left.contains_key(list)
    }

    /// Reports whether some entries more can have a group as their place, and counts them: each member of every group is judged with each of the others.
    pub(super) fn has_room(&mut self, place: &str, entries: usize) -> bool {
        let weight = match (Group::from_name(place), place) {
            (None, _) => return true,
            (_, "EU" | "EEA") => ROOM / 3,
            _ => ROOM / 2,
        };
        let weight = weight * entries;
        let has_room = self.groups + weight <= ROOM;
        self.groups += if has_room { weight } else { 0 };
        has_room
    }

    /// Tells of a cell of which the same is said as of others: they are told together.
    pub(super) fn unread_cell(&mut self, at: Origin, text: &str, why: &str) {
        match self.cells.iter_mut().find(|(known, _)| known == why) {
            Some((_, cells)) => cells.push((at, text.to_owned())),
            None => self.cells.push((why.to_owned(), vec![(at, text.to_owned())])),
        }
    }

    /// Tells of the cells that are told together.
    fn tell_cells(&mut self) {
        for (why, cells) in std::mem::take(&mut self.cells) {
            let Some((first, _)) = cells.first() else { continue };
            let mut texts: Vec<(&str, Vec<String>)> = Vec::new();
            for (at, text) in &cells {
                let spot = if at.spot.is_empty() { at.line.to_string() } else { at.spot.clone() };
                match texts.iter_mut().find(|(known, _)| known == text) {
                    Some((_, spots)) if spots.contains(&spot) => {}
                    Some((_, spots)) => spots.push(spot),
                    None => texts.push((text, vec![spot])),
                }
            }
            let is_one = texts.iter().map(|(_, spots)| spots.len()).sum::<usize>() < 2;
            let shown = texts.iter().map(|(text, spots)| match is_one {
                true => format!("\"{text}\""),
                false => format!("\"{text}\" ({})", spots.join(", ")),
            });
            let what = format!("{} {why}", shown.collect::<Vec<_>>().join(", "));
            self.unread.push(Unread { at: first.clone(), what });
        }
    }

    /// Returns the flow. Its lists are open unless the user says that nothing is missing and everything was read.
    pub(super) fn finish(mut self, name: String, lists: &[&'static str], complete: bool) -> Found {
        self.tell_cells();
        let is_closed = complete && self.open.is_empty();
        let at = Origin { file: name.clone(), line: 0, spot: String::new() };
        if complete && !is_closed {
            let why = self.open.join("; ");
            let what = format!("--complete does not close the lists: {why}");
            self.unread.push(Unread { at: at.clone(), what });
        }
        for (list, why) in self.left.iter().filter(|_| is_closed) {
            let what = format!("--complete does not close `{list}`: {}", why.join("; "));
            self.unread.push(Unread { at: at.clone(), what });
        }
        let mut flow = self.parties;
        for list in lists {
            let items = Json::Array(self.lists.remove(list).unwrap_or_default());
            let value = match is_closed && !self.left.contains_key(list) {
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
