//! Leaves open again what was agreed and found of a tool, a recipient or a destination that a cure replaces.
//!
//! That an authority approved a tool, that it binds whoever receives, and what an assessment found are said of one tool, one recipient
//! and one destination. With another they have to be agreed and found anew, so a step that replaces one of them states the transfer
//! without them.

use super::draft::Step;
use super::place::{fact_type, get, key, remove, set, steps};
use crate::flow::json::Json;
use crate::policy::Declared;
use crate::vocab::{Fact, Kind, Nature, Type};

/// Returns the step, or where it replaces what other facts were said of, one that states the whole transfer, or site, without these.
pub(super) fn reopened(declared: &Declared, stated: &Json, step: Step) -> Step {
    let whole = step.path.rsplit_once('.').and_then(|(owner, name)| {
        let entry = get(stated, &steps(owner))?;
        let to = step.to.as_ref().filter(|to| is_replaced(key(entry, name), to))?;
        let mut without = match fact_type(declared, &steps(owner))?.ty {
            Type::Object(Kind::Transfer) => left_open(entry, name)?,
            // The operator of a site abroad is who receives there.
            Type::Object(Kind::Site) if name == "operator" => with_operator(entry, to.clone())?,
            _ => return None,
        };
        set(&mut without, &steps(name), to.clone()).then(|| (owner.to_owned(), without))
    });
    match whole {
        Some((path, to)) => Step { path, to: Some(to), ..step },
        None => step,
    }
}

/// Returns a site with another operator, without what was agreed with the one before; nothing where nothing was.
pub(super) fn with_operator(site: &Json, operator: Json) -> Option<Json> {
    let transfer = left_open(key(site, "transfer")?, "recipient")?;
    let mut site = site.clone();
    (set(&mut site, &steps("transfer"), transfer) && set(&mut site, &steps("operator"), operator)).then_some(site)
}

/// Reports whether something, or somebody, was there and is another now.
fn is_replaced(was: Option<&Json>, now: &Json) -> bool {
    let none = Json::Text("none".to_owned());
    was.is_some_and(|was| *was != none && was != now && (key(was, "id").is_none() || key(was, "id") != key(now, "id")))
}

/// Returns a transfer without what is open again when a fact of it is another; nothing where that leaves it as it is.
fn left_open(transfer: &Json, name: &str) -> Option<Json> {
    let is_open: fn(&Fact) -> bool = match name {
        "tool" => |fact| fact.of_tool,
        // The text of the clauses is another; the module and the assessment stay.
        "scc_version" => |fact| fact.of_tool && fact.nature != Nature::Act && fact.unfound.is_none(),
        "recipient" => |fact| fact.of_recipient,
        "to" => |fact| fact.of_destination,
        _ => return None,
    };
    let mut left = transfer.clone();
    for fact in Kind::Transfer.facts().iter().filter(|fact| fact.name != name && is_open(fact)) {
        // A finding against the destination stands with every tool.
        let is_against =
            fact.unfound.is_some() && key(transfer, fact.name) != Some(&Json::Text("favourable".to_owned()));
        if name != "tool" || !is_against {
            remove(&mut left, &steps(fact.name));
        }
    }
    (left != *transfer).then_some(left)
}
