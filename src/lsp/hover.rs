//! Descriptions of the word under the cursor: its meaning, its citation, and the fault that stands there.

use super::Server;
use super::rpc::Failure;
use super::told::told;
use crate::diag;
use crate::editor::{Cited, Hover};
use serde_json::{Value, json};

impl Server {
    pub(super) fn hover(&self, params: &Value) -> Result<Value, Failure> {
        let (open, Some((unit, byte))) = self.position(params)? else { return Ok(Value::Null) };
        let hover = unit.document().hover(byte, Some(self.day()));
        let at = open.units.iter().position(|each| std::ptr::eq(each, unit)).unwrap_or(0);
        let faults = open.diagnostics().get(at).into_iter().flatten().filter(|each| each.module.is_none());
        let fault =
            faults.into_iter().find(|each| each.span.is_some_and(|span| span.start <= byte && byte <= span.end));
        let mut parts: Vec<String> = hover.iter().map(|hover| self.described(hover)).collect();
        parts.extend(fault.and_then(|fault| diag::code(fault.code)).map(|code| self.explained(code)));
        let span = hover.map(|hover| hover.span).or(fault.and_then(|fault| fault.span));
        let Some(span) = span.filter(|_| !parts.is_empty()) else { return Ok(Value::Null) };
        let kind = if self.client.markdown { "markdown" } else { "plaintext" };
        let rule = if self.client.markdown { "\n\n---\n\n" } else { "\n\n" };
        Ok(json!({
            "contents": {"kind": kind, "value": parts.join(rule)},
            "range": open.range(unit, span),
        }))
    }

    fn described(&self, hover: &Hover) -> String {
        let mut lines =
            vec![if self.client.markdown { format!("**{}**", plain(&hover.title)) } else { hover.title.clone() }];
        lines.extend([told(&hover.about), self.words(&hover.text)].into_iter().filter(|text| !text.is_empty()));
        lines.extend(hover.cites.iter().map(|cite| self.cited(cite)));
        lines.join("\n\n")
    }

    fn cited(&self, cite: &Cited) -> String {
        let name = format!("{} {}", cite.source, cite.pin);
        let (name, title) = (name.trim(), cite.title.as_str());
        match &cite.url {
            Some(url) if self.client.markdown && is_web(url) => format!("[{}: {}]({url})", plain(name), plain(title)),
            Some(url) => format!("{}: {}\n{}", self.words(name), self.words(title), self.words(url)),
            None => format!("{}: {}", self.words(name), self.words(title)),
        }
    }

    fn explained(&self, code: &diag::Code) -> String {
        let title = format!("{}: {}", code.id, code.title);
        let title = if self.client.markdown { format!("**{}**", plain(&title)) } else { title };
        format!("{title}\n\n{}", self.words(code.explain))
    }

    /// Returns words of a file as they are shown: where the client draws Markdown, they are none.
    fn words(&self, text: &str) -> String {
        if self.client.markdown { plain(text) } else { text.to_owned() }
    }
}

/// Returns whether an address opens in a browser, and cannot end the link that it stands in.
fn is_web(url: &str) -> bool {
    let is_plain = |ch: char| ch.is_ascii_graphic() && !matches!(ch, '(' | ')' | '<' | '>' | '\\');
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(is_plain)
}

/// Takes the meaning from the signs of Markdown, so that a text of a policy draws no link and no picture. Backticks of
/// documentation stay.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for ch in text.chars() {
        if matches!(ch, '\\' | '[' | ']' | '<' | '>' | '!' | '*' | '_' | '#' | '|') {
            plain.push('\\');
        }
        plain.push(ch);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_policy_draws_nothing() {
        assert_eq!(plain("![x](http://a) <b>"), "\\!\\[x\\](http://a) \\<b\\>");
        assert!(is_web("https://example.org/a?b=c"));
        for url in ["javascript:alert(1)", "https://a/) [x](https://b", "file:///etc/passwd", "command:x"] {
            assert!(!is_web(url), "{url}");
        }
    }
}
