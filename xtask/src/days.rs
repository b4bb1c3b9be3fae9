//! The days on which something of the atlas begins or ends, as a module of pkg/.

use anyhow::Result;
use lexloci::atlas::{Turn, source, turns};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Writes the days as a module.
pub(crate) fn write(to: &Path) -> Result<()> {
    let mut module = "// The days on which something of the atlas begins or ends.\nexport const DAYS = [\n".to_owned();
    for turn in turns() {
        module.push_str(&format!("  {},\n", of_turn(&turn)));
    }
    module.push_str("];\n");
    fs::write(to, module)?;
    Ok(())
}

fn of_turn(turn: &Turn) -> Value {
    let from = source(turn.source).map(|source| json!({"title": source.text, "url": source.url}));
    json!({
        "date": turn.day.to_string(),
        "family": turn.family.name(),
        "begins": turn.begins,
        "label": turn.label,
        "act": turn.act,
        "note": turn.note,
        "places": turn.places,
        "source": from,
    })
}
