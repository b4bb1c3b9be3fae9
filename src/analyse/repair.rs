//! The cheapest statements after which a flow comes to a verdict: what `ask` asks.
//!
//! One open rule at a time is looked at: some fact that it lacks has to be stated, whatever else is, so trying each of them
//! passes nothing over. Plans that can become the cheapest are tried first, what is ahead of them counted in
//! (`heuristic`; Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic Determination of Minimum Cost Paths", 1968).

use super::choice::Question;
use super::costs::Costs;
use super::exact::first_open;
use super::heuristic::{Ahead, site_of};
use super::passed::Passed;
use super::place::{FactType, Step, can_set, entries, fact_type, get, steps};
use super::plan::{Plan, Queue, Waiting};
use super::space::Space;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Type;
use sha2::{Digest, Sha256};
use std::rc::Rc;

/// Flows judged for other plans at least, once the cheapest is found.
const LEAST_MORE: u64 = 256;

/// The goal of the search.
#[derive(Clone, Copy)]
pub(super) struct Terms<'t> {
    pub(super) costs: Costs,
    /// The verdicts that a plan is to lead to.
    pub(super) wanted: &'t [Answer],
    /// The number of plans to find.
    pub(super) most: usize,
    /// The one rule that a plan is to settle, where not all have to be.
    pub(super) rule: Option<usize>,
    /// A flow that is as a plan has to make it: its values are tried first.
    pub(super) like: Option<&'t Json>,
    /// Only plans that cost less are of interest.
    pub(super) below: u32,
}

/// Plans that reach what they have to, the cheapest first.
pub(super) struct Found {
    pub(super) plans: Vec<Plan>,
    /// Says whether there is none cheaper than the first, or none at all.
    pub(super) is_least: bool,
    /// The things passed over; nothing where only the steps ran out.
    pub(super) passed: Passed,
}

impl Found {
    /// Returns no plan: there is none, as far as was looked.
    pub(super) fn none() -> Found {
        Found { plans: vec![], is_least: true, passed: Passed::default() }
    }
}

/// Finds the cheapest plans, of which `known` may be one. Takes what it judges off `steps`.
pub(super) fn cheapest(
    space: &Space<'_>,
    start: &Json,
    terms: &Terms<'_>,
    known: Option<Plan>,
    steps: &mut u64,
) -> Found {
    let mut queue = Queue::default();
    let below = known.as_ref().map_or(terms.below, |known| known.cost.min(terms.below));
    for plan in [Plan::none(start)].into_iter().chain(known) {
        let cost = plan.cost;
        queue.push(plan.into(), cost, None);
    }
    let mut seen = SortedSet::new();
    let mut found = Found::none();
    let all = *steps;
    let mut left = 0;
    while let Some((plan, least, is_open)) = queue.pop() {
        let is_new = is_open || seen.insert(same(&plan.flow));
        if !is_new || found.plans.iter().any(|known| plan.contains(known)) {
            continue;
        }
        if *steps <= left {
            found.is_least &= !found.plans.is_empty();
            break;
        }
        let next = plan.next_cost(&terms.costs);
        if next >= below && found.plans.is_empty() && !is_open {
            // Nothing that goes on from it is the least: the answer alone is of interest.
            let answer = space.answer(&plan.flow);
            space.settle(steps);
            match answer {
                Some(answer) if terms.wanted.contains(&answer) => {
                    found.plans.push(plan);
                    if found.plans.len() >= terms.most {
                        break;
                    }
                    left = last_step(all, *steps);
                }
                Some(Answer::Undetermined) if next < terms.below => {
                    queue.push(Waiting::open(plan), least.max(next), None);
                }
                Some(_) => {}
                None => found.pass_over(&space.limits()),
            }
            continue;
        }
        let probed = space.whole(&plan.flow);
        space.settle(steps);
        let Some(probed) = probed else {
            found.pass_over(&space.limits());
            continue;
        };
        match probed.answer {
            answer if terms.wanted.contains(&answer) => {
                found.plans.push(plan);
                if found.plans.len() >= terms.most {
                    break;
                }
                if found.plans.len() == 1 {
                    left = last_step(all, *steps);
                }
            }
            Answer::Undetermined => {
                let cost = plan.cost;
                let next = moves(space, plan, &probed, terms);
                space.settle(steps);
                found.pass_over(&next.passed);
                let least = least.max(cost + next.ahead);
                let costs = next.plans.into_iter().map(|waiting| (least.max(waiting.cost()), waiting));
                costs.filter(|(cost, _)| *cost < terms.below).for_each(|(cost, w)| queue.push(w, cost, terms.like));
            }
            _ => {}
        }
    }
    found.is_least &= !queue.is_cut || !found.plans.is_empty();
    found
}

/// Returns how many steps are left when no further plans are looked for, which is as long as the first took.
fn last_step(all: u64, steps: u64) -> u64 {
    steps.saturating_sub(all.saturating_sub(steps).max(LEAST_MORE))
}

impl Found {
    /// Notes what was passed over before the first plan was found.
    fn pass_over(&mut self, passed: &Passed) {
        if self.plans.is_empty() {
            self.is_least &= passed.is_nothing();
            self.passed.join(passed);
        }
    }
}

/// The changes that can be next.
struct Next {
    plans: Vec<Waiting>,
    /// The least cost ahead of each of them, this change counted in.
    ahead: u32,
    /// Facts of which not every value is tried.
    passed: Passed,
}

/// Lists every plan with one more change, to what one open rule read.
fn moves(space: &Space<'_>, plan: Plan, probed: &Probed, terms: &Terms<'_>) -> Next {
    let plan = &Rc::new(plan);
    let next = Next { plans: vec![], ahead: 0, passed: Passed::default() };
    let mut moves = Moves { space, plan, terms, probed, next };
    let open = |stance: &&Stance| stance.violated == Truth::Unknown;
    if let Some(rule) = terms.rule {
        let open = probed.stances.iter().filter(open).filter(|stance| stance.rule == rule);
        moves.states(open.flat_map(|stance| stance.missing.iter()));
        return moves.next;
    }
    let ahead = Ahead::of(space, plan, probed, &terms.costs);
    moves.next.ahead = ahead.least;
    match ahead.next {
        Some(stance) => moves.states(stance.missing.iter()),
        None => moves.states(first_open(probed).iter()),
    }
    moves.next
}

struct Moves<'m, 'p> {
    space: &'m Space<'p>,
    plan: &'m Rc<Plan>,
    terms: &'m Terms<'m>,
    /// Its verdict, and the tests of all rules on each fact: a value that suits one rule has to suit the others.
    probed: &'m Probed,
    next: Next,
}

impl Moves<'_, '_> {
    /// States each missing fact, each way.
    fn states<'s>(&mut self, missing: impl Iterator<Item = &'s String>) {
        let mut tried = SortedSet::new();
        let mut sites = SortedSet::new();
        for path in missing {
            let site = site_of(self.space, path).filter(|site| sites.insert(site.clone()));
            site.iter().for_each(|site| self.place_by_region(site));
            let Some(question) = self.space.question(&self.plan.flow, path, &self.probed.asked) else { continue };
            if !tried.insert(question.path.clone()) || is_like_another(&self.plan.flow, &question.path) {
                continue;
            }
            self.pass_over(&question);
            let cost = if self.plan.goes_on(&question.path) { 0 } else { self.terms.costs.state };
            for choice in question.choices {
                self.put(&question.path, choice.value, cost);
            }
        }
    }

    /// States a region where several facts are missing that it would tell of a site.
    fn place_by_region(&mut self, site: &str) {
        let all: SortedSet<&String> = self.probed.stances.iter().flat_map(|stance| stance.missing.iter()).collect();
        let lacks = |fact: &&&String| site_of(self.space, fact).is_some_and(|other| other == site);
        let path = format!("{site}.region");
        let is_open = get(&self.plan.flow, &steps(&path)).is_none();
        if let Some(here) = fact_type(&self.space.policy.declared, &steps(&path))
            && is_open
            && all.iter().filter(lacks).count() > 1
        {
            self.put_each(&self.plan.flow, &path, here, self.terms.costs.state);
        }
    }

    /// Puts a value of each kind at a path; no region is none that a site is moved to.
    fn put_each(&mut self, flow: &Json, path: &str, here: FactType, cost: u32) {
        let question = self.space.of_type(flow, path, here, &self.probed.asked);
        self.pass_over(&question);
        let is_none = |value: &Json| here.ty == Type::Region && *value == Json::Text("none".to_owned());
        for choice in question.choices.into_iter().filter(|choice| !is_none(&choice.value)) {
            self.put(path, choice.value, cost);
        }
    }

    fn put(&mut self, path: &str, value: Json, cost: u32) {
        if can_set(&self.plan.flow, &steps(path)) {
            self.next.plans.push(Waiting::after(self.plan, path.to_owned(), Some(value), cost));
        }
    }

    /// Notes that not every value of a fact is tried.
    fn pass_over(&mut self, question: &Question) {
        question.untried().into_iter().for_each(|what| self.next.passed.add(&question.path, what));
    }
}

/// Returns whether a fact belongs to an entry that is the same as one before it in its list: that one tells as much.
fn is_like_another(flow: &Json, path: &str) -> bool {
    let way = steps(path);
    (1..way.len()).any(|length| match (way.get(..length), way.get(length)) {
        (Some(list), Some(Step::Index(index))) => {
            let items = get(flow, list).map_or(&[][..], |list| entries(list).0);
            items.get(*index).is_some_and(|own| items.iter().take(*index).any(|other| other == own))
        }
        _ => false,
    })
}

/// Returns what tells a flow from others.
pub(super) fn same(flow: &Json) -> [u8; 32] {
    Sha256::digest(in_order(flow).to_string()).into()
}

/// Returns the same flow with the keys of its objects in order: the order in which facts are stated makes no other flow.
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
