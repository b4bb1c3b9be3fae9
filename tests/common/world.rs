//! Policies and flows through the public interface, as every test of whole verdicts needs them.

use lexloci::{Diagnostic, Json, Modules, Policy};

/// A policy that has to be right.
pub(crate) fn policy(text: &str) -> Policy {
    match Policy::parse(text, &Modules::new()) {
        Ok(policy) => policy,
        Err(errors) => panic!("the policy is wrong: {}\n{text}", told(&errors)),
    }
}

/// The codes of diagnostics, each with where and what.
pub(crate) fn told(errors: &[Diagnostic]) -> String {
    let each = errors.iter().map(|e| format!("{} {:?} {:?} {}", e.code, e.span, e.path, e.message));
    each.collect::<Vec<_>>().join("\n")
}

/// A flow as JSON text.
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
