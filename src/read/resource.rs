//! Reads sites out of the resources of clouds. Which types hold or process data, and which of their attributes say where, are
//! tables beside this file: resources.csv and clouds.csv.

use super::Origin;
use super::draft::{Draft, Fact};
use crate::atlas;
use crate::flow::json::Json;

/// A value of an attribute, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// An expression whose value is not in the files, in words.
    Unknown(String),
}

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) value: Value,
    pub(super) at: Origin,
}

/// A resource of a cloud.
pub(super) struct Resource<'a> {
    /// Its type: `aws_s3_bucket`.
    pub(super) kind: &'a str,
    /// Its name in its file: `aws_s3_bucket.logs`.
    pub(super) address: String,
    /// Where it stands.
    pub(super) at: Origin,
    /// Where its provider works unless the resource says otherwise.
    pub(super) place: Option<Attribute>,
    /// Every value that one of its attributes has; `replica.region_name` is that of a block inside.
    pub(super) attributes: &'a dyn Fn(&str) -> Vec<Attribute>,
}

/// A row of resources.csv.
struct Kind {
    lists: &'static str,
    place: &'static str,
    encrypted: &'static str,
    key: &'static str,
    more: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// Finds the row of a type: its own, or the longest that ends in `*` and fits.
fn kind_of(name: &str) -> Option<Kind> {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start).then_some(start.len()),
        None => (pattern == name).then_some(usize::MAX),
    };
    let table = rows(include_str!("resources.csv"));
    let found = table.filter_map(|row| fits(row.first()?).map(|length| (length, row)));
    match found.max_by_key(|(length, _)| *length)?.1.as_slice() {
        [_, lists, place, encrypted, key, more] => Some(Kind { lists, place, encrypted, key, more }),
        _ => None,
    }
}

/// Returns the attributes of a type that say whether it is encrypted and by which key; empty where it has none.
pub(super) fn protecting(name: &str) -> (&'static str, &'static str) {
    kind_of(name).map_or(("", ""), |kind| (kind.encrypted, kind.key))
}

/// A cloud, by the first letters of its resources.
pub(super) struct Cloud {
    /// Terraform's name of its provider.
    pub(super) provider: &'static str,
    /// The first part of its regions in the atlas.
    pub(super) name: &'static str,
    /// The attributes of the provider that say where it works, apart by spaces.
    pub(super) place: &'static str,
}

/// Returns the cloud that a type of resource belongs to.
pub(super) fn cloud_of(kind: &str) -> Option<Cloud> {
    let mut table = rows(include_str!("clouds.csv"));
    match table.find(|row| row.first().is_some_and(|prefix| kind.starts_with(prefix)))?.as_slice() {
        [_, provider, name, place] => Some(Cloud { provider, name, place }),
        _ => None,
    }
}

/// Returns the lists that a file of resources speaks of.
pub(super) const LISTS: [&str; 2] = ["storage", "processing"];

/// Adds the sites that a resource makes. What it does not say stays unknown.
pub(super) fn add(draft: &mut Draft, resource: &Resource<'_>) {
    let (Some(kind), Some(cloud)) = (kind_of(resource.kind), cloud_of(resource.kind)) else {
        if kind_of(resource.kind).is_none_or(|kind| kind.lists != "none") {
            let what = format!("{}: resources of this type are not known here", resource.address);
            draft.unread(resource.at.clone(), what);
            draft.open(format!("{} is of a type that is not known", resource.address));
        }
        return;
    };
    if kind.lists == "none" {
        return;
    }
    let own = kind.place.split(' ').filter(|name| !name.is_empty()).chain(["region"]);
    let stated = own.flat_map(|name| (resource.attributes)(name)).next().or_else(|| resource.place.clone());
    let more = match kind.more {
        "" => vec![],
        name => (resource.attributes)(name),
    };
    let protection = protection(&kind, resource);
    let mut places = vec![stated];
    places.extend(
        more.into_iter()
            .filter(|more| places.iter().flatten().all(|one| one.value != more.value))
            .map(Some)
            .collect::<Vec<_>>(),
    );
    for place in places {
        for facts in sites(draft, resource, &cloud, place.as_ref()) {
            for list in LISTS.into_iter().filter(|list| kind.lists.split(' ').any(|own| own == *list)) {
                draft.entry(list, &resource.at, facts.iter().chain(&protection).cloned().collect());
            }
        }
    }
    copies(draft, resource);
}

/// Returns the facts of place of each site that an attribute means.
fn sites(draft: &mut Draft, resource: &Resource<'_>, cloud: &Cloud, place: Option<&Attribute>) -> Vec<Vec<Fact>> {
    let Some(Attribute { value, at }) = place else {
        let what = format!("{}: nothing says in which region it is", resource.address);
        draft.unread(resource.at.clone(), what);
        return vec![vec![]];
    };
    let Value::Text(text) = value else {
        let Value::Unknown(words) = value else { return vec![vec![]] };
        draft.unread(
            at.clone(),
            format!("{}: the region is `{words}`, whose value is not in these files", resource.address),
        );
        return vec![vec![]];
    };
    let word = format!("{}/{text}", cloud.name);
    let fact = |name, id: &str| vec![(name, Json::Text(id.to_owned()), at.clone())];
    if let Some(region) = atlas::region_written(&word) {
        return vec![fact("region", region.id)];
    }
    if let Some(multi) = atlas::multi_region_written(&word) {
        return vec![fact("region", multi.id)];
    }
    draft.unread(at.clone(), format!("{}: the atlas has no region `{word}`", resource.address));
    vec![vec![]]
}

/// Returns whether a resource says that it is encrypted, and who holds the keys. A key that the customer manages in the
/// provider's service is held by the provider.
fn protection(kind: &Kind, resource: &Resource<'_>) -> Vec<Fact> {
    let of = |name: &str| if name.is_empty() { vec![] } else { (resource.attributes)(name) };
    let stated = of(kind.encrypted).into_iter().find_map(|attribute| match attribute.value {
        Value::Bool(yes) => Some((yes, attribute.at)),
        Value::Text(text) => match text.as_str() {
            "true" | "enabled" => Some((true, attribute.at)),
            "false" | "disabled" => Some((false, attribute.at)),
            _ => None,
        },
        Value::Unknown(_) => None,
    });
    let keyed = || of(kind.key).into_iter().find(|key| is_key(&key.value));
    let key = keyed().filter(|_| !matches!(stated, Some((false, _))));
    let encrypted = stated.or_else(|| key.as_ref().map(|key| (true, key.at.clone())));
    let mut facts: Vec<Fact> = encrypted.map(|(yes, at)| ("encrypted", Json::Bool(yes), at)).into_iter().collect();
    facts.extend(key.map(|key| {
        let holder = ("holder".to_owned(), Json::Text("provider".to_owned()));
        ("keys", Json::Object(vec![holder]), key.at)
    }));
    facts
}

/// Returns whether a value names a key: an id, or an attribute of a key of the same configuration.
fn is_key(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.is_empty(),
        Value::Unknown(words) => ["aws_kms_", "google_kms_", "azurerm_key_vault_", "azurerm_disk_encryption_set"]
            .iter()
            .any(|kind| words.starts_with(kind)),
        Value::Bool(_) => false,
    }
}

/// Keeps the lists open where a resource is copied to a region that its file does not name.
fn copies(draft: &mut Draft, resource: &Resource<'_>) {
    for attribute in (resource.attributes)("account_replication_type") {
        let Value::Text(kind) = &attribute.value else { continue };
        if kind.to_ascii_uppercase().contains('G') {
            let what = format!(
                "{}: replication {kind} keeps a copy in the paired region, which is not named",
                resource.address
            );
            draft.unread(attribute.at.clone(), what.clone());
            draft.open(what);
        }
    }
}
