//! Lays a document out in the standard way.

use super::Server;
use super::rpc::Failure;
use super::store::Kind;
use crate::engine;
use crate::span::Span;
use serde_json::{Value, json};

impl Server {
    /// Returns the edits that bring a document into its standard layout: of a Markdown file, each policy that has no errors.
    pub(super) fn formatting(&self, params: &Value) -> Result<Value, Failure> {
        let open = self.document(params)?;
        let mut edits = vec![];
        for unit in open.units.iter().filter(|unit| unit.is_contiguous()) {
            let formatted = match engine::format(&unit.text) {
                Ok(formatted) => formatted,
                Err(errors) if open.kind == Kind::Policy => {
                    let why = errors.first().map_or("", |error| error.message.as_str());
                    return Err(Failure::failed(format!("a text with an error cannot be laid out: {why}")));
                }
                Err(_) => continue,
            };
            // A file whose lines end as on Windows keeps these ends.
            let formatted = if unit.text.contains("\r\n") { formatted.replace('\n', "\r\n") } else { formatted };
            if let Some((span, text)) = difference(&unit.text, &formatted) {
                edits.push(json!({"range": open.range(unit, span), "newText": text}));
            }
        }
        Ok(Value::Array(edits))
    }
}

/// Returns the lines that differ, and what stands there instead, so that an editor keeps its cursor; `None` where none do.
fn difference<'n>(old: &str, new: &'n str) -> Option<(Span, &'n str)> {
    if old == new {
        return None;
    }
    let same = |(old, new): &(&str, &str)| old == new;
    let before: usize =
        old.split_inclusive('\n').zip(new.split_inclusive('\n')).take_while(same).map(|(line, _)| line.len()).sum();
    let (old_rest, new_rest) = (old.get(before..)?, new.get(before..)?);
    let lines = old_rest.split_inclusive('\n').rev().zip(new_rest.split_inclusive('\n').rev());
    let after: usize = lines.take_while(same).map(|(line, _)| line.len()).sum();
    let span = Span::new(before as u32, (old.len() - after) as u32);
    Some((span, new_rest.get(..new_rest.len() - after)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_differ_are_replaced() {
        let (old, new) = ("a\nb\nc\n", "a\nB\nB\nc\n");
        let (span, text) = difference(old, new).expect("they differ");
        assert_eq!((span.of(old), text), ("b\n", "B\nB\n"));
        assert_eq!(difference(old, old), None);
    }

    #[test]
    fn replacing_them_gives_the_new_text() {
        for (old, new) in
            [("", "a\n"), ("a\n", ""), ("a\na\n", "a\n"), ("a", "a\n"), ("x\na\n", "a\na\n"), ("a\r\nb", "a\nb\n")]
        {
            let (span, text) = difference(old, new).expect("they differ");
            let mut edited = old.to_owned();
            edited.replace_range(span.start as usize..span.end as usize, text);
            assert_eq!(edited, new, "{old:?}");
        }
    }
}
