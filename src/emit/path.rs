//! Paths as JavaScript: from a variable or the flow to the number, text or record that a fact is.

use super::facts::Schema;
use super::ir::Path;
use crate::policy::Base;
use crate::vocab::{Kind, Type};

/// Returns the variable of a slot.
pub(super) fn variable(slot: usize) -> String {
    format!("v{slot}")
}

/// Returns the expression of a path. Data and exporters that are not stated are the flow's, the exporter's own keys lie at its seat,
/// and the transfer that a site is goes where the site is.
pub(super) fn path(schema: &Schema<'_>, path: &Path) -> String {
    let mut text = match path.base {
        Base::Flow => "F".to_owned(),
        Base::Slot(slot) => variable(slot),
    };
    for (kind, field) in &path.steps {
        let Some(fact) = schema.fact(*kind, *field) else { continue };
        text = match (kind, fact.name.as_str()) {
            (Kind::Site | Kind::Transfer, "data") => format!("dataOf(F, {text})"),
            (Kind::Transfer, "exporter") => format!("exporterOf(F, {text})"),
            (Kind::Transfer, "to") => format!("toOf({text})"),
            (Kind::Keys, "place") => format!("placeOfKeys(F, {text})"),
            _ => format!("{text}.{}", fact.name),
        };
    }
    text
}

/// Returns the part of leaving the provider that a path leads to, as a text.
pub(super) fn exit_part(schema: &Schema<'_>, path: &Path) -> String {
    let part = match (path.base, path.steps.as_slice()) {
        (Base::Flow, [(Kind::Flow, _), (Kind::Exit, field)]) => {
            schema.fact(Kind::Exit, *field).map(|fact| fact.name.as_str())
        }
        _ => None,
    };
    let part = part.filter(|part| ["notice", "transition", "switching_time"].contains(part));
    format!("\"{}\"", part.unwrap_or_default())
}

/// Returns the variables that a path starts from.
pub(super) fn slot(path: &Path) -> Option<usize> {
    match path.base {
        Base::Flow => None,
        Base::Slot(slot) => Some(slot),
    }
}

/// Returns what stands for an entry of which nothing is known.
pub(super) fn unknown_entry(ty: Type) -> String {
    match ty.entry() {
        Some(Type::Object(kind)) => format!("u{}", super::facts::class(kind)),
        _ => "0".to_owned(),
    }
}
