//! Policy and flow to the verdict in short: the answer, the rules it is due to, and the facts that are missing; no reasons in words.

use super::instance::{self, Instance};
use super::tally::{Short, Tally};
use super::{Eval, Ledger, Pace, choice, contradictions, exhausted, required_level};
use crate::diag::Diagnostic;
use crate::flow::Flow;
use crate::policy::{Policy, Severity};
use crate::verdict::{Answer, Outcome};

/// Judges one flow of which the answer is known, as `evaluate` does, and explains nothing. What `evaluate` refuses because its reasons take too many steps is
/// judged here.
///
/// # Errors
/// As for `evaluate`.
pub(crate) fn shortly(
    policy: &Policy,
    mut flow: Flow,
    level: Option<&str>,
    answer: Answer,
) -> Result<Short, Vec<Diagnostic>> {
    let required = required_level(policy, level)?;
    let ledger = Ledger::default();
    let choices = choice::combinations(policy, &flow)?;
    let errors = contradictions(policy, &mut flow, &choices, &ledger);
    if !errors.is_empty() {
        return Err(errors);
    }
    // Only an undetermined answer asks which facts are missing.
    let pace = if answer == Answer::Undetermined { Pace::Quiet } else { Pace::Decides };
    let mut tally = Tally::new(policy, required);
    let mut rules = vec![];
    for chosen in choices.iter() {
        let eval = Eval { policy, flow: &flow, chosen: &chosen, ledger: &ledger, pace, asked: None };
        let instances = instance::run(&eval, &mut None);
        if eval.is_exhausted() {
            return Err(exhausted());
        }
        if let Some(worst) = tally.add(&chosen, &instances) {
            rules = deciding(policy, required, &instances, worst);
        }
    }
    Ok(tally.short(rules, &ledger))
}

/// Returns the blocking rules with an instance whose outcome is the answer's, each once, in the policy's order.
fn deciding(policy: &Policy, required: usize, instances: &[Instance], answer: Answer) -> Vec<usize> {
    let wanted = match answer {
        Answer::NonCompliant => Outcome::Violated,
        Answer::Undetermined => Outcome::Undetermined,
        Answer::Compliant | Answer::NotApplicable => return vec![],
    };
    let mut rules: Vec<usize> = vec![];
    for instance in instances.iter().filter(|instance| instance.outcome == wanted) {
        let rule = policy.rules.get(instance.rule);
        let counts = rule.is_some_and(|rule| rule.severity == Severity::Blocking && rule.level <= required);
        if counts && rules.last() != Some(&instance.rule) {
            rules.push(instance.rule);
        }
    }
    rules
}
