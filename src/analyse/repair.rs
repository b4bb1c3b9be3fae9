//! The cheapest statements and changes after which a flow is compliant: what `ask` and `cure` share.
//!
//! One open rule at a time is looked at: some fact that it read has to be stated or changed, whatever else is, so trying
//! each of them passes nothing over. Plans that can become the cheapest are tried first, what is ahead of them counted in
//! (`ahead`; Hart, Nilsson, Raphael, "A Formal Basis for the Heuristic Determination of Minimum Cost Paths", 1968).

use super::ahead::{Ahead, site_of};
use super::conflict::is_within;
use super::costs::Costs;
use super::domain::Question;
use super::exact::first_open;
use super::needs::Needs;
use super::passed::Passed;
use super::place::{Spot, Step, can_set, entries, get, key, remove, spot, steps};
use super::plan::{Plan, Queue, Waiting};
use super::space::Space;
use crate::eval::probe::{Constant, Part, Probed, Stance};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;
use crate::vocab::Type;
use sha2::{Digest, Sha256};
use std::rc::Rc;

/// What may be changed.
#[derive(Clone, Copy)]
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
    /// A flow that is as a plan has to make it: its values are tried first.
    pub(super) like: Option<&'t Json>,
    /// Only plans that cost less are of interest.
    pub(super) below: u32,
}

/// What a plan has to reach, unknown where it still may.
type Reached<'g> = dyn Fn(&Probed) -> Truth + 'g;

/// Plans that reach what they have to, the cheapest first.
pub(super) struct Found {
    pub(super) plans: Vec<Plan>,
    /// Whether there is none cheaper than the first, or none at all.
    pub(super) is_least: bool,
    /// What was passed over; nothing where only the steps ran out.
    pub(super) passed: Passed,
}

impl Found {
    /// No plan; there is none, as far as was looked.
    pub(super) fn none() -> Found {
        Found { plans: vec![], is_least: true, passed: Passed::default() }
    }
}

/// The cheapest plans, of which `known` may be one. Takes what it judges off `steps`.
pub(super) fn cheapest(
    space: &Space<'_>,
    start: &Json,
    terms: &Terms<'_>,
    reached: &Reached<'_>,
    known: Option<Plan>,
    steps: &mut u64,
) -> Found {
    let mut queue = Queue::default();
    for plan in [Plan::none(start)].into_iter().chain(known) {
        let cost = plan.cost;
        queue.push(plan.into(), cost, None);
    }
    let mut seen = SortedSet::new();
    let mut found = Found::none();
    while let Some((plan, least)) = queue.pop() {
        if found.plans.iter().any(|known| plan.contains(known)) || !seen.insert(same(&plan.flow)) {
            continue;
        }
        if *steps == 0 {
            found.is_least &= !found.plans.is_empty();
            break;
        }
        let probed = space.whole(&plan.flow);
        space.settle(steps);
        let Some(probed) = probed else {
            found.pass_over(&space.limits());
            continue;
        };
        match reached(&probed) {
            Truth::False => {}
            Truth::True => {
                found.plans.push(plan);
                if found.plans.len() >= terms.most {
                    break;
                }
            }
            Truth::Unknown => {
                let cost = plan.cost;
                let next = moves(space, plan, &probed, terms);
                space.settle(steps);
                found.pass_over(&next.passed);
                let least = least.max(cost + next.ahead);
                let costs = next.plans.into_iter().map(|waiting| (least.max(waiting.cost()), waiting));
                costs.filter(|(cost, _)| *cost < terms.below).for_each(|(cost, w)| queue.push(w, cost, terms.like));
            }
        }
    }
    found.is_least &= !queue.is_cut || !found.plans.is_empty();
    found
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

/// What can be changed next.
struct Next {
    plans: Vec<Waiting>,
    /// What is ahead of each of them at least, this change counted in.
    ahead: u32,
    /// Facts of which not every value is tried.
    passed: Passed,
}

/// Every plan with one more change, to what one open rule read.
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
    if !terms.may_change {
        let ahead = Ahead::of(space, plan, probed, &terms.costs);
        moves.next.ahead = ahead.least;
        match ahead.next {
            Some(stance) => moves.states(stance.missing.iter()),
            None => moves.states(first_open(probed).iter()),
        }
        return moves.next;
    }
    let refused = probed.stances.iter().find(|stance| stance.violated == Truth::True);
    match refused.or(probed.stances.iter().find(open)) {
        Some(stance) => {
            moves.states(stance.missing.iter());
            moves.changes(Some(stance));
        }
        // A change has led to where no rule applies: one that does may ask less than before.
        None if probed.answer == Answer::NotApplicable => moves.changes(None),
        None => moves.states(first_open(probed).iter()),
    }
    moves.next
}

struct Moves<'m, 'p> {
    space: &'m Space<'p>,
    plan: &'m Rc<Plan>,
    terms: &'m Terms<'m>,
    /// What it comes to, and what all rules ask of each fact: a value that suits one rule has to suit the others.
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
        if let Some(here) = spot(&self.space.policy.declared, &steps(&path))
            && is_open
            && all.iter().filter(lacks).count() > 1
        {
            self.put_each(&self.plan.flow, &path, here, self.terms.costs.state);
        }
    }

    /// Changes each stated fact that a rule read at one place, and takes the entry out; without one, whatever was read.
    fn changes(&mut self, stance: Option<&Stance>) {
        let part = Part { rule: stance.map(|stance| stance.rule), conditions: &[] };
        let read = self.space.probe(&self.plan.flow, part).map(|probed| probed.asked).unwrap_or_default();
        let rule = stance.and_then(|stance| self.space.policy.rules.get(stance.rule));
        let looks_around = rule.is_none_or(Needs::looks_around);
        let at = stance.map_or("", |stance| stance.at.as_str());
        let mut sites = SortedSet::new();
        for path in read.keys().filter(|path| looks_around || !is_beside(path, at)) {
            let way = steps(path);
            if get(&self.plan.flow, &way).is_some() {
                self.change(path);
            }
            for (dot, _) in path.match_indices('.') {
                let site = path.get(..dot).unwrap_or_default();
                if sites.insert(site.to_owned()) && get(&self.plan.flow, &steps(&format!("{site}.region"))).is_some() {
                    self.relocate(site);
                }
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
        self.put_each(&self.plan.flow, path, here, cost);
        if matches!(here.ty, Type::Set(_)) {
            // A set is added to, or another one takes its place.
            let mut flow = self.plan.flow.clone();
            remove(&mut flow, &way);
            self.put_each(&flow, path, here, cost);
        }
    }

    /// Moves a site that is on a region to another; the place then follows from that.
    fn relocate(&mut self, site: &str) {
        let path = format!("{site}.region");
        let mut flow = self.plan.flow.clone();
        remove(&mut flow, &steps(&format!("{site}.place")));
        if let Some(here) = spot(&self.space.policy.declared, &steps(&path)) {
            self.put_each(&flow, &path, here, self.terms.costs.relocate);
        }
    }

    /// Puts a value of each kind at a path; no region is none that a site is moved to.
    fn put_each(&mut self, flow: &Json, path: &str, here: Spot, cost: u32) {
        let question = self.space.of_type(flow, path, here, &self.probed.asked);
        self.pass_over(&question);
        let is_none = |value: &Json| here.ty == Type::Region && *value == Json::Text("none".to_owned());
        for choice in question.choices.into_iter().filter(|choice| !is_none(&choice.value)) {
            self.put(path, choice.value, cost);
        }
    }

    /// Whether a path may not change. Once entries are taken out, those behind them stand elsewhere than in the flow that
    /// the wishes are about.
    fn is_fixed(&self, path: &str) -> bool {
        is_fixed(&self.space.base, self.terms.fixed, &self.at_first(path))
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
        if can_set(&self.plan.flow, &way) {
            self.next.plans.push(Waiting::after(self.plan, path.to_owned(), Some(value), cost));
        }
    }

    /// Notes that not every value of a fact is tried.
    fn pass_over(&mut self, question: &Question) {
        question.untried().into_iter().for_each(|what| self.next.passed.add(&question.path, what));
    }

    fn take_out(&mut self, entry: &str) {
        let way = steps(entry);
        let Some((_, list)) = way.split_last() else { return };
        let last = get(&self.plan.flow, list).is_some_and(|list| entries(list).0.len() < 2);
        let is_there = get(&self.plan.flow, &way).is_some();
        let first = self.at_first(entry);
        let within_fixed = self.terms.fixed.iter().any(|fixed| fixed.starts_with(&first));
        if is_there && !last && !within_fixed && !self.is_fixed(entry) {
            let cost = self.terms.costs.remove;
            self.next.plans.push(Waiting::after(self.plan, entry.to_owned(), None, cost));
        }
    }
}

/// Whether a fact belongs to an entry that is the same as one before it in its list: that one tells as much.
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
    let mut plan = Plan::none(&space.base);
    loop {
        let probed = space.whole(&plan.flow)?;
        if probed.answer == Answer::Compliant {
            return Some(plan);
        }
        let is_open = |stance: &&Stance| stance.violated != Truth::False;
        let before = probed.stances.iter().filter(is_open).count();
        let fewer = |after: &Probed| {
            let is_fewer = after.stances.iter().filter(is_open).count() < before;
            if is_fewer || after.answer == Answer::Compliant { Truth::True } else { Truth::Unknown }
        };
        let one = Terms { most: 1, ..*terms };
        let next = cheapest(space, &plan.flow, &one, &fewer, None, steps).plans.into_iter().next()?;
        plan.changes.extend(next.changes);
        plan.cost += next.cost;
        plan.flow = next.flow;
    }
}

/// Whether changing a path changes one that stays: it or what it is in, a fact of the same person, or what a region tells.
pub(super) fn is_fixed(flow: &Json, fixed: &[String], path: &str) -> bool {
    let told = path.strip_suffix(".region").map(|site| [format!("{site}.place"), format!("{site}.operator")]);
    let of_person = |path: &str| {
        let ends = path.match_indices('.').map(|(dot, _)| dot).chain([path.len()]);
        let id = |end: usize| match path.get(..end).and_then(|owner| key(get(flow, &steps(owner))?, "id")) {
            Some(Json::Text(id)) => Some((id.clone(), path.get(end..).unwrap_or_default().to_owned())),
            _ => None,
        };
        ends.filter_map(id).next_back()
    };
    fixed.iter().any(|fixed| {
        let same_person = of_person(path).zip(of_person(fixed));
        is_within(path, fixed)
            || told.iter().flatten().any(|told| is_within(told, fixed) || is_within(fixed, told))
            || same_person.is_some_and(|(own, other)| own.0 == other.0 && is_within(&own.1, &other.1))
    })
}
