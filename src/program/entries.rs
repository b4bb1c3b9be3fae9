//! Entries, each compiled once.

use super::compile::{Compiler, index_of};
use super::{Entries, ListOf};
use crate::policy::{self, Step};
use crate::vocab::{Kind, Type};

impl<'p> Compiler<'p> {
    /// Returns the index of entries.
    pub(super) fn entries(&mut self, entries: &'p policy::Entries) -> u16 {
        if let Some((_, index)) = self.listed.iter().find(|(known, _)| *known == entries) {
            return *index;
        }
        let compiled = match entries {
            policy::Entries::Path(path) => Entries::Path(self.path(path), list_of(path)),
            policy::Entries::Joined(parts) => Entries::Joined(parts.iter().map(|part| self.entries(part)).collect()),
            policy::Entries::Filtered { from, slot, filter } => {
                let from = self.entries(from);
                let slot = self.slot(*slot);
                Entries::Filtered(from, slot, self.detached(filter))
            }
        };
        let index = match compiled {
            Entries::Filtered(..) => {
                self.program.entries.push(compiled);
                (self.program.entries.len() - 1) as u16
            }
            other => index_of(&mut self.program.entries, other),
        };
        self.listed.push((entries, index));
        index
    }
}

fn list_of(path: &policy::Path) -> ListOf {
    let last =
        path.steps.last().and_then(|Step { kind, field }| Some((*kind, kind.facts().get(usize::from(field.0))?.name)));
    match (path.ty, last) {
        (Type::List(Kind::Credential), _) => ListOf::Credentials,
        (_, Some((Kind::Party, "holders"))) => ListOf::Holders,
        (_, Some((Kind::Flow, "transfers"))) => ListOf::Transfers,
        _ => ListOf::Plain,
    }
}
