//! Finds the definitions in the files that a text sees.

use super::Document;
use crate::span::Span;
use crate::syntax::tree::{Item, Name};

/// A definition and its file.
#[derive(Clone, Copy)]
pub(super) struct Definition<'d> {
    /// The module's name; empty for the text itself.
    pub(super) module: &'d str,
    pub(super) name: &'d Name,
    pub(super) item: &'d Item,
}

impl Document<'_> {
    /// Returns every definition in the text and in the modules that it sees; its own first.
    pub(super) fn definitions(&self) -> impl Iterator<Item = Definition<'_>> {
        self.survey.files.iter().flat_map(|file| {
            let named = file.file.items.iter().filter_map(|item| Some((name_of(item)?, item)));
            named.map(|(name, item)| Definition { module: &file.name, name, item })
        })
    }

    /// Returns the definition that a name means: the nearest, so that a replacement comes before what it replaces.
    pub(super) fn defined(&self, name: &str, source: bool) -> Option<Definition<'_>> {
        let mut all = self.definitions().filter(|found| found.name.text == name);
        all.find(|found| matches!(found.item, Item::Source(_)) == source)
    }

    /// Returns the definition that this one replaces.
    pub(super) fn replaced(&self, found: Definition<'_>) -> Option<Definition<'_>> {
        let mut all = self.definitions().filter(|other| other.name.text == found.name.text);
        all.find(|other| other.module == found.module && other.name.span == found.name.span);
        all.find(|other| !matches!(other.item, Item::Source(_)))
    }
}

fn name_of(item: &Item) -> Option<&Name> {
    match item {
        Item::Source(source) => Some(&source.name),
        Item::Set(set) => Some(&set.name),
        Item::List(list) => Some(&list.name),
        Item::Define(define) => Some(&define.name),
        Item::Broken(name, _) => name.as_ref(),
        Item::Fact(_) | Item::Vendor(_) | Item::Region(_) => None,
    }
}

/// Returns the kind of a definition, and the span of all of it.
pub(super) fn described(item: &Item) -> (&'static str, Span) {
    match item {
        Item::Source(source) => ("source", source.span),
        Item::Set(set) => ("set", set.span),
        Item::List(list) => ("list", list.span),
        Item::Define(define) => ("definition", define.span),
        Item::Fact(fact) => ("fact", fact.span),
        Item::Vendor(vendor) => ("vendor", vendor.span),
        Item::Region(region) => ("region", region.span),
        Item::Broken(_, span) => ("definition", *span),
    }
}
