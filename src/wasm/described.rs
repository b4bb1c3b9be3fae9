//! The engine's description of itself, as plain data.

use serde::Serialize;

/// The versions of the engine, the language and the atlas.
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
