//! The sources of facts, and the confidence in them.

use super::{table, tables};
use std::sync::OnceLock;

/// The confidence in a fact, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A page or file that states the fact was read.
    Verified,
    /// The existence of the fact was read, on a list or in the press; a number or an exact day is from memory.
    VerifiedList,
    /// Someone else's data set or summary states it.
    Secondary,
    /// From memory only: to be looked up.
    General,
}

impl Confidence {
    /// Returns its name: `verified`, `verified-list`, `secondary`, `general`.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Verified => "verified",
            Confidence::VerifiedList => "verified-list",
            Confidence::Secondary => "secondary",
            Confidence::General => "general",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Confidence> {
        match name {
            "verified" => Some(Confidence::Verified),
            "verified-list" => Some(Confidence::VerifiedList),
            "secondary" => Some(Confidence::Secondary),
            "general" => Some(Confidence::General),
            _ => None,
        }
    }
}

/// A source of facts.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The key that the tables use.
    pub key: &'static str,
    /// Its description.
    pub text: &'static str,
    /// Its address, where it has one.
    pub url: Option<&'static str>,
}

/// Returns every source, in the order of their keys.
pub fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        table::parse(tables::SOURCES, |row| Some(Source { key: row.text()?, text: row.text()?, url: row.optional()? }))
    })
}

/// Returns the source with this key.
pub fn source(key: &str) -> Option<&'static Source> {
    let all = sources();
    let row = all.binary_search_by(|source| source.key.cmp(key)).ok()?;
    all.get(row)
}
