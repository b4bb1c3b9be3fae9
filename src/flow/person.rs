//! Parties: mentions of one id are one person, whose facts are those of all its mentions.

use super::node::{Keys, Node, Text};
use super::path::{join, shown};
use super::read::{EXPORTER, PROVIDER, Reader, describe};
use super::{Flow, Object, ObjectId, PlaceFact, Value, field};
use crate::atlas;
use crate::date::Date;
use crate::nearest::nearest;
use crate::order::{sort_by, sort_by_key, sort_texts};
use crate::policy::{Field, VendorId};
use crate::sorted::SortedSet;
use crate::vocab::{DEFAULTED, Kind};

/// Ids that a message lists.
const SHOWN_IDS: usize = 8;

/// A party that has an id.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct NamedParty<'r> {
    name: &'r str,
    /// Says whether nothing but the id is stated.
    is_bare: bool,
    id: ObjectId,
}

impl Reader<'_> {
    /// Notes that something is known of a person.
    pub(super) fn describe(&mut self, person: ObjectId) {
        if let Some(object) = self.objects.get_mut(person.0 as usize) {
            object.is_described = true;
        }
    }

    /// Returns a party: an object, `"@id"`, or one of the words `"exporter"`, `"provider"`, `"none"`.
    pub(super) fn party(&mut self, node: Node<'_>, path: &str, owner: (ObjectId, Field)) -> Option<Value> {
        let is_exporter = owner == const { (Flow::ROOT, field(Kind::Flow, "exporter")) };
        let is_provider = owner == const { (Flow::ROOT, field(Kind::Flow, "provider")) };
        match node {
            Node::Object(keys) => {
                let id = match () {
                    () if is_exporter => EXPORTER,
                    () if is_provider => PROVIDER,
                    () => self.object(Kind::Party, path.to_owned()),
                };
                self.facts(id, keys);
                Some(Value::Object(id))
            }
            _ if is_exporter => {
                self.error(
                    "L0503",
                    path,
                    format!("the exporter is an object, not {}", describe(node)),
                    "write {\"seat\": \"FR\"}",
                );
                None
            }
            Node::Text(text) if *text == *"none" => self.nobody(path, owner),
            Node::Text(text) if *text == *"exporter" => self.named(EXPORTER, owner),
            Node::Text(text) if *text == *"provider" && !is_provider => self.named(PROVIDER, owner),
            Node::Text(text) if text.len() > 1 && text.starts_with('@') => {
                let text = self.text(node, path)?;
                Some(Value::Object(self.mention(&text, path)))
            }
            Node::Text(name) => self.vendor_party(&name, path).map(Value::Object),
            other => {
                let help = self.vendor_help("");
                self.error("L0503", path, format!("this is {}, not a party", describe(other)), &help);
                None
            }
        }
    }

    /// Returns the party that is none, where there can be none: data lie in somebody's hands, and somebody receives them.
    fn nobody(&mut self, path: &str, (owner, owned): (ObjectId, Field)) -> Option<Value> {
        let fact = self.kind(owner).facts().get(usize::from(owned.0));
        if !fact.is_some_and(|fact| fact.somebody) {
            return Some(Value::Nobody);
        }
        let help = match self.kind(owner) {
            Kind::Site => "write \"exporter\" where it is operated by nobody else, or leave it out",
            _ => "say who receives, or leave the transfer out: what is published has no recipient in particular",
        };
        self.error("L0503", path, "this is always somebody".to_owned(), help);
        None
    }

    /// Notes a person named by a word; `settle_words` resolves it when everything is read.
    fn named(&mut self, who: ObjectId, owner: (ObjectId, Field)) -> Option<Value> {
        self.words.push((owner.0, owner.1, who));
        Some(Value::Object(who))
    }

    fn mention(&mut self, id: &str, path: &str) -> ObjectId {
        let object = self.object(Kind::Party, path.to_owned());
        let name = Value::Text(id.strip_prefix('@').unwrap_or(id).to_owned());
        self.set(object, const { field(Kind::Party, "id") }, name);
        self.mentions.push(object);
        self.has.ids = true;
        object
    }

    /// Returns a holder or supplier: facts of the relation, and facts of the person, in one JSON object.
    pub(super) fn relation(&mut self, kind: Kind, keys: Keys<'_>, path: String) -> ObjectId {
        let id = self.object(kind, path.clone());
        self.facts(id, keys);
        let person = self.object(Kind::Party, path);
        self.facts_of_person(person, keys);
        self.set(id, Field::PERSON, Value::Object(person));
        id
    }

    pub(super) fn short_relation(&mut self, kind: Kind, text: Text<'_>, path: String) -> Option<ObjectId> {
        let id = self.object(kind, path.clone());
        let person = self.party(Node::Text(text), &path, (id, Field::PERSON))?;
        if person == Value::Nobody {
            self.error("L0503", &path, "an entry of a list of parties is somebody".to_owned(), "leave the entry out");
            return None;
        }
        self.set(id, Field::PERSON, person);
        Some(id)
    }

    /// Makes one person of all mentions of one id, and settles who `"exporter"` and `"provider"` are.
    pub(super) fn link_persons(&mut self, as_of: Date) {
        if self.has.ids {
            self.check_ids();
        }
        self.settle_words();
        if self.has.ids {
            self.unite();
        }
        self.expand_regions(as_of);
        self.default_to_flow();
    }

    /// Refuses ids that no mention can name, and takes the `@` off those that have one.
    fn check_ids(&mut self) {
        for index in 0..self.objects.len() {
            let id = ObjectId(index as u32);
            let Some(text) = self.id_of(id) else { continue };
            let plain = text.strip_prefix('@').unwrap_or(text);
            let fits = !plain.is_empty() && plain.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains([c]));
            let stripped = (plain.len() < text.len()).then(|| plain.to_owned());
            if !fits {
                let path = self.path_of(id);
                self.error(
                    "L0503",
                    &path,
                    "an id has letters, digits, `-`, `_` and `.`".to_owned(),
                    "write \"id\": \"acme\" and mention it as \"@acme\"",
                );
            }
            if let Some(plain) = stripped {
                self.set(id, const { field(Kind::Party, "id") }, Value::Text(plain));
            }
        }
    }

    /// Makes all parties of one id one person, who stands where it is first described, or first mentioned where nothing but its id
    /// is stated. An `"@id"` that no party has as its own `"id"` is an error.
    fn unite(&mut self) {
        let mentions = std::mem::take(&mut self.mentions);
        // Mentions are in the order of their objects.
        let is_mention = |id: &ObjectId| mentions.binary_search(id).is_ok();
        let parties = self.named_parties();
        let (mut persons, mut dangling) = (vec![], vec![]);
        for same in parties.chunk_by(|a, b| a.name == b.name) {
            if same.iter().all(|party| is_mention(&party.id)) {
                dangling.extend(same.iter().map(|party| party.id));
            }
            if let [first, others @ ..] = same {
                persons.extend(others.iter().map(|other| (other.id, first.id)));
            }
        }
        if !dangling.is_empty() {
            let known =
                parties.iter().filter(|party| !is_mention(&party.id)).map(|party| party.name.to_owned()).collect();
            sort_by_key(&mut dangling, |id| *id);
            self.find_dangling(&dangling, &known);
        }
        self.make_one(persons);
    }

    /// Returns the parties that have an id: sorted by it, and of one id those first that are described.
    fn named_parties(&self) -> Vec<NamedParty<'_>> {
        let objects = (0..self.objects.len()).map(|index| ObjectId(index as u32));
        let party = |id| self.id_of(id).map(|name| NamedParty { name, is_bare: !self.is_described(id), id });
        let mut parties: Vec<NamedParty<'_>> = objects.filter_map(party).collect();
        sort_by(&mut parties, NamedParty::cmp);
        parties
    }

    /// Finds who is meant by mentions of parties that the flow does not describe: vendors of the atlas, by their keys. Refuses those
    /// that nobody is. `known` are the ids that the flow has.
    fn find_dangling(&mut self, mentions: &[ObjectId], known: &SortedSet<String>) {
        for mention in mentions {
            if self.is_full() {
                return;
            }
            let id = self.id_of(*mention).unwrap_or_default().to_owned();
            if let Some(vendor) = atlas::vendor(&id) {
                self.supply_vendor(*mention, atlas::Named { vendor, company: None });
                continue;
            }
            if let Some(VendorId::Declared(vendor)) = self.declared.own_vendor_id(&id) {
                self.supply_own_vendor(*mention, vendor);
                continue;
            }
            let help = match nearest(&id, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean \"@{near}\"?"),
                None if known.is_empty() => format!("describe the party: {{\"id\": \"{}\", …}}", shown(&id)),
                None => {
                    let ids: Vec<String> =
                        known.iter().take(SHOWN_IDS).map(|id| format!("\"@{}\"", shown(id))).collect();
                    let more = if known.len() > SHOWN_IDS { ", …" } else { "" };
                    format!("one of {}{more}; or describe the party: {{\"id\": \"{}\", …}}", ids.join(", "), shown(&id))
                }
            };
            let path = self.path_of(*mention);
            self.error("L0515", &path, format!("no party of this flow has the id `{}`", shown(&id)), &help);
        }
    }

    /// Makes parties one: each pair is a party, and who it is.
    pub(super) fn make_one(&mut self, mut persons: Vec<(ObjectId, ObjectId)>) {
        if persons.is_empty() {
            return;
        }
        sort_by_key(&mut persons, |(party, _)| *party);
        // First, so that lists that name one person at two places are seen to be equal.
        self.redirect(&persons);
        for (party, person) in persons {
            self.merge(person, party);
        }
    }

    /// Returns the id of a party that has one.
    fn id_of(&self, id: ObjectId) -> Option<&str> {
        match self.fact(id, const { field(Kind::Party, "id") }) {
            Some(Value::Text(text)) if self.kind(id) == Kind::Party => Some(text),
            _ => None,
        }
    }

    pub(super) fn kind(&self, id: ObjectId) -> Kind {
        self.objects.get(id.0 as usize).map_or(Kind::Flow, |object| object.kind)
    }

    /// Resolves words to whoever stands at the root: a person stated there, or one of whom nothing is known. Nobody cannot be
    /// named: if the word meant nobody, what followed from somebody's being there would change once that is stated.
    fn settle_words(&mut self) {
        for (owner, owned, who) in std::mem::take(&mut self.words) {
            let (name, root) = match who {
                EXPORTER => ("exporter", const { field(Kind::Flow, "exporter") }),
                _ => ("provider", const { field(Kind::Flow, "provider") }),
            };
            let value = self.fact(Flow::ROOT, root).cloned().unwrap_or(Value::Object(who));
            if value == Value::Nobody {
                let fact = self.kind(owner).facts().get(usize::from(owned.0));
                let path = fact.map_or(self.path_of(owner), |fact| join(&self.path_of(owner), fact.name));
                let message = format!("this is the {name}, and the flow says that there is none");
                self.error("L0505", &path, message, "say who it is, or that this is \"none\" too");
                continue;
            }
            self.set(Flow::ROOT, root, value.clone());
            self.set(owner, owned, value);
        }
    }

    /// Returns whether more than its id is stated.
    fn is_described(&self, id: ObjectId) -> bool {
        self.objects.get(id.0 as usize).is_some_and(|object| object.facts.len() > 1)
    }

    /// Gives `person` the facts of `mention`, which keeps none. What contradicts is an error.
    pub(super) fn merge(&mut self, person: ObjectId, mention: ObjectId) {
        let Some(other) = self.objects.get_mut(mention.0 as usize) else { return };
        let facts = std::mem::take(&mut other.facts);
        let (is_described, has_atlas_name, vendor) = (other.is_described, other.has_atlas_name, other.vendor);
        if let Some(object) = self.objects.get_mut(person.0 as usize) {
            let is_named = object.facts.get(&const { field(Kind::Party, "name") }).is_some();
            object.has_atlas_name = if is_named { object.has_atlas_name } else { has_atlas_name };
            object.is_described |= is_described;
            object.vendor = object.vendor.or(vendor);
        }
        for (field, value) in facts {
            let merged = match self.fact(person, field) {
                None => Some(value),
                Some(known) => self.both(known, &value, 0),
            };
            match merged {
                Some(value) => self.set(person, field, value),
                None => {
                    let name = Kind::Party.facts().get(usize::from(field.0)).map_or("x", |fact| fact.name);
                    let message =
                        format!("`{name}` differs from what is stated of the same party at `{}`", self.path_of(person));
                    let path = self.path_of(mention);
                    self.error("L0505", &path, message, "equal ids are one party: state the same, or give another id");
                }
            }
        }
    }

    /// Returns what two statements of one fact mean together; `None` when they contradict each other.
    fn both(&self, a: &Value, b: &Value, depth: usize) -> Option<Value> {
        match (a, b) {
            (Value::Place(a), Value::Place(b)) => {
                let places = a.places.intersection(b.places);
                let stated = if a.places.len() <= b.places.len() { a.stated } else { b.stated };
                (!places.is_empty()).then_some(Value::Place(PlaceFact { places, stated, choice: None }))
            }
            (Value::Set(a), Value::Set(b)) => {
                let fits = |all: &super::Entries<Value>, part: &super::Entries<Value>| {
                    !all.open.is_empty() || part.items.iter().all(|i| all.items.contains(i))
                };
                let mut items = a.items.clone();
                items.extend(b.items.iter().filter(|item| !a.items.contains(item)).cloned());
                let open = if a.open.is_empty() || b.open.is_empty() { vec![] } else { a.open.clone() };
                (fits(a, b) && fits(b, a)).then_some(Value::Set(super::Entries::new(items, open)))
            }
            (Value::List(_), Value::List(_)) | (Value::Object(_), Value::Object(_)) => {
                self.same(a, b, depth).then(|| a.clone())
            }
            _ => (a == b).then(|| a.clone()),
        }
    }

    /// Returns whether two values say the same, whatever their paths.
    fn same(&self, a: &Value, b: &Value, depth: usize) -> bool {
        if depth > 32 {
            return false;
        }
        match (a, b) {
            (Value::Object(a), Value::Object(b)) => a == b || self.same_object(*a, *b, depth),
            (Value::List(a), Value::List(b)) => {
                a.open.is_empty() == b.open.is_empty()
                    && a.unlisted == b.unlisted
                    && a.items.len() == b.items.len()
                    && a.items.iter().zip(&b.items).all(|(a, b)| self.same_object(*a, *b, depth))
            }
            _ => a == b,
        }
    }

    fn same_object(&self, a: ObjectId, b: ObjectId, depth: usize) -> bool {
        let (Some(a), Some(b)) = (self.objects.get(a.0 as usize), self.objects.get(b.0 as usize)) else { return false };
        let paired = a.facts.iter().zip(b.facts.iter());
        a.facts.len() == b.facts.len()
            && paired.into_iter().all(|((f, x), (g, y))| f == g && self.same(x, y, depth + 1))
    }

    /// Lets everything that leads to one party of a pair lead to the other.
    pub(super) fn redirect(&mut self, persons: &[(ObjectId, ObjectId)]) {
        if persons.is_empty() {
            return;
        }
        let mut targets: Vec<ObjectId> = (0..self.objects.len()).map(|index| ObjectId(index as u32)).collect();
        for (party, person) in persons {
            if let Some(target) = targets.get_mut(party.0 as usize) {
                *target = *person;
            }
        }
        let target = |id: ObjectId| targets.get(id.0 as usize).copied().unwrap_or(id);
        for object in &mut self.objects {
            object.facts.change(|_, value| match value {
                Value::Object(id) => *id = target(*id),
                Value::List(entries) => entries.items.iter_mut().for_each(|id| *id = target(*id)),
                _ => {}
            });
        }
    }

    /// Gives objects the flow's own facts that are theirs unless they state others: a transfer's exporter, a site's data.
    fn default_to_flow(&mut self) {
        let of_flow = DEFAULTED.each_ref().map(|each| self.fact(Flow::ROOT, Field(each.of_flow)).cloned());
        for object in &mut self.objects {
            let kind = object.kind;
            for (each, value) in DEFAULTED.iter().zip(&of_flow).filter(|(each, _)| each.kind == kind) {
                default(object, Field(each.fact), value);
            }
        }
    }

    /// Returns the persons that objects of this flow lead to, in the order of their first mention, and why there may be more.
    pub(super) fn persons(&self) -> (Vec<ObjectId>, Vec<String>) {
        let reached = self.reached();
        let mut open = vec![];
        for object in reached.iter().filter_map(|id| self.objects.get(id.0 as usize)) {
            for position in object.kind.naming() {
                match object.facts.get(&Field(position)) {
                    Some(Value::List(entries)) => open.extend(entries.open.iter().cloned()),
                    Some(_) => {}
                    None => {
                        let name = object.kind.facts().get(usize::from(position)).map_or("", |fact| fact.name);
                        open.push(join(&object.path, name));
                    }
                }
            }
        }
        let persons = reached.into_iter().filter(|id| self.kind(*id) == Kind::Party).collect();
        sort_texts(&mut open);
        (persons, open)
    }

    /// Returns every object that the flow leads to, in their order. What stood in a second mention of somebody may be left over.
    fn reached(&self) -> Vec<ObjectId> {
        let mut is_reached = vec![false; self.objects.len()];
        let mut open = vec![Flow::ROOT];
        while let Some(id) = open.pop() {
            let Some(seen) = is_reached.get_mut(id.0 as usize).filter(|seen| !**seen) else { continue };
            *seen = true;
            let facts = self.objects.get(id.0 as usize).into_iter().flat_map(|object| object.facts.values());
            open.extend(facts.flat_map(objects_in).copied());
        }
        let all = is_reached.into_iter().enumerate().filter(|(_, is_reached)| *is_reached);
        all.map(|(index, _)| ObjectId(index as u32)).collect()
    }
}

/// Sets a fact that is not stated.
fn default(object: &mut Object, field: Field, value: &Option<Value>) {
    if let Some(value) = value
        && object.facts.get(&field).is_none()
    {
        object.facts.insert(field, value.clone());
    }
}

fn objects_in(value: &Value) -> &[ObjectId] {
    match value {
        Value::Object(id) => std::slice::from_ref(id),
        Value::List(entries) => &entries.items,
        _ => &[],
    }
}
