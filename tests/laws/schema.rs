//! The shape of flows: which facts each object can have, and where in the JSON they stand.

use lexloci::Json;
use lexloci::vocab::{Element, Kind, Type, values};

/// One step into a flow's JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(&'static str),
    Index(usize),
}

/// A fact that an object can state: its name, `x.…` where the policies of these tests declare it, and its type.
pub(crate) type Fact = (&'static str, Type);

/// Returns the facts of a kind that a flow can state.
pub(crate) fn facts(kind: Kind) -> Vec<Fact> {
    let stated = |kind: Kind| kind.facts().iter().map(|fact| (fact.name, fact.ty));
    let mut facts: Vec<Fact> = stated(kind).filter(|(name, _)| !["parties", "as_of"].contains(name)).collect();
    if kind.is_relation() {
        facts.extend(stated(Kind::Party));
    }
    match kind {
        Kind::Flow => facts.extend([("x.score", Type::Number), ("x.share", Type::Percent)]),
        Kind::Site => facts.push(("x.tier", Type::Enum(values::EnumId(u16::MAX)))),
        _ => {}
    }
    facts
}

/// The facts that a site's transfer has from its site, or from the flow, and that are not stated of it.
pub(crate) const OF_SITE: [&str; 5] = ["to", "recipient", "exporter", "data", "measures"];

/// Returns a fact of an object, when it is stated.
pub(crate) fn get<'j>(object: &'j Json, name: &str) -> Option<&'j Json> {
    let Json::Object(entries) = object else { return None };
    match name.split_once('.') {
        Some((first, rest)) => get(get(object, first)?, rest),
        None => entries.iter().find(|(key, value)| key == name && *value != Json::Null).map(|(_, value)| value),
    }
}

/// States a fact.
pub(crate) fn set(object: &mut Json, name: &str, value: Json) {
    let Json::Object(entries) = object else { return };
    let (first, rest) = name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    if !entries.iter().any(|(key, _)| key == first) {
        entries.push((first.to_owned(), Json::Object(vec![])));
    }
    let entry = entries.iter_mut().find(|(key, _)| key == first).map(|(_, value)| value);
    match (rest, entry) {
        (Some(rest), Some(inner)) => set(inner, rest, value),
        (None, Some(entry)) => *entry = value,
        (_, None) => {}
    }
}

/// Takes a fact back.
pub(crate) fn unset(object: &mut Json, name: &str) {
    if let Json::Object(entries) = object {
        entries.retain(|(key, _)| key != name);
    }
}

/// Returns the entries of a list, and whether it is written as complete.
pub(crate) fn items(list: &Json) -> (&[Json], bool) {
    match list {
        Json::Array(items) => (items, true),
        other => match get(other, "items") {
            Some(Json::Array(items)) => (items, get(other, "complete") == Some(&Json::Bool(true))),
            _ => (&[], true),
        },
    }
}

/// Returns whether a list can have no further entries. Brackets do not close holders; shares that come to a whole do.
pub(crate) fn is_closed(ty: Type, list: &Json) -> bool {
    let (items, complete) = items(list);
    match (ty, list) {
        (Type::List(Kind::Holder), Json::Array(_)) => {
            ["capital", "votes"].iter().any(|name| shares(items, name).0 >= 99.5)
        }
        _ => complete,
    }
}

/// Returns the sum of the shares that holders state, in percent, and whether each states one.
pub(crate) fn shares(holders: &[Json], name: &str) -> (f64, bool) {
    let share = |holder: &Json| match get(holder, name) {
        Some(Json::Text(text)) => text.trim_end_matches('%').trim().parse::<f64>().ok(),
        _ => None,
    };
    let stated: Vec<f64> = holders.iter().filter_map(share).collect();
    (stated.iter().sum(), stated.len() == holders.len())
}

/// Returns the list with these entries and no others. Holders whose shares do not come to a whole leave the rest to nobody.
pub(crate) fn closed(ty: Type, items: Vec<Json>) -> Json {
    if ty != Type::List(Kind::Holder) {
        return Json::Array(items);
    }
    let lacks = |name: &&str| matches!(shares(&items, name), (sum, true) if sum < 99.5);
    let rest = ["capital", "votes"].iter().any(lacks);
    let mut list = vec![("items".to_owned(), Json::Array(items)), ("complete".to_owned(), Json::Bool(true))];
    list.extend(rest.then(|| ("remainder".to_owned(), Json::Text("none".to_owned()))));
    Json::Object(list)
}

/// Returns the same, to be changed.
pub(crate) fn items_mut(list: &mut Json) -> &mut Vec<Json> {
    match list {
        Json::Array(items) => items,
        Json::Object(entries) => match entries.iter_mut().find(|(key, _)| key == "items") {
            Some((_, Json::Array(items))) => items,
            _ => panic!("a list has items"),
        },
        _ => panic!("a list is an array or an object"),
    }
}

/// Returns what stands at a path.
pub(crate) fn at<'j>(json: &'j Json, path: &[Step]) -> &'j Json {
    path.iter().fold(json, |json, step| match step {
        Step::Key(name) => get(json, name).unwrap_or(&Json::Null),
        Step::Index(index) => &items(json).0[*index],
    })
}

/// Returns the same, to be changed.
pub(crate) fn at_mut<'j>(json: &'j mut Json, path: &[Step]) -> &'j mut Json {
    path.iter().fold(json, |json, step| match (step, json) {
        (Step::Key(name), Json::Object(entries)) => {
            let entry = entries.iter_mut().find(|(key, _)| key == name);
            &mut entry.unwrap_or_else(|| panic!("no {name}")).1
        }
        (Step::Index(index), list) => &mut items_mut(list)[*index],
        (Step::Key(name), _) => panic!("no object has {name}"),
    })
}

/// Calls `found` with every object of a flow, its kind, and the way to it.
pub(crate) fn each_object(flow: &Json, found: &mut impl FnMut(&[Step], Kind, &Json)) {
    walk(flow, Kind::Flow, &mut vec![], found);
}

fn walk(object: &Json, kind: Kind, path: &mut Vec<Step>, found: &mut impl FnMut(&[Step], Kind, &Json)) {
    if !matches!(object, Json::Object(_)) {
        return;
    }
    found(path, kind, object);
    for (name, ty) in facts(kind) {
        let Some(value) = get(object, name) else { continue };
        path.push(Step::Key(name));
        match ty {
            Type::Object(kind) => walk(value, kind, path, found),
            Type::List(kind) => {
                for (index, entry) in items(value).0.iter().enumerate() {
                    path.push(Step::Index(index));
                    walk(entry, kind, path, found);
                    path.pop();
                }
            }
            _ => {}
        }
        path.pop();
    }
}

/// Every list and set of values, with the way to it.
pub(crate) fn each_list(flow: &Json, found: &mut impl FnMut(Vec<Step>, Type, &Json)) {
    each_object(flow, &mut |path, kind, object| {
        for (name, ty) in facts(kind) {
            if let (Type::List(_) | Type::Set(_), Some(value)) = (ty, get(object, name)) {
                found([path, &[Step::Key(name)]].concat(), ty, value);
            }
        }
    });
}

/// Every stated place, with the way to it.
pub(crate) fn each_place(flow: &Json, found: &mut impl FnMut(Vec<Step>, &str)) {
    each_object(flow, &mut |path, kind, object| {
        for (name, ty) in facts(kind) {
            let here = || [path, &[Step::Key(name)]].concat();
            match (ty, get(object, name)) {
                (Type::Place, Some(Json::Text(place))) => found(here(), place),
                (Type::Set(Element::Place), Some(list)) => {
                    for (index, entry) in items(list).0.iter().enumerate() {
                        if let Json::Text(place) = entry {
                            found([here(), vec![Step::Index(index)]].concat(), place);
                        }
                    }
                }
                _ => {}
            }
        }
    });
}

/// Returns the same flow without short forms: `"FR"` as a site, `"@acme"`, `["personal"]` as data.
pub(crate) fn spelled_out(json: &Json, ty: Type) -> Json {
    let with = |name: &str, value: Json| Json::Object(vec![(name.to_owned(), value)]);
    match (ty, json) {
        (Type::Object(Kind::Data), Json::Array(_)) => with("categories", json.clone()),
        (Type::Object(Kind::Data), Json::Object(_)) if get(json, "items").is_some() => with("categories", json.clone()),
        (Type::Object(Kind::Site), Json::Text(text)) => {
            with(if text.contains('/') { "region" } else { "place" }, json.clone())
        }
        (Type::Object(Kind::Measure), Json::Text(_)) => with("kind", json.clone()),
        (Type::Object(kind), Json::Text(text)) if kind == Kind::Party || kind.is_relation() => {
            match text.strip_prefix('@') {
                Some(id) => with("id", Json::Text(id.to_owned())),
                None if ["exporter", "provider", "none"].contains(&text.as_str()) => json.clone(),
                None => with("vendor", json.clone()),
            }
        }
        (Type::Object(kind), Json::Object(entries)) => {
            let facts = facts(kind);
            let ty = |key: &str| facts.iter().find(|(name, _)| *name == key).map(|(_, ty)| *ty);
            let entry = |(key, value): &(String, Json)| match ty(key) {
                Some(ty) => (key.clone(), spelled_out(value, ty)),
                None => (key.clone(), value.clone()),
            };
            Json::Object(entries.iter().map(entry).collect())
        }
        (Type::List(kind), list) => {
            let mut list = list.clone();
            for entry in items_mut(&mut list) {
                *entry = spelled_out(entry, Type::Object(kind));
            }
            list
        }
        _ => json.clone(),
    }
}
