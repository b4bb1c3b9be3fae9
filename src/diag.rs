//! Diagnostics as plain data: the fault, its position, and the help. The command line and the package draw them.

use crate::span::{LineIndex, Position, Span};
use serde::Serialize;

mod errors;
mod flows;
mod host;
mod inputs;
mod lints;
mod names;
mod syntax;
mod types;

pub use errors::Errors;

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
///
/// ```
/// use lexloci::{Level, Policy};
///
/// let errors = "loci 2".parse::<Policy>().unwrap_err();
/// assert_eq!(errors[0].level, Level::Error);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The policy or flow is not evaluated.
    Error,
    /// A lint: it is evaluated, but probably does not say what was meant.
    Warning,
}

/// A replacement that an editor can apply.
///
/// ```
/// use lexloci::Policy;
///
/// let source = "loci 1\npolicy home version 1.0.0 \"Home\" {\n  rule a \"A\"\n    for every s in storage\n    require s.kind == backup\n}\n";
/// let errors = source.parse::<Policy>().unwrap_err();
/// let fix = errors[0].fix.as_ref().expect("an operator has one spelling");
/// assert_eq!((fix.span.of(source), fix.text.as_str()), ("==", "is"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// The span to replace.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// One fault of a policy (`span`) or a flow (`path`).
///
/// ```
/// use lexloci::{Json, Options, Policy};
///
/// let policy: Policy = "loci 1\npolicy home version 1.0.0 \"Home\" {\n  rule a \"A\"\n    for every s in storage\n    require s in EEA\n}\n".parse()?;
/// let flow: Json = r#"{"as_of": "2026-03-01", "storage": ["Narnia"]}"#.parse()?;
/// let errors = policy.check(&flow, &Options::new()).unwrap_err();
/// assert_eq!((errors[0].code, errors[0].path.as_deref()), ("L0508", Some("storage[0]")));
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

    /// Returns an error without a place: of an option, or of a file as a whole.
    pub fn host(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { span: None, ..Diagnostic::error(code, Span::default(), message) }
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

/// Writes `storage[0].place: error[L0507]: …`, and the help on a line of its own. The place of a policy's error is its byte:
/// `src/render` works out line and column from the text.
impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.path, self.span) {
            (Some(path), _) if !path.is_empty() => write!(f, "{path}: ")?,
            (_, Some(span)) => write!(f, "{}byte {}: ", in_module(self.module.as_deref()), span.start)?,
            _ => {}
        }
        let level = if self.is_error() { "error" } else { "warning" };
        write!(f, "{level}[{}]: {}", self.code, self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}

/// Returns `module eea, `, and nothing for the policy itself.
fn in_module(module: Option<&str>) -> String {
    module.map_or_else(String::new, |name| format!("module {name}, "))
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
