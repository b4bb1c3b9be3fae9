//! Renames what a word names, everywhere. A new name that would make a text wrong is refused.

use super::Server;
use super::lines::Lines;
use super::refer::Mention;
use super::rpc::Failure;
use super::store::{self, Kind, Open};
use super::unit::Unit;
use super::{text_of, uri};
use crate::diag::Diagnostic;
use crate::editor::{self, Symbol};
use crate::engine::Modules;
use crate::syntax::{TokenKind, is_keyword, tokens};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

impl Server {
    pub(super) fn prepare_rename(&self, params: &Value) -> Result<Value, Failure> {
        let (open, unit, symbol) = self.renamed(params)?;
        Ok(json!({"range": open.range(unit, symbol.span), "placeholder": symbol.name}))
    }

    pub(super) fn rename(&self, params: &Value) -> Result<Value, Failure> {
        let (open, unit, symbol) = self.renamed(params)?;
        let name = text_of(params, "newName")?;
        if !fits(name, symbol.kind) {
            return Err(Failure::failed(format!("`{name}` cannot be a name here")));
        }
        if name == symbol.name {
            return Ok(json!({"changes": {}}));
        }
        let mut changes: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
        for mention in self.mentions(&uri::plain(&open.uri), unit, &symbol) {
            changes.entry(mention.key.clone()).or_default().push(mention);
        }
        let changed = self.applied(&changes, name);
        self.refuse_worse(&changed)?;
        let mut edits = Map::new();
        for (key, mentions) in &changes {
            let Some(text) = self.text(key) else { continue };
            let lines = Lines::new(&text, self.client.encoding);
            let uri = self.open.get(key).map_or_else(|| super::refer::escaped(key), |open| open.uri.clone());
            let edit = |mention: &Mention| json!({"range": lines.range(&text, mention.span), "newText": name});
            edits.insert(uri, mentions.iter().map(edit).collect());
        }
        Ok(json!({ "changes": edits }))
    }

    /// Returns what a request wants to rename.
    fn renamed(&self, params: &Value) -> Result<(&Open, &Unit, Symbol), Failure> {
        let nothing = || Failure::failed("there is no name here that can be changed");
        let (open, place) = self.position(params)?;
        let (unit, byte) = place.ok_or_else(nothing)?;
        let symbol = unit.document().symbol(byte).ok_or_else(nothing)?;
        match &symbol.target.module {
            Some(module) if store::shipped_module(module).is_some() => {
                Err(Failure::failed(format!("`{}` is of the shipped module `{module}`", symbol.name)))
            }
            _ if symbol.kind == "module" => Err(Failure::failed("a module is called as its file is")),
            _ => Ok((open, unit, symbol)),
        }
    }

    /// Returns the texts as they are after the change.
    fn applied(&self, changes: &BTreeMap<String, Vec<Mention>>, name: &str) -> BTreeMap<String, String> {
        let mut changed = BTreeMap::new();
        for (key, mentions) in changes {
            let Some(text) = self.text(key) else { continue };
            let mut text = text.to_string();
            for mention in mentions.iter().rev() {
                text.replace_range(mention.span.start as usize..mention.span.end as usize, name);
            }
            changed.insert(key.clone(), text);
        }
        changed
    }

    /// Refuses a change after which a text has more errors than before: the name is taken, or means something else.
    fn refuse_worse(&self, changed: &BTreeMap<String, String>) -> Result<(), Failure> {
        for (key, text) in changed {
            let kind = self.open.get(key).map_or(Kind::Policy, |open| open.kind);
            let Some(before) = self.text(key) else { continue };
            let (before, after) = (self.units(key, &before, kind), self.units(key, text, kind));
            for (before, after) in before.iter().zip(&after) {
                let modules = after.modules.iter().map(|(module, text)| {
                    let changed = changed.get(&uri::beside(key, module));
                    (module.clone(), changed.unwrap_or(text).clone())
                });
                let after = errors(&after.text, &modules.collect());
                if after.len() > errors(&before.text, &before.modules).len() {
                    let why = after.first().map_or("", |error| error.message.as_str());
                    return Err(Failure::failed(format!("that would be wrong: {why}")));
                }
            }
        }
        Ok(())
    }
}

fn errors(text: &str, modules: &Modules) -> Vec<Diagnostic> {
    let mut found = editor::diagnose(text, modules);
    found.retain(Diagnostic::is_error);
    found
}

/// Returns whether a text can be a name of this kind.
fn fits(name: &str, kind: &str) -> bool {
    let words = tokens(name);
    let [word] = words.as_slice() else { return false };
    let is_whole = word.text == name && !is_keyword(name);
    match kind {
        "region" => is_whole && word.kind == TokenKind::Region,
        _ => is_whole && matches!(word.kind, TokenKind::Name | TokenKind::Place) && !name.contains(['.', '-']),
    }
}
