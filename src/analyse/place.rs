//! Facts of a flow by their paths: what type they have, what stands there, and how to put something else there.

use crate::atlas::{self, Place, Spot};
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::sorted::SortedSet;
use crate::vocab::{Existence, Fact, Kind, Type};

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

/// Parses the steps of `transfers[1].recipient.listed`.
pub(super) fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = vec![];
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (key, indexes) = part.split_once('[').unwrap_or((part, ""));
        steps.push(Step::Key(key));
        let numbers = indexes.split(['[', ']']).filter(|number| !number.is_empty());
        steps.extend(numbers.filter_map(|number| number.parse().ok()).map(Step::Index));
    }
    steps
}

/// A fact of the vocabulary or of the policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct FactType {
    /// The kind of object to which it belongs.
    pub(super) kind: Kind,
    /// Its type.
    pub(super) ty: Type,
    /// When it exists.
    pub(super) exists: &'static Existence,
}

/// Returns the fact of a kind that has this name; of a relation, also its person's.
pub(super) fn fact(kind: Kind, name: &str) -> Option<&'static Fact> {
    let own = kind.fact(name).or_else(|| Kind::Party.fact(name).filter(|_| kind.is_relation()));
    own.map(|(_, fact)| fact)
}

/// Resolves what a path leads to; an entry of a list is an object.
pub(super) fn fact_type(declared: &Declared, path: &[Step<'_>]) -> Option<FactType> {
    let mut at = FactType { kind: Kind::Flow, ty: Type::Object(Kind::Flow), exists: &Existence::ALWAYS };
    let mut under_x = false;
    for step in path {
        at = match (at.ty, step) {
            (Type::Object(_), Step::Key("x")) if !under_x => {
                under_x = true;
                continue;
            }
            (Type::Object(kind), Step::Key(name)) if under_x => {
                let declared = declared.fact(kind, name).or_else(|| {
                    let person = kind.is_relation().then_some(Kind::Party);
                    person.and_then(|person| declared.fact(person, name))
                });
                FactType { kind, ty: declared?.1.ty, exists: &Existence::ALWAYS }
            }
            (Type::Object(kind), Step::Key(name)) => {
                let fact = fact(kind, name)?;
                FactType { kind, ty: fact.ty, exists: &fact.exists }
            }
            (Type::List(kind), Step::Index(_)) => FactType { kind, ty: Type::Object(kind), exists: &Existence::ALWAYS },
            _ => return None,
        };
        under_x = false;
    }
    Some(at)
}

/// Returns what stands under a key.
pub(super) fn key<'j>(object: &'j Json, name: &str) -> Option<&'j Json> {
    match object {
        Json::Object(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
    .filter(|value| **value != Json::Null)
}

/// Returns the entries of a list or set, and whether they are all.
pub(super) fn entries(list: &Json) -> (&[Json], bool) {
    match list {
        Json::Array(items) => (items, true),
        Json::Object(_) => {
            let items = match key(list, "items") {
                Some(Json::Array(items)) => items.as_slice(),
                _ => &[],
            };
            (items, key(list, "complete") != Some(&Json::Bool(false)))
        }
        _ => (&[], true),
    }
}

/// Returns what is stated at a path.
pub(super) fn get<'j>(flow: &'j Json, path: &[Step<'_>]) -> Option<&'j Json> {
    let mut at = flow;
    for step in path {
        at = match step {
            Step::Key(name) => key(at, name)?,
            Step::Index(index) => entries(at).0.get(*index)?,
        };
    }
    Some(at)
}

/// Puts a value at a path; what is missing on the way is made. Whether it could be put there.
pub(super) fn set(flow: &mut Json, path: &[Step<'_>], value: Json) -> bool {
    let mut at = flow;
    for step in path {
        if *at == Json::Null {
            *at = Json::Object(vec![]);
        }
        let next = match step {
            Step::Key(name) => under(at, name),
            Step::Index(index) => entry(at, *index),
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    *at = value;
    true
}

/// Returns whether a value can be put at a path.
pub(super) fn can_set(flow: &Json, path: &[Step<'_>]) -> bool {
    let mut at = flow;
    for (index, step) in path.iter().enumerate() {
        let next = match (at, step) {
            (Json::Object(entries), Step::Key(name)) => {
                entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            (Json::Null, Step::Key(_)) => None,
            (Json::Array(_) | Json::Object(_), Step::Index(index)) => match entries(at).0.get(*index) {
                Some(entry) => Some(entry),
                None => return false,
            },
            _ => return false,
        };
        match next {
            Some(next) => at = next,
            // An object that is missing on the way is made; a list is not.
            None => return path.iter().skip(index + 1).all(|step| matches!(step, Step::Key(_))),
        }
    }
    true
}

fn under<'j>(object: &'j mut Json, name: &str) -> Option<&'j mut Json> {
    let Json::Object(entries) = object else { return None };
    let index = entries.iter().position(|(key, _)| key == name).unwrap_or_else(|| {
        entries.push((name.to_owned(), Json::Null));
        entries.len() - 1
    });
    entries.get_mut(index).map(|(_, value)| value)
}

fn items(list: &mut Json) -> Option<&mut Vec<Json>> {
    match list {
        Json::Array(items) => Some(items),
        Json::Object(entries) => {
            entries.iter_mut().find(|(key, _)| key == "items").and_then(|(_, value)| match value {
                Json::Array(items) => Some(items),
                _ => None,
            })
        }
        _ => None,
    }
}

fn entry(list: &mut Json, index: usize) -> Option<&mut Json> {
    items(list)?.get_mut(index)
}

/// Takes an entry out of its list, or a fact out of its object.
pub(super) fn remove(flow: &mut Json, path: &[Step<'_>]) -> bool {
    let Some((last, way)) = path.split_last() else { return false };
    let mut at = flow;
    for step in way {
        let next = match step {
            Step::Key(name) if key(at, name).is_some() => under(at, name),
            Step::Key(_) => None,
            Step::Index(index) => entry(at, *index),
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    match (last, at) {
        (Step::Key(name), Json::Object(entries)) => {
            let before = entries.len();
            entries.retain(|(key, _)| key != name);
            entries.len() < before
        }
        (Step::Index(index), list) => match items(list) {
            Some(items) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Writes out everything that a flow writes short: `"FR"` as `{"place": "FR"}`.
pub(super) fn spelled_out(flow: &Json) -> Json {
    let mut ids = SortedSet::new();
    collect_ids(flow, &mut ids);
    spell(Type::Object(Kind::Flow), flow, &ids)
}

/// Collects every text that stands under `id`.
fn collect_ids<'j>(json: &'j Json, ids: &mut SortedSet<&'j str>) {
    match json {
        Json::Object(entries) => {
            for (name, value) in entries {
                match value {
                    Json::Text(id) if name == "id" => {
                        ids.insert(id.strip_prefix('@').unwrap_or(id));
                    }
                    other => collect_ids(other, ids),
                }
            }
        }
        Json::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        _ => {}
    }
}

/// Writes a value out. `ids` are those that parties of the flow have: `"@scaleway"` is such a party, else a vendor.
fn spell(ty: Type, json: &Json, ids: &SortedSet<&str>) -> Json {
    let one = |name: &str, value: Json| Json::Object(vec![(name.to_owned(), value)]);
    match (ty, json) {
        (Type::Object(kind), Json::Object(entries)) if kind != Kind::Data || key(json, "items").is_none() => {
            let spelled = entries.iter().map(|(name, value)| {
                let ty = fact(kind, name).map(|fact| fact.ty);
                (name.clone(), ty.map_or_else(|| value.clone(), |ty| spell(ty, value, ids)))
            });
            Json::Object(spelled.collect())
        }
        (Type::Object(Kind::Data), Json::Array(_) | Json::Object(_)) => one("categories", json.clone()),
        (Type::Object(Kind::Site), Json::Text(text)) => {
            let said = said(text);
            let is_place = said.is_some() || Spot::from_code(text).is_some();
            let value = said.map_or_else(|| json.clone(), |code| Json::Text(code.to_owned()));
            one(if is_place { "place" } else { "region" }, value)
        }
        (Type::Place, Json::Text(text)) => said(text).map_or_else(|| json.clone(), |code| Json::Text(code.to_owned())),
        (Type::Object(Kind::Measure), Json::Text(_)) => one("kind", json.clone()),
        (Type::Object(Kind::Party | Kind::Holder | Kind::Supplier), Json::Text(text)) => {
            match (text.strip_prefix('@'), text.as_str()) {
                (Some(id), _) if ids.contains(id) => one("id", Json::Text(id.to_owned())),
                (Some(vendor), _) => one("vendor", Json::Text(vendor.to_owned())),
                (None, "exporter" | "provider" | "none") => json.clone(),
                (None, vendor) => one("vendor", Json::Text(vendor.to_owned())),
            }
        }
        (Type::List(kind), Json::Array(items)) => {
            Json::Array(items.iter().map(|item| spell(Type::Object(kind), item, ids)).collect())
        }
        (Type::List(kind), Json::Object(entries)) => {
            let spelled = entries.iter().map(|(name, value)| match name.as_str() {
                "items" => (name.clone(), spell(Type::List(kind), value, ids)),
                _ => (name.clone(), value.clone()),
            });
            Json::Object(spelled.collect())
        }
        _ => json.clone(),
    }
}

/// Returns the place that a text states, by its code or in words.
pub(super) fn stated_place(text: &str) -> Option<Place> {
    Place::from_code(text).or_else(|| said(text).and_then(Place::from_code))
}

/// Returns the code of a place or group that a text names in words.
fn said(text: &str) -> Option<&'static str> {
    let is_coded = Spot::from_code(text).is_some() || atlas::region(text).is_some();
    if is_coded || atlas::region_written(text).is_some() { None } else { atlas::place_read(text) }
}

/// Returns whether a path is another, or leads to something in it.
pub(super) fn is_within(path: &str, owner: &str) -> bool {
    path.strip_prefix(owner).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Returns whether a path leads to another entry of the list than the one that the rule is judged at.
pub(super) fn is_beside(path: &str, at: &str) -> bool {
    at.split(',').filter_map(|entry| entry.rsplit_once('[').map(|(list, _)| (entry, list))).any(|(entry, list)| {
        let within = path.strip_prefix(list).is_some_and(|rest| rest.starts_with('['));
        let same = path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        within && !same
    })
}

/// Returns whether changing a path changes one that stays: it or what it is in, a fact of the same person, or what a region tells.
pub(super) fn is_fixed(flow: &Json, fixed: &[String], path: &str) -> bool {
    let told = path.strip_suffix(".region").map(|site| [format!("{site}.place"), format!("{site}.operator")]);
    let of_person = |path: &str| {
        let ends = path.match_indices('.').map(|(dot, _)| dot).chain([path.len()]);
        let id = |end: usize| match path.get(..end).and_then(|owner| key(get(flow, &steps(owner))?, "id")) {
            Some(Json::Text(id)) => Some((id.clone(), path.get(end..).unwrap_or_default().to_owned())),
            _ => None,
        };
        ends.filter_map(id).next_back()
    };
    fixed.iter().any(|fixed| {
        let same_person = of_person(path).zip(of_person(fixed));
        is_within(path, fixed)
            || told.iter().flatten().any(|told| is_within(told, fixed) || is_within(fixed, told))
            || same_person.is_some_and(|(own, other)| own.0 == other.0 && is_within(&own.1, &other.1))
    })
}

/// Writes a path as a flow's author would.
pub(super) fn words(way: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in way {
        match step {
            Step::Key(name) if path.is_empty() => path.push_str(name),
            Step::Key(name) => path.extend([".", name]),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

/// Visits every text that a flow states.
pub(super) fn each_text(json: &Json, visit: &mut impl FnMut(&String)) {
    match json {
        Json::Text(text) => visit(text),
        Json::Array(items) => items.iter().for_each(|item| each_text(item, visit)),
        Json::Object(entries) => entries.iter().for_each(|(_, value)| each_text(value, visit)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn facts_are_found_put_and_taken_out() {
        let declared = Declared::default();
        let mut flow = spelled_out(&json(r#"{"data": ["contact"], "storage": ["FR", "aws/eu-west-3"]}"#));
        let read = |flow: &Json, path: &str| get(flow, &steps(path)).cloned();
        assert_eq!(read(&flow, "storage[0].place"), Some(Json::Text("FR".to_owned())));
        assert_eq!(read(&flow, "storage[1].region"), Some(Json::Text("aws/eu-west-3".to_owned())));
        assert!(set(&mut flow, &steps("provider.holders"), json(r#"{"items": ["@a"], "complete": false}"#)));
        assert!(set(&mut flow, &steps("storage[1].x.score"), Json::Number(2.0)));
        assert_eq!(read(&flow, "storage[1].x.score"), Some(Json::Number(2.0)));
        assert!(remove(&mut flow, &steps("storage[0]")));
        assert_eq!(read(&flow, "storage[0].x.score"), Some(Json::Number(2.0)));
        for path in
            ["storage[5].place", "storage[0].place.x", "data[0]", "transfers[0].to", "storage[0].x.new", "exit.fee"]
        {
            let can = can_set(&flow, &steps(path));
            assert_eq!(set(&mut flow.clone(), &steps(path), Json::Bool(true)), can, "{path}");
        }
        assert!(!set(&mut flow, &steps("storage[5].place"), Json::Null), "there is no such entry");
        let spot = fact_type(&declared, &steps("transfers[0].recipient.listed")).unwrap();
        assert_eq!((spot.kind, spot.exists), (Kind::Party, &Existence::ALWAYS));
    }

    #[test]
    fn parties_are_written_out_as_who_they_are() {
        let flow = r#"{"provider": "@acme", "exporter": {"id": "acme"}, "transfers": [{"recipient": "zendesk"}, {"recipient": "@stripe"}, {"recipient": "exporter"}]}"#;
        let out = r#"{"provider": {"id": "acme"}, "exporter": {"id": "acme"}, "transfers": [{"recipient": {"vendor": "zendesk"}}, {"recipient": {"vendor": "stripe"}}, {"recipient": "exporter"}]}"#;
        assert_eq!(spelled_out(&json(flow)), json(out));
    }
}
