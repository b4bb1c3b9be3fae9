//! Converts between JavaScript values and the engine's plain data.

use crate::date::Date;
use crate::diag::{Diagnostic, Located};
use crate::engine::Modules;
use crate::flow::json::{Json, MAX_DEPTH};
use crate::flow::shown;
use crate::input;
use crate::span::LineIndex;
use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// Converts plain data. Throws one diagnostic for a value that is none or nests too deep.
pub(super) fn json(value: &JsValue) -> Result<Json, JsValue> {
    nested(value, MAX_DEPTH)
}

/// Converts a flow: plain data, or a JSON text. The errors of a text are thrown with their positions in it.
pub(super) fn flow(value: &JsValue) -> Result<Json, JsValue> {
    match value.as_string() {
        Some(text) => input::json(&text).map_err(|errors| Sources::new(text, Modules::new()).located(&errors)),
        None => json(value),
    }
}

/// Converts a value whose arrays and objects nest at most `depth` deep.
fn nested(value: &JsValue, depth: usize) -> Result<Json, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Json::Number(number + 0.0)); // -0 is 0
    }
    if let Some(yes) = value.as_bool() {
        return Ok(Json::Bool(yes));
    }
    if value.is_null() || value.is_undefined() {
        return Ok(Json::Null);
    }
    if !value.is_object() {
        return Err(not_plain("this is no value of JSON".to_owned()));
    }
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(not_plain(format!("arrays and objects nest deeper than {MAX_DEPTH}")));
    };
    if let Some(array) = value.dyn_ref::<Array>() {
        let entries = array.iter().map(|entry| nested(&entry, deeper));
        return entries.collect::<Result<_, _>>().map(Json::Array);
    }
    let keys = Object::keys(value.unchecked_ref::<Object>());
    let entries = keys.iter().filter_map(|key| property(value, &key, deeper).transpose());
    entries.collect::<Result<_, _>>().map(Json::Object)
}

/// Converts one property of an object; `None` where its value is undefined, as in JSON.
fn property(object: &JsValue, key: &JsValue, depth: usize) -> Result<Option<(String, Json)>, JsValue> {
    let value = Reflect::get(object, key)?;
    if value.is_undefined() {
        return Ok(None);
    }
    Ok(Some((key.as_string().unwrap_or_default(), nested(&value, depth)?)))
}

fn not_plain(message: String) -> JsValue {
    refused(Diagnostic::flow("L0582", "", message))
}

/// Converts modules from an object of texts by name.
pub(super) fn modules(value: JsValue) -> Result<Modules, JsValue> {
    let given = serde_wasm_bindgen::from_value(value).map_err(|error| not_plain(error.to_string()))?;
    let Json::Object(entries) = given else { return Ok(Modules::new()) };
    let texts = entries.into_iter().filter_map(|(name, text)| match text {
        Json::Text(text) => Some((name, text)),
        _ => None,
    });
    Ok(texts.collect())
}

/// Converts plain data to a JavaScript value, as `JSON.parse` makes it of the text that serde_json writes natively.
///
/// Nothing is assigned. An assignment would look for setters and read-only properties in `Object.prototype`, which the
/// host can change. `JSON.parse` defines each property, `__proto__` included.
pub(super) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    JSON::parse(&text)
}

/// Parses the day that the host passes beside the flow.
pub(super) fn date(text: &str) -> Result<Date, JsValue> {
    Date::parse(text).ok_or_else(|| {
        let message = format!("\"{}\" is not a day of the calendar", shown(text));
        let help = "write it as year, month and day: \"2026-03-01\"";
        refused(Diagnostic::flow("L0588", "as_of", message).help(help))
    })
}

fn refused(error: Diagnostic) -> JsValue {
    Sources::new(String::new(), Modules::new()).located(&[error])
}

/// The texts of a policy and its modules, to which spans refer.
#[derive(Clone)]
pub(super) struct Sources {
    policy: String,
    modules: Modules,
}

impl Sources {
    pub(super) fn new(policy: String, modules: Modules) -> Self {
        Sources { policy, modules }
    }

    pub(super) fn policy(&self) -> &str {
        &self.policy
    }

    pub(super) fn modules(&self) -> &Modules {
        &self.modules
    }

    /// Converts diagnostics to an array of plain data with lines and columns.
    pub(super) fn located(&self, diagnostics: &[Diagnostic]) -> JsValue {
        let index = LineIndex::new(&self.policy);
        let located: Vec<Located> = diagnostics.iter().map(|diagnostic| self.locate(diagnostic, &index)).collect();
        to_js(&located).unwrap_or_else(|error| error)
    }

    fn locate(&self, diagnostic: &Diagnostic, index: &LineIndex) -> Located {
        let module = diagnostic.module.as_ref();
        match module.and_then(|name| self.modules.get(name)) {
            Some(text) => diagnostic.located(text, &LineIndex::new(text)),
            None => diagnostic.located(&self.policy, index),
        }
    }
}
