//! Every golden case is decided as it is explained, at every level and of every part.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

#[path = "common/cases.rs"]
mod cases;

use cases::cases;
use lexloci::golden::Case;
use lexloci::verdict::{Answer, Instance, Outcome, Severity};
use lexloci::{Json, Modules, Options, Policy, Verdict};

/// Returns the first blocking rule that is violated or undetermined, as the answer is; of one part, where one is named.
fn deciding<'v>(verdict: &'v Verdict, answer: Answer, part: Option<&String>) -> Option<&'v str> {
    let outcome = match answer {
        Answer::NonCompliant => Outcome::Violated,
        Answer::Undetermined => Outcome::Undetermined,
        Answer::NotApplicable | Answer::Compliant => return None,
    };
    let decides = |instance: &&Instance| {
        let counts = part.is_none() || instance.part.as_ref() == part;
        counts && instance.outcome == outcome && instance.severity == Severity::Blocking
    };
    verdict.instances.iter().find(decides).map(|instance| instance.rule.as_str())
}

/// Returns what is decided differently from what is explained, one line each, and how much was compared.
fn differences(name: &str, case: &Case) -> (Vec<String>, usize) {
    let Ok(policy) = Policy::parse(&case.policy, &case.modules) else { return (vec![], 0) };
    let Some(Ok(flow)) = case.flow.as_deref().map(serde_json::from_str::<Json>) else { return (vec![], 0) };
    let (mut wrong, mut compared) = (vec![], 0);
    for level in 0..policy.levels.len().max(1) {
        let options =
            policy.levels.get(level).into_iter().fold(Options::new().as_of(case.options.as_of), Options::level);
        let verdict = match policy.check(&flow, &options) {
            Ok(verdict) => verdict,
            Err(errors) => {
                if policy.decide(&flow, &options).err().as_ref() != Some(&errors) {
                    wrong.push(format!("{name} level {level}: refused by check alone, or for another reason"));
                }
                continue;
            }
        };
        for part in std::iter::once(None).chain(policy.parts.iter().map(Some)) {
            let judged = part.map(|part| verdict.parts.get(part).expect("each part is judged").verdict);
            let expected = judged.unwrap_or(verdict.verdict);
            let found = policy.decide(&flow, &part.into_iter().fold(options.clone(), Options::part));
            compared += 1;
            let found = found.map(|found| (found.verdict, found.rule));
            if found != Ok((expected, deciding(&verdict, expected, part))) {
                wrong.push(format!("{name} level {level} part {part:?}: decided {found:?}, explained {expected:?}"));
            }
        }
    }
    (wrong, compared)
}

#[test]
fn golden_cases_are_decided_as_they_are_explained() {
    let (mut wrong, mut compared) = (vec![], 0);
    for (name, case) in cases() {
        let (more, count) = differences(&name, &case);
        wrong.extend(more);
        compared += count;
    }
    println!("{compared} decisions compared");
    assert!(compared > 900, "only {compared} decisions were compared");
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// A policy of which only whether it applies is open: its one rule is satisfied, wherever the data are.
const MAY_APPLY: &str = r#"
loci 1
policy may_apply version 1.0.0 "A" {
  applies when data has personal
  rule stores "Stores are in the EEA"
    for every s in storage
    require s in EEA
}
"#;

#[test]
fn where_only_whether_it_applies_is_open_no_rule_is_named() {
    let policy = Policy::parse(MAY_APPLY, &Modules::new()).expect("the policy is right");
    let flow: Json = serde_json::from_str(r#"{"as_of": "2026-03-01", "storage": ["FR"]}"#).expect("JSON");
    let verdict = policy.check(&flow, &Options::default()).expect("the flow is right");
    assert_eq!(verdict.verdict, Answer::Undetermined);
    assert!(verdict.instances.iter().all(|instance| instance.outcome == Outcome::Satisfied));
    let found = policy.decide(&flow, &Options::default()).expect("the flow is right");
    assert_eq!((found.verdict, found.rule), (Answer::Undetermined, None));
    let text = lexloci::render::verdict(&verdict).to_string();
    let open = "?  stores   storage[0]\n   Whether it applies is not known; where it does, it is satisfied:\n";
    assert!(text.contains(open) && text.contains("data.categories is not known"), "{text}");
}
