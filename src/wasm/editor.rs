//! The editor's questions about a text, with offsets in UTF-16 code units. Nothing here throws.

use super::convert::{self, Sources, to_js};
use crate::date::Date;
use crate::editor::{self, Choice, Cited, Document, MarkKind};
use crate::span::byte_at;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Returns start, end and class of each word of a text, one after the other.
#[wasm_bindgen]
pub fn editor_tokens(source: &str) -> Vec<u32> {
    let mut units = Units { rest: source, byte: 0, before: 0 };
    let marks = editor::marks(source).into_iter();
    let words = marks.map(|mark| [units.at(mark.span.start), units.at(mark.span.end), mark.kind as u32]);
    words.flatten().collect()
}

/// Counts UTF-16 code units up to increasing positions, so that a text is read once, however long its lines are.
struct Units<'a> {
    rest: &'a str,
    byte: u32,
    before: u32,
}

impl Units<'_> {
    fn at(&mut self, byte: u32) -> u32 {
        let between = byte.saturating_sub(self.byte) as usize;
        if let Some((read, rest)) = self.rest.split_at_checked(between) {
            self.before += read.encode_utf16().count() as u32;
            (self.rest, self.byte) = (rest, byte);
        }
        self.before
    }
}

/// The description of a word, for an editor to show.
#[derive(Serialize)]
struct Hovered<'h> {
    span: [u32; 2],
    title: &'h str,
    text: &'h str,
    about: &'h str,
    cites: Vec<Cite<'h>>,
}

/// A citation of a word's definition.
#[derive(Serialize)]
struct Cite<'h> {
    source: &'h str,
    pin: &'h str,
    title: &'h str,
    url: Option<&'h str>,
}

/// The position of a definition: in a module, or in the text itself.
#[derive(Serialize)]
struct Defined<'d> {
    module: Option<&'d str>,
    span: [u32; 2],
}

/// Returns the names of the classes of words, in the order of their numbers.
#[wasm_bindgen]
pub fn editor_kinds() -> Result<JsValue, JsValue> {
    to_js(&MarkKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>())
}

/// Returns every error and lint of a text and its modules.
#[wasm_bindgen]
pub fn editor_diagnose(source: String, modules: JsValue) -> Result<JsValue, JsValue> {
    let sources = Sources::new(source, convert::given_modules(modules)?);
    let found = editor::diagnose(sources.policy(), sources.modules());
    Ok(sources.located(&found))
}

/// Returns the completions at an offset: the start of the word, then label, kind, detail, text and key of each choice.
#[wasm_bindgen]
pub fn editor_complete(source: &str, offset: u32, modules: JsValue) -> Result<JsValue, JsValue> {
    let modules = convert::given_modules(modules)?;
    let found = Document::new(source, &modules).complete(byte_at(source, offset));
    let choices = found.choices.iter();
    let fields =
        choices.flat_map(|Choice { label, kind, detail, doc, about }| [label.as_str(), kind, detail, doc, about]);
    to_js(&(utf16(source, found.from), fields.collect::<Vec<_>>()))
}

/// Returns the description of the word at an offset, as of a day where one is given; null where there is none.
#[wasm_bindgen]
pub fn editor_hover(source: &str, offset: u32, modules: JsValue, day: Option<String>) -> Result<JsValue, JsValue> {
    let modules = convert::given_modules(modules)?;
    let day = day.and_then(|day| Date::parse(&day));
    let found = Document::new(source, &modules).hover(byte_at(source, offset), day);
    to_js(&found.as_ref().map(|hover| Hovered {
        span: span(source, hover.span),
        title: &hover.title,
        text: &hover.text,
        about: &hover.about,
        cites: hover.cites.iter().map(cited).collect(),
    }))
}

/// Returns the position of the definition of the name at an offset: the module, or null for the text itself, and the
/// span there.
#[wasm_bindgen]
pub fn editor_definition(source: &str, offset: u32, modules: JsValue) -> Result<JsValue, JsValue> {
    let modules = convert::given_modules(modules)?;
    let document = Document::new(source, &modules);
    let target = document.definition(byte_at(source, offset));
    to_js(&target.as_ref().map(|target| {
        let module = target.module.as_deref();
        let text = module.map_or(source, |name| document.module(name).unwrap_or(""));
        Defined { module, span: span(text, target.span) }
    }))
}

fn cited(cite: &Cited) -> Cite<'_> {
    Cite { source: &cite.source, pin: &cite.pin, title: &cite.title, url: cite.url.as_deref() }
}

fn utf16(source: &str, byte: u32) -> u32 {
    source.get(..byte as usize).unwrap_or(source).encode_utf16().count() as u32
}

fn span(source: &str, span: crate::span::Span) -> [u32; 2] {
    [utf16(source, span.start), utf16(source, span.end)]
}
