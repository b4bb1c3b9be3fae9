//! Finds what a word names, and every word that names it, in all files of the workspace.

use super::Server;
use super::lines::Lines;
use super::rpc::Failure;
use super::store::{self, Kind};
use super::unit::Unit;
use super::uri;
use crate::editor::Symbol;
use crate::span::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most files of the workspace that are searched.
const MOST_FILES: usize = 2_000;

/// The place of a definition: an address, and a span in the document there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) key: String,
    pub(super) span: Span,
}

/// A word that names something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// The document's plain address.
    pub(super) key: String,
    /// The word's span in the document.
    pub(super) span: Span,
    pub(super) is_definition: bool,
}

impl Server {
    /// Returns the address of a module that a unit sees, the text there, and the span in it of a span of the module.
    fn module_home(&self, key: &str, unit: &Unit, module: &str, span: Span) -> Option<(Home, std::rc::Rc<str>)> {
        if let Some(text) = store::shipped_module(module) {
            let key = self.shipped_uri(module, text)?;
            return Some((Home { key, span }, text.into()));
        }
        if unit.modules.contains_key(module)
            && let Some(open) = self.open.get(key)
        {
            let text = unit.modules.get(module)?;
            let block = open.units.iter().find(|other| other.module.as_deref() == Some(module) && other.text == *text);
            if let Some(block) = block {
                let home = Home { key: key.to_owned(), span: block.outer_span(span) };
                return Some((home, open.text.as_str().into()));
            }
        }
        let key = uri::beside(key, module);
        let text = self.text(&key)?;
        Some((Home { key, span }, text))
    }

    /// Returns the address at which a shipped module can be opened.
    fn shipped_uri(&self, module: &str, text: &str) -> Option<String> {
        if self.client.virtual_documents {
            return Some(format!("lexloci:/modules/{module}.loci"));
        }
        self.host.keep(module, text).map(|uri| uri::plain(&uri))
    }

    /// Returns the location of a span: of the unit itself, or of a module that it sees.
    pub(super) fn location(&self, key: &str, unit: &Unit, module: Option<&str>, span: Span) -> Option<Value> {
        let (home, text) = match module {
            Some(module) => self.module_home(key, unit, module, span)?,
            None => {
                let home = Home { key: key.to_owned(), span: unit.outer_span(span) };
                (home, self.text(key)?)
            }
        };
        let lines = Lines::new(&text, self.client.encoding);
        Some(json!({"uri": self.written(&home.key), "range": lines.range(&text, home.span)}))
    }

    /// Returns an address as the client wrote it, or as a client would write it.
    fn written(&self, key: &str) -> String {
        self.open.get(key).map_or_else(|| escaped(key), |open| open.uri.clone())
    }

    fn home(&self, key: &str, unit: &Unit, symbol: &Symbol) -> Option<Home> {
        match &symbol.target.module {
            Some(module) => self.module_home(key, unit, module, symbol.target.span).map(|(home, _)| home),
            None => Some(Home { key: key.to_owned(), span: unit.outer_span(symbol.target.span) }),
        }
    }

    pub(super) fn definition(&self, params: &Value) -> Result<Value, Failure> {
        let (open, Some((unit, byte))) = self.position(params)? else { return Ok(Value::Null) };
        let Some(symbol) = unit.document().symbol(byte) else { return Ok(Value::Null) };
        let target = &symbol.target;
        let location = self.location(&uri::plain(&open.uri), unit, target.module.as_deref(), target.span);
        Ok(location.unwrap_or(Value::Null))
    }

    pub(super) fn references(&self, params: &Value) -> Result<Value, Failure> {
        let (open, Some((unit, byte))) = self.position(params)? else { return Ok(Value::Null) };
        let Some(symbol) = unit.document().symbol(byte) else { return Ok(Value::Null) };
        let whole = params.pointer("/context/includeDeclaration").and_then(Value::as_bool).unwrap_or(true);
        let mut found = self.mentions(&uri::plain(&open.uri), unit, &symbol);
        found.retain(|mention| whole || !mention.is_definition);
        Ok(self.locations(&found))
    }

    fn locations(&self, mentions: &[Mention]) -> Value {
        let mut lines: BTreeMap<&str, (std::rc::Rc<str>, Lines)> = BTreeMap::new();
        let mut all = vec![];
        for mention in mentions {
            if !lines.contains_key(mention.key.as_str()) {
                let Some(text) = self.text_or_shipped(&mention.key) else { continue };
                let index = Lines::new(&text, self.client.encoding);
                lines.insert(&mention.key, (text, index));
            }
            if let Some((text, index)) = lines.get(mention.key.as_str()) {
                all.push(json!({"uri": self.written(&mention.key), "range": index.range(text, mention.span)}));
            }
        }
        Value::Array(all)
    }

    /// Returns the text at an address, also of a shipped module.
    pub(super) fn text_or_shipped(&self, key: &str) -> Option<std::rc::Rc<str>> {
        let shipped = || uri::stem(key).filter(|_| key.starts_with("lexloci:")).and_then(store::shipped_module);
        self.text(key).or_else(|| shipped().map(Into::into))
    }

    pub(super) fn highlight(&self, params: &Value) -> Result<Value, Failure> {
        let (open, Some((unit, byte))) = self.position(params)? else { return Ok(Value::Null) };
        let document = unit.document();
        let Some(symbol) = document.symbol(byte) else { return Ok(Value::Null) };
        let same = document.words(&symbol.name).into_iter().filter_map(|byte| document.symbol(byte));
        let same = same.filter(|other| other.target == symbol.target && other.kind == symbol.kind);
        Ok(Value::Array(same.map(|other| json!({"range": open.range(unit, other.span), "kind": 1})).collect()))
    }

    /// Returns every word that names the same: in the unit alone where nothing else can, or else in every file that is known.
    pub(super) fn mentions(&self, key: &str, unit: &Unit, symbol: &Symbol) -> Vec<Mention> {
        let Some(home) = self.home(key, unit, symbol) else { return vec![] };
        let mut found = vec![];
        if symbol.is_local() {
            self.search(key, unit, symbol, &home, &mut found);
        } else {
            for (key, open) in &self.open {
                open.units.iter().for_each(|unit| self.search(key, unit, symbol, &home, &mut found));
            }
            for (key, text) in self.closed_files(&symbol.name) {
                let units = self.units(&key, &text, Kind::Policy);
                units.iter().for_each(|unit| self.search(&key, unit, symbol, &home, &mut found));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Returns the files of the workspace and beside open documents that are not open and have a word, and shipped modules.
    fn closed_files(&self, word: &str) -> Vec<(String, std::rc::Rc<str>)> {
        let mut keys: Vec<String> = self.client.folders.iter().flat_map(|folder| self.host.list(folder)).collect();
        for (key, open) in &self.open {
            let modules = open.units.iter().flat_map(|unit| unit.modules.keys());
            keys.extend(modules.map(|module| uri::beside(key, module)));
        }
        let mut keys: Vec<String> = keys.iter().map(|key| uri::plain(key)).collect();
        keys.sort();
        keys.dedup();
        keys.truncate(MOST_FILES);
        for (module, text) in crate::atlas::modules() {
            if text.contains(word) {
                keys.extend(self.shipped_uri(module, text));
            }
        }
        let texts = keys.into_iter().filter(|key| !self.open.contains_key(key));
        let texts = texts.filter_map(|key| Some((self.text_or_shipped(&key)?, key)));
        texts.filter(|(text, _)| text.contains(word)).map(|(text, key)| (key, text)).collect()
    }

    fn search(&self, key: &str, unit: &Unit, symbol: &Symbol, home: &Home, found: &mut Vec<Mention>) {
        if !unit.text.contains(&symbol.name) && !matches!(symbol.kind, "vendor" | "region") {
            return;
        }
        let document = unit.document();
        for byte in document.words(&symbol.name) {
            let Some(other) = document.symbol(byte).filter(|other| other.kind == symbol.kind) else { continue };
            let Some(at) = self.home(key, unit, &other) else { continue };
            if at == *home {
                let span = unit.outer_span(other.span);
                found.push(Mention { key: key.to_owned(), span, is_definition: *key == at.key && span == at.span });
            }
        }
    }
}

/// Writes an address with the escapes that clients expect.
pub(super) fn escaped(key: &str) -> String {
    let mut uri = String::new();
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b'+' | b'=' => {
                uri.push(byte as char);
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_escaped_and_plain_again() {
        let key = "file:///c:/a b/é#.loci";
        assert_eq!(escaped(key), "file:///c:/a%20b/%C3%A9%23.loci");
        assert_eq!(uri::plain(&escaped(key)), key);
    }
}
