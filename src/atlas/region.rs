//! Cloud regions and where they are. Sources: the column `source` of regions.csv.
//!
//! The prefix of an id does not tell the place: `aws/eu-west-2` is in London, `aws/eu-central-2` in Zurich. The
//! operator of a region follows from its partition (`aws/cn-north-1` is not operated by Amazon).

use super::hint::folded;
use super::table::{self, Row};
use super::{Confidence, Group, Operator, Place, operator_on, tables};
use crate::date::Date;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// A place, or any place of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// This place.
    Place(Place),
    /// Any place of this group: `cloudflare/eu` is somewhere in the Union.
    Group(Group),
}

impl Spot {
    /// Returns its code: `FR`, `EU`, `anywhere`.
    pub fn code(self) -> &'static str {
        match self {
            Spot::Place(place) => place.code(),
            Spot::Group(group) => group.name(),
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Spot> {
        let place = Place::from_code(code).map(Spot::Place);
        place.or_else(|| Group::from_name(code).map(Spot::Group))
    }
}

/// A region of a cloud.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// Its id as the vendor spells it: `aws/eu-west-3`, `ovhcloud/GRA`.
    pub id: &'static str,
    /// Its position among all regions.
    pub index: usize,
    /// Key of the provider that operates it, which need not be the first part of the id: `aws-eusc`.
    pub provider: &'static str,
    /// The vendor's partition, realm or kind of network.
    pub partition: &'static str,
    /// The place of the data at rest.
    pub place: Spot,
    /// The vendor's name for it.
    pub label: &'static str,
    /// Key of the source.
    pub source: &'static str,
    /// The confidence in it.
    pub confidence: Confidence,
}

impl Region {
    /// Returns its position among all regions.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Returns the region at this position.
    pub fn from_index(index: usize) -> Option<&'static Region> {
        regions().get(index)
    }

    /// Returns its operator on this day.
    pub fn operator_on(&self, day: Date) -> Option<&'static Operator> {
        operator_on(self.provider, day)
    }
}

/// Returns the region with this id, ignoring case.
pub fn region(id: &str) -> Option<&'static Region> {
    let all = regions();
    let row = all.binary_search_by(|region| compare(region.id, id)).ok()?;
    all.get(row)
}

/// Returns every region, in the order of their ids, ignoring case.
pub fn regions() -> &'static [Region] {
    static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let mut all = table::parse(tables::REGIONS, read);
        for (index, region) in all.iter_mut().enumerate() {
            region.index = index;
        }
        all
    })
}

/// Returns whether regions of the atlas begin with a name: `aws` in `aws/eu-west-3`.
pub(crate) fn offers_regions(name: &str) -> bool {
    let begins = |region: &Region| region.id.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(name));
    regions().iter().any(begins) || !super::provider(name).is_empty()
}

/// Returns the countries in which there are regions that are named by a city.
pub(crate) fn places_of_city(city: &str) -> Vec<&'static str> {
    let city = folded(city);
    let is_named = |label: &str| label.split(['(', ')', ',', '/']).any(|part| folded(part) == city);
    let mut found = vec![];
    for region in regions().iter().filter(|region| !city.is_empty() && is_named(region.label)) {
        if let Spot::Place(place) = region.place
            && !found.contains(&place.code())
        {
            found.push(place.code());
        }
    }
    found
}

fn compare(a: &str, b: &str) -> Ordering {
    let a = a.bytes().map(|byte| byte.to_ascii_lowercase());
    a.cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn read(row: &mut Row) -> Option<Region> {
    Some(Region {
        id: row.text()?,
        index: 0,
        provider: row.text()?,
        partition: row.text()?,
        place: Spot::from_code(row.text()?)?,
        label: row.text()?,
        source: row.text()?,
        confidence: row.confidence()?,
    })
}
