//! YAML with the line of each value, as the JSON that it stands for.

use super::Fault;
use super::json::Pointers;
use crate::flow::json::{Json, MAX_DEPTH};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use std::collections::BTreeMap;

/// The most values of a document, those behind aliases counted each time: a short text could stand for more than memory holds.
const MOST_VALUES: usize = 200_000;

/// Parses the first document of a text.
///
/// # Errors
/// Returns L0004 for the file as a whole.
pub(super) fn parsed(name: &str, text: &str) -> Result<(Json, Pointers), Fault> {
    let mut reading =
        Reading { events: Parser::new_from_str(text), lines: BTreeMap::new(), anchors: BTreeMap::new(), values: 0 };
    let json = reading.document().map_err(|message| Fault::of(name, "L0004", message))?;
    Ok((json, Pointers::at(reading.lines)))
}

struct Reading<'t> {
    events: Parser<'t, StrInput<'t>>,
    lines: BTreeMap<String, usize>,
    anchors: BTreeMap<usize, Json>,
    values: usize,
}

impl<'t> Reading<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), String> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(format!("line {}: {}", error.marker().line(), error.info())),
            None => Err("the text ends too early".to_owned()),
        }
    }

    fn document(&mut self) -> Result<Json, String> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(Json::Null),
                (event, span) => return self.value(event, &span, &mut String::new(), 0),
            }
        }
    }

    fn value(&mut self, event: Event<'t>, span: &Span, pointer: &mut String, depth: usize) -> Result<Json, String> {
        let line = span.start.line();
        if depth > MAX_DEPTH {
            return Err(format!("line {line}: lists and mappings nest deeper than {MAX_DEPTH}"));
        }
        self.count(1, line)?;
        self.lines.insert(pointer.clone(), line);
        let (anchor, json) = match event {
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(&text, style)),
            Event::SequenceStart(anchor, _) => (anchor, Json::Array(self.items(pointer, depth)?)),
            Event::MappingStart(anchor, _) => (anchor, Json::Object(self.entries(pointer, depth)?)),
            Event::Alias(anchor) => {
                let json = self.anchors.get(&anchor).cloned();
                let json = json.ok_or_else(|| format!("line {line}: an alias of what contains it"))?;
                self.count(size(&json), line)?;
                (0, json)
            }
            _ => return Err(format!("line {line}: a value is missing")),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, json.clone());
        }
        Ok(json)
    }

    fn items(&mut self, pointer: &mut String, depth: usize) -> Result<Vec<Json>, String> {
        let (mut items, length) = (Vec::new(), pointer.len());
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok(items);
            }
            pointer.push_str(&format!("/{}", items.len()));
            items.push(self.value(event, &span, pointer, depth + 1)?);
            pointer.truncate(length);
        }
    }

    fn entries(&mut self, pointer: &mut String, depth: usize) -> Result<Vec<(String, Json)>, String> {
        let (mut entries, length) = (Vec::<(String, Json)>::new(), pointer.len());
        loop {
            let (event, span) = self.next()?;
            let line = span.start.line();
            let key = match event {
                Event::MappingEnd => return Ok(entries),
                Event::Scalar(key, ..) => key.into_owned(),
                _ => return Err(format!("line {line}: a key is no text")),
            };
            if entries.iter().any(|(known, _)| *known == key) {
                return Err(format!("line {line}: `{key}` is there twice"));
            }
            pointer.push('/');
            pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            let (event, span) = self.next()?;
            let json = self.value(event, &span, pointer, depth + 1)?;
            // An entry stands where its key does.
            self.lines.insert(pointer.clone(), line);
            pointer.truncate(length);
            entries.push((key, json));
        }
    }

    fn count(&mut self, values: usize, line: usize) -> Result<(), String> {
        self.values += values;
        if self.values > MOST_VALUES {
            return Err(format!("line {line}: there are more than {MOST_VALUES} values"));
        }
        Ok(())
    }
}

/// Returns the value of a scalar in the core schema of YAML 1.2, in which `NO` is a text.
fn scalar(text: &str, style: ScalarStyle) -> Json {
    if style != ScalarStyle::Plain {
        return Json::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Bool(true),
        "false" | "False" | "FALSE" => Json::Bool(false),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
            text.parse().map_or_else(|_| Json::Text(text.to_owned()), Json::Number)
        }
        _ => Json::Text(text.to_owned()),
    }
}

fn size(json: &Json) -> usize {
    match json {
        Json::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Json::Object(entries) => 1 + entries.iter().map(|(_, json)| size(json)).sum::<usize>(),
        _ => 1,
    }
}
