//! Completion: the words that fit at the cursor, and skeletons of clauses.

use super::Server;
use super::rpc::Failure;
use super::skeleton::{plain, skeleton};
use super::told;
use super::unit::Unit;
use crate::editor::Choice;
use crate::span::Span;
use serde_json::{Value, json};

/// The most items of an answer; where there are more, the client asks again as the word grows.
const MOST: usize = 300;

impl Server {
    pub(super) fn completion(&self, params: &Value) -> Result<Value, Failure> {
        let (open, Some((unit, byte))) = self.position(params)? else { return Ok(Value::Null) };
        let found = unit.document().complete(byte);
        let written = Span::new(found.from.min(byte), byte).of(&unit.text).to_lowercase();
        let (mut items, mut left_out) = (vec![], false);
        for (choice, nth) in found.choices.iter().zip(0..) {
            if !fits(choice, &written) {
                continue;
            }
            if items.len() >= MOST {
                left_out = true;
                break;
            }
            let range = open.range(unit, Span::new(found.from.min(byte), byte));
            items.push(item(choice, nth, &range));
            items.extend(self.clause(choice, nth, &range, unit));
        }
        Ok(json!({"isIncomplete": left_out, "items": items}))
    }

    /// Returns the skeleton of the clause that a keyword opens, where the client can fill one in.
    fn clause(&self, choice: &Choice, nth: usize, range: &Value, unit: &Unit) -> Option<Value> {
        let text = skeleton(&choice.label).filter(|_| choice.kind == "keyword" || choice.kind == "type")?;
        if !self.client.snippets {
            return None;
        }
        // Lines are indented by the client as the first one is. A block of a Markdown file may stand in a quotation, whose
        // marks it does not know.
        let text = if unit.is_contiguous() { text.to_owned() } else { text.replace('\n', " ") };
        Some(json!({
            "label": format!("{} …", choice.label),
            "kind": 15,
            "filterText": choice.label,
            "sortText": format!("{nth:05}a"),
            "detail": "skeleton",
            "documentation": plain(&text),
            "insertTextFormat": 2,
            "textEdit": {"range": range, "newText": text},
        }))
    }
}

/// Returns whether a choice goes with the letters already written: they begin its text, one of its words, or its name.
fn fits(choice: &Choice, written: &str) -> bool {
    let label = choice.label.to_lowercase();
    let begins_word = || label.split(|ch: char| !ch.is_alphanumeric()).any(|word| word.starts_with(written));
    let begins_name = || is_named(choice) && choice.detail.to_lowercase().starts_with(written);
    written.is_empty() || label.starts_with(written) || begins_word() || begins_name()
}

/// Returns whether people know it by its name rather than by its code.
fn is_named(choice: &Choice) -> bool {
    matches!(choice.kind, "place" | "group" | "region" | "vendor")
}

fn item(choice: &Choice, nth: usize, range: &Value) -> Value {
    let kind = match choice.kind {
        "keyword" | "unit" | "type" => 14,
        "fact" => 10,
        "variable" => 6,
        "value" | "category" | "level" => 20,
        "group" | "set" => 13,
        "place" | "region" => 21,
        "definition" | "rule" | "exception" => 3,
        "source" => 18,
        "module" => 9,
        _ => 12,
    };
    let doc = told::of_choice(choice);
    let detail = if choice.detail.is_empty() { choice.kind } else { &choice.detail };
    let mut item = json!({
        "label": choice.label,
        "kind": kind,
        "detail": detail,
        "sortText": format!("{nth:05}"),
        "textEdit": {"range": range, "newText": choice.label},
    });
    if let Some(fields) = item.as_object_mut() {
        if !doc.is_empty() {
            fields.insert("documentation".to_owned(), doc.into());
        }
        if is_named(choice) {
            fields.insert("filterText".to_owned(), format!("{} {}", choice.label, choice.detail).into());
        }
    }
    item
}
