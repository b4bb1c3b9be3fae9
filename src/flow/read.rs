//! JSON to objects: every key known, every value of its type, each error with its path.

use super::doubles::doubles;
use super::explain::message;
use super::node::{Items, Keys, Node};
use super::path::{indexed, join, shown};
use super::{Detail, Entries, Flow, Object, ObjectId, Opening, Unlisted, Value, explain, field};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::policy::{Declared, Field};
use crate::sorted::SortedSet;
use crate::verdict::Note;
use crate::vocab::{Kind, Type, values};

/// Objects of one flow.
const MAX_OBJECTS: usize = 20_000;
/// Errors that are listed.
const MAX_ERRORS: usize = 100;

/// Where the exporter's facts are kept, stated or not.
pub(super) const EXPORTER: ObjectId = ObjectId(1);
/// Where the provider's are.
pub(super) const PROVIDER: ObjectId = ObjectId(2);

/// What is known while a flow is read.
pub(super) struct Reader<'p> {
    /// Whether paths are kept, and what is noted.
    pub(super) is_traced: bool,
    /// Whether everyone who is named is gathered.
    pub(super) gathers: bool,
    pub(super) declared: &'p Declared,
    pub(super) as_of: Option<Date>,
    pub(super) objects: Vec<Object>,
    /// Objects whose memory can be used.
    spare: &'p mut Vec<Object>,
    pub(super) errors: Vec<Diagnostic>,
    pub(super) notes: Vec<Note>,
    pub(super) instead: SortedSet<String>,
    /// The paths under `instead` that overrule something.
    pub(super) overruling: SortedSet<String>,
    /// Persons named by a word rather than by facts: `"exporter"`, `"provider"`.
    pub(super) words: Vec<(ObjectId, Field, ObjectId)>,
    /// Parties named by an id alone: `"@acme"`.
    pub(super) mentions: Vec<ObjectId>,
    /// Sites of which only a group is stated, where some members leave room for another transfer.
    pub(super) openings: Vec<(ObjectId, Opening)>,
}

/// The facts that an object states, each once.
#[derive(Default)]
struct Stated<'j> {
    /// Which keys were met, null or not, as bits.
    met: u64,
    /// Facts by their positions among those of the kind, in that order. Null states nothing.
    values: Vec<(u16, Node<'j>)>,
    /// What stands under `x`.
    declared: Option<Node<'j>>,
}

impl<'j> Stated<'j> {
    /// Notes that a key was met; returns whether it is the first time.
    fn meet(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let is_new = self.met & bit == 0;
        self.met |= bit;
        is_new
    }

    /// Keeps the first value of a fact, in the vocabulary's order.
    fn put(&mut self, index: usize, value: Node<'j>) {
        let index = index as u16;
        if value.is_null() {
            return;
        }
        let at = self.values.partition_point(|(known, _)| *known < index);
        if self.values.get(at).is_none_or(|(known, _)| *known != index) {
            self.values.insert(at, (index, value));
        }
    }

    fn put_declared(&mut self, value: Node<'j>) {
        if !value.is_null() && self.declared.is_none() {
            self.declared = Some(value);
        }
    }
}

/// A list as it is written.
pub(super) struct Listed<'j> {
    pub(super) items: Items<'j>,
    /// Whether it is in brackets, or says `"complete": true`.
    pub(super) complete: bool,
    pub(super) unlisted: Unlisted,
}

impl<'p> Reader<'p> {
    pub(super) fn new(
        declared: &'p Declared,
        as_of: Option<Date>,
        detail: Detail,
        spare: &'p mut Vec<Object>,
    ) -> Reader<'p> {
        let mut reader = Reader {
            is_traced: detail == Detail::Explained,
            gathers: !matches!(detail, Detail::Decided { parties: false }),
            declared,
            as_of,
            objects: Vec::with_capacity(16),
            spare,
            errors: vec![],
            notes: vec![],
            instead: SortedSet::new(),
            overruling: SortedSet::new(),
            words: vec![],
            mentions: vec![],
            openings: vec![],
        };
        reader.object(Kind::Flow, String::new());
        reader.object(Kind::Party, String::new());
        reader.object(Kind::Party, String::new());
        if reader.is_traced {
            reader.trace();
        }
        reader
    }

    /// Keeps paths from here on: to explain, and where the flow itself names paths.
    fn trace(&mut self) {
        self.is_traced = true;
        for (id, name) in [(EXPORTER, "exporter"), (PROVIDER, "provider")] {
            if let Some(party) = self.objects.get_mut(id.0 as usize) {
                party.path = name.to_owned();
            }
        }
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
    }

    /// Reads the day to judge first: groups and operators are read as of it.
    fn day(&mut self, keys: Keys<'_>) {
        if self.as_of.is_none() {
            self.as_of = match keys.get("as_of") {
                Some(Node::Text(text)) => Date::parse(text),
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
                if paths.len() > 0 {
                    self.trace();
                }
                for path in paths {
                    match path {
                        Node::Text(text) => {
                            self.instead.insert(text.to_owned());
                        }
                        other => self.error(
                            "L0503",
                            "instead",
                            message!("a path is a text, not {}", describe(other)),
                            "write \"storage[0].place\"",
                        ),
                    }
                }
            }
            Some(other) => {
                let message = message!("`instead` is an array of paths, not {}", describe(other));
                self.error("L0503", "instead", message, "write \"instead\": [\"storage[0].place\"]");
            }
        }
    }

    /// A new object without facts.
    pub(super) fn object(&mut self, kind: Kind, path: String) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let full = self.objects.len() >= MAX_OBJECTS;
        if full && !self.errors.iter().any(|error| error.code == "L0590") {
            let message = message!("the flow states more than {MAX_OBJECTS} sites, parties and the like");
            self.error("L0590", &path, message, "split it");
        }
        if full {
            return Flow::ROOT;
        }
        let mut facts = self.spare.pop().map(|object| object.facts).unwrap_or_default();
        facts.clear();
        self.objects.push(Object { kind, path, facts, atlas: None });
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
        self.read_stated((id, kind), &path, &stated);
    }

    /// Reads the facts of the person of a relation, among whose keys those of the relation stand.
    pub(super) fn facts_of_person(&mut self, id: ObjectId, keys: Keys<'_>) {
        let path = self.path_of(id);
        let mut stated = Stated::default();
        for (key, value) in keys {
            match Kind::Party.fact(key) {
                Some((index, _)) => stated.put(index, value),
                None if key == "x" => stated.put_declared(value),
                None => {}
            }
        }
        self.read_stated((id, Kind::Party), &path, &stated);
    }

    fn read_stated(&mut self, (id, kind): (ObjectId, Kind), path: &str, stated: &Stated<'_>) {
        if let Some(object) = self.objects.get_mut(id.0 as usize) {
            object.facts.reserve(stated.values.len());
        }
        for (index, value) in stated.values.iter().copied() {
            let Some(fact) = kind.facts().get(usize::from(index)) else { continue };
            let at = self.join(path, fact.name);
            if kind == Kind::Flow && fact.name == "parties" {
                self.error("L0501", &at, "`parties` follows from the flow".to_owned(), "leave it out");
            } else if let Some(value) = self.value(fact.ty, value, &at, (id, Field(index))) {
                self.set(id, Field(index), value);
            }
        }
        if let Some(value) = stated.declared {
            let at = self.join(path, "x");
            self.declared_facts(id, kind, value, &at);
        }
    }

    /// Sorts out the keys of an object. Those that are no facts of its kind, or that stand twice, are errors.
    fn stated<'j>(&mut self, kind: Kind, path: &str, keys: Keys<'j>) -> Stated<'j> {
        let mut stated = Stated::default();
        let mut seen = SortedSet::new();
        stated.values.reserve(keys.len());
        for (key, value) in keys {
            let own = kind.fact(key);
            let is_new = match own {
                Some((index, _)) => stated.meet(index),
                None => seen.insert(key),
            };
            match own {
                _ if self.is_full() => {}
                None if !is_key(kind, key) => self.refuse_key(kind, path, key),
                _ if !is_new => {
                    let at = self.join(path, key);
                    self.error("L0502", &at, message!("`{key}` stands twice"), "leave one out");
                }
                _ => {}
            }
            match own {
                Some((index, _)) => stated.put(index, value),
                None if key == "x" => stated.put_declared(value),
                None => {}
            }
        }
        stated
    }

    fn refuse_key(&mut self, kind: Kind, path: &str, key: &str) {
        let mut known: Vec<&str> = kind.facts().iter().map(|fact| fact.name).chain(["x"]).collect();
        if kind == Kind::Flow {
            known.push("instead");
        }
        if kind.is_relation() {
            known.extend(Kind::Party.facts().iter().map(|fact| fact.name));
        }
        let help = match explain::word(key, known.iter().copied()) {
            Some(near) => message!("did you mean `{near}`?"),
            None => message!("a {} has {}; facts of your own stand under `x`", kind.name(), known.join(", ")),
        };
        let at = self.join(path, key);
        self.error("L0501", &at, message!("`{}` is not a fact", shown(key)), &help);
    }

    /// Refuses keys that stand twice: which of the two is meant cannot be known.
    fn refuse_doubles(&mut self, keys: Keys<'_>, path: &str) {
        let mut seen = SortedSet::new();
        for (key, _) in keys {
            if !seen.insert(key) {
                let at = self.join(path, key);
                self.error("L0502", &at, message!("`{}` stands twice", shown(key)), "leave one out");
            }
        }
    }

    /// Reads the facts under `x`. What the policy at hand does not declare, another may.
    fn declared_facts(&mut self, id: ObjectId, kind: Kind, node: Node<'_>, path: &str) {
        let Node::Object(keys) = node else {
            let message = message!("`x` is an object, not {}", describe(node));
            self.error("L0503", path, message, "write \"x\": {\"tier\": \"gold\"}");
            return;
        };
        self.refuse_doubles(keys, path);
        for (key, value) in keys.into_iter().filter(|(_, value)| !value.is_null()) {
            let at = self.join(path, key);
            if let Some((field, fact)) = self.declared.fact(kind, key) {
                if let Some(value) = self.value(fact.ty, value, &at, (id, field)) {
                    self.set(id, field, value);
                }
            } else if !self.is_full() {
                self.errors.extend(doubles(value, &at));
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
                if let Some((odd, _)) = keys.into_iter().find(|(key, _)| !known(key)) {
                    let help = match of_shares {
                        true => "a list of holders has `items`, `complete` and `remainder`",
                        false => "a list has `items` and `complete`",
                    };
                    let message = message!("`{}` is not a key of a list", shown(odd));
                    let at = self.join(path, odd);
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
                self.error("L0503", path, message!("a list is an array, not {}", describe(other)), help);
                None
            }
        }
    }

    /// Reads whose the rest of a whole is: nobody's (`"none"`), or that of hands which the text names.
    fn remainder(&mut self, node: Node<'_>, complete: bool, path: &str) -> Option<Unlisted> {
        let at = self.join(path, "remainder");
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
        Some(if text == "none" { Unlisted::Nobody } else { Unlisted::Named })
    }

    pub(super) fn list(&mut self, kind: Kind, node: Node<'_>, path: &str) -> Option<Value> {
        let Listed { items: entries, complete, unlisted } = self.entries(node, path, kind == Kind::Holder)?;
        let mut items = Vec::new();
        for (index, entry) in entries.into_iter().enumerate() {
            if self.is_full() {
                return None;
            }
            let at = self.indexed(path, index);
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
                self.error("L0503", &path, message!("a {} is an object, not {}", kind.name(), describe(other)), help);
                None
            }
        }
    }

    /// Returns the path of a key: empty where paths are not wanted.
    pub(super) fn join(&self, path: &str, key: &str) -> String {
        if self.is_traced { join(path, key) } else { String::new() }
    }

    /// Returns the path of an entry: empty where paths are not wanted.
    pub(super) fn indexed(&self, path: &str, index: usize) -> String {
        if self.is_traced { indexed(path, index) } else { String::new() }
    }

    #[inline(always)]
    pub(super) fn error(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        if explain::EXPLAINS {
            self.push(Diagnostic::flow(code, path, message).help(help));
        } else {
            self.refuse_plainly(code, path);
        }
    }

    /// Notes an error without its words.
    #[inline(never)]
    fn refuse_plainly(&mut self, code: &'static str, path: &str) {
        self.push(
            Diagnostic::flow(code, path, "the flow is wrong here".to_owned())
                .help("`check`, of the whole package, says why"),
        );
    }

    fn push(&mut self, error: Diagnostic) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(error);
        }
    }

    /// Whether no further error would be listed, so that nothing is gained by reading on.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    pub(super) fn note(&mut self, code: &str, path: &str, message: &str) {
        if !self.is_traced {
            return;
        }
        self.notes.push(Note { code: code.to_owned(), path: path.to_owned(), message: message.to_owned() });
    }

    /// Whether the flow says under `instead` that a contradiction is meant.
    pub(super) fn overrules(&mut self, path: &str) -> bool {
        let meant = self.instead.contains(path);
        if meant {
            self.overruling.insert(path.to_owned());
        }
        meant
    }

    /// Everything that follows from what was stated; then the flow, or its errors.
    pub(super) fn finish(mut self) -> Result<Flow, Vec<Diagnostic>> {
        let Some(as_of) = self.as_of.filter(|_| self.errors.is_empty()) else { return Err(self.errors) };
        self.link_persons(as_of);
        self.imply(as_of);
        self.complete_lists(as_of);
        let choices = self.choose();
        let openings = self.numbered_openings();
        if self.errors.is_empty() {
            let root = Value::Date(as_of);
            self.set(Flow::ROOT, const { field(Kind::Flow, "as_of") }, root);
            Ok(Flow {
                as_of,
                objects: self.objects,
                choices,
                openings,
                instead: self.instead,
                overruling: self.overruling,
                notes: self.notes,
            })
        } else {
            Err(self.errors)
        }
    }
}

/// Whether an object of this kind may have this key.
fn is_key(kind: Kind, key: &str) -> bool {
    kind.fact(key).is_some()
        || key == "x"
        || (kind == Kind::Flow && key == "instead")
        || (kind.is_relation() && Kind::Party.fact(key).is_some())
}

/// Why a list is open: itself, unless it is complete.
pub(super) fn why_open(path: &str, complete: bool) -> Vec<String> {
    if complete { vec![] } else { vec![path.to_owned()] }
}

/// Returns the error of a flow that is not an object.
pub(crate) fn not_an_object(node: Node<'_>) -> Diagnostic {
    Diagnostic::flow("L0503", "", message!("a flow is an object, not {}", describe(node)))
        .help("write `{\"as_of\": \"2026-03-01\", …}`")
}

/// Describes a JSON value in messages.
pub(super) fn describe(node: Node<'_>) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => message!("{value}"),
        Node::Number(_) => "a number".to_owned(),
        Node::Text(text) => message!("the text \"{}\"", shown(text)),
        Node::Array(_) => "an array".to_owned(),
        Node::Object(_) => "an object".to_owned(),
    }
}
