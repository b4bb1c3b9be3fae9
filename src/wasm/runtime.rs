//! Deciding by compiled policies. Flows come as words that JavaScript writes straight into memory (pkg/encode.js).

use crate::decide::{Asked, Decider, Decision, Refusal};
use crate::diag::Diagnostic;
use crate::input;
use crate::program::{NONE, Program};
use crate::verdict::Answer;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A compiled policy, and the memory where flows are written.
#[wasm_bindgen]
pub struct EngineDecider {
    decider: Decider,
    scratch: Vec<u32>,
}

#[wasm_bindgen]
impl EngineDecider {
    /// Reads a compiled policy. Throws a text that says what is wrong with the bytes.
    pub fn load(bytes: &[u8]) -> Result<EngineDecider, JsValue> {
        Program::decode(bytes).map(EngineDecider::new).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// What an encoder needs to write flows, as JSON.
    pub fn table(&self) -> String {
        self.decider.program().table.clone()
    }

    /// Returns where at least so many words can be written.
    pub fn scratch(&mut self, words: usize) -> *const u32 {
        if self.scratch.len() < words {
            self.scratch.resize(words, 0);
        }
        self.scratch.as_ptr()
    }

    /// Returns how many words can be written there.
    pub fn capacity(&self) -> usize {
        self.scratch.len()
    }

    /// Decides the flow that is written in the first `length` words: its code, and above it the rule that decides.
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

/// Returns the code of the verdict, in the order in which pkg/decide.js lists them, and eight bits above it the rule that
/// decides, one more than its position.
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

/// The memory in which flows are written.
#[wasm_bindgen]
pub fn flow_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Says what keeps a text from being one flow: nothing, or for each error its code, path, message and help, and where it
/// begins and ends in UTF-16 code units. What an error does not have is undefined.
#[wasm_bindgen]
pub fn flow_errors(text: &str) -> Array {
    let errors = input::flow(text).err().unwrap_or_default();
    let row = |error: Diagnostic| {
        let at = |byte| JsValue::from(utf16_at(text, byte));
        let written = |text: Option<String>| text.map_or(JsValue::UNDEFINED, |text| JsValue::from_str(&text));
        let (start, end) = error.span.map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |s| (at(s.start), at(s.end)));
        let told = Array::of2(&error.code.into(), &written(error.path));
        told.push(&error.message.into());
        told.push(&written(error.help));
        told.push(&start);
        told.push(&end);
        told
    };
    errors.into_iter().map(row).collect()
}

fn utf16_at(text: &str, byte: u32) -> u32 {
    let before = text.char_indices().take_while(|(at, _)| *at < byte as usize);
    before.map(|(_, ch)| ch.len_utf16() as u32).sum()
}
