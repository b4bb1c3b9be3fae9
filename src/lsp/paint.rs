//! Classifies words for highlighting, as the protocol counts them: each from the one before.

use super::Server;
use super::lines::Place;
use super::rpc::Failure;
use crate::editor::{MarkKind, marks};
use serde_json::{Value, json};

/// The types of tokens, in the order of their numbers.
const TYPES: [&str; 14] = [
    "keyword",
    "variable",
    "property",
    "enumMember",
    "type",
    "class",
    "namespace",
    "string",
    "comment",
    "number",
    "operator",
    "function",
    "decorator",
    "macro",
];

pub(super) fn legend() -> Value {
    json!({"tokenTypes": TYPES, "tokenModifiers": ["defaultLibrary"]})
}

/// Returns the type of a class of words, and whether the atlas or the vocabulary defines it; `None` for what is no word.
fn type_of(kind: MarkKind) -> Option<(&'static str, bool)> {
    Some(match kind {
        MarkKind::Keyword => ("keyword", false),
        MarkKind::Name | MarkKind::Definition => ("function", false),
        MarkKind::Variable => ("variable", false),
        MarkKind::Fact => ("property", true),
        MarkKind::Value => ("enumMember", true),
        MarkKind::Place => ("type", true),
        MarkKind::Group => ("class", true),
        MarkKind::Region => ("namespace", true),
        MarkKind::Party => ("macro", false),
        MarkKind::Date | MarkKind::Duration | MarkKind::Percent | MarkKind::Number => ("number", false),
        MarkKind::Text => ("string", false),
        MarkKind::Comment => ("comment", false),
        MarkKind::Source | MarkKind::Pinpoint => ("decorator", false),
        MarkKind::Operator => ("operator", false),
        MarkKind::Bad => return None,
    })
}

impl Server {
    pub(super) fn tokens(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let mut data: Vec<u32> = vec![];
        let mut last = Place { line: 0, character: 0 };
        for unit in &open.units {
            for mark in marks(&unit.text) {
                let Some((name, is_known)) = type_of(mark.kind) else { continue };
                let Some(number) = TYPES.iter().position(|each| *each == name) else { continue };
                let span = unit.outer_span(mark.span);
                let place = open.lines.place(&open.text, span.start);
                let words = span.of(&open.text).split(['\r', '\n']).next().unwrap_or("");
                let length = open.lines.encoding().length(words);
                let is_same_line = place.line == last.line;
                let column =
                    if is_same_line { place.character.saturating_sub(last.character) } else { place.character };
                data.extend([place.line - last.line, column, length, number as u32, u32::from(is_known)]);
                last = place;
            }
        }
        Ok(json!({ "data": data }))
    }
}
