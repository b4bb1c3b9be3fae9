//! Which facts to ask for: the smallest sets that would settle an undetermined flow, with what each answer leads to.

use super::Budget;
use super::costs::Costs;
use super::domain::Question as Fact;
use super::place::{set, steps};
use super::repair::{Plan, Terms, cheapest, one_by_one};
use super::space::Space;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::truth::Truth;
use crate::verdict::Answer;
use serde::Serialize;

/// Sets of facts that are told.
const MAX_QUESTIONS: usize = 4;
/// Answers to one set of facts that are tried.
const MAX_ANSWERS: usize = 64;
/// Values of one fact that are tried together with those of others.
const MAX_VALUES: usize = 16;

/// Facts that would settle a flow together.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// Their paths.
    pub facts: Vec<String>,
    /// What answers lead to which verdict: an undetermined one where more would have to be asked.
    pub outcomes: Vec<Outcome>,
}

/// One answer.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// A value for each of the question's facts, in their order.
    pub values: Vec<Json>,
    /// For how many values each of them stands: a place, for all those that the policy cannot tell from it.
    pub like: Vec<usize>,
    /// What the flow then is.
    pub verdict: Answer,
}

/// What to ask.
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// The smallest sets of facts that could make the flow compliant, then those that could make it non-compliant.
    pub questions: Vec<Question>,
    /// Whether there is no smaller set, as far as the budget allowed to look.
    pub smallest: bool,
}

/// The smallest questions about the space's flow.
pub(super) fn ask(space: &Space<'_>, probed: &Probed, budget: Budget) -> Ask {
    let mut steps = budget.steps;
    if probed.answer != Answer::Undetermined {
        return Ask { questions: vec![], smallest: true };
    }
    let terms = Terms { costs: Costs::default(), may_change: false, fixed: &[], most: MAX_QUESTIONS, rule: None };
    let compliant = |probed: &Probed| probed.answer == Answer::Compliant;
    let (mut plans, mut smallest) = cheapest(space, &space.base, &terms, &compliant, &mut steps);
    if plans.is_empty() && !smallest {
        let mut more = budget.steps;
        plans.extend(one_by_one(space, &terms, &mut more));
    }
    let (against, whole) = against(space, probed, &terms, &mut steps);
    smallest &= whole;
    plans.extend(against);
    let mut known: Vec<SortedSet<String>> = vec![];
    let mut questions = vec![];
    for plan in &plans {
        let facts: SortedSet<String> = facts_of(plan).into_iter().collect();
        if !known.iter().any(|known| known.iter().eq(facts.iter())) {
            questions.push(question(space, plan));
            known.push(facts);
        }
    }
    Ask { questions, smallest }
}

/// The cheapest plan after which some rule is violated, each rule looked at by itself.
fn against(space: &Space<'_>, probed: &Probed, terms: &Terms<'_>, steps: &mut u64) -> (Option<Plan>, bool) {
    let refused = |probed: &Probed| probed.answer == Answer::NonCompliant;
    let open = probed.stances.iter().filter(|stance| stance.violated == Truth::Unknown);
    let rules: SortedSet<usize> = open.map(|stance| stance.rule).collect();
    let (mut least, mut whole): (Option<Plan>, bool) = (None, true);
    for rule in rules.iter() {
        let one = Terms { most: 1, rule: Some(*rule), ..*terms };
        let (found, all) = cheapest(space, &space.base, &one, &refused, steps);
        whole &= all;
        least = least.into_iter().chain(found).min_by_key(|plan| plan.cost);
    }
    (least, whole)
}

/// The facts that a plan states. That somebody is there goes without saying where more is asked of them.
fn facts_of(plan: &Plan) -> Vec<String> {
    let implied = |path: &str| plan.changes.iter().any(|other| other.path.starts_with(&format!("{path}.")));
    plan.changes.iter().map(|change| change.path.clone()).filter(|path| !implied(path)).collect()
}

/// What each answer to the facts of a plan leads to. Values that lead to the same are told once where one fact is asked.
fn question(space: &Space<'_>, plan: &Plan) -> Question {
    let facts = facts_of(plan);
    let mut base = space.base.clone();
    for change in plan.changes.iter().filter(|change| !facts.contains(&change.path)) {
        if let Some(value) = &change.to {
            set(&mut base, &steps(&change.path), value.clone());
        }
    }
    let asked = space.whole(&base).map(|probed| probed.asked).unwrap_or_default();
    let mut answers: Vec<(Vec<Json>, Vec<usize>)> = vec![(vec![], vec![])];
    for path in &facts {
        let chosen = plan.changes.iter().find(|change| change.path == *path).and_then(|change| change.to.clone());
        let choices = values_of(space, &base, path, &asked, chosen);
        let longer = answers.iter().flat_map(|(values, like)| {
            choices.iter().map(move |(value, count)| {
                ([values.as_slice(), std::slice::from_ref(value)].concat(), [like.as_slice(), &[*count]].concat())
            })
        });
        answers = longer.take(MAX_ANSWERS).collect();
    }
    let outcomes = answers.into_iter().filter_map(|(values, like)| {
        let mut flow = base.clone();
        let put = facts.iter().zip(&values).all(|(path, value)| set(&mut flow, &steps(path), value.clone()));
        let probed = space.whole(&flow).filter(|_| put)?;
        Some(Outcome { values, like, verdict: probed.answer })
    });
    Question { outcomes: outcomes.collect(), facts }
}

/// The values of a fact, the one that a plan chose first.
fn values_of(
    space: &Space<'_>,
    flow: &Json,
    path: &str,
    asked: &crate::eval::probe::Asked,
    chosen: Option<Json>,
) -> Vec<(Json, usize)> {
    let question: Option<Fact> = space.question(flow, path, asked).filter(|question| question.path == path);
    let mut values: Vec<(Json, usize)> = chosen.map(|value| (value, 1)).into_iter().collect();
    for choice in question.into_iter().flat_map(|question| question.choices) {
        match values.iter_mut().find(|(value, _)| *value == choice.value) {
            Some(known) => known.1 = choice.like,
            None => values.push((choice.value, choice.like)),
        }
    }
    values.truncate(MAX_VALUES);
    values
}
