//! Writes the days on which something of the atlas begins or ends, as a module of pkg/.

use crate::modules;
use anyhow::Result;
use lexloci::atlas::{Turn, source, turns};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Writes the days as a module: their turns, and once each source that they name.
pub(crate) fn write(to: &Path) -> Result<()> {
    let turns = turns();
    let mut sources = Map::new();
    for turn in &turns {
        if let Some(source) = source(turn.source) {
            sources.insert(turn.source.to_owned(), json!({"title": source.text, "url": source.url}));
        }
    }
    let days: Vec<Value> = turns.iter().map(of_turn).collect();
    let about = "What begins or ends on which day, as JSON, which is read only where somebody asks";
    modules::texts(to, about, &[("DAYS", json!({"turns": days, "sources": sources}))])
}

fn of_turn(turn: &Turn) -> Value {
    json!({
        "date": turn.day.to_string(),
        "family": turn.family.name(),
        "begins": turn.begins,
        "label": turn.label,
        "act": turn.act,
        "note": turn.note,
        "places": turn.places,
        "source": turn.source,
    })
}
