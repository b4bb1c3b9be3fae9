//! Fixes that an editor can apply: where a help text offers a spelling, it becomes a replacement.

use crate::check;
use crate::diag::{Diagnostic, Fix};
use crate::sorted::SortedMap;
use crate::span::Span;
use crate::syntax::{TokenKind, tokens};

/// Returns all diagnostics of a text and its modules, errors before lints, each with a fix where there is one.
pub fn diagnose(source: &str, modules: &SortedMap<String, String>) -> Vec<Diagnostic> {
    let all = check::diagnose(source, modules).into_iter();
    all.map(|diagnostic| match fix(&diagnostic, source) {
        Some(found) if diagnostic.module.is_none() => Diagnostic { fix: Some(found), ..diagnostic },
        _ => diagnostic,
    })
    .collect()
}

/// Returns the fix that a diagnostic's help offers.
pub fn fix(diagnostic: &Diagnostic, source: &str) -> Option<Fix> {
    if diagnostic.fix.is_some() {
        return diagnostic.fix.clone();
    }
    let (help, span) = (diagnostic.help.as_deref()?, diagnostic.span?);
    let at = |span, text: &str| Some(Fix { span, text: text.to_owned() });
    let (says, rest) = help.split_once('`')?;
    let (words, after) = rest.split_once('`')?;
    match (says, after) {
        // The help shows the name as it is written in the text; the span covers only the name.
        ("did you mean ", "?") => {
            at(span, words.strip_prefix("use ").or_else(|| words.strip_prefix("x.")).unwrap_or(words))
        }
        ("", " brings it") | ("declare it: ", "") | ("name it: ", _) => {
            let end = after_uses(source);
            at(Span::new(end, end), &["\n", words].concat())
        }
        ("say whose lists: ", "") => at(Span::new(span.end, span.end), &[" ", words].concat()),
        ("test it: ", "") if words.starts_with(span.of(source)) => at(span, words),
        ("say ", "") if is_test(span.of(source)) && !words.contains(['…']) => at(span, words),
        ("write ", "") => at(span, words.strip_prefix("with ")?),
        ("leave the ", " out") if words == "use" => at(whole_use(source, span)?, ""),
        _ => None,
    }
}

/// Returns whether the words are a whole test and not only its left side.
fn is_test(words: &str) -> bool {
    words.split(' ').any(|word| matches!(word, "is" | "has"))
}

/// Returns the span of a `use` with its name and line end.
fn whole_use(source: &str, name: Span) -> Option<Span> {
    let words = tokens(source);
    let before = words.iter().take_while(|word| word.span.end <= name.start).last()?;
    let line_end = source.get(name.end as usize..)?.starts_with(['\n']);
    Some(Span::new(before.span.start, name.end + u32::from(line_end)))
}

/// Returns the byte after the last `use`, or else after the edition.
fn after_uses(source: &str) -> u32 {
    let (mut end, mut named) = (0, false);
    for word in tokens(source) {
        if named {
            end = word.span.end;
        }
        named = word.kind == TokenKind::Keyword && matches!(word.text, "use" | "loci");
    }
    end
}
