//! Whatever is asked, there is an honest answer: no panic, no endless search, and what was not found out is said.

use super::json::{get, json};
use super::{analysis, checked, common};
use lexloci::analyse::{Analysis, Budget, Exact, Proof, Wishes, Witness};
use lexloci::verdict::Answer;
use lexloci::{Json, Options, Policy};

fn policy(members: &str) -> Policy {
    common::policy(&format!("loci 1\npolicy p version 1.0.0 \"A policy\" {{ {members} }}"))
}

const INSIDE: &str = r#"rule r "Stores" for every s in storage require s in EEA and s.encrypted"#;

#[test]
fn a_flow_with_errors_is_told_as_such() {
    let policy = policy(INSIDE);
    let flows =
        [r#"{"as_of":"2026-03-01","storage":["XX"]}"#, r#"{"storage":["FR"]}"#, r#"{"as_of":"2026-03-01","stor":1}"#];
    for flow in flows.iter().chain(&["[]", "null", "1"]) {
        let flow = json(flow);
        let errors =
            Analysis::new(&policy, &flow, None, None, Budget::default()).map(|_| ()).expect_err("it has errors");
        let told = policy.check(&flow, &Options::default()).expect_err("it has errors");
        assert_eq!(common::diagnostics_text(&errors), common::diagnostics_text(&told));
    }
    let level = Analysis::new(&policy, &json(r#"{"as_of":"2026-03-01"}"#), None, Some("high"), Budget::default());
    assert!(level.is_err(), "the policy has no levels");
}

#[test]
fn no_budget_is_no_answer() {
    let policy = policy(INSIDE);
    let flow = json(r#"{"as_of":"2026-03-01","storage":[{}]}"#);
    for steps in [0, 1] {
        let analysis = analysis(&policy, &flow, steps);
        let Exact { verdict, decided, .. } = analysis.exact();
        assert_eq!((verdict, decided), (Answer::Undetermined, false), "{steps} steps");
        assert!(!analysis.ask().smallest);
        assert!(!analysis.cure(&Wishes::default()).expect("no wishes").cheapest);
    }
    assert_eq!(policy.prove(0).advance(&policy, 0), Some(Proof::Undecided("there is no such claim".to_owned())));
    let settled = analysis(&policy, &json(r#"{"as_of":"2026-03-01","storage":[{"place":"US"}]}"#), 0).exact();
    assert_eq!((settled.verdict, settled.decided), (Answer::NonCompliant, true), "nothing is left to look for");
}

#[test]
fn a_pause_changes_no_answer() {
    let policy = policy(&format!("{INSIDE} claim c \"Inside\" never some s in storage: s not in EEA"));
    let mut at_once = policy.prove(0);
    let whole = at_once.advance(&policy, 100_000);
    let mut slowly = policy.prove(0);
    let mut answer = None;
    for _ in 0..100_000 {
        answer = slowly.advance(&policy, 1);
        if answer.is_some() {
            break;
        }
    }
    assert_eq!((whole, at_once.steps), (answer.clone(), slowly.steps));
    assert_eq!(answer, Some(Proof::Proved));
}

#[test]
fn fifty_claims_are_fifty_answers() {
    let claims: Vec<String> = (0..50)
        .map(|number| {
            let place = if number % 2 == 0 { "s not in EEA" } else { "s in EU" };
            format!("claim c{number} \"A claim\" never some s in storage: {place}")
        })
        .collect();
    let policy = policy(&format!("{INSIDE} {}", claims.join(" ")));
    for index in 0..50 {
        match policy.prove(index).advance(&policy, 20_000) {
            Some(Proof::Proved) => assert_eq!(index % 2, 0),
            Some(Proof::Refuted(flow)) => {
                assert_eq!(index % 2, 1);
                assert_eq!(checked(&policy, &flow), Some(Answer::Compliant));
            }
            other => panic!("{index}: {other:?}"),
        }
    }
}

#[test]
fn a_list_of_a_thousand_is_searched_within_the_budget() {
    let policy = policy(INSIDE);
    let entry = json(r#"{"place":"FR"}"#);
    let list = Json::Array(vec![entry; 1_000]);
    let flow =
        Json::Object(vec![("as_of".to_owned(), Json::Text("2026-03-01".to_owned())), ("storage".to_owned(), list)]);
    let analysis = analysis(&policy, &flow, 8);
    let exact = analysis.exact();
    assert_eq!(exact.verdict, Answer::Undetermined);
    for Witness { verdict: answer, flow: witness, .. } in &exact.witnesses {
        assert_eq!(checked(&policy, witness), Some(*answer));
    }
    assert!(!analysis.ask().smallest, "eight flows are not enough");
    assert!(!analysis.cure(&Wishes::default()).expect("no wishes").cheapest);
}

#[test]
fn groups_levels_and_overruled_facts_are_judged_as_check_does() {
    let levels = policy(
        r#"levels low < high rule r "Stores" for every s in storage require s in EEA
           rule k "Keys" at high for every s in storage require s.encrypted"#,
    );
    let flow =
        json(r#"{"as_of":"2026-03-01","storage":["EU",{"region":"aws/eu-west-3","place":{"is":"FR","instead":"x"}}]}"#);
    let plain = json(r#"{"as_of":"2026-03-01","storage":["EU"]}"#);
    for flow in [flow, plain] {
        for level in ["low", "high"] {
            let options = Options::new().level(level);
            let judged = levels.check(&flow, &options).map(|verdict| verdict.verdict);
            let analysis = Analysis::new(&levels, &flow, None, Some(level), Budget { steps: 500 });
            assert_eq!(judged.is_ok(), analysis.is_ok());
            let (Ok(judged), Ok(analysis)) = (judged, analysis) else { continue };
            let exact = analysis.exact();
            assert_eq!(exact.kleene, judged, "at {level}");
            for Witness { verdict: answer, flow: witness, .. } in &exact.witnesses {
                assert_eq!(levels.check(witness, &options).map(|verdict| verdict.verdict).ok(), Some(*answer));
            }
            for cure in analysis.cure(&Wishes::default()).expect("no wishes").cures {
                let cured = levels.check(&cure.settled, &options).map(|verdict| verdict.verdict);
                assert_eq!(cured.ok(), Some(Answer::Compliant), "at {level}: {}", common::text(&cure.flow));
                assert!(get(&cure.flow, "storage[0]").is_some());
            }
        }
    }
}
