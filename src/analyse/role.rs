//! The role that a statement has in a cure: an act, a detail of one, or a condition that has to be found.

use super::costs::Costs;
use super::draft::Role;
use super::nature::Natured;
use super::place::{get, steps};
use crate::flow::json::Json;
use crate::vocab::{Kind, Nature, Type};

/// Returns what the statement of a fact is in a cure, and what it costs; nothing where no cure may state it. `is_new` says that
/// it belongs to somebody or something that an act brings in, `is_told` that it says how a tool is agreed that an act states.
pub(super) fn role(fact: &Natured, is_new: bool, is_told: bool, costs: &Costs) -> Option<(Role, u32)> {
    let is_of_person = matches!(fact.spot.kind, Kind::Party | Kind::Holder | Kind::Supplier);
    match fact.nature {
        Nature::Finding if !is_new || !is_of_person => Some((Role::Condition, costs.find)),
        _ if is_new => Some((Role::Detail, costs.state)),
        // The form in which a tool is agreed is a part of agreeing it.
        Nature::Act if is_told => Some((Role::Detail, 0)),
        Nature::Act => Some((Role::Act, costs.of(fact))),
        // The law that binds a party is found, as a finding is (GDPR 3).
        Nature::Given if fact.name() == "regime" => Some((Role::Condition, costs.find)),
        Nature::Given if fact.may_be_supposed() => Some((Role::Condition, 2 * costs.find)),
        Nature::Given | Nature::Finding => None,
    }
}

/// Reports whether a value suits somebody whom a cure brings in: he is in one place, and nothing is said against him.
pub(super) fn suits_newcomer(flow: &Json, path: &str, fact: &Natured, value: &Json) -> bool {
    if !matches!(fact.spot.kind, Kind::Party | Kind::Holder | Kind::Supplier) {
        return true;
    }
    match fact.spot.ty {
        Type::Place => {
            let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
            let seat = get(flow, &steps(&format!("{owner}.seat")));
            seat.is_none_or(|seat| seat == value)
        }
        Type::YesNo => *value == Json::Bool(false) || fact.nature != Nature::Given,
        _ => true,
    }
}

/// Reports whether a value is the id of somebody whom the flow names: that two persons are one is supposed by no cure.
pub(super) fn is_same_person(flow: &Json, fact: &Natured, value: &Json) -> bool {
    fact.name() == "id" && mentions(flow, value)
}

fn mentions(json: &Json, value: &Json) -> bool {
    match json {
        Json::Array(items) => items.iter().any(|item| mentions(item, value)),
        Json::Object(facts) => facts.iter().any(|(_, fact)| mentions(fact, value)),
        _ => json == value,
    }
}
