//! What would make a flow compliant: the cheapest sets of changes, each tried out.

use super::Budget;
use super::costs::Costs;
use super::passed::PassedOver;
use super::plan::Change;
use super::relax::Relaxed;
use super::repair::{Found, Terms, cheapest, is_fixed, one_by_one};
use super::space::Space;
use crate::eval::probe::{Probed, Stance};
use crate::flow::json::Json;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;

/// Cures that are looked for.
const MAX_CURES: usize = 4;

/// What a host asks of cures.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Paths of facts that stay as they are.
    pub fixed: Vec<String>,
    /// What each kind of change costs.
    pub costs: Costs,
}

/// A rule at one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleAt {
    /// Its name.
    pub rule: String,
    /// The path of its variables; empty for a rule without.
    pub at: String,
}

/// A set of changes after which the flow is compliant.
#[derive(Clone, Debug, Serialize)]
pub struct Cure {
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
    /// What they cost together.
    pub cost: u32,
    /// The flow, changed; everything is spelled out in it.
    pub flow: Json,
    /// The rules that were violated or open, and are satisfied or excused now.
    pub satisfies: Vec<RuleAt>,
    /// The rules that were satisfied or excused, and apply no longer. (None can be violated: the flow is compliant.)
    pub releases: Vec<RuleAt>,
}

/// The cures of a flow.
#[derive(Clone, Debug, Serialize)]
pub struct Cures {
    /// The cheapest first.
    pub cures: Vec<Cure>,
    /// Whether none is cheaper, as far as the budget allowed to look.
    pub cheapest: bool,
    /// Where one may be cheaper: what was passed over. Nothing where only the budget ended.
    pub passed_over: Vec<PassedOver>,
}

/// The cheapest cures of the space's flow. There are none of a flow that is compliant, or that no rule
/// concerns.
pub(super) fn cure(space: &Space<'_>, before: &Probed, wishes: &Wishes, budget: Budget) -> Cures {
    if matches!(before.answer, Answer::Compliant | Answer::NotApplicable) {
        return Cures { cures: vec![], cheapest: true, passed_over: vec![] };
    }
    let terms = Terms {
        costs: wishes.costs,
        may_change: true,
        fixed: &wishes.fixed,
        most: MAX_CURES,
        rule: None,
        like: None,
        below: u32::MAX,
    };
    let mut steps = budget.steps;
    let stays = |path: &str| is_fixed(&space.base, &wishes.fixed, path);
    let known = Relaxed { space, costs: wishes.costs, stays: &stays }.cure(before, &mut steps);
    let compliant = |probed: &Probed| probed.answer == Answer::Compliant;
    let reached = |probed: &Probed| if compliant(probed) { Truth::True } else { Truth::Unknown };
    let Found { mut plans, is_least: cheapest, passed } =
        cheapest(space, &space.base, &terms, &reached, known.clone(), &mut steps);
    if plans.is_empty() {
        let mut more = budget.steps;
        plans.extend(known.or_else(|| one_by_one(space, &terms, &mut more)));
    }
    let cures = plans.into_iter().filter_map(|plan| {
        let after = space.whole(&plan.flow).filter(compliant)?;
        let satisfies = changed(
            space,
            before,
            &after,
            |stance| stance.violated != Truth::False,
            |now| now.violated == Truth::False,
        );
        let releases = changed(
            space,
            before,
            &after,
            |stance| stance.violated == Truth::False && stance.applies == Truth::True,
            |now| now.applies == Truth::False,
        );
        Some(Cure { changes: plan.changes, cost: plan.cost, flow: plan.flow, satisfies, releases })
    });
    Cures { cures: cures.collect(), cheapest, passed_over: passed.into_shown() }
}

/// The rules that were one thing before, and are another now.
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
