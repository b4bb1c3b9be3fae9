//! Names of clouds that stand for several regions: `gcp/EUR4` keeps data in two, `gcp/EU` in some that it does not tell. Sources:
//! the column `source` of multi-regions.csv.

use super::table::{self, Row};
use super::{Confidence, PlaceSet, Region, Spot, region, tables};
use crate::date::Date;
use std::sync::OnceLock;

/// A multi-region, a dual region or a geography of a cloud.
#[derive(Clone, Debug)]
pub struct MultiRegion {
    /// Its id as the vendor spells it: `gcp/EUR4`.
    pub id: &'static str,
    /// Key of the provider that operates it.
    pub provider: &'static str,
    /// The regions or places of the data.
    pub members: Members,
    /// The vendor's name for it.
    pub label: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

/// The regions or places of a multi-region's data.
#[derive(Clone, Debug)]
pub enum Members {
    /// In each of these regions, all at once.
    Each(Vec<&'static Region>),
    /// In some of these places; which ones is not told.
    Somewhere(Vec<Spot>),
}

impl MultiRegion {
    /// Returns the places that it can be in on a day.
    pub fn places_on(&self, day: Date) -> PlaceSet {
        let of = |spot: &Spot| match spot {
            Spot::Place(place) => PlaceSet::of(*place),
            Spot::Group(group) => group.members_on(day),
        };
        match &self.members {
            Members::Each(regions) => {
                regions.iter().map(|region| of(&region.place)).fold(PlaceSet::empty(), PlaceSet::union)
            }
            Members::Somewhere(spots) => spots.iter().map(of).fold(PlaceSet::empty(), PlaceSet::union),
        }
    }

    /// Returns its places in one word: the code of the only one, else its id.
    pub(crate) fn stated(&self) -> &'static str {
        match &self.members {
            Members::Somewhere(spots) => match spots.as_slice() {
                [only] => only.code(),
                _ => self.id,
            },
            Members::Each(_) => self.id,
        }
    }

    /// Returns what the atlas says of it.
    pub fn says(&self) -> String {
        let spread = match self.members {
            Members::Each(_) => "each of",
            Members::Somewhere(_) => "some place of",
        };
        format!("is in {spread} {}, operated by {}: {}", self.words(), self.provider, self.label)
    }

    /// Returns its members as text: `gcp/europe-north1, gcp/europe-west4`.
    pub fn words(&self) -> String {
        let words: Vec<&str> = match &self.members {
            Members::Each(regions) => regions.iter().map(|region| region.id).collect(),
            Members::Somewhere(spots) => spots.iter().map(|spot| spot.code()).collect(),
        };
        words.join(", ")
    }
}

/// Returns every multi-region, in the order of their ids, ignoring case.
pub fn multi_regions() -> &'static [MultiRegion] {
    static ALL: OnceLock<Vec<MultiRegion>> = OnceLock::new();
    ALL.get_or_init(|| table::parse(tables::MULTI_REGIONS, read))
}

/// Returns the multi-region with this id, ignoring case.
///
/// ```
/// use lexloci::atlas::multi_region;
///
/// assert_eq!(multi_region("gcp/eur4").map(|found| found.words()).as_deref(), Some("gcp/europe-north1, gcp/europe-west4"));
/// assert!(multi_region("gcp/europe-west4").is_none());
/// ```
pub fn multi_region(id: &str) -> Option<&'static MultiRegion> {
    multi_regions().iter().find(|each| each.id.eq_ignore_ascii_case(id))
}

fn read(row: &mut Row) -> Option<MultiRegion> {
    let (id, provider, spread, members) = (row.text()?, row.text()?, row.text()?, row.text()?);
    let brand = id.split('/').next().unwrap_or_default();
    let words = members.split(' ');
    let members = match spread {
        "each" => Members::Each(words.map(|own| region(&[brand, "/", own].concat())).collect::<Option<_>>()?),
        _ => Members::Somewhere(words.map(Spot::from_code).collect::<Option<_>>()?),
    };
    Some(MultiRegion { id, provider, members, label: row.text()?, source: row.text()?, confidence: row.confidence()? })
}
