//! A record of an inventory: a flow, and the keys by which its owner finds it again.

use crate::diag::{Diagnostic, Errors};
use crate::flow::json::Json;
use crate::input;
use crate::vocab::Kind;

/// A flow and its keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The keys as texts, in the order asked for; none where the record has no such key.
    pub keys: Vec<Option<String>>,
    /// The flow.
    pub flow: Json,
}

/// The name of the column that has the flow, as an object or as JSON text.
const FLOW: &str = "flow";

/// Returns whether a name can stand at the top of a flow.
///
/// ```
/// assert!(lexloci::audit::is_of_a_flow("storage") && !lexloci::audit::is_of_a_flow("customer"));
/// ```
pub fn is_of_a_flow(name: &str) -> bool {
    matches!(name, "x" | "instead" | "complete") || Kind::Flow.fact(name).is_some()
}

/// Takes the keys out of a record. The flow is what is left, or what the record has as `flow`.
///
/// # Errors
/// Returns L0503 for a record that is no object, L0502 for a key that stands twice, L0501 for a fact beside `flow`, and L0004 where
/// the text of `flow` is not JSON.
///
/// ```
/// let keys = ["id".to_owned()];
/// let one = lexloci::audit::record(r#"{"id": 7, "storage": ["FR"]}"#.parse()?, &keys)?;
/// let other = lexloci::audit::record(r#"{"id": 7, "flow": {"storage": ["FR"]}}"#.parse()?, &keys)?;
/// assert_eq!(one, other);
/// assert_eq!(one.keys, [Some("7".to_owned())]);
/// # Ok::<(), lexloci::Errors>(())
/// ```
pub fn record(row: Json, keys: &[String]) -> Result<Record, Errors> {
    let Json::Object(mut entries) = row else {
        return Ok(Record { keys: vec![None; keys.len()], flow: row });
    };
    let mut found = vec![None; keys.len()];
    let mut twice = None;
    if !keys.is_empty() {
        entries.retain(|(name, value)| match keys.iter().position(|key| key == name) {
            Some(at) => {
                let slot = found.get_mut(at).filter(|slot: &&mut Option<Option<String>>| slot.is_none());
                match slot {
                    Some(slot) => *slot = Some(key_text(value)),
                    None => twice = Some(name.clone()),
                }
                false
            }
            None => true,
        });
    }
    let keys = found.into_iter().map(Option::flatten).collect();
    if let Some(name) = twice {
        return Err(error("L0502", &name, format!("`{name}` stands twice")));
    }
    if !entries.iter().any(|(name, _)| name == FLOW) {
        return Ok(Record { keys, flow: Json::Object(entries) });
    }
    let mut flow = None;
    for (name, value) in entries {
        if name == FLOW {
            if flow.replace(value).is_some() {
                return Err(error("L0502", FLOW, "`flow` stands twice".to_owned()));
            }
        } else if is_of_a_flow(&name) {
            return Err(error("L0501", &name, format!("`{name}` stands beside `flow`, and is a fact of a flow")));
        }
    }
    match flow {
        Some(Json::Text(text)) => Ok(Record { keys, flow: input::json(&text)? }),
        Some(flow) => Ok(Record { keys, flow }),
        None => Ok(Record { keys, flow: Json::Null }),
    }
}

fn error(code: &'static str, path: &str, message: String) -> Errors {
    vec![Diagnostic::flow(code, path, message)].into()
}

/// Returns a key as text; none where it is null.
///
/// ```
/// assert_eq!(lexloci::audit::key_text(&lexloci::Json::Number(7.0)), Some("7".to_owned()));
/// ```
pub fn key_text(value: &Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::Text(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
