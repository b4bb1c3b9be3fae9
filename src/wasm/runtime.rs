//! Decides by compiled policies. JavaScript writes flows as 32-bit words straight into memory (pkg/encode.js).

use crate::decide::{Asked, Decider, Decision, Refusal};
use crate::diag::Diagnostic;
use crate::input;
use crate::program::{NONE, Program};
use crate::verdict::Answer;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A compiled policy, and the memory into which flows are written.
#[wasm_bindgen]
pub struct EngineDecider {
    decider: Decider,
    scratch: Vec<u32>,
}

#[wasm_bindgen]
impl EngineDecider {
    /// Loads a compiled policy. Throws a text that says what is wrong with the bytes.
    pub fn load(bytes: &[u8]) -> Result<EngineDecider, JsValue> {
        Program::decode(bytes).map(EngineDecider::new).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// Returns the table that an encoder needs to write flows, as JSON.
    pub fn table(&self) -> String {
        self.decider.program().table.clone()
    }

    /// Returns the address at which at least this many words can be written.
    pub fn scratch(&mut self, words: usize) -> *const u32 {
        if self.scratch.len() < words {
            self.scratch.resize(words, 0);
        }
        self.scratch.as_ptr()
    }

    /// Returns the number of words that can be written there.
    pub fn capacity(&self) -> usize {
        self.scratch.len()
    }

    /// Decides the flow in the first `length` words. Returns the code of the verdict, and above it the rule that
    /// decides.
    pub fn decide(&mut self, length: usize, level: u16, part: u16) -> u32 {
        let words = self.scratch.get(..length).unwrap_or_default();
        self.decider.decide(words, asked(level, part)).map_or_else(code_of, packed)
    }
}

impl EngineDecider {
    fn new(program: Program) -> EngineDecider {
        EngineDecider { decider: Decider::new(program), scratch: vec![] }
    }
}

fn asked(level: u16, part: u16) -> Asked {
    Asked { level, part: Some(part).filter(|part| *part != NONE) }
}

/// Returns the code of the verdict, in the order in which pkg/decide.js lists them. The rule that decides is eight bits
/// above it, one more than its position.
fn packed(decision: Decision) -> u32 {
    let code = match decision.verdict {
        Answer::Compliant => 0,
        Answer::NonCompliant => 1,
        Answer::Undetermined => 2,
        Answer::NotApplicable => 3,
    };
    code | decision.rule.map_or(0, |rule| u32::from(rule) + 1) << 8
}

fn code_of(refusal: Refusal) -> u32 {
    match refusal {
        Refusal::Steps => 4,
        Refusal::Choices => 5,
        Refusal::Nowhere => 6,
        Refusal::Contradiction => 7,
    }
}

/// Returns the memory into which flows are written.
#[wasm_bindgen]
pub fn flow_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Validates a text as one flow. Returns for each error its code, path, message, help, and its start and end in UTF-16
/// code units; undefined for what an error does not have.
#[wasm_bindgen]
pub fn flow_errors(text: &str) -> Array {
    let errors = input::flow(text).err().unwrap_or_default();
    let row = |error: Diagnostic| {
        let at = |byte| JsValue::from(utf16_at(text, byte));
        let written = |text: Option<String>| text.map_or(JsValue::UNDEFINED, |text| JsValue::from_str(&text));
        let (start, end) = error.span.map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |s| (at(s.start), at(s.end)));
        let fields = Array::of2(&error.code.into(), &written(error.path));
        fields.push(&error.message.into());
        fields.push(&written(error.help));
        fields.push(&start);
        fields.push(&end);
        fields
    };
    errors.into_iter().map(row).collect()
}

fn utf16_at(text: &str, byte: u32) -> u32 {
    let before = text.char_indices().take_while(|(at, _)| *at < byte as usize);
    before.map(|(_, ch)| ch.len_utf16() as u32).sum()
}
