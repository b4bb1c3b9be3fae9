//! What an editor can put right by itself: where the help offers a spelling, it is taken at its word.

use crate::check;
use crate::diag::{Diagnostic, Fix};
use crate::sorted::SortedMap;
use crate::span::Span;
use crate::syntax::{TokenKind, tokens};

/// Everything that is said of a text and its modules, errors before lints, each with a replacement where there is one.
pub fn diagnose(source: &str, modules: &SortedMap<String, String>) -> Vec<Diagnostic> {
    let all = check::diagnose(source, modules).into_iter();
    all.map(|diagnostic| match fix(&diagnostic, source) {
        Some(found) if diagnostic.module.is_none() => Diagnostic { fix: Some(found), ..diagnostic },
        _ => diagnostic,
    })
    .collect()
}

/// The replacement that a diagnostic's help offers.
pub fn fix(diagnostic: &Diagnostic, source: &str) -> Option<Fix> {
    if diagnostic.fix.is_some() {
        return diagnostic.fix.clone();
    }
    let (help, span) = (diagnostic.help.as_deref()?, diagnostic.span?);
    if let Some(near) = quoted(help, "did you mean `", "`?") {
        // The help says it as it is written; the span covers only the name.
        let name = near.strip_prefix("use ").or(near.strip_prefix("x.")).unwrap_or(near);
        return Some(Fix { span, text: name.to_owned() });
    }
    let module = quoted(help, "`use ", "` brings it")?;
    let at = after_uses(source);
    Some(Fix { span: Span::new(at, at), text: ["\nuse ", module].concat() })
}

fn quoted<'a>(help: &'a str, open: &str, close: &str) -> Option<&'a str> {
    help.strip_prefix(open)?.strip_suffix(close)
}

/// The byte after the last `use`, or else after the edition.
fn after_uses(source: &str) -> u32 {
    let words = tokens(source);
    let heads = words.iter().zip(words.iter().skip(1));
    let uses = heads.filter(|(word, _)| word.kind == TokenKind::Keyword && matches!(word.text, "use" | "loci"));
    uses.map(|(_, name)| name.span.end).max().unwrap_or(0)
}
