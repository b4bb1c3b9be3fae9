//! Parses queries to the atlas.

use super::fact::{self, Fact};
use lexloci::Date;
use lexloci::atlas::{self, Group, Operator, Place, Region, Spot, Vendor};

/// An entry of the atlas.
pub(super) enum Query {
    Place(Place),
    Group(Group),
    Region(&'static Region),
    MultiRegion(&'static atlas::MultiRegion),
    Provider(&'static [Operator]),
    Vendor(&'static Vendor),
}

impl Query {
    /// Parses `place:US`, or `US` alone. The message of an error suggests what was probably meant.
    pub(super) fn read(text: &str) -> Result<Query, String> {
        let found = match text.split_once(':') {
            Some(("place", code)) => place(code),
            Some(("group", name)) => group(name),
            Some(("region", id)) => region(id),
            Some(("provider", key)) => provider(key),
            Some(("vendor", name)) => vendor(name),
            _ => place(text)
                .or_else(|| group(text))
                .or_else(|| region(text))
                .or_else(|| provider(text))
                .or_else(|| vendor(text)),
        };
        found.ok_or_else(|| unknown(text))
    }

    /// Returns its title.
    pub(super) fn title(&self) -> String {
        match self {
            Query::Place(place) => format!("{}  {}", place.code(), place.name()),
            Query::Group(group) => format!("{}  {}", group.name(), group.title()),
            Query::Region(region) => format!("{}  {}", region.id, region.label),
            Query::MultiRegion(multi) => format!("{}  {}", multi.id, multi.label),
            Query::Provider(operators) => operators.first().map_or("", |operator| operator.key).to_owned(),
            Query::Vendor(vendor) => format!("{}  {}", vendor.key, vendor.name),
        }
    }

    /// Lists all statements about it. With a day, a region's operator is that of the day.
    pub(super) fn facts(&self, on: Option<Date>) -> Vec<Fact> {
        match self {
            Query::Place(place) => of_place(*place),
            Query::Group(group) => group.memberships().iter().map(fact::membership).collect(),
            Query::Region(region) => of_region(region, on),
            Query::MultiRegion(multi) => vec![fact::multi_region(multi)],
            Query::Provider(operators) => of_provider(operators),
            Query::Vendor(vendor) => {
                let operators = atlas::provider(vendor.key).iter().map(fact::operator);
                fact::vendor(vendor).into_iter().chain(operators).collect()
            }
        }
    }
}

fn place(code: &str) -> Option<Query> {
    Place::from_code(code).map(Query::Place)
}

fn group(name: &str) -> Option<Query> {
    Group::from_name(name).map(Query::Group)
}

fn region(id: &str) -> Option<Query> {
    let multi = || atlas::multi_region(id).map(Query::MultiRegion);
    atlas::region(id).map(Query::Region).or_else(multi)
}

fn provider(key: &str) -> Option<Query> {
    Some(atlas::provider(key)).filter(|operators| !operators.is_empty()).map(Query::Provider)
}

/// Returns the vendor that a key or a name means.
fn vendor(name: &str) -> Option<Query> {
    atlas::vendor_named(name).map(|named| Query::Vendor(named.vendor))
}

fn unknown(text: &str) -> String {
    let (kind, word) = text.split_once(':').unwrap_or(("", text));
    let near = match kind {
        "vendor" => None,
        "region" => atlas::region_hint(word),
        "place" | "group" => atlas::place_hint(word),
        _ => atlas::place_hint(word).or_else(|| atlas::region_hint(word)),
    };
    match near {
        Some(near) => format!("the atlas has no `{text}`; {}", near.help('`')),
        None => format!("the atlas has no `{text}`"),
    }
}

fn of_place(place: Place) -> Vec<Fact> {
    let members = Group::all().flat_map(|group| group.windows(place));
    let mut facts: Vec<Fact> = place.territory().map(fact::territory).into_iter().collect();
    facts.extend(members.map(fact::membership));
    facts.extend(atlas::adequacy().iter().filter(|decision| decision.place == place).map(fact::adequacy));
    let laws = atlas::access_laws().iter();
    facts.extend(laws.filter(|law| reaches(law.place, place)).map(fact::access_law));
    let laws = atlas::localisation_laws().iter();
    facts.extend(laws.filter(|law| law.place == place).map(fact::localisation_law));
    let regions = atlas::regions().iter();
    facts.extend(regions.filter(|region| region.place == Spot::Place(place)).map(fact::region));
    facts
}

/// Returns whether a law of `spot` applies to the place: the place itself, or a group that it was ever in.
fn reaches(spot: Spot, place: Place) -> bool {
    match spot {
        Spot::Place(other) => other == place,
        Spot::Group(group) => group.ever().contains(place),
    }
}

fn of_region(region: &Region, on: Option<Date>) -> Vec<Fact> {
    let operators = atlas::provider(region.provider).iter();
    let operators = operators.filter(|operator| on.is_none_or(|day| operator.window.holds(day)));
    std::iter::once(fact::region(region)).chain(operators.map(fact::operator)).collect()
}

fn of_provider(operators: &'static [Operator]) -> Vec<Fact> {
    let key = operators.first().map_or("", |operator| operator.key);
    let regions = atlas::regions().iter().filter(|region| region.provider == key);
    operators.iter().map(fact::operator).chain(regions.map(fact::region)).collect()
}
