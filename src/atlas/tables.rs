//! The texts of the atlas, as they are shipped.

pub(super) const ACCESS_LAWS: &str = include_str!("access-laws.csv");
pub(super) const ADEQUACY: &str = include_str!("adequacy.csv");
pub(super) const GROUPS: &str = include_str!("groups.csv");
pub(super) const HOLDERS: &str = include_str!("holders.csv");
pub(super) const INSTRUMENTS: &str = include_str!("instruments.csv");
pub(super) const LOCALISATION_LAWS: &str = include_str!("localisation-laws.csv");
pub(super) const MEMBERS: &str = include_str!("members.csv");
pub(super) const NAMES: &str = include_str!("names.csv");
pub(super) const PLACES: &str = include_str!("places.csv");
pub(super) const PROVIDERS: &str = include_str!("providers.csv");
pub(super) const REGIONS: &str = include_str!("regions.csv");
pub(super) const SOURCES: &str = include_str!("sources.csv");
pub(super) const TERRITORIES: &str = include_str!("territories.csv");
pub(super) const VENDOR_COMPANIES: &str = include_str!("vendor-companies.csv");
pub(super) const VENDORS: &str = include_str!("vendors.csv");

/// Returns every table by name, as it is shipped.
pub fn tables() -> &'static [(&'static str, &'static str)] {
    &[
        ("access-laws.csv", ACCESS_LAWS),
        ("adequacy.csv", ADEQUACY),
        ("groups.csv", GROUPS),
        ("holders.csv", HOLDERS),
        ("instruments.csv", INSTRUMENTS),
        ("localisation-laws.csv", LOCALISATION_LAWS),
        ("members.csv", MEMBERS),
        ("names.csv", NAMES),
        ("places.csv", PLACES),
        ("providers.csv", PROVIDERS),
        ("regions.csv", REGIONS),
        ("sources.csv", SOURCES),
        ("territories.csv", TERRITORIES),
        ("vendor-companies.csv", VENDOR_COMPANIES),
        ("vendors.csv", VENDORS),
    ]
}

/// Returns every shipped module of the policy language: the name after `use`, and its text.
pub fn modules() -> &'static [(&'static str, &'static str)] {
    &[
        ("exposure", include_str!("exposure.loci")),
        ("gdpr", include_str!("gdpr.loci")),
        ("localisation", include_str!("localisation.loci")),
    ]
}
