//! Agreements that two parties do not make: an authority that demands data signs no clauses, and no rules of a group bind a stranger.

use super::place::{get, key, stated_place, steps};
use crate::flow::json::Json;

/// Tools to which an authority that receives data as such can be a party (GDPR 46(2)(a), 46(3)(b) and 48; EDPB Guidelines 02/2024).
const OF_AUTHORITIES: [&str; 2] = ["instrument", "arrangement"];

/// Reports whether a statement has two parties agree on what they cannot.
pub(super) fn is_out_of_question(flow: &Json, path: &str, value: &Json) -> bool {
    if let (Some(transfer), Json::Text(tool)) = (path.strip_suffix(".tool"), value) {
        let is_signed = !OF_AUTHORITIES.contains(&tool.as_str()) && tool != "none";
        return is_signed && is_demanding(flow, &recipient_of(transfer))
            || tool == "bcr" && are_strangers(flow, transfer);
    }
    let Some(transfer) = path.strip_suffix(".bound").filter(|_| *value == Json::Bool(true)) else { return false };
    let tool = get(flow, &steps(&format!("{transfer}.tool")));
    tool == Some(&Json::Text("bcr".to_owned())) && are_strangers(flow, transfer)
}

/// Reports whether the party at a path receives data as an authority: it demands them, and nobody chooses which one does.
pub(super) fn is_demanding(flow: &Json, party: &str) -> bool {
    said_of(flow, party, "role") == Some(&Json::Text("authority".to_owned()))
}

/// Returns the path of who receives by a transfer, or by that of a site: its operator.
fn recipient_of(transfer: &str) -> String {
    match transfer.strip_suffix(".transfer") {
        Some(site) => format!("{site}.operator"),
        None => format!("{transfer}.recipient"),
    }
}

/// Reports whether the groups of exporter and recipient are headed in different countries, so that they are two groups (GDPR 47).
fn are_strangers(flow: &Json, transfer: &str) -> bool {
    let own = format!("{transfer}.exporter");
    let exporter = if get(flow, &steps(&own)).is_some() { own } else { "exporter".to_owned() };
    let head = |party: &str| match said_of(flow, party, "ultimate_parent") {
        Some(Json::Text(place)) => stated_place(place),
        _ => None,
    };
    let heads = head(&exporter).zip(head(&recipient_of(transfer)));
    heads.is_some_and(|(one, other)| one != other)
}

/// Returns a fact of the party at a path, stated there or where the flow describes the same party.
fn said_of<'j>(flow: &'j Json, path: &str, fact: &str) -> Option<&'j Json> {
    let party = match get(flow, &steps(path))? {
        Json::Text(name) if name == "exporter" || name == "provider" => key(flow, name)?,
        party => party,
    };
    key(party, fact).or_else(|| described(flow, key(party, "id")?, fact))
}

/// Returns a fact that the flow states of the party with an id, wherever it does.
fn described<'j>(json: &'j Json, id: &Json, fact: &str) -> Option<&'j Json> {
    match json {
        Json::Object(facts) => {
            let own = (key(json, "id") == Some(id)).then(|| key(json, fact)).flatten();
            own.or_else(|| facts.iter().find_map(|(_, value)| described(value, id, fact)))
        }
        Json::Array(items) => items.iter().find_map(|item| described(item, id, fact)),
        _ => None,
    }
}
