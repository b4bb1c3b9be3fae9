//! Plans: statements and changes, and the flow that they lead to.

use super::costs::Costs;
use super::place::{get, remove, set, steps};
use super::space::Space;
use crate::flow::json::Json;
use crate::order::sort_by;
use serde::Serialize;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::rc::Rc;

/// A fact that is stated, changed or taken out, in a [`Cure`](super::Cure).
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Wishes};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let cures = analysis.cure(&Wishes::default())?;
/// let change = &cures.cures[0].changes[0];
/// assert_eq!(change.path, "storage[0].region");
/// assert!(change.from.is_some() && change.to.is_some() && change.from != change.to);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The fact, or the entry of a list.
    pub path: String,
    /// The value that was stated; nothing where it was missing.
    pub from: Option<Json>,
    /// The value that replaces it; nothing where it is taken out.
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
    /// Returns the plan that changes nothing.
    pub(super) fn none(flow: &Json) -> Plan {
        Plan { changes: vec![], cost: 0, flow: flow.clone() }
    }

    /// Returns the plan that makes these statements in the space's flow, in this order.
    pub(super) fn of(space: &Space<'_>, stated: impl IntoIterator<Item = (String, Json)>, costs: &Costs) -> Plan {
        let mut plan = Plan::none(&space.base);
        for (path, value) in stated {
            let from = get(&plan.flow, &steps(&path)).cloned();
            plan.cost += match from {
                None if plan.goes_on(&path) => 0,
                _ => costs.state,
            };
            set(&mut plan.flow, &steps(&path), value.clone());
            plan.changes.push(Change { path, from, to: Some(value) });
        }
        plan
    }

    /// Returns whether a fact is the first of a party that the plan adds: adding the party and its first fact are one statement.
    pub(super) fn goes_on(&self, path: &str) -> bool {
        let Some((owner, _)) = path.rsplit_once('.') else { return false };
        let stated = |change: &Change| change.path == owner && change.to == Some(Json::Object(vec![]));
        let within = |change: &Change| change.path.strip_prefix(owner).is_some_and(|rest| rest.starts_with('.'));
        self.changes.iter().any(stated) && !self.changes.iter().any(within)
    }

    /// Returns what a plan with one change more costs at least: nothing more where a party that it adds has no fact yet.
    pub(super) fn next_cost(&self, costs: &Costs) -> u32 {
        let is_bare = |change: &Change| {
            let within =
                |other: &Change| other.path.strip_prefix(&change.path).is_some_and(|rest| rest.starts_with('.'));
            change.to == Some(Json::Object(vec![])) && !self.changes.iter().any(within)
        };
        self.cost + if self.changes.iter().any(is_bare) { 0 } else { costs.state }
    }

    /// Returns whether it changes whatever another changes: then it tells nothing new.
    pub(super) fn contains(&self, other: &Plan) -> bool {
        other.changes.iter().all(|change| self.changes.iter().any(|made| made.path == change.path))
    }
}

/// A plan that is not looked at yet: another one with one change more. Many more wait than are ever looked at, so each keeps
/// no more than that change.
pub(super) struct Waiting {
    before: Rc<Plan>,
    cost: u32,
    /// The place at which something is stated, or an entry taken out; nothing where the plan is the other one itself.
    path: String,
    /// The value that is stated there.
    to: Option<Json>,
    /// True if it is known to leave the flow open, so that only plans that go on from it matter.
    is_open: bool,
}

impl Waiting {
    /// Returns a plan with one change more, which costs `cost`.
    pub(super) fn after(before: &Rc<Plan>, path: String, to: Option<Json>, cost: u32) -> Waiting {
        Waiting { before: before.clone(), cost: before.cost + cost, path, to, is_open: false }
    }

    /// Returns a plan that leaves the flow open.
    pub(super) fn open(plan: Plan) -> Waiting {
        Waiting { is_open: true, ..plan.into() }
    }

    /// Returns what it costs.
    pub(super) fn cost(&self) -> u32 {
        self.cost
    }

    /// Returns how many changes it has at most.
    fn length(&self) -> usize {
        self.before.changes.len() + usize::from(!self.path.is_empty())
    }

    fn plan(self) -> Plan {
        let mut plan = Rc::unwrap_or_clone(self.before);
        if self.path.is_empty() {
            return plan;
        }
        let way = steps(&self.path);
        let from = get(&plan.flow, &way).cloned();
        match &self.to {
            Some(value) => set(&mut plan.flow, &way, value.clone()),
            None => remove(&mut plan.flow, &way),
        };
        // Once an entry is taken out, the same path can lead to another.
        let moved = plan.changes.iter().any(|known| known.to.is_none());
        match plan.changes.iter_mut().find(|known| known.path == self.path && !moved) {
            Some(known) => known.to = self.to,
            None => plan.changes.push(Change { path: self.path, from, to: self.to }),
        }
        Plan { cost: self.cost, ..plan }
    }
}

impl From<Plan> for Waiting {
    fn from(plan: Plan) -> Waiting {
        Waiting { cost: plan.cost, before: Rc::new(plan), path: String::new(), to: None, is_open: false }
    }
}

/// The place of a plan in a queue: what it costs at least, how far it has come, whether its last value is none of a flow that
/// is as it has to be, and its position.
type Rank = (u32, Reverse<usize>, bool, usize);

/// Plans that wait at most: of more, those that can become the cheapest are kept.
const MAX_WAITING: usize = 100_000;

/// The plans that wait, those first that can become the cheapest.
#[derive(Default)]
pub(super) struct Queue {
    order: BinaryHeap<Reverse<Ranked>>,
    /// The number of additions.
    added: usize,
    /// Says whether plans were left out since too many wait.
    pub(super) is_cut: bool,
}

/// A plan in a queue: only its place counts.
struct Ranked(Rank, Waiting);

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.0 == other.0
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl Queue {
    /// Adds a plan, with what it costs at least once it is whole.
    pub(super) fn push(&mut self, waiting: Waiting, least: u32, like: Option<&Json>) {
        let there = like.and_then(|like| get(like, &steps(&waiting.path)));
        let is_unlike = waiting.path.is_empty() || there.is_none() || there != waiting.to.as_ref();
        let rank = (least, Reverse(waiting.length()), is_unlike, self.added);
        self.added += 1;
        self.order.push(Reverse(Ranked(rank, waiting)));
        if self.order.len() > 2 * MAX_WAITING {
            let mut all = std::mem::take(&mut self.order).into_vec();
            sort_by(&mut all, |Reverse(a), Reverse(b)| a.cmp(b));
            all.truncate(MAX_WAITING);
            (self.order, self.is_cut) = (all.into(), true);
        }
    }

    /// Takes the next one, what it costs at least, and whether it is known to leave the flow open.
    pub(super) fn pop(&mut self) -> Option<(Plan, u32, bool)> {
        let Reverse(Ranked((least, ..), waiting)) = self.order.pop()?;
        let is_open = waiting.is_open;
        Some((waiting.plan(), least, is_open))
    }
}
