//! The state of the world on a day: places, groups, providers, regions, and the laws on transfers and access.
//!
//! The facts are in tables beside this file (`*.csv`), each with its days, its source and a confidence, and in modules
//! of the policy language (`*.loci`). A table is parsed at first use. In every table `from` is the first day on which a
//! row holds and `through` the last.

mod fact;
mod group;
mod hint;
mod law;
mod multi_region;
mod place;
mod provider;
mod region;
mod source;
mod table;
mod tables;
mod turn;
mod vendor;

pub use fact::{Fact, facts};
pub use group::{Group, Membership};
#[cfg(feature = "readers")]
pub(crate) use hint::is_area;
pub(crate) use hint::multi_region_written;
pub(crate) use hint::{ARTICLES, plain_letters};
pub use hint::{
    Hint, place_hint, place_named, place_read, place_written, plain_words, platform_region, region_below, region_hint,
    region_written,
};
pub use law::{
    AccessKind, AccessLaw, Adequacy, AdequacyKind, Instrument, LocalisationLaw, Upcoming, access_laws, adequacy,
    clauses_made, instruments, localisation_laws, upcoming,
};
pub use multi_region::{Members, MultiRegion, multi_region, multi_regions};
pub use place::{Place, PlaceSet, Territory, territories};
pub use provider::{Holder, Operator, operator_on, provider, providers};
pub use region::{Region, Spot, region, regions};
pub(crate) use region::{offers_regions, places_of_city};
pub use source::{Confidence, Source, source, sources};
pub use tables::{modules, tables};
pub use turn::{Family, Turn, turns};
pub use vendor::{Company, Named, Person, Vendor, companies, vendor, vendor_named, vendors};
pub(crate) use vendor::{LONGEST as LONGEST_NAME, NameFit, PlainName, company_group, legal_forms, name_stem};

/// The version of the atlas: year and month of its statements.
pub const VERSION: &str = "2026.11";

/// Returns the SHA-256 of every table and module: name, zero byte, text, zero byte, tables first.
///
/// It is a constant, so that nothing is hashed at run time; the test `digest_is_that_of_the_texts` computes it.
pub fn digest() -> &'static str {
    "sha256:e6cf77c433f3a16b2f3f5470daef246e653c202668c649dffb8e537549fbe8c2"
}
