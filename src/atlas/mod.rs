//! What the world was on a day: places, groups, providers, regions.

/// A place: a country or territory of ISO 3166, or an organisation that data can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub(crate) u8);

/// A named, dated group of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(pub(crate) u8);
