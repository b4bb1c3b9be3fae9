//! JSON to objects: every key known, every value of its type, each error with its path.

use super::complete::COMPLETE;
use super::doubles::doubles;
use super::node::{Items, Keys, Node};
use super::path::{Below, indexed, join, shown};
use super::several::Spread;
use super::stated::{Stated, meet};
use super::vendor::VENDOR;
use super::{Entries, Facts, Flow, Object, ObjectId, Unlisted, Value, field};
use crate::atlas::MultiRegion;
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::nearest::nearest;
use crate::policy::{Declared, Field};
use crate::sorted::SortedSet;
use crate::verdict::Note;
use crate::vocab::{Kind, Type, values};

/// Objects of one flow.
const MAX_OBJECTS: usize = 20_000;
/// Objects for which there is room from the start.
const USUAL_OBJECTS: usize = 16;
/// Keys that are compared with one another one by one.
const FEW_KEYS: usize = 16;
/// Errors that are listed.
const MAX_ERRORS: usize = 100;

/// The number of the object with the exporter's facts, stated or not.
pub(super) const EXPORTER: ObjectId = ObjectId(1);
/// The number of the object with the provider's facts.
pub(super) const PROVIDER: ObjectId = ObjectId(2);

/// The state while a flow is read.
pub(super) struct Reader<'p> {
    pub(super) declared: &'p Declared,
    pub(super) as_of: Option<Date>,
    pub(super) objects: Vec<Object>,
    /// The number of `objects` that the flow does not state itself.
    pub(super) implied_objects: usize,
    pub(super) errors: Vec<Diagnostic>,
    pub(super) notes: Vec<Note>,
    /// The places that are named in words, each with its code.
    pub(super) said: SortedSet<String>,
    /// The path of the first of them.
    pub(super) said_at: Option<String>,
    pub(super) instead: SortedSet<String>,
    /// The paths under `instead` that overrule something.
    pub(super) overruling: SortedSet<String>,
    /// Persons named by a word rather than by facts: `"exporter"`, `"provider"`.
    pub(super) words: Vec<(ObjectId, Field, ObjectId)>,
    /// Parties named by an id alone: `"@acme"`.
    pub(super) mentions: Vec<ObjectId>,
    /// Sites on names that stand for several regions.
    pub(super) spread: Vec<Spread>,
    /// Sites of which only the area is told.
    pub(super) somewhere: Vec<(ObjectId, &'static MultiRegion)>,
    /// Sites that another than the operator of the region runs there, with the key of that vendor.
    pub(super) run_by: Vec<(ObjectId, &'static str)>,
    /// The statements of the flow that take a pass over all objects.
    pub(super) has: Has,
    /// Says whether the flow says that what it does not list does not exist.
    pub(super) is_complete: bool,
}

/// Statements that few flows make, and that take a pass over all objects of the flow.
#[derive(Clone, Copy, Default)]
pub(super) struct Has {
    /// A party with an id, or a mention of one.
    pub(super) ids: bool,
    /// A cloud region.
    pub(super) regions: bool,
    /// A place that is one of several.
    pub(super) groups: bool,
}

/// A list as it is written.
pub(super) struct Listed<'j> {
    pub(super) items: Items<'j>,
    /// Says whether it is in brackets, or says `"complete": true`.
    pub(super) complete: bool,
    pub(super) unlisted: Unlisted,
}

impl<'p> Reader<'p> {
    pub(super) fn new(declared: &'p Declared, as_of: Option<Date>) -> Reader<'p> {
        let mut reader = Reader {
            declared,
            as_of,
            objects: Vec::with_capacity(USUAL_OBJECTS),
            implied_objects: 0,
            errors: vec![],
            notes: vec![],
            said: SortedSet::new(),
            said_at: None,
            instead: SortedSet::new(),
            overruling: SortedSet::new(),
            words: vec![],
            mentions: vec![],
            spread: vec![],
            somewhere: vec![],
            run_by: vec![],
            has: Has::default(),
            is_complete: false,
        };
        reader.object(Kind::Flow, String::new());
        reader.object(Kind::Party, "exporter".to_owned());
        reader.object(Kind::Party, "provider".to_owned());
        reader
    }

    /// Reads the whole flow.
    pub(super) fn flow(&mut self, node: Node<'_>) {
        let Node::Object(keys) = node else {
            self.errors.push(not_an_object(node));
            return;
        };
        if self.is_foreign(keys) {
            return;
        }
        self.day(keys);
        self.read_instead(keys);
        self.facts(Flow::ROOT, keys);
        self.close_unstated(keys);
    }

    /// Reads the day to judge first: groups and operators are read as of it.
    fn day(&mut self, keys: Keys<'_>) {
        if self.as_of.is_none() {
            self.as_of = match keys.get("as_of") {
                Some(Node::Text(text)) => Date::parse(&text),
                Some(Node::Null) | None => {
                    self.error(
                        "L0504",
                        "as_of",
                        "the day to judge is missing".to_owned(),
                        "state \"as_of\": \"2026-03-01\"",
                    );
                    None
                }
                Some(_) => None,
            };
        }
    }

    fn read_instead(&mut self, keys: Keys<'_>) {
        match keys.get("instead") {
            None | Some(Node::Null) => {}
            Some(Node::Array(paths)) => {
                for path in paths {
                    match path {
                        Node::Text(text) => {
                            self.instead.insert((*text).to_owned());
                        }
                        other => self.error(
                            "L0503",
                            "instead",
                            format!("a path is a text, not {}", describe(other)),
                            "write \"storage[0].place\"",
                        ),
                    }
                }
            }
            Some(other) => {
                let message = format!("`instead` is an array of paths, not {}", describe(other));
                self.error("L0503", "instead", message, "write \"instead\": [\"storage[0].place\"]");
            }
        }
    }

    /// Adds an object without facts.
    pub(super) fn object(&mut self, kind: Kind, path: String) -> ObjectId {
        let full = self.objects.len() - self.implied_objects >= MAX_OBJECTS;
        if full && !self.errors.iter().any(|error| error.code == "L0590") {
            let message = format!("the flow states more than {MAX_OBJECTS} sites, parties and the like");
            self.error("L0590", &path, message, "split it");
        }
        if full { Flow::ROOT } else { self.push_object(kind, path) }
    }

    pub(super) fn push_object(&mut self, kind: Kind, path: String) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let facts = Facts::default();
        self.objects.push(Object {
            kind,
            path,
            facts,
            vendor: None,
            is_described: false,
            has_atlas_name: false,
            law_of_seat: None,
            site: None,
        });
        id
    }

    pub(super) fn path_of(&self, id: ObjectId) -> String {
        self.objects.get(id.0 as usize).map_or(String::new(), |object| object.path.clone())
    }

    pub(super) fn fact(&self, id: ObjectId, field: Field) -> Option<&Value> {
        self.objects.get(id.0 as usize).and_then(|object| object.facts.get(&field))
    }

    pub(super) fn set(&mut self, id: ObjectId, field: Field, value: Value) {
        if let Some(object) = self.objects.get_mut(id.0 as usize) {
            object.facts.insert(field, value);
        }
    }

    /// Reads the facts of an object, in the vocabulary's order.
    pub(super) fn facts(&mut self, id: ObjectId, keys: Keys<'_>) {
        let kind = self.kind(id);
        let path = self.path_of(id);
        let stated = self.stated(kind, &path, keys);
        self.read_stated((id, kind), &path, keys, &stated);
    }

    /// Reads the facts of the person of a relation, among whose keys those of the relation stand.
    pub(super) fn facts_of_person(&mut self, id: ObjectId, keys: Keys<'_>) {
        let path = self.path_of(id);
        let mut stated = Stated::new();
        for (key, position) in keys.positions() {
            match key.fact(Kind::Party) {
                Some((index, _)) => {
                    stated.meet(index, position);
                }
                None if *key == *"x" => stated.put_declared(keys.at(position)),
                None if *key == *VENDOR => stated.vendor = stated.vendor.or(Some(keys.at(position))),
                None => {}
            }
        }
        self.read_stated((id, Kind::Party), &path, keys, &stated);
    }

    /// Reads the values of the facts that an object states, in the vocabulary's order. Null states nothing.
    fn read_stated(&mut self, (id, kind): (ObjectId, Kind), path: &str, keys: Keys<'_>, stated: &Stated<'_>) {
        if kind == Kind::Party && stated.is_something(keys) {
            self.describe(id);
        }
        let mut left = stated.met;
        if let Some(object) = self.objects.get_mut(id.0 as usize) {
            object.facts.reserve(left.count_ones() as usize);
        }
        let mut below = Below::of(path);
        while left != 0 {
            let index = left.trailing_zeros() as usize;
            left &= left - 1;
            let (Some(fact), Some(position)) = (kind.facts().get(index), stated.positions.get(index)) else { continue };
            let value = keys.at(*position);
            if value.is_null() {
                continue;
            }
            let at = below.fact(fact.name);
            let own = Field(index as u16);
            if (kind, own) == const { (Kind::Site, field(Kind::Site, "region")) }
                && (self.stands_for_several(id, value) || self.passes_over_region(value, keys, at))
            {
                continue;
            }
            if (kind, own) == const { (Kind::Flow, field(Kind::Flow, "parties")) } {
                self.error("L0501", at, "`parties` follows from the flow".to_owned(), "leave it out");
            } else if let Some(value) = self.value(fact.ty, value, at, (id, own)) {
                self.has.ids |= (kind, own) == const { (Kind::Party, field(Kind::Party, "id")) };
                self.set(id, own, value);
            }
        }
        if let Some(value) = stated.declared {
            self.declared_facts(id, kind, value, below.fact("x"));
        }
        if let Some(vendor) = stated.vendor.filter(|vendor| kind == Kind::Party && !vendor.is_null()) {
            self.stated_vendor(id, vendor);
        }
    }

    /// Sorts out the keys of an object. Those that are no facts of its kind, or that stand twice, are errors.
    fn stated<'j>(&mut self, kind: Kind, path: &str, keys: Keys<'j>) -> Stated<'j> {
        let mut stated = Stated::new();
        let mut others = SortedSet::new();
        for (key, position) in keys.positions() {
            let is_new = if let Some((index, _)) = key.fact(kind) {
                stated.meet(index, position)
            } else if kind.is_relation()
                && let Some((index, _)) = key.fact(Kind::Party)
            {
                meet(&mut stated.met_of_person, index)
            } else if is_word_of(kind, &key) {
                match &*key {
                    "x" => {
                        self.note_undeclared(kind, keys.at(position), &join(path, "x"));
                        stated.put_declared(keys.at(position));
                    }
                    VENDOR => stated.vendor = stated.vendor.or(Some(keys.at(position))),
                    _ => {}
                }
                others.insert(key.text)
            } else {
                if !self.is_full() {
                    self.refuse_key(kind, path, &key);
                }
                true
            };
            if !is_new && !self.is_full() {
                let at = join(path, &key);
                self.error("L0502", &at, format!("`{}` stands twice", &*key), "leave one out");
            }
        }
        stated
    }

    #[inline(never)]
    fn refuse_key(&mut self, kind: Kind, path: &str, key: &str) {
        let at = join(path, key);
        let mut known: Vec<&str> = kind.facts().iter().map(|fact| fact.name).chain(["x"]).collect();
        if kind == Kind::Flow {
            known.extend(["instead", COMPLETE]);
        }
        if kind.is_relation() {
            known.extend(Kind::Party.facts().iter().map(|fact| fact.name));
        }
        // The country of a party is its seat, and that of a site its place.
        let country = ["seat", "place"].into_iter().find(|fact| known.contains(fact)).filter(|_| key == "country");
        let help = match country.or_else(|| nearest(key, known.iter().copied())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("{} {}; facts of your own stand under `x`", kind.has(), known.join(", ")),
        };
        self.error("L0501", &at, format!("`{}` is not a fact", shown(key)), &help);
    }

    /// Refuses keys that stand twice: which of the two is meant cannot be known.
    fn refuse_doubles(&mut self, keys: Keys<'_>, path: &str) {
        // An object of JavaScript has each key once.
        if matches!(keys, Keys::Tape(..)) {
            return;
        }
        let mut few: Vec<&str> = Vec::with_capacity(FEW_KEYS);
        let mut more = SortedSet::new();
        for (key, _) in keys {
            let is_new = !few.contains(&key.text) && (few.len() < FEW_KEYS || more.insert(key.text));
            if is_new && few.len() < FEW_KEYS {
                few.push(key.text);
            } else if !is_new {
                let at = join(path, &key);
                self.error("L0502", &at, format!("`{}` stands twice", shown(&key)), "leave one out");
            }
        }
    }

    /// Reads the facts under `x`. What the policy at hand does not declare, another may.
    fn declared_facts(&mut self, id: ObjectId, kind: Kind, node: Node<'_>, path: &str) {
        let Node::Object(keys) = node else {
            let message = format!("`x` is an object, not {}", describe(node));
            self.error("L0503", path, message, "write \"x\": {\"tier\": \"gold\"}");
            return;
        };
        self.refuse_doubles(keys, path);
        let mut below = Below::of(path);
        for (key, value) in keys.into_iter().filter(|(_, value)| !value.is_null()) {
            if let Some((field, fact)) = key.declared_fact(kind, self.declared) {
                if let Some(value) = self.value(fact.ty, value, below.fact(&key), (id, field)) {
                    self.set(id, field, value);
                }
            } else if !self.is_full() {
                self.errors.extend(doubles(value, &join(path, &key)));
            }
        }
    }

    /// Reads a list: an array is complete; `{"items": […], "complete": false}` is open. A list of shares is complete
    /// only where it says so, and may then name whose the rest of the whole is.
    pub(super) fn entries<'j>(&mut self, node: Node<'j>, path: &str, of_shares: bool) -> Option<Listed<'j>> {
        match node {
            Node::Array(items) => Some(Listed { items, complete: true, unlisted: Unlisted::Anybody }),
            Node::Object(keys) if keys.has("items") => {
                self.refuse_doubles(keys, path);
                let known = |key: &str| key == "items" || key == "complete" || (of_shares && key == "remainder");
                if let Some((odd, _)) = keys.into_iter().find(|(key, _)| !known(key.text)) {
                    let help = match of_shares {
                        true => "a list of holders has `items`, `complete` and `remainder`",
                        false => "a list has `items` and `complete`",
                    };
                    let message = format!("`{}` is not a key of a list", shown(&odd));
                    let at = join(path, &odd);
                    self.error("L0501", &at, message, help);
                }
                let (Some(Node::Array(items)), Some(Node::Bool(complete))) = (keys.get("items"), keys.get("complete"))
                else {
                    let message = "an open list has an array `items` and a truth value `complete`".to_owned();
                    self.error("L0503", path, message, "write {\"items\": [], \"complete\": false}");
                    return None;
                };
                let remainder = keys.get("remainder").filter(|value| of_shares && !value.is_null());
                let unlisted = match remainder {
                    Some(remainder) => self.remainder(remainder, complete, path)?,
                    None if of_shares && complete => Unlisted::Entries,
                    None => Unlisted::Anybody,
                };
                Some(Listed { items, complete, unlisted })
            }
            other => {
                let help = "write an array, or {\"items\": […], \"complete\": false} when there may be more";
                self.error("L0503", path, format!("a list is an array, not {}", describe(other)), help);
                None
            }
        }
    }

    /// Reads whose the rest of a whole is: nobody's (`"none"`), or that of hands which the text names.
    fn remainder(&mut self, node: Node<'_>, complete: bool, path: &str) -> Option<Unlisted> {
        let at = join(path, "remainder");
        let text = self.text(node, &at)?;
        if !complete {
            let message = "`remainder` says whose the rest is of holders that are complete".to_owned();
            self.error("L0503", &at, message, "write \"complete\": true, or leave this out");
            return None;
        }
        if text.trim().is_empty() {
            let help = "write \"free float\", or \"none\" where the rest is nobody's";
            self.error("L0503", &at, "the text does not say whose the rest is".to_owned(), help);
            return None;
        }
        Some(if *text == *"none" { Unlisted::Nobody } else { Unlisted::Named })
    }

    pub(super) fn list(&mut self, kind: Kind, node: Node<'_>, path: &str) -> Option<Value> {
        let Listed { items: entries, complete, unlisted } = self.entries(node, path, kind == Kind::Holder)?;
        let mut items = Vec::with_capacity(entries.len().min(MAX_OBJECTS));
        for (index, entry) in entries.into_iter().enumerate() {
            if self.is_full() {
                return None;
            }
            let at = indexed(path, index);
            if let Some(id) = self.entry(kind, entry, at) {
                items.push(id);
            }
        }
        Some(Value::List(Entries { items, open: why_open(path, complete), unlisted }))
    }

    fn entry(&mut self, kind: Kind, node: Node<'_>, path: String) -> Option<ObjectId> {
        match (kind, node) {
            (_, Node::Object(keys)) if kind.is_relation() => Some(self.relation(kind, keys, path)),
            (Kind::Party, _) => None,
            (_, Node::Object(keys)) => {
                let id = self.object(kind, path);
                self.facts(id, keys);
                Some(id)
            }
            (Kind::Site, Node::Text(text)) => self.short_site(text, path),
            (_, Node::Text(text)) if kind.is_relation() => self.short_relation(kind, text, path),
            (Kind::Measure, Node::Text(_)) => {
                let id = self.object(Kind::Measure, path.clone());
                let field = const { field(Kind::Measure, "kind") };
                let value = self.value(Type::Enum(values::MEASURE_KIND), node, &path, (id, field))?;
                self.set(id, field, value);
                Some(id)
            }
            (_, other) => {
                let help = match kind {
                    Kind::Site => "write \"aws/eu-west-3\", \"FR\", or an object such as {\"place\": \"FR\"}",
                    _ => "write an object",
                };
                self.error("L0503", &path, format!("{} is an object, not {}", kind.alone(), describe(other)), help);
                None
            }
        }
    }

    pub(super) fn error(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(Diagnostic::flow(code, path, message).help(help));
        }
    }

    /// Returns whether no further error would be listed, so that nothing is gained by reading on.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    pub(super) fn note(&mut self, code: &str, path: &str, message: &str) {
        self.notes.push(Note { code: code.to_owned(), path: path.to_owned(), message: message.to_owned() });
    }

    /// Returns whether the flow says under `instead` that a contradiction is meant.
    pub(super) fn overrules(&mut self, path: &str) -> bool {
        let meant = self.instead.contains(path);
        if meant {
            self.overruling.insert(path.to_owned());
        }
        meant
    }

    /// Derives everything that follows from what was stated, and returns the flow, or its errors.
    pub(super) fn finish(mut self) -> Result<Flow, Vec<Diagnostic>> {
        let Some(as_of) = self.as_of.filter(|_| self.errors.is_empty()) else { return Err(self.errors) };
        self.link_persons(as_of);
        self.imply(as_of);
        let has_open_transfers = match self.fact(Flow::ROOT, const { field(Kind::Flow, "transfers") }) {
            Some(Value::List(entries)) => !entries.open.is_empty(),
            _ => false,
        };
        self.complete_lists(as_of);
        let choices = self.choose();
        // A seat that is one of several places is one choice, wherever it is meant.
        self.default_to_seat();
        self.default_to_law_of_seat(as_of);
        self.imply_transfers(as_of);
        self.void_tools_of_union_bodies();
        if self.errors.is_empty() {
            let root = Value::Date(as_of);
            self.set(Flow::ROOT, const { field(Kind::Flow, "as_of") }, root);
            Ok(Flow {
                as_of,
                objects: self.objects,
                choices,
                instead: self.instead,
                overruling: self.overruling,
                notes: self.notes,
                is_complete: self.is_complete,
                refuses_assumed: false,
                has_open_transfers,
            })
        } else {
            Err(self.errors)
        }
    }
}

/// Returns whether a key is none of the facts of a kind, but may stand beside them.
fn is_word_of(kind: Kind, key: &str) -> bool {
    match key {
        "x" => true,
        "instead" | COMPLETE => kind == Kind::Flow,
        VENDOR => kind == Kind::Party || kind.is_relation(),
        _ => false,
    }
}

/// Returns why a list is open: itself, unless it is complete.
pub(super) fn why_open(path: &str, complete: bool) -> Vec<String> {
    if complete { vec![] } else { vec![path.to_owned()] }
}

/// Returns the error of a flow that is not an object.
pub(crate) fn not_an_object(node: Node<'_>) -> Diagnostic {
    Diagnostic::flow("L0503", "", format!("a flow is an object, not {}", describe(node)))
        .help("write `{\"as_of\": \"2026-03-01\", …}`")
}

/// Describes a JSON value in messages.
pub(super) fn describe(node: Node<'_>) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => format!("{value}"),
        Node::Number(_) => "a number".to_owned(),
        Node::Text(text) => format!("the text \"{}\"", shown(&text)),
        Node::Array(_) => "an array".to_owned(),
        Node::Object(_) => "an object".to_owned(),
    }
}
