//! Converts between JavaScript values and the engine's plain data.

use crate::date::Date;
use crate::diag::{Diagnostic, Located};
use crate::engine::Modules;
use crate::flow::json::Json;
use crate::flow::{Tape, TapeText};
use crate::input;
use crate::span::LineIndex;
use js_sys::{Array, JSON, Uint32Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a flow: a text of JSON, or a tape with the texts that it names. The errors of a text are thrown with their places in it.
pub(super) fn flow(value: &JsValue) -> Result<Json, JsValue> {
    if let Some(text) = value.as_string() {
        return input::json(&text).map_err(|errors| Sources::new(text, Modules::new()).located(&errors));
    }
    let given = value.unchecked_ref::<Array>();
    let words = given.get(0).unchecked_into::<Uint32Array>().to_vec();
    let texts = given.get(1).unchecked_into::<Array>();
    let texts: Vec<TapeText> = texts.iter().map(|text| TapeText::from(text.as_string().unwrap_or_default())).collect();
    Ok(Tape::new(&words, &texts).root().into())
}

/// Converts modules from names and texts in turn.
pub(super) fn modules(given: Vec<String>) -> Modules {
    let mut given = given.into_iter();
    std::iter::from_fn(|| given.next().zip(given.next())).collect()
}

/// Converts modules from an array of names and texts in turn, and throws one diagnostic where it is none. The file that checks does
/// without serde-wasm-bindgen, so that only calls of the second file use it.
pub(super) fn given_modules(value: JsValue) -> Result<Modules, JsValue> {
    serde_wasm_bindgen::from_value(value).map(modules).map_err(|error| {
        let refused = Diagnostic::flow("L0582", "", error.to_string());
        Sources::new(String::new(), Modules::new()).located(&[refused])
    })
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
    input::day(text).map_err(|errors| Sources::new(String::new(), Modules::new()).located(&errors))
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
