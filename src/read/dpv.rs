//! Descriptions of processing in the W3C Data Privacy Vocabulary, in and out.
//!
//! The whole file is one flow: data, purposes, exporter, stores, transfers, tools, measures. What the terms mean is dpv.csv.
//! Parts of a flow that the vocabulary cannot say are named when a flow is written.

use super::draft::{Draft, Fact};
use super::rdf::{Graph, Statement, Term};
use super::{Fault, Found, Origin, Source, person};
use crate::atlas;
use crate::flow::json::Json;
use std::collections::{BTreeMap, BTreeSet};

mod out;

pub use out::{Written, written};

/// The lists that a description speaks of.
const LISTS: [&str; 4] = ["storage", "processing", "transfers", "measures"];
/// The properties that name who receives data.
const RECIPIENTS: [&str; 7] = [
    "dpv:hasDataImporter",
    "dpv:hasRecipient",
    "dpv:hasRecipientThirdParty",
    "dpv:hasRecipientDataController",
    "dpv:hasDataProcessor",
    "dpv:hasDataSubProcessor",
    "dpv:hasThirdParty",
];
/// The properties that name who sends data, or has them processed.
const EXPORTERS: [&str; 2] = ["dpv:hasDataExporter", "dpv:hasDataController"];
/// The properties that say where.
const PLACES: [&str; 3] = ["dpv:hasThirdCountry", "dpv:hasCountry", "dpv:hasLocation"];
/// The properties under which tools, derogations and measures stand.
const BASES: [&str; 6] = [
    "dpv:hasLegalBasis",
    "dpv:hasLegalMeasure",
    "dpv:hasOrganisationalMeasure",
    "dpv:hasTechnicalMeasure",
    "dpv:hasTechnicalOrganisationalMeasure",
    "dpv:hasContract",
];
/// The properties that say nothing about where data are and who gets them, or that are read with what they stand in.
const SILENT: [&str; 10] = [
    "dpv:hasName",
    "dpv:hasProcess",
    "dpv:hasPersonalDataProcess",
    "dpv:hasPersonalDataHandling",
    "dpv:hasService",
    "dpv:hasEntity",
    "dpv:hasIdentifier",
    "dpv:hasContact",
    "dpv:hasDuration",
    "dpv:hasDataSource",
];

/// Reads a description.
pub(super) fn read(source: &Source, complete: bool) -> Result<Found, Fault> {
    let mut graph = Graph::read(source)?;
    if !graph.statements.iter().any(is_of_dpv) {
        let message = "nothing in this file is said in terms of the W3C Data Privacy Vocabulary".to_owned();
        return Err(Fault::of(&source.name, "L0005", message));
    }
    let mut draft = Draft::default();
    rules(&mut graph, &mut draft);
    let mut reading = Reading { graph: &graph, draft, used: BTreeSet::new(), seen: BTreeSet::new() };
    reading.all();
    Ok(reading.draft.finish(source.name.clone(), &LISTS, complete))
}

fn is_of_dpv(one: &Statement) -> bool {
    let is_dpv = |word: &str| word.starts_with("dpv:");
    is_dpv(&one.predicate) || (one.predicate == "rdf:type" && is_dpv(one.object.word()))
}

/// The properties that hold a rule, and the kinds of rule.
const RULES: [&str; 4] = ["dpv:hasRule", "dpv:hasPermission", "dpv:hasProhibition", "dpv:hasObligation"];
const KINDS_OF_RULE: [&str; 4] = ["dpv:Rule", "dpv:Permission", "dpv:Prohibition", "dpv:Obligation"];

/// Takes out of a graph what stands in a rule and nowhere else, and tells of each rule: what is prohibited, permitted or owed is
/// no fact of the flow.
fn rules(graph: &mut Graph, draft: &mut Draft) {
    let is_of_rules =
        |one: &Statement| RULES.contains(&one.predicate.as_str()) || KINDS_OF_RULE.contains(&one.object.word());
    if !graph.statements.iter().any(is_of_rules) {
        return;
    }
    let is_rule = |node: &str| graph.kinds(node).iter().skip(1).any(|kind| KINDS_OF_RULE.contains(&kind.as_str()));
    let mut named_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &graph.statements {
        named_by.entry(&one.subject).or_default();
        if let Term::Node(node) = &one.object
            && *node != one.subject
        {
            named_by.entry(node).or_default().push(&one.subject);
        }
    }
    let held = graph.statements.iter().filter(|one| RULES.contains(&one.predicate.as_str()));
    let mut inside: BTreeSet<String> = held.map(|one| one.object.word().to_owned()).collect();
    let typed = graph.statements.iter().filter(|one| one.predicate == "rdf:type").map(|one| &one.subject);
    inside.extend(typed.filter(|node| is_rule(node)).cloned());
    for first in &inside {
        let is_own = |one: &&Statement| one.subject == *first || one.object.word() == first;
        let line = graph.statements.iter().filter(is_own).map(|one| one.line).min().unwrap_or(0);
        let kinds = graph.kinds(first);
        let kind = kinds.iter().find(|kind| KINDS_OF_RULE.contains(&kind.as_str())).map_or("a rule", String::as_str);
        let what = format!("{kind}: what a rule prohibits, permits or obliges to is no fact of the flow");
        draft.unread(graph.at(line), what);
    }
    // A node to which rules alone point belongs to them.
    loop {
        let is_theirs = |(node, by): &(&&str, &Vec<&str>)| {
            !inside.contains(**node) && !by.is_empty() && by.iter().all(|one| inside.contains(*one))
        };
        let more: Vec<String> = named_by.iter().filter(is_theirs).map(|(node, _)| (*node).to_owned()).collect();
        if more.is_empty() {
            break;
        }
        inside.extend(more);
    }
    graph.statements.retain(|one| !inside.contains(&one.subject) && !RULES.contains(&one.predicate.as_str()));
}

/// Returns what a term means.
fn meaning(what: &str, term: &str) -> Option<&'static str> {
    rows().find(|(is, known, _)| *is == what && *known == term).map(|(_, _, meaning)| meaning)
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("dpv.csv").lines().skip(1).filter_map(|line| {
        let (what, rest) = line.split_once(',')?;
        rest.split_once(',').map(|(term, meaning)| (what, term, meaning))
    })
}

struct Reading<'g> {
    graph: &'g Graph,
    draft: Draft,
    /// The statements that were read, by their positions in the graph.
    used: BTreeSet<usize>,
    /// The pairs of exporter and recipient of which there is a transfer.
    seen: BTreeSet<(String, String)>,
}

impl<'g> Reading<'g> {
    fn all(&mut self) {
        for (line, what) in &self.graph.unread {
            self.draft.unread(self.graph.at(*line), what.clone());
        }
        self.set("data", &["dpv:hasPersonalData", "dpv:hasData"]);
        self.set("purpose", &["dpv:hasPurpose"]);
        self.exporter();
        for one in self.marked(&["dpv:hasStorageCondition"]) {
            self.sites("storage", one.object.word(), one.line);
        }
        self.processing();
        self.recipients();
        for one in self.marked(&BASES) {
            self.measures(one);
        }
        for (index, one) in self.graph.statements.iter().enumerate() {
            let is_known = self.used.contains(&index) || SILENT.contains(&one.predicate.as_str());
            if !is_known && one.predicate.starts_with("dpv:") {
                let what = format!("{} {} of {}", one.predicate, one.object.word(), one.subject);
                self.draft.unread(self.graph.at(one.line), what);
            }
        }
    }

    /// Returns the statements with some predicates, and marks them as read.
    fn marked(&mut self, predicates: &[&str]) -> Vec<&'g Statement> {
        self.marked_where(|one| predicates.contains(&one.predicate.as_str()))
    }

    /// Returns the statements about a node with some predicates, and marks them as read.
    fn marked_of(&mut self, subject: &str, predicates: &[&str]) -> Vec<&'g Statement> {
        self.marked_where(|one| one.subject == subject && predicates.contains(&one.predicate.as_str()))
    }

    /// Returns the statements that fit, and marks them as read.
    fn marked_where(&mut self, fits: impl Fn(&Statement) -> bool) -> Vec<&'g Statement> {
        let graph = self.graph;
        let found = graph.statements.iter().enumerate().filter(|(_, one)| fits(one));
        found
            .map(|(index, one)| {
                self.used.insert(index);
                one
            })
            .collect()
    }

    /// Returns what a node means: by itself, or by the nearest of its kinds that means more than any personal data.
    fn meant(&self, what: &str, node: &str) -> Option<&'static str> {
        let all: Vec<&str> = self.graph.kinds(node).iter().filter_map(|kind| meaning(what, kind)).collect();
        all.iter().find(|meaning| **meaning != "personal").or(all.first()).copied()
    }

    /// States a set of the flow: its data or its purposes.
    fn set(&mut self, fact: &'static str, predicates: &[&str]) {
        let (mut known, mut is_whole, mut first) = (BTreeSet::new(), true, None);
        for one in self.marked(predicates) {
            first.get_or_insert(one.line);
            match self.meant(fact, one.object.word()) {
                Some(values) => known.extend(values.split(' ')),
                None => {
                    is_whole = false;
                    self.draft.unread(self.graph.at(one.line), format!("{} as {fact}", one.object.word()));
                }
            }
        }
        let Some(line) = first else { return };
        let items = Json::Array(known.into_iter().map(|value| Json::Text(value.to_owned())).collect());
        let value = match is_whole {
            true => items,
            false => Json::Object(vec![("items".to_owned(), items), ("complete".to_owned(), Json::Bool(false))]),
        };
        self.draft.fact(fact, value, &self.graph.at(line));
    }

    /// States who exports, where all of the file have one exporter.
    fn exporter(&mut self) {
        for predicate in EXPORTERS {
            let found = self.marked(&[predicate]);
            let Some(first) = found.first() else { continue };
            let mut nodes: Vec<&str> = found.iter().map(|one| one.object.word()).collect();
            nodes.dedup();
            if nodes.iter().any(|node| Some(node) != nodes.first()) {
                let what = "there are several exporters: each is stated of its transfers".to_owned();
                return self.draft.unread(self.graph.at(first.line), what);
            }
            let at = self.graph.at(first.line);
            let facts = self.person(first);
            return self.draft.party("exporter", &at, facts);
        }
    }

    /// Returns the facts of a person: id, name, seat.
    fn person(&mut self, one: &Statement) -> Vec<Fact> {
        let node = one.object.word();
        let at = self.graph.at(one.line);
        let name = self.graph.of(node, &["dpv:hasName", "schema:name", "rdfs:label", "dct:title"]).next();
        let mut facts: Vec<Fact> = Vec::new();
        let places = self.places(node, &PLACES);
        match name {
            Some(named) => {
                let mut party = person::named(named.object.word());
                let here = self.graph.at(named.line);
                // The file's facts about a vendor replace the atlas's.
                if let Some((Json::Text(code), stated)) = places.first()
                    && let Some(what) = party.seated(code)
                {
                    self.draft.unread(stated.clone(), what);
                }
                party.told.drain(..).for_each(|what| self.draft.unread(here.clone(), what));
                let mut known: BTreeMap<String, Json> = party.facts.into_iter().collect();
                for fact in ["id", "name", "seat", "ultimate_parent"] {
                    facts.extend(known.remove(fact).map(|value| (fact, value, here.clone())));
                }
            }
            None if matches!(one.object, Term::Text(_)) => {
                facts.push(("name", Json::Text(node.to_owned()), at.clone()));
            }
            None => {}
        }
        let stated = self.graph.of(node, &["dct:identifier"]).next();
        if let Some(stated) = stated {
            facts.retain(|(fact, ..)| *fact != "id");
            facts.insert(0, ("id", Json::Text(person::id(stated.object.word())), self.graph.at(stated.line)));
        } else if !facts.iter().any(|(fact, ..)| *fact == "id")
            && matches!(one.object, Term::Node(_))
            && !node.starts_with('_')
        {
            facts.insert(0, ("id", Json::Text(person::id(node)), at));
        }
        if let Some((place, at)) = places.into_iter().next() {
            facts.retain(|(fact, ..)| *fact != "seat");
            facts.push(("seat", place, at));
        }
        facts
    }

    /// Returns the places that a node states, each once; those that are not known are told.
    fn places(&mut self, node: &str, predicates: &[&str]) -> Vec<(Json, Origin)> {
        let mut found: Vec<(Json, Origin)> = Vec::new();
        for one in self.marked_of(node, predicates) {
            let word = one.object.word();
            let at = self.graph.at(one.line);
            let bare = word.strip_prefix("loc:").unwrap_or(word);
            match atlas::place_written(bare) {
                Some(code) if found.iter().all(|(known, _)| *known != Json::Text(code.to_owned())) => {
                    found.push((Json::Text(code.to_owned()), at));
                }
                Some(_) => {}
                None => self.draft.unread(at, format!("the place {word}")),
            }
        }
        found
    }

    /// Adds the sites that a node states: one for each place.
    fn sites(&mut self, list: &'static str, node: &str, line: usize) {
        let encrypted = self.encrypted(node);
        let is_stated = self.graph.of(node, &PLACES).next().is_some();
        let places = self.places(node, &PLACES);
        let at = self.graph.at(line);
        if places.is_empty() && is_stated {
            return self.draft.entry(list, &at, encrypted);
        }
        for (place, here) in places {
            let facts = std::iter::once(("place", place, here)).chain(encrypted.iter().cloned());
            self.draft.entry(list, &at, facts.collect());
        }
    }

    /// Returns that data are encrypted where a node says so of a store.
    fn encrypted(&mut self, node: &str) -> Vec<Fact> {
        let found = self.marked_of(node, &BASES);
        let is_at_rest = |one: &&&Statement| one.object.word() == "dpv:EncryptionAtRest";
        let at = found.iter().find(is_at_rest).map(|one| self.graph.at(one.line));
        at.map(|at| ("encrypted", Json::Bool(true), at)).into_iter().collect()
    }

    /// Reads what is done to the data: stores, transfers, and places of any other processing.
    fn processing(&mut self) {
        for one in self.marked(&["dpv:hasProcessing"]) {
            let node = one.object.word();
            let kinds = self.graph.kinds(node);
            let is = |term: &str| kinds.iter().any(|kind| kind == term);
            // A class says what is done, and the process says where and by whom.
            let about = if node.starts_with("dpv:") { one.subject.as_str() } else { node };
            if is("dpv:Transfer") || is("dpv:CrossBorderTransfer") {
                self.transfer(about, one.line);
            } else if node.starts_with("dpv:") {
                continue;
            } else {
                self.sites(if is("dpv:Store") { "storage" } else { "processing" }, node, one.line);
            }
        }
        let processes: BTreeSet<&str> = {
            let graph = self.graph;
            let found = graph.statements.iter().filter(|one| {
                one.predicate == "rdf:type" && matches!(one.object.word(), "dpv:Process" | "dpv:PersonalDataHandling")
            });
            found.map(|one| one.subject.as_str()).collect()
        };
        for process in processes {
            if let Some(line) = self.graph.of(process, &["dpv:hasLocation"]).map(|one| one.line).next() {
                self.sites("processing", process, line);
            }
        }
    }

    /// Adds the transfers of a node: one for each recipient and place.
    fn transfer(&mut self, node: &str, line: usize) {
        let recipients = self.marked_of(node, &RECIPIENTS);
        let exporter = self.marked_of(node, &["dpv:hasDataExporter"]).into_iter().next();
        let places = self.places(node, &["dpv:hasThirdCountry", "dpv:hasLocation"]);
        let bases = self.bases(node);
        let data = self.data_of(node);
        let nobody: Vec<Option<&Statement>> = vec![None];
        let all = if recipients.is_empty() { nobody } else { recipients.into_iter().map(Some).collect() };
        for recipient in all {
            let from = exporter.map_or(String::new(), |one| one.object.word().to_owned());
            if let Some(one) = recipient
                && !self.seen.insert((from, one.object.word().to_owned()))
            {
                continue;
            }
            let shared: Vec<Fact> = bases.iter().chain(&data).cloned().collect();
            self.disclosed(line, recipient, exporter, &places, &shared);
        }
    }

    /// Adds a transfer to a recipient, for each place to which it goes.
    fn disclosed(
        &mut self,
        line: usize,
        recipient: Option<&Statement>,
        exporter: Option<&Statement>,
        places: &[(Json, Origin)],
        shared: &[Fact],
    ) {
        let mut facts: Vec<Fact> = Vec::new();
        let mut places = places.to_vec();
        for (fact, one) in [("exporter", exporter), ("recipient", recipient)] {
            let Some(one) = one else { continue };
            let person = self.person(one);
            if fact == "recipient" && places.is_empty() {
                // The vocabulary infers the transfer to a country from where the importer is.
                let seat = person.iter().find(|(fact, ..)| *fact == "seat");
                places.extend(seat.map(|(_, place, at)| (place.clone(), at.clone())));
            }
            let object = person.into_iter().map(|(name, value, _)| (name.to_owned(), value)).collect();
            facts.push((fact, Json::Object(object), self.graph.at(one.line)));
        }
        facts.extend(shared.iter().cloned());
        let at = self.graph.at(line);
        if places.is_empty() {
            return self.draft.entry("transfers", &at, facts);
        }
        for (place, here) in places {
            let all = std::iter::once(("to", place, here)).chain(facts.iter().cloned());
            self.draft.entry("transfers", &at, all.collect());
        }
    }

    /// Returns the data of a transfer, where all of them are known.
    fn data_of(&mut self, node: &str) -> Vec<Fact> {
        let found = self.marked_of(node, &["dpv:hasPersonalData", "dpv:hasData"]);
        let meant: Option<Vec<&str>> = found.iter().map(|one| self.meant("data", one.object.word())).collect();
        let (Some(first), Some(meant)) = (found.first(), meant) else { return vec![] };
        let known: BTreeSet<&str> = meant.into_iter().flat_map(|values| values.split(' ')).collect();
        let items = known.into_iter().map(|value| Json::Text(value.to_owned())).collect();
        vec![("data", Json::Array(items), self.graph.at(first.line))]
    }

    /// Returns tool, derogation and measures of a transfer.
    fn bases(&mut self, node: &str) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        let mut measures = Vec::new();
        let mut first = None;
        for one in self.marked_of(node, &BASES) {
            let at = self.graph.at(one.line);
            let word = one.object.word();
            let found = ["tool", "derogation"].into_iter().find_map(|fact| Some((fact, self.meant(fact, word)?)));
            match found {
                Some((fact, _)) if facts.iter().any(|(known, ..)| *known == fact) => {
                    self.draft.unread(at, format!("{word}: a transfer has one {fact}"));
                }
                Some((fact, value)) => facts.push((fact, Json::Text(value.to_owned()), at)),
                None => match self.meant("measure", word) {
                    Some(kind) => {
                        first.get_or_insert(at);
                        measures.push(Json::Object(vec![("kind".to_owned(), Json::Text(kind.to_owned()))]));
                    }
                    None => self.draft.unread(at, format!("{word} as a ground of a transfer")),
                },
            }
        }
        if let Some(at) = first {
            let items = ("items".to_owned(), Json::Array(measures));
            facts.push(("measures", Json::Object(vec![items, ("complete".to_owned(), Json::Bool(false))]), at));
        }
        facts
    }

    /// Adds a transfer for each recipient of whom no transfer was read.
    fn recipients(&mut self) {
        for one in self.marked(&RECIPIENTS) {
            let exporter = self.marked_of(&one.subject, &["dpv:hasDataExporter"]).into_iter().next();
            let is_seen = self.seen.iter().any(|(_, recipient)| recipient == one.object.word());
            if is_seen {
                continue;
            }
            let from = exporter.map_or(String::new(), |one| one.object.word().to_owned());
            self.seen.insert((from, one.object.word().to_owned()));
            let bases = self.bases(&one.subject);
            self.disclosed(one.line, Some(one), exporter, &[], &bases);
        }
    }

    /// States a measure on the whole flow, unless it is one of a transfer or a store.
    fn measures(&mut self, one: &Statement) {
        let word = one.object.word();
        let graph = self.graph;
        let is_inner = graph.statements.iter().any(|other| {
            ["dpv:hasProcessing", "dpv:hasStorageCondition"].contains(&other.predicate.as_str())
                && other.object.word() == one.subject
        });
        let has_recipient = graph.of(&one.subject, &RECIPIENTS).next().is_some();
        if is_inner || has_recipient {
            return;
        }
        let at = graph.at(one.line);
        match self.meant("measure", word) {
            Some(kind) => self.draft.entry("measures", &at, vec![("kind", Json::Text(kind.to_owned()), at.clone())]),
            None => self.draft.unread(at, format!("{word}: a ground or measure that no fact of the flow says")),
        }
    }
}
