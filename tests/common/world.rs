//! Policies and flows through the public interface, for tests of whole verdicts.

use lexloci::{Diagnostic, Json, Modules, Policy};

/// Parses a policy that must be valid.
pub(crate) fn policy(text: &str) -> Policy {
    match Policy::parse(text, &Modules::new()) {
        Ok(policy) => policy,
        Err(errors) => panic!("the policy is wrong: {}\n{text}", diagnostics_text(&errors)),
    }
}

/// Lists diagnostics: code, position and message of each.
pub(crate) fn diagnostics_text(errors: &[Diagnostic]) -> String {
    let each = errors.iter().map(|e| format!("{} {:?} {:?} {}", e.code, e.span, e.path, e.message));
    each.collect::<Vec<_>>().join("\n")
}

/// Prints a flow as JSON text.
pub(crate) fn text(json: &Json) -> String {
    plain(json).to_string()
}

fn plain(json: &Json) -> serde_json::Value {
    match json {
        Json::Null => serde_json::Value::Null,
        Json::Bool(value) => (*value).into(),
        Json::Number(value) => (*value).into(),
        Json::Text(value) => value.as_str().into(),
        Json::Array(items) => items.iter().map(plain).collect(),
        Json::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
    }
}
