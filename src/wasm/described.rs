//! What the engine says about itself, as plain data.

use serde::Serialize;

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
