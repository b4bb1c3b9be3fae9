//! The parts of a document: its symbols, and what can be folded.

use super::Server;
use super::rpc::Failure;
use super::store::{Kind, Open};
use super::unit::Unit;
use crate::golden;
use crate::span::Span;
use crate::syntax::tree::{Comment, File, Item, PolicyMember};
use serde_json::{Value, json};

/// A part of a text with a name.
struct Part {
    name: String,
    detail: String,
    /// Its kind, as the protocol numbers kinds of symbols.
    kind: u8,
    whole: Span,
    named: Span,
    parts: Vec<Part>,
}

impl Part {
    fn new(kind: u8, name: &str, detail: &str, whole: Span, named: Span) -> Part {
        // Clients refuse a name without a character.
        let name = if name.is_empty() { "?" } else { name };
        Part { name: name.to_owned(), detail: detail.to_owned(), kind, whole: whole.to(named), named, parts: vec![] }
    }
}

/// Returns the definitions of a file, then its policy with its rules.
fn parts(file: &File) -> Vec<Part> {
    let mut all: Vec<Part> = file.items.iter().filter_map(item).collect();
    if let Some(policy) = &file.policy {
        let parts = policy.members.iter().filter_map(member).collect();
        let name = &policy.name;
        all.push(Part { parts, ..Part::new(5, &name.text, &policy.title.text, policy.span, name.span) });
    }
    all
}

fn item(item: &Item) -> Option<Part> {
    Some(match item {
        Item::Source(each) => Part::new(15, &each.name.text, &each.title.text, each.span, each.name.span),
        Item::Set(each) => {
            let detail = if each.replace { "replace set" } else { "set" };
            Part::new(18, &each.name.text, detail, each.span, each.name.span)
        }
        Item::List(each) => Part::new(18, &each.name.text, "list", each.span, each.name.span),
        Item::Define(each) => {
            let detail = each.title.as_ref().map_or("define", |title| title.text.as_str());
            Part::new(12, &each.name.text, detail, each.span, each.name.span)
        }
        Item::Fact(each) => {
            let words: Vec<&str> = each.path.names.iter().map(|name| name.text.as_str()).collect();
            Part::new(7, &words.join("."), "fact", each.span, each.path.span)
        }
        Item::Vendor(each) => Part::new(19, &each.key.text, &each.name.text, each.span, each.key.span),
        Item::Region(each) => Part::new(3, &each.id.text, &each.place.text, each.span, each.id.span),
        Item::Broken(name, span) => {
            let name = name.as_ref()?;
            Part::new(13, &name.text, "", *span, name.span)
        }
    })
}

fn member(member: &PolicyMember) -> Option<Part> {
    Some(match member {
        PolicyMember::Rule(each) => Part::new(6, &each.name.text, &each.title.text, each.span, each.name.span),
        PolicyMember::Exception(each) => Part::new(24, &each.name.text, &each.title.text, each.span, each.name.span),
        PolicyMember::Claim(each) => Part::new(17, &each.name.text, &each.title.text, each.span, each.name.span),
        PolicyMember::Broken(name, span) => {
            let name = name.as_ref()?;
            Part::new(13, &name.text, "", *span, name.span)
        }
    })
}

impl Server {
    pub(super) fn symbols(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let mut all = self.cases(open);
        for unit in &open.units {
            let document = unit.document();
            let parts = document.file().map(parts).unwrap_or_default();
            if self.client.nested_symbols {
                all.extend(parts.iter().map(|part| nested(open, unit, part)));
            } else {
                parts.iter().for_each(|part| flat(open, unit, part, "", &mut all));
            }
        }
        Ok(Value::Array(all))
    }

    /// Returns the tests of a Markdown file.
    fn cases(&self, open: &Open) -> Vec<Value> {
        if open.kind != Kind::Markdown {
            return vec![];
        }
        let cases = golden::read(&open.text).unwrap_or_default().into_iter();
        let shown = |case: golden::Case| {
            let range = open.lines.line(&open.text, case.line);
            if self.client.nested_symbols {
                json!({"name": case.name, "detail": "test", "kind": 12, "range": range, "selectionRange": range})
            } else {
                json!({"name": case.name, "kind": 12, "location": {"uri": open.uri, "range": range}})
            }
        };
        cases.map(shown).collect()
    }

    /// Returns the definitions and rules of all open documents whose name has the words.
    pub(super) fn workspace_symbols(&self, params: &Value) -> Result<Value, Failure> {
        let query = params.get("query").and_then(Value::as_str).unwrap_or("").to_lowercase();
        let mut all = vec![];
        for open in self.open.values() {
            for unit in &open.units {
                let parts = unit.document().file().map(parts).unwrap_or_default();
                parts.iter().for_each(|part| flat(open, unit, part, "", &mut all));
            }
        }
        let named = |value: &Value| {
            value.get("name").and_then(Value::as_str).is_some_and(|name| name.to_lowercase().contains(&query))
        };
        all.retain(named);
        Ok(Value::Array(all))
    }

    pub(super) fn folding(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let mut all = vec![];
        for unit in &open.units {
            let document = unit.document();
            let Some(file) = document.file() else { continue };
            for part in parts(file).iter().flat_map(|part| std::iter::once(part).chain(&part.parts)) {
                fold(open, unit, part.whole, "region", &mut all);
            }
            for span in comments(&file.comments, &unit.text) {
                fold(open, unit, span, "comment", &mut all);
            }
        }
        Ok(Value::Array(all))
    }
}

fn nested(open: &Open, unit: &Unit, part: &Part) -> Value {
    json!({
        "name": part.name,
        "detail": part.detail,
        "kind": part.kind,
        "range": open.range(unit, part.whole),
        "selectionRange": open.range(unit, part.named),
        "children": part.parts.iter().map(|part| nested(open, unit, part)).collect::<Vec<_>>(),
    })
}

fn flat(open: &Open, unit: &Unit, part: &Part, inside: &str, all: &mut Vec<Value>) {
    let location = json!({"uri": open.uri, "range": open.range(unit, part.whole)});
    all.push(json!({"name": part.name, "kind": part.kind, "location": location, "containerName": inside}));
    part.parts.iter().for_each(|inner| flat(open, unit, inner, &part.name, all));
}

/// Adds a range of lines, where there are several.
fn fold(open: &Open, unit: &Unit, span: Span, kind: &str, all: &mut Vec<Value>) {
    let span = unit.outer_span(span);
    let (first, last) = (open.lines.place(&open.text, span.start).line, open.lines.place(&open.text, span.end).line);
    if last > first {
        all.push(json!({"startLine": first, "endLine": last, "kind": kind}));
    }
}

/// Returns the comments that stand on lines one below the other, as one each.
fn comments(comments: &[Comment], text: &str) -> Vec<Span> {
    let mut all: Vec<Span> = vec![];
    for comment in comments.iter().filter(|comment| comment.own_line) {
        match all.last_mut() {
            Some(last) if Span::new(last.end, comment.span.start).of(text).matches('\n').count() == 1 => {
                *last = last.to(comment.span);
            }
            _ => all.push(comment.span),
        }
    }
    all
}
