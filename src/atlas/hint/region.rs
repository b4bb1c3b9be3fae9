//! Cloud regions as people write them: with another separator, by another name of the provider, without provider, as an
//! availability zone, by the name in the vendor's console, or with a letter wrong.

use super::super::{MultiRegion, Region, multi_region, region, regions, table, tables};
use super::{Hint, folded};
use crate::nearest::distance;
use std::sync::OnceLock;

/// Other names of providers, and the first part of their ids here. Each is the same company.
const PROVIDERS: &[(&str, &str)] = &[
    ("alicloud", "alibaba"),
    ("aliyun", "alibaba"),
    ("amazon", "aws"),
    ("cf", "cloudflare"),
    ("do", "digitalocean"),
    ("fly.io", "fly"),
    ("gcloud", "gcp"),
    ("google", "gcp"),
    ("googlecloud", "gcp"),
    ("hcloud", "hetzner"),
    ("huaweicloud", "huawei"),
    ("ibmcloud", "ibm"),
    ("microsoft", "azure"),
    ("oci", "oracle"),
    ("otc", "open-telekom-cloud"),
    ("ovh", "ovhcloud"),
    ("scw", "scaleway"),
    ("tencentcloud", "tencent"),
];

/// Ids that newer regions of Linode have too, and old ones of Linode that are short for those of others. Source: its list
/// of regions.
const SHARED: &[&str] = &[
    "ap-northeast",
    "ap-south",
    "ap-southeast",
    "ap-west",
    "ca-central",
    "eu-central",
    "eu-west",
    "fr-par",
    "it-mil",
    "jp-osa",
    "nl-ams",
    "us-central",
    "us-east",
    "us-southeast",
    "us-west",
];

/// The longest word that can be a region.
const LONGEST: usize = 64;

/// Separators between a provider and an id elsewhere.
const SEPARATORS: [char; 6] = ['/', ':', '.', '_', '-', ' '];

/// Suggests the region that a word means: `aws/eu-west-3` for `aws:eu-west-3`, `eu-west-3`, `aws/eu-west-3a` and
/// `aws/eu-wset-3`. A bare id that several providers have is explained, with all of them.
pub fn region_hint(word: &str) -> Option<Hint> {
    let word = word.trim();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let with_provider = |separators: &[char]| {
        let ends = word.char_indices().filter(|(_, c)| separators.contains(c));
        // `CF-US` may be two countries as well.
        let ends = ends.filter(|(at, c)| *at > 2 || matches!(c, '/' | ':'));
        let mut parts = ends.filter_map(|(at, c)| Some((provider(word.get(..at)?)?, word.get(at + c.len_utf8()..)?)));
        parts.find_map(|(provider, id)| of_provider(provider, id))
    };
    if let Some(region) = with_provider(&SEPARATORS[..]) {
        return Some(Hint::Meant(region.id));
    }
    if word.contains(['/', ':']) {
        return None;
    }
    match bare(word).as_slice() {
        [] => None,
        [only] if is_shared(parts(only).1) => {
            Some(Hint::Explained(format!("other clouds use this id too: write {} if that is meant", only.id)))
        }
        [only] => Some(Hint::Meant(only.id)),
        several => {
            let ids: Vec<&str> = several.iter().map(|region| region.id).collect();
            Some(Hint::Explained(format!("several providers have it: {}", ids.join(", "))))
        }
    }
}

/// Returns the region that a provider's own name for it means: its id, one of its zones, what a console shows, its city. A name that
/// is only near to one means none.
///
/// ```
/// use lexloci::atlas::region_written;
///
/// let id = |word| region_written(word).map(|region| region.id);
/// assert_eq!(id("gcp/europe-west1-b"), Some("gcp/europe-west1"));
/// assert_eq!(id("AWS Frankfurt"), Some("aws/eu-central-1"));
/// assert_eq!(id("AWS_EU_CENTRAL_1"), Some("aws/eu-central-1"));
/// assert_eq!(id("aws/eu-wset-3"), None);
/// ```
pub fn region_written(word: &str) -> Option<&'static Region> {
    let word = word.trim();
    if word.len() > LONGEST {
        return None;
    }
    let ends = word.char_indices().filter(|(_, c)| SEPARATORS.contains(c));
    // `CF-US` may be two countries as well.
    let ends = ends.filter(|(at, c)| *at > 2 || word.len() > at + 3 || matches!(c, '/' | ':'));
    let mut parts =
        ends.filter_map(|(at, c)| Some((provider(word.get(..at)?)?, word.get(at + c.len_utf8()..)?.trim())));
    parts.find_map(|(provider, id)| {
        exact(provider, id)
            .or_else(|| zone(provider, id))
            .or_else(|| displayed(provider, id))
            .or_else(|| in_city(provider, id))
            .or_else(|| joined(provider, id).filter(|found| is_alone(found, id)))
            .or_else(|| unnumbered(provider, id))
    })
}

/// The partitions that are open to governments alone. Their regions are meant by their ids, since `AWS US East` is another one.
const GOVERNMENT: [&str; 5] = ["aws-us-gov", "oc2", "oc3", "oc4", "usgov"];

/// Returns the one region of a provider whose label is this city, or ends with it in brackets. The code of its country may stand
/// before the city: `cn-hohhot`.
fn in_city(provider: &str, city: &str) -> Option<&'static Region> {
    let city = folded(city);
    let (country, behind) = city.split_once(' ').unwrap_or_default();
    let is_there = |region: &&Region| {
        let inside = region.label.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
        let is_label = |city: &str| {
            !city.is_empty() && (folded(region.label) == city || inside.is_some_and(|inside| folded(inside) == city))
        };
        let is_country = region.place.code().eq_ignore_ascii_case(country);
        parts(region).0 == provider
            && !GOVERNMENT.contains(&region.partition)
            && (is_label(&city) || (is_country && is_label(behind)))
    };
    let mut found = regions().iter().filter(is_there);
    found.next().filter(|_| !city.is_empty() && found.next().is_none())
}

/// Returns the one region of a provider that has this id and a number behind it: `do-fra` is DigitalOcean's fra1.
fn unnumbered(provider: &str, id: &str) -> Option<&'static Region> {
    let is_it = |region: &&Region| {
        let (prefix, own) = parts(region);
        let stem = own.trim_end_matches(|c: char| c.is_ascii_digit());
        prefix == provider && stem.len() < own.len() && stem.eq_ignore_ascii_case(id)
    };
    let mut found = regions().iter().filter(is_it);
    let only = found.next().filter(|_| id.len() > 2 && found.next().is_none())?;
    // Hetzner's `hel` may be hel1 in Finland, and hil in the United States with a letter wrong.
    let is_near =
        |other: &Region| parts(other).0 == provider && other.place != only.place && distance(parts(other).1, id) <= 1;
    (!regions().iter().any(is_near)).then_some(only)
}

/// Returns the multi-region that a cloud's name for it means: `google/eur4` is `gcp/EUR4`.
pub(crate) fn multi_region_written(word: &str) -> Option<&'static MultiRegion> {
    let (name, id) = word.trim().split_once(['/', ':'])?;
    multi_region(&[provider(name)?, "/", id.trim()].concat())
}

/// A name that a platform gives to a region of the cloud below it: a row of platforms.csv.
struct Platform {
    platform: &'static str,
    /// The key of the vendor that runs the platform.
    vendor: &'static str,
    /// The name; `*` for every one that the cloud has.
    written: &'static str,
    /// The region; `aws/*` for the one of AWS with the same name, `*` where the name says the cloud, too.
    region: &'static str,
}

fn platforms() -> &'static [Platform] {
    static PLATFORMS: OnceLock<Vec<Platform>> = OnceLock::new();
    PLATFORMS.get_or_init(|| {
        table::parse(tables::PLATFORMS, |row| {
            Some(Platform { platform: row.text()?, vendor: row.text()?, written: row.text()?, region: row.text()? })
        })
    })
}

/// Returns the region of the cloud below that a platform's name for it means.
///
/// ```
/// use lexloci::atlas::region_below;
///
/// assert_eq!(region_below("vercel/cdg1").map(|region| region.id), Some("aws/eu-west-3"));
/// assert!(region_below("aws/eu-west-3").is_none());
/// ```
pub fn region_below(word: &str) -> Option<&'static Region> {
    platform_region(word).map(|(_, region)| region)
}

/// Returns the key of the vendor that runs a platform, and the region of the cloud below that the platform's name for it means. The
/// platform's company and the operator of the region are two persons, and both have the data.
///
/// ```
/// use lexloci::atlas::platform_region;
///
/// let (vendor, region) = platform_region("heroku/eu").expect("a region of a platform");
/// assert_eq!((vendor, region.id), ("heroku", "aws/eu-west-1"));
/// ```
pub fn platform_region(word: &str) -> Option<(&'static str, &'static Region)> {
    let (name, id) = word.trim().split_once(['/', ':'])?;
    let own = |row: &&Platform| {
        row.platform.eq_ignore_ascii_case(name.trim())
            && (row.written == "*" || row.written.eq_ignore_ascii_case(id.trim()))
    };
    platforms().iter().filter(own).find_map(|row| {
        let below = match (row.written, row.region.split_once('/')) {
            ("*", Some((cloud, _))) => region_written(&format!("{cloud}/{}", id.trim())),
            ("*", None) => region_written(id.trim()),
            _ => region(row.region),
        };
        below.map(|below| (row.vendor, below))
    })
}

/// Returns whether other clouds use an id, or may: a short one is the code of an airport or a country.
fn is_shared(id: &str) -> bool {
    id.len() <= 4 || SHARED.contains(&id)
}

/// Returns the first part of the ids of the provider with this name.
fn provider(name: &str) -> Option<&'static str> {
    let habit = PROVIDERS.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
    let known = || prefixes().find(|prefix| prefix.eq_ignore_ascii_case(name));
    // The atlas's own key of one of its operators: `aws-eusc`, `hetzner-us`.
    let key =
        || regions().iter().find(|region| region.provider.eq_ignore_ascii_case(name)).map(|region| parts(region).0);
    habit.map(|(_, prefix)| *prefix).or_else(known).or_else(key)
}

/// Returns the first part of each id, once for each of its regions.
fn prefixes() -> impl Iterator<Item = &'static str> {
    regions().iter().map(|region| parts(region).0)
}

/// Splits a region's id into its provider and the id there.
fn parts(region: &Region) -> (&'static str, &'static str) {
    region.id.split_once('/').unwrap_or((region.id, ""))
}

fn exact(provider: &str, id: &str) -> Option<&'static Region> {
    region(&format!("{provider}/{id}"))
}

/// Returns the regions with this id, of any provider; else those with a zone of this id, or with this name in a
/// console.
fn bare(word: &str) -> Vec<&'static Region> {
    let mut providers: Vec<&str> = prefixes().collect();
    providers.dedup();
    let of_each = |find: fn(&str, &str) -> Option<&'static Region>| -> Vec<&'static Region> {
        providers.iter().filter_map(|provider| find(provider, word)).collect()
    };
    for find in [exact, long_zone, displayed] {
        let found = of_each(find);
        if !found.is_empty() {
            return found;
        }
    }
    vec![]
}

/// Returns the region of this provider that an id means.
fn of_provider(provider: &str, id: &str) -> Option<&'static Region> {
    let id = id.trim();
    exact(provider, id)
        .or_else(|| zone(provider, id))
        .or_else(|| displayed(provider, id))
        .or_else(|| labelled(provider, id))
        .or_else(|| joined(provider, id).filter(|found| is_alone(found, id)))
        .or_else(|| misspelt(provider, id).filter(|found| is_alone(found, id)))
}

/// Returns whether no other provider has this id in another country. Otherwise the provider may be what is wrong.
fn is_alone(found: &Region, id: &str) -> bool {
    let mut same_id = regions().iter().filter(|region| parts(region).1.eq_ignore_ascii_case(id));
    same_id.all(|region| region.place == found.place)
}

/// Returns the region of a zone. Each vendor derives the zone's name from the region's in its own way.
///
/// A local zone such as `us-east-1-bos-1a` may lie in another country than its region, so that it is not accepted.
fn zone(provider: &str, id: &str) -> Option<&'static Region> {
    let letter = |id: &str| id.ends_with(|c: char| c.is_ascii_alphabetic());
    let short = |id: &str| -> Option<String> { id.get(..id.len().checked_sub(1)?).map(str::to_owned) };
    let after_digit = || short(id).filter(|rest| letter(id) && rest.ends_with(|c: char| c.is_ascii_digit()));
    let hyphen =
        |part: fn(&str) -> bool| id.rsplit_once('-').filter(|(_, last)| part(last)).map(|(rest, _)| rest.to_owned());
    let one_letter = || hyphen(|last| last.len() == 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    let number = || hyphen(|last| (1..=2).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit()));
    let region = match provider {
        "aws" | "outscale" => after_digit(),
        "alibaba" => after_digit().or_else(one_letter),
        "gcp" => one_letter(),
        "azure" => number().filter(|_| exact(provider, &id.replacen(['-'], "", 1)).is_none()),
        "ibm" | "open-telekom-cloud" | "scaleway" | "stackit" => number(),
        "hetzner" => hyphen(|last| last.strip_prefix("dc").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))),
        "oracle" => id.to_ascii_lowercase().rsplit_once("-ad-").map(|(rest, _)| rest.to_owned()),
        "ovhcloud" => ovh_zone(id),
        _ => None,
    }?;
    exact(provider, &region)
}

/// Returns the region of a zone given without provider, where the name is long enough to be unique: `syd1` is a region
/// of other clouds.
fn long_zone(provider: &str, id: &str) -> Option<&'static Region> {
    zone(provider, id).filter(|_| id.contains(['-']))
}

/// Returns `GRA` for `GRA11`, `GRA-A`, `eu-west-gra` and `EU-WEST-PAR-A`.
fn ovh_zone(id: &str) -> Option<String> {
    let words: Vec<&str> = id.split('-').collect();
    let lettered = |last: &str| last.len() == 1 && last.bytes().all(|b| b.is_ascii_alphabetic());
    match words.as_slice() {
        [one] => {
            let site = one.trim_end_matches(|c: char| c.is_ascii_digit());
            (site.len() < one.len()).then(|| site.to_owned())
        }
        [site, last] if lettered(last) => Some((*site).to_owned()),
        [_, _, site] => Some((*site).to_owned()),
        [_, _, site, last] if lettered(last) => Some((*site).to_owned()),
        _ => None,
    }
}

/// Returns the region that a console shows by this name: `West Europe` of Azure, `Europe (Paris)` of AWS, `Frankfurt
/// (eu-de)`.
fn displayed(provider: &str, name: &str) -> Option<&'static Region> {
    if !name.contains([' ']) {
        return None;
    }
    if provider == "azure" {
        let words = name.split(' ').map(str::to_ascii_lowercase);
        return exact(provider, &words.collect::<Vec<_>>().concat());
    }
    if let Some((before, inside)) =
        name.split_once('(').and_then(|(before, rest)| Some((before, rest.strip_suffix(')')?)))
    {
        // Until 2020 the console showed EU where it shows Europe now.
        let newer = name.strip_prefix("EU (").map(|rest| ["Europe (", rest].concat());
        // An id, not a direction such as the one in `GovCloud (US-East)`.
        let is_id = |text: &str| text.contains(['-']) && !text.contains(|c: char| c.is_ascii_uppercase());
        let id = |text: &str| Some(text.trim()).filter(|id| is_id(id)).and_then(|id| exact(provider, id));
        return id(before).or_else(|| id(inside)).or_else(|| labels(provider, newer.as_deref().unwrap_or(name)));
    }
    None
}

/// Returns the one region of a provider that has this label.
fn labels(provider: &str, label: &str) -> Option<&'static Region> {
    let label = folded(label);
    let mut found = regions().iter().filter(|region| parts(region).0 == provider && folded(region.label) == label);
    found.next().filter(|_| !label.is_empty() && found.next().is_none())
}

/// Returns the one region of a provider that is in this city or has this label.
fn labelled(provider: &str, name: &str) -> Option<&'static Region> {
    let city = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(name);
    labels(provider, name).or_else(|| labels(provider, city))
}

/// Returns the runs of digits in an id.
fn digits(id: &str) -> Vec<&str> {
    id.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
}

/// Returns the words of an id that are too short to be misspelt: `eu` and `us` are one letter from many others.
fn short_words(id: &str) -> Vec<&str> {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_alphabetic())).collect()
}

/// Returns the one region of a provider whose id has the same letters and numbers, with hyphens elsewhere.
fn joined(provider: &str, id: &str) -> Option<&'static Region> {
    let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
    let (letters, lower) = (plain(id).to_ascii_lowercase(), id.to_ascii_lowercase());
    let mut found = regions().iter().filter(|region| {
        let (prefix, own) = parts(region);
        prefix == provider && plain(own).eq_ignore_ascii_case(&letters) && digits(own) == digits(&lower)
    });
    found.next().filter(|_| found.next().is_none())
}

/// Returns the one region of a provider that is one letter away. Numbers and words of two letters must match, and no
/// region of another country or operator may be nearly as near.
fn misspelt(provider: &str, id: &str) -> Option<&'static Region> {
    let id = id.to_ascii_lowercase();
    let of_provider = regions().iter().filter(|region| parts(region).0 == provider);
    let apart: Vec<(usize, bool, &Region)> = of_provider
        .map(|region| {
            let own = parts(region).1.to_ascii_lowercase();
            (distance(&id, &own), digits(&own) == digits(&id) && short_words(&own) == short_words(&id), region)
        })
        .collect();
    let (_, _, found) = apart.iter().find(|(apart, alike, _)| *apart == 1 && *alike)?;
    let same = |other: &Region| other.place == found.place && other.provider == found.provider;
    let alone = apart.iter().all(|(apart, alike, other)| *apart > if *alike { 2 } else { 1 } || same(other));
    let only = apart.iter().filter(|(apart, alike, _)| *apart == 1 && *alike).count() == 1;
    (alone && only).then_some(*found)
}
