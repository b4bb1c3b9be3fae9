//! Parses a text into a tree and prints it again. Names are not resolved here.
//!
//! `words` splits the text into tokens (`lexeme` knows the shape of each). `hints` rewrites habits from other languages
//! to what was meant. `recover` parses clause after clause (`clause`, `cond`, `set`, `atom`). `assemble` builds the
//! tree from them. Nothing here fails: faults become diagnostics.

mod amend;
mod assemble;
mod atom;
mod clause;
mod cond;
mod draft;
mod hints;
mod item;
mod lexeme;
mod print;
mod recover;
mod rest;
mod set;
mod stream;
mod token;
pub mod tree;
mod unseen;
mod words;

use crate::diag::Diagnostic;
use crate::order::sort_by_key;
use crate::span::Span;
pub use amend::amendment;
pub use print::print;
pub use token::{Token, TokenKind, is_keyword};
use tree::{Comment, File, Layout, Line};
pub use words::tokens;

/// The longest text that is parsed, in bytes.
pub const LONGEST_SOURCE: usize = 1 << 20;

/// The number of diagnostics that are kept; one more counts the rest.
pub const MOST_DIAGNOSTICS: usize = 100;

/// A parsed text, with everything that is wrong about it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; `Broken` where the text could not be parsed.
    pub file: File,
    /// The syntax errors, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a text. Never fails: faults are in the diagnostics.
pub fn parse(source: &str) -> Parsed {
    if source.len() > LONGEST_SOURCE {
        return refused("L0190", "the text is longer than 1 MiB", "split it into modules");
    }
    let tokens = words::tokens(source);
    if tokens.len() > words::MOST_TOKENS {
        return refused("L0192", "the text has more than 200,000 words", "split it into modules");
    }
    let (comments, lines) = (comments(&tokens), lines(source, &tokens));
    let mut diagnostics = unseen::unseen(&tokens);
    let (tokens, habits) = hints::rewrite(source, tokens);
    diagnostics.extend(habits);
    sort_by_key(&mut diagnostics, |d| d.span);
    let said: Vec<Span> = diagnostics.iter().filter_map(|d| d.span).collect();
    let clauses = recover::clauses(&tokens, &said);
    let layout = Layout { lines, clauses: clauses.found.iter().map(|found| found.span).collect() };
    let (file, faults) = assemble::assemble(source, clauses);
    diagnostics.extend(faults);
    Parsed { file: File { comments, layout, ..file }, diagnostics: limited(diagnostics) }
}

/// Returns the result for a text that is not parsed at all.
fn refused(code: &'static str, message: &str, help: &str) -> Parsed {
    Parsed { file: File::default(), diagnostics: vec![Diagnostic::error(code, Span::default(), message).help(help)] }
}

fn comments(tokens: &[Token<'_>]) -> Vec<Comment> {
    let comments = tokens.iter().filter(|token| token.kind == TokenKind::Comment);
    comments
        .map(|token| Comment { text: token.text.to_owned(), span: token.span, own_line: token.opens_line })
        .collect()
}

/// The number of columns between two tab stops.
const TAB: u32 = 4;

/// Lists the lines that are not empty.
fn lines(source: &str, tokens: &[Token<'_>]) -> Vec<Line> {
    let mut before = 0;
    let mut lines = vec![];
    for token in tokens {
        if token.opens_line {
            let space = Span::new(before, token.span.start).of(source);
            let (above, indent) = space.rsplit_once('\n').unwrap_or(("", space));
            let columns = indent.chars().map(|c| if c == '\t' { TAB } else { 1 });
            let (indent, after_blank) = (columns.sum(), above.contains(['\n']));
            lines.push(Line { start: token.span.start, indent, after_blank });
        }
        before = token.span.end;
    }
    lines
}

/// Sorts the diagnostics and drops those beyond [`MOST_DIAGNOSTICS`].
fn limited(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    sort_by_key(&mut diagnostics, |d| d.span);
    if diagnostics.len() > MOST_DIAGNOSTICS {
        let more = diagnostics.len() - MOST_DIAGNOSTICS;
        let span = diagnostics.get(MOST_DIAGNOSTICS).and_then(|d| d.span).unwrap_or_default();
        diagnostics.truncate(MOST_DIAGNOSTICS);
        let message = format!("there are {more} more errors");
        diagnostics.push(Diagnostic::error("L0193", span, message));
    }
    diagnostics
}
