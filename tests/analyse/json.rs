//! Paths into a flow, for the tests alone: what the analyses say is applied here without their help.

use lexloci::Json;

/// Parses JSON.
pub(crate) fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Returns the keys and indexes of `storage[0].place`.
fn parts(path: &str) -> Vec<String> {
    let dotted = path.replace('[', ".#").replace(']', "");
    dotted.split('.').map(str::to_owned).collect()
}

fn index(part: &str) -> Option<usize> {
    part.strip_prefix('#').map(|number| number.parse().unwrap_or_else(|_| panic!("no index: {part}")))
}

/// Returns the entries of a list, however it is written.
pub(crate) fn items(list: &Json) -> &[Json] {
    match list {
        Json::Array(items) => items,
        Json::Object(entries) => match entries.iter().find(|(key, _)| key == "items") {
            Some((_, Json::Array(items))) => items,
            _ => &[],
        },
        _ => &[],
    }
}

fn items_mut(list: &mut Json) -> Option<&mut Vec<Json>> {
    match list {
        Json::Array(items) => Some(items),
        Json::Object(entries) => match entries.iter_mut().find(|(key, _)| key == "items") {
            Some((_, Json::Array(items))) => Some(items),
            _ => None,
        },
        _ => None,
    }
}

/// Returns what stands at a path.
pub(crate) fn get<'j>(flow: &'j Json, path: &str) -> Option<&'j Json> {
    let mut at = flow;
    for part in parts(path) {
        at = match (index(&part), at) {
            (Some(index), list) => items(list).get(index)?,
            (None, Json::Object(entries)) => &entries.iter().find(|(key, _)| *key == part)?.1,
            _ => return None,
        };
    }
    Some(at)
}

/// Puts a value at a path; objects on the way are made.
pub(crate) fn put(flow: &mut Json, path: &str, value: Json) {
    let mut at = flow;
    for part in parts(path) {
        at = match index(&part) {
            Some(index) => items_mut(at).and_then(|items| items.get_mut(index)).expect("the entry is there"),
            None => {
                let Json::Object(entries) = at else { panic!("{path} leads through no object") };
                let known = entries.iter().position(|(key, _)| *key == part).unwrap_or_else(|| {
                    entries.push((part.clone(), Json::Object(vec![])));
                    entries.len() - 1
                });
                &mut entries[known].1
            }
        };
    }
    *at = value;
}

/// Takes out what stands at a path.
pub(crate) fn take(flow: &mut Json, path: &str) {
    let mut way = parts(path);
    let last = way.pop().expect("a path has parts");
    let mut at = flow;
    for part in way {
        at = match index(&part) {
            Some(index) => items_mut(at).and_then(|items| items.get_mut(index)).expect("the entry is there"),
            None => {
                let Json::Object(entries) = at else { panic!("{path} leads through no object") };
                &mut entries.iter_mut().find(|(key, _)| *key == part).expect("the object is there").1
            }
        };
    }
    match index(&last) {
        Some(index) => {
            items_mut(at).expect("a list").remove(index);
        }
        None => {
            let Json::Object(entries) = at else { panic!("{path} leads to no object") };
            entries.retain(|(key, _)| *key != last);
        }
    }
}

/// Returns the same with the keys of every object in order.
pub(crate) fn sorted(json: &Json) -> Json {
    match json {
        Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(entries)
        }
        other => other.clone(),
    }
}

/// Returns whether a flow states everything that another does: facts are added, open lists are longer or closed.
pub(crate) fn extends(more: &Json, less: &Json) -> bool {
    match (less, more) {
        (Json::Null, _) => true,
        (Json::Object(entries), _) if entries.iter().any(|(key, _)| key == "items") => {
            let all = entries.iter().all(|(key, value)| key != "complete" || *value == Json::Bool(true));
            let (few, many) = (items(less), items(more));
            few.len() <= many.len()
                && (!all || few.len() == many.len())
                && few.iter().zip(many).all(|(a, b)| extends(b, a))
        }
        (Json::Object(entries), Json::Object(_)) => entries
            .iter()
            .all(|(key, value)| *value == Json::Null || get(more, key).is_some_and(|now| extends(now, value))),
        (Json::Array(few), Json::Array(many)) if few.iter().all(|item| matches!(item, Json::Object(_))) => {
            few.len() == many.len() && few.iter().zip(many).all(|(a, b)| extends(b, a))
        }
        _ => less == more,
    }
}
