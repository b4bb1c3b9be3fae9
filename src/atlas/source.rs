//! Where each fact comes from, and how sure it is.

use super::{table, tables};
use std::sync::OnceLock;

/// How sure a fact is, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A page or file that states the fact was read.
    Verified,
    /// That it stands was read, on a list or in the press; a number or an exact day is from memory.
    VerifiedList,
    /// Someone else's data set or summary states it.
    Secondary,
    /// From memory only: to be looked up.
    General,
}

impl Confidence {
    /// `verified`, `verified-list`, `secondary`, `general`.
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

/// Where facts come from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// What the tables call it.
    pub key: &'static str,
    /// What it is.
    pub text: &'static str,
    /// Its address, where it has one.
    pub url: Option<&'static str>,
}

/// Every source, in the order of their keys.
pub fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        table::parse(tables::SOURCES, |row| Some(Source { key: row.text()?, text: row.text()?, url: row.optional()? }))
    })
}

/// The source that the tables call by this key.
pub fn source(key: &str) -> Option<&'static Source> {
    let all = sources();
    let row = all.binary_search_by(|source| source.key.cmp(key)).ok()?;
    all.get(row)
}
