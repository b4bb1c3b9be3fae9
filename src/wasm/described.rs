//! What the engine says about itself, as plain data.

use crate::diag::Code;
use serde::Serialize;

/// A diagnostic's code, explained.
#[derive(Serialize)]
pub(super) struct Described {
    code: &'static str,
    title: &'static str,
    explain: &'static str,
}

impl From<&'static Code> for Described {
    fn from(code: &'static Code) -> Self {
        Described { code: code.id, title: code.title, explain: code.explain }
    }
}

/// Which engine this is, and what it knows.
#[derive(Serialize)]
pub(super) struct Versions {
    engine: &'static str,
    edition: u32,
    atlas: &'static str,
}

impl Versions {
    pub(super) fn current() -> Self {
        Versions { engine: env!("CARGO_PKG_VERSION"), edition: crate::vocab::EDITION, atlas: "2026.11" }
    }
}
