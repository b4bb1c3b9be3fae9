//! The smallest sets of statements that settle an undetermined flow, for it or against it.
//!
//! A completion that settles it shows how: what can be left out is left out, and what remains is a set that is small,
//! though perhaps not the smallest. It says where to begin to look for a smaller one, which costs less there are, and it is
//! the answer where the steps do not suffice.

use super::costs::Costs;
use super::exact::{answers, becomes, violated};
use super::frame::Goal;
use super::place::{entries, get, set, steps};
use super::plan::Plan;
use super::repair::{Found, Terms, cheapest};
use super::search::{Progress, Search};
use super::space::Space;
use super::within;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;

/// Sets of facts that are looked for.
const MAX_PLANS: usize = 4;
/// Flows judged for one rule at least.
const LEAST_STEPS: u64 = 64;
/// Statements from which on it is worth while to look for another plan by forbidding each.
const LEAST_WORTH: usize = 3;

/// Allows stating anything that is missing.
fn terms(wanted: &'static [Answer], most: usize, rule: Option<usize>) -> Terms<'static> {
    Terms { costs: Costs::default(), wanted, most, rule, like: None, below: u32::MAX }
}

/// Returns the smallest plans after which the flow is compliant: plain ones, where there are any.
pub(super) fn in_favour(space: &Space<'_>, steps: &mut u64) -> Found {
    let plain = space.plainly();
    let found = within(*steps / 2, steps, |steps| all_in_favour(&plain, steps));
    if found.plans.is_empty() { all_in_favour(space, steps) } else { found }
}

fn all_in_favour(space: &Space<'_>, steps: &mut u64) -> Found {
    let compliant = |flow: &Json| becomes(space, &[Answer::Compliant], flow);
    let reached = |flow: &Json| answers(space, &[Answer::Compliant], flow);
    let (known, is_none) = small(space, space, (&compliant, &reached), *steps / 2, steps);
    if is_none {
        return Found::none();
    }
    let known = known.map(|known| other_ways(space, known, (&compliant, &reached), steps));
    let like = known.as_ref().map(|plan| plan.flow.clone());
    let terms = Terms { like: like.as_ref(), ..terms(&[Answer::Compliant], MAX_PLANS, None) };
    let mut found = cheapest(space, &space.base, &terms, known.clone(), steps);
    if found.plans.is_empty() {
        found.plans.extend(known);
    }
    found
}

/// Returns the smallest plan after which some rule is violated, each rule looked at by itself: a plain one, where there is
/// any.
pub(super) fn against(space: &Space<'_>, probed: &Probed, steps: &mut u64) -> Found {
    let plain = space.plainly();
    let found = within(*steps / 2, steps, |steps| all_against(&plain, probed, steps));
    if found.plans.is_empty() { all_against(space, probed, steps) } else { found }
}

/// Returns a small plan after which some rule is violated, though there may be smaller ones.
pub(super) fn quickly_against(space: &Space<'_>, probed: &Probed, steps: &mut u64) -> Found {
    let plain = space.plainly();
    let found = within(*steps / 2, steps, |steps| each_against(&plain, probed, steps).0);
    if found.plans.is_empty() { all_against(space, probed, steps) } else { found }
}

fn all_against(space: &Space<'_>, probed: &Probed, steps: &mut u64) -> Found {
    let (mut found, left) = each_against(space, probed, steps);
    for rule in left {
        let below = found.plans.first().map_or(u32::MAX, |plan| plan.cost);
        let terms = Terms { below, ..terms(&[Answer::NonCompliant], 1, Some(rule)) };
        let smaller = within(share(*steps), steps, |steps| cheapest(space, &space.base, &terms, None, steps));
        found.is_least &= smaller.is_least;
        found.passed.join(&smaller.passed);
        if !smaller.plans.is_empty() {
            found.plans = smaller.plans;
        }
    }
    found
}

/// Returns a small plan after which some rule is violated, each rule looked at by itself, and the rules for which there may be a
/// smaller one.
fn each_against(space: &Space<'_>, probed: &Probed, steps: &mut u64) -> (Found, Vec<usize>) {
    let alone = space.rule_by_rule();
    let open: Vec<&Stance> = probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown).collect();
    let mut found = Found::none();
    let mut left = vec![];
    for stance in open {
        let least = found.plans.first().map_or(u32::MAX, |plan| plan.cost);
        if least <= Costs::default().state {
            return (Found { is_least: true, ..found }, vec![]);
        }
        let goal = |flow: &Json| violated(&alone, probed, stance, flow);
        let (known, is_none) = small(space, &alone, (&goal, &goal), share(*steps), steps);
        if !is_none && !left.contains(&stance.rule) {
            left.push(stance.rule);
        }
        let smaller = known.filter(|plan| plan.cost < least && came_against(space, plan));
        found.plans.splice(..usize::from(smaller.is_some()).min(found.plans.len()), smaller);
    }
    (found, left)
}

/// Returns a part of the steps that are left.
fn share(steps: u64) -> u64 {
    (steps / 4).max(LEAST_STEPS).min(steps)
}

fn came_against(space: &Space<'_>, plan: &Plan) -> bool {
    space.answer(&plan.flow) == Some(Answer::NonCompliant)
}

/// Looks for a plan with fewer statements than a known one. It is no part of it, since nothing can be left out of that; so there is a
/// statement that it does without, and each is forbidden in turn.
pub(super) fn other_ways(space: &Space<'_>, known: Plan, goals: (&Goal<'_>, &Goal<'_>), steps: &mut u64) -> Plan {
    let mut best = known;
    let mut tried = SortedSet::new();
    while let Some(path) = best.changes.iter().map(|change| &change.path).find(|path| !tried.contains(*path)).cloned() {
        if best.changes.len() < LEAST_WORTH {
            break;
        }
        tried.insert(path.clone());
        let mut search = Search::from(space.base.clone());
        search.without = Some(path);
        let (found, _) = within(share(*steps), steps, |steps| searched(search, space, space, goals, steps));
        best = found.filter(|found| found.cost < best.cost).unwrap_or(best);
    }
    best
}

/// Finds a small plan with which a goal is reached, and whether there is none at all. The second goal says no more than whether
/// the first one is reached.
pub(super) fn small(
    space: &Space<'_>,
    among: &Space<'_>,
    goals: (&Goal<'_>, &Goal<'_>),
    most: u64,
    steps: &mut u64,
) -> (Option<Plan>, bool) {
    within(most, steps, |steps| searched(Search::from(space.base.clone()), space, among, goals, steps))
}

fn searched(
    mut search: Search,
    space: &Space<'_>,
    among: &Space<'_>,
    (goal, reached): (&Goal<'_>, &Goal<'_>),
    steps: &mut u64,
) -> (Option<Plan>, bool) {
    match search.next(among, goal, steps) {
        Progress::Found(_) => {
            let stated = search.enough(among, reached, steps);
            (Some(Plan::of(space, shorter(&space.base, stated, reached), &Costs::default())), false)
        }
        Progress::Done => (None, search.passed.is_nothing()),
        Progress::Paused => (None, false),
    }
}

/// Returns the same statements in lists that are no longer than they have to be: without those entries of which nothing is said.
pub(super) fn shorter(base: &Json, stated: Vec<(String, Json)>, goal: &Goal<'_>) -> Vec<(String, Json)> {
    let mut best = stated;
    let lists: Vec<String> =
        best.iter().filter(|(_, value)| matches!(value, Json::Array(_))).map(|(path, _)| path.clone()).collect();
    for list in lists {
        let shorter = without_idle(base, &best, &list);
        let mut flow = base.clone();
        let is_put = shorter.iter().all(|(path, value)| set(&mut flow, &steps(path), value.clone()));
        if is_put && goal(&flow).is_some_and(|judged| judged.truth == Truth::True) {
            best = shorter;
        }
    }
    best
}

/// Statements without those entries of one list that were added and of which nothing is said; those behind them move up.
fn without_idle(base: &Json, stated: &[(String, Json)], list: &str) -> Vec<(String, Json)> {
    let before = get(base, &steps(list)).map_or(0, |list| entries(list).0.len());
    let index_of = |path: &str| -> Option<usize> {
        path.strip_prefix(list)?.strip_prefix('[')?.split_once(']').and_then(|(index, _)| index.parse().ok())
    };
    let mut used: Vec<usize> = stated.iter().filter_map(|(path, _)| index_of(path)).filter(|i| *i >= before).collect();
    crate::order::sort_by_key(&mut used, |index| *index);
    used.dedup();
    let moved = |(path, value): &(String, Json)| match (index_of(path), value) {
        (Some(index), _) => {
            let rank = used.iter().position(|known| *known == index).map_or(index, |rank| before + rank);
            let (old, new) = (format!("{list}[{index}]"), format!("{list}[{rank}]"));
            (path.strip_prefix(&old).map_or_else(|| path.clone(), |rest| new + rest), value.clone())
        }
        (None, Json::Array(items)) if path == list => {
            (path.clone(), Json::Array(items.iter().take(before + used.len()).cloned().collect()))
        }
        _ => (path.clone(), value.clone()),
    };
    stated.iter().map(moved).collect()
}
