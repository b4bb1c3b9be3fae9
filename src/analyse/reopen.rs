//! Leaves open again what was agreed and found of a tool, a recipient, a destination or a measure that a cure replaces.
//!
//! That an authority approved a tool, that it binds whoever receives, and what an assessment found are said of one tool, one recipient
//! and one destination. With another they have to be agreed and found anew, so a step that replaces one of them states what it stands in
//! without them. Columns of the vocabulary say which fact is said of which. A tool is another where its version, its module or its kind
//! is: those are the values that exist only beside that tool.

use super::draft::{FRESH, Step, entry_of};
use super::place::{fact_type, get, is_within, key, remove, set, steps};
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Fact, Kind, Nature, Type};

/// Returns the facts of a transfer that tell which tool it rests on, and which one of that tool.
pub(super) fn tool_facts() -> impl Iterator<Item = &'static str> {
    let of_tool = |fact: &&Fact| fact.name == "tool" || tells_tool(fact);
    Kind::Transfer.facts().iter().filter(of_tool).map(|fact| fact.name)
}

/// Returns the same, and who receives or operates: what tells one transfer, or site, from another in its place.
pub(super) fn telling() -> impl Iterator<Item = &'static str> {
    tool_facts().chain(["recipient", "operator"])
}

/// Reports whether an object states another thing, or somebody else, under a name than another object does, or states it first.
pub(super) fn is_other(was: &Json, now: &Json, name: &str) -> bool {
    match (key(was, name), key(now, name)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(was), Some(now)) => is_another(was, now),
    }
}

/// Returns the step, or where it replaces what other facts were said of, one that states the object in which these stand without them.
pub(super) fn reopened(declared: &Declared, stated: &Json, step: Step) -> Step {
    without_old(declared, stated, &step).map_or(step.clone(), |(path, to)| Step { path, to: Some(to), ..step })
}

/// Returns the smallest object with what a step states and without what was said of what it replaces; nothing where nothing was.
fn without_old(declared: &Declared, stated: &Json, step: &Step) -> Option<(String, Json)> {
    let first = step.path.split(['.', '[']).next().unwrap_or_default();
    let root = entry_of(&step.path).unwrap_or(first);
    let Type::Object(kind) = fact_type(declared, &steps(root))?.ty else { return None };
    let was = get(stated, &steps(root))?;
    let inner = step.path.get(root.len()..)?.trim_start_matches('.');
    let mut now = was.clone();
    match inner {
        "" => now = step.to.clone()?,
        _ if !set(&mut now, &steps(inner), step.to.clone()?) => return None,
        _ => {}
    }
    let mut gone = vec![];
    left_open(declared, kind, (was, &now), "", &mut gone);
    if gone.is_empty() {
        return None;
    }
    gone.iter().for_each(|path| {
        remove(&mut now, &steps(path));
    });
    let mut owner = inner;
    while !owner.is_empty() && !gone.iter().all(|path| path != owner && is_within(path, owner)) {
        owner = owner.rsplit_once('.').map_or("", |(owner, _)| owner);
    }
    match owner {
        "" => Some((root.to_owned(), now)),
        _ => Some((format!("{root}.{owner}"), get(&now, &steps(owner))?.clone())),
    }
}

/// Returns a step that states again what it left open of something that it replaces no more, and the paths of that; nothing where there
/// is none. Another step can have replaced it for a while, and what is left of both is the second.
pub(super) fn with_old(declared: &Declared, base: &Json, step: &Step) -> Option<(Step, Vec<String>)> {
    let was = get(base, &steps(&step.path))?;
    let (Json::Object(facts), Type::Object(kind)) = (was, fact_type(declared, &steps(&step.path))?.ty) else {
        return None;
    };
    let mut now = step.to.clone()?;
    let mut back: Vec<&str> =
        facts.iter().map(|(name, _)| name.as_str()).filter(|name| key(&now, name).is_none()).collect();
    for name in &back {
        set(&mut now, &steps(name), key(was, name)?.clone());
    }
    let mut gone = vec![];
    left_open(declared, kind, (was, &now), "", &mut gone);
    gone.iter().for_each(|path| {
        remove(&mut now, &steps(path));
    });
    back.retain(|name| key(&now, name).is_some());
    let path_of = |name: &str| format!("{}.{name}", step.path);
    let changed: Vec<&str> = match &now {
        Json::Object(facts) => {
            facts.iter().map(|(name, _)| name.as_str()).filter(|name| key(was, name) != key(&now, name)).collect()
        }
        _ => return None,
    };
    let (path, to) = match changed.as_slice() {
        [one] if gone.is_empty() => (path_of(one), key(&now, one)?.clone()),
        _ => (step.path.clone(), now.clone()),
    };
    let paths = back.iter().map(|name| path_of(name)).collect();
    (!back.is_empty()).then(|| (Step { path, to: Some(to), ..step.clone() }, paths))
}

/// Returns the facts of a flow that were said of the one before, where somebody new stands in his place: of another provider neither
/// the contract, nor what it shows, nor how one leaves it is known.
pub(super) fn of_replaced(base: &Json, stated: &Json) -> Vec<&'static str> {
    let id = |flow: &Json, name: &str| match key(key(flow, name)?, "id") {
        Some(Json::Text(id)) => Some(id.clone()),
        _ => None,
    };
    let is_new = |name: &str| {
        let now = id(stated, name).filter(|id| id.starts_with(FRESH));
        now.is_some() && now != id(base, name)
    };
    let facts = Kind::Flow.facts().iter();
    let of_somebody = facts.filter(|fact| fact.said_of.is_some_and(is_new) && key(base, fact.name).is_some());
    of_somebody.map(|fact| fact.name).collect()
}

/// Returns a site with another operator, without what was agreed with the one before; nothing where nothing was.
pub(super) fn with_operator(site: &Json, operator: Json) -> Option<Json> {
    let mut moved = site.clone();
    let mut gone = vec![];
    set(&mut moved, &steps("operator"), operator);
    left_open(&Declared::default(), Kind::Site, (site, &moved), "", &mut gone);
    gone.iter().for_each(|path| {
        remove(&mut moved, &steps(path));
    });
    (!gone.is_empty()).then_some(moved)
}

/// Collects the paths of what is stated as before though it was said of what is another now, of an object at a path.
fn left_open(declared: &Declared, kind: Kind, (was, now): (&Json, &Json), path: &str, gone: &mut Vec<String>) {
    let pair = |name: &str| Some((key(was, name)?, key(now, name)?));
    let is_other = |name: &str| pair(name).is_some_and(|(was, now)| is_replaced(was, now));
    let replaced: Vec<&Fact> =
        kind.facts().iter().filter(|fact| can_be_replaced(fact) && is_other(fact.name)).collect();
    for fact in kind.facts() {
        let at = if path.is_empty() { fact.name.to_owned() } else { format!("{path}.{}", fact.name) };
        let Some((before, after)) = pair(fact.name) else { continue };
        if before == after {
            let is_open =
                replaced.iter().any(|other| is_said_of(kind, fact, other) && !stands(kind, fact, before, other));
            gone.extend(is_open.then_some(at));
            continue;
        }
        match fact.ty {
            Type::Object(Kind::Party) => {}
            Type::Object(inner) => left_open(declared, inner, (before, after), &at, gone),
            Type::List(inner) if !inner.is_relation() => {
                let (before, after) = (super::place::entries(before).0, super::place::entries(after).0);
                for (index, pair) in before.iter().zip(after).enumerate() {
                    left_open(declared, inner, pair, &format!("{at}[{index}]"), gone);
                }
            }
            _ => {}
        }
    }
    if let (Kind::Site, Some((before, after))) = (kind, pair("transfer")) {
        of_moved_site(declared, (was, now), &replaced, (before, after), path, gone);
    }
}

/// Collects what was said of the transfer to the operator of a site that has another operator now, or lies elsewhere.
fn of_moved_site(
    declared: &Declared,
    (was, now): (&Json, &Json),
    replaced: &[&Fact],
    (before, after): (&Json, &Json),
    path: &str,
    gone: &mut Vec<String>,
) {
    let is_another = |name: &str| replaced.iter().any(|fact| fact.name == name);
    let region = |site: &Json| match key(site, "region") {
        Some(Json::Text(id)) => declared.region(id).map(|region| (region.provider, region.single_place())),
        _ => None,
    };
    let by_region = is_another("region").then(|| (region(was), region(now)));
    let operator = by_region.is_some_and(|(was, now)| was.map(|was| was.0) != now.map(|now| now.0));
    let place = by_region.is_some_and(|(was, now)| was.map(|was| was.1) != now.map(|now| now.1));
    let (of_recipient, of_destination) = (is_another("operator") || operator, is_another("place") || place);
    for fact in Kind::Transfer.facts() {
        let is_open = fact.of_recipient && of_recipient || fact.of_destination && of_destination;
        let is_kept = key(before, fact.name).is_some() && key(before, fact.name) == key(after, fact.name);
        let at = format!("{}transfer.{}", if path.is_empty() { String::new() } else { format!("{path}.") }, fact.name);
        if is_open && is_kept && !gone.contains(&at) {
            gone.push(at);
        }
    }
}

/// Reports whether a value of a fact can be another thing, or another person, rather than more of the same.
fn can_be_replaced(fact: &Fact) -> bool {
    matches!(fact.ty, Type::Enum(_) | Type::Place | Type::Region | Type::Object(Kind::Party))
}

/// Reports whether something, or somebody, was there and is another now.
fn is_replaced(was: &Json, now: &Json) -> bool {
    let none = Json::Text("none".to_owned());
    *was != none && is_another(was, now)
}

/// Reports whether one thing, or person, is not the other.
fn is_another(one: &Json, other: &Json) -> bool {
    one != other && (key(one, "id").is_none() || key(one, "id") != key(other, "id"))
}

/// Reports whether a fact was said of another one of the same object, so that it is not known where that one is replaced.
fn is_said_of(kind: Kind, fact: &Fact, other: &Fact) -> bool {
    let is_of_transfer = kind == Kind::Transfer
        && match other.name {
            "recipient" => fact.of_recipient,
            "to" => fact.of_destination,
            "tool" => fact.of_tool,
            // The clauses, or the rules, are others of the same tool: which of them is told by facts beside each other.
            _ => tells_tool(other) && fact.of_tool && !tells_tool(fact),
        };
    is_of_transfer || fact.said_of == Some(other.name)
}

/// Reports whether a fact of a transfer tells which one of a tool it is: a version, a module, a kind.
fn tells_tool(fact: &Fact) -> bool {
    fact.of_tool && fact.nature == Nature::Act && matches!(fact.ty, Type::Enum(_))
}

/// Reports whether a finding stands though what it was said of is replaced: one against the destination stands with every tool.
fn stands(kind: Kind, fact: &Fact, value: &Json, replaced: &Fact) -> bool {
    let is_tool = kind == Kind::Transfer && (replaced.name == "tool" || tells_tool(replaced));
    is_tool && fact.unfound.is_some() && *value != Json::Text("favourable".to_owned())
}
