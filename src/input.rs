//! Parses texts from outside as JSON values: one flow, an array of flows, or a flow a line.

use crate::date::Date;
use crate::diag::{Diagnostic, Errors};
use crate::flow::json::Json;
use crate::flow::{Node, doubles, not_an_object, shown};
use crate::span::Span;

/// One flow of a text, and its position.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The text that was parsed for it.
    pub text: &'a str,
    /// `[3]` in an array, `:12` on line 12, empty when the text is one flow.
    pub place: String,
    /// The flow, or the diagnostics that say why it is not JSON, with positions in the text of this entry.
    pub flow: Result<Json, Vec<Diagnostic>>,
}

/// Parses one JSON value.
///
/// # Errors
/// Returns L0004, with the position in the text, when it is not JSON or nests too deep.
pub fn json(text: &str) -> Result<Json, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| vec![not_json(text, &error)])
}

/// Parses one JSON value.
impl std::str::FromStr for Json {
    type Err = Errors;

    fn from_str(text: &str) -> Result<Json, Errors> {
        Ok(json(text)?)
    }
}

/// Parses the day that a host names beside a flow.
///
/// # Errors
/// L0588 when it is no day of the calendar.
pub fn day(text: &str) -> Result<Date, Vec<Diagnostic>> {
    Date::parse(text).ok_or_else(|| {
        let message = format!("\"{}\" is not a day of the calendar", shown(text));
        let help = "write it as year, month and day: \"2026-03-01\"";
        vec![Diagnostic::flow("L0588", "as_of", message).help(help)]
    })
}

/// Parses one flow. Checks only that it is an object without duplicate keys.
///
/// # Errors
/// Returns L0004 with the position in the text, L0502 and L0503 with the path in the flow.
pub fn flow(text: &str) -> Result<Json, Vec<Diagnostic>> {
    let flow = json(text)?;
    let errors = match &flow {
        Json::Object(_) => doubles(Node::from(&flow), ""),
        other => vec![not_an_object(Node::from(other))],
    };
    if errors.is_empty() { Ok(flow) } else { Err(errors) }
}

/// Parses the flows of a text: an object, an array of objects, or one object a line (NDJSON).
pub fn flows(text: &str) -> Vec<Entry<'_>> {
    match json(text) {
        Ok(Json::Array(flows)) => numbered(text, flows),
        Err(_) if text.trim().is_empty() => vec![],
        Err(_) if is_a_value_a_line(text) => lines(text),
        flow => vec![Entry { text, place: String::new(), flow }],
    }
}

fn numbered(text: &str, flows: Vec<Json>) -> Vec<Entry<'_>> {
    let entry = |(index, flow)| Entry { text, place: format!("[{index}]"), flow: Ok(flow) };
    flows.into_iter().enumerate().map(entry).collect()
}

/// Returns whether the first line that is not empty is a whole JSON value, and others follow.
fn is_a_value_a_line(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| json(line).is_ok()) && lines.next().is_some()
}

fn lines(text: &str) -> Vec<Entry<'_>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| Entry { text: line, place: format!(":{}", index + 1), flow: json(line) })
        .collect()
}

/// Converts an error of serde_json, which counts lines from 1 and columns in bytes, and puts both at the end of its
/// message.
fn not_json(text: &str, error: &serde_json::Error) -> Diagnostic {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(text.len()) as u32;
    let message = error.to_string();
    let message = match message.rsplit_once(" at line ") {
        Some((message, _)) => message,
        None => message.as_str(),
    };
    let help = match other_kind(text) {
        Some(kind) => format!("this looks like {kind}; a flow is one JSON object"),
        None => "a flow is one JSON object; its keys and texts stand in double quotes".to_owned(),
    };
    Diagnostic::error("L0004", Span::new(at, at + 1), message).help(help)
}

/// Names the kind of a text that does not begin as JSON does.
fn other_kind(text: &str) -> Option<&'static str> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let first = lines.next()?;
    let key = first.split(':').next().unwrap_or("");
    let is_word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    let cells = |line: &str| [';', ',', '\t'].map(|cut| line.matches(cut).count());
    match first.chars().next() {
        Some('{' | '[' | '"') => None,
        Some('@') => Some("RDF in Turtle: write it as JSON"),
        Some('<') => Some("XML or HTML"),
        _ if first == "---" || (first.contains(':') && is_word(key)) => {
            Some("YAML: write it as JSON, as `yq -o json` does")
        }
        _ if cells(first).iter().zip(lines.next().map_or([0; 3], cells)).any(|(a, b)| *a > 0 && *a == b) => {
            Some("a table (CSV): write one JSON object for each flow, one a line")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(String, bool)> {
        flows(text).into_iter().map(|entry| (entry.place, entry.flow.is_ok())).collect()
    }

    #[test]
    fn an_object_is_one_flow_whatever_its_layout() {
        assert_eq!(places("{}"), [(String::new(), true)]);
        assert_eq!(places("\u{feff}{\n \"a\": 1\n}\n"), [(String::new(), true)]);
    }

    #[test]
    fn an_array_is_many_flows() {
        assert_eq!(places("[{}, {}]"), [("[0]".to_owned(), true), ("[1]".to_owned(), true)]);
        assert_eq!(places("[]"), []);
    }

    #[test]
    fn lines_are_judged_one_by_one() {
        assert_eq!(
            places("{}\n\n{\"a\"}\r\n{}"),
            [(":1".to_owned(), true), (":3".to_owned(), false), (":4".to_owned(), true)]
        );
    }

    #[test]
    fn an_error_has_its_place() {
        let error = json("{\n  \"a\": nope\n}").unwrap_err().remove(0);
        assert_eq!((error.code, error.message.as_str()), ("L0004", "expected ident"));
        assert_eq!(error.span.unwrap().start, 10);
    }

    #[test]
    fn texts_of_another_kind_are_named() {
        let help = |text| json(text).unwrap_err().remove(0).help.unwrap_or_default();
        for (text, kind) in [
            ("system:\n  - fides_key: x\n", "YAML"),
            ("# data map\n---\na: 1\n", "YAML"),
            ("name;country\nAcme;FR\n", "CSV"),
            ("name,country\nAcme,FR\n", "CSV"),
            ("@prefix dpv: <https://w3id.org/dpv#> .\n", "Turtle"),
            ("<html></html>", "XML"),
        ] {
            assert!(help(text).starts_with("this looks like ") && help(text).contains(kind), "{text}: {}", help(text));
        }
        for text in ["{\"a\": nope}", "[1,]", "nope", "\"a"] {
            assert!(help(text).starts_with("a flow is one JSON object"), "{text}: {}", help(text));
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error_however_deep_it_lies() {
        let text = r#"{"a": 1, "a": 2, "b": [{"c": 1, "d": {"e": 1, "e": 1}}], "x": {"y": 1, "y": 1, "y": 1}}"#;
        let paths =
            |text| flow(text).err().map(|errors| errors.into_iter().map(|e| e.path.unwrap()).collect::<Vec<_>>());
        assert_eq!(paths(text).unwrap(), ["a", "b[0].d.e", "x.y", "x.y"]);
        assert_eq!(paths(r#"{"a": {"c": 1}, "b": {"c": 1}}"#), None);
        let many = format!("{{{}}}", vec![r#""a": 1"#; 1_000].join(", "));
        assert_eq!(paths(&many).unwrap().len(), 100);
    }

    #[test]
    fn a_flow_is_an_object() {
        for (text, what) in [("null", "null"), ("[{}]", "an array"), ("\"{}\"", "the text \"{}\"")] {
            let error = flow(text).unwrap_err().remove(0);
            assert_eq!((error.code, error.message), ("L0503", format!("a flow is an object, not {what}")));
        }
    }

    #[test]
    fn depth_is_an_error_not_a_crash() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(json(&deep).is_err());
        assert!(json(&"[".repeat(10_000_000)).is_err());
        assert!(json(&"{\"a\":".repeat(100_000)).is_err());
    }
}
