//! JSON-LD, as far as it can be read without fetching a context: prefixes, terms, types, graphs, lists and nested nodes.

use super::{Graph, NAMESPACES, Term, short};
use crate::flow::json::Json;
use crate::read::Fault;
use crate::read::json::{Pointers, get, parsed, text};
use std::collections::BTreeMap;

/// Contexts by their addresses that need no fetching: each gives a vocabulary.
const CONTEXTS: &[(&str, &str)] = &[
    ("www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/odrl/2/"),
    ("www.w3.org/ns/odrl/2/ODRL22.json", "http://www.w3.org/ns/odrl/2/"),
    ("www.w3.org/ns/odrl/2", "http://www.w3.org/ns/odrl/2/"),
    ("w3id.org/dpv", "https://w3id.org/dpv#"),
];
/// The properties of ODRL whose texts are nodes.
const NODES: [&str; 10] = [
    "action",
    "assignee",
    "assigner",
    "inheritFrom",
    "leftOperand",
    "operand",
    "operator",
    "profile",
    "rightOperandReference",
    "target",
];

#[derive(Clone, Default)]
struct Context {
    /// The address of each term, and whether its texts are nodes.
    terms: BTreeMap<String, (String, bool)>,
    vocabulary: String,
}

struct Reading<'g> {
    graph: &'g mut Graph,
    lines: Pointers,
    nameless: usize,
}

/// Reads the statements of a text.
pub(super) fn read(graph: &mut Graph, content: &str) -> Result<(), Fault> {
    let json = parsed(&graph.name, content)?;
    let mut reading = Reading { graph, lines: Pointers::of(content), nameless: 0 };
    reading.nodes(&json, "", &Context::default());
    Ok(())
}

impl Context {
    /// Returns the address of a name; none for one that means nothing.
    fn expand(&self, name: &str) -> Option<String> {
        if let Some((address, _)) = self.terms.get(name) {
            return Some(address.clone());
        }
        match name.split_once(':') {
            Some((_, rest)) if rest.starts_with("//") => Some(name.to_owned()),
            Some(("_", _)) => Some(name.to_owned()),
            Some((prefix, rest)) => {
                let own = self.terms.get(prefix).map(|(base, _)| base.as_str());
                let known = || NAMESPACES.iter().find(|(known, _)| *known == prefix).map(|(_, base)| *base);
                Some(own.or_else(known).map_or_else(|| name.to_owned(), |base| format!("{base}{rest}")))
            }
            None if self.vocabulary.is_empty() => None,
            None => Some(format!("{}{name}", self.vocabulary)),
        }
    }

    /// Returns the keyword that a key is or stands for.
    fn keyword<'k>(&'k self, key: &'k str) -> &'k str {
        match (self.terms.get(key), key) {
            (Some((address, _)), _) if address.starts_with('@') => address,
            (None, "uid" | "id") => "@id",
            (None, "type") => "@type",
            _ => key,
        }
    }
}

impl Reading<'_> {
    fn line(&self, pointer: &str) -> usize {
        self.lines.line(pointer)
    }

    /// Adds what a context says to the one around it.
    fn context(&mut self, json: &Json, pointer: &str, mut context: Context) -> Context {
        match json {
            Json::Array(list) => {
                for (index, one) in list.iter().enumerate() {
                    context = self.context(one, &format!("{pointer}/{index}"), context);
                }
            }
            Json::Text(address) => {
                let bare = address.trim_start_matches("https://").trim_start_matches("http://");
                match CONTEXTS.iter().find(|(known, _)| bare.starts_with(known)) {
                    Some((_, vocabulary)) => (*vocabulary).clone_into(&mut context.vocabulary),
                    None => {
                        let what =
                            format!("the context {address}: nothing is fetched, so that its terms are not known");
                        self.graph.unread.push((self.line(pointer), what));
                    }
                }
            }
            Json::Object(entries) => {
                let mut own = Vec::new();
                for (term, definition) in entries {
                    let (name, is_node) = match definition {
                        Json::Text(name) => (name.as_str(), false),
                        other => {
                            let is_node = matches!(text(other, "@type"), Some("@id" | "@vocab"));
                            (text(other, "@id").unwrap_or(term), is_node)
                        }
                    };
                    match term.as_str() {
                        "@vocab" => name.clone_into(&mut context.vocabulary),
                        _ if term.starts_with('@') => {}
                        _ => own.push((term.clone(), name.to_owned(), is_node)),
                    }
                }
                // A term may be defined by a prefix that stands after it.
                for _ in 0..2 {
                    for (term, name, is_node) in &own {
                        let address = match name.starts_with('@') || name == term {
                            true if name == term => {
                                context.terms.remove(term);
                                context.expand(name)
                            }
                            true => Some(name.clone()),
                            false => context.expand(name),
                        };
                        let address = address.unwrap_or_else(|| name.clone());
                        context.terms.insert(term.clone(), (address, *is_node));
                    }
                }
            }
            _ => {}
        }
        context
    }

    /// Reads a node, or every node of a list.
    fn nodes(&mut self, json: &Json, pointer: &str, context: &Context) {
        match json {
            Json::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(index, one)| self.nodes(one, &format!("{pointer}/{index}"), context));
            }
            Json::Object(_) => drop(self.node(json, pointer, context)),
            _ => {}
        }
    }

    /// Reads a node with everything in it, and returns its name.
    fn node(&mut self, json: &Json, pointer: &str, context: &Context) -> String {
        let Json::Object(entries) = json else { return String::new() };
        let context = match get(json, "@context") {
            Some(inner) => self.context(inner, &format!("{pointer}/@context"), context.clone()),
            None => context.clone(),
        };
        let id = entries.iter().find_map(|(key, value)| match value {
            Json::Text(id) if context.keyword(key) == "@id" => Some(context.expand(id).unwrap_or_else(|| id.clone())),
            _ => None,
        });
        let name = id.map_or_else(
            || {
                self.nameless += 1;
                format!("_:n{}", self.nameless)
            },
            |id| short(&id),
        );
        for (key, value) in entries {
            let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            match context.keyword(key) {
                "@context" | "@id" => {}
                "@type" => self.values(&name, "rdf:type", true, value, (&pointer, &context)),
                "@graph" | "@included" => self.nodes(value, &pointer, &context),
                keyword if keyword.starts_with('@') => {
                    self.graph.unread.push((self.line(&pointer), format!("`{keyword}` of JSON-LD")));
                }
                _ => match context.expand(key) {
                    Some(address) => {
                        let is_node = context.terms.get(key).is_some_and(|(_, is_node)| *is_node)
                            || (context.vocabulary.contains("/odrl/") && NODES.contains(&key.as_str()));
                        self.values(&name, &short(&address), is_node, value, (&pointer, &context));
                    }
                    None => self.graph.unread.push((self.line(&pointer), format!("`{key}`, a term without a meaning"))),
                },
            }
        }
        name
    }

    /// Adds a statement for each value.
    fn values(&mut self, subject: &str, predicate: &str, is_node: bool, json: &Json, at: (&str, &Context)) {
        let (pointer, context) = at;
        let line = self.line(pointer);
        let object = match json {
            Json::Null => return,
            Json::Array(list) => {
                for (index, one) in list.iter().enumerate() {
                    self.values(subject, predicate, is_node, one, (&format!("{pointer}/{index}"), context));
                }
                return;
            }
            Json::Text(text) if is_node => Term::Node(short(&context.expand(text).unwrap_or_else(|| text.clone()))),
            Json::Text(text) => Term::Text(text.clone()),
            Json::Bool(yes) => Term::Text(yes.to_string()),
            Json::Number(number) => Term::Text(number.to_string()),
            Json::Object(_) => {
                for key in ["@list", "@set"] {
                    if let Some(list) = get(json, key) {
                        return self.values(subject, predicate, is_node, list, (&format!("{pointer}/{key}"), context));
                    }
                }
                match get(json, "@value") {
                    Some(Json::Text(text)) => Term::Text(text.clone()),
                    Some(Json::Number(number)) => Term::Text(number.to_string()),
                    Some(Json::Bool(yes)) => Term::Text(yes.to_string()),
                    _ => Term::Node(self.node(json, pointer, context)),
                }
            }
        };
        self.graph.add(subject, predicate, object, line);
    }
}
