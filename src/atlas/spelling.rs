//! The place or region that was probably meant.

use super::{Group, Place, region, regions};
use crate::nearest::nearest;

/// What habit writes, and what it means here.
const PLACE_HABITS: &[(&str, &str)] = &[
    ("EL", "GR"),
    ("EU27", "EU"),
    ("EU28", "EU"),
    ("EEA30", "EEA"),
    ("EEA31", "EEA"),
    ("ENGLAND", "GB"),
    ("GREAT BRITAIN", "GB"),
    ("HOLLAND", "NL"),
    ("UK", "GB"),
    ("USA", "US"),
    ("EVERYWHERE", "anywhere"),
    ("GLOBAL", "anywhere"),
    ("GLOBALLY", "anywhere"),
    ("WORLD", "anywhere"),
    ("WORLDWIDE", "anywhere"),
];

/// What habit calls a provider, and the first part of its ids here.
const PROVIDER_HABITS: &[(&str, &str)] = &[
    ("alicloud", "alibaba"),
    ("aliyun", "alibaba"),
    ("amazon", "aws"),
    ("aws-eusc", "aws"),
    ("cf", "cloudflare"),
    ("gcloud", "gcp"),
    ("google", "gcp"),
    ("hcloud", "hetzner"),
    ("microsoft", "azure"),
    ("oci", "oracle"),
    ("otc", "open-telekom-cloud"),
    ("ovh", "ovhcloud"),
];

/// Whose region a bare id is, where several have it.
const USUAL_PROVIDERS: &[&str] = &["aws", "azure", "gcp"];

/// The place or group that was probably meant: `GB` for `UK`, `GR` for `EL`, `FR` for `fr` and for `France`.
pub fn nearest_place(word: &str) -> Option<&'static str> {
    let upper = word.trim().to_ascii_uppercase();
    habit(PLACE_HABITS, &upper)
        .or_else(|| Place::from_code(&upper).map(Place::code))
        .or_else(|| by_name(|name| name.eq_ignore_ascii_case(word)))
        .or_else(|| near_name(word))
}

fn habit(habits: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let found = habits.iter().find(|(from, _)| from.eq_ignore_ascii_case(word));
    found.map(|(_, to)| *to)
}

fn by_name(is: impl Fn(&str) -> bool) -> Option<&'static str> {
    let group = Group::all().map(Group::name).find(|name| is(name));
    group.or_else(|| Place::all().find(|place| is(place.name())).map(Place::code))
}

/// A code of two letters is one letter from too many others, so only longer words are compared.
fn near_name(word: &str) -> Option<&'static str> {
    if word.len() < 4 {
        return None;
    }
    let long = Place::all().map(Place::code).filter(|code| code.len() > 2);
    let names = long.chain(Group::all().map(Group::name)).chain(Place::all().map(Place::name));
    let name = nearest(word, names)?;
    by_name(|other| other == name).or(Some(name))
}

/// The region that was probably meant: `aws/eu-west-3` for `aws:eu-west-3`, `eu-west-3` and `aws/eu-wset-3`.
pub fn nearest_region(word: &str) -> Option<&'static str> {
    let word = word.trim();
    exact(word)
        .or_else(|| exact(&word.replacen([':', '.', '_', ' '], "/", 1)))
        .or_else(|| other_provider(word))
        .or_else(|| bare(word))
        .or_else(|| nearest(word, regions().iter().map(|region| region.id)))
}

fn exact(id: &str) -> Option<&'static str> {
    region(id).map(|region| region.id)
}

/// `ovh/gra` for `ovhcloud/GRA`.
fn other_provider(word: &str) -> Option<&'static str> {
    let (provider, id) = word.split_once(['/', ':'])?;
    exact(&format!("{}/{id}", habit(PROVIDER_HABITS, provider)?))
}

/// `eu-west-3` for `aws/eu-west-3`.
fn bare(word: &str) -> Option<&'static str> {
    let usual = USUAL_PROVIDERS.iter().find_map(|provider| exact(&format!("{provider}/{word}")));
    usual.or_else(|| {
        let ids = regions().iter().map(|region| region.id);
        let named = |id: &&str| id.split_once('/').is_some_and(|(_, bare)| bare.eq_ignore_ascii_case(word));
        ids.into_iter().find(|id| named(id))
    })
}
