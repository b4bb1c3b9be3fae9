//! Completes a draft by lawful statements alone.
//!
//! Once what is done has settled every rule that was violated, other rules are often open, since a flow seldom states all
//! that its policy asks. What they lack is then stated together: acts, what is said of somebody or something that an act
//! brings in, and conditions. `search` finds a completion with which the flow is compliant; it learns from each failure,
//! which the search for one place (`treat`) does not.

use super::acts::{Acts, role, suits_newcomer};
use super::costs::Costs;
use super::domain::stated_places;
use super::draft::{Draft, Role, Step, brings_in, closed};
use super::exact::still_open;
use super::minimal_questions::shorter;
use super::nature::Natured;
use super::place::{entries, get, set, stated_place, steps};
use super::plain::is_plain;
use super::repair::is_fixed;
use super::search::{Judged, Progress, Search};
use super::space::Space;
use crate::atlas::Place;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::flow::territory;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::{Kind, Nature, Type};
use std::rc::Rc;

/// The statements that a cure may add to a draft.
#[derive(Clone, Debug)]
pub(super) struct Lawful {
    /// The flow as it was stated.
    base: Json,
    draft: Draft,
    /// Paths that stay as they are.
    fixed: Vec<String>,
    /// Whether conditions have to be plain (`plain`).
    is_plain: bool,
}

impl Lawful {
    /// Reports whether a value may be stated of a fact that is missing in a flow.
    pub(super) fn admits(&self, space: &Space<'_>, flow: &Json, path: &str, value: &Json) -> bool {
        let stated = self.draft.as_stated(path);
        let Some(fact) = Natured::of(&space.policy.declared, path) else { return false };
        if is_fixed(&self.base, &self.fixed, &stated) || !fact.admits(value, space.as_of) {
            return false;
        }
        let Some(role) = self.role_of(flow, path, &fact) else { return false };
        let is_odd = || self.is_plain && is_odd(space, flow, path, &fact, value);
        match (fact.spot.ty, value) {
            // Entries are added by acts; that there are no others has to be found. To do more with the data is seldom a remedy.
            (Type::List(of), list) => {
                let more = entries(list).0.len() > get(flow, &steps(path)).map_or(0, |list| entries(list).0.len());
                let is_more_use = matches!(of, Kind::Site | Kind::Transfer | Kind::Supplier);
                !more || role != Role::Condition && !(is_more_use && self.is_plain)
            }
            // Who it is was not said; what he is can be found.
            (Type::Object(Kind::Party), Json::Object(_)) => true,
            (Type::Object(Kind::Party), _) => false,
            _ if is_same_person(flow, &fact, value) => false,
            _ if role == Role::Detail => suits_newcomer(flow, path, &fact, value),
            _ if role == Role::Condition => !is_odd(),
            _ => !fact.is_rare(value) || !self.is_plain,
        }
    }

    /// Returns what the statement of a fact would be; nothing where no cure states it.
    fn role_of(&self, flow: &Json, path: &str, fact: &Natured) -> Option<Role> {
        let is_new = brings_in(&self.base, flow, path, &self.draft.as_stated(path));
        if matches!(fact.spot.ty, Type::Object(Kind::Party)) {
            return Some(if is_new { Role::Detail } else { Role::Condition });
        }
        let is_told = fact.is_tool() && self.changes_tool(flow, path);
        let role = role(fact, is_new, is_told, &Costs::default()).map(|(role, _)| role);
        // That a list has no further entries can be found of every list.
        role.or(matches!(fact.spot.ty, Type::List(_)).then_some(Role::Condition))
    }

    /// Reports whether the tool that the same transfer rests on is another than it was.
    fn changes_tool(&self, flow: &Json, path: &str) -> bool {
        let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
        let (now, before) = (format!("{owner}.tool"), format!("{}.tool", self.draft.as_stated(owner)));
        get(flow, &steps(&now)) != get(&self.base, &steps(&before))
    }

    /// Reports whether a fact that a rule lacks, or one on the way to it, can be stated at all.
    fn can_state(&self, space: &Space<'_>, flow: &Json, missing: &str) -> bool {
        let Some((path, _)) = space.first_of(flow, missing) else { return false };
        let Some(fact) = Natured::of(&space.policy.declared, &path) else { return false };
        let stated = self.draft.as_stated(&path);
        !is_fixed(&self.base, &self.fixed, &stated) && self.role_of(flow, &path, &fact).is_some()
    }

    /// Judges a flow: it is out of the question where an open rule lacks nothing that can be stated.
    fn judge(&self, space: &Space<'_>, flow: &Json) -> Option<Judged> {
        let probed = space.whole(flow)?;
        let (truth, missing) = match probed.answer {
            Answer::Compliant => (Truth::True, vec![]),
            Answer::NonCompliant | Answer::NotApplicable => (Truth::False, vec![]),
            Answer::Undetermined => match self.wanted(space, flow, &probed) {
                Ok(missing) => (Truth::Unknown, missing),
                Err(_) => (Truth::False, vec![]),
            },
        };
        Some(Judged { truth, missing, open: Some(still_open(&probed)), asked: probed.asked })
    }

    /// Returns the facts that can be stated of those that the first open rule lacks.
    ///
    /// # Errors
    /// A rule that lacks none.
    fn wanted(&self, space: &Space<'_>, flow: &Json, probed: &Probed) -> Result<Vec<String>, Option<Stance>> {
        let can = |missing: &&String| self.can_state(space, flow, missing);
        let mut best: Option<((bool, bool, usize), Vec<String>)> = None;
        for stance in probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown) {
            let all: Vec<String> = stance.missing.iter().filter(can).cloned().collect();
            if all.is_empty() {
                return Err(Some(stance.clone()));
            }
            let key = (stance.at.contains("[...]"), stance.at.is_empty(), all.len());
            if best.as_ref().is_none_or(|(known, _)| key < *known) {
                best = Some((key, all));
            }
        }
        match best {
            Some((_, missing)) => Ok(missing),
            None => {
                let all: Vec<String> = probed.missing.iter().filter(can).cloned().collect();
                if all.is_empty() { Err(None) } else { Ok(all) }
            }
        }
    }
}

impl Acts<'_, '_> {
    /// Returns a draft with statements after which the flow is compliant, with plain conditions alone or with any.
    pub(super) fn completed(&self, draft: &Draft, is_plain: bool, budget: &mut u64) -> Option<Draft> {
        let lawful = Rc::new(self.lawful(draft, is_plain));
        let space = self.space.lawfully(lawful.clone(), draft.flow.clone());
        let goal = |flow: &Json| lawful.judge(&space, flow);
        let mut search = Search::from(draft.flow.clone());
        let Progress::Found(_) = search.next(&space, &goal, budget) else { return None };
        let stated = shorter(&draft.flow, search.enough(&space, &goal, budget), &goal);
        space.settle(budget);
        let mut flow = draft.flow.clone();
        let mut all = vec![];
        for (path, value) in stated {
            self.as_steps(&lawful, draft, &flow, (&path, &value), &mut all)?;
            set(&mut flow, &steps(&path), value);
        }
        let whole = draft.and(&self.space.base, all)?;
        let is_compliant = self.space.whole(&whole.flow).is_some_and(|probed| probed.answer == Answer::Compliant);
        self.space.settle(budget);
        is_compliant.then_some(whole)
    }

    /// Returns the open rule that lacks nothing that can be stated, if there is any: something has to be done about it.
    pub(super) fn stuck(&self, draft: &Draft, probed: &Probed) -> Option<Stance> {
        self.lawful(draft, false).wanted(self.space, &draft.flow, probed).err().flatten()
    }

    fn lawful(&self, draft: &Draft, is_plain: bool) -> Lawful {
        Lawful { base: self.space.base.clone(), draft: draft.clone(), fixed: self.fixed.to_vec(), is_plain }
    }

    /// Adds the steps that a statement comes to. Nothing where it is none that a cure may make.
    fn as_steps(
        &self,
        lawful: &Lawful,
        draft: &Draft,
        flow: &Json,
        (path, value): (&str, &Json),
        all: &mut Vec<Step>,
    ) -> Option<()> {
        let stated = draft.as_stated(path);
        let fact = Natured::of(&self.space.policy.declared, path)?;
        let is_new = brings_in(&self.space.base, flow, path, &stated);
        let (role, cost) = match fact.spot.ty {
            Type::List(_) => return self.list_steps(draft, &stated, (path, value), (flow, is_new), &fact, all),
            Type::Object(Kind::Party) if is_new => (Role::Detail, self.costs.state),
            Type::Object(Kind::Party) => (Role::Condition, 2 * self.costs.find),
            _ => role(&fact, is_new, fact.is_tool() && lawful.changes_tool(flow, path), &self.costs)?,
        };
        all.push(Step { role, ..Step::act(&stated, value.clone(), cost) });
        Some(())
    }

    fn list_steps(
        &self,
        draft: &Draft,
        stated: &str,
        (path, value): (&str, &Json),
        (flow, is_new): (&Json, bool),
        fact: &Natured,
        all: &mut Vec<Step>,
    ) -> Option<()> {
        let (now, is_closed) = get(flow, &steps(path)).map_or((0, false), |list| {
            let (items, is_closed) = entries(list);
            (items.len(), is_closed)
        });
        let more = entries(value).0.len().checked_sub(now)?;
        let known = get(&draft.stated, &steps(stated)).map_or(&[][..], |list| entries(list).0);
        let added = std::iter::repeat_n(Json::Object(vec![]), more);
        let items = Json::Array(known.iter().cloned().chain(added).collect());
        let closing = if is_new { Role::Detail } else { Role::Closing };
        if more == 0 || is_new || is_closed {
            let role = if more == 0 { closing } else { Role::Act };
            let cost = if more == 0 { self.costs.find } else { self.costs.of(fact) * more as u32 };
            let like = if matches!(value, Json::Object(_)) { closed(Some(&items), Some(value)) } else { items };
            all.push(Step { role, ..Step::act(stated, like, cost) });
            return Some(());
        }
        let open = [("items", items.clone()), ("complete", Json::Bool(false))];
        let open = Json::Object(open.map(|(name, value)| (name.to_owned(), value)).into());
        all.push(Step::act(stated, open, self.costs.of(fact) * more as u32));
        all.push(Step { role: Role::Closing, ..Step::act(stated, items, self.costs.find) });
        Some(())
    }
}

/// Reports whether it would be odd to suppose a value: that a service is one of those that a rule spares, that somebody is neither
/// in the territory that binds nor anywhere that the flow names, or what is odd in a question too (`plain`).
fn is_odd(space: &Space<'_>, flow: &Json, path: &str, fact: &Natured, value: &Json) -> bool {
    let is_spared = fact.spot.kind == Kind::Service && fact.nature == Nature::Given && *value == Json::Bool(true);
    let place = match value {
        Json::Text(code) if fact.spot.ty == Type::Place => stated_place(code),
        _ => None,
    };
    let is_near = |place: Place| territory(space.as_of).contains(place) || stated_places(flow).contains(place);
    is_spared || !place.is_none_or(is_near) || !is_plain(&space.policy.declared, flow, path, value)
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
