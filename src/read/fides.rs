//! Manifests of Fides: systems, datasets and the organisation, in the words of fideslang.
//!
//! A system that is somebody else's business is a recipient. Any other one is a site of which the manifest seldom says where it
//! is. A country to which a system transfers is a transfer. Words of the taxonomy are in fides.csv.

use super::draft::{Draft, Fact};
use super::json::{Pointers, get, items, parsed, text};
use super::places::places;
use super::{Fault, Found, Origin, Source, person, words, yaml};
use crate::atlas;
use crate::flow::json::Json;
use std::collections::BTreeSet;

/// The resources of a manifest that say something of where data are and who gets them.
const READ: [&str; 3] = ["organization", "dataset", "system"];
/// The other resources: the taxonomy, and policies on categories and uses.
const OTHER: [&str; 8] = [
    "data_category",
    "data_subject",
    "data_use",
    "data_qualifier",
    "evaluation",
    "policy",
    "registry",
    "fides_connector_key",
];
/// The kinds of system that are another company's, beside those with the legal name of one.
const OF_OTHERS: [&str; 5] = ["third party", "vendor", "third party service", "processor", "sub processor"];
/// The kinds of system in which data rest.
const OF_STORES: [&str; 8] = [
    "database",
    "databases",
    "data store",
    "data warehouse",
    "datawarehouse",
    "object storage",
    "file storage",
    "storage",
];
/// The lists that a manifest speaks of.
const LISTS: [&str; 3] = ["storage", "processing", "transfers"];

/// A file of a manifest.
struct File<'s> {
    source: &'s Source,
    json: Json,
    lines: Pointers,
}

/// A resource: a system, a dataset or an organisation.
struct Resource<'f> {
    file: &'f File<'f>,
    json: &'f Json,
    pointer: String,
}

/// Reads the files of a manifest together.
pub(super) fn read(sources: &[Source], complete: bool) -> Result<Found, Fault> {
    let files = sources.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    let name = sources.first().map_or("fides", |first| first.name.as_str()).to_owned();
    let mut reading = Reading::default();
    for file in &files {
        let before = reading.count;
        reading.file(file);
        if reading.count == before {
            let message = format!("there is no {} of Fides in this file", READ.join(", no "));
            return Err(Fault::of(&file.source.name, "L0005", message));
        }
    }
    reading.references(&files);
    let mut draft = reading.draft;
    if let Some(at) = &reading.everything.at {
        draft.fact("data", reading.everything.json(), at);
    }
    if let Some(at) = &reading.purposes.at {
        draft.fact("purpose", reading.purposes.json(), at);
    }
    Ok(draft.finish(name, &LISTS, complete))
}

/// Returns whether a text is a manifest.
pub(super) fn is_manifest(source: &Source) -> bool {
    file(source).is_ok_and(|file| {
        if let Json::Array(all) = &file.json {
            return all.first().is_some_and(|one| bare(one).is_some());
        }
        let is_resource = |key: &&str| items(&file.json, key).iter().any(|one| text(one, "fides_key").is_some());
        READ.iter().chain(&OTHER).any(is_resource)
    })
}

/// Returns what an entry of a bare list is: `system`, `dataset`, or neither.
fn bare(json: &Json) -> Option<&'static str> {
    text(json, "fides_key")?;
    match (get(json, "privacy_declarations").or(get(json, "system_type")), get(json, "collections")) {
        (Some(_), _) => Some("system"),
        (None, Some(_)) => Some("dataset"),
        (None, None) => None,
    }
}

fn file(source: &Source) -> Result<File<'_>, Fault> {
    let content = source.text()?;
    let (json, lines) = match source.extension().as_str() {
        "json" => (parsed(&source.name, &content)?, Pointers::of(&content)),
        _ => yaml::parsed(&source.name, &content)?,
    };
    Ok(File { source, json, lines })
}

impl File<'_> {
    fn at(&self, pointer: &str) -> Origin {
        Origin { file: self.source.name.clone(), line: self.lines.line(pointer), spot: String::new() }
    }
}

impl<'f> Resource<'f> {
    fn at(&self, path: &str) -> Origin {
        self.file.at(&format!("{}{path}", self.pointer))
    }

    /// Returns its name in messages.
    fn name(&self) -> &'f str {
        text(self.json, "name").or_else(|| text(self.json, "fides_key")).unwrap_or("a resource without a name")
    }

    /// Returns the texts at a key, one or several, with the place of each.
    fn texts(&self, key: &str) -> Vec<(&'f str, Origin)> {
        texts(get(self.json, key), &format!("/{key}")).into_iter().map(|(text, path)| (text, self.at(&path))).collect()
    }
}

fn texts<'j>(json: Option<&'j Json>, path: &str) -> Vec<(&'j str, String)> {
    match json {
        Some(Json::Text(text)) if !text.trim().is_empty() => vec![(text, path.to_owned())],
        Some(Json::Array(list)) => {
            let all = list.iter().enumerate();
            all.flat_map(|(index, one)| texts(Some(one), &format!("{path}/{index}"))).collect()
        }
        _ => vec![],
    }
}

/// Returns the paths of what is no text where texts are expected.
fn strange(json: Option<&Json>, path: &str) -> Vec<String> {
    match json {
        None | Some(Json::Null | Json::Text(_)) => vec![],
        Some(Json::Array(list)) => {
            let all = list.iter().enumerate();
            all.flat_map(|(index, one)| strange(Some(one), &format!("{path}/{index}"))).collect()
        }
        Some(_) => vec![path.to_owned()],
    }
}

/// Values of a set, as far as its words are known.
#[derive(Default)]
struct Values {
    known: BTreeSet<&'static str>,
    is_open: bool,
    /// The place of the first word.
    at: Option<Origin>,
}

impl Values {
    fn add(&mut self, meaning: Option<&'static str>, at: &Origin) {
        self.at.get_or_insert_with(|| at.clone());
        match meaning {
            Some(values) => self.known.extend(values.split(' ')),
            None => self.is_open = true,
        }
    }

    fn join(&mut self, other: &Values) {
        self.known.extend(&other.known);
        self.is_open |= other.is_open;
        if self.at.is_none() {
            self.at.clone_from(&other.at);
        }
    }

    fn json(&self) -> Json {
        let items = Json::Array(self.known.iter().map(|value| Json::Text((*value).to_owned())).collect());
        match self.is_open {
            false => items,
            true => Json::Object(vec![("items".to_owned(), items), ("complete".to_owned(), Json::Bool(false))]),
        }
    }
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    count: usize,
    organisations: usize,
    everything: Values,
    purposes: Values,
    /// The words that were told, each once: a data set has the same on hundreds of fields.
    told: BTreeSet<String>,
}

impl Reading {
    /// Reads a file: lists by their keys, or the bare list of systems and datasets that the interface of Fides gives.
    fn file(&mut self, file: &File<'_>) {
        if let Json::Array(all) = &file.json {
            for (index, json) in all.iter().enumerate() {
                let one = Resource { file, json, pointer: format!("/{index}") };
                match bare(json) {
                    Some("dataset") => self.dataset(&one),
                    Some(_) => self.system(&one),
                    None => {
                        let what = "an entry that is no system and no dataset of Fides".to_owned();
                        self.draft.open(what.clone());
                        self.draft.unread(one.at(""), what);
                        continue;
                    }
                }
                self.count += 1;
            }
        }
        let Json::Object(entries) = &file.json else { return };
        for (key, json) in entries {
            let list = match json {
                Json::Array(list) => list.iter().enumerate().map(|(i, one)| (format!("/{key}/{i}"), one)).collect(),
                one => vec![(format!("/{key}"), one)],
            };
            for (pointer, json) in list {
                let one = Resource { file, json, pointer };
                match key.as_str() {
                    "organization" => self.organisation(&one),
                    "dataset" => self.dataset(&one),
                    "system" => self.system(&one),
                    _ => {
                        self.draft.unread(one.at(""), format!("`{key}` of Fides: {}", one.name()));
                        continue;
                    }
                }
                self.count += 1;
            }
        }
    }

    fn organisation(&mut self, one: &Resource<'_>) {
        self.organisations += 1;
        self.others("organization", one, &["name", "controller"]);
        if self.organisations > 1 {
            return self.draft.unread(one.at(""), "a further organisation: a flow has one exporter".to_owned());
        }
        if get(one.json, "controller").is_some() {
            let what = "the controller: a contact with an address in one line, which is no seat";
            self.draft.unread(one.at("/controller"), what.to_owned());
        }
        if let Some(name) = text(one.json, "name") {
            self.draft.party("exporter", &one.at(""), vec![("name", Json::Text(name.to_owned()), one.at("/name"))]);
        }
    }

    fn dataset(&mut self, one: &Resource<'_>) {
        self.others("dataset", one, &["data_categories", "collections", "third_country_transfers"]);
        let mut data = Values::default();
        self.categories(one, "", one.json, &mut data);
        self.everything.join(&data);
        let facts: Vec<Fact> = data.at.iter().map(|at| ("data", data.json(), at.clone())).collect();
        self.draft.entry("storage", &one.at(""), facts.clone());
        self.transfers(one, &[], &facts);
    }

    /// Tells of what is no text where texts are expected, and keeps the lists open.
    fn strange(&mut self, one: &Resource<'_>, key: &str) {
        for path in strange(get(one.json, key), &format!("/{key}")) {
            let what = format!("{}: an entry of `{key}` that is no text", one.name());
            self.draft.unread(one.at(&path), what.clone());
            self.draft.open(what);
        }
    }

    /// Collects the categories of a dataset, of its collections and of their fields.
    fn categories(&mut self, one: &Resource<'_>, path: &str, json: &Json, data: &mut Values) {
        let path_of = format!("{path}/data_categories");
        for path in strange(get(json, "data_categories"), &path_of) {
            self.category("what is no text", &one.at(&path), data);
        }
        for (word, path) in texts(get(json, "data_categories"), &path_of) {
            self.category(word, &one.at(&path), data);
        }
        for list in ["collections", "fields"] {
            for (index, inner) in items(json, list).iter().enumerate() {
                self.categories(one, &format!("{path}/{list}/{index}"), inner, data);
            }
        }
    }

    fn category(&mut self, word: &str, at: &Origin, data: &mut Values) {
        let meaning = meaning("data", word);
        if meaning.is_none() && self.told.insert(word.to_owned()) {
            let what = format!("\"{word}\" as a category of data, here and wherever else it stands");
            self.draft.unread(at.clone(), what);
        }
        data.add(meaning, at);
    }

    fn system(&mut self, one: &Resource<'_>) {
        let read = [
            "cookies",
            "dataset_references",
            "does_international_transfers",
            "egress",
            "fidesctl_meta",
            "legal_address",
            "legal_basis_for_transfers",
            "legal_name",
            "privacy_declarations",
            "third_country_safeguards",
            "third_country_transfers",
            "vendor_id",
        ];
        self.others("system", one, &read);
        let mut data = Values::default();
        for (index, declaration) in items(one.json, "privacy_declarations").iter().enumerate() {
            self.declaration(one, &format!("/privacy_declarations/{index}"), declaration, &mut data);
        }
        self.cookies(one, "/cookies", one.json, &mut data);
        self.everything.join(&data);
        let data: Vec<Fact> = data.at.iter().map(|at| ("data", data.json(), at.clone())).collect();
        let kind = text(one.json, "system_type").map_or(String::new(), words::plain);
        let is_of_others = ["legal_name", "vendor_id"].iter().any(|key| text(one.json, key).is_some());
        let recipient = match is_of_others || OF_OTHERS.contains(&kind.as_str()) {
            true => vec![self.recipient(one)],
            false => {
                self.sites(one, &data);
                vec![]
            }
        };
        self.transfers(one, &recipient, &data);
    }

    fn declaration(&mut self, one: &Resource<'_>, path: &str, json: &Json, data: &mut Values) {
        let inner = Resource { file: one.file, json, pointer: format!("{}{path}", one.pointer) };
        let read = [
            "cookies",
            "data_categories",
            "data_shared_with_third_parties",
            "data_use",
            "dataset_references",
            "egress",
            "processes_special_category_data",
            "shared_categories",
            "third_parties",
        ];
        self.others("declaration", &inner, &read);
        for path in strange(get(json, "data_categories"), "/data_categories") {
            self.category("what is no text", &inner.at(&path), data);
        }
        for (word, at) in inner.texts("data_categories") {
            self.category(word, &at, data);
        }
        for path in strange(get(json, "data_use"), "/data_use") {
            let at = inner.at(&path);
            self.draft.unread(at.clone(), "what is no text, as a use of data".to_owned());
            self.purposes.add(None, &at);
        }
        if get(json, "processes_special_category_data") == Some(&Json::Bool(true)) {
            data.add(Some("special_category"), &inner.at("/processes_special_category_data"));
        }
        self.cookies(&inner, "/cookies", json, data);
        for (word, at) in inner.texts("data_use") {
            let meaning = meaning("use", word);
            if meaning.is_none() {
                self.draft.unread(at.clone(), format!("\"{word}\" as a use of data"));
            }
            self.purposes.add(meaning, &at);
        }
        if get(json, "data_shared_with_third_parties") == Some(&Json::Bool(true)) {
            let to = text(json, "third_parties").unwrap_or("not named");
            let what =
                format!("{}: data are shared with third parties ({to}), of which none is a party here", one.name());
            self.draft.unread(inner.at("/data_shared_with_third_parties"), what.clone());
            self.draft.open(what);
        }
    }

    fn cookies(&mut self, one: &Resource<'_>, path: &str, json: &Json, data: &mut Values) {
        if !items(json, "cookies").is_empty() {
            data.add(Some("online_identifier"), &one.at(path));
        }
    }

    /// Returns the company whose a system is.
    fn recipient(&mut self, one: &Resource<'_>) -> Fact {
        let key = if text(one.json, "legal_name").is_some() { "legal_name" } else { "name" };
        let name = text(one.json, key).unwrap_or_else(|| one.name());
        let mut party = person::named(name);
        party.told.drain(..).for_each(|what| self.draft.unread(one.at(&format!("/{key}")), what));
        if let Some(address) = text(one.json, "legal_address") {
            match places(address).as_slice() {
                [Some(code)] => {
                    if let Some(what) = party.seated(code) {
                        self.draft.unread(one.at("/legal_address"), what);
                    }
                }
                _ => self.draft.unread(one.at("/legal_address"), format!("the address \"{address}\"")),
            }
        }
        let spot = if party.is_known { "(the atlas knows this vendor)".to_owned() } else { String::new() };
        ("recipient", Json::Object(party.facts), Origin { spot, ..one.at(&format!("/{key}")) })
    }

    /// Adds the sites of a system of one's own. Its region is known where the name of its resource says it.
    fn sites(&mut self, one: &Resource<'_>, data: &[Fact]) {
        let arn = get(one.json, "fidesctl_meta").and_then(|meta| text(meta, "resource_id"));
        let mut parts = arn.unwrap_or("").split(':').skip(2);
        let (service, region) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let region = atlas::region_written(&format!("aws/{region}")).filter(|_| !region.is_empty());
        let at = one.at("/fidesctl_meta/resource_id");
        if let (None, Some(id)) = (region, arn) {
            self.draft.unread(at.clone(), format!("{}: no region is read of \"{id}\"", one.name()));
        }
        let mut facts: Vec<Fact> =
            region.map(|region| ("region", Json::Text(region.id.to_owned()), at)).into_iter().collect();
        facts.extend(data.iter().cloned());
        let kind = text(one.json, "system_type").map_or(String::new(), words::plain);
        let lists = match service {
            "" if OF_STORES.contains(&kind.as_str()) => "storage",
            "" => "processing",
            service => meaning("service", service).unwrap_or("processing"),
        };
        for list in LISTS.iter().filter(|list| lists.split(' ').any(|own| own == **list)) {
            self.draft.entry(list, &one.at(""), facts.clone());
        }
    }

    /// Adds a transfer for each country that a resource names, or one without a country to another company.
    fn transfers(&mut self, one: &Resource<'_>, recipient: &[Fact], data: &[Fact]) {
        for key in ["third_country_transfers", "legal_basis_for_transfers", "third_country_safeguards"] {
            self.strange(one, key);
        }
        let countries = one.texts("third_country_transfers");
        let bases: Vec<(&str, Origin)> =
            ["legal_basis_for_transfers", "third_country_safeguards"].iter().flat_map(|key| one.texts(key)).collect();
        let tool = match bases.first() {
            Some((_, at)) => {
                let at = at.clone();
                person::tool(&mut self.draft, bases.into_iter()).map(|tool| ("tool", Json::Text(tool.to_owned()), at))
            }
            None => None,
        };
        let facts = || recipient.iter().chain(tool.as_ref()).chain(data).cloned();
        for (word, at) in &countries {
            let to = match places(word).as_slice() {
                [Some(code)] => Some(("to", Json::Text((*code).to_owned()), at.clone())),
                _ => {
                    // Words that are not understood may name more places than one.
                    self.draft.open(format!("the place \"{word}\" is not known"));
                    self.draft.unread(at.clone(), format!("the place \"{word}\""));
                    None
                }
            };
            self.draft.entry("transfers", at, to.into_iter().chain(facts()).collect());
        }
        if countries.is_empty() && !recipient.is_empty() {
            self.draft.entry("transfers", &one.at(""), facts().collect());
        }
        let goes_abroad = get(one.json, "does_international_transfers") == Some(&Json::Bool(true));
        if countries.is_empty() && recipient.is_empty() && (goes_abroad || tool.is_some()) {
            let what = format!("{}: it transfers data to other countries, of which none is named", one.name());
            self.draft.unread(one.at("/does_international_transfers"), what.clone());
            self.draft.open(what);
        }
    }

    /// Tells of what a resource says besides.
    fn others(&mut self, kind: &str, one: &Resource<'_>, read: &[&str]) {
        let Json::Object(entries) = one.json else {
            return self.draft.unread(one.at(""), format!("a {kind} that is no mapping"));
        };
        let is_silent = |key: &str| row("silent", kind).is_some_and(|keys| keys.split(' ').any(|known| known == key));
        for (key, json) in entries {
            let is_empty = match json {
                Json::Null | Json::Bool(false) => true,
                Json::Array(list) => list.is_empty(),
                Json::Text(text) => text.is_empty(),
                _ => false,
            };
            if !is_empty && !read.contains(&key.as_str()) && !is_silent(key) {
                self.draft.unread(one.at(&format!("/{key}")), format!("`{key}` of {}", one.name()));
            }
        }
    }

    /// Keeps the lists open where a system names a resource that is in none of the files.
    fn references(&mut self, files: &[File<'_>]) {
        let all = || files.iter().flat_map(|file| ["system", "dataset"].map(|key| (file, key)));
        let keys: BTreeSet<&str> = all()
            .flat_map(|(file, key)| items(&file.json, key))
            .filter_map(|one| text(one, "fides_key"))
            .chain(["user"])
            .collect();
        for file in files {
            for (index, json) in items(&file.json, "system").iter().enumerate() {
                let one = Resource { file, json, pointer: format!("/system/{index}") };
                let mut named = one.texts("dataset_references");
                for (at, flow) in items(json, "egress").iter().enumerate() {
                    let key = text(flow, "fides_key").map(|key| (key, one.at(&format!("/egress/{at}/fides_key"))));
                    named.extend(key);
                }
                for (at, inner) in items(json, "privacy_declarations").iter().enumerate() {
                    let path = format!("/privacy_declarations/{at}/dataset_references");
                    let texts = texts(get(inner, "dataset_references"), &path);
                    named.extend(texts.into_iter().map(|(key, path)| (key, one.at(&path))));
                }
                for (key, at) in named.into_iter().filter(|(key, _)| !keys.contains(key)) {
                    let what = format!("{}: `{key}` is in none of these files", one.name());
                    self.draft.unread(at, what.clone());
                    self.draft.open(what);
                }
            }
        }
    }
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("fides.csv").lines().skip(1).filter_map(|line| {
        let (what, rest) = line.split_once(',')?;
        rest.split_once(',').map(|(key, meaning)| (what, key, meaning))
    })
}

fn row(what: &str, key: &str) -> Option<&'static str> {
    rows().find(|(is, known, _)| *is == what && *known == key).map(|(_, _, meaning)| meaning)
}

/// Returns what a key of the taxonomy means: its own row, or that of the nearest key above it.
fn meaning(what: &str, key: &str) -> Option<&'static str> {
    row(what, key).or_else(|| match key.rsplit_once('.') {
        Some((above, _)) => meaning(what, above),
        None if what == "service" => row(what, "*"),
        None => None,
    })
}
