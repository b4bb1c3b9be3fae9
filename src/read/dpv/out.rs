//! A flow in terms of the W3C Data Privacy Vocabulary, as JSON-LD, and what of it the vocabulary does not say.

use super::rows;
use crate::atlas;
use crate::flow::json::Json;
use crate::read::json::get;
use crate::read::rdf;
use crate::vocab::Category;

/// The prefixes of the document.
const PREFIXES: [&str; 6] = ["dpv", "pd", "loc", "eu-gdpr", "dct", "rdf"];
/// The purposes, each with the term that stands for it.
const PURPOSES: [(&str, &str); 9] = [
    ("service", "dpv:ServiceProvision"),
    ("security", "dpv:EnforceSecurity"),
    ("analytics", "dpv:ServiceOptimisation"),
    ("advertising", "dpv:Advertising"),
    ("research", "dpv:ScientificResearch"),
    ("public_interest", "dpv:PublicBenefit"),
    ("human_resources", "dpv:HumanResourceManagement"),
    ("billing", "dpv:PaymentManagement"),
    ("legal_obligation", "dpv:LegalObligation"),
];

/// A flow in another language.
#[derive(Debug)]
pub struct Written {
    /// The document.
    pub document: Json,
    /// The facts that the other language cannot say, each by its path and value.
    pub unsaid: Vec<String>,
}

struct Writing {
    unsaid: Vec<String>,
}

fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

/// Refers to a term.
fn node(term: impl Into<String>) -> Json {
    Json::Object(vec![("@id".to_owned(), text(term))])
}

fn typed(types: &[&str]) -> Vec<(String, Json)> {
    let types = types.iter().map(|one| text(*one)).collect();
    vec![("@type".to_owned(), Json::Array(types))]
}

/// Writes a flow, and the answer that a policy gave where there is one: `compliant`, `non_compliant`, `undetermined`.
///
/// ```
/// use lexloci::read::dpv::written;
///
/// let flow = r#"{"storage": ["FR"], "exit": {"fee": "none"}}"#.parse()?;
/// let written = written(&flow, Some(("gdpr_transfers 1.0.0", "compliant")));
/// let json = serde_json::to_string(&written.document).unwrap();
/// assert!(json.contains("loc:FR") && json.contains("dpv:Compliant"));
/// assert_eq!(written.unsaid, [r#"exit: {"fee":"none"}"#, "storage: that the list is complete"]);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[must_use]
pub fn written(flow: &Json, answer: Option<(&str, &str)>) -> Written {
    let mut writing = Writing { unsaid: vec![] };
    let mut process = typed(&["dpv:Process"]);
    let Json::Object(facts) = flow else { return Written { document: Json::Null, unsaid: vec![] } };
    let (mut storage, mut processing) = (vec![], vec![]);
    for (name, value) in facts {
        match name.as_str() {
            "as_of" => process.push(("dct:date".to_owned(), value.clone())),
            "data" => writing.categories("data", value, &mut process),
            "purpose" => writing.purposes(value, &mut process),
            "exporter" => process.push(("dpv:hasDataExporter".to_owned(), writing.person("exporter", value))),
            "storage" => storage = writing.list("storage", value, Writing::store),
            "processing" => processing.extend(writing.list("processing", value, Writing::place_of_processing)),
            "transfers" => processing.extend(writing.list("transfers", value, Writing::transfer)),
            "measures" => {
                let measures = writing.list("measures", value, Writing::measure);
                add(&mut process, "dpv:hasTechnicalOrganisationalMeasure", measures.into_iter().flatten().collect());
            }
            _ => writing.leave(name, value),
        }
    }
    add(&mut process, "dpv:hasStorageCondition", storage.into_iter().flatten().collect());
    add(&mut process, "dpv:hasProcessing", processing.into_iter().flatten().collect());
    if let Some((policy, answer)) = answer {
        let status = match answer {
            "compliant" => Some("dpv:Compliant"),
            "non_compliant" => Some("dpv:NonCompliant"),
            "undetermined" => Some("dpv:ComplianceIndeterminate"),
            _ => None,
        };
        match status {
            Some(status) => process.push(("dpv:hasComplianceStatus".to_owned(), node(status))),
            None => writing.unsaid.push(format!("the answer {answer}")),
        }
        process.push(("dpv:hasPolicy".to_owned(), text(policy)));
    }
    writing.unsaid.sort();
    let mut document = vec![("@context".to_owned(), rdf::context(&PREFIXES))];
    document.extend(process);
    Written { document: Json::Object(document), unsaid: writing.unsaid }
}

/// Returns the term of a place: a country, the Union or the EEA. Other groups have none.
fn location(code: &str) -> Option<Json> {
    let is_said = atlas::Place::from_code(code).is_some_and(atlas::Place::is_iso) || ["EU", "EEA"].contains(&code);
    is_said.then(|| node(format!("loc:{code}")))
}

/// Adds a property with its values, if there are some.
fn add(object: &mut Vec<(String, Json)>, property: &str, values: Vec<Json>) {
    if !values.is_empty() {
        object.push((property.to_owned(), Json::Array(values)));
    }
}

impl Writing {
    /// Tells of a fact that is not written.
    fn leave(&mut self, path: &str, value: &Json) {
        self.unsaid.push(format!("{path}: {value}"));
    }

    /// Writes the entries of a list. That there are no more of them cannot be said.
    fn list<T>(&mut self, path: &str, value: &Json, write: fn(&mut Writing, &str, &Json) -> T) -> Vec<T> {
        let (items, is_open) = match value {
            Json::Array(items) => (items.as_slice(), false),
            Json::Object(_) => {
                let items = if let Some(Json::Array(items)) = get(value, "items") { items.as_slice() } else { &[] };
                (items, get(value, "complete") == Some(&Json::Bool(false)))
            }
            other => (std::slice::from_ref(other), false),
        };
        if !is_open {
            self.unsaid.push(format!("{path}: that the list is complete"));
        }
        items.iter().enumerate().map(|(index, one)| write(self, &format!("{path}[{index}]"), one)).collect()
    }

    fn categories(&mut self, path: &str, value: &Json, object: &mut Vec<(String, Json)>) {
        let mut value = value;
        if let Some(inner) = get(value, "categories") {
            if let Json::Object(facts) = value {
                facts.iter().filter(|(name, _)| name != "categories").for_each(|(name, value)| {
                    self.leave(&format!("{path}.{name}"), value);
                });
            }
            value = inner;
        }
        let terms = self.list(path, value, |writing, path, one| {
            let term = match one {
                Json::Text(name) => Category::from_name(name).map(Category::term),
                _ => None,
            };
            if term.is_none_or(|term| term.starts_with("lex:")) {
                writing.leave(path, one);
            }
            term.filter(|term| !term.starts_with("lex:")).map(node)
        });
        add(object, "dpv:hasPersonalData", terms.into_iter().flatten().collect());
    }

    fn purposes(&mut self, value: &Json, object: &mut Vec<(String, Json)>) {
        let terms = self.list("purpose", value, |writing, path, one| {
            let found = PURPOSES.iter().find(|(name, _)| *one == text(*name)).map(|(_, term)| node(*term));
            if found.is_none() {
                writing.leave(path, one);
            }
            found
        });
        add(object, "dpv:hasPurpose", terms.into_iter().flatten().collect());
    }

    /// Writes a person: a name or key, or what is known of it.
    fn person(&mut self, path: &str, value: &Json) -> Json {
        let mut object = typed(&["dpv:LegalEntity"]);
        let Json::Object(facts) = value else {
            if let Json::Text(name) = value {
                object.push(("dpv:hasName".to_owned(), value.clone()));
                if let Some(seat) = atlas::place_written(name).and_then(location) {
                    object.pop();
                    object.push(("dpv:hasCountry".to_owned(), seat));
                }
            }
            return Json::Object(object);
        };
        for (name, fact) in facts {
            match (name.as_str(), fact) {
                ("id", id) => object.push(("dct:identifier".to_owned(), id.clone())),
                ("name", name) => object.push(("dpv:hasName".to_owned(), name.clone())),
                ("seat", Json::Text(seat)) if location(seat).is_some() => {
                    object.extend(location(seat).map(|place| ("dpv:hasCountry".to_owned(), place)));
                }
                (name, fact) => self.leave(&format!("{path}.{name}"), fact),
            }
        }
        Json::Object(object)
    }

    /// Returns the place of a site; a region of a cloud is told, and its country is written.
    fn place(&mut self, path: &str, value: &Json) -> Option<Json> {
        let (word, is_region) = match (value, get(value, "place"), get(value, "region")) {
            (Json::Text(word), ..) | (_, Some(Json::Text(word)), None) => (word, word.contains('/')),
            (_, _, Some(Json::Text(word))) => (word, true),
            _ => return None,
        };
        if !is_region {
            let found = atlas::place_written(word).and_then(location);
            if found.is_none() {
                self.leave(&format!("{path}.place"), &text(word));
            }
            return found;
        }
        self.unsaid.push(format!("{path}.region: {word:?}"));
        atlas::region_written(word).and_then(|region| location(region.place.code()))
    }

    /// Tells of the facts of an entry that have no term.
    fn others(&mut self, path: &str, value: &Json, said: &[&str]) {
        let Json::Object(facts) = value else { return };
        for (name, fact) in facts.iter().filter(|(name, _)| !said.contains(&name.as_str())) {
            self.leave(&format!("{path}.{name}"), fact);
        }
    }

    fn store(&mut self, path: &str, value: &Json) -> Option<Json> {
        let mut object = typed(&["dpv:StorageLocation"]);
        object.extend(self.place(path, value).map(|place| ("dpv:hasLocation".to_owned(), place)));
        match get(value, "encrypted") {
            Some(Json::Bool(true)) => {
                object.push(("dpv:hasTechnicalMeasure".to_owned(), node("dpv:EncryptionAtRest")));
            }
            Some(other) => self.leave(&format!("{path}.encrypted"), other),
            None => {}
        }
        self.others(path, value, &["place", "region", "encrypted"]);
        Some(Json::Object(object))
    }

    fn place_of_processing(&mut self, path: &str, value: &Json) -> Option<Json> {
        let mut object = typed(&["dpv:Processing"]);
        object.extend(self.place(path, value).map(|place| ("dpv:hasLocation".to_owned(), place)));
        self.others(path, value, &["place", "region"]);
        Some(Json::Object(object))
    }

    fn transfer(&mut self, path: &str, value: &Json) -> Option<Json> {
        let mut object = typed(&["dpv:Transfer"]);
        if let Some(Json::Text(to)) = get(value, "to") {
            match atlas::place_written(to).and_then(location) {
                Some(place) => object.push(("dpv:hasLocation".to_owned(), place)),
                None => self.leave(&format!("{path}.to"), &text(to)),
            }
        }
        for (fact, property) in [("exporter", "dpv:hasDataExporter"), ("recipient", "dpv:hasDataImporter")] {
            if let Some(person) = get(value, fact) {
                object.push((property.to_owned(), self.person(&format!("{path}.{fact}"), person)));
            }
        }
        if let Some(data) = get(value, "data") {
            self.categories(&format!("{path}.data"), data, &mut object);
        }
        let mut grounds = vec![];
        for fact in ["tool", "derogation"] {
            let Some(Json::Text(value)) = get(value, fact) else { continue };
            match rows().find(|(what, _, meaning)| *what == fact && meaning == value) {
                Some((_, term, _)) => grounds.push(node(term)),
                None => self.leave(&format!("{path}.{fact}"), &text(value)),
            }
        }
        add(&mut object, "dpv:hasLegalBasis", grounds);
        if let Some(measures) = get(value, "measures") {
            let measures = self.list(&format!("{path}.measures"), measures, Writing::measure);
            add(&mut object, "dpv:hasTechnicalOrganisationalMeasure", measures.into_iter().flatten().collect());
        }
        self.others(path, value, &["to", "exporter", "recipient", "data", "tool", "derogation", "measures"]);
        Some(Json::Object(object))
    }

    fn measure(&mut self, path: &str, value: &Json) -> Option<Json> {
        let kind = match value {
            Json::Text(kind) => Some(kind),
            _ => match get(value, "kind") {
                Some(Json::Text(kind)) => Some(kind),
                _ => None,
            },
        };
        self.others(path, value, &["kind"]);
        let term = rows().find(|(what, _, meaning)| *what == "measure" && kind.is_some_and(|kind| meaning == kind));
        if term.is_none() {
            self.leave(path, value);
        }
        term.map(|(_, term, _)| node(term))
    }
}
