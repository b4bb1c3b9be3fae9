//! Deciding by compiled policies. Flows come as tapes that JavaScript writes straight into memory (pkg/tape.js), or as texts.

use crate::date::Date;
use crate::decide::{Asked, Decider, Decision, Packed, Packer, Refusal};
use crate::diag::Diagnostic;
use crate::flow::{Detail, Flow, Memory, Node, Tape, TapeText};
use crate::input;
use crate::program::{NONE, Program};
use crate::verdict::Answer;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// A compiled policy, and the memory into which flows are written.
#[wasm_bindgen]
pub struct EngineDecider {
    decider: Decider,
    packer: Packer,
    /// The flow at hand, and the texts that it names, which the next flow may name again.
    tape: Vec<u32>,
    texts: Vec<TapeText>,
    packed: Packed,
    /// The memory of the flow before.
    memory: Memory,
}

/// The code of a flow that cannot be read.
const UNREADABLE: u32 = 7;

#[wasm_bindgen]
impl EngineDecider {
    /// Loads a compiled policy. Throws a text that says what is wrong with the bytes.
    pub fn load(bytes: &[u8]) -> Result<EngineDecider, JsValue> {
        Program::decode(bytes).map(EngineDecider::new).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// Returns the names of rules, levels and parts, as JSON.
    pub fn names(&self) -> String {
        let program = self.decider.program();
        serde_json::to_string(&[&program.rule_names, &program.levels, &program.parts]).unwrap_or_default()
    }

    /// Returns where at least so many words of a tape can be written.
    pub fn scratch(&mut self, words: usize) -> *const u32 {
        if self.tape.len() < words {
            self.tape.resize(words, 0);
        }
        self.tape.as_ptr()
    }

    /// Returns the number of words that can be written there.
    pub fn capacity(&self) -> usize {
        self.tape.len()
    }

    /// Keeps a text that tapes name by its position among all that are kept.
    pub fn keep(&mut self, text: String) {
        self.texts.push(TapeText::from(text));
    }

    /// Forgets every text.
    pub fn forget(&mut self) {
        self.texts.clear();
    }

    /// Decides the flow on the first `length` words of the tape: its code, and above it the rule that decides.
    pub fn decide(&mut self, length: usize, as_of: Option<String>, level: u16, part: u16) -> u32 {
        let tape = Tape::new(self.tape.get(..length).unwrap_or_default(), &self.texts);
        let read = day(as_of).and_then(|as_of| self.packer.read_node(tape.root(), as_of, &mut self.memory));
        self.decided(read, level, part)
    }

    /// Decides a flow that is a text of JSON. A key that stands twice is refused wherever it stands.
    pub fn decide_text(&mut self, text: &str, as_of: Option<String>, level: u16, part: u16) -> u32 {
        let read = day(as_of).and_then(|as_of| self.packer.read(&input::flow(text)?, as_of));
        self.decided(read, level, part)
    }

    /// Says what keeps the flow on the first `length` words of the tape from being read: see `rows`.
    pub fn errors(&self, length: usize, as_of: Option<String>) -> Array {
        let tape = Tape::new(self.tape.get(..length).unwrap_or_default(), &self.texts);
        rows(day(as_of).and_then(|as_of| self.explained(tape.root(), as_of)), "")
    }

    /// Says what keeps a text of JSON from being read.
    pub fn errors_of_text(&self, text: &str, as_of: Option<String>) -> Array {
        rows(day(as_of).and_then(|as_of| self.explained(Node::from(&input::json(text)?), as_of)), text)
    }
}

impl EngineDecider {
    fn new(program: Program) -> EngineDecider {
        let packer = Packer::new(&program);
        EngineDecider {
            decider: Decider::new(program),
            packer,
            tape: vec![],
            texts: vec![],
            packed: Packed::default(),
            memory: Memory::default(),
        }
    }

    /// Reads a flow with the paths of what is wrong with it.
    fn explained(&self, node: Node<'_>, as_of: Option<Date>) -> Result<Flow, Vec<Diagnostic>> {
        Flow::read_node(node, self.packer.declared(), as_of, Detail::Explained, &mut Memory::default())
    }

    fn decided(&mut self, read: Result<Flow, Vec<Diagnostic>>, level: u16, part: u16) -> u32 {
        let Ok(flow) = read else { return UNREADABLE };
        self.packer.pack_into(&flow, &mut self.packed);
        self.memory.reuse(flow);
        self.decider.decide(&self.packed.words, asked(level, part)).map_or_else(code_of, packed)
    }
}

fn day(as_of: Option<String>) -> Result<Option<Date>, Vec<Diagnostic>> {
    as_of.map(|text| input::day(&text)).transpose()
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
        Refusal::Contradiction => 6,
    }
}

/// Returns the memory into which flows are written.
#[wasm_bindgen]
pub fn flow_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// Returns the errors of a flow: for each its code, path, message and help, and where it begins and ends in the flow's text,
/// in UTF-16 code units. What an error does not have is undefined.
fn rows(read: Result<Flow, Vec<Diagnostic>>, text: &str) -> Array {
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
    read.err().unwrap_or_default().into_iter().map(row).collect()
}

fn utf16_at(text: &str, byte: u32) -> u32 {
    let before = text.char_indices().take_while(|(at, _)| *at < byte as usize);
    before.map(|(_, ch)| ch.len_utf16() as u32).sum()
}
