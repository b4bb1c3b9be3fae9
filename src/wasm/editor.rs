//! What editors ask of a text, with offsets in UTF-16 code units. Nothing here throws.

use super::convert::{self, Sources};
use crate::date::Date;
use crate::editor::{self, Choice, Cited, Document, MarkKind};
use crate::span::byte_at;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The words of a text: start, end and kind of each, one after the other.
#[wasm_bindgen]
pub fn editor_tokens(source: &str) -> Vec<u32> {
    let mut units = Units { rest: source, byte: 0, before: 0 };
    let marks = editor::marks(source).into_iter();
    let words = marks.map(|mark| [units.at(mark.span.start), units.at(mark.span.end), mark.kind as u32]);
    words.flatten().collect()
}

/// Counts UTF-16 code units up to places of which none lies before the last, so that a text is read once, however long its
/// lines are.
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

/// The names of the kinds of words, in the order of their numbers.
#[wasm_bindgen]
pub fn editor_kinds() -> Array {
    MarkKind::ALL.iter().map(|kind| JsValue::from_str(kind.name())).collect()
}

/// Every error and lint of a text and its modules.
#[wasm_bindgen]
pub fn editor_diagnose(source: String, modules: JsValue) -> Result<JsValue, JsValue> {
    let sources = Sources::new(source, convert::modules(modules)?);
    let found = editor::diagnose(sources.policy(), sources.modules());
    Ok(sources.located(&found))
}

/// What could stand at an offset: where the word begins, then label, kind, detail, text and key of each choice.
#[wasm_bindgen]
pub fn editor_complete(source: &str, offset: u32, modules: JsValue) -> Result<Array, JsValue> {
    let modules = convert::modules(modules)?;
    let found = Document::new(source, &modules).complete(byte_at(source, offset));
    let all = Array::of1(&utf16(source, found.from).into());
    for Choice { label, kind, detail, doc, about } in &found.choices {
        for text in [label.as_str(), kind, detail, doc, about] {
            all.push(&JsValue::from_str(text));
        }
    }
    Ok(all)
}

/// What stands at an offset, on a day where one is named; null where there is nothing to say.
#[wasm_bindgen]
pub fn editor_hover(source: &str, offset: u32, modules: JsValue, day: Option<String>) -> Result<JsValue, JsValue> {
    let modules = convert::modules(modules)?;
    let day = day.and_then(|day| Date::parse(&day));
    let Some(hover) = Document::new(source, &modules).hover(byte_at(source, offset), day) else {
        return Ok(JsValue::NULL);
    };
    let cites: Array = hover.cites.iter().map(cited).collect();
    let span = span(source, hover.span);
    let texts = [("title", &hover.title), ("text", &hover.text), ("about", &hover.about)];
    let texts = texts.map(|(key, text)| (key, JsValue::from_str(text)));
    Ok(object(&[("span", span), ("cites", cites.into())], &texts))
}

/// Where that is defined which stands at an offset: the module, or null for the text itself, and the span there.
#[wasm_bindgen]
pub fn editor_definition(source: &str, offset: u32, modules: JsValue) -> Result<JsValue, JsValue> {
    let modules = convert::modules(modules)?;
    let document = Document::new(source, &modules);
    let Some(target) = document.definition(byte_at(source, offset)) else { return Ok(JsValue::NULL) };
    let text = match &target.module {
        None => source,
        Some(name) => document.module(name).unwrap_or(""),
    };
    let module = target.module.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    Ok(object(&[("module", module), ("span", span(text, target.span))], &[]))
}

fn cited(cite: &Cited) -> JsValue {
    let texts = [("source", &cite.source), ("pin", &cite.pin), ("title", &cite.title)];
    let texts = texts.map(|(key, text)| (key, JsValue::from_str(text)));
    let url = cite.url.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    object(&texts, &[("url", url)])
}

fn utf16(source: &str, byte: u32) -> u32 {
    source.get(..byte as usize).unwrap_or(source).encode_utf16().count() as u32
}

fn span(source: &str, span: crate::span::Span) -> JsValue {
    Array::of2(&utf16(source, span.start).into(), &utf16(source, span.end).into()).into()
}

/// An object with these properties. A new object takes every property, so that what is said of one is passed over.
fn object(properties: &[(&str, JsValue)], more: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in properties.iter().chain(more) {
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}
