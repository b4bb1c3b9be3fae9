//! From a read flow to the words that a program decides: see `program::layout`.

use super::Asked;
use crate::atlas::PlaceSet;
use crate::date::{Date, Duration};
use crate::diag::Diagnostic;
use crate::flow::exit::TOTAL;
use crate::flow::json::Json;
use crate::flow::{Detail, Entries, Flow, LawsSaid, Memory, Node, Object, ObjectId, PlaceFact, Value, Wanted};
use crate::policy::{Declared, Field, Policy};
use crate::program::layout::{
    AS_OF, CHOICE, EPOCH, GROUPS, HEADER, LAWS, LENGTH, Layout, NAMED, NOBODY, NUMBER, REGION, SEVERAL, STATED,
    SWITCHING_OVERRULED, Slot,
};
use crate::program::{NONE, Program, tag};
use crate::sorted::SortedMap;
use crate::vocab::{Element, Kind, Type};
use std::borrow::Cow;

/// Packs the flows of one program.
pub struct Packer {
    layout: Layout,
    declared: Declared,
    /// Texts that have words before any flow is packed.
    texts: SortedMap<String, u32>,
    /// Derived facts that are read, each with its position among the program's derivations.
    derived: Vec<(u32, Kind, Field)>,
    /// The facts that the program reads.
    wanted: Wanted,
    /// Says whether transfers are among them.
    reads_transfers: bool,
    /// The facts whose places are compared with those of others.
    compared: Vec<(Kind, Field)>,
}

impl Packer {
    /// Prepares to pack the flows of a program.
    pub fn new(program: &Program) -> Packer {
        let layout = Layout::new(&program.reading);
        let derived = (0..).zip(&program.derivations).filter(|(_, derivation)| derivation.word != NONE);
        let derived = derived.filter_map(|(index, derivation)| {
            let kind = *Kind::ALL.iter().find(|kind| tag(**kind) == derivation.tag)?;
            let slot = layout.record(kind)?.slots.iter().find(|slot| slot.word == derivation.word)?;
            Some((index, kind, slot.field))
        });
        let derived = derived.collect();
        let texts = program.texts.iter().cloned().zip(1..).collect();
        let mut wanted = Wanted::default();
        program.reading.facts.iter().for_each(|(kind, fact)| wanted.add(*kind, *fact));
        let reads_transfers = program.known.transfers != NONE;
        Packer {
            compared: program.compared.clone(),
            reads_transfers,
            layout,
            declared: program.reading.declared.clone(),
            texts,
            derived,
            wanted,
        }
    }

    /// Returns the facts and enumerations that the policy declares, by which its flows are read.
    pub fn declared(&self) -> &Declared {
        &self.declared
    }

    /// Reads the facts of a flow that the program reads, without paths and notes. What is wrong with other facts is not noticed.
    ///
    /// # Errors
    /// As of `Flow::read`, but without paths.
    pub fn read(&self, json: &Json, as_of: Option<Date>) -> Result<Flow, Vec<Diagnostic>> {
        self.read_node(Node::from(json), as_of, &mut Memory::default())
    }

    /// Reads a flow from a tree or a tape, as `read` does, into memory of flows before.
    pub(crate) fn read_node(
        &self,
        node: Node<'_>,
        as_of: Option<Date>,
        memory: &mut Memory,
    ) -> Result<Flow, Vec<Diagnostic>> {
        Flow::read_node(node, &self.declared, as_of, Detail::Decided(&self.wanted), memory)
    }

    /// Packs one flow.
    pub fn pack(&self, flow: &Flow) -> Vec<u32> {
        let mut packed = Packed::default();
        self.pack_into(flow, &mut packed);
        packed.words
    }

    /// Packs one flow into memory that another one may have used before.
    pub(crate) fn pack_into(&self, flow: &Flow, packed: &mut Packed) {
        let Packed { words, records, open } = packed;
        words.clear();
        words.resize(HEADER as usize, 0);
        records.clear();
        records.resize(flow.objects.len(), 0);
        open.clear();
        let mut packing = Packing {
            packer: self,
            flow,
            words,
            records,
            open,
            texts: SortedMap::new(),
            groups: vec![],
            chosen: vec![],
            compares_transfers: self.reads_transfers && flow.compares_transfers(),
            named: PlaceSet::empty(),
            several: false,
        };
        packing.set(AS_OF, (flow.as_of.days() + EPOCH) as u32);
        packing.record(Flow::ROOT);
        packing.records();
        packing.lists();
    }
}

/// A packed flow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Packed {
    /// The words that a program decides.
    pub(crate) words: Vec<u32>,
    /// The position of the record of each object of the flow; 0 where it has none.
    pub(crate) records: Vec<u32>,
    /// Records whose facts are still to be written.
    open: Vec<ObjectId>,
}

/// One flow, while it is packed.
struct Packing<'f> {
    packer: &'f Packer,
    flow: &'f Flow,
    words: &'f mut Vec<u32>,
    records: &'f mut Vec<u32>,
    open: &'f mut Vec<ObjectId>,
    /// Texts that the policy does not name.
    texts: SortedMap<Cow<'f, str>, u32>,
    /// Words where groups of places stand.
    groups: Vec<u32>,
    /// The word of each choice of the flow that was met.
    chosen: Vec<(usize, u32)>,
    /// Says whether the places of sites are compared with those of stated transfers.
    compares_transfers: bool,
    named: PlaceSet,
    several: bool,
}

impl<'f> Packing<'f> {
    fn set(&mut self, at: u32, word: u32) {
        if let Some(place) = self.words.get_mut(at as usize) {
            *place = word;
        }
    }

    /// Makes room for so many words; returns where it starts.
    fn room(&mut self, words: usize) -> u32 {
        let at = self.words.len();
        self.words.resize(at + words, 0);
        at as u32
    }

    /// Returns the record of an object. Its facts are written when those of the objects before it are.
    fn record(&mut self, id: ObjectId) -> u32 {
        let Some(known) = self.records.get(id.0 as usize).copied() else { return 0 };
        if known != 0 {
            return known;
        }
        let Some(object) = self.flow.object(id) else { return 0 };
        let at = self.room(self.packer.layout.record(object.kind).map_or(1, |record| usize::from(record.size)));
        self.set(at, tag(object.kind));
        if let Some(record) = self.records.get_mut(id.0 as usize) {
            *record = at;
        }
        self.open.push(id);
        at
    }

    /// Writes the facts of every record.
    fn records(&mut self) {
        while let Some(id) = self.open.pop() {
            let (flow, packer) = (self.flow, self.packer);
            let (Some(object), Some(at)) = (flow.object(id), self.records.get(id.0 as usize).copied()) else {
                continue;
            };
            let Some(record) = packer.layout.record(object.kind) else { continue };
            if let Some(slot) = record.slots.iter().find(|slot| slot.field == Field::IDENTITY) {
                self.identity(id, at + u32::from(slot.word));
            }
            // Both are in the order of the fields.
            let mut slots = record.slots.iter();
            let mut slot = slots.next();
            for (field, value) in object.facts.iter() {
                while slot.is_some_and(|slot| slot.field < *field) {
                    slot = slots.next();
                }
                if let Some(slot) = slot.filter(|slot| slot.field == *field) {
                    self.fact(object.kind, at + u32::from(slot.word), slot, value);
                }
            }
        }
    }

    fn fact(&mut self, kind: Kind, at: u32, slot: &Slot, value: &'f Value) {
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
            Value::Set(entries) => self.values(at, (kind, slot), entries),
            Value::List(entries) => {
                let of_shares = slot.ty == Type::List(Kind::Holder);
                let first = self.room(entries.items.len() + usize::from(of_shares));
                self.head(at, entries.items.len(), entries.open.is_empty());
                if slot.ty == Type::List(Kind::Transfer) && !entries.open.is_empty() && !self.flow.has_open_transfers {
                    // It leaves none out itself, but a list of sites does.
                    self.set(at, 3 | (entries.items.len() as u32) << 2);
                }
                self.set(at + 1, first);
                for (index, id) in (first..).zip(&entries.items) {
                    let record = self.record(*id);
                    self.set(index, record);
                }
                // After holders stands who may have the shares that none of them states.
                if of_shares {
                    self.set(first + entries.items.len() as u32, entries.unlisted.code());
                }
            }
            Value::Object(id) => {
                let record = self.record(*id);
                self.set(at, record);
            }
            Value::Place(place) => self.place(at, place, (kind, slot.field)),
            other => {
                let word = self.word(other);
                self.set(at, word);
            }
        }
    }

    /// Writes what tells a party from others.
    fn identity(&mut self, party: ObjectId, at: u32) {
        let identity = self.flow.identity(party);
        let words = identity.words(&mut |text| self.number(Cow::Owned(text)));
        (at..).zip(words).for_each(|(at, word)| self.set(at, word));
    }

    /// Returns the number of a text: equal texts have one.
    fn number(&mut self, text: Cow<'f, str>) -> u32 {
        let next = (self.packer.texts.len() + self.texts.len()) as u32 + 1;
        let known = self.packer.texts.get(&*text).or_else(|| self.texts.get(&*text)).copied();
        known.unwrap_or_else(|| {
            self.texts.insert(text, next);
            next
        })
    }

    /// Returns the word of a value that takes one.
    fn word(&mut self, value: &'f Value) -> u32 {
        match value {
            Value::YesNo(yes) => u32::from(*yes) + 1,
            Value::Percent(percent) => percent + 1,
            Value::Date(date) => (date.days() + EPOCH) as u32,
            Value::Region(region) => region.map_or(1, |index| u32::from(index) + REGION),
            Value::Category(category) => category.index() as u32 + 1,
            Value::Enum(_, value) => u32::from(*value) + 1,
            Value::Nobody => NOBODY,
            Value::Text(text) => self.number(Cow::Borrowed(text)),
            _ => 0,
        }
    }

    fn values(&mut self, at: u32, (kind, slot): (Kind, &Slot), entries: &'f Entries<Value>) {
        let complete = entries.open.is_empty();
        if matches!(slot.ty, Type::Set(Element::Place | Element::Region)) {
            let first = self.room(entries.items.len());
            self.head(at, entries.items.len(), complete);
            self.set(at + 1, first);
            let before = self.groups.len();
            for (index, item) in (first..).zip(&entries.items) {
                match item {
                    Value::Place(place) => self.place(index, place, (kind, slot.field)),
                    other => {
                        let word = self.word(other);
                        self.set(index, word);
                    }
                }
            }
            self.several |= self.groups.len() > before;
            return;
        }
        self.set(at, if complete { 1 } else { 2 });
        for item in &entries.items {
            let value = self.word(item).saturating_sub(1);
            if let Some(bits) = self.words.get_mut((at + 1 + value / 32) as usize) {
                *bits |= 1 << (value % 32);
            }
        }
    }

    fn head(&mut self, at: u32, count: usize, complete: bool) {
        self.set(at, if complete { 1 } else { 2 } | (count as u32) << 2);
    }

    fn place(&mut self, at: u32, fact: &PlaceFact, of: (Kind, Field)) {
        if let Some(choice) = fact.choice {
            let is_compared = u32::from(self.is_compared(of));
            // A site's transfer goes where the site is: one choice.
            if let Some(position) = self.chosen.iter().position(|(known, _)| *known == choice) {
                if let Some((_, known)) = self.chosen.get(position).copied() {
                    self.set(at, known);
                }
                if let Some(flag) = self.groups.get_mut(2 * position + 1) {
                    *flag |= is_compared;
                }
                return;
            }
            let word = CHOICE | self.words.len() as u32;
            self.words.extend(crate::program::words(fact.places));
            self.set(at, word);
            self.chosen.push((choice, word));
            self.groups.extend([at, is_compared]);
        } else if let Some(place) = fact.places.iter().next() {
            self.named.insert(place);
            self.set(at, place.index() as u32 + 1);
        }
    }

    /// Returns whether the places of a fact are compared with those of others.
    fn is_compared(&self, fact: (Kind, Field)) -> bool {
        const PLACES: [(Kind, Field); 2] = [
            (Kind::Site, crate::flow::field(Kind::Site, "place")),
            (Kind::Transfer, crate::flow::field(Kind::Transfer, "to")),
        ];
        self.packer.compared.contains(&fact) || self.compares_transfers && PLACES.contains(&fact)
    }

    /// Writes what stands in the header, and the lists that it points to.
    fn lists(&mut self) {
        let groups = std::mem::take(&mut self.groups);
        let stated = self.stated();
        for (header, list) in [(GROUPS, groups), (STATED, stated)] {
            self.set(header, (list.len() / 2) as u32);
            let first = self.words.len() as u32;
            self.set(header + 1, first);
            self.words.extend(list);
        }
        self.set(SEVERAL, u32::from(self.several));
        if let Some(exporter) = self.flow.exporter().filter(|_| self.packer.reads_transfers) {
            self.set(LAWS, LawsSaid::of(self.flow, exporter).word());
        }
        self.set(SWITCHING_OVERRULED, u32::from(self.flow.instead.contains(TOTAL)));
        for (index, word) in (0..).zip(crate::program::words(self.named)) {
            self.set(NAMED + index, word);
        }
        self.set(LENGTH, self.words.len() as u32);
    }

    /// Returns the derived facts that are stated, and that the flow does not say to know better, each with its record.
    fn stated(&self) -> Vec<u32> {
        let mut pairs = Vec::new();
        for (index, kind, field) in &self.packer.derived {
            for (object, at) in self.flow.objects.iter().zip(self.records.iter()) {
                let is_stated = object.kind == *kind && *at != 0 && object.facts.get(field).is_some();
                if is_stated && !self.is_overruling(object, *field) {
                    pairs.extend([*index, *at]);
                }
            }
        }
        pairs
    }

    /// Returns whether the flow lists a fact under `instead`.
    fn is_overruling(&self, object: &Object, field: Field) -> bool {
        let name = object.kind.facts().get(usize::from(field.0)).map_or("", |fact| fact.name);
        !self.flow.instead.is_empty() && self.flow.instead.contains(&format!("{}.{name}", object.path))
    }
}

impl Policy {
    /// Finds the level and part by their names.
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
