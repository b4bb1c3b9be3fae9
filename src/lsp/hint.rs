//! Inlay hints: what a set holds on the day.

use super::Server;
use super::rpc::Failure;
use crate::span::Span;
use serde_json::{Value, json};

/// The most members that a hint lists.
const MOST: usize = 8;

impl Server {
    /// Returns a hint behind the name of each set that does not say itself what it holds today.
    pub(super) fn hints(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let whole = Span::new(0, open.text.len() as u32);
        let asked = params.get("range").and_then(|range| open.lines.span(&open.text, range)).unwrap_or(whole);
        let day = self.day();
        let mut hints = vec![];
        for unit in &open.units {
            for held in unit.document().held(day).into_iter().filter(|held| !held.is_listed) {
                let span = unit.outer_span(held.span);
                if span.end < asked.start || asked.end < span.start {
                    continue;
                }
                hints.push(json!({
                    "position": open.lines.place(&open.text, span.end).json(),
                    "label": label(&held.members),
                    "tooltip": format!("on {day}: {}", held.members.join(", ")),
                    "paddingLeft": true,
                }));
            }
        }
        Ok(Value::Array(hints))
    }
}

/// Returns the number of members, and the first of them.
fn label(members: &[String]) -> String {
    let listed = members.get(..MOST).unwrap_or(members);
    let more = if listed.len() < members.len() { ", …" } else { "" };
    let colon = if members.is_empty() { "" } else { ": " };
    format!("({}{colon}{}{more})", members.len(), listed.join(", "))
}
