//! The cheapest statements and changes after which a flow is compliant: what `ask` and `cure` share.
//!
//! One open rule at a time is looked at: some fact that it read has to be stated or changed, whatever else is, so trying
//! each of them passes nothing over. Cheaper plans are tried first (Dijkstra, "A Note on Two Problems", 1959).

use super::costs::Costs;
use super::exact::first_open;
use super::needs::Needs;
use super::place::{entries, get, remove, set, spot, steps};
use super::space::Space;
use crate::eval::probe::{Asked, Constant, Part, Probed, Stance};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Type;
use serde::Serialize;
use sha2::{Digest, Sha256};
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

/// A plan that is not looked at yet: its flow is made when it is. Many more wait than are ever looked at.
struct Waiting {
    changes: Vec<Change>,
    cost: u32,
    /// The flow before its last change.
    before: Rc<Json>,
    path: String,
    /// What is stated there; nothing where the entry is taken out.
    to: Option<Json>,
}

impl Waiting {
    fn plan(self) -> Plan {
        let mut flow = Json::clone(&self.before);
        let way = steps(&self.path);
        match self.to {
            Some(value) => set(&mut flow, &way, value),
            None => remove(&mut flow, &way),
        };
        Plan { changes: self.changes, cost: self.cost, flow }
    }
}

/// What may be changed.
pub(super) struct Terms<'t> {
    pub(super) costs: Costs,
    /// Whether stated facts may be changed, or missing ones only stated.
    pub(super) may_change: bool,
    /// Paths that stay as they are.
    pub(super) fixed: &'t [String],
    /// How many plans are looked for.
    pub(super) most: usize,
    /// The one rule that a plan is to settle, where not all have to be.
    pub(super) rule: Option<usize>,
}

/// What a plan has to reach.
type Reached<'g> = dyn Fn(&Probed) -> bool + 'g;

/// The cheapest plans after which `reached` holds, and whether there is none cheaper that was passed over. Takes a step
/// for each flow that is judged.
pub(super) fn cheapest(
    space: &Space<'_>,
    start: &Json,
    terms: &Terms<'_>,
    reached: &Reached<'_>,
    steps: &mut u64,
) -> (Vec<Plan>, bool) {
    let mut open = BinaryHeap::from([Reverse((0, 0))]);
    let first = Plan { changes: vec![], cost: 0, flow: start.clone() };
    let mut waiting: Vec<Option<Waiting>> = vec![None];
    let mut seen = SortedSet::new();
    let mut found: Vec<Plan> = vec![];
    while let Some(Reverse((_, index))) = open.pop() {
        let next_one = waiting.get_mut(index).and_then(Option::take);
        let plan = next_one.map_or_else(|| first.clone(), Waiting::plan);
        if found.iter().any(|known| contains(&plan, known)) || !seen.insert(same(&plan.flow)) {
            continue;
        }
        if *steps == 0 {
            return (found, false);
        }
        *steps -= 1;
        let Some(probed) = space.whole(&plan.flow) else { continue };
        if reached(&probed) {
            found.push(plan);
            if found.len() >= terms.most {
                break;
            }
            continue;
        }
        for next in next(space, &plan, &probed, terms) {
            open.push(Reverse((next.cost, waiting.len())));
            waiting.push(Some(next));
        }
    }
    (found, true)
}

/// Whether a plan changes whatever another changes: then it tells nothing new.
fn contains(plan: &Plan, other: &Plan) -> bool {
    other.changes.iter().all(|change| plan.changes.iter().any(|made| made.path == change.path))
}

/// Every plan with one more change, to what the first open rule read.
fn next(space: &Space<'_>, plan: &Plan, probed: &Probed, terms: &Terms<'_>) -> Vec<Waiting> {
    let refused = probed.stances.iter().find(|stance| stance.violated == Truth::True);
    let open = probed.stances.iter().find(|stance| stance.violated == Truth::Unknown);
    let before = Rc::new(plan.flow.clone());
    let mut moves = Moves { space, plan, before, terms, asked: &probed.asked, found: vec![] };
    if let Some(rule) = terms.rule {
        let open = probed.stances.iter().filter(|stance| stance.rule == rule && stance.violated == Truth::Unknown);
        moves.states(open.flat_map(|stance| stance.missing.iter()));
        return moves.found;
    }
    match refused.filter(|_| terms.may_change).or(open) {
        Some(stance) => {
            moves.states(stance.missing.iter());
            if terms.may_change {
                moves.changes(Some(stance));
            }
        }
        // A change has led to where no rule applies: one that does may ask less than before.
        None if probed.answer == Answer::NotApplicable && terms.may_change => moves.changes(None),
        None => moves.states(first_open(probed).iter()),
    }
    moves.found
}

struct Moves<'m, 'p> {
    space: &'m Space<'p>,
    plan: &'m Plan,
    /// Its flow.
    before: Rc<Json>,
    terms: &'m Terms<'m>,
    /// What all rules ask of each fact: a value that suits one rule has to suit the others.
    asked: &'m Asked,
    found: Vec<Waiting>,
}

impl Moves<'_, '_> {
    /// States each missing fact, each way.
    fn states<'s>(&mut self, missing: impl Iterator<Item = &'s String>) {
        let mut tried = SortedSet::new();
        for path in missing {
            let Some(question) = self.space.question(&self.plan.flow, path, self.asked) else { continue };
            if !tried.insert(question.path.clone()) {
                continue;
            }
            let cost = if self.goes_on(&question.path) { 0 } else { self.terms.costs.state };
            for choice in question.choices {
                self.put(&question.path, choice.value, cost);
            }
        }
    }

    /// Whether a fact is the first that is said of somebody who was stated to be there: who it is and what he is are one
    /// statement.
    fn goes_on(&self, path: &str) -> bool {
        let Some((owner, _)) = path.rsplit_once('.') else { return false };
        let changes = &self.plan.changes;
        let stated = |change: &Change| change.path == owner && change.to == Some(Json::Object(vec![]));
        let within = |change: &Change| change.path.strip_prefix(owner).is_some_and(|rest| rest.starts_with('.'));
        changes.iter().any(stated) && !changes.iter().any(within)
    }

    /// Changes each stated fact that a rule read at one place, and takes the entry out; without one, whatever was read.
    fn changes(&mut self, stance: Option<&Stance>) {
        let part = Part { rule: stance.map(|stance| stance.rule), conditions: &[] };
        let read = self.space.probe(&self.plan.flow, part).map(|probed| probed.asked).unwrap_or_default();
        let rule = stance.and_then(|stance| self.space.policy.rules.get(stance.rule));
        let looks_around = rule.is_none_or(Needs::looks_around);
        let at = stance.map_or("", |stance| stance.at.as_str());
        for path in read.keys().filter(|path| looks_around || !is_beside(path, at)) {
            let way = steps(path);
            if get(&self.plan.flow, &way).is_some() {
                self.change(path);
            } else if let Some((site, _)) = path.rsplit_once('.')
                && get(&self.plan.flow, &steps(&format!("{site}.region"))).is_some()
            {
                self.relocate(site);
            }
        }
        let mut out: SortedSet<String> = SortedSet::new();
        let own = at.split(',').filter(|at| at.ends_with(']') && !at.contains("..."));
        out.extend(own.map(str::to_owned));
        for (list, constants) in read.iter().filter(|_| looks_around) {
            let many = get(&self.plan.flow, &steps(list)).map_or(0, |list| entries(list).0.len());
            if constants.contains(&Constant::Entries) {
                out.extend((0..many).map(|index| format!("{list}[{index}]")));
            }
        }
        out.iter().for_each(|entry| self.take_out(entry));
    }

    fn change(&mut self, path: &str) {
        let way = steps(path);
        let Some(here) = spot(&self.space.policy.declared, &way) else { return };
        if matches!(here.ty, Type::Object(_) | Type::Text) || path == "as_of" {
            return;
        }
        let cost = self.terms.costs.of(self.space, path);
        let mut choices = self.space.of_type(&self.plan.flow, path, here, self.asked).choices;
        if matches!(here.ty, Type::Set(_)) {
            // A set is added to, or another one takes its place.
            let mut flow = self.plan.flow.clone();
            remove(&mut flow, &way);
            choices.extend(self.space.of_type(&flow, path, here, self.asked).choices);
        }
        for choice in choices {
            self.put(path, choice.value, cost);
        }
    }

    /// Moves a site that is on a region to another; the place then follows from that.
    fn relocate(&mut self, site: &str) {
        let path = format!("{site}.region");
        let mut flow = self.plan.flow.clone();
        remove(&mut flow, &steps(&format!("{site}.place")));
        let Some(here) = spot(&self.space.policy.declared, &steps(&path)) else { return };
        for choice in self.space.of_type(&flow, &path, here, self.asked).choices {
            if choice.value != Json::Text("none".to_owned()) {
                self.put(&path, choice.value, self.terms.costs.relocate);
            }
        }
    }

    /// Whether a path may not change. Once entries are taken out, those behind them stand elsewhere than in the flow that
    /// the wishes are about.
    fn is_fixed(&self, path: &str) -> bool {
        let path = self.at_first(path);
        self.terms.fixed.iter().any(|fixed| {
            path.strip_prefix(fixed.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Where in the first flow it stood what now is at a path.
    fn at_first(&self, path: &str) -> String {
        let mut path = path.to_owned();
        for out in self.plan.changes.iter().rev().filter(|change| change.to.is_none()) {
            let Some((list, removed)) = indexed(&out.path) else { continue };
            let Some(rest) = path.strip_prefix(list).and_then(|rest| rest.strip_prefix('[')) else { continue };
            let Some((index, rest)) = rest.split_once(']') else { continue };
            match index.parse::<usize>() {
                Ok(index) if index >= removed => path = format!("{list}[{}]{rest}", index + 1),
                _ => {}
            }
        }
        path
    }

    fn put(&mut self, path: &str, value: Json, cost: u32) {
        let way = steps(path);
        let from = get(&self.plan.flow, &way).cloned();
        let again = self.plan.changes.iter().any(|change| change.path == path && change.from.is_some());
        if self.is_fixed(path) || from.as_ref() == Some(&value) || again {
            return;
        }
        if set(&mut self.plan.flow.clone(), &way, value.clone()) {
            self.push(Change { path: path.to_owned(), from, to: Some(value) }, cost);
        }
    }

    fn take_out(&mut self, entry: &str) {
        let way = steps(entry);
        let Some((_, list)) = way.split_last() else { return };
        let last = get(&self.plan.flow, list).is_some_and(|list| entries(list).0.len() < 2);
        let from = get(&self.plan.flow, &way).cloned();
        let first = self.at_first(entry);
        let within_fixed = self.terms.fixed.iter().any(|fixed| fixed.starts_with(&first));
        if !last && !within_fixed && !self.is_fixed(entry) && remove(&mut self.plan.flow.clone(), &way) {
            self.push(Change { path: entry.to_owned(), from, to: None }, self.terms.costs.remove);
        }
    }

    fn push(&mut self, change: Change, cost: u32) {
        let (path, to) = (change.path.clone(), change.to.clone());
        let mut changes = self.plan.changes.clone();
        // Once an entry is taken out, the same path can lead to another.
        let moved = changes.iter().any(|known| known.to.is_none());
        match changes.iter_mut().find(|known| known.path == change.path && !moved) {
            Some(known) => known.to = change.to,
            None => changes.push(change),
        }
        let (cost, before) = (self.plan.cost + cost, self.before.clone());
        self.found.push(Waiting { changes, cost, before, path, to });
    }
}

/// The list and the position of an entry.
fn indexed(entry: &str) -> Option<(&str, usize)> {
    let (list, index) = entry.strip_suffix(']')?.rsplit_once('[')?;
    Some((list, index.parse().ok()?))
}

/// What tells a flow from others.
fn same(flow: &Json) -> [u8; 32] {
    Sha256::digest(format!("{:?}", in_order(flow))).into()
}

/// The same flow with the keys of its objects in order: the order in which facts are stated makes no other flow.
fn in_order(flow: &Json) -> Json {
    match flow {
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), in_order(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(entries)
        }
        Json::Array(items) => Json::Array(items.iter().map(in_order).collect()),
        other => other.clone(),
    }
}

/// Whether a path leads to another entry of the list than the one that the rule is judged at.
fn is_beside(path: &str, at: &str) -> bool {
    at.split(',').filter_map(|entry| entry.rsplit_once('[').map(|(list, _)| (entry, list))).any(|(entry, list)| {
        let within = path.strip_prefix(list).is_some_and(|rest| rest.starts_with('['));
        let same = path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        within && !same
    })
}

/// The plan that settles one open rule after the other, each as cheaply as by itself: found quickly, and cheapest where
/// the rules read different facts.
pub(super) fn one_by_one(space: &Space<'_>, terms: &Terms<'_>, steps: &mut u64) -> Option<Plan> {
    let mut plan = Plan { changes: vec![], cost: 0, flow: space.base.clone() };
    loop {
        let probed = space.whole(&plan.flow)?;
        if probed.answer == Answer::Compliant {
            return Some(plan);
        }
        let is_open = |stance: &&Stance| stance.violated != Truth::False;
        let before = probed.stances.iter().filter(is_open).count();
        let fewer =
            |after: &Probed| after.answer == Answer::Compliant || after.stances.iter().filter(is_open).count() < before;
        let one = Terms { most: 1, ..*terms };
        let (found, _) = cheapest(space, &plan.flow, &one, &fewer, steps);
        let next = found.into_iter().next()?;
        plan.changes.extend(next.changes);
        plan.cost += next.cost;
        plan.flow = next.flow;
    }
}
