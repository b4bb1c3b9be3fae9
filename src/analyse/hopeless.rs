//! When there is no lawful cure: every act is taken back and every finding that is open is left open, and still a rule is
//! violated, or nothing that could be stated makes the flow compliant.
//!
//! A verdict that is settled with facts missing stays settled when they are stated (the language's first law), so no cure, which can do
//! nothing but state what was taken back, could settle it otherwise.

use super::acts::Acts;
use super::nature::Natured;
use super::place::entries;
use crate::flow::json::Json;
use crate::verdict::Answer;
use crate::vocab::{Kind, Nature, Type};

/// Reports whether no lawful cure can be.
pub(super) fn is_hopeless(acts: &Acts<'_, '_>, steps: &mut u64) -> bool {
    let space = acts.space;
    let without = without_acts(acts, "", &space.base);
    let judged = without.and_then(|flow| space.whole(&flow));
    space.settle(steps);
    judged.is_some_and(|probed| probed.answer == Answer::NonCompliant)
}

/// Returns what no cure can change of what stands at a path.
fn without_acts(acts: &Acts<'_, '_>, path: &str, json: &Json) -> Option<Json> {
    let Json::Object(facts) = json else { return Some(json.clone()) };
    let mut kept = vec![];
    for (name, value) in facts {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if name == "x" {
            kept.extend(without_acts(acts, &path, value).map(|value| (name.clone(), value)));
            continue;
        }
        let value = match Natured::of(&acts.space.policy.declared, &path) {
            Some(fact) if fact.is_unfound(value) => None,
            Some(fact) if fact.nature == Nature::Act => changeable(acts, &path, &fact, value),
            _ => Some(value.clone()),
        };
        kept.extend(value.map(|value| (name.clone(), value)));
    }
    Some(Json::Object(kept))
}

/// Returns what stays of an act: all of it where the wishes fix it, else nothing. Of a list of which only a part is fixed nothing
/// stays either: knowing less can only keep a cure possible.
fn changeable(acts: &Acts<'_, '_>, path: &str, fact: &Natured, value: &Json) -> Option<Json> {
    if super::place::is_fixed(&acts.space.base, acts.fixed, path) {
        return Some(value.clone());
    }
    match fact.spot.ty {
        Type::List(Kind::Format) | Type::List(_) if entries(value).0.is_empty() => None,
        Type::Object(Kind::Party) | Type::List(_) => None,
        Type::Object(_) => without_acts(acts, path, value),
        _ => None,
    }
}
