//! The flows, the rule that decides each, and the policies: what `cargo xtask bench` has written for every engine.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The flows, and whether each may go ahead.
pub(crate) struct Flows {
    pub(crate) values: Vec<Value>,
    pub(crate) permitted: Vec<bool>,
}

impl Flows {
    /// Reads them.
    pub(crate) fn read() -> Result<Flows> {
        let values = serde_json::from_str(&written("flows.json")?)?;
        let rules: Vec<String> = serde_json::from_str(&written("verdicts.json")?)?;
        Ok(Flows { values, permitted: rules.iter().map(|rule| rule.starts_with('P')).collect() })
    }
}

/// Returns a file that benches/peers/write.mjs wrote.
pub(crate) fn written(name: &str) -> Result<String> {
    read(&format!("dist/{name}"))
}

/// Returns a file of benches/peers.
pub(crate) fn read(name: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers").join(name);
    fs::read_to_string(&path).with_context(|| format!("{} is not there: run `cargo xtask bench`", path.display()))
}

/// Returns a text that the flow states.
pub(crate) fn text<'a>(flow: &'a Value, field: &str) -> &'a str {
    flow.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// Returns a yes_no fact that the flow states.
pub(crate) fn yes(flow: &Value, field: &str) -> bool {
    flow.get(field).and_then(Value::as_bool).unwrap_or_default()
}

/// Returns a number that the flow states.
pub(crate) fn number(flow: &Value, field: &str) -> u32 {
    flow.get(field).and_then(Value::as_u64).and_then(|number| number.try_into().ok()).unwrap_or_default()
}

/// Returns a list of texts that the flow states.
pub(crate) fn list<'a>(flow: &'a Value, field: &str) -> Vec<&'a str> {
    flow.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}
