//! Finds where something is defined.

use super::{Document, is};
use crate::span::Span;
use crate::syntax::TokenKind;
use crate::syntax::tree::Item;

/// The position of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The module's name; `None` in the text itself.
    pub module: Option<String>,
    /// The span of its name, there.
    pub span: Span,
}

impl Document<'_> {
    /// Finds the definition of the name at a byte: a set, list, definition, source, module, rule or variable.
    pub fn definition(&self, byte: u32) -> Option<Target> {
        let at = self.under(byte)?;
        let token = self.token(at)?;
        let name = token.text.split('.').next().unwrap_or("");
        let in_head = byte <= token.span.start + name.len() as u32;
        if !in_head || token.kind == TokenKind::Pin {
            return None;
        }
        if is(self.before(at, 1), "use") {
            return Some(Target { module: Some(name.to_owned()), span: Span::default() });
        }
        let cited = self.is_cited(at) || is(self.before(at, 1), "source");
        if !cited && let Some(own) = self.variable(name, at + 1).or_else(|| self.excused(name, at)) {
            return self
                .token(own)
                .map(|token| Target { module: None, span: Span::new(token.span.start, token.span.end) });
        }
        if let Some(target) = self.declaration(token.text, at) {
            return Some(target);
        }
        let found = self.defined(name, cited)?;
        let module = Some(found.module.to_owned()).filter(|module| !module.is_empty());
        Some(Target { module, span: found.name.span })
    }

    /// Finds the declaration of a region or a vendor.
    pub(super) fn declaration(&self, word: &str, at: usize) -> Option<Target> {
        let is_region = self.token(at)?.kind == TokenKind::Region;
        let is_key = matches!(self.word_before(at, 1), "vendor" | "by" | "parent");
        let is_vendor = is_key || self.token(at)?.kind == TokenKind::Party;
        let key = |word: &str| word.trim_start_matches('@').to_ascii_lowercase();
        let found = self.survey.files.iter().find_map(|file| {
            let span = file.file.items.iter().find_map(|item| match item {
                Item::Region(region) if is_region => (key(&region.id.text) == key(word)).then_some(region.id.span),
                Item::Vendor(vendor) if is_vendor => (key(&vendor.key.text) == key(word)).then_some(vendor.key.span),
                _ => None,
            });
            span.map(|span| (file.name.clone(), span))
        });
        found.map(|(module, span)| Target { module: Some(module).filter(|module| !module.is_empty()), span })
    }

    /// Resolves a name in the head of an exception to the rule or exception that it excuses.
    pub(super) fn excused(&self, name: &str, at: usize) -> Option<usize> {
        let listed = matches!(self.word_before(at, 1), "to" | "," | "rule" | "exception");
        let heads = self.opener(at + 1) == "exception" || self.opener(at + 1) == "rule";
        (listed && heads).then(|| self.member(name)).flatten().map(|head| head + 1)
    }
}
