//! From a read flow to the words that a program decides: see `program::layout`.

use super::Asked;
use crate::atlas::PlaceSet;
use crate::date::Duration;
use crate::flow::{Entries, Flow, ObjectId, PlaceFact, Value};
use crate::policy::Policy;
use crate::program::layout::{
    AS_OF, CHOICE, EPOCH, GROUPS, HEADER, LENGTH, Layout, NAMED, NOBODY, NUMBER, REGION, SEVERAL, STATED,
    SWITCHING_OVERRULED, Slot,
};
use crate::program::{NONE, Program, tag};
use crate::vocab::{Element, Kind, Type};
use std::collections::BTreeMap;

/// Packs the flows of one policy.
pub struct Packer<'p> {
    policy: &'p Policy,
    layout: Layout,
    /// Texts that have words before any flow is packed.
    texts: BTreeMap<String, u32>,
}

impl<'p> Packer<'p> {
    /// For the flows of a policy, and of its program.
    pub fn new(policy: &'p Policy, program: &Program) -> Packer<'p> {
        Packer { policy, layout: Layout::of(policy), texts: program.texts.iter().cloned().zip(1..).collect() }
    }

    /// Packs one flow.
    pub fn pack(&self, flow: &Flow) -> Vec<u32> {
        let mut packing = Packing {
            packer: self,
            flow,
            words: vec![0; HEADER as usize],
            records: BTreeMap::new(),
            texts: self.texts.clone(),
            groups: vec![],
            named: PlaceSet::empty(),
            several: false,
        };
        packing.set(AS_OF, (flow.as_of.days() + EPOCH) as u32);
        packing.record(Flow::ROOT);
        packing.lists();
        packing.words
    }
}

/// One flow, while it is packed.
struct Packing<'f> {
    packer: &'f Packer<'f>,
    flow: &'f Flow,
    words: Vec<u32>,
    records: BTreeMap<ObjectId, u32>,
    texts: BTreeMap<String, u32>,
    /// Words where groups of places stand.
    groups: Vec<u32>,
    named: PlaceSet,
    several: bool,
}

impl Packing<'_> {
    fn set(&mut self, at: u32, word: u32) {
        if let Some(place) = self.words.get_mut(at as usize) {
            *place = word;
        }
    }

    /// Room for so many words; where it starts.
    fn room(&mut self, words: usize) -> u32 {
        let at = self.words.len();
        self.words.resize(at + words, 0);
        at as u32
    }

    /// The record of an object.
    fn record(&mut self, id: ObjectId) -> u32 {
        if let Some(at) = self.records.get(&id) {
            return *at;
        }
        let Some(object) = self.flow.object(id) else { return 0 };
        let layout = self.packer.layout.records.get(&object.kind);
        let at = self.room(layout.map_or(1, |record| usize::from(record.size)));
        self.records.insert(id, at);
        self.set(at, tag(object.kind));
        for slot in layout.map_or(&[][..], |record| &record.slots) {
            if let Some(value) = self.flow.fact(id, slot.field) {
                self.fact(at + u32::from(slot.word), slot, value);
            }
        }
        at
    }

    fn fact(&mut self, at: u32, slot: &Slot, value: &Value) {
        match value {
            Value::Number(number) => {
                let word = number + NUMBER;
                self.set(at, (word >> 32) as u32);
                self.set(at + 1, word as u32);
            }
            Value::Duration(Duration { years, months, days }) => {
                self.set(at, years * 12 + months + 1);
                self.set(at + 1, *days);
            }
            Value::Set(entries) => self.values(at, slot.ty, entries),
            Value::List(entries) => {
                let mut records: Vec<u32> = entries.items.iter().map(|id| self.record(*id)).collect();
                // After holders stands who may have the shares that none of them states.
                records.extend((slot.ty == Type::List(Kind::Holder)).then_some(entries.unlisted.code()));
                self.list(at, &records, entries.items.len(), entries.open.is_empty());
            }
            Value::Object(id) => {
                let record = self.record(*id);
                self.set(at, record);
            }
            Value::Place(place) => self.place(at, place),
            other => {
                let word = self.word(other);
                self.set(at, word);
            }
        }
    }

    /// The word of a value that takes one.
    fn word(&mut self, value: &Value) -> u32 {
        match value {
            Value::YesNo(yes) => u32::from(*yes) + 1,
            Value::Percent(percent) => percent + 1,
            Value::Date(date) => (date.days() + EPOCH) as u32,
            Value::Region(region) => region.map_or(1, |index| u32::from(index) + REGION),
            Value::Category(category) => category.index() as u32 + 1,
            Value::Enum(_, value) => u32::from(*value) + 1,
            Value::Nobody => NOBODY,
            Value::Text(text) => {
                let next = self.texts.len() as u32 + 1;
                *self.texts.entry(text.clone()).or_insert(next)
            }
            _ => 0,
        }
    }

    fn values(&mut self, at: u32, ty: Type, entries: &Entries<Value>) {
        let complete = entries.open.is_empty();
        if matches!(ty, Type::Set(Element::Place | Element::Region)) {
            let first = self.room(entries.items.len());
            self.head(at, entries.items.len(), complete);
            self.set(at + 1, first);
            let before = self.groups.len();
            for (index, item) in (0..).zip(&entries.items) {
                match item {
                    Value::Place(place) => self.place(first + index, place),
                    other => {
                        let word = self.word(other);
                        self.set(first + index, word);
                    }
                }
            }
            self.several |= self.groups.len() > before;
            return;
        }
        self.set(at, if complete { 1 } else { 2 });
        for item in &entries.items {
            let value = self.word(item).saturating_sub(1);
            let bits = at + 1 + value / 32;
            let known = self.words.get(bits as usize).copied().unwrap_or(0);
            self.set(bits, known | 1 << (value % 32));
        }
    }

    fn list(&mut self, at: u32, words: &[u32], count: usize, complete: bool) {
        let first = self.words.len() as u32;
        self.words.extend(words);
        self.head(at, count, complete);
        self.set(at + 1, first);
    }

    fn head(&mut self, at: u32, count: usize, complete: bool) {
        self.set(at, if complete { 1 } else { 2 } | (count as u32) << 2);
    }

    fn place(&mut self, at: u32, fact: &PlaceFact) {
        if fact.choice.is_some() {
            let mask = crate::program::words(fact.places);
            let first = self.words.len() as u32;
            self.words.extend(mask);
            self.set(at, CHOICE | first);
            self.groups.push(at);
        } else if let Some(place) = fact.places.iter().next() {
            self.named.insert(place);
            self.set(at, place.index() as u32 + 1);
        }
    }

    /// What stands in the header, and the lists that it points to.
    fn lists(&mut self) {
        let groups = std::mem::take(&mut self.groups);
        let stated = self.stated();
        for (header, list, each) in [(GROUPS, groups, 1), (STATED, stated, 2)] {
            self.set(header, (list.len() / each) as u32);
            let first = self.words.len() as u32;
            self.set(header + 1, first);
            self.words.extend(list);
        }
        self.set(SEVERAL, u32::from(self.several));
        self.set(SWITCHING_OVERRULED, u32::from(self.flow.instead.contains("exit.switching_time")));
        for (index, word) in (0..).zip(crate::program::words(self.named)) {
            self.set(NAMED + index, word);
        }
        self.set(LENGTH, self.words.len() as u32);
    }

    /// Derived facts that are stated, and that the flow does not say to know better.
    fn stated(&self) -> Vec<u32> {
        let mut pairs = Vec::new();
        for (index, derivation) in (0..).zip(&self.packer.policy.derivations) {
            let name = derivation.kind.facts().get(usize::from(derivation.field.0)).map_or("", |fact| fact.name);
            for (id, at) in &self.records {
                let Some(object) = self.flow.object(*id).filter(|object| object.kind == derivation.kind) else {
                    continue;
                };
                let path = format!("{}.{name}", object.path);
                let is_stated = self.flow.fact(*id, derivation.field).is_some() && !self.flow.instead.contains(&path);
                let is_read = self.packer.layout.word(derivation.kind, derivation.field) != NONE;
                if is_stated && is_read {
                    pairs.extend([index, *at]);
                }
            }
        }
        pairs
    }
}

impl Policy {
    /// The level and part by their names.
    pub fn asked(&self, level: Option<&str>, part: Option<&str>) -> Option<Asked> {
        let position = |names: &[String], name: &str| names.iter().position(|known| known == name);
        let level = match level {
            Some(level) => position(&self.levels, level)? as u16,
            None => u16::MAX,
        };
        let part = match part {
            Some(part) => Some(position(&self.parts, part)? as u16),
            None => None,
        };
        Some(Asked { level, part })
    }
}
