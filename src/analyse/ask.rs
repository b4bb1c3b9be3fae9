//! Finds the facts to ask for: the smallest sets that would settle an undetermined flow, with what each answer leads to.

use super::Budget;
use super::choice::{Choice, Question as Fact};
use super::minimal_questions::{against, in_favour};
use super::passed::{Passed, PassedOver, Untried};
use super::place::{set, steps};
use super::plain::{is_nobodys, oddity};
use super::plan::Plan;
use super::space::Space;
use crate::eval::probe::Probed;
use crate::flow::json::Json;
use crate::sorted::SortedSet;
use crate::verdict::Answer;
use crate::vocab::{Kind, Type};
use serde::Serialize;

/// Answers to one set of facts that are tried.
const MAX_ANSWERS: usize = 64;
/// Values of one fact that are tried together with those of others.
const MAX_VALUES: usize = 32;

/// Facts of which all answers are tried together.
const MAX_CROSSED: usize = 2;

/// An answer to one fact, and for how many values it stands.
type Answered = (Json, usize);

/// Facts that would settle a flow together.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let ask = analysis.ask();
/// assert_eq!(ask.questions[0].facts, ["storage[0].place"]);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Question {
    /// Their paths.
    pub facts: Vec<String>,
    /// The answers, with the verdict to which each leads: an undetermined one where more would have to be asked.
    pub outcomes: Vec<Outcome>,
}

/// An answer to a question, and the verdict that it leads to.
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let ask = analysis.ask();
/// // One value stands for all places that the policy cannot tell apart: here, for the members of the EEA.
/// let outcome = &ask.questions[0].outcomes[0];
/// assert_eq!((outcome.values.len(), outcome.verdict), (1, lexloci::Answer::Compliant));
/// assert!(outcome.like[0] > 30);
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// A value for each of the question's facts, in their order.
    pub values: Vec<Json>,
    /// For how many values each of them stands: a place, for all those that the policy cannot tell from it.
    pub like: Vec<usize>,
    /// The verdict of the flow with this answer.
    pub verdict: Answer,
}

/// The questions that would settle a flow: the answer of [`Analysis::ask`](super::Analysis::ask).
///
/// ```
/// # use lexloci::analyse::{Analysis, Budget};
/// # let policy: lexloci::Policy = "loci 1\npolicy p version 1.0.0 \"P\" { rule r \"R\" for every s in storage require s in EEA }".parse()?;
/// # let flow: lexloci::Json = r#"{"as_of": "2026-03-01", "storage": [{}]}"#.parse()?;
/// # let analysis = Analysis::new(&policy, &flow, None, None, Budget::default())?;
/// let ask = analysis.ask();
/// assert!(ask.smallest && ask.passed_over.is_empty());
/// # Ok::<(), lexloci::Errors>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Ask {
    /// The smallest sets of facts that could make the flow compliant, then those that could make it non-compliant.
    pub questions: Vec<Question>,
    /// Says whether no set of plain answers is smaller than the first of each. What needs an odd world is asked only where nothing
    /// plain settles the flow: that two parties are one, that a list has entries that nobody mentioned. Nobody is asked to affirm
    /// that a derogation applies, that rules spare a service, or that a company belongs to nobody.
    pub smallest: bool,
    /// The things passed over, because of which a set may be smaller than the first. Nothing where only the budget ended.
    pub passed_over: Vec<PassedOver>,
}

/// Finds the smallest questions about the space's flow.
pub(super) fn ask(space: &Space<'_>, probed: &Probed, budget: Budget) -> Ask {
    if probed.answer != Answer::Undetermined {
        return Ask { questions: vec![], smallest: true, passed_over: vec![] };
    }
    let mut steps = budget.steps;
    let asking = space.asking();
    let [against, for_it] = [against(&asking, probed, &mut (steps / 4)), in_favour(&asking, &mut steps)];
    let mut known: Vec<SortedSet<String>> = vec![];
    let mut questions = vec![];
    let mut passed = Passed::default();
    for plan in for_it.plans.iter().chain(&against.plans) {
        let facts: SortedSet<String> = facts_of(plan).into_iter().collect();
        if !known.iter().any(|known| known.iter().eq(facts.iter())) {
            questions.push(question(space, plan, &mut passed));
            known.push(facts);
        }
    }
    passed.join(&against.passed);
    passed.join(&for_it.passed);
    Ask { questions, smallest: against.is_least && for_it.is_least, passed_over: passed.into_shown() }
}

/// Lists the facts that a plan states. That somebody is there goes without saying where more is asked of them.
fn facts_of(plan: &Plan) -> Vec<String> {
    let implied = |path: &str| plan.changes.iter().any(|other| other.path.starts_with(&format!("{path}.")));
    plan.changes.iter().map(|change| change.path.clone()).filter(|path| !implied(path)).collect()
}

/// Judges what each answer to the facts of a plan leads to: of one fact or two every answer, of more those of the plan, and each
/// other answer to one of them. Notes facts of which some values are left out.
fn question(space: &Space<'_>, plan: &Plan, passed: &mut Passed) -> Question {
    let facts = facts_of(plan);
    let mut base = space.base.clone();
    for change in plan.changes.iter().filter(|change| !facts.contains(&change.path)) {
        if let Some(value) = &change.to {
            set(&mut base, &steps(&change.path), value.clone());
        }
    }
    let asked = space.whole(&base).map(|probed| probed.asked).unwrap_or_default();
    let choices: Vec<Vec<Answered>> = facts
        .iter()
        .map(|path| {
            let chosen = plan.changes.iter().find(|change| change.path == *path).and_then(|change| change.to.clone());
            let mut values = values_of(space, &base, path, &asked, chosen);
            let most = if facts.len() == 1 { MAX_ANSWERS } else { MAX_VALUES };
            if values.len() > most {
                passed.add(path, Untried::Values);
                values.truncate(most);
            }
            values
        })
        .collect();
    let answers = if facts.len() <= MAX_CROSSED { crossed(&choices) } else { varied(&choices) };
    let outcomes = answers.into_iter().take(MAX_ANSWERS).filter_map(|answer| {
        let mut flow = base.clone();
        let put = facts.iter().zip(&answer).all(|(path, (value, _))| set(&mut flow, &steps(path), value.clone()));
        let verdict = space.answer(&flow).filter(|_| put)?;
        let (values, like) = answer.into_iter().unzip();
        Some(Outcome { values, like, verdict })
    });
    Question { outcomes: outcomes.collect(), facts }
}

/// Combines every answer to one fact with every answer to the others.
fn crossed(choices: &[Vec<Answered>]) -> Vec<Vec<Answered>> {
    let with = |answers: Vec<Vec<Answered>>, values: &Vec<Answered>| {
        let longer = |answer: Vec<Answered>| {
            values
                .iter()
                .map(move |value| [answer.as_slice(), std::slice::from_ref(value)].concat())
                .collect::<Vec<_>>()
        };
        answers.into_iter().flat_map(longer).take(MAX_ANSWERS).collect()
    };
    choices.iter().fold(vec![vec![]], with)
}

/// Lists the first answer to each fact, and each other answer to one of them.
fn varied(choices: &[Vec<Answered>]) -> Vec<Vec<Answered>> {
    let first: Vec<Answered> = choices.iter().filter_map(|values| values.first().cloned()).collect();
    let mut answers = vec![first.clone()];
    for (fact, values) in choices.iter().enumerate() {
        for value in values.iter().skip(1) {
            let mut answer = first.clone();
            answer.get_mut(fact).into_iter().for_each(|known| *known = value.clone());
            answers.push(answer);
        }
    }
    answers
}

/// Lists the values of a fact, the one that a plan chose first.
fn values_of(
    space: &Space<'_>,
    flow: &Json,
    path: &str,
    asked: &crate::eval::probe::Comparisons,
    chosen: Option<Json>,
) -> Vec<Answered> {
    let question: Option<Fact> = space.question(flow, path, asked).filter(|question| question.path == path);
    let has_chosen = chosen.is_some();
    let mut values: Vec<Answered> = chosen.map(|value| (value, 1)).into_iter().collect();
    let is_told = |choice: &Choice| !is_nobodys(Type::List(Kind::Holder), &choice.value) || !path.ends_with("holders");
    for choice in question.into_iter().flat_map(|question| question.choices).filter(is_told) {
        match values.iter_mut().find(|(value, _)| *value == choice.value) {
            Some(known) => known.1 = choice.like,
            None => values.push((choice.value, choice.like)),
        }
    }
    // Answers that need an odd world come after plain ones, and the plan's own value before both.
    let rest = values.get_mut(usize::from(has_chosen)..).unwrap_or_default();
    crate::order::sort_by_key(rest, |(value, _)| oddity(&space.policy.declared, flow, path, value));
    values
}
