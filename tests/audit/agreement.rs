//! A flow that is judged in short has the verdict that is explained.

use crate::cases::cases;
use lexloci::audit::Judge;
use lexloci::golden::Case;
use lexloci::verdict::{Answer, Outcome, Severity, Verdict};
use lexloci::{Json, Options, Policy};

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

/// Returns at how many levels the case was compared.
fn compare(name: &str, case: &Case) -> usize {
    let Ok(policy) = Policy::parse(&case.policy, &case.modules) else { return 0 };
    let Some(Ok(flow)) = case.flow.as_deref().map(str::parse::<Json>) else { return 0 };
    let levels: Vec<Option<&String>> = match policy.levels() {
        [] => vec![None],
        levels => levels.iter().map(Some).collect(),
    };
    for level in &levels {
        let options =
            level.iter().fold(Options::new().as_of(case.options.as_of), |options, level| options.level(*level));
        let judged = Judge::new(&policy, options.clone()).expect("the level is one of the policy's").judge(&flow);
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
    let compared: usize = cases().iter().map(|(name, case)| compare(name, case)).sum();
    assert!(compared > 1_000, "{compared}");
}
