//! Code actions: the fixes of diagnostics, one by one or all at once.

use super::Server;
use super::rpc::Failure;
use super::store::Open;
use super::unit::Unit;
use crate::diag::{Diagnostic, Fix};
use crate::span::Span;
use serde_json::{Value, json};

impl Server {
    pub(super) fn actions(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let range = params.get("range").and_then(|range| open.lines.span(&open.text, range));
        let range = range.ok_or_else(|| Failure::params("`range` is missing, or no range"))?;
        let only = params.pointer("/context/only").and_then(Value::as_array);
        let wanted = |kind: &str| {
            let covers = |only: &str| kind == only || kind.strip_prefix(only).is_some_and(|rest| rest.starts_with('.'));
            only.is_none_or(|only| only.iter().filter_map(Value::as_str).any(covers))
        };
        let mut actions = vec![];
        if wanted("quickfix") {
            for (unit, diagnostic, fix) in fixes(open) {
                let span = unit.outer_span(diagnostic.span.unwrap_or(fix.span));
                if span.start <= range.end && range.start <= span.end {
                    actions.push(self.quick(open, unit, diagnostic, fix));
                }
            }
        }
        if wanted("source.fixAll") {
            actions.extend(all_at_once(open));
        }
        Ok(Value::Array(actions))
    }

    fn quick(&self, open: &Open, unit: &Unit, diagnostic: &Diagnostic, fix: &Fix) -> Value {
        let key = super::uri::plain(&open.uri);
        json!({
            "title": title(unit, fix),
            "kind": "quickfix",
            "isPreferred": true,
            "diagnostics": [self.shown(&key, open, unit, diagnostic, None)],
            "edit": {"changes": {open.uri.as_str(): [edit(open, unit, fix)]}},
        })
    }
}

/// Returns every fix of a document.
fn fixes(open: &Open) -> impl Iterator<Item = (&Unit, &Diagnostic, &Fix)> {
    let units = open.units.iter().zip(open.diagnostics());
    units.flat_map(|(unit, found)| found.iter().filter_map(move |each| Some((unit, each, each.fix.as_ref()?))))
}

/// Returns the action that applies every fix; of two that touch, the first.
fn all_at_once(open: &Open) -> Option<Value> {
    let mut all: Vec<(Span, &Unit, &Fix)> =
        fixes(open).map(|(unit, _, fix)| (unit.outer_span(fix.span), unit, fix)).collect();
    all.sort_by_key(|(span, ..)| *span);
    let mut edits = vec![];
    let mut last: Option<Span> = None;
    for (span, unit, fix) in all {
        if last.is_none_or(|last| last.end < span.start) {
            edits.push(edit(open, unit, fix));
            last = Some(span);
        }
    }
    (!edits.is_empty()).then(|| {
        json!({
            "title": "Apply every fix",
            "kind": "source.fixAll",
            "edit": {"changes": {open.uri.as_str(): edits}},
        })
    })
}

fn edit(open: &Open, unit: &Unit, fix: &Fix) -> Value {
    json!({"range": open.range(unit, fix.span), "newText": fix.text})
}

fn title(unit: &Unit, fix: &Fix) -> String {
    let (old, new) = (fix.span.of(&unit.text).trim(), fix.text.trim());
    match (old, new) {
        ("", new) => format!("Insert `{new}`"),
        (old, "") => format!("Remove `{old}`"),
        (_, new) => format!("Write `{new}`"),
    }
}
