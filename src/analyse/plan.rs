//! Plans: statements and changes, and the flow that they lead to.

use super::costs::Costs;
use super::place::{get, remove, set, steps};
use crate::flow::json::Json;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// One statement or change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The fact, or the entry of a list.
    pub path: String,
    /// What was stated; nothing where it was missing.
    pub from: Option<Json>,
    /// What is stated instead; nothing where it is taken out.
    pub to: Option<Json>,
}

/// Some changes, and the flow that they lead to. They are made in this order.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) changes: Vec<Change>,
    pub(super) cost: u32,
    pub(super) flow: Json,
}

impl Plan {
    /// The one that changes nothing.
    pub(super) fn none(flow: &Json) -> Plan {
        Plan { changes: vec![], cost: 0, flow: flow.clone() }
    }

    /// The one that makes these statements in a flow, in this order.
    pub(super) fn of(flow: &Json, stated: Vec<(String, Json)>, costs: &Costs) -> Plan {
        let mut plan = Plan::none(flow);
        for (path, value) in stated {
            plan.cost += if plan.goes_on(&path) { 0 } else { costs.state };
            let from = get(&plan.flow, &steps(&path)).cloned();
            set(&mut plan.flow, &steps(&path), value.clone());
            plan.changes.push(Change { path, from, to: Some(value) });
        }
        plan
    }

    /// Whether a fact is the first that is said of somebody who was stated to be there: who it is and what he is are one
    /// statement.
    pub(super) fn goes_on(&self, path: &str) -> bool {
        let Some((owner, _)) = path.rsplit_once('.') else { return false };
        let stated = |change: &Change| change.path == owner && change.to == Some(Json::Object(vec![]));
        let within = |change: &Change| change.path.strip_prefix(owner).is_some_and(|rest| rest.starts_with('.'));
        self.changes.iter().any(stated) && !self.changes.iter().any(within)
    }

    /// Whether it changes whatever another changes: then it tells nothing new.
    pub(super) fn contains(&self, other: &Plan) -> bool {
        other.changes.iter().all(|change| self.changes.iter().any(|made| made.path == change.path))
    }
}

/// A plan that is not looked at yet: its flow is made when it is. Many more wait than are ever looked at.
pub(super) struct Waiting {
    pub(super) changes: Vec<Change>,
    pub(super) cost: u32,
    /// The flow before its last change.
    pub(super) before: Rc<Json>,
    /// Its last change: what is stated where; nothing where the entry is taken out.
    pub(super) last: Option<(String, Option<Json>)>,
}

impl Waiting {
    fn plan(self) -> Plan {
        let mut flow = Json::clone(&self.before);
        if let Some((path, to)) = self.last {
            let way = steps(&path);
            match to {
                Some(value) => set(&mut flow, &way, value),
                None => remove(&mut flow, &way),
            };
        }
        Plan { changes: self.changes, cost: self.cost, flow }
    }
}

impl From<Plan> for Waiting {
    fn from(plan: Plan) -> Waiting {
        Waiting { changes: plan.changes, cost: plan.cost, before: Rc::new(plan.flow), last: None }
    }
}

/// The place of a plan in a queue: what it costs at least, how far it has come, whether its last value is none of a flow that
/// is as it has to be, and its position.
type Rank = (u32, Reverse<usize>, bool, usize);

/// The plans that wait, those first that can become the cheapest.
#[derive(Default)]
pub(super) struct Queue {
    order: BinaryHeap<Reverse<Rank>>,
    waiting: Vec<Option<Waiting>>,
}

impl Queue {
    /// Adds a plan, with what it costs at least once it is whole.
    pub(super) fn push(&mut self, waiting: Waiting, least: u32, like: Option<&Json>) {
        let is_like = |(path, value): &(String, Option<Json>)| {
            let there = like.and_then(|like| get(like, &steps(path)));
            there.is_some() && there == value.as_ref()
        };
        let is_unlike = !waiting.last.as_ref().is_some_and(is_like);
        self.order.push(Reverse((least, Reverse(waiting.changes.len()), is_unlike, self.waiting.len())));
        self.waiting.push(Some(waiting));
    }

    /// The next one, and what it costs at least.
    pub(super) fn pop(&mut self) -> Option<(Plan, u32)> {
        let Reverse((least, _, _, index)) = self.order.pop()?;
        Some((self.waiting.get_mut(index).and_then(Option::take)?.plan(), least))
    }
}
