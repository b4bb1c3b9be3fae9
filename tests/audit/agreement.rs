//! A flow that is judged in short has the verdict that is explained.

use crate::cases::cases;
use lexloci::audit::Judge;
use lexloci::golden::Case;
use lexloci::verdict::{Answer, Outcome, Severity, Verdict};
use lexloci::{Json, Options, Policy};
use std::collections::BTreeMap;

/// Returns the blocking rules with an instance of this outcome, each once.
fn rules(verdict: &Verdict) -> Vec<String> {
    let outcome = match verdict.verdict {
        Answer::NonCompliant => Outcome::Violated,
        Answer::Undetermined => Outcome::Undetermined,
        Answer::NotApplicable | Answer::Compliant => return vec![],
    };
    let each = verdict.instances.iter();
    let mut rules: Vec<String> = each
        .filter(|each| each.outcome == outcome && each.severity == Severity::Blocking)
        .map(|each| each.rule.clone())
        .collect();
    rules.dedup();
    rules
}

/// Returns the policy of a case. Most cases are of a policy that is shipped: each is parsed once.
fn policy<'k>(known: &'k mut BTreeMap<String, Option<Policy>>, case: &Case) -> Option<&'k Policy> {
    let text = format!("{}\0{:?}", case.policy, case.modules);
    known.entry(text).or_insert_with(|| Policy::parse(&case.policy, &case.modules).ok()).as_ref()
}

/// Returns at how many levels the case was compared.
fn compare(name: &str, case: &Case, known: &mut BTreeMap<String, Option<Policy>>) -> usize {
    let Some(policy) = policy(known, case) else { return 0 };
    let Some(Ok(flow)) = case.flow.as_deref().map(str::parse::<Json>) else { return 0 };
    let levels: Vec<Option<&String>> = match policy.levels() {
        [] => vec![None],
        levels => levels.iter().map(Some).collect(),
    };
    for level in &levels {
        let options =
            level.iter().fold(Options::new().as_of(case.options.as_of), |options, level| options.level(*level));
        let judged = Judge::new(policy, options.clone()).expect("the level is one of the policy's").judge(&flow);
        match policy.check(&flow, &options) {
            Err(errors) => assert_eq!(judged.err(), Some(errors), "{name} {level:?}"),
            Ok(verdict) => {
                let judged = judged.unwrap_or_else(|errors| panic!("{name} {level:?}: {errors}"));
                let reached = verdict.level.as_ref().and_then(|level| level.reached.clone());
                assert_eq!(
                    (judged.answer, judged.rules, judged.missing, judged.level),
                    (verdict.verdict, rules(&verdict), verdict.ask, reached),
                    "{name} {level:?}"
                );
            }
        }
    }
    levels.len()
}

#[test]
fn every_golden_case_is_judged_as_it_is_explained() {
    let mut known = BTreeMap::new();
    let compared: usize = cases().iter().map(|(name, case)| compare(name, case, &mut known)).sum();
    assert!(compared > 1_000, "{compared}");
}
