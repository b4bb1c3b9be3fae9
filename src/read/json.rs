//! JSON with the line of each value.

use super::Fault;
use crate::flow::json::Json;
use std::collections::BTreeMap;

/// The lines of a JSON text by pointer: `/planned_values/root_module/resources/3/values/region`.
pub struct Pointers(BTreeMap<String, usize>);

impl Pointers {
    /// Finds the line of every value in a text that is known to be JSON.
    pub fn of(text: &str) -> Pointers {
        let mut walk = Walk { rest: text.char_indices().peekable(), line: 1, found: BTreeMap::new() };
        walk.value(&mut String::new());
        Pointers(walk.found)
    }

    /// Returns lines that are known already.
    pub(super) fn at(lines: BTreeMap<String, usize>) -> Pointers {
        Pointers(lines)
    }

    /// Returns the line of the value at a pointer; 0 where there is none.
    pub fn line(&self, pointer: &str) -> usize {
        self.0.get(pointer).copied().unwrap_or(0)
    }
}

struct Walk<'t> {
    rest: std::iter::Peekable<std::str::CharIndices<'t>>,
    line: usize,
    found: BTreeMap<String, usize>,
}

impl Walk<'_> {
    fn next(&mut self) -> Option<char> {
        let (_, c) = self.rest.next()?;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    /// Passes over white space, and returns what follows without taking it.
    fn peek(&mut self) -> Option<char> {
        while self.rest.peek().is_some_and(|(_, c)| c.is_whitespace()) {
            self.next();
        }
        self.rest.peek().map(|(_, c)| *c)
    }

    /// Walks over one value. The text was read as JSON, whose nesting is bounded, so that this ends.
    fn value(&mut self, pointer: &mut String) {
        let start = self.peek();
        self.found.insert(pointer.clone(), self.line);
        match start {
            Some('{') => self.entries(pointer, '}', true),
            Some('[') => self.entries(pointer, ']', false),
            Some('"') => drop(self.text()),
            _ => {
                while self.rest.peek().is_some_and(|(_, c)| !matches!(c, ',' | '}' | ']') && !c.is_whitespace()) {
                    self.next();
                }
            }
        }
    }

    fn entries(&mut self, pointer: &mut String, end: char, keyed: bool) {
        self.next();
        let length = pointer.len();
        for index in 0.. {
            match self.peek() {
                None => return,
                Some(c) if c == end => {
                    self.next();
                    return;
                }
                Some(',') => {
                    self.next();
                    self.peek();
                }
                Some(_) => {}
            }
            let key = if keyed { self.text() } else { index.to_string() };
            if keyed && self.peek() == Some(':') {
                self.next();
            }
            pointer.push('/');
            pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            self.value(pointer);
            pointer.truncate(length);
        }
    }

    /// Takes a text; what is escaped in it stays so, but for the character itself.
    fn text(&mut self) -> String {
        let mut text = String::new();
        self.next();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' => text.extend(self.next()),
                c => text.push(c),
            }
        }
        text
    }
}

/// Returns a value in an object.
pub fn get<'j>(json: &'j Json, key: &str) -> Option<&'j Json> {
    match json {
        Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}

/// Returns the text at a key of an object.
pub fn text<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    match get(json, key) {
        Some(Json::Text(text)) => Some(text),
        _ => None,
    }
}

/// Returns the items at a key of an object; none where there is no array.
pub fn items<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    match get(json, key) {
        Some(Json::Array(items)) => items,
        _ => &[],
    }
}

/// Parses the text of a file as JSON.
///
/// # Errors
/// Returns L0004 for the file as a whole.
pub fn parsed(name: &str, text: &str) -> Result<Json, Fault> {
    crate::input::json(text).map_err(|errors| {
        let message = errors.first().map_or(String::new(), |error| {
            let before = error.span.and_then(|span| text.get(..span.start as usize));
            let line = before.map_or(String::new(), |before| format!("line {}: ", before.matches('\n').count() + 1));
            format!("{line}{}", error.message)
        });
        Fault::of(name, "L0004", message)
    })
}
