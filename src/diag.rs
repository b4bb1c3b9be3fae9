//! Diagnostics as plain data: the fault, its position, and the help. The command line and the package draw them.

use crate::span::{LineIndex, Position, Span};
use serde::Serialize;

mod flows;
mod host;
mod inputs;
mod lints;
mod names;
mod syntax;
mod types;

/// One kind of diagnostic. Codes are stable: L00xx input, L01xx syntax, L02xx names, L03xx types, L04xx lints, L05xx flows.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `L0203`.
    pub id: &'static str,
    /// The fault in a few words, without the names involved.
    pub title: &'static str,
    /// The text of `lexloci explain`: the meaning, what to do, and an example.
    pub explain: &'static str,
}

/// Returns every code, family by family.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let tables = [inputs::CODES, syntax::CODES, names::CODES, types::CODES, lints::CODES, flows::CODES, host::CODES];
    tables.into_iter().flatten()
}

/// Returns the code with this id, `L0203`.
pub fn code(id: &str) -> Option<&'static Code> {
    codes().find(|code| code.id.eq_ignore_ascii_case(id))
}

/// The weight of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The policy or flow is not evaluated.
    Error,
    /// A lint: it is evaluated, but probably does not say what was meant.
    Warning,
}

/// A replacement that an editor can apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The span to replace.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// One fault of a policy (`span`) or a flow (`path`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code: `L0203`.
    pub code: &'static str,
    /// Error or lint.
    pub level: Level,
    /// The message, one line.
    pub message: String,
    /// The module that contains it; `None` for the policy itself (and for flows).
    pub module: Option<String>,
    /// The position in the source.
    pub span: Option<Span>,
    /// The position in the flow: `transfers[1].tool`.
    pub path: Option<String>,
    /// The right spelling, or a valid example.
    pub help: Option<String>,
    /// A replacement that follows the help.
    pub fix: Option<Fix>,
}

/// The longest message and the longest help, in bytes: names in them can have any length.
const LONGEST: usize = 1_000;

/// Cuts a text to [`LONGEST`] bytes.
fn clipped(mut text: String) -> String {
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

impl Diagnostic {
    /// Returns an error at a span of a source text.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            level: Level::Error,
            message: clipped(message.into()),
            module: None,
            span: Some(span),
            path: None,
            help: None,
            fix: None,
        }
    }

    /// Returns a lint at a span of a source text.
    pub fn lint(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { level: Level::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// Returns an error at a path of a flow.
    pub fn flow(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Diagnostic { span: None, path: Some(clipped(path.into())), ..Diagnostic::error(code, Span::default(), message) }
    }

    /// Adds help.
    pub fn help(self, help: impl Into<String>) -> Self {
        Diagnostic { help: Some(clipped(help.into())), ..self }
    }

    /// Adds a replacement for `span`.
    pub fn fix(self, span: Span, text: impl Into<String>) -> Self {
        Diagnostic { fix: Some(Fix { span, text: text.into() }), ..self }
    }

    /// Returns whether it keeps a policy or flow from being evaluated.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Resolves its positions, for JSON and editors. `source` is the text that contains it.
    pub fn located(&self, source: &str, index: &LineIndex) -> Located {
        let at = |byte| index.position(source, byte);
        Located {
            code: self.code,
            level: self.level,
            message: self.message.clone(),
            module: self.module.clone(),
            start: self.span.map(|s| at(s.start)),
            end: self.span.map(|s| at(s.end)),
            path: self.path.clone(),
            help: self.help.clone(),
            fix: self
                .fix
                .as_ref()
                .map(|fix| LocatedFix { span: index.utf16(source, fix.span), text: fix.text.clone() }),
        }
    }
}

/// A diagnostic with its positions resolved: the JSON of `--format json` and of the Wasm package.
#[derive(Clone, Debug, Serialize)]
pub struct Located {
    /// Its code: `L0203`.
    pub code: &'static str,
    /// Error or lint.
    pub level: Level,
    /// The message, one line.
    pub message: String,
    /// The module that contains it; `None` for the policy itself.
    pub module: Option<String>,
    /// First position.
    pub start: Option<Position>,
    /// Position after the last character.
    pub end: Option<Position>,
    /// The position in the flow.
    pub path: Option<String>,
    /// The right spelling, or a valid example.
    pub help: Option<String>,
    /// A replacement, its span in UTF-16 code units.
    pub fix: Option<LocatedFix>,
}

/// A replacement that an editor can apply.
#[derive(Clone, Debug, Serialize)]
pub struct LocatedFix {
    /// `[start, end)` in UTF-16 code units.
    pub span: [u32; 2],
    /// The new text.
    pub text: String,
}
