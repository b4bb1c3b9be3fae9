//! Inventories of clouds: AWS Config and Resource Explorer, Azure Resource Graph, the asset export of Google Cloud.
//!
//! Each resource has a type, an address and a place; inventories.csv says which resource of Terraform a type is, so that
//! what it holds is said once.

use super::draft::Draft;
use super::json::{Pointers, get, items, text};
use super::resource::{self, Attribute, LISTS, Resource, Value};
use super::{Fault, Found, Origin, Source};
use crate::flow::json::Json;

/// A resource of an inventory, as far as all kinds of inventory agree.
struct Entry<'j> {
    kind: &'j str,
    address: &'j str,
    place: Option<(&'j str, &'static str)>,
}

/// Where each kind of inventory says type, address and place; the first that fits counts.
const SHAPES: &[(&str, &[&str], &str)] = &[
    ("resourceType", &["resourceName", "resourceId", "arn", "ARN"], "awsRegion"),
    ("ResourceType", &["Arn"], "Region"),
    ("assetType", &["name"], "resource/location"),
    ("asset_type", &["name"], "resource/location"),
    ("type", &["id", "name"], "location"),
];

/// Reads an inventory.
pub(super) fn read(source: &Source, complete: bool) -> Result<Found, Fault> {
    let content = source.text()?;
    let mut draft = Draft::default();
    let mut count = 0;
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
        for (pointer, json) in entries(&root, &json) {
            count += 1;
            let at = |pointer: &str| {
                let line = (lines.line(pointer) + first).saturating_sub(1);
                Origin { file: source.name.clone(), line, spot: String::new() }
            };
            add(&mut draft, json, &pointer, &at);
        }
    }
    if count == 0 {
        let message = "there is no resource in this file: it is no inventory of AWS, Azure or Google Cloud".to_owned();
        return Err(Fault::of(&source.name, "L0005", message));
    }
    Ok(draft.finish(source.name.clone(), &LISTS, complete))
}

/// Returns the resources of a value: itself, or those in the list that it wraps.
fn entries<'j>(root: &str, json: &'j Json) -> Vec<(String, &'j Json)> {
    for list in ["configurationItems", "Resources", "data", "value", "Results", "assets", "resources"] {
        let found = items(json, list);
        if !found.is_empty() {
            return found.iter().enumerate().map(|(index, item)| (format!("{root}/{list}/{index}"), item)).collect();
        }
    }
    if entry(json).is_some() { vec![(root.to_owned(), json)] } else { vec![] }
}

fn entry(json: &Json) -> Option<Entry<'_>> {
    SHAPES.iter().find_map(|(kind, addresses, place)| {
        let kind = text(json, kind)?;
        let address = addresses.iter().find_map(|name| text(json, name))?;
        Some(Entry { kind, address, place: at(json, place).map(|found| (found, *place)) })
    })
}

/// Returns the text at a path of keys.
fn at<'j>(json: &'j Json, path: &str) -> Option<&'j str> {
    match path.split_once('/') {
        Some((key, rest)) => at(get(json, key)?, rest),
        None => text(json, path),
    }
}

fn add(draft: &mut Draft, json: &Json, pointer: &str, origin: &dyn Fn(&str) -> Origin) {
    let Some(entry) = entry(json) else {
        draft.unread(origin(pointer), "this entry has no type, or no name".to_owned());
        draft.open("an entry has no type, or no name".to_owned());
        return;
    };
    let mut rows = include_str!("inventories.csv").lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let row = rows.find(|row| row.first().is_some_and(|kind| kind.eq_ignore_ascii_case(entry.kind)));
    let Some([_, kind, encrypted, key]) = row.as_deref() else {
        draft.unread(
            origin(pointer),
            format!("{} is of the type {}, which is not known here", entry.address, entry.kind),
        );
        draft.open(format!("{} is of a type that is not known", entry.address));
        return;
    };
    let named = resource::protecting(kind);
    let attributes = |name: &str| {
        let path = match name {
            _ if name == named.0 => encrypted,
            _ if name == named.1 => key,
            _ => return vec![],
        };
        value(json, path.trim_start_matches('/'))
            .map(|value| Attribute { value, at: origin(&format!("{pointer}{path}")) })
            .into_iter()
            .collect()
    };
    let place = entry.place.map(|(place, path)| {
        let place = place.rsplit('/').next().unwrap_or(place);
        Attribute { value: Value::Text(place.to_owned()), at: origin(&format!("{pointer}/{path}")) }
    });
    let at = origin(pointer);
    resource::add(draft, &Resource { kind, address: entry.address.to_owned(), at, place, attributes: &attributes });
}

/// Returns the value at a path of keys; none for an empty path.
fn value(json: &Json, path: &str) -> Option<Value> {
    match path.split_once('/') {
        Some((key, rest)) => value(get(json, key)?, rest),
        None => match get(json, path)? {
            Json::Text(text) => Some(Value::Text(text.clone())),
            Json::Bool(yes) => Some(Value::Bool(*yes)),
            _ => None,
        },
    }
}
