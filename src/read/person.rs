//! Recipients by their names, and the tools by which they receive.

use super::draft::Draft;
use super::{Origin, words};
use crate::atlas;
use crate::date::Date;
use crate::flow::json::Json;

/// Returns an address as an id of a flow, which has letters, digits, `-`, `_` and `.` alone.
pub(super) fn id(address: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    address
        .chars()
        .map(|c| {
            if fits(c) {
                c
            } else if c == ':' {
                '.'
            } else {
                '_'
            }
        })
        .collect()
}

/// Returns who has a name: a vendor of the atlas with what is known of it, or somebody of whom the name is known. Tells which.
pub(super) fn named(name: &str) -> (Vec<(String, Json)>, bool) {
    match atlas::vendor_named(name) {
        Some(named) => (known(named), true),
        None => (vec![("name".to_owned(), Json::Text(name.to_owned()))], false),
    }
}

/// Returns what the atlas knows of a vendor on every day.
fn known(named: atlas::Named) -> Vec<(String, Json)> {
    let person = named.on(Date::MAX);
    let text = |text: &str| Json::Text(text.to_owned());
    let id = match named.company {
        None => named.vendor.key.to_owned(),
        Some(company) => format!("{}-{}", named.vendor.key, company.seat.code().to_lowercase()),
    };
    let always = named.vendor.parent_from.is_none() && atlas::provider(named.vendor.key).len() < 2;
    let parent = person.ultimate_parent.filter(|_| always);
    let mut facts = vec![("id".to_owned(), Json::Text(id)), ("name".to_owned(), text(person.name))];
    facts.extend(person.seat.map(|seat| ("seat".to_owned(), text(seat.code()))));
    facts.extend(parent.map(|parent| ("ultimate_parent".to_owned(), text(parent.code()))));
    facts
}

/// Returns the tool that some words name; what else they name is told.
pub(super) fn tool<'w>(draft: &mut Draft, parts: impl Iterator<Item = (&'w str, Origin)>) -> Option<&'static str> {
    let mut found = None;
    for (part, at) in parts {
        match words::tool(part) {
            Some(tool) if found.is_none_or(|other| other == tool) => found = Some(tool),
            Some(_) => draft.unread(at, format!("\"{part}\": a transfer has one tool")),
            None => {
                let plain = words::plain(part);
                let has = |list: &[&str]| list.iter().any(|word| plain.contains(word));
                let why = if has(&["scc", "clauses", "klauseln", "bcr", "binding corporate", "cct"]) {
                    "it may be a tool of Article 46, and which one is not known by this name: state the tool of the transfer, and of clauses their act"
                } else if has(&[
                    "dpf",
                    "privacy framework",
                    "privacy shield",
                    "safe harbor",
                    "adequa",
                    "adequation",
                    "angemessen",
                ]) {
                    "it is no tool of Article 46, and whether a list or decision covers this recipient is to be stated of the recipient"
                } else {
                    "it is no tool that is known here, and whether a list or decision covers this recipient is to be stated of the recipient"
                };
                draft.unread(at, format!("\"{part}\" as a mechanism: {why}"));
            }
        }
    }
    found
}
