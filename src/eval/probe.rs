//! Judges one flow and notes the tests on each of its facts: from them an analysis takes the values that could
//! make a difference.

use super::env::Env;
use super::instance::{self, Instance};
use super::missing::Missing;
use super::note::Notes;
pub(crate) use super::note::{Comparisons, Constant};
pub(crate) use super::paths::MissingPaths;
use super::texts::Texts;
use super::{Eval, Ledger, Pace, choice, contradictions, exhausted, tally};
use crate::diag::Diagnostic;
use crate::flow::Flow;
use crate::policy::{Formula, Policy};
use crate::sorted::SortedMap;
use crate::truth::Truth;
use crate::verdict::{Answer, Outcome};
use std::cell::RefCell;
use std::rc::Rc;

/// The part of a policy that is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Part<'p> {
    /// Of which rules, by their positions; of all when absent.
    pub(crate) rule: Option<usize>,
    /// Conditions that are judged besides.
    pub(crate) conditions: &'p [&'p Formula],
}

/// One rule at one place, over every choice of group places.
#[derive(Clone, Debug)]
pub(crate) struct Stance {
    /// Index into `Policy::rules`.
    pub(crate) rule: usize,
    /// The path of its variables.
    pub(crate) at: String,
    /// Says whether the rule is violated there, in any choice.
    pub(crate) violated: Truth,
    /// Says whether it concerns the flow there, in any choice.
    pub(crate) applies: Truth,
    /// Says whether an exception excuses it there, in any choice.
    pub(crate) excused: bool,
    /// The facts that it lacks.
    pub(crate) missing: MissingPaths,
    /// The facts for want of which it is unknown whether it applies.
    pub(crate) applies_missing: MissingPaths,
}

/// The result of one flow.
#[derive(Clone, Debug)]
pub(crate) struct Probed {
    /// The answer of the rules that were looked at.
    pub(crate) answer: Answer,
    /// The facts that an undetermined answer depends on.
    pub(crate) missing: MissingPaths,
    /// Every blocking rule that binds, at each place.
    pub(crate) stances: Vec<Stance>,
    /// The conditions asked for, each with the facts that it lacks.
    pub(crate) conditions: Vec<(Truth, MissingPaths)>,
    /// The tests on each fact.
    pub(crate) asked: Comparisons,
}

/// Judges one flow as `evaluate` does, and notes what was asked. Adds the steps of evaluation that it takes to `work`.
///
/// # Errors
/// As for `evaluate`.
pub(crate) fn probe(
    policy: &Policy,
    flow: Flow,
    required: usize,
    part: Part<'_>,
    work: &mut u64,
) -> Result<Probed, Vec<Diagnostic>> {
    let ledger = Ledger::default();
    let probed = judged(policy, flow, required, part, &ledger);
    *work = work.saturating_add(ledger.steps.get());
    let paths = ledger.paths.into_inner().into_shared();
    probed.map(|judged| judged.in_words(&paths))
}

/// The result of one flow, its paths not put in words yet.
struct Found {
    answer: (Answer, Missing),
    stances: SortedMap<(usize, String), Stand>,
    conditions: Vec<(Truth, Missing)>,
    asked: Notes,
}

impl Found {
    fn in_words(self, paths: &Rc<Texts>) -> Probed {
        let named = |missing| MissingPaths::new(missing, paths);
        let stance = |((rule, at), stand): ((usize, String), Stand)| Stance {
            rule,
            at,
            violated: stand.violated,
            applies: stand.applies,
            excused: stand.excused,
            missing: named(stand.missing),
            applies_missing: named(stand.applies_missing),
        };
        Probed {
            answer: self.answer.0,
            missing: named(self.answer.1),
            stances: self.stances.into_entries().into_iter().map(stance).collect(),
            conditions: self.conditions.into_iter().map(|(truth, missing)| (truth, named(missing))).collect(),
            asked: self.asked.with_paths(paths),
        }
    }
}

fn judged(
    policy: &Policy,
    mut flow: Flow,
    required: usize,
    part: Part<'_>,
    ledger: &Ledger,
) -> Result<Found, Vec<Diagnostic>> {
    let choices = choice::combinations(policy, &flow)?;
    let errors = contradictions(policy, &mut flow, &choices, ledger);
    if !errors.is_empty() {
        return Err(errors);
    }
    let asked = RefCell::new(Notes::default());
    let mut tally = tally::Tally::new(policy, required);
    let mut stances: SortedMap<(usize, String), Stand> = SortedMap::new();
    let mut conditions: Vec<(Truth, Missing)> = vec![];
    for chosen in choices.iter() {
        let eval = Eval { policy, flow: &flow, chosen: &chosen, ledger, pace: Pace::Quiet, asked: Some(&asked) };
        let instances = instance::run_some(&eval, part.rule, &mut None);
        tally.add(&chosen, &instances);
        for mut instance in instances.into_iter().filter(|instance| binds(policy, instance.rule, required)) {
            let key = (instance.rule, std::mem::take(&mut instance.at));
            stances.update(key, Stand::new(), |stand| stand.add(instance));
        }
        if conditions.is_empty() {
            let judged = part.conditions.iter().map(|condition| eval.formula(condition, &mut Env::default()));
            conditions = judged.map(|judged| (judged.truth, judged.missing)).collect();
        }
        if eval.is_exhausted() {
            return Err(exhausted());
        }
    }
    Ok(Found { answer: tally.answer(), stances, conditions, asked: asked.into_inner() })
}

/// Returns whether a rule can make a flow non-compliant at a level.
fn binds(policy: &Policy, rule: usize, required: usize) -> bool {
    policy
        .rules
        .get(rule)
        .is_some_and(|rule| rule.severity == crate::policy::Severity::Blocking && rule.level <= required)
}

/// The outcome of one rule at one place, as far as choices were judged.
struct Stand {
    violated: Truth,
    applies: Truth,
    excused: bool,
    missing: Missing,
    applies_missing: Missing,
}

impl Stand {
    /// Returns the standing before any choice.
    fn new() -> Stand {
        let (missing, applies_missing) = (Missing::Nothing, Missing::Nothing);
        Stand { violated: Truth::False, applies: Truth::False, excused: false, missing, applies_missing }
    }

    fn add(&mut self, instance: Instance) {
        let violated = match instance.outcome {
            Outcome::Violated => Truth::True,
            Outcome::Undetermined => Truth::Unknown,
            _ => Truth::False,
        };
        self.violated = self.violated.or(violated);
        self.applies = self.applies.or(instance.applies);
        self.excused |= instance.outcome == Outcome::Excused;
        self.missing.add(instance.missing);
        self.applies_missing.add(instance.applies_missing);
    }
}
