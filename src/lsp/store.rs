//! The texts of a session: open documents, files beside them, and the shipped ones.

use super::lines::{Lines, Place};
use super::rpc::Failure;
use super::unit::{self, Unit};
use super::{Server, uri};
use crate::diag::Diagnostic;
use crate::editor::Document;
use crate::engine::Modules;
use crate::span::Span;
use crate::syntax::LONGEST_SOURCE;
use crate::{atlas, policies, syntax};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Policy,
    Markdown,
    /// Anything else, such as a flow.
    Other,
}

/// A document that the client has open.
pub(super) struct Open {
    /// Its address, as the client writes it.
    pub(super) uri: String,
    pub(super) version: Option<i64>,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) lines: Lines,
    /// Its texts of the language.
    pub(super) units: Vec<Unit>,
    /// The diagnostics of each unit, once they were asked for.
    pub(super) found: std::cell::OnceCell<Vec<Vec<Diagnostic>>>,
    /// Diagnostics of tests and claims that were run, as they are published.
    pub(super) outcomes: Vec<Value>,
    /// The results of tests, by the line of their heading, and of claims, by their name.
    pub(super) ran: BTreeMap<String, String>,
}

/// A document, and the unit and the byte in it that a request is about; no unit outside of all.
pub(super) type Placed<'s> = (&'s Open, Option<(&'s Unit, u32)>);

impl Open {
    /// Returns the unit at a byte of the document, and the byte in it.
    pub(super) fn unit_at(&self, byte: u32) -> Option<(&Unit, u32)> {
        self.units.iter().find_map(|unit| Some((unit, unit.inner(byte)?)))
    }

    /// Returns the range of a span of a unit.
    pub(super) fn range(&self, unit: &Unit, span: Span) -> Value {
        self.lines.range(&self.text, unit.outer_span(span))
    }

    /// Returns the diagnostics of each unit.
    pub(super) fn diagnostics(&self) -> &[Vec<Diagnostic>] {
        self.found.get_or_init(|| self.units.iter().map(super::diagnose::of_unit).collect())
    }
}

impl Unit {
    /// Parses the unit for questions about its words.
    pub(super) fn document(&self) -> Document<'_> {
        Document::new(&self.text, &self.modules)
    }
}

/// Returns the shipped module or policy of a name.
pub(super) fn shipped(name: &str) -> Option<&'static str> {
    shipped_module(name).or_else(|| policies::source(name))
}

pub(super) fn shipped_module(name: &str) -> Option<&'static str> {
    atlas::modules().iter().find(|module| module.0 == name).map(|module| module.1)
}

/// Lists the names after `use`. Reads words and not the tree: this runs at every keystroke.
fn used(source: &str) -> Vec<String> {
    if !source.contains("use ") {
        return vec![];
    }
    let words = syntax::tokens(source).into_iter().filter(|token| !token.text.starts_with('#'));
    let words: Vec<&str> = words.map(|token| token.text).collect();
    let pairs = words.windows(2).filter_map(|pair| <&[&str; 2]>::try_from(pair).ok());
    pairs.filter(|[first, name]| *first == "use" && uri::is_name(name)).map(|[_, name]| (*name).to_owned()).collect()
}

impl Server {
    pub(super) fn opened(&mut self, params: &Value) {
        let Some(document) = params.get("textDocument") else { return };
        let text = |key: &str| document.get(key).and_then(Value::as_str);
        let (Some(address), Some(content)) = (text("uri"), text("text")) else { return };
        let language = text("languageId").unwrap_or("");
        let has_ending = |ending: &str| address.ends_with(ending);
        let kind = match language {
            _ if has_ending(".loci") || matches!(language, "loci" | "lexloci") => Kind::Policy,
            _ if has_ending(".md") || language == "markdown" => Kind::Markdown,
            _ => Kind::Other,
        };
        let open = Open {
            uri: address.to_owned(),
            version: document.get("version").and_then(Value::as_i64),
            kind,
            text: content.to_owned(),
            lines: Lines::new(content, self.client.encoding),
            units: vec![],
            found: std::cell::OnceCell::new(),
            outcomes: vec![],
            ran: BTreeMap::new(),
        };
        let key = uri::plain(address);
        self.open.insert(key.clone(), open);
        self.refresh(&key);
    }

    /// Applies changes in their order.
    pub(super) fn changed(&mut self, params: &Value) {
        let Some(key) = params.pointer("/textDocument/uri").and_then(Value::as_str).map(uri::plain) else { return };
        let encoding = self.client.encoding;
        let Some(open) = self.open.get_mut(&key) else { return };
        open.version = params.pointer("/textDocument/version").and_then(Value::as_i64).or(open.version);
        for change in params.get("contentChanges").and_then(Value::as_array).into_iter().flatten() {
            let Some(text) = change.get("text").and_then(Value::as_str) else { continue };
            match change.get("range") {
                Some(range) if !range.is_null() => {
                    let Some(span) = open.lines.span(&open.text, range) else { continue };
                    open.text.replace_range(span.start as usize..span.end as usize, text);
                }
                _ => text.clone_into(&mut open.text),
            }
            open.lines = Lines::new(&open.text, encoding);
        }
        open.outcomes.clear();
        open.ran.clear();
        self.refresh(&key);
    }

    pub(super) fn closed(&mut self, params: &Value) {
        let Some(key) = params.pointer("/textDocument/uri").and_then(Value::as_str).map(uri::plain) else { return };
        if let Some(open) = self.open.remove(&key) {
            self.due.remove(&key);
            self.running.retain(|running| running.key != key);
            self.notify("textDocument/publishDiagnostics", serde_json::json!({"uri": open.uri, "diagnostics": []}));
            self.forget_files();
        }
    }

    /// Reads all files anew when they are next asked for.
    pub(super) fn forget_files(&mut self) {
        self.read.get_mut().clear();
        for key in self.open.keys().cloned().collect::<Vec<_>>() {
            self.resolve(&key);
        }
    }

    /// Takes a text apart after a change, and every open document that uses it as a module.
    fn refresh(&mut self, key: &str) {
        self.resolve(key);
        let Some(stem) = uri::stem(key) else { return };
        let uses = |open: &Open| open.units.iter().any(|unit| used(&unit.text).iter().any(|name| name == stem));
        let sees = |open: &Open| open.units.iter().any(|unit| unit.modules.contains_key(stem)) || uses(open);
        let others: Vec<String> = self
            .open
            .iter()
            .filter(|(other, open)| *other != key && sees(open))
            .map(|(other, _)| other.clone())
            .collect();
        for other in others {
            self.resolve(&other);
        }
    }

    /// Finds the units of a document and their modules; its diagnostics are then due.
    fn resolve(&mut self, key: &str) {
        let Some(open) = self.open.get(key) else { return };
        let units = self.units(key, &open.text, open.kind);
        if let Some(open) = self.open.get_mut(key) {
            open.units = units;
            open.found = std::cell::OnceCell::new();
            self.due.insert(key.to_owned());
        }
    }

    /// Returns the units of a text, with their modules.
    pub(super) fn units(&self, key: &str, text: &str, kind: Kind) -> Vec<Unit> {
        let is_long = text.len() > LONGEST_SOURCE;
        let mut units = match kind {
            Kind::Policy => vec![Unit::whole(text)],
            Kind::Markdown if !is_long => unit::blocks(text),
            Kind::Markdown | Kind::Other => vec![],
        };
        for unit in &mut units {
            let own = std::mem::take(&mut unit.modules);
            unit.modules = self.modules(key, &unit.text, own);
        }
        units
    }

    /// Returns the modules that a text uses, directly or not, as far as they are in its folder; `own` are there already.
    fn modules(&self, key: &str, text: &str, own: Modules) -> Modules {
        let mut modules = own;
        let mut wanted = used(text);
        wanted.extend(modules.values().flat_map(|text| used(text)));
        while let Some(name) = wanted.pop() {
            if modules.contains_key(&name) || shipped_module(&name).is_some() {
                continue;
            }
            if let Some(text) = self.text(&uri::beside(key, &name)) {
                wanted.extend(used(&text));
                modules.insert(name, text.to_string());
            }
        }
        modules
    }

    /// Returns the text at an address: that of an open document, or else of a file.
    pub(super) fn text(&self, key: &str) -> Option<Rc<str>> {
        if let Some(open) = self.open.get(key) {
            return Some(open.text.as_str().into());
        }
        if let Some(known) = self.read.borrow().get(key) {
            return known.clone();
        }
        let text: Option<Rc<str>> = self.host.read(key).map(Into::into);
        self.read.borrow_mut().insert(key.to_owned(), text.clone());
        text
    }

    /// Returns the document that a request is about.
    pub(super) fn document(&self, params: &Value) -> Result<&Open, Failure> {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str);
        let uri = uri.ok_or_else(|| Failure::params("`textDocument.uri` is missing"))?;
        self.open.get(&uri::plain(uri)).ok_or_else(|| Failure::params(format!("`{uri}` is not open")))
    }

    /// Returns the place that a request is about.
    pub(super) fn position(&self, params: &Value) -> Result<Placed<'_>, Failure> {
        let open = self.document(params)?;
        let place = params.get("position").and_then(Place::of);
        let place = place.ok_or_else(|| Failure::params("`position` is missing, or no position"))?;
        Ok((open, open.unit_at(open.lines.byte(&open.text, place))))
    }
}
