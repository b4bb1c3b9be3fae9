//! Draws a diagnostic with the source lines that it is about.

use super::out::coloured;
use annotate_snippets::{AnnotationKind, Level, Patch, Renderer, Snippet};
use lexloci::diag::{self, Diagnostic};
use lexloci::render;
use lexloci::span::{LineIndex, Span};
use std::ops::Range;

/// The longest line that is annotated, in bytes; a longer one is only named.
const LONGEST_LINE: usize = 400;

/// Draws a diagnostic with its source, whose lines `index` finds, for a terminal.
pub(crate) fn annotated(diagnostic: &Diagnostic, source: &str, index: &LineIndex, name: &str) -> String {
    match diagnostic.span.and_then(|span| lines_around(source, span)) {
        Some(lines) => {
            let start = diagnostic.span.unwrap_or_default().start;
            let number = index.position(source, start).line as usize;
            snippet(diagnostic, source, name, lines, number)
        }
        None => coloured(&render::diagnostic_of(diagnostic, source, index, name)),
    }
}

/// Returns the range of the lines that a span touches; `None` where they are too long.
fn lines_around(source: &str, span: Span) -> Option<Range<usize>> {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = source.get(..start)?;
    let from = before.rfind('\n').map_or(0, |newline| newline + 1);
    let tail = source.get(end.max(start)..)?;
    let to = tail.find('\n').map_or(source.len(), |newline| end + newline);
    let lines = source.get(from..to)?;
    let short = lines.lines().all(|line| line.len() <= LONGEST_LINE);
    (short && lines.len() <= 8 * LONGEST_LINE).then_some(from..to)
}

/// Draws the lines, the first of which has this number.
fn snippet(diagnostic: &Diagnostic, source: &str, name: &str, lines: Range<usize>, number: usize) -> String {
    let level = match diagnostic.level {
        diag::Level::Error => Level::ERROR,
        diag::Level::Warning => Level::WARNING,
    };
    let span = diagnostic.span.unwrap_or_default();
    let shown = source.get(lines.clone()).unwrap_or("");
    let inside = |span: Span| within(span, &lines);
    let main = level.primary_title(render::visible(&diagnostic.message)).id(diagnostic.code).element(
        Snippet::source(shown)
            .line_start(number)
            .path(name.to_owned())
            .annotation(AnnotationKind::Primary.span(inside(span).unwrap_or(0..0))),
    );
    let mut report = vec![];
    let fix = diagnostic.fix.as_ref().and_then(|fix| Some((inside(fix.span)?, fix.text.as_str())));
    let help = diagnostic.help.as_deref().map(render::visible);
    match (help, fix) {
        (help, Some((at, text))) => {
            let help = help.unwrap_or_else(|| "write".to_owned());
            report.push(main);
            report.push(
                Level::HELP
                    .secondary_title(help)
                    .element(Snippet::source(shown).line_start(number).patch(Patch::new(at, text.to_owned()))),
            );
        }
        (Some(help), None) => report.push(main.element(Level::HELP.message(help))),
        (None, None) => report.push(main),
    }
    format!("{}\n\n", Renderer::styled().render(&report))
}

/// Returns the span relative to the start of the lines, if it lies in them.
fn within(span: Span, lines: &Range<usize>) -> Option<Range<usize>> {
    let start = (span.start as usize).checked_sub(lines.start)?;
    let end = (span.end as usize).checked_sub(lines.start)?;
    (start <= end && end <= lines.len()).then_some(start..end)
}
