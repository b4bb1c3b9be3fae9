//! Answers lead to the verdict that `check` gives them, and no fewer facts would settle a flow.

use super::json::put;
use super::small::Small;
use super::{Case, Tally, analysis, cases, checked};
use lexloci::analyse::Ask;
use lexloci::verdict::Answer;

#[test]
fn questions_lead_where_they_say_and_are_the_smallest() {
    let mut tally = Tally::default();
    for mut case in cases(160) {
        for _ in 0..3 {
            let small = case.flow();
            let flow = small.json();
            let ask = analysis(&case.policy, &flow, 4_000).ask();
            if checked(&case.policy, &flow) != Some(Answer::Undetermined) {
                assert!(ask.questions.is_empty(), "there is nothing to ask");
                continue;
            }
            tally.add("flows", 1);
            outcomes_hold(&case, &small, &ask, &mut tally);
            if ask.smallest && small.is_closed() {
                tally.add("smallest", 1);
                for wanted in [Answer::Compliant, Answer::NonCompliant] {
                    is_smallest(&case, &small, &ask, wanted, &mut tally);
                }
            }
        }
    }
    tally.print("ask");
    assert!(tally.of("outcomes") > 200 && tally.of("smallest") > 20);
}

/// Exporter and recipient are two persons unless somebody says otherwise, and data pass nowhere that nobody mentioned. An answer
/// that says the contrary would settle the flow too, and is asked only where no plain one does.
#[test]
fn questions_need_no_odd_world_where_a_plain_one_settles() {
    let shipped =
        lexloci::policies::policies().iter().find(|(name, _)| *name == "gdpr_transfers").expect("it is shipped");
    let policy = super::common::policy(shipped.1);
    let flow = super::json::json(
        r#"{"as_of": "2026-05-13", "data": ["contact"], "exporter": {"seat": "FR"},
            "storage": [], "processing": [], "access": [],
            "transfers": [{"to": "US", "recipient": {"name": "Error tracker"}, "tool": "scc"}]}"#,
    );
    let ask = analysis(&policy, &flow, 4_000).ask();
    let first = ask.questions.first().expect("a question");
    assert_eq!(first.outcomes[0].verdict, Answer::Compliant);
    let answer = |path: &str| {
        let index = first.facts.iter().position(|fact| fact == path)?;
        first.outcomes[0].values.get(index).cloned()
    };
    assert!(first.facts.len() <= 5, "{:?}", first.facts);
    assert_eq!(answer("transit"), Some(super::json::json("[]")), "nothing passes through a country nobody mentioned");
    let ids = (answer("exporter.id"), answer("transfers[0].recipient.id"));
    assert!(ids.0.is_none() || ids.0 != ids.1, "exporter and recipient are two persons: {ids:?}");
    assert!(answer("transfers[0].derogation").is_none(), "no derogation is supposed: {:?}", first.facts);
}

fn outcomes_hold(case: &Case, small: &Small, ask: &Ask, tally: &mut Tally) {
    for question in &ask.questions {
        tally.add("questions", 1);
        for outcome in &question.outcomes {
            let mut flow = small.json();
            for (path, value) in question.facts.iter().zip(&outcome.values) {
                put(&mut flow, path, value.clone());
            }
            tally.add("outcomes", 1);
            if checked(&case.policy, &flow) != Some(outcome.verdict) {
                case.fail(&format!("{:?} do not lead there: {outcome:?}", question.facts), &small.json());
            }
        }
    }
}

/// No set of fewer facts than the smallest question leads to the verdict.
fn is_smallest(case: &Case, small: &Small, ask: &Ask, wanted: Answer, tally: &mut Tally) {
    let leads = |question: &&lexloci::analyse::Question| question.outcomes.iter().any(|o| o.verdict == wanted);
    let least = ask.questions.iter().filter(leads).map(|question| question.facts.len()).min();
    let missing: Vec<usize> = small.slots().enumerate().filter(|(_, s)| s.chosen.is_none()).map(|(i, _)| i).collect();
    let fewer = least.unwrap_or(missing.len() + 1).saturating_sub(1).min(3);
    let mut open = vec![(small.clone(), 0, 0)];
    let mut tried = 0;
    while let Some((flow, from, stated)) = open.pop() {
        tried += 1;
        if tried > 3_000 {
            tally.add("stopped", 1);
            return;
        }
        if checked(&case.policy, &flow.json()) == Some(wanted) {
            case.fail(&format!("{least:?} facts are asked, {stated} are enough for {wanted:?}"), &flow.json());
        }
        for (at, position) in missing.iter().enumerate().skip(from).filter(|_| stated < fewer) {
            let Some(slot) = small.slots().nth(*position) else { continue };
            // Nobody is asked to affirm that a service is one that rules spare.
            let is_asked = |value: &usize| slot.path != "service.is_test" || slot.values[*value] != "true";
            open.extend(
                (0..slot.values.len()).filter(is_asked).map(|value| (flow.with(*position, value), at + 1, stated + 1)),
            );
        }
    }
    tally.add("smaller sets tried", tried);
}
