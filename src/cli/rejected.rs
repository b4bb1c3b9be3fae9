//! A text that was not judged, and the reason.

use super::Format;
use super::draw::annotated;
use super::out::Out;
use lexloci::diag::{Diagnostic, Located};
use lexloci::span::LineIndex;
use lexloci::{Modules, golden};
use serde::Serialize;
use std::collections::BTreeMap;

/// Diagnostics, and the texts that they are about.
#[derive(Default)]
pub(crate) struct Rejected<'a> {
    /// The name of the text: a file's name, with the position of a flow in it.
    pub(crate) name: String,
    /// The text; empty when it could not be read.
    pub(crate) source: &'a str,
    /// The modules of the policy.
    pub(crate) modules: Option<&'a Modules>,
    /// The diagnostics of the text.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The line index of each text with a diagnostic, computed once.
#[derive(Default)]
struct Indices<'d>(BTreeMap<Option<&'d str>, LineIndex>);

impl<'d> Indices<'d> {
    fn of(&mut self, diagnostic: &'d Diagnostic, source: &str) -> &LineIndex {
        self.0.entry(diagnostic.module.as_deref()).or_insert_with(|| LineIndex::new(source))
    }
}

/// A rejected text as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    diagnostics: Vec<Located>,
}

/// Writes a value as a line of JSON.
pub(crate) fn write_json<T: Serialize>(value: &T, out: &mut Out) {
    match serde_json::to_string(value) {
        Ok(json) => out.line(&json),
        Err(error) => out.complain(&format!("lexloci: {error}\n")),
    }
}

#[cfg(feature = "read")]
impl From<lexloci::read::Fault> for Rejected<'_> {
    fn from(fault: lexloci::read::Fault) -> Self {
        Rejected { name: fault.name, diagnostics: vec![*fault.diagnostic], ..Rejected::default() }
    }
}

impl Rejected<'_> {
    /// Returns the rejection of a whole text, with no position in it.
    pub(crate) fn without_position(name: &str, code: &'static str, message: String) -> Self {
        let diagnostic = Diagnostic::host(code, message);
        Rejected { name: name.to_owned(), diagnostics: vec![diagnostic], ..Rejected::default() }
    }

    /// Prints the rejection: annotated on standard error, or as a line of JSON on standard output.
    pub(crate) fn print(&self, format: Format, out: &mut Out) {
        match format {
            Format::Text => self.draw(out),
            Format::Json => self.write(out),
        }
    }

    fn draw(&self, out: &mut Out) {
        let mut indices = Indices::default();
        for diagnostic in &self.diagnostics {
            let name = diagnostic.module.as_deref().unwrap_or(&self.name);
            let source = self.source_of(diagnostic);
            out.complain(&annotated(diagnostic, source, indices.of(diagnostic, source), name));
        }
    }

    fn write(&self, out: &mut Out) {
        write_json(&Line { source: &self.name, diagnostics: self.located() }, out);
    }

    /// Returns the diagnostics with their lines and columns.
    pub(crate) fn located(&self) -> Vec<Located> {
        let mut indices = Indices::default();
        let mut located = vec![];
        for diagnostic in &self.diagnostics {
            let source = self.source_of(diagnostic);
            located.push(diagnostic.located(source, indices.of(diagnostic, source)));
        }
        located
    }

    /// Returns the text that a diagnostic is about.
    fn source_of(&self, diagnostic: &Diagnostic) -> &str {
        match (&diagnostic.module, self.modules) {
            (None, _) => self.source,
            (Some(module), Some(modules)) => golden::module_text(modules, module),
            (Some(_), None) => "",
        }
    }
}
