//! Finds lawful acts that make a flow compliant, each cure with what has to be found besides.
//!
//! A cure changes acts alone (`vocab::Nature`). What it needs found is a condition of it, and never stated in the flow that it
//! shows. What is given stays, and so does a finding that is stated. Each cure is confirmed and minimal: with its conditions
//! the flow is compliant, and without any one of its changes and conditions it is not.

use super::Budget;
use super::acts::Acts;
use super::draft::{COMPLETE, Draft, Role, Step, closed};
use super::hopeless::is_hopeless;
use super::minimal::minimal;
use super::nature::Natured;
use super::passed::PassedOver;
use super::place::{get, is_within, key, set, steps};
use super::plan::Change;
use super::reopen::{is_other, telling};
use super::space::Space;
use super::treat::treat;
use super::wishes::Wishes;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::order::sort_by_key;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;
use std::cell::RefCell;
use std::fmt;

/// Cures that are told.
const MAX_CURES: usize = 4;

/// A rule, and the entries of the flow at which it is judged. It displays as `stores at storage[1]`.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Wishes};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let cures = analysis.cure(&Wishes::default())?;
/// assert_eq!(cures.cures[0].satisfies[0].to_string(), "r at storage[0]");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleAt {
    /// Its name.
    pub rule: String,
    /// The path of its variables; empty for a rule without.
    pub at: String,
}

impl fmt::Display for RuleAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rule)?;
        if self.at.is_empty() { Ok(()) } else { write!(f, " at {}", self.at) }
    }
}

/// A set of changes after which the flow is compliant, if its conditions are found to be so.
///
/// Every path, of changes and of conditions, refers to the flow as it was stated; an entry that a change adds stands behind
/// those that were there. To apply a cure by hand, state all values first and take entries out last, both in the order of
/// `changes`.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Wishes};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let cures = analysis.cure(&Wishes::default())?;
/// let cure = &cures.cures[0];
/// assert!(cure.conditions.is_empty());
/// let verdict = policy.check(&cure.flow, &lexloci::Options::new())?;
/// assert_eq!(verdict.verdict, lexloci::Answer::Compliant);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Cure {
    /// The acts.
    pub changes: Vec<Change>,
    /// The facts that have to be found besides: without them the flow is not compliant.
    /// One that names a fact that the changes take out states it anew.
    pub conditions: Vec<Change>,
    /// The cost of the acts together.
    pub cost: u32,
    /// The flow with the changes and without the conditions; everything is spelled out in it.
    pub flow: Json,
    /// The flow with both: it is compliant.
    pub settled: Json,
    /// The rules that were violated or open, and are satisfied or excused then.
    pub satisfies: Vec<RuleAt>,
    /// The rules that were satisfied or excused, and apply no longer. (None can be violated: the flow is compliant.)
    pub releases: Vec<RuleAt>,
}

/// The result of a search for cures, in [`Cures::remedy`].
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Remedy, Wishes};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": ["FR"]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let cures = analysis.cure(&Wishes::default())?;
/// assert_eq!(cures.remedy, Remedy::NotNeeded);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The flow is compliant, or no rule concerns it.
    NotNeeded,
    /// There are cures.
    Found,
    /// There is no lawful cure: whatever is done and found, a rule is violated by what is given.
    NoLawfulCure,
    /// None was found; there may be one.
    NotFound,
}

/// The cures of a flow: the answer of [`Analysis::cure`](super::Analysis::cure).
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget, Wishes};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": ["aws/us-east-1"]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let cures = analysis.cure(&Wishes::fixing(["storage[0]"]))?;
/// assert!(cures.cures.is_empty(), "the only store may not change");
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Cures {
    /// The result of the search.
    pub remedy: Remedy,
    /// The first in legal order first.
    pub cures: Vec<Cure>,
    /// Says whether no cure can cost less than the first. It is claimed only where the first costs as little as one change can:
    /// the search passes over moves that are alike for the rule at hand, and another rule may tell them apart.
    pub cheapest: bool,
    /// The things passed over, because of which a cure may come before it. Nothing where only the budget ended.
    pub passed_over: Vec<PassedOver>,
}

impl Cures {
    fn none(remedy: Remedy) -> Cures {
        Cures { remedy, cures: vec![], cheapest: true, passed_over: vec![] }
    }
}

/// Returns the cures of the space's flow. There are none of a flow that is compliant, or that no rule concerns.
pub(super) fn cure(space: &Space<'_>, before: &Probed, wishes: &Wishes, budget: Budget) -> Cures {
    if matches!(before.answer, Answer::Compliant | Answer::NotApplicable) {
        return Cures::none(Remedy::NotNeeded);
    }
    let mut left = budget.steps;
    let acts = Acts { space, costs: wishes.costs, fixed: &wishes.fixed, passed: RefCell::default() };
    if is_hopeless(&acts, &mut left) {
        return Cures::none(Remedy::NoLawfulCure);
    }
    let treated = treat(&acts, &mut left);
    let mut drafts = treated.drafts;
    sort_by_key(&mut drafts, |draft| (draft.cost(), draft.steps.len()));
    let mut cures: Vec<Cure> = vec![];
    for draft in drafts {
        if cures.len() < MAX_CURES {
            let told = minimal(space, &draft).and_then(|draft| cure_of(space, before, &draft));
            cures.extend(told.filter(|cure| cures.iter().all(|known| !known.is_part_of(cure))));
        }
    }
    sort_by_key(&mut cures, |cure| (cure.cost, cure.changes.len()));
    let remedy = if cures.is_empty() { Remedy::NotFound } else { Remedy::Found };
    let cheapest = treated.whole && cures.first().is_some_and(|cure| cure.cost <= wishes.costs.least());
    Cures { remedy, cheapest, cures, passed_over: treated.passed.into_shown() }
}

impl Cure {
    /// Reports whether another cure changes all that this one changes: then it tells nothing new.
    fn is_part_of(&self, other: &Cure) -> bool {
        // Of a whole transfer another tool is one thing, and another recipient another.
        let replaces = |change: &Change, name: &str| match (&change.from, &change.to) {
            (Some(from), Some(to)) => is_other(from, to, name),
            _ => false,
        };
        let same = |a: &Change, b: &Change| {
            a.path == b.path
                && (!a.path.ends_with(".region") || a.to == b.to)
                && telling().all(|name| replaces(a, name) == replaces(b, name))
        };
        self.changes.iter().all(|change| other.changes.iter().any(|made| same(change, made)))
            && (!self.changes.is_empty() || other.changes.is_empty())
    }
}

/// Reports whether a step states a given fact of somebody whom no other step brings in.
fn is_given_alone(space: &Space<'_>, step: &Step, acts: &[Step]) -> bool {
    let is_given =
        Natured::of(&space.policy.declared, &step.path).is_some_and(|fact| fact.nature == crate::vocab::Nature::Given);
    let brings_in = |other: &Step| other.path != step.path && is_within(&step.path, &other.path);
    is_given && !acts.iter().any(brings_in)
}

/// Returns the cure that a draft is. Nothing where it does not hold what a cure promises.
fn cure_of(space: &Space<'_>, before: &Probed, draft: &Draft) -> Option<Cure> {
    let (conditions, acts): (Vec<Step>, Vec<Step>) =
        draft.steps.iter().cloned().partition(|step| step.role.is_condition());
    let done = Draft::of(&space.base, acts.clone()).or_else(|| Draft::of(&space.base, vec![]))?;
    // A list in brackets that adds up is closed by its entries again: that would make a change of one of them superfluous.
    let repeats = |act: &Step| {
        let closes =
            |condition: &&Step| is_within(&act.path, &condition.path) && !closes_itself(&done.stated, condition);
        conditions.iter().any(|condition| closes(&condition))
    };
    if acts.iter().any(|step| is_given_alone(space, step, &acts) || repeats(step)) {
        return None;
    }
    let after = space.whole(&draft.flow).filter(|probed| probed.answer == Answer::Compliant)?;
    let is_shown_compliant = || space.answer(&done.flow).is_none_or(|answer| answer == Answer::Compliant);
    if !conditions.is_empty() && (is_shown_compliant() || acts_only_reopen(space, &acts, &conditions)) {
        return None;
    }
    let satisfies =
        changed(space, before, &after, |stance| stance.violated != Truth::False, |now| now.violated == Truth::False);
    let releases = changed(
        space,
        before,
        &after,
        |stance| stance.violated == Truth::False && stance.applies == Truth::True,
        |now| now.applies == Truth::False,
    );
    Some(Cure {
        changes: with_described(&space.base, &done, in_order(&space.base, &acts)),
        conditions: in_order(&done.stated, &conditions),
        cost: draft.cost(),
        flow: done.flow,
        settled: draft.flow.clone(),
        satisfies,
        releases,
    })
}

/// Returns whether the conditions alone would make the flow compliant. Then the acts serve to suppose the contrary of what was found, of
/// another place or tool.
fn acts_only_reopen(space: &Space<'_>, acts: &[Step], conditions: &[Step]) -> bool {
    let mut flow = space.base.clone();
    let mut supposed = in_order(&space.base, conditions).into_iter();
    !acts.is_empty()
        && supposed.all(|change| change.to.is_some_and(|to| set(&mut flow, &steps(&change.path), to)))
        && space.answer(&flow) == Some(Answer::Compliant)
}

/// Returns changes with those that describe somebody anew whose description is gone, before entries are taken out.
fn with_described(flow: &Json, done: &Draft, mut changes: Vec<Change>) -> Vec<Change> {
    // Terms with somebody new are told with what was agreed with the one before.
    changes.retain(|change| !done.reopened.iter().any(|fact| is_within(&change.path, fact)));
    let end = changes.iter().position(|change| change.to.is_none()).unwrap_or(changes.len());
    let reopened = done.reopened.iter().map(|fact| (*fact).to_owned());
    let described = done.described.iter().cloned().chain(reopened);
    let anew = described.map(|path| Change {
        path: path.clone(),
        from: get(flow, &steps(&path)).cloned(),
        to: get(&done.stated, &steps(&path)).cloned(),
    });
    changes.splice(end..end, anew.collect::<Vec<_>>());
    changes
}

/// Returns steps as changes of a flow: values first, owners before what they own, then what is taken out, from the end of
/// each list.
fn in_order(flow: &Json, all: &[Step]) -> Vec<Change> {
    let mut all: Vec<&Step> = all.iter().collect();
    sort_by_key(&mut all, |step| {
        let out = super::draft::indexed(&step.path).filter(|_| step.to.is_none());
        let order = out.map(|(list, index)| (list.to_owned(), std::cmp::Reverse(index)));
        (step.to.is_none(), order, super::draft::depth(&step.path), step.path.clone())
    });
    let change = |step: &Step| {
        let from = get(flow, &steps(&step.path)).cloned();
        match step.role {
            // Its entries are not repeated, since some of them may be changed.
            Role::Closing if closes_itself(flow, step) => {
                let from = from.as_ref().and_then(|list| key(list, COMPLETE)).cloned();
                Change { path: format!("{}.{COMPLETE}", step.path), from, to: Some(Json::Bool(true)) }
            }
            Role::Closing => {
                let to = Some(closed(from.as_ref(), step.to.as_ref()));
                Change { path: step.path.clone(), from, to }
            }
            _ => Change { path: step.path.clone(), from, to: step.to.clone() },
        }
    };
    all.into_iter().map(change).collect()
}

/// Reports whether a step closes a list that is written so that it can say itself that it is complete.
fn closes_itself(flow: &Json, step: &Step) -> bool {
    step.role == Role::Closing && matches!(get(flow, &steps(&step.path)), Some(Json::Object(_)))
}

/// Lists the rules that were one thing before, and are another now.
fn changed(
    space: &Space<'_>,
    before: &Probed,
    after: &Probed,
    was: impl Fn(&Stance) -> bool,
    is: impl Fn(&Stance) -> bool,
) -> Vec<RuleAt> {
    let name = |rule: usize| space.policy.rules.get(rule).map(|rule| rule.name.clone()).unwrap_or_default();
    let now = |stance: &Stance| after.stances.iter().find(|other| other.rule == stance.rule && other.at == stance.at);
    let changed = before.stances.iter().filter(|stance| was(stance) && now(stance).is_none_or(&is));
    changed.map(|stance| RuleAt { rule: name(stance.rule), at: stance.at.clone() }).collect()
}
