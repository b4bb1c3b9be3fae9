//! JSON to objects: every key known, every value of its type, each error with its path.

use super::doubles::doubles;
use super::json::Json;
use super::path::{indexed, join, shown};
use super::{Entries, Flow, Object, ObjectId, Opening, Unlisted, Value, field};
use crate::date::Date;
use crate::diag::Diagnostic;
use crate::nearest::nearest;
use crate::policy::{Declared, Field};
use crate::sorted::{SortedMap, SortedSet};
use crate::verdict::Note;
use crate::vocab::{Kind, Type};

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
    pub(super) declared: &'p Declared,
    pub(super) as_of: Option<Date>,
    pub(super) objects: Vec<Object>,
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

/// A list as it is written.
pub(super) struct Stated<'j> {
    pub(super) items: &'j [Json],
    /// Whether it is in brackets, or says `"complete": true`.
    pub(super) complete: bool,
    pub(super) unlisted: Unlisted,
}

impl<'p> Reader<'p> {
    pub(super) fn new(declared: &'p Declared, as_of: Option<Date>) -> Reader<'p> {
        let mut reader = Reader {
            declared,
            as_of,
            objects: vec![],
            errors: vec![],
            notes: vec![],
            instead: SortedSet::new(),
            overruling: SortedSet::new(),
            words: vec![],
            mentions: vec![],
            openings: vec![],
        };
        reader.object(Kind::Flow, String::new());
        reader.object(Kind::Party, "exporter".to_owned());
        reader.object(Kind::Party, "provider".to_owned());
        reader
    }

    /// Reads the whole flow.
    pub(super) fn flow(&mut self, json: &Json) {
        let Json::Object(entries) = json else {
            self.errors.push(not_an_object(json));
            return;
        };
        if self.is_foreign(entries) {
            return;
        }
        self.day(entries);
        self.read_instead(entries);
        self.facts(Flow::ROOT, entries);
    }

    /// The day comes first: groups and operators are read as of it.
    fn day(&mut self, entries: &[(String, Json)]) {
        let stated = entries.iter().find(|(key, _)| key == "as_of").map(|(_, value)| value);
        if self.as_of.is_none() {
            self.as_of = match stated {
                Some(Json::Text(text)) => Date::parse(text),
                Some(Json::Null) | None => {
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

    fn read_instead(&mut self, entries: &[(String, Json)]) {
        match entries.iter().find(|(key, _)| key == "instead").map(|(_, value)| value) {
            None | Some(Json::Null) => {}
            Some(Json::Array(paths)) => {
                for path in paths {
                    match path {
                        Json::Text(text) => {
                            self.instead.insert(text.clone());
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

    /// A new object without facts.
    pub(super) fn object(&mut self, kind: Kind, path: String) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let full = self.objects.len() >= MAX_OBJECTS;
        if full && !self.errors.iter().any(|error| error.code == "L0590") {
            let message = format!("the flow states more than {MAX_OBJECTS} sites, parties and the like");
            self.error("L0590", &path, message, "split it");
        }
        if full {
            return Flow::ROOT;
        }
        self.objects.push(Object { kind, path, facts: SortedMap::new(), atlas: None });
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

    /// The facts of an object, in the vocabulary's order.
    pub(super) fn facts(&mut self, id: ObjectId, entries: &[(String, Json)]) {
        let kind = self.objects.get(id.0 as usize).map_or(Kind::Flow, |object| object.kind);
        let path = self.path_of(id);
        self.refuse_unknown_keys(kind, &path, entries);
        for (index, fact) in kind.facts().iter().enumerate() {
            if let Some((_, value)) = entries.iter().find(|(key, value)| key == fact.name && *value != Json::Null) {
                let at = join(&path, fact.name);
                if kind == Kind::Flow && fact.name == "parties" {
                    self.error("L0501", &at, "`parties` follows from the flow".to_owned(), "leave it out");
                } else if let Some(value) = self.value(fact.ty, value, &at, (id, Field(index as u16))) {
                    self.set(id, Field(index as u16), value);
                }
            }
        }
        if let Some((_, value)) = entries.iter().find(|(key, value)| key == "x" && *value != Json::Null) {
            self.declared_facts(id, kind, value, &join(&path, "x"));
        }
    }

    fn refuse_unknown_keys(&mut self, kind: Kind, path: &str, entries: &[(String, Json)]) {
        for (index, (key, _)) in entries.iter().enumerate() {
            if self.is_full() {
                return;
            }
            if !is_key(kind, key) {
                self.refuse_key(kind, path, key);
            } else if entries.iter().take(index).any(|(other, _)| other == key) {
                self.error("L0502", &join(path, key), format!("`{key}` stands twice"), "leave one out");
            }
        }
    }

    fn refuse_key(&mut self, kind: Kind, path: &str, key: &str) {
        let mut known: Vec<&str> = kind.facts().iter().map(|fact| fact.name).chain(["x"]).collect();
        if kind == Kind::Flow {
            known.push("instead");
        }
        if kind.is_relation() {
            known.extend(Kind::Party.facts().iter().map(|fact| fact.name));
        }
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a {} has {}; facts of your own stand under `x`", kind.name(), known.join(", ")),
        };
        self.error("L0501", &join(path, key), format!("`{}` is not a fact", shown(key)), &help);
    }

    /// Which of two equal keys is meant cannot be known.
    fn refuse_doubles(&mut self, entries: &[(String, Json)], path: &str) {
        let mut seen = SortedSet::new();
        for (key, _) in entries {
            if !seen.insert(key) {
                self.error("L0502", &join(path, key), format!("`{}` stands twice", shown(key)), "leave one out");
            }
        }
    }

    /// Facts under `x`. What the policy at hand does not declare, another may.
    fn declared_facts(&mut self, id: ObjectId, kind: Kind, json: &Json, path: &str) {
        let Json::Object(entries) = json else {
            self.error(
                "L0503",
                path,
                format!("`x` is an object, not {}", describe(json)),
                "write \"x\": {\"tier\": \"gold\"}",
            );
            return;
        };
        self.refuse_doubles(entries, path);
        for (key, value) in entries.iter().filter(|(_, value)| *value != Json::Null) {
            if let Some((field, fact)) = self.declared.fact(kind, key) {
                let ty = fact.ty;
                if let Some(value) = self.value(ty, value, &join(path, key), (id, field)) {
                    self.set(id, field, value);
                }
            } else if !self.is_full() {
                self.errors.extend(doubles(value, &join(path, key)));
            }
        }
    }

    /// Reads a list: an array is complete; `{"items": […], "complete": false}` is open. A list of shares is complete
    /// only where it says so, and may then name whose the rest of the whole is.
    pub(super) fn entries<'j>(&mut self, json: &'j Json, path: &str, of_shares: bool) -> Option<Stated<'j>> {
        match json {
            Json::Array(items) => Some(Stated { items, complete: true, unlisted: Unlisted::Anybody }),
            Json::Object(keys) if keys.iter().any(|(key, _)| key == "items") => {
                self.refuse_doubles(keys, path);
                let of = |name: &str| keys.iter().find(|(key, _)| key == name).map(|(_, value)| value);
                let known = |key: &str| key == "items" || key == "complete" || (of_shares && key == "remainder");
                if let Some((odd, _)) = keys.iter().find(|(key, _)| !known(key)) {
                    let help = match of_shares {
                        true => "a list of holders has `items`, `complete` and `remainder`",
                        false => "a list has `items` and `complete`",
                    };
                    let message = format!("`{}` is not a key of a list", shown(odd));
                    self.error("L0501", &join(path, odd), message, help);
                }
                let (Some(Json::Array(items)), Some(Json::Bool(complete))) = (of("items"), of("complete")) else {
                    let message = "an open list has an array `items` and a truth value `complete`".to_owned();
                    self.error("L0503", path, message, "write {\"items\": [], \"complete\": false}");
                    return None;
                };
                let remainder = of("remainder").filter(|value| of_shares && **value != Json::Null);
                let unlisted = match remainder {
                    Some(remainder) => self.remainder(remainder, *complete, path)?,
                    None if of_shares && *complete => Unlisted::Entries,
                    None => Unlisted::Anybody,
                };
                Some(Stated { items, complete: *complete, unlisted })
            }
            other => {
                let help = "write an array, or {\"items\": […], \"complete\": false} when there may be more";
                self.error("L0503", path, format!("a list is an array, not {}", describe(other)), help);
                None
            }
        }
    }

    /// Reads whose the rest of a whole is: nobody's (`"none"`), or that of hands which the text names.
    fn remainder(&mut self, json: &Json, complete: bool, path: &str) -> Option<Unlisted> {
        let at = join(path, "remainder");
        let text = self.text(json, &at)?;
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

    pub(super) fn list(&mut self, kind: Kind, json: &Json, path: &str) -> Option<Value> {
        let Stated { items: entries, complete, unlisted } = self.entries(json, path, kind == Kind::Holder)?;
        let mut items = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
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

    fn entry(&mut self, kind: Kind, json: &Json, path: String) -> Option<ObjectId> {
        match (kind, json) {
            (_, Json::Object(entries)) if kind.is_relation() => Some(self.relation(kind, entries, path)),
            (Kind::Party, _) => None,
            (_, Json::Object(entries)) => {
                let id = self.object(kind, path);
                self.facts(id, entries);
                Some(id)
            }
            (Kind::Site, Json::Text(text)) => self.short_site(text, path),
            (_, Json::Text(text)) if kind.is_relation() => self.short_relation(kind, text, path),
            (Kind::Measure, Json::Text(text)) => {
                let id = self.object(Kind::Measure, path.clone());
                let kind_field = const { field(Kind::Measure, "kind") };
                let value = self.value(
                    Type::Enum(crate::vocab::values::MEASURE_KIND),
                    &Json::Text(text.clone()),
                    &path,
                    (id, kind_field),
                )?;
                self.set(id, kind_field, value);
                Some(id)
            }
            (_, other) => {
                let help = match kind {
                    Kind::Site => "write \"aws/eu-west-3\", \"FR\", or an object such as {\"place\": \"FR\"}",
                    _ => "write an object",
                };
                self.error("L0503", &path, format!("a {} is an object, not {}", kind.name(), describe(other)), help);
                None
            }
        }
    }

    pub(super) fn error(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(Diagnostic::flow(code, path, message).help(help));
        }
    }

    /// Whether no further error would be listed, so that nothing is gained by reading on.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MAX_ERRORS
    }

    pub(super) fn note(&mut self, code: &str, path: &str, message: &str) {
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
pub(crate) fn not_an_object(json: &Json) -> Diagnostic {
    Diagnostic::flow("L0503", "", format!("a flow is an object, not {}", describe(json)))
        .help("write `{\"as_of\": \"2026-03-01\", …}`")
}

/// What a JSON value is, for messages.
pub(super) fn describe(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => format!("{value}"),
        Json::Number(_) => "a number".to_owned(),
        Json::Text(text) => format!("the text \"{}\"", shown(text)),
        Json::Array(_) => "an array".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}
