//! Drafts of cures: steps, and the flow that they lead to.
//!
//! Every path refers to the flow as it was stated; an entry that a step adds stands behind those that were there. So all
//! values are stated first, owners before what they own, and entries are taken out last, from the end of each list: no
//! path is moved by a step before it.

use super::mentions::{followed, lost};
use super::place::{Step as Part, entries, get, key, remove, set, steps};
use super::reopen::of_replaced;
use crate::flow::json::Json;
use crate::order::sort_by;
use std::borrow::Cow;

/// The beginning of the id of a party that a draft brings in.
pub(super) const FRESH: &str = "another-";

/// The fact by which a list states that it has no further entries.
pub(super) const COMPLETE: &str = "complete";

/// The kind of a step of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something that is decided.
    Act,
    /// A statement about somebody or something that an act of the same draft brings in.
    Detail,
    /// Something that has to be found.
    Condition,
    /// That a list has no further entries, which has to be found too.
    Closing,
}

impl Role {
    pub(super) fn is_condition(self) -> bool {
        matches!(self, Role::Condition | Role::Closing)
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) path: String,
    /// The value that is stated; nothing where the entry is taken out.
    pub(super) to: Option<Json>,
    pub(super) role: Role,
    pub(super) cost: u32,
}

impl Step {
    pub(super) fn act(path: &str, to: Json, cost: u32) -> Step {
        Step { path: path.to_owned(), to: Some(to), role: Role::Act, cost }
    }

    /// Returns the step that takes an entry out of its list.
    pub(super) fn taking_out(path: &str, cost: u32) -> Step {
        Step { path: path.to_owned(), to: None, role: Role::Act, cost }
    }
}

/// Some steps, and what they lead to.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) steps: Vec<Step>,
    /// The flow with everything stated and nothing taken out, so that every path leads where it led.
    pub(super) stated: Json,
    /// The flow.
    pub(super) flow: Json,
    /// The paths of parties that are described, or mentioned, there now, since the steps replaced or took out what was there.
    pub(super) described: Vec<String>,
    /// The facts of the flow that were said of somebody whom the steps replace, such as the contract with the provider.
    pub(super) reopened: Vec<&'static str>,
}

impl Draft {
    /// Makes steps in a flow. Nothing where one of them leads nowhere.
    pub(super) fn of(base: &Json, all: Vec<Step>) -> Option<Draft> {
        let whole = base;
        let mut stated = with_values(whole, &all)?;
        let reopened = of_replaced(whole, &stated);
        let mut base = Cow::Borrowed(whole);
        for fact in &reopened {
            remove(base.to_mut(), &steps(fact));
        }
        let base = base.as_ref();
        if !reopened.is_empty() {
            // Terms with somebody new stand by themselves.
            stated = with_values(base, &all)?;
        }
        let following = followed(base, &stated, &all);
        let mut described: Vec<String> = following.iter().map(|step| step.path.clone()).collect();
        let left_open: Vec<Step> = reopened.iter().map(|fact| Step::taking_out(fact, 0)).collect();
        let replaced = [all.as_slice(), following.as_slice(), left_open.as_slice()].concat();
        if !following.is_empty() {
            stated = with_values(&with_values(base, &following)?, &all)?;
        }
        // A site that moves as a whole was stated with who is there now.
        for step in &following {
            let way = steps(&step.path);
            if get(&stated, &way) == get(base, &way) {
                set(&mut stated, &way, step.to.clone()?);
            }
        }
        for (path, description) in lost(whole, &stated, &replaced) {
            if set(&mut stated, &steps(&path), description) {
                described.push(path);
            }
        }
        let flow = without_entries(&stated, &all)?;
        Some(Draft { steps: all, stated, flow, described, reopened })
    }

    /// Returns the same with more steps. A list that grows once more grows in one step.
    pub(super) fn and(&self, base: &Json, more: Vec<Step>) -> Option<Draft> {
        let mut all = self.steps.clone();
        for step in more {
            match all.iter_mut().find(|known| known.path == step.path && known.adds_entries() && step.adds_entries()) {
                Some(known) => known.grow(&step),
                None => all.push(step),
            }
        }
        Draft::of(base, all)
    }

    pub(super) fn cost(&self) -> u32 {
        self.steps.iter().map(|step| step.cost).sum()
    }

    /// Reports whether a path leads to a fact of somebody, or of an entry, that an act of the draft brings in: what is said
    /// of them says whom or what to choose.
    pub(super) fn brings_in(&self, path: &str) -> bool {
        is_of_new_person(&self.stated, path) || self.steps.iter().any(|step| step.is_new_entry(path))
    }

    /// Returns where in the flow as it was stated something stands that now stands at a path.
    pub(super) fn as_stated(&self, path: &str) -> String {
        let mut path = path.to_owned();
        let mut out: Vec<(&str, usize)> =
            self.steps.iter().filter(|step| step.to.is_none()).filter_map(|step| indexed(&step.path)).collect();
        sort_by(&mut out, |a, b| a.cmp(b));
        for (list, removed) in out {
            let Some(rest) = path.strip_prefix(list).and_then(|rest| rest.strip_prefix('[')) else { continue };
            let Some((index, rest)) = rest.split_once(']') else { continue };
            match index.parse::<usize>() {
                Ok(index) if index >= removed => path = format!("{list}[{}]{rest}", index + 1),
                _ => {}
            }
        }
        path
    }
}

impl Step {
    /// Reports whether it states a list with more entries.
    pub(super) fn adds_entries(&self) -> bool {
        self.role == Role::Act && self.to.as_ref().is_some_and(|to| !entries(to).0.is_empty())
    }

    /// Adds as many entries as another step adds to the same list; nothing is said of them yet.
    fn grow(&mut self, other: &Step) {
        let length = other.to.as_ref().map_or(0, |to| entries(to).0.len());
        let items = match &mut self.to {
            Some(Json::Array(items)) => Some(items),
            Some(Json::Object(facts)) => facts.iter_mut().find_map(|(name, value)| match value {
                Json::Array(items) if name == "items" => Some(items),
                _ => None,
            }),
            _ => None,
        };
        if let Some(items) = items {
            items.resize(length.max(items.len()), Json::Object(vec![]));
        }
        self.cost += other.cost;
    }

    /// Reports whether a path leads into an entry that this step, which states a list, adds: those are empty in its value.
    fn is_new_entry(&self, path: &str) -> bool {
        let Some(items) = self.to.as_ref().map(|to| entries(to).0).filter(|_| self.role == Role::Act) else {
            return false;
        };
        let index = path.strip_prefix(&self.path).and_then(|rest| rest.strip_prefix('[')?.split_once(']'));
        let is_new = index.and_then(|(index, _)| index.parse::<usize>().ok()).and_then(|index| items.get(index));
        is_new == Some(&Json::Object(vec![]))
    }
}

/// Reports whether a path of a flow leads to a fact of somebody, or of an entry, that was not there in the flow as it was
/// stated; `stated` is where the same stands there. Who holds a company that was there is found, and not brought in.
pub(super) fn brings_in(base: &Json, flow: &Json, path: &str, stated: &str) -> bool {
    let is_holder = |entry: &str| entry.rsplit_once('[').is_some_and(|(list, _)| list.ends_with(".holders"));
    let is_entry =
        |end: usize| stated.get(..=end).is_some_and(|entry| !is_holder(entry) && get(base, &steps(entry)).is_none());
    is_of_new_person(flow, path) || stated.match_indices(']').any(|(end, _)| is_entry(end))
}

/// Reports whether a path leads to a fact of somebody whom a cure brings in.
fn is_of_new_person(flow: &Json, path: &str) -> bool {
    path.match_indices('.').any(|(dot, _)| {
        let owner = path.get(..dot).and_then(|owner| get(flow, &steps(owner)));
        matches!(owner.and_then(|owner| key(owner, "id")), Some(Json::Text(id)) if id.starts_with(FRESH))
    })
}

fn with_values(base: &Json, all: &[Step]) -> Option<Json> {
    let mut values: Vec<&Step> = all.iter().filter(|step| step.to.is_some()).collect();
    sort_by(&mut values, |a, b| depth(&a.path).cmp(&depth(&b.path)));
    let mut flow = base.clone();
    for step in values {
        if step.role != Role::Closing && !set(&mut flow, &steps(&step.path), step.to.clone()?) {
            return None;
        }
    }
    for step in all.iter().filter(|step| step.role == Role::Closing) {
        let way = steps(&step.path);
        let closed = closed(get(&flow, &way), step.to.as_ref());
        if !set(&mut flow, &way, closed) {
            return None;
        }
    }
    Some(flow)
}

fn without_entries(stated: &Json, all: &[Step]) -> Option<Json> {
    let mut out: Vec<&Step> = all.iter().filter(|step| step.to.is_none()).collect();
    sort_by(&mut out, |a, b| indexed(&b.path).cmp(&indexed(&a.path)));
    let mut flow = stated.clone();
    out.into_iter().all(|step| remove(&mut flow, &steps(&step.path))).then_some(flow)
}

/// Returns a list with the entries that it has and no further ones. It is closed by its own word where it was written so that it
/// can be, and else as another list is.
pub(super) fn closed(list: Option<&Json>, like: Option<&Json>) -> Json {
    if let Some(Json::Object(facts)) = list {
        let mut facts: Vec<_> = facts.iter().filter(|(name, _)| name != COMPLETE).cloned().collect();
        facts.push((COMPLETE.to_owned(), Json::Bool(true)));
        return Json::Object(facts);
    }
    let items = Json::Array(list.map_or_else(Vec::new, |list| entries(list).0.to_vec()));
    match like {
        Some(Json::Object(_)) => {
            let facts = [("items", items), (COMPLETE, Json::Bool(true))];
            Json::Object(facts.map(|(name, value)| (name.to_owned(), value)).into())
        }
        _ => items,
    }
}

/// Returns how deep a path leads.
pub(super) fn depth(path: &str) -> usize {
    steps(path).len()
}

/// Returns the list and the position of an entry.
pub(super) fn indexed(entry: &str) -> Option<(&str, usize)> {
    let (list, index) = entry.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, index.parse().ok()?))
}

/// Returns the first part of a path that is an entry of a list: `transfers[0]` of `transfers[0].recipient.seat`.
pub(super) fn entry_of(path: &str) -> Option<&str> {
    let way = steps(path);
    matches!(way.get(1), Some(Part::Index(_))).then(|| path.find(']').and_then(|end| path.get(..=end))).flatten()
}

/// Returns the paths of what differs between two values that stand at a path.
pub(super) fn differing(path: &str, from: Option<&Json>, to: Option<&Json>, found: &mut Vec<String>) {
    match (from, to) {
        (Some(Json::Object(a)), Some(Json::Object(b))) => {
            let names = a.iter().chain(b.iter().filter(|(name, _)| a.iter().all(|(known, _)| known != name)));
            for (name, _) in names {
                let value = |entries: &'_ [(String, Json)]| {
                    entries.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
                };
                differing(&format!("{path}.{name}"), value(a).as_ref(), value(b).as_ref(), found);
            }
        }
        _ if from == to => {}
        _ => found.push(path.to_owned()),
    }
}

/// Steps that are taken together.
pub(super) type Move = Vec<Step>;
