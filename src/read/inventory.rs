//! Inventories of clouds: AWS Config, Resource Explorer and the tagging API, Azure Resource Graph and `az resource list`, the
//! asset export and search of Google Cloud.
//!
//! Each resource has a type, an address and a place; inventories.csv says which resource of Terraform a type is, so that
//! what it holds is said once.

use super::draft::Draft;
use super::json::{Pointers, get, items, text};
use super::resource::{self, Attribute, LISTS, Resource, Value};
use super::{Fault, Found, Origin, Source};
use crate::flow::json::Json;
use std::borrow::Cow;

/// A resource of an inventory, as far as all kinds of inventory agree.
struct Entry<'j> {
    kind: Cow<'j, str>,
    address: &'j str,
    place: Option<(&'j str, &'static str)>,
}

/// The keys under which each kind of inventory says type, address and place; the first that fits counts.
const SHAPES: &[(&str, &[&str], &[&str])] = &[
    ("resourceType", &["resourceName", "resourceId", "arn", "ARN"], &["awsRegion"]),
    ("ResourceType", &["Arn"], &["Region"]),
    ("assetType", &["name"], OF_ASSETS),
    ("asset_type", &["name"], OF_ASSETS),
    ("type", &["id", "name"], &["location"]),
];

/// The paths at which an export of Google Cloud has the place: beside the data of a resource, or in them.
const OF_ASSETS: &[&str] =
    &["location", "resource/location", "resource/data/location", "resource/data/region", "resource/data/zone"];

/// The keys by which a page of an inventory says that another follows.
const MORE: &[&str] = &[
    "nextToken",
    "NextToken",
    "nextPageToken",
    "nextLink",
    "skipToken",
    "skip_token",
    "$skipToken",
    "@odata.nextLink",
];

/// The words of AWS Config for a resource that is gone.
const DELETED: &[&str] = &["ResourceDeleted", "ResourceDeletedNotRecorded"];

/// Reads an inventory.
pub(super) fn read(source: &Source, complete: bool) -> Result<Found, Fault> {
    let content = source.text()?;
    let mut draft = Draft::default();
    let mut count = 0;
    let mut servers = Servers::default();
    for entry in crate::input::flows(&content) {
        let json = entry.flow.map_err(|errors| {
            let said = errors.first().map_or(String::new(), |error| error.message.clone());
            Fault::of(&source.name, "L0004", said)
        })?;
        // A value a line starts on its line; what is read whole starts on the first.
        let first = entry.place.strip_prefix(':').and_then(|line| line.parse().ok()).unwrap_or(1);
        let lines = Pointers::of(entry.text);
        let index = entry.place.strip_prefix('[').and_then(|index| index.strip_suffix(']'));
        let root = index.map_or(String::new(), |index| format!("/{index}"));
        let here = |pointer: &str| {
            let line = (lines.line(pointer) + first).saturating_sub(1);
            Origin { file: source.name.clone(), line, spot: String::new() }
        };
        for list in WRAPPING {
            if get(&json, list).is_some_and(|other| !matches!(other, Json::Array(_) | Json::Null)) && !is_entry(&json) {
                let what = format!("`{list}`, which is no list");
                draft.unread(here(&format!("{root}/{list}")), what.clone());
                draft.open(what);
            }
        }
        let all = entries(&root, &json);
        for (pointer, json) in all {
            count += 1;
            let at = |pointer: &str| {
                let line = (lines.line(pointer) + first).saturating_sub(1);
                Origin { file: source.name.clone(), line, spot: String::new() }
            };
            add(&mut draft, &mut servers, json, &pointer, &at);
        }
        if let Some(key) = MORE.iter().find(|key| text(&json, key).is_some_and(|token| !token.is_empty())) {
            let what = format!("`{key}`: more pages of the inventory follow");
            let line = (lines.line(&format!("{root}/{key}")) + first).saturating_sub(1);
            draft.unread(Origin { file: source.name.clone(), line, spot: String::new() }, what.clone());
            draft.open(what);
        }
    }
    if count == 0 {
        let message = "there is no resource in this file: it is no inventory of AWS, Azure or Google Cloud".to_owned();
        return Err(Fault::of(&source.name, "L0005", message));
    }
    servers.add(&mut draft);
    Ok(draft.finish(source.name.clone(), &LISTS, complete))
}

/// Servers whose databases are resources of their own, and those databases. `az resource list` may have the server alone.
#[derive(Default)]
struct Servers {
    found: Vec<(String, Attribute)>,
    databases: Vec<String>,
}

impl Servers {
    /// Notes a server or a database of one. Returns whether the entry is a server.
    fn note(&mut self, entry: &Entry<'_>, own: Option<&Attribute>, at: &Origin) -> bool {
        if entry.kind.eq_ignore_ascii_case("microsoft.sql/servers/databases") {
            self.databases.push(entry.address.to_ascii_lowercase());
        }
        let is_server = entry.kind.eq_ignore_ascii_case("microsoft.sql/servers");
        if is_server {
            let nowhere = || Attribute { value: Value::Unknown("not in this entry".to_owned()), at: at.clone() };
            self.found.push((entry.address.to_owned(), own.cloned().unwrap_or_else(nowhere)));
        }
        is_server
    }

    /// Adds a site for each server none of whose databases is listed: they lie where it does.
    fn add(&self, draft: &mut Draft) {
        for (address, place) in &self.found {
            let start = format!("{}/databases/", address.to_ascii_lowercase());
            if self.databases.iter().any(|database| database.starts_with(&start)) {
                continue;
            }
            let resource = Resource {
                kind: "azurerm_mssql_database",
                address: address.clone(),
                at: place.at.clone(),
                own: Some(place.clone()),
                has_defaults: false,
                provider: &|_| None,
                attributes: &|_| vec![],
                pending: &|_| None,
            };
            resource::add(draft, &resource);
        }
    }
}

/// The keys under which a page of an inventory has its list.
const WRAPPING: [&str; 8] =
    ["configurationItems", "Resources", "data", "value", "Results", "assets", "resources", "ResourceTagMappingList"];

/// Returns the resources of a value: itself, or those in the list that it wraps.
fn entries<'j>(root: &str, json: &'j Json) -> Vec<(String, &'j Json)> {
    for list in WRAPPING {
        let found = items(json, list);
        if !found.is_empty() {
            return found.iter().enumerate().map(|(index, item)| (format!("{root}/{list}/{index}"), item)).collect();
        }
    }
    if entry(json).is_some() { vec![(root.to_owned(), json)] } else { vec![] }
}

/// Returns whether a value is a resource of an inventory, with a type that is known here or the form of one.
pub(super) fn is_entry(json: &Json) -> bool {
    entry(json).is_some_and(|entry| {
        entry.kind.contains(['/', ':'])
            && (entry.place.is_some() || entry.kind.contains("::") || entry.kind.contains("googleapis.com/"))
    })
}

/// Returns whether a value has a list of the resources of an inventory.
pub(super) fn is_page(json: &Json) -> bool {
    is_entry(json) || WRAPPING.iter().any(|list| items(json, list).first().is_some_and(is_entry))
}

fn entry(json: &Json) -> Option<Entry<'_>> {
    if let Some(arn) = text(json, "ResourceARN") {
        return of_arn(arn);
    }
    SHAPES.iter().find_map(|(kind, addresses, places)| {
        let kind = text(json, kind)?;
        let address = addresses.iter().find_map(|name| text(json, name))?;
        let place = places.iter().find_map(|path| Some((at(json, path).filter(|found| !found.is_empty())?, *path)));
        Some(Entry { kind: Cow::Borrowed(kind), address, place })
    })
}

/// Returns the resource that an ARN names, with its type as Resource Explorer writes it: `rds:db`.
fn of_arn(arn: &str) -> Option<Entry<'_>> {
    let mut parts = arn.splitn(6, ':');
    let (_, _, service, region) =
        (parts.next().filter(|arn| *arn == "arn")?, parts.next()?, parts.next()?, parts.next()?);
    let (_, resource) = (parts.next()?, parts.next()?);
    let kind = match (service, resource.split_once([':', '/'])) {
        // The name of a bucket stands alone.
        ("s3", None) => "s3:bucket".to_owned(),
        ("s3", Some(_)) => "s3:object".to_owned(),
        (_, Some((kind, _))) => format!("{service}:{kind}"),
        (_, None) => service.to_owned(),
    };
    let place = Some((region, "ResourceARN")).filter(|(region, _)| !region.is_empty());
    Some(Entry { kind: Cow::Owned(kind), address: arn, place })
}

/// Returns the text at a path of keys.
fn at<'j>(json: &'j Json, path: &str) -> Option<&'j str> {
    match path.split_once('/') {
        Some((key, rest)) => at(get(json, key)?, rest),
        None => text(json, path),
    }
}

fn add(draft: &mut Draft, servers: &mut Servers, json: &Json, pointer: &str, origin: &dyn Fn(&str) -> Origin) {
    let Some(entry) = entry(json) else {
        draft.unread(origin(pointer), "this entry has no type, or no name".to_owned());
        draft.open("an entry has no type, or no name".to_owned());
        return;
    };
    if is_deleted(json) {
        return draft.unread(origin(pointer), format!("{}: it is deleted", entry.address));
    }
    let mut rows = include_str!("inventories.csv").lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let row = rows.find(|row| row.first().is_some_and(|kind| kind.eq_ignore_ascii_case(&entry.kind)));
    let Some([_, kind, encrypted, key, more]) = row.as_deref() else {
        draft.unread(
            origin(pointer),
            format!("{} is of the type {}, which is not known here", entry.address, entry.kind),
        );
        draft.open(format!("{} is of a type that is not known", entry.address));
        return;
    };
    let named = resource::protecting(kind);
    let more = || more.split(' ').filter_map(|one| one.split_once(':'));
    let attributes = |name: &str| {
        let other = || more().find(|(own, _)| own.trim_start_matches('?') == name).map_or("", |(_, path)| path);
        let path = match name {
            _ if name == named.0 => encrypted,
            _ if name == named.1 => key,
            _ => other(),
        };
        let found = path.strip_prefix('/').map_or(vec![], |path| values(json, path, pointer));
        found.into_iter().map(|(value, pointer)| Attribute { value, at: origin(&pointer) }).collect()
    };
    // An entry that leaves out its settings does not say that there are no copies.
    for (_, path) in more().filter(|(name, _)| name.starts_with('?')) {
        if path.split('/').nth(1).is_some_and(|first| get(json, first).is_none()) {
            let what = format!("{}: the entry has no `{path}`, so that it may have copies elsewhere", entry.address);
            draft.unread(origin(pointer), what.clone());
            draft.open(what);
        }
    }
    let own = entry.place.map(|(place, path)| {
        let place = place.rsplit('/').next().unwrap_or(place);
        Attribute { value: Value::Text(place.to_owned()), at: origin(&format!("{pointer}/{path}")) }
    });
    if servers.note(&entry, own.as_ref(), &origin(pointer)) {
        return;
    }
    let resource = Resource {
        kind,
        address: entry.address.to_owned(),
        at: origin(pointer),
        own,
        has_defaults: false,
        provider: &|_| None,
        attributes: &attributes,
        pending: &|_| None,
    };
    resource::add(draft, &resource);
}

/// Returns whether an entry says that its resource is gone.
fn is_deleted(json: &Json) -> bool {
    text(json, "configurationItemStatus").is_some_and(|status| DELETED.contains(&status))
        || get(json, "deleted") == Some(&Json::Bool(true))
}

/// Returns the values at a path of keys, each with its pointer: those of every item of an array, and of every entry of an
/// object at `*`. What is written as a text, or left out of what is enabled, is not known.
fn values(json: &Json, path: &str, pointer: &str) -> Vec<(Value, String)> {
    let unknown = |words: &str| vec![(Value::Unknown(words.to_owned()), pointer.to_owned())];
    if let Json::Array(all) = json {
        let all = all.iter().enumerate();
        return all.flat_map(|(index, one)| values(one, path, &format!("{pointer}/{index}"))).collect();
    }
    let (key, rest) = path.split_once('/').unwrap_or((path, ""));
    match json {
        Json::Null => vec![],
        Json::Text(text) if text.is_empty() || text == "null" => vec![],
        Json::Text(text) if path.is_empty() => vec![(Value::Text(text.clone()), pointer.to_owned())],
        Json::Bool(yes) if path.is_empty() => vec![(Value::Bool(*yes), pointer.to_owned())],
        Json::Object(all) if key == "*" => {
            all.iter().flat_map(|(key, one)| values(one, rest, &format!("{pointer}/{key}"))).collect()
        }
        Json::Object(_) if !path.is_empty() => match get(json, key) {
            Some(inner) => values(inner, rest, &format!("{pointer}/{key}")),
            None if rest.is_empty() && get(json, "enabled") == Some(&Json::Bool(true)) => {
                unknown(&format!("{key}, which is left out"))
            }
            None => vec![],
        },
        _ => unknown("a value of another form"),
    }
}
