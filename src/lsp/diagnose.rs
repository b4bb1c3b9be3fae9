//! Publishes what is wrong with a document.

use super::Server;
use super::store::{Kind, Open};
use super::unit::{self, Unit};
use crate::diag::Diagnostic;
use crate::editor::{self, Document};
use crate::golden;
use crate::span::Span;
use crate::syntax::tree::File;
use serde_json::{Value, json};

/// The most diagnostics of a document for which the definition behind them is looked up.
const MOST_RELATED: usize = 50;

/// Returns the diagnostics of a unit. A module has no policy, and needs none.
pub(super) fn of_unit(unit: &Unit) -> Vec<Diagnostic> {
    let mut found = editor::diagnose(&unit.text, &unit.modules);
    if found.iter().any(|each| each.code == "L0217") && is_module(unit) {
        found.retain(|each| each.code != "L0217");
    }
    found
}

/// Returns whether a text without a policy states something all the same.
fn is_module(unit: &Unit) -> bool {
    let says = |file: &File| !file.items.is_empty() || !file.uses.is_empty();
    unit.module.is_some() || unit.document().file().is_some_and(says)
}

impl Server {
    /// Publishes the diagnostics of a document, where it is still open.
    pub(super) fn publish(&mut self, key: &str) {
        let Some(open) = self.open.get(key) else { return };
        let mut all = self.faults(open);
        for (unit, found) in open.units.iter().zip(open.diagnostics()) {
            let document = (self.client.related && !found.is_empty()).then(|| unit.document());
            for (diagnostic, nth) in found.iter().zip(0..) {
                let document = document.as_ref().filter(|_| nth < MOST_RELATED);
                all.push(self.shown(key, open, unit, diagnostic, document));
            }
        }
        all.extend(open.outcomes.iter().cloned());
        let params = match open.version {
            Some(version) => json!({"uri": open.uri, "version": version, "diagnostics": all}),
            None => json!({"uri": open.uri, "diagnostics": all}),
        };
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// Returns the faults that keep a file of tests from testing what it seems to test.
    fn faults(&self, open: &Open) -> Vec<Value> {
        let is_test = open.kind == Kind::Markdown && unit::is_test(&open.text);
        let faults = if is_test { golden::read(&open.text).err().unwrap_or_default() } else { vec![] };
        let shown = |fault: golden::Fault| {
            json!({
                "range": open.lines.line(&open.text, fault.line),
                "severity": 1,
                "source": "lexloci",
                "message": fault.message,
            })
        };
        faults.into_iter().map(shown).collect()
    }

    /// Returns a diagnostic as the protocol writes it. One that lies in a module stands at the `use` that brings the module.
    pub(super) fn shown(
        &self,
        key: &str,
        open: &Open,
        unit: &Unit,
        diagnostic: &Diagnostic,
        document: Option<&Document<'_>>,
    ) -> Value {
        let span = match &diagnostic.module {
            Some(module) => used_at(unit, module),
            None => diagnostic.span.unwrap_or_default(),
        };
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
        let inside = diagnostic.module.as_ref().map_or_else(String::new, |module| format!("in module `{module}`: "));
        let mut shown = json!({
            "range": open.range(unit, span),
            "severity": if diagnostic.is_error() { 1 } else { 2 },
            "code": diagnostic.code,
            "source": "lexloci",
            "message": format!("{inside}{}{help}", diagnostic.message),
        });
        let Some(fields) = shown.as_object_mut() else { return shown };
        // A name without a reference is shown faded.
        if diagnostic.code == "L0401" {
            fields.insert("tags".to_owned(), json!([1]));
        }
        let related = self.client.related.then(|| self.related(key, unit, diagnostic, document)).flatten();
        if let Some(related) = related {
            fields.insert("relatedInformation".to_owned(), json!([related]));
        }
        shown
    }

    /// Returns the place that a diagnostic speaks of beside its own: the fault in a module, or the definition of the name.
    fn related(
        &self,
        key: &str,
        unit: &Unit,
        diagnostic: &Diagnostic,
        document: Option<&Document<'_>>,
    ) -> Option<Value> {
        let span = diagnostic.span?;
        if let Some(module) = &diagnostic.module {
            let location = self.location(key, unit, Some(module), span)?;
            return Some(json!({"location": location, "message": diagnostic.message}));
        }
        let symbol = document?.symbol(span.start)?;
        let is_itself = symbol.target.module.is_none()
            && symbol.target.span.start < span.end
            && span.start < symbol.target.span.end;
        if is_itself || symbol.kind == "module" {
            return None;
        }
        let location = self.location(key, unit, symbol.target.module.as_deref(), symbol.target.span)?;
        Some(json!({"location": location, "message": format!("`{}` is defined here", symbol.name)}))
    }
}

/// Returns the span of the name after the `use` that brings a module; that of the first `use` where another module brings it.
fn used_at(unit: &Unit, module: &str) -> Span {
    let document = unit.document();
    let uses = document.file().map_or(&[][..], |file| &file.uses);
    let found = uses.iter().find(|name| name.text == module).or(uses.first());
    found.map_or_else(Span::default, |name| name.span)
}
