//! Finds the lines on which a flow states its facts.

use lexloci::read::Origin;
use std::collections::BTreeMap;

/// Returns where each value of a JSON text stands, by its path: `storage[0].place`. `first` is the line on which the text begins
/// in its file. A text that is no JSON gives what stands before its fault.
pub(in crate::cli) fn origins(file: &str, text: &str, first: usize) -> BTreeMap<String, Origin> {
    let mut walk = Walk { text, at: 0, found: vec![] };
    walk.value(String::new(), None);
    let found = std::mem::take(&mut walk.found);
    let mut lines = Lines { text, at: 0, line: first };
    let origin = |(path, at)| (path, Origin { file: file.to_owned(), line: lines.of(at), spot: String::new() });
    found.into_iter().map(origin).collect()
}

/// Counts lines up to positions that only grow.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        self.line += self.text.get(self.at..at).map_or(0, |between| between.matches('\n').count());
        self.at = self.at.max(at);
        self.line
    }
}

/// Walks through a JSON text, and notes where its values stand.
struct Walk<'t> {
    text: &'t str,
    at: usize,
    found: Vec<(String, usize)>,
}

impl Walk<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{feff}']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Notes a value, at its key where it has one, and what is in it.
    fn value(&mut self, path: String, key: Option<usize>) {
        let opening = self.peek();
        self.found.push((path.clone(), key.unwrap_or(self.at)));
        match opening {
            Some(b'{') => self.entries(b'}', |walk, _| {
                walk.peek();
                let at = walk.at;
                let key = walk.string();
                walk.peek();
                walk.at += 1; // The colon.
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                walk.value(path, Some(at));
            }),
            Some(b'[') => self.entries(b']', |walk, index| walk.value(format!("{path}[{index}]"), None)),
            Some(b'"') => drop(self.string()),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or("");
                self.at += rest.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
            }
        }
    }

    /// Walks through the entries of an object or an array.
    fn entries(&mut self, close: u8, mut entry: impl FnMut(&mut Self, usize)) {
        self.at += 1;
        for index in 0.. {
            match self.peek() {
                None => return,
                Some(next) if next == close => {
                    self.at += 1;
                    return;
                }
                Some(b',') => self.at += 1,
                Some(_) => {}
            }
            if self.peek().is_none() {
                return;
            }
            let before = self.at;
            entry(self, index);
            self.at = self.at.max(before + 1);
        }
    }

    /// Reads a text in quotes.
    fn string(&mut self) -> String {
        let rest = self.text.get(self.at..).unwrap_or("");
        let mut escaped = true; // So that the opening quote does not close it.
        let end = rest.find(|c: char| {
            let closes = c == '"' && !escaped;
            escaped = !escaped && c == '\\';
            closes
        });
        let written = end.and_then(|end| rest.get(..=end)).unwrap_or(rest);
        self.at += written.len();
        serde_json::from_str(written).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::origins;

    #[test]
    fn facts_are_found_on_their_lines() {
        let text = "{\n  \"data\": [\"contact\",\n    \"health\"],\n  \"st\\u006frage\": [\n    {\"place\": \"FR\", \"keys\": {}},\n    \"a,}]\\\"\"\n  ], \"n\": -1.5e3, \"x\":\n null}";
        let found = origins("f.json", text, 10);
        let lines: Vec<(&str, usize)> = found.iter().map(|(path, at)| (path.as_str(), at.line)).collect();
        let expected = [
            ("", 10),
            ("data", 11),
            ("data[0]", 11),
            ("data[1]", 12),
            ("n", 16),
            ("storage", 13),
            ("storage[0]", 14),
            ("storage[0].keys", 14),
            ("storage[0].place", 14),
            ("storage[1]", 15),
            ("x", 16),
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_text_that_is_no_json_ends() {
        for text in ["", "{", "[", "{\"a\"", "{\"a\":", "[1,,", "[}", "{]", "\"", "{\"a\" \"b\" \"c\"}", "]", "é{é"] {
            origins("f.json", text, 1);
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                origins("f.json", text.get(..end).unwrap_or(""), 1);
            }
        }
    }
}
