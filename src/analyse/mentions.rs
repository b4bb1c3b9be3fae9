//! Keeps the description of a party that a cure would remove, and lets the sites of a provider follow it.
//!
//! A party can be described at one place of a flow and mentioned by its id at others. Where a cure replaces or takes out the place that
//! describes it, the description moves to the first mention that is left. The sites that the provider operates are the new one's where a
//! cure replaces the provider: who was replaced keeps no data.

use super::draft::Step;
use super::place::{entries, get, is_within, key, steps};
use super::reopen::with_operator;
use crate::flow::json::Json;

/// Returns the first mention of each party that the steps leave without a description, with the description.
pub(super) fn lost(base: &Json, stated: &Json, all: &[Step]) -> Vec<(String, Json)> {
    let replaced = all.iter().filter_map(|step| get(base, &steps(&step.path)).map(|was| (was, step)));
    let mut described = vec![];
    replaced.for_each(|(was, step)| parties(was, &step.path, &mut described));
    described.retain(|party| party.is_described());
    if described.is_empty() {
        return vec![];
    }
    let mut left = vec![];
    parties(stated, "", &mut left);
    left.retain(|party| !all.iter().any(|step| step.to.is_none() && is_within(&party.path, &step.path)));
    let mut found: Vec<(String, Json)> = vec![];
    for party in described {
        let mut same = left.iter().filter(|other| other.id == party.id);
        let Some(first) = same.clone().next() else { continue };
        if !same.any(Mention::is_described) && found.iter().all(|(path, _)| *path != first.path) {
            found.push((first.path.clone(), party.json.clone()));
        }
    }
    found
}

/// Returns the steps with which the sites that the provider operates become those of the provider whom other steps put in its place.
pub(super) fn followed(base: &Json, stated: &Json, all: &[Step]) -> Vec<Step> {
    if !all.iter().any(|step| is_within("provider.id", &step.path)) {
        return vec![];
    }
    let (Some(old), Some(new)) = (id_at(base, "provider"), id_at(stated, "provider")) else { return vec![] };
    if old == new || id_at(base, "exporter") == Some(old) {
        return vec![];
    }
    let mention = Json::Object(vec![("id".to_owned(), Json::Text(new.to_owned()))]);
    let mut found = vec![];
    for list in ["storage", "processing", "access", "transit"] {
        let sites = get(base, &steps(list)).map_or(0, |list| entries(list).0.len());
        let operators = (0..sites).map(|index| format!("{list}[{index}].operator"));
        let is_own = |path: &String| {
            let is_settled = all.iter().any(|step| is_within(path, &step.path));
            id_at(base, path) == Some(old) && (!is_settled || id_at(stated, path) == Some(old))
        };
        let is_left = |path: &String| !all.iter().any(|step| step.to.is_none() && is_within(path, &step.path));
        let own = operators.filter(|path| is_own(path) && is_left(path));
        // Agreements with the operator before it are open again.
        found.extend(own.map(|path| {
            let site = path.trim_end_matches(".operator");
            match get(base, &steps(site)).and_then(|entry| with_operator(entry, mention.clone())) {
                Some(entry) => Step::act(site, entry, 0),
                None => Step::act(&path, mention.clone(), 0),
            }
        }));
    }
    found
}

/// Returns the id of the party at a path.
fn id_at<'j>(flow: &'j Json, path: &str) -> Option<&'j str> {
    match key(get(flow, &steps(path))?, "id")? {
        Json::Text(id) => Some(id.strip_prefix('@').unwrap_or(id)),
        _ => None,
    }
}

/// An object that bears the id of a party.
struct Mention<'j> {
    path: String,
    id: &'j str,
    json: &'j Json,
}

impl Mention<'_> {
    /// Reports whether more than the id is stated.
    fn is_described(&self) -> bool {
        matches!(self.json, Json::Object(facts) if facts.len() > 1)
    }
}

/// Collects the objects with an id in a value that stands at a path, in order.
fn parties<'j>(json: &'j Json, path: &str, found: &mut Vec<Mention<'j>>) {
    match json {
        Json::Object(facts) => {
            if let Some((_, Json::Text(id))) = facts.iter().find(|(name, _)| name == "id") {
                found.push(Mention { path: path.to_owned(), id: id.strip_prefix('@').unwrap_or(id), json });
            }
            for (name, value) in facts {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                parties(value, &inner, found);
            }
        }
        Json::Array(items) => {
            // The path of an open list leads past its items.
            let list = path.strip_suffix(".items").unwrap_or(path);
            for (index, item) in items.iter().enumerate() {
                parties(item, &format!("{list}[{index}]"), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::*;

    fn json(text: &str) -> Json {
        text.parse().expect("it is JSON")
    }

    #[test]
    fn the_sites_of_a_provider_follow_it() {
        let base = json(
            r#"{"storage": [{"place": "FR", "operator": {"id": "h"}}, {"place": "FR", "operator": {"id": "other"}}],
                "access": [{"place": "FR", "operator": {"id": "h"}}], "provider": {"id": "h", "seat": "US"}}"#,
        );
        let new = json(r#"{"id": "party-provider", "seat": "FR"}"#);
        let draft = Draft::of(&base, vec![Step::act("provider", new, 1)]).expect("it leads to a flow");
        let left = r#"{"storage": [{"place": "FR", "operator": {"id": "party-provider"}}, {"place": "FR", "operator": {"id": "other"}}],
                "access": [{"place": "FR", "operator": {"id": "party-provider"}}], "provider": {"id": "party-provider", "seat": "FR"}}"#;
        assert_eq!(draft.flow, json(left));
        assert_eq!(draft.described, ["storage[0].operator", "access[0].operator"]);
    }

    #[test]
    fn who_is_mentioned_elsewhere_is_described_there() {
        let base = json(
            r#"{"transfers": [{"recipient": {"id": "h", "seat": "MY"}}, {"recipient": {"id": "h"}}], "provider": {"id": "h"}}"#,
        );
        let other = Step::act("transfers[0].recipient", json(r#"{"id": "another-recipient"}"#), 1);
        let draft = Draft::of(&base, vec![other]).expect("the path leads somewhere");
        assert_eq!(draft.described, ["transfers[1].recipient"]);
        let whole = Draft::of(&base, vec![Step::taking_out("transfers[0]", 1)]).expect("the entry is there");
        let left = r#"{"transfers": [{"recipient": {"id": "h", "seat": "MY"}}], "provider": {"id": "h"}}"#;
        assert_eq!(whole.flow, json(left));
        let both = vec![Step::taking_out("transfers[0]", 1), Step::taking_out("transfers[1]", 1)];
        let draft = Draft::of(&base, both).expect("the entries are there");
        assert_eq!(draft.described, ["provider"]);
        let none = Draft::of(&base, vec![Step::act("transfers[1].recipient", json("{}"), 1)]).expect("it is there");
        assert!(none.described.is_empty());
    }
}
