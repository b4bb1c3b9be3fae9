//! Statements of RDF with the line of each, from Turtle and JSON-LD.

mod jsonld;
mod turtle;

use super::{Fault, Origin, Source};
use crate::flow::json::Json;

/// The namespaces that are known, each by the prefix that stands for it here. Older addresses stand after newer ones.
const NAMESPACES: &[(&str, &str)] = &[
    ("dpv", "https://w3id.org/dpv#"),
    ("dpv", "http://www.w3.org/ns/dpv#"),
    ("dpv", "https://www.w3.org/ns/dpv#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("pd", "https://w3id.org/dpv/dpv-pd#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("loc", "https://w3id.org/dpv/dpv-legal#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("eu-gdpr", "https://w3id.org/dpv/dpv-gdpr#"),
    ("odrl", "http://www.w3.org/ns/odrl/2/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("ex", "https://example.com/ns#"),
    ("schema", "https://schema.org/"),
    ("tech", "https://w3id.org/dpv/tech#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("ai", "https://w3id.org/dpv/ai#"),
    ("risk", "https://w3id.org/dpv/risk#"),
    ("justifications", "https://w3id.org/dpv/justifications#"),
    ("legal-eu", "https://w3id.org/dpv/legal/eu#"),
    ("legal-ie", "https://w3id.org/dpv/legal/ie#"),
    ("", "https://example.com/ns#"),
];

/// A node or a text at the end of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A node, by its address as [`short`] writes it, or `_:name` for one without an address.
    Node(String),
    /// A text, a number or a day.
    Text(String),
}

impl Term {
    /// Returns the node's address, or the text.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Term::Node(word) | Term::Text(word) => word,
        }
    }
}

/// A statement.
#[derive(Debug)]
pub struct Statement {
    /// Its subject.
    pub subject: String,
    /// The property, as an address.
    pub predicate: String,
    /// The value of the property.
    pub object: Term,
    /// The line of the object.
    pub line: usize,
}

/// The statements of a file.
#[derive(Debug)]
pub struct Graph {
    name: String,
    /// The statements, in the order of the file.
    pub statements: Vec<Statement>,
    /// The parts of the file that make no statement, each with its line.
    pub unread: Vec<(usize, String)>,
}

impl Graph {
    /// Reads a file: as JSON where it opens like JSON, else as Turtle.
    ///
    /// # Errors
    /// Returns L0004 for a file that is neither.
    pub fn read(source: &Source) -> Result<Graph, Fault> {
        let text = source.text()?;
        let mut graph = Graph { name: source.name.clone(), statements: vec![], unread: vec![] };
        match text.trim_start().starts_with(['{', '[']) {
            true => jsonld::read(&mut graph, &text)?,
            false => turtle::read(&mut graph, &text)?,
        }
        Ok(graph)
    }

    /// Returns the place of a line.
    #[must_use]
    pub fn at(&self, line: usize) -> Origin {
        Origin { file: self.name.clone(), line, spot: String::new() }
    }

    /// Returns what is said of a node by one of some predicates.
    pub fn of<'g>(&'g self, subject: &'g str, predicates: &'g [&str]) -> impl Iterator<Item = &'g Statement> {
        self.statements.iter().filter(move |one| one.subject == subject && predicates.contains(&one.predicate.as_str()))
    }

    /// Returns a node with its types and what it is narrower than, directly or not.
    #[must_use]
    pub fn kinds(&self, node: &str) -> Vec<String> {
        let mut kinds = vec![node.to_owned()];
        let mut next = 0;
        while let Some(kind) = kinds.get(next).cloned() {
            for one in self.of(&kind, &["rdf:type", "skos:broader", "rdfs:subClassOf"]) {
                if let Term::Node(above) = &one.object
                    && !kinds.contains(above)
                {
                    kinds.push(above.clone());
                }
            }
            next += 1;
        }
        kinds
    }

    fn add(&mut self, subject: &str, predicate: &str, object: Term, line: usize) {
        let (subject, predicate) = (subject.to_owned(), predicate.to_owned());
        self.statements.push(Statement { subject, predicate, object, line });
    }
}

/// Returns an address with the prefix of its namespace, where that is known.
fn short(address: &str) -> String {
    let found = NAMESPACES.iter().find_map(|(prefix, base)| Some((prefix, address.strip_prefix(base)?)));
    found.map_or_else(|| address.to_owned(), |(prefix, name)| format!("{prefix}:{name}"))
}

/// Returns the address that a prefixed name stands for.
#[must_use]
pub fn long(name: &str) -> String {
    let found = name.split_once(':').and_then(|(prefix, rest)| {
        NAMESPACES.iter().find(|(known, _)| *known == prefix).map(|(_, base)| format!("{base}{rest}"))
    });
    found.unwrap_or_else(|| name.to_owned())
}

/// Returns the context of JSON-LD in which names have the prefixes that are used.
#[must_use]
pub fn context(prefixes: &[&str]) -> Json {
    let text = |text: &str| Json::Text(text.to_owned());
    let known = prefixes.iter().filter_map(|prefix| NAMESPACES.iter().find(|(known, _)| known == prefix));
    Json::Object(known.map(|(prefix, base)| ((*prefix).to_owned(), text(base))).collect())
}
