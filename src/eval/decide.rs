//! Policy and flow to the answer alone: the fold that explains, at the pace that stops where the answer is settled.

use super::{Eval, Ledger, Pace, choice, contradictions, exhausted, instance, required_level};
use crate::diag::Diagnostic;
use crate::flow::Flow;
use crate::policy::{Policy, Rule};
use crate::verdict::{Answer, Severity};

/// The answer of a policy on a flow, and the rule that decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision<'p> {
    /// The answer.
    pub verdict: Answer,
    /// The first rule that is violated, or undetermined, as the answer says; of the first choice of group places with that answer.
    pub rule: Option<&'p str>,
}

/// Decides one flow by one policy. `level` names the level required, the highest when absent; `part` the only part that counts.
///
/// # Errors
/// As for `evaluate`, but for a flow that takes too many steps: deciding takes fewer. And a part that is not there.
pub fn decide<'p>(
    policy: &'p Policy,
    mut flow: Flow,
    level: Option<&str>,
    part: Option<&str>,
) -> Result<Decision<'p>, Vec<Diagnostic>> {
    let required = required_level(policy, level)?;
    let part = part.map(|name| part_named(policy, name)).transpose()?;
    let counts = |rule: &Rule| {
        let is_meant = part.is_none() || rule.part == part;
        is_meant && rule.level <= required && rule.severity == Severity::Blocking
    };
    let (verdict, rule) = settled(policy, &mut flow, counts, &Ledger::default())?;
    let rule = rule.and_then(|rule| policy.rules.get(rule)).map(|rule| rule.name.as_str());
    Ok(Decision { verdict, rule })
}

/// Returns the answer alone, and the flow, which can then be explained without being read again.
///
/// # Errors
/// As for `decide`.
#[cfg(feature = "arrow")]
pub(crate) fn decide_first(
    policy: &Policy,
    mut flow: Flow,
    level: Option<&str>,
) -> Result<(Answer, Flow), Vec<Diagnostic>> {
    let required = required_level(policy, level)?;
    let counts = |rule: &Rule| rule.level <= required && rule.severity == Severity::Blocking;
    let (answer, _) = settled(policy, &mut flow, counts, &Ledger::default())?;
    Ok((answer, flow))
}

/// Returns the answer alone, at a level. Adds the steps of evaluation that it takes to `work`.
///
/// # Errors
/// As for `decide`.
pub(crate) fn answer(
    policy: &Policy,
    mut flow: Flow,
    required: usize,
    work: &mut u64,
) -> Result<Answer, Vec<Diagnostic>> {
    let counts = |rule: &Rule| rule.level <= required && rule.severity == Severity::Blocking;
    let ledger = Ledger::default();
    let settled = settled(policy, &mut flow, counts, &ledger);
    *work = work.saturating_add(ledger.steps.get());
    settled.map(|(answer, _)| answer)
}

/// Returns the answer of the rules that count, and the first rule that it is due to.
fn settled(
    policy: &Policy,
    flow: &mut Flow,
    counts: impl Fn(&Rule) -> bool,
    ledger: &Ledger,
) -> Result<(Answer, Option<usize>), Vec<Diagnostic>> {
    let choices = choice::combinations(policy, flow)?;
    let errors = contradictions(policy, flow, &choices, ledger);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut worst: Option<(Answer, Option<usize>)> = None;
    for chosen in choices.iter() {
        let eval = Eval { policy, flow, chosen: &chosen, ledger, pace: Pace::Decides, asked: None };
        let settled = instance::outcomes(&eval, &counts).settled();
        if eval.is_exhausted() {
            return Err(exhausted());
        }
        if worst.is_none_or(|(worst, _)| settled.0.worst(worst) != worst) {
            worst = Some(settled);
        }
        if settled.0 == Answer::NonCompliant {
            break;
        }
    }
    Ok(worst.unwrap_or((Answer::NotApplicable, None)))
}

fn part_named(policy: &Policy, name: &str) -> Result<usize, Vec<Diagnostic>> {
    policy.parts.iter().position(|known| known == name).ok_or_else(|| {
        let error = Diagnostic::flow("L0514", "", format!("the policy has no part `{name}`"));
        let help = match policy.parts.as_slice() {
            [] => "it has no parts: name none".to_owned(),
            parts => format!("one of {}", parts.join(", ")),
        };
        vec![error.help(help)]
    })
}
