//! The statements by which a cure may complete a draft.

use super::costs::Costs;
use super::draft::{Draft, Role, brings_in};
use super::nature::Natured;
use super::pact::is_out_of_question;
use super::place::{each_text, entries, get, is_fixed, stated_place, steps};
use super::plain::is_plain;
use super::reopen::tool_facts;
use super::role::{is_same_person, role, suits_newcomer};
use crate::atlas::Place;
use crate::date::Date;
use crate::flow::json::Json;
use crate::flow::territory;
use crate::policy::Declared;
use crate::vocab::{Kind, Nature, Type};

/// The statements that a cure may add to a draft.
#[derive(Clone, Debug)]
pub(super) struct Lawful {
    /// The flow as it was stated.
    pub(super) base: Json,
    pub(super) draft: Draft,
    /// Paths that stay as they are.
    pub(super) fixed: Vec<String>,
    /// Says whether conditions have to be plain (`plain`).
    pub(super) is_plain: bool,
}

impl Lawful {
    /// Reports whether a value may be stated of a fact that is missing in a flow.
    pub(super) fn admits(&self, (declared, day): (&Declared, Date), flow: &Json, path: &str, value: &Json) -> bool {
        let stated = self.draft.as_stated(path);
        let Some(fact) = Natured::of(declared, path) else { return false };
        if is_fixed(&self.base, &self.fixed, &stated)
            || !fact.admits(value, day)
            || is_out_of_question(flow, path, value)
        {
            return false;
        }
        let Some(role) = self.role_of(flow, path, &fact) else { return false };
        let is_odd = || self.is_plain && is_odd((declared, day), flow, path, &fact, value);
        match (fact.spot.ty, value) {
            // That a company is nobody's is no cure.
            (Type::List(Kind::Holder), list) if entries(list).0.is_empty() => false,
            // Entries are added by acts; that there are no others has to be found. To do more with the data is seldom a remedy.
            (Type::List(of), list) => {
                let more = entries(list).0.len() > get(flow, &steps(path)).map_or(0, |list| entries(list).0.len());
                let is_more_use = matches!(of, Kind::Site | Kind::Transfer | Kind::Supplier);
                // The holders of a company are found; no act makes them.
                !more || (role != Role::Condition || of == Kind::Holder) && !(is_more_use && self.is_plain)
            }
            // The flow does not say who the person is; the person's role can be found.
            (Type::Object(Kind::Party), Json::Object(_)) => true,
            (Type::Object(Kind::Party), _) => false,
            _ if is_same_person(flow, &fact, value) => false,
            _ if role == Role::Detail => suits_newcomer(flow, path, &fact, value),
            _ if role == Role::Condition => !is_odd(),
            _ => !fact.is_rare(value) || !self.is_plain,
        }
    }

    /// Returns what the statement of a fact would be; nothing where no cure states it.
    pub(super) fn role_of(&self, flow: &Json, path: &str, fact: &Natured) -> Option<Role> {
        let is_new = brings_in(&self.base, flow, path, &self.draft.as_stated(path));
        if matches!(fact.spot.ty, Type::Object(Kind::Party)) {
            return Some(if is_new { Role::Detail } else { Role::Condition });
        }
        let is_told = fact.is_tool() && self.changes_tool(flow, path);
        let role = role(fact, is_new, is_told, &Costs::default()).map(|(role, _)| role);
        // That a list has no further entries can be found of every list.
        role.or(matches!(fact.spot.ty, Type::List(_)).then_some(Role::Condition))
    }

    /// Reports whether the tool that the same transfer rests on is another than it was, or another one of its kind.
    pub(super) fn changes_tool(&self, flow: &Json, path: &str) -> bool {
        let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
        let before = self.draft.as_stated(owner);
        let is_changed = |name: &str| {
            let was = get(&self.base, &steps(&format!("{before}.{name}")));
            was != get(flow, &steps(&format!("{owner}.{name}"))) && (name == "tool" || was.is_some())
        };
        tool_facts().any(is_changed)
    }
}

/// Reports whether it would be odd to suppose a value: that a service is one of those that a rule spares, that somebody is neither
/// in the territory that binds nor anywhere that the flow names, or what is odd in a question too (`plain`).
fn is_odd((declared, day): (&Declared, Date), flow: &Json, path: &str, fact: &Natured, value: &Json) -> bool {
    let is_spared = fact.spot.kind == Kind::Service && fact.nature == Nature::Given && *value == Json::Bool(true);
    let place = match value {
        Json::Text(code) if fact.spot.ty == Type::Place => stated_place(code),
        _ => None,
    };
    let is_stated = |place: Place| {
        let mut is_stated = false;
        each_text(flow, &mut |text| is_stated |= stated_place(text) == Some(place));
        is_stated
    };
    let is_near = |place: Place| territory(day).contains(place) || is_stated(place);
    is_spared || !place.is_none_or(is_near) || !is_plain(declared, flow, path, value)
}
